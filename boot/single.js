// The application in one file. file:// knows neither fetch nor a worker from a file: the wasm lies packed in the page.
(() => {
  const bytes = (base64) => {
    const text = atob(base64);
    const out = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i += 1) out[i] = text.charCodeAt(i);
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
