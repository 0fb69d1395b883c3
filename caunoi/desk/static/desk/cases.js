// Cases at the desk. Everything works without this file: it adds keys to the inbox, masking as one ticks, and a warning about unsaved words.
(() => {
  "use strict";

  // --- Keys: j k move, o opens, x selects, g and a letter goes to a tab, ? helps. They can be turned off (WCAG 2.1.4).
  const OFF = "caunoi-cases-keys-off";
  const rows = [...document.querySelectorAll("tr[data-case]")];
  const dialog = document.getElementById("cases-keys");
  const isOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };

  if (dialog) {
    const box = document.getElementById("cases-keys-off");
    box.checked = isOff();
    box.addEventListener("change", () => { try { localStorage.setItem(OFF, box.checked ? "1" : "0"); } catch { /* private window */ } });
    document.querySelector(".cases-hint").addEventListener("click", () => dialog.showModal());
    let here = -1, going = false;
    const go = (to) => {
      if (!rows.length) return;
      rows[here]?.classList.remove("cases-here");
      here = Math.min(Math.max(to, 0), rows.length - 1);
      rows[here].classList.add("cases-here");
      rows[here].querySelector("a").focus();
    };
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
      if (event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
      if (event.key === "?") { dialog.showModal(); event.preventDefault(); return; }
      if (isOff()) return;
      if (going) {
        going = false;
        const tab = [...document.querySelectorAll("[data-tab-letter]")].find((one) => one.dataset.tabLetter === event.key);
        if (tab) { tab.click(); event.preventDefault(); }
        return;
      }
      if (event.key === "j") go(here + 1);
      else if (event.key === "k") go(here - 1);
      else if (event.key === "o" && rows[here]) rows[here].querySelector("a").click();
      else if (event.key === "x" && rows[here]) rows[here].querySelector("input").click();
      else if (event.key === "g") going = true;
      else return;
      event.preventDefault();
    });
  }

  // --- Masking: the public words follow the ticks, until somebody edits them by hand.
  const form = document.querySelector("form[data-masking]");
  if (form) {
    const facts = JSON.parse(document.getElementById("masking-facts").textContent);
    form.querySelector("[data-without-script]").hidden = true;
    for (const pair of form.querySelectorAll("[data-mask-field]")) {
      const { original, made, places } = facts[pair.dataset.maskField];
      const letters = Array.from(original); // places count characters, not UTF-16 units
      const text = pair.querySelector("textarea, input[type=text]");
      const note = pair.querySelector("[data-mask-note]");
      const boxes = [...pair.querySelectorAll("input[name=che]")];
      const masked = () => {
        let done = 0, out = "";
        places.forEach((place, number) => {
          if (!boxes[number].checked) return;
          out += letters.slice(done, place.start).join("") + place.put;
          done = place.end;
        });
        return out + letters.slice(done).join("");
      };
      const byHand = (edited) => {
        note.hidden = !(edited && boxes.length);
        boxes.forEach((box) => box.closest("label").classList.toggle("cases-few", edited));
        pair.dataset.byHand = edited ? "1" : "";
      };
      const tidy = (words) => words.replace(/\r\n?/g, "\n").trim();
      byHand(tidy(text.value) !== tidy(made));
      text.addEventListener("input", () => byHand(tidy(text.value) !== tidy(masked())));
      boxes.forEach((box) => box.addEventListener("change", () => { if (!pair.dataset.byHand) text.value = masked(); }));
      pair.querySelector("[data-mask-again]").addEventListener("click", () => { text.value = masked(); byHand(false); text.focus(); });
    }
  }

  // --- Words typed into one form are not lost by pressing the button of another.
  const kept = [...document.querySelectorAll("form[data-kept]")];
  const said = (one) => [...one.elements].filter((field) => field.matches("textarea, input[type=text]")).map((field) => field.value).join("\n");
  const first = new Map(kept.map((one) => [one, said(one)]));
  const changed = (but) => kept.some((one) => one !== but && said(one) !== first.get(one));
  let leaving = false;
  document.addEventListener("submit", (event) => {
    if (event.target.method === "dialog") return;
    if (changed(event.target) && !confirm("Ở phần khác của trang còn nội dung chưa lưu; bấm nút này thì mất. Vẫn tiếp tục?")) event.preventDefault();
    else leaving = true;
  });
  window.addEventListener("beforeunload", (event) => { if (!leaving && changed(null)) event.preventDefault(); });
})();
