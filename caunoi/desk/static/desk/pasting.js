// What Google Docs puts on the clipboard is wrapped in a <b> that is not bold; bold and italics stand in styles. Said as Draftail reads it.
// What comes from Word the editor cleans by itself; what is left over goes when the form is read.
(() => {
  "use strict";
  const mended = new WeakSet();

  const plainly = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const wrap of page.querySelectorAll("b[id^='docs-internal-guid'], b[style*='font-weight:normal'], b[style*='font-weight: normal']")) wrap.replaceWith(...wrap.childNodes);
    for (const span of page.querySelectorAll("span[style]")) {
      const weight = span.style.fontWeight, wanted = [];
      if (weight === "bold" || Number(weight) >= 600) wanted.push("b");
      if (span.style.fontStyle === "italic") wanted.push("i");
      let inside = [...span.childNodes];
      for (const name of wanted) {
        const mark = page.createElement(name);
        mark.append(...inside);
        inside = [mark];
      }
      span.replaceWith(...inside);
    }
    return page.body.innerHTML;
  };

  document.addEventListener("paste", (event) => {
    if (mended.has(event) || !event.target.closest?.(".public-DraftEditor-content")) return;
    const html = event.clipboardData?.getData("text/html") || "";
    if (!html.includes("docs-internal-guid")) return;
    const data = new DataTransfer();
    data.setData("text/html", plainly(html));
    data.setData("text/plain", event.clipboardData.getData("text/plain"));
    const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    mended.add(again);
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(again);
  }, true);
})();
