// The hosted page: fetches the wasm of its own build, keeps itself for when there is no server, and offers new versions.
(() => {
  let tellUpdate = () => {};
  let updateWaits = false;
  let registration;
  let agreed = false;

  window.mingchouShape = {
    async compile() {
      const response = await fetch(new URL('@WASM@', document.baseURI));
      if (!response.ok) throw new Error(`@WASM@: ${response.status}`);
      // A server may call the file something else; compiled as it comes, it must be called by its name.
      return response.headers.get('content-type') === 'application/wasm'
        ? WebAssembly.compileStreaming(response)
        : WebAssembly.compile(await response.arrayBuffer());
    },
    /** Calls back once a new version has been stored and waits. */
    onUpdate(tell) {
      tellUpdate = tell;
      if (updateWaits) tell();
    },
    /** Lets the new version take over, and loads it; resolves to how many other windows keep it from doing so. */
    update() {
      return new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = ({ data: others }) => {
          agreed = others === 0;
          resolve(others);
        };
        registration.waiting.postMessage('take over', [channel.port2]);
      });
    },
  };

  // Browsers have it only over https and on the machine itself; without it the page needs its server.
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const controlled = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    if (agreed || controlled) location.reload();
  });
  workers.register('sw.js').then((made) => {
    registration = made;
    const look = () => {
      if (!updateWaits && made.active && made.waiting) {
        updateWaits = true;
        tellUpdate();
      }
    };
    made.addEventListener('updatefound', () => made.installing?.addEventListener('statechange', look));
    made.installing?.addEventListener('statechange', look);
    look();
  }).catch((error) => console.warn(`离线使用没有准备好，联网时不受影响：${error}`));
})();
