// Starts the application, hosted or in one file. Its wasm is compiled once: each worker is handed the compiled module, and
// its script is a Blob of the glue in this page, which inherits the page's policy. Where the wasm comes from and how a new
// version comes is the shape's business (boot/hosted.js, boot/single.js).
(() => {
  const BUILD = '@BUILD@';
  const { compile, onUpdate, update } = window.mingchouShape;
  const glue = document.getElementById('glue').textContent;
  const script = URL.createObjectURL(new Blob([
    glue, ';onmessage=e=>{onmessage=null;wasm_bindgen({module_or_path:e.data}).catch(e=>setTimeout(()=>{throw e}))}',
  ], { type: 'text/javascript' }));

  /** The build that tools/ship.mjs wrote into the wasm. */
  const buildOf = (module) => WebAssembly.Module.customSections(module, 'mingchou').map((bytes) => new TextDecoder().decode(bytes)).join();

  /** What is kept, as a file that 打开备份 takes, and a sentence about what is not in it; a worker makes it (src/app/serve.rs). */
  const rescue = (worker) => new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data: [kind, missing, bytes] }) => {
      if (kind === 'ready') {
        const ours = Object.entries(localStorage).filter(([key]) => key.startsWith('mingchou/'));
        const local = JSON.stringify(Object.fromEntries(ours.map(([key, text]) => [key.slice('mingchou/'.length), text])));
        worker.postMessage(['rescue', new TextEncoder().encode(local)]);
      } else if (kind === 'done') {
        worker.terminate();
        resolve({ missing, file: bytes.length > 0 && new Blob([bytes], { type: 'application/json' }) });
      }
    };
  });

  window.mingchouWhenFit(async () => {
    try {
      const module = await compile();
      if (buildOf(module) !== BUILD) throw new Error(`the page is of build ${BUILD}, its wasm of ${buildOf(module) || 'none'}`);
      // What the application asks of its surroundings (src/browser/boot.rs).
      window.mingchou = {
        startWorker() {
          const worker = new Worker(script);
          worker.postMessage(module);
          return worker;
        },
        onUpdate,
        update,
        rescue: () => rescue(window.mingchou.startWorker()),
      };
      await wasm_bindgen({ module_or_path: module });
    } catch (error) {
      window.mingchouFailed(error);
    }
  });
})();
