// The application in one file. file:// knows neither fetch nor a worker from a file: the wasm lies packed in the page.
(() => {
  // Base85 as tools/ship.mjs writes it.
  const bytes = (text) => {
    const value = new Uint8Array(128);
    for (let code = 33, digit = 0; digit < 85; code += 1) {
      if (!'"&\'<>\\`'.includes(String.fromCharCode(code))) {
        value[code] = digit;
        digit += 1;
      }
    }
    const out = new DataView(new ArrayBuffer((text.length / 5) * 4));
    for (let from = 0, to = 0; from < text.length; from += 5, to += 4) {
      let n = 0;
      for (let i = from; i < from + 5; i += 1) n = n * 85 + value[text.charCodeAt(i)];
      out.setUint32(to, n);
    }
    return out;
  };
  const { XzReadableStream } = window['xz-decompress'];

  window.mingchouShape = {
    async compile() {
      const packed = document.getElementById('wasm');
      const unpacked = new Response(new XzReadableStream(new Blob([bytes(packed.textContent)]).stream()));
      const module = await WebAssembly.compile(await unpacked.arrayBuffer());
      packed.remove();
      return module;
    },
    // A file stays as it is: a new version is another file.
    onUpdate() {},
    update: async () => 0,
  };
})();
