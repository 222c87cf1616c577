// How long a workbook takes from its bytes to rows, against the parsers that web pages use; workers on all sides, a fresh
// one for each run, interleaved in one Chromium. Ours is handed the module that the page has compiled, as in the application, and
// is timed three times: its worker alone (open, survey, read, stored form); the same, warm: started and warmed with a sample a
// second before the file is there, as the page of rosters does while a file is chosen; and the whole application (besides:
// checked, compared, stored, shown), a second after that page stands. The others only parse.
//   node tests/bench/import.mjs [RUNS [ROWS]]   prints a table of medians in ms, of files of so many rows only if told
//   (1048575: as many as a sheet holds, and how time grows up to there); memory is the renderer's peak at 100k.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync, cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { bootstrap, compiled } from './worker.mjs';
import { HEADER, row } from './roster.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, '../e2e/'))('playwright-core');
const require = createRequire(import.meta.url);
const XLSX = require('xlsx');
const esbuild = require('esbuild');
const runs = Number(process.argv[2] ?? 3);
const only = Number(process.argv[3] ?? 0);
const MOST_ROWS = 1_048_575;
const folder = mkdtempSync(join(tmpdir(), 'mingchou-bench-'));
const median = (ms) => [...ms].sort((a, b) => a - b)[ms.length >> 1];

// --- what is read: made-up businesses, written by SheetJS -----------------------------------------
function write(rows, type) {
  const sheet = XLSX.utils.aoa_to_sheet([HEADER, ...Array.from({ length: rows }, (_, i) => row(i))]);
  const file = join(folder, `${rows}.${type}`);
  if (type === 'csv') {
    writeFileSync(file, execFileSync('iconv', ['-f', 'utf-8', '-t', 'gb18030'], { input: XLSX.utils.sheet_to_csv(sheet), maxBuffer: 1 << 30 }));
  } else {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, '名录');
    XLSX.writeFile(book, file, { bookType: type === 'xls' ? 'biff8' : 'xlsx', compression: true, bookSST: true });
  }
  return file;
}

// --- who reads it -------------------------------------------------------------------------------
const modules = join(here, 'node_modules');
cpSync(process.env.MINGCHOU_DIST ?? 'dist', folder, { recursive: true });
writeFileSync(join(folder, 'bench.html'), '<!DOCTYPE html><meta charset="utf-8"><title>bench</title>');
const worker = (name, script, bundle) => {
  if (bundle) cpSync(join(modules, bundle), join(folder, `${name}.lib.js`));
  writeFileSync(join(folder, `${name}.js`), `${bundle ? `importScripts('${name}.lib.js');` : ''}${script}`);
};
worker('sheetjs', 'onmessage=(e)=>{const b=XLSX.read(e.data,{type:"array",dense:true,codepage:936});postMessage(b.Sheets[b.SheetNames[0]]["!ref"])}', 'xlsx/dist/xlsx.full.min.js');
worker('exceljs', 'onmessage=async(e)=>{const b=new ExcelJS.Workbook();await b.xlsx.load(e.data);postMessage(b.worksheets[0].rowCount)}', 'exceljs/dist/exceljs.min.js');
const entry = "import read from 'read-excel-file/web-worker';self.onmessage=async(e)=>{const r=await read(new Blob([e.data]));self.postMessage(r.length)}";
worker('read-excel-file', esbuild.buildSync({ stdin: { contents: entry, resolveDir: here }, bundle: true, minify: true, write: false }).outputFiles[0].text);
bootstrap(folder);

/** In the page: fetches the file, then the time from its bytes to the worker's answer. */
const timed = async ({ name, url }) => {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const ours = name === 'ours' || name === 'warm';
  let start = performance.now();
  const w = new Worker(`${ours ? 'ours' : name}.js`);
  if (ours) w.postMessage(window.compiled);
  await new Promise((resolve, reject) => {
    w.onerror = (e) => reject(new Error(e.message));
    if (!ours) {
      w.onmessage = resolve;
      return w.postMessage(bytes.buffer, [bytes.buffer]);
    }
    // As the page asks (src/work/request.rs): the request's name, then it itself; the bytes are given away and not copied, as to
    // the others.
    const ask = (request, content, bytes = new Uint8Array()) => w.postMessage([`${request}\n${JSON.stringify(content)}`, bytes], [bytes.buffer]);
    const open = () => ask('OpenWorkbook', { kind: 'business', file: url, hints: { choice: {}, mappings: [], departments: [] } }, bytes);
    let warming = name === 'warm';
    w.onmessage = ({ data: [what, text] }) => {
      const reply = what === 'done' && JSON.parse(text);
      if (what === 'ready') warming ? ask('WarmUp', null) : open();
      else if (what === 'done' && warming) {
        warming = false;
        setTimeout(() => {
          start = performance.now();
          open();
        }, 1000);
      } else if (what === 'refused') reject(new Error(text));
      else if (reply.guess) ask('ReadRoster', { kind: 'business', choice: reply.guess, among: null });
      else if (reply) resolve();
    };
  });
  w.terminate();
  return performance.now() - start;
};

const server = await serve(folder, 0);
const home = `http://127.0.0.1:${server.address().port}/`;
const launch = () => chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });

/** The whole application, from the choice of the file to the checked roster on the screen. */
async function application(browser, file, rows) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(home);
  await page.getByRole('button', { name: '新建抽查' }).click();
  await page.getByRole('link', { name: '名录' }).click();
  await page.locator('#businesses-file').waitFor({ state: 'attached' });
  await page.waitForTimeout(1000);
  const start = performance.now();
  await page.locator('#businesses-file').setInputFiles(file);
  await page.getByText(`共${rows}行`).waitFor({ timeout: 300_000 });
  const ms = performance.now() - start;
  await page.context().close();
  return ms;
}

/** Peak resident memory of the browser's largest renderer, MB. */
function peak() {
  const sizes = readdirSync('/proc').filter((d) => /^\d+$/.test(d)).map((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return 0;
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    } catch { return 0; }
  });
  return Math.max(...sizes);
}

const cases = [[1_000, 'xlsx'], [10_000, 'xlsx'], [100_000, 'xlsx'], [500_000, 'xlsx'], [65_000, 'xls'], [100_000, 'csv']];
const names = ['ours', 'warm', 'sheetjs', 'exceljs', 'read-excel-file'];
const able = { xlsx: names, xls: ['ours', 'warm', 'sheetjs'], csv: ['ours', 'warm', 'sheetjs'] };
console.log(`rows × 12          ${['application', ...names].map((n) => n.padStart(16)).join('')}   ours/sheetjs   warm/sheetjs   ours/read-excel-file`);
for (const [rows, type] of cases.filter(([rows]) => !only || rows === only)) {
  const file = write(rows, type);
  const url = file.slice(folder.length + 1);
  const large = rows > 100_000;
  const who = able[type].filter((n) => !(large && n === 'exceljs'));
  const times = Object.fromEntries([...who, 'application'].map((n) => [n, []]));
  const browser = await launch();
  for (let run = 0; run < (large ? 1 : runs); run += 1) {
    for (const name of who) {
      const page = await browser.newPage();
      await page.goto(`${home}bench.html`);
      if (name === 'ours' || name === 'warm') await page.evaluate(compiled);
      times[name].push(await page.evaluate(timed, { name, url }).catch(() => NaN));
      await page.close();
    }
    times.application.push(await application(browser, file, rows).catch(() => NaN));
  }
  await browser.close();
  const m = Object.fromEntries(Object.entries(times).map(([n, ms]) => [n, median(ms)]));
  const figure = (n) => (m[n] === undefined ? '–' : Number.isNaN(m[n]) ? 'failed' : m[n].toFixed(0)).padStart(16);
  const ratio = (n, of = 'ours') => (m[n] ? (m[of] / m[n]).toFixed(2) : '–').padStart(15);
  console.log(`${String(rows).padStart(8)} ${type.padEnd(9)} ${['application', ...names].map(figure).join('')}${ratio('sheetjs')}${ratio('sheetjs', 'warm')}${ratio('read-excel-file')}`);
}
// As many rows as a sheet holds, and a tenth of them in a file of the same writer: whether it comes to an end, how long it takes, how
// much memory, and whether a row takes longer among many.
async function large(rows) {
  const url = `large-${rows}.xlsx`;
  const writer = spawn('python3', [join(here, 'large_sheet.py'), join(folder, url)], { stdio: ['pipe', 'inherit', 'inherit'] });
  const lines = function* () {
    for (let i = -1; i < rows; i += 1) yield `${JSON.stringify(i < 0 ? HEADER : row(i))}\n`;
  };
  Readable.from(lines()).pipe(writer.stdin);
  const [code] = await once(writer, 'exit');
  if (code !== 0) throw new Error('the large sheet was not written');
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(`${home}bench.html`);
  await page.evaluate(compiled);
  const ms = await page.evaluate(timed, { name: 'ours', url }).catch((e) => `failed: ${e.message}`);
  console.log(`${rows} xlsx, ours alone: ${typeof ms === 'number' ? `${ms.toFixed(0)} ms` : ms}, peak of the renderer ${peak().toFixed(0)} MB`);
  await browser.close();
  return ms / rows;
}
if (!only || only === MOST_ROWS) {
  const tenth = await large(Math.round(MOST_ROWS / 10));
  console.log(`a row among ${MOST_ROWS} takes ${((await large(MOST_ROWS)) / tenth).toFixed(2)} of its time among a tenth of them`);
}
const file = '100000.xlsx';
const memory = [];
for (const name of !only || only === 100_000 ? names.filter((n) => n !== 'warm') : []) {
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(`${home}bench.html`);
  if (name === 'ours') await page.evaluate(compiled);
  await page.evaluate(timed, { name, url: file }).catch(() => {});
  memory.push(`${name} ${peak().toFixed(0)}`);
  await browser.close();
}
if (memory.length) console.log(`peak of the renderer at 100k xlsx, MB: ${memory.join(', ')}`);
server.close();
rmSync(folder, { recursive: true });
