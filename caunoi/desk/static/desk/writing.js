// What the guard says while one writes: a list under the field it is about, marked in its sentence. Everything works without this file.
(() => {
  "use strict";
  const script = document.currentScript;
  const PAUSE = 1000;
  const form = document.querySelector("form[data-edit-form]");
  if (!form || !script) return;

  // --- What stands in the form: each field as text, with the addresses of its links.
  const drafted = (input) => {
    try {
      const state = JSON.parse(input.value);
      if (!state?.blocks) return null;
      const links = Object.values(state.entityMap || {}).map((one) => one.data?.url).filter(Boolean);
      return { text: state.blocks.map((one) => one.text).join("\n"), links };
    } catch { return null; }
  };
  const fields = () => {
    const found = [];
    for (const input of form.querySelectorAll("input[type=hidden], [data-draftail-input]")) { // inside a StreamField nothing marks Draftail's
      const content = drafted(input);
      if (content && input.name) found.push({ input, ...content });
    }
    for (const input of form.querySelectorAll("input[type=text], textarea")) {
      if (input.name && input.value.trim() && !input.hidden && !input.closest(".Draftail-Editor, [data-draftail-input]") && !drafted(input)) {
        found.push({ input, text: input.value, links: [] });
      }
    }
    return found;
  };

  // --- Where a finding is told, and the way from there to the words.
  const boxes = new Map();
  const boxOf = (input) => {
    let box = boxes.get(input.name);
    if (!box?.isConnected) {
      box = document.createElement("div");
      box.className = "desk-live";
      box.setAttribute("role", "status"); // read out politely, when the writer pauses
      (input.closest("[data-field-wrapper], .w-field__wrapper, .w-field") || input.parentElement).append(box);
      boxes.set(input.name, box);
    }
    return box;
  };
  const select = (input, stood) => {
    const start = input.value.indexOf(stood);
    if (drafted(input) === null) {
      input.focus();
      if (start >= 0) input.setSelectionRange(start, start + stood.length);
      input.scrollIntoView({ block: "center" });
      return;
    }
    const editor = (input.closest("[data-field-wrapper], .w-field__wrapper, .w-field") || input.parentElement).querySelector("[contenteditable=true]");
    if (!editor) return;
    const paragraphs = [...editor.querySelectorAll("[data-block=true]")];
    const one = paragraphs.find((node) => node.textContent.includes(stood)) || paragraphs.find((node) => stood.includes(node.textContent) && node.textContent) || editor;
    one.scrollIntoView({ block: "center" });
    editor.focus();
    const range = document.createRange();
    const from = point(one, one.textContent.indexOf(stood)), to = point(one, one.textContent.indexOf(stood) + stood.length);
    if (from && to) { range.setStart(...from); range.setEnd(...to); } else range.selectNodeContents(one);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  const point = (root, offset) => {
    if (offset < 0) return null;
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (offset <= node.length) return [node, offset];
      offset -= node.length;
    }
    return null;
  };
  const line = (finding, input) => {
    const item = document.createElement("li");
    item.dataset.rule = finding.rule;
    item.className = finding.severity === "block" ? "desk-live-block" : "desk-live-warn";
    const go = document.createElement("button");
    go.type = "button";
    const strong = document.createElement("strong"), mark = document.createElement("mark");
    strong.textContent = finding.severity === "block" ? "Sẽ bị chặn" : "Nên xem lại";
    mark.textContent = finding.stood;
    go.append(strong, " – ", finding.before ? `…${finding.before}` : "", mark, finding.after ? `${finding.after}…` : "");
    go.addEventListener("click", () => select(input, finding.stood));
    const what = document.createElement("p");
    what.textContent = finding.message;
    item.append(go, what);
    return item;
  };
  const tell = (asked, findings) => {
    const names = new Set(findings.map((one) => one.field));
    for (const [name, box] of boxes) if (!names.has(name) && box.childNodes.length) box.replaceChildren();
    for (const { input } of asked) {
      const mine = findings.filter((one) => one.field === input.name);
      if (!mine.length) continue;
      const box = boxOf(input), said = JSON.stringify(mine);
      if (box.dataset.said === said && box.childNodes.length) continue; // nothing new: nothing read out again
      const list = document.createElement("ul");
      list.append(...mine.map((one) => line(one, input)));
      box.dataset.said = said;
      box.replaceChildren(list);
    }
  };

  // --- Asking, a second after the last key, one question at a time.
  let timer = 0, later = 0, busy = false, again = false, last = "";
  const ask = async () => {
    if (busy) { again = true; return; }
    const asked = fields();
    const body = JSON.stringify({ pieces: asked.map(({ input, text, links }) => ({ field: input.name, text, links })) });
    if (body === last) return;
    busy = true;
    try {
      const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
      const answer = await fetch(script.dataset.url, { method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": token } });
      if (answer.ok) { last = body; tell(asked, (await answer.json()).findings); }
    } catch { /* no connection: saving will tell */ } finally {
      busy = false;
      if (again) { again = false; soon(); }
    }
  };
  // Draftail hands its words to the form a moment after a key, on a slow machine a long one: so once more when the writer has been still.
  const soon = () => {
    clearTimeout(timer);
    clearTimeout(later);
    timer = setTimeout(ask, PAUSE);
    later = setTimeout(ask, 4 * PAUSE);
  };
  for (const event of ["input", "keyup", "paste", "change", "focusout"]) form.addEventListener(event, soon);
  soon();
})();
