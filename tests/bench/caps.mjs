// 频次核对 in the worker of the built application: so many visits held against so many businesses, from the question to its answer,
// beside what a page would do in plain JavaScript with the rows parsed already (a Map by code, else by name, and a count).
//   node tests/bench/caps.mjs [ROWS [RUNS]]   prints medians in ms
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { artifact, browser, home, profile } from '../e2e/harness.mjs';
import { HEADER, row } from './roster.mjs';

const XLSX = createRequire(import.meta.url)('xlsx');
const rows = Number(process.argv[2] ?? 100_000);
const runs = Number(process.argv[3] ?? 5);
const median = (ms) => [...ms].sort((a, b) => a - b)[ms.length >> 1];

/** As CSV, which takes the least time to write. */
function csv(name, lines) {
  const path = artifact(name);
  writeFileSync(path, `\ufeff${XLSX.utils.sheet_to_csv(XLSX.utils.aoa_to_sheet(lines))}`);
  return path;
}

const businesses = Array.from({ length: rows }, (_, i) => row(i));
// Every tenth business has ten visits; of every third row the code is missing.
const visits = Array.from({ length: rows }, (_, i) => {
  const [, name, code] = businesses[i - (i % 10)];
  const day = `2026-${String((i % 10) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`;
  return [name, i % 3 ? code : '', '县交通运输局', day, i % 7 ? '日常检查' : '整改复查'];
});
const roster = csv('bench-businesses.csv', [HEADER, ...businesses]);
const ledger = csv('bench-ledger.csv', [['企业名称', '统一社会信用代码', '检查机关', '检查日期', '检查类型'], ...visits]);

/** In the page, before anything else: notes how long each answer to HoldLists takes. */
const watch = () => {
  window.held = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function postMessage(message, ...rest) {
    if (String(message?.[0]).startsWith('HoldLists\n')) {
      const began = performance.now();
      const heard = ({ data }) => {
        if (data[0] !== 'done' && data[0] !== 'refused') return;
        this.removeEventListener('message', heard);
        window.held.push([data[0], performance.now() - began, data[1]]);
      };
      this.addEventListener('message', heard);
    }
    return post.call(this, message, ...rest);
  };
};

/** The peer. */
const plain = ({ businesses, visits }) => {
  const began = performance.now();
  const [codes, names] = [new Map(), new Map()];
  businesses.forEach(([, name, code], place) => {
    codes.set(code, place);
    names.set(name, [...(names.get(name) ?? []), place]);
  });
  const days = new Map();
  for (const [name, code, department, day, kind] of visits) {
    if (kind === '整改复查') continue;
    const place = codes.get(code) ?? names.get(name)?.[0];
    if (place === undefined) continue;
    if (!days.has(place)) days.set(place, new Set());
    days.get(place).add(`${day} ${department}`);
  }
  return [performance.now() - began, [...days.values()].filter((of) => of.size >= 4).length];
};

const { context } = await profile();
context.setDefaultTimeout(300_000);
await context.addInitScript(watch);
const page = await context.newPage();
await page.goto(home);
await page.locator('#app').getByRole('button', { name: '新建抽查' }).click();
await page.getByRole('link', { name: '名录' }).click();
await page.locator('#businesses-file').setInputFiles(roster);
await page.getByText(`共${rows}行`).waitFor();
await page.getByRole('link', { name: '抽取', exact: true }).first().click();
await page.getByLabel('导入检查台账', { exact: true }).setInputFiles(ledger);
await page.waitForFunction(() => window.held.length > 0);
const ours = [];
const peer = [];
let told;
for (let run = 0; run < runs; run += 1) {
  // Another page and back asks anew after a reload, when nothing is known.
  await page.reload();
  await page.waitForFunction(() => window.held.length > 0);
  const [how, ms, text] = await page.evaluate(() => window.held.at(-1));
  if (how !== 'done') throw new Error(text);
  ours.push(ms);
  told = JSON.parse(text);
  const [took] = await page.evaluate(plain, { businesses: businesses.map((b) => b.slice(0, 3)), visits });
  peer.push(took);
}
const { caps } = Array.isArray(told) ? told[0] : told;
console.log(`${rows} visits against ${rows} businesses, medians of ${runs}: ${Math.round(median(ours))} ms in the worker, ${Math.round(median(peer))} ms of plain JavaScript over parsed rows; ${caps.counted} counted, ${caps.near.length} near the cap`);
await context.close();
await browser.close();
process.exit(0);
