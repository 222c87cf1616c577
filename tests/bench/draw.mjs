// Sealing and drawing large rosters in the worker that the application uses, in Chromium, beside consistent sampling in
// Python in the same run. A run is one task of a fresh worker, from the page's message to the answer: the JSON of
// seal and rosters is given away, read and checked, digests and commitment computed, businesses and officers drawn, teams matched. Meanwhile the page
// has a timer of 10 ms; its longest gap says how long the page could not answer. Then the record is verified likewise.
// The processor time of the worker's thread, its start included, says what another machine's load does not touch.
//   node tests/bench/draw.mjs [RUNS]       prints two tables: medians in ms; memory is the renderer's peak, MB
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { bootstrap, compiled } from './worker.mjs';
import { record, sealed } from './roster.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, '../e2e/'))('playwright-core');
const runs = Number(process.argv[2] ?? 5);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'mingchou-bench-'));
const median = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];

cpSync(process.env.MINGCHOU_DIST ?? 'dist', folder, { recursive: true });
writeFileSync(join(folder, 'bench.html'), '<!DOCTYPE html><meta charset="utf-8"><title>bench</title>');
bootstrap(folder);

/** In the page: the time from the message to the answer, and the longest gap between two ticks of the page's timer. */
const timed = async ({ url, letter }) => {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const worker = new Worker('ours.js');
  worker.postMessage(window.compiled);
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
  // Given away and not copied, as the application does (src/browser/worker.rs).
  worker.postMessage([letter, bytes], [bytes.buffer]);
  const [what, text] = await next();
  const ms = performance.now() - start;
  tick();
  clearInterval(timer);
  if (what !== 'done') throw new Error(text.slice(0, 500));
  const answer = JSON.parse(text);
  return { ms, gap, answer };
};

/** Of the renderer that has the worker: its peak resident memory, MB, and the processor time of its worker's thread, ms. */
function used() {
  const renderers = readdirSync('/proc').filter((d) => /^\d+$/.test(d)).map((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return { memory: 0 };
      const memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
      const stats = readdirSync(`/proc/${pid}/task`).map((tid) => readFileSync(`/proc/${pid}/task/${tid}/stat`, 'utf8'));
      const worker = stats.find((stat) => stat.includes('(DedicatedWorker'));
      if (!worker) return { memory: 0 };
      // Fields 14 and 15 of proc(5), in hundredths of a second; the name before them is in brackets.
      const [user, system] = worker.slice(worker.lastIndexOf(')') + 2).split(' ').slice(11, 13).map(Number);
      return { memory, cpu: (user + system) * 10 };
    } catch { return { memory: 0 }; }
  });
  return renderers.reduce((most, one) => (one.memory > most.memory ? one : most));
}

const server = await serve(folder, 0);
const home = `http://127.0.0.1:${server.address().port}/`;
const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });

function python(file, seed) {
  const text = execFileSync('python3', [join(here, 'consistent_sampling.py'), file, seed], { encoding: 'utf8' });
  return JSON.parse(text);
}

/** One request in a fresh browser, as the page asks it (src/work/request.rs): its name, then it itself. */
async function run(request, content) {
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(`${home}bench.html`);
  await page.evaluate(compiled);
  const one = await page.evaluate(timed, { url: 'asked.json', letter: `${request}\n${JSON.stringify(content)}` });
  Object.assign(one, used());
  await browser.close();
  return one;
}

async function measure(of) {
  const asked = sealed(of);
  const file = join(folder, 'asked.json');
  const [ours, theirs, verified] = [[], [], []];
  for (let i = 0; i < runs; i += 1) {
    writeFileSync(file, asked.text);
    const one = await run('Draw', { seed: asked.seed });
    const other = python(file, asked.seed);
    const drawn = one.answer;
    if (drawn.commitment !== asked.commitment || other.commitment !== asked.commitment) throw new Error('the commitments differ');
    if (sha256(drawn.outcome.businesses.join('\n')) !== other.drawn) throw new Error('the businesses drawn differ');
    ours.push(one);
    theirs.push((other.read + other.seal + other.sample) * 1000);
    writeFileSync(file, record(asked, drawn.outcome));
    const again = await run('Verify', null);
    if (again.answer.record.checks.some((c) => c.differences.length > 0)) throw new Error('the record does not verify');
    verified.push(again);
  }
  const most = (all) => Math.max(...all.map((o) => o.memory));
  return {
    ms: median(ours.map((o) => o.ms)), cpu: median(ours.map((o) => o.cpu)), gap: median(ours.map((o) => o.gap)), python: median(theirs), memory: most(ours),
    ratio: median(ours.map((o, i) => o.ms / theirs[i])), verify: median(verified.map((o) => o.ms)), verifying: most(verified),
  };
}

const n = (x) => x.toLocaleString('en-US');
const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
const figures = (m) => [...[m.ms, m.cpu, m.gap, m.memory, m.python].map((x) => x.toFixed(0)), m.ratio.toFixed(2), m.verify.toFixed(0), m.verifying.toFixed(0)];
row(['businesses', 'drawn', 'ms', '× the last', 'n log n', 'worker’s CPU, ms', 'page held up, ms', 'memory, MB', 'Python, ms', 'ours / Python', 'verify, ms', 'memory, MB']);
row(Array(12).fill('---'));
let last;
for (const businesses of [1_000, 10_000, 100_000, 1_000_000]) {
  const m = await measure({ businesses, sample: businesses / 100, officers: 400, teams: 200 });
  const growth = last ? [(m.ms / last.ms).toFixed(1), (10 * Math.log(businesses) / Math.log(businesses / 10)).toFixed(1)] : ['–', '–'];
  const [ms, ...rest] = figures(m);
  row([n(businesses), n(businesses / 100), ms, ...growth, ...rest]);
  last = m;
}
console.log();
row(['case', 'ms', 'worker’s CPU, ms', 'page held up, ms', 'memory, MB', 'Python, ms', 'ours / Python', 'verify, ms', 'memory, MB']);
row(Array(9).fill('---'));
const cases = {
  '1,000,000 businesses, a tenth drawn, 200 teams': { businesses: 1_000_000, sample: 100_000, officers: 400, teams: 200 },
  'per business: 2,000 drawn, 2,000 officers in 5 departments, half recused': { businesses: 2_000, sample: 2_000, officers: 400, share: 0.5 },
  'per business: 10,000 drawn, 500 officers in 5 departments, 5 % recused': { businesses: 10_000, sample: 10_000, officers: 100, share: 0.05 },
  'per business: 10,000 drawn, 2,500 officers in 5 departments, 5 % recused': { businesses: 10_000, sample: 10_000, officers: 500, share: 0.05 },
};
for (const [name, of] of Object.entries(cases)) row([name, ...figures(await measure(of))]);
server.close();
rmSync(folder, { recursive: true });
