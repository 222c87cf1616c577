// The hosted page without its server: keeps exactly the files of one build, all or none. A new build waits until the
// user of the only open window lets it take over, so that page and worker are always of one version.
/** Each file of the build and the digest of its bytes. */
const FILES = @FILES@;
// One origin may serve the application from several folders.
const OURS = `mingchou ${registration.scope} `;
// Named by what is in it: whoever changes a file on the server makes another version of it, whatever it calls itself.
const CACHE = OURS + Object.values(FILES).join(' ');
const address = (name) => new URL(name, registration.scope).href;
const kept = new Set(Object.keys(FILES).map(address));

async function fill() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(Object.entries(FILES).map(async ([name, integrity]) => {
      const response = await fetch(new Request(address(name), { integrity, cache: 'no-cache' }));
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      // Made anew, since a response that was redirected may not answer a navigation.
      await cache.put(address(name), new Response(await response.blob(), { headers: response.headers }));
    }));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

/** Another window would go on with the page of the old version and the files of the new. */
async function askToTakeOver(port) {
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const others = windows.filter((w) => w.url.startsWith(registration.scope)).length - 1;
  port.postMessage(Math.max(others, 0));
  if (others <= 0) await skipWaiting();
}

addEventListener('install', (event) => event.waitUntil(fill()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(askToTakeOver(event.ports[0]));
});
addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const plain = url.split(/[?#]/)[0];
  const name = mode === 'navigate' && plain === registration.scope ? address('index.html') : plain;
  if (method !== 'GET' || !kept.has(name)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(name)).then((found) => found ?? fetch(event.request)));
});
