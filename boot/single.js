// Starts the application in one file. file:// knows neither fetch nor modules nor a worker from a file: the wasm lies
// packed in the page, compiled once for page and worker, and the worker's script is a Blob of the glue above.
(() => {
  const bytes = (base64) => {
    const text = atob(base64);
    const out = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i += 1) out[i] = text.charCodeAt(i);
    return out;
  };
  const { XzReadableStream } = window['xz-decompress'];
  const unpacked = (packed) => new Response(new XzReadableStream(new Blob([packed]).stream())).arrayBuffer();

  window.mingchouWhenFit(async () => {
    try {
      const packed = document.getElementById('wasm');
      const module = await WebAssembly.compile(await unpacked(bytes(packed.textContent)));
      packed.remove();
      const script = URL.createObjectURL(new Blob([
        document.getElementById('glue').textContent,
        ';onmessage=e=>{onmessage=null;wasm_bindgen({module_or_path:e.data}).catch(e=>setTimeout(()=>{throw e}))}',
      ], { type: 'text/javascript' }));
      // What the application asks of its surroundings, in either shape (src/browser/boot.rs).
      window.mingchou = {
        startWorker() {
          const worker = new Worker(script);
          worker.postMessage(module);
          return worker;
        },
        // A file stays as it is: a new version is another file.
        onUpdate() {},
        update: async () => 0,
      };
      await wasm_bindgen({ module_or_path: module });
    } catch (error) {
      window.mingchouFailed(error);
    }
  });
})();
