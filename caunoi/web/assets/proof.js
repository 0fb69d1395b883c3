// Proof of work for `<form data-proof-bits="15">` with the inputs `token` and `proof`: finds the number whose SHA-256, after the
// token and a colon, begins with that many zero bits, and writes it into `proof`. In slices of 12 ms, so that typing never waits.
(() => {
  "use strict";
  const K = new Uint32Array(64), H = new Uint32Array(8), W = new Uint32Array(64);
  for (let n = 2, i = 0; i < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (i < 8) H[i] = (n ** 0.5 % 1) * 2 ** 32;
    K[i++] = (n ** (1 / 3) % 1) * 2 ** 32;
  }

  // The first word of the SHA-256 of an ASCII text of at most 55 letters: one block.
  function firstWord(text) {
    W.fill(0, 0, 16);
    for (let i = 0; i < text.length; i++) W[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
    W[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
    W[15] = text.length * 8;
    let [a, b, c, d, e, f, g, h] = H;
    for (let i = 0; i < 64; i++) {
      if (i > 15) {
        const x = W[i - 15], y = W[i - 2];
        const s = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
        const t = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
        W[i] = W[i - 16] + s + W[i - 7] + t;
      }
      const one = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const p = (h + one + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      const two = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const q = (two + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + p) | 0; d = c; c = b; b = a; a = (p + q) | 0;
    }
    return (H[0] + a) >>> 0;
  }

  function prove(form) {
    const bits = Number(form.dataset.proofBits), prefix = form.elements.token.value + ":";
    let number = 0;
    (function slice() {
      for (const until = performance.now() + 12; performance.now() < until; )
        for (let i = 0; i < 64; i++, number++)
          if (firstWord(prefix + number) >>> (32 - bits) === 0) {
            form.elements.proof.value = number;
            return;
          }
      setTimeout(slice, 4);
    })();
  }

  document.querySelectorAll("form[data-proof-bits]").forEach(prove);
})();
