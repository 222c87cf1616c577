// Sealing and drawing large rosters in the worker that the application uses, in Chromium, beside consistent sampling in
// Python in the same run. A run is one task of a fresh worker, from the page's message to the answer: the manifest's JSON
// is copied, read and checked, its commitment computed, businesses and officers drawn, teams matched. Meanwhile the page
// has a timer of 10 ms; its longest gap says how long the page could not answer.
//   node tests/bench/draw.mjs [RUNS]       prints two tables: medians in ms; memory is the renderer's peak, MB
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { manifest } from './roster.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, '../e2e/'))('playwright-core');
const runs = Number(process.argv[2] ?? 5);
const seed = createHash('sha256').update('seed').digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'mingchou-bench-'));
const median = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];

cpSync(process.env.MINGCHOU_DIST ?? 'dist', folder, { recursive: true });
writeFileSync(join(folder, 'bench.html'), '<!DOCTYPE html><meta charset="utf-8"><title>bench</title>');
writeFileSync(join(folder, 'ours.js'), "importScripts('worker.js');wasm_bindgen({module_or_path:'worker_bg.wasm'});");

/** In the page: the time from the message to the answer, and the longest gap between two ticks of the page's timer. */
const timed = async ({ url, seed }) => {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const worker = new Worker('ours.js');
  const next = () => new Promise((resolve, reject) => {
    worker.onmessage = (e) => resolve(e.data);
    worker.onerror = (e) => reject(new Error(e.message));
  });
  await next();
  let [last, gap] = [performance.now(), 0];
  const tick = () => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
  };
  const timer = setInterval(tick, 10);
  const start = performance.now();
  worker.postMessage([JSON.stringify({ draw: { seed } }), bytes]);
  const [, text] = await next();
  const ms = performance.now() - start;
  tick();
  clearInterval(timer);
  worker.terminate();
  const { drawn } = JSON.parse(text);
  if (!drawn) throw new Error(text.slice(0, 500));
  return { ms, gap, commitment: drawn.commitment, businesses: drawn.outcome.businesses };
};

/** Peak resident memory of the largest renderer, MB. */
function peak() {
  const sizes = readdirSync('/proc').filter((d) => /^\d+$/.test(d)).map((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return 0;
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    } catch { return 0; }
  });
  return Math.max(...sizes);
}

const server = await serve(folder, 0);
const home = `http://127.0.0.1:${server.address().port}/`;
const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });

function python(file) {
  const text = execFileSync('python3', [join(here, 'consistent_sampling.py'), file, seed], { encoding: 'utf8' });
  return JSON.parse(text);
}

async function measure(of) {
  const text = manifest(of);
  const file = join(folder, 'manifest.json');
  writeFileSync(file, text);
  const commitment = createHash('sha256').update(text).digest('hex');
  const [ours, theirs, memory] = [[], [], []];
  for (let run = 0; run < runs; run += 1) {
    const browser = await launch();
    const page = await browser.newPage();
    await page.goto(`${home}bench.html`);
    const one = await page.evaluate(timed, { url: 'manifest.json', seed });
    memory.push(peak());
    await browser.close();
    const other = python(file);
    const drawn = createHash('sha256').update(one.businesses.join('\n')).digest('hex');
    if (one.commitment !== commitment || other.commitment !== commitment) throw new Error('the commitments differ');
    if (drawn !== other.drawn) throw new Error('the businesses drawn differ');
    ours.push(one);
    theirs.push((other.read + other.seal + other.sample) * 1000);
  }
  return {
    ms: median(ours.map((o) => o.ms)), gap: median(ours.map((o) => o.gap)), python: median(theirs),
    ratio: median(ours.map((o, i) => o.ms / theirs[i])), memory: Math.max(...memory), megabytes: text.length / 1e6,
  };
}

const n = (x) => x.toLocaleString('en-US');
const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
const figures = (m) => [m.ms.toFixed(0), m.gap.toFixed(0), m.memory.toFixed(0), m.python.toFixed(0), m.ratio.toFixed(2)];
row(['businesses', 'drawn', 'ms', '× the last', 'n log n', 'page held up, ms', 'memory, MB', 'Python, ms', 'ours / Python']);
row(Array(9).fill('---'));
let last;
for (const businesses of [1_000, 10_000, 100_000, 1_000_000]) {
  const m = await measure({ businesses, sample: businesses / 100, officers: 400, teams: 200 });
  const growth = last ? [(m.ms / last.ms).toFixed(1), (10 * Math.log(businesses) / Math.log(businesses / 10)).toFixed(1)] : ['–', '–'];
  const [ms, ...rest] = figures(m);
  row([n(businesses), n(businesses / 100), ms, ...growth, ...rest]);
  last = m;
}
console.log();
row(['case', 'ms', 'page held up, ms', 'memory, MB', 'Python, ms', 'ours / Python']);
row(Array(6).fill('---'));
const cases = {
  '1,000,000 businesses, a tenth drawn, 200 teams': { businesses: 1_000_000, sample: 100_000, officers: 400, teams: 200 },
  'per business: 10,000 × 500 officers × 5 departments, 5 % recused': { businesses: 10_000, sample: 10_000, officers: 500, share: 0.05 },
  'per business: 10,000 × 100 officers × 5 departments, 5 % recused': { businesses: 10_000, sample: 10_000, officers: 100, share: 0.05 },
};
for (const [name, of] of Object.entries(cases)) row([name, ...figures(await measure(of))]);
server.close();
rmSync(folder, { recursive: true });
