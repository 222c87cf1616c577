// Starts the hosted page; the names of the built files are put in by tools/ship.mjs.
import init from './@PAGE@.js';

const at = (name) => new URL(name, document.baseURI).href;
let bootstrap;
let tellUpdate = () => {};
let updateWaits = false;
let registration;
let agreed = false;

// What the application asks of its surroundings, in either shape (src/browser/boot.rs).
window.mingchou = {
  /** The worker's script is a Blob that imports the built one, so that it inherits the page's policy. */
  startWorker() {
    bootstrap ??= URL.createObjectURL(new Blob([
      `importScripts(${JSON.stringify(at('@WORKER@.js'))});`,
      `wasm_bindgen({module_or_path:${JSON.stringify(at('@WORKER@_bg.wasm'))}}).catch(e=>setTimeout(()=>{throw e}));`,
    ], { type: 'text/javascript' }));
    return new Worker(bootstrap);
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

window.mingchouWhenFit(() => init({ module_or_path: at('@PAGE@_bg.wasm') }).catch(window.mingchouFailed));

// Browsers have it only over https and on the machine itself; without it the page needs its server.
const workers = navigator.serviceWorker;
if (workers) {
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
}
