// How long until a page seen for the first time does something: cold cache, in one Chromium, interleaved, beside a lottery
// page with import of workbooks built of the registry's parts (lottery/). Both are served packed with brotli.
//   node tests/bench/start.mjs [RUNS]        prints medians in ms, on this machine and at 10 Mbit/s with 40 ms to and fro
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, '../e2e/'))('playwright-core');
const esbuild = createRequire(import.meta.url)('esbuild');
const dist = process.env.MINGCHOU_DIST ?? 'dist';
const runs = Number(process.argv[2] ?? 9);
const median = (ms) => [...ms].sort((a, b) => a - b)[ms.length >> 1];

const lottery = mkdtempSync(join(tmpdir(), 'mingchou-bench-'));
esbuild.buildSync({
  entryPoints: [join(here, 'lottery', 'main.js')], outdir: lottery, bundle: true, minify: true, format: 'esm',
  define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
});
writeFileSync(join(lottery, 'index.html'), '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>抽奖</title><link rel="stylesheet" href="main.css"><div id="app"></div><script type="module" src="main.js"></script></html>');

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };
/** Serves a folder's files, packed beforehand, and counts the bytes sent. */
async function serve(folder) {
  const packed = new Map(readdirSync(folder).map((name) => [name, brotliCompressSync(readFileSync(join(folder, name)))]));
  const sent = { bytes: 0 };
  const server = createServer((request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname.slice(1) || 'index.html';
    const body = packed.get(name);
    if (!body) return response.writeHead(404).end();
    sent.bytes += body.length;
    response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream', 'content-encoding': 'br' }).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { sent, where: `http://127.0.0.1:${server.address().port}/` };
}

const pages = {
  'mingchou': { ...await serve(dist), seen: 'h1', click: '.hero .btn', then: '#app .steps' },
  'lottery page': { ...await serve(lottery), seen: 'h1', click: '.el-button--primary', then: 'li' },
};
const LINES = { 'this machine': null, '10 Mbit/s': { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 } };

/** From the navigation: the first words, and what the first click (as soon as there is something to click) leads to. */
const watch = ({ seen, click, then }) => {
  const times = {};
  const look = () => {
    if (!times.seen && document.querySelector(seen)?.offsetParent) requestAnimationFrame(() => { times.seen ??= performance.now(); });
    const button = document.querySelector(click);
    if (!times.clicked && button?.offsetParent) { times.clicked = performance.now(); button.click(); }
    if (!times.done && document.querySelector(then)) { times.done = performance.now(); window.startTimes = times; }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
};

console.log(`${'ms'.padEnd(32)}${'first words'.padStart(14)}${'first click done'.padStart(18)}${'kB sent until then'.padStart(20)}`);
for (const [line, conditions] of Object.entries(LINES)) {
  const all = Object.fromEntries(Object.keys(pages).map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const [name, page] of Object.entries(pages)) {
      // A browser of its own: nothing is cached, nor compiled.
      const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
      const context = await browser.newContext({ serviceWorkers: 'block' });
      const tab = await context.newPage();
      if (conditions) {
        const cdp = await context.newCDPSession(tab);
        await cdp.send('Network.enable');
        await cdp.send('Network.emulateNetworkConditions', conditions);
      }
      await tab.addInitScript(watch, page);
      page.sent.bytes = 0;
      await tab.goto(page.where);
      const times = await (await tab.waitForFunction(() => window.startTimes, null, { timeout: 60_000 })).jsonValue();
      all[name].push({ ...times, bytes: page.sent.bytes });
      await browser.close();
    }
  }
  for (const [name, times] of Object.entries(all)) {
    const figure = (what) => median(times.map((t) => t[what]));
    console.log(`${`${name}, ${line}`.padEnd(32)}${figure('seen').toFixed(0).padStart(14)}${figure('done').toFixed(0).padStart(18)}${(figure('bytes') / 1000).toFixed(0).padStart(20)}`);
  }
}
process.exit(0);
