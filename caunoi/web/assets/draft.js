// Keeps what is being written in this tab only (`<form data-draft="name">`), so that a lost connection or a reload loses nothing, and
// sends a form once and takes the reader to what is wrong. The page that says "filed" (`data-draft-done="name"`) clears it and says so.
(() => {
  "use strict";
  const KEPT = "input:not([type=hidden]):not([type=file]):not([name=drop]):not([name=consent]), textarea, select";
  const store = (act, key, value) => { try { return sessionStorage[act](key, value); } catch { return null; } };
  const key = (name) => "ban-nhap:" + name;

  document.getElementById("loi")?.focus();

  document.querySelectorAll("form").forEach((form) => form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 8000); // no answer came: let the person try again
  }));
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

  document.querySelectorAll("[data-draft-done]").forEach((note) => {
    const name = key(note.dataset.draftDone);
    if (!store("getItem", name)) return;
    store("removeItem", name);
    note.textContent = "Bản nháp trên máy này đã được xóa.";
    note.hidden = false;
  });

  document.querySelectorAll("form[data-draft]").forEach((form) => {
    const name = key(form.dataset.draft), fields = [...form.querySelectorAll(KEPT)].filter((one) => one.name && one.tabIndex !== -1);
    if (!form.querySelector("textarea")) return;
    const ticked = (one) => one.type === "radio" || one.type === "checkbox";
    const save = () => {
      const said = fields.filter((one) => ticked(one) ? one.checked : one.value).map((one) => [one.name, one.value]);
      if (said.length) store("setItem", name, JSON.stringify(said)); else store("removeItem", name);
    };
    const empty = () => fields.every((one) => ticked(one) || !one.value);
    const note = document.getElementById("ban-nhap");
    let said = null;
    try { said = JSON.parse(store("getItem", name) || "null"); } catch { /* not ours */ }
    if (Array.isArray(said) && note && empty()) {
      for (const one of fields) {
        const values = said.filter(([field]) => field === one.name).map(([, value]) => value);
        if (ticked(one)) one.checked = values.includes(one.value); else if (values.length) one.value = values[0];
      }
      const forget = document.createElement("button");
      forget.type = "button";
      forget.className = "button plain";
      forget.textContent = "Xóa bản nháp, viết lại";
      forget.addEventListener("click", () => { store("removeItem", name); form.reset(); note.hidden = true; });
      note.textContent = "Đã lấy lại nội dung đang viết dở trên máy này (trừ tệp đính kèm). ";
      note.append(forget);
      note.hidden = false;
    }
    form.addEventListener("input", save);
    form.addEventListener("change", save);
    if (!empty()) save();
  });
})();
