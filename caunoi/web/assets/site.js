"use strict";
(() => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const on = (selector, act) => document.querySelectorAll(selector).forEach((one) => one.addEventListener("click", () => act(one)));
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } };
  root.classList.add("js");

  const sizes = ["sm", "md", "lg", "xl"];
  const setSize = (size) => { root.dataset.size = size; remember("size", size); };
  const step = (by) => setSize(sizes[Math.min(3, Math.max(0, sizes.indexOf(root.dataset.size || "md") + by))]);
  if (sizes.includes(recall("size"))) setSize(recall("size"));
  on(".tool.smaller", () => step(-1));
  on(".tool.larger", () => step(1));

  const dress = (name, off) => {
    const button = find(`.tool.${name}`);
    if (!button) return;
    const wears = () => name === "dark" ? getComputedStyle(root).colorScheme === "dark" && root.dataset.contrast !== "high" : root.dataset.contrast === "high";
    const show = () => document.querySelectorAll(".tool.dark, .tool.contrast").forEach((one) => one.dispatchEvent(new Event("shown")));
    const put = (value) => { root.dataset[name === "dark" ? "theme" : "contrast"] = value; remember(name, value); show(); };
    button.addEventListener("shown", () => button.setAttribute("aria-pressed", String(wears())));
    button.addEventListener("click", () => put(wears() ? off : name === "dark" ? "dark" : "high"));
    const before = recall(name);
    if (before === off || before === (name === "dark" ? "dark" : "high")) put(before);
    show();
  };
  dress("contrast", "normal");
  dress("dark", "light");

  const tools = find(".tools");
  document.addEventListener("click", (event) => { if (tools && !tools.contains(event.target)) tools.open = false; });

  const listen = find(".tool.listen");
  const voice = () => speechSynthesis.getVoices().find((one) => one.lang.replace("_", "-").toLowerCase().startsWith(root.lang || "vi"));
  if (listen && window.speechSynthesis) {
    const offer = () => root.classList.toggle("speaks", Boolean(voice()));
    const stop = () => { speechSynthesis.cancel(); listen.setAttribute("aria-pressed", "false"); };
    offer();
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    addEventListener("pagehide", stop);
    listen.addEventListener("click", () => {
      if (listen.getAttribute("aria-pressed") === "true") { stop(); return; }
      const parts = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, figcaption, blockquote, th, td, dt, dd)")]
        .filter((one) => !one.closest("nav, .share, .unseen") && one.checkVisibility?.() !== false && !one.querySelector("p, li"));
      listen.setAttribute("aria-pressed", "true");
      parts.forEach((one, at) => {
        const said = new SpeechSynthesisUtterance(one.textContent.trim());
        said.voice = voice();
        said.lang = said.voice.lang;
        if (at === parts.length - 1) said.addEventListener("end", stop);
        speechSynthesis.speak(said);
      });
    });
  }

  const menu = find(".menu");
  on(".menu-toggle", (button) => {
    const open = menu.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (tools?.open) { tools.open = false; find(".tools summary").focus(); return; }
    if (!menu) return;
    menu.classList.add("quiet");
    const button = find(".menu-toggle");
    if (menu.classList.contains("open")) { button.click(); button.focus(); }
  });
  if (menu) for (const kind of ["pointerleave", "focusout"]) menu.addEventListener(kind, () => menu.classList.remove("quiet"));

  const address = () => find("link[rel=canonical]")?.href || location.href;
  on(".print", () => print());
  on(".copy", async () => {
    const note = find(".copied");
    try { await navigator.clipboard.writeText(address()); } catch { return; }
    note.classList.add("shown");
    setTimeout(() => note.classList.remove("shown"), 2500);
  });
  const printed = document.createElement("p");
  printed.className = "print-address";
  addEventListener("beforeprint", () => { printed.textContent = address(); find("main").append(printed); });
  addEventListener("afterprint", () => printed.remove());

  const pictures = [...document.querySelectorAll(".gallery img")];
  if (pictures.length && window.HTMLDialogElement) {
    const viewer = document.createElement("dialog");
    const large = new Image();
    const close = document.createElement("button");
    let at = 0;
    const show = (to) => {
      at = (to + pictures.length) % pictures.length;
      large.src = pictures[at].srcset.split(",").pop().trim().split(" ")[0];
      large.alt = pictures[at].alt;
    };
    viewer.className = "viewer";
    close.type = "button";
    close.setAttribute("aria-label", "Đóng");
    viewer.append(large, close);
    document.body.append(viewer);
    viewer.addEventListener("click", (event) => event.target === large ? show(at + 1) : viewer.close());
    viewer.addEventListener("keydown", (event) => {
      if (event.key === "ArrowRight") show(at + 1);
      if (event.key === "ArrowLeft") show(at - 1);
    });
    pictures.forEach((picture, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "zoom";
      picture.replaceWith(button);
      button.append(picture);
      button.addEventListener("click", () => { show(index); viewer.showModal(); });
    });
  }
})();
