// Approving with a passkey or a hardware key: before a form that approves is sent, the device is asked to sign what is approved.
// Whether an approval without a signature counts is decided by the server.
(() => {
  "use strict";
  const done = new WeakSet(), asking = new WeakSet();
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const ask = async (button) => {
    const act = button.dataset.workflowActionName === "emergency" ? "emergency" : "ordinary";
    const answer = await fetch(`${button.dataset.signUrl}?viec=${act}`, { headers: { Accept: "application/json" } });
    return answer.ok ? answer.json() : null;
  };

  const sign = async (question) => {
    const credential = await navigator.credentials.get({
      publicKey: {
        challenge: bytes(question.challenge), rpId: question.rp, userVerification: "preferred", timeout: 120000,
        allowCredentials: question.keys.map((id) => ({ type: "public-key", id: bytes(id) })),
      },
    });
    const { authenticatorData, clientDataJSON, signature } = credential.response;
    return JSON.stringify({
      act: question.act, asked: question.asked, credential: text(credential.rawId), authenticatorData: text(authenticatorData),
      clientDataJSON: text(clientDataJSON), signature: text(signature),
    });
  };

  // Whether to send the form: signed, or unsigned where that may be.
  const settled = async (button, form) => {
    const question = await ask(button).catch(() => null);
    if (!question || !question.keys.length) return true;
    try {
      const field = form.elements.chu_ky || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "chu_ky" }));
      field.value = await sign(question);
      return true;
    } catch {
      const failed = "Thiết bị chưa xác nhận được khóa nên chưa ký.";
      if (!question.required) return window.confirm(`${failed} Duyệt mà không ký?`);
      window.alert(`${failed} Cơ quan yêu cầu ký khi duyệt: hãy thử lại.`);
      return false;
    }
  };

  window.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-sign-url]");
    if (!button || done.has(button)) return;
    const form = button.form || document.querySelector("[data-edit-form]");
    const box = button.dataset.signIf && form.elements[button.dataset.signIf];
    if (!form || !window.PublicKeyCredential || (button.dataset.signIf && !(box && box.checked))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking.has(button)) return;
    asking.add(button);
    const go = await settled(button, form);
    asking.delete(button);
    if (go) {
      done.add(button);
      button.click();
      done.delete(button);
    }
  }, true);
})();
