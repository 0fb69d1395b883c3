// Names for what Wagtail's editor leaves without one: rich text, and fields that are a block by themselves. Everything works without this file.
(() => {
  "use strict";
  const MINE = "[data-contentpath], [data-contentpath-disabled], .w-field, .w-panel";

  // The heading of the panel or the label of the field that something stands in, from the inside outwards.
  const nameFor = (node) => {
    for (let box = node.parentElement; box; box = box.parentElement) {
      if (!box.matches(MINE)) continue;
      const label = box.querySelector(":scope > .w-field__label, :scope > label, :scope > .w-panel__header .w-panel__heading, :scope > .w-panel__header [data-panel-heading-text]");
      const text = (label?.textContent || "").replace(/\*/g, "").trim();
      if (text) return text;
    }
    return "";
  };
  const named = (node) => node.getAttribute("aria-label") || node.getAttribute("aria-labelledby") || node.labels?.length;

  const mend = () => {
    for (const node of document.querySelectorAll(".public-DraftEditor-content[role=textbox], .w-panel--nested input[type=text], .w-panel--nested textarea")) {
      if (named(node)) continue;
      const name = nameFor(node);
      if (name) node.setAttribute("aria-label", name);
    }
    // Blocks of one kind have one name: by their number they can be told apart.
    const alike = {};
    for (const node of document.querySelectorAll("section.w-panel--nested")) {
      const name = node.querySelector(".w-panel__heading")?.textContent.replace(/\*/g, "").trim();
      if (name) (alike[name] ||= []).push(node);
    }
    for (const [name, nodes] of Object.entries(alike)) {
      nodes.forEach((node, place) => {
        node.removeAttribute("aria-labelledby");
        node.setAttribute("aria-label", nodes.length > 1 ? `${name} ${place + 1}` : name);
      });
    }
    // Who else has this open stands there as a picture.
    for (const node of document.querySelectorAll(".w-editing-sessions__session:not([aria-label])")) {
      if (!node.textContent.trim()) node.setAttribute("aria-label", "Người khác đang mở nội dung này");
    }
  };

  let waiting = 0;
  const soon = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(mend); };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  soon();
})();
