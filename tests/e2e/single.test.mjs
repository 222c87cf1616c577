// The application in one file, opened from a folder with the network cut.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { artifact, browserTest, dist, expectError, home, keep } from './harness.mjs';
import { assertRecord } from './protocol.mjs';
import { IN_WORKERS, NO_MEMORY, button, choose, drawn, exportRecord, heading, inWorkers, load, reloadsSame, saved, slot, startWithPreset, visit } from './steps.mjs';

// As on a stick: alone in a folder whose name needs escaping in an address.
const folder = join(mkdtempSync(join(tmpdir(), 'mingchou-')), 'U盘 #1');
mkdirSync(folder);
const file = join(folder, '明抽 100%.html');
copyFileSync(join(dist, 'mingchou.html'), file);
const where = pathToFileURL(file).href;

browserTest('one file does everything with the network cut', async ({ page }) => {
  assert.equal(await page.evaluate(() => navigator.onLine), false);
  // Both rosters are read by the worker.
  await drawn(page);
  assert.equal(page.workers().length > 0, true, 'the worker lives');
  await page.getByText('两个程序重算：一致').waitFor();
  await reloadsSame(page, 'the outcome is there');
  const record = await exportRecord(page);
  assertRecord(JSON.parse(record.text));

  await visit(page, 'print/2+6');
  const path = artifact('single.pdf');
  await page.pdf({ path, preferCSSPageSize: true });
  const text = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
  assert.match(text, /附件2/);
  assert.match(text, /附件6/);
  await page.emulateMedia({ media: 'screen' });

  // The record is verified after another start.
  await page.goto(`${where}#/verify`);
  await page.reload();
  await heading(page, '验证记录').waitFor();
  await page.locator('input#record-file').setInputFiles(record.path);
  await page.locator('#verdict').getByText('记录前后一致').waitFor();
  await keep(page, '90-single');
}, { where, offline: true });

browserTest('one file may ask nobody', async ({ page, seen }) => {
  expectError(seen, /Content Security Policy|Refused to|violates the following/);
  const refused = await page.evaluate(async (url) => {
    const tries = { fetch: () => fetch(url, { mode: 'no-cors' }), import: () => import(url) };
    const found = {};
    for (const [name, act] of Object.entries(tries)) found[name] = await act().then(() => 'went', () => 'refused');
    const script = document.createElement('script');
    script.textContent = 'window.inlined = true';
    document.body.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.body.append(style);
    return { ...found, inlined: window.inlined ?? false, display: getComputedStyle(document.body).display };
  }, home);
  assert.deepEqual(refused, { fetch: 'refused', import: 'refused', inlined: false, display: 'block' });
  const policy = /content="(default-src[^"]+)"/.exec(readFileSync(file, 'utf8'))[1];
  assert.doesNotMatch(policy, /'self'|unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:/);
  seen.strangers.length = 0;
}, { where });

browserTest('one file that was cut short says so', async ({ page, seen }) => {
  expectError(seen, /./);
  const whole = readFileSync(file, 'utf8');
  const at = whole.indexOf('id="wasm"') + 100_000;
  const spoilt = join(folder, 'spoilt.html');
  writeFileSync(spoilt, `${whole.slice(0, at)}${whole.slice(at + 40_000)}`);
  await page.goto(pathToFileURL(spoilt).href);
  await page.getByRole('heading', { name: '出错了' }).waitFor();
  await page.getByText('没有打开：程序的文件没有读全').waitFor();
  seen.strangers.length = 0;
}, { where });

for (const [what, at] of Object.entries({ 'in the middle of its wasm': (html) => html.indexOf('id="wasm"') + 100_000, 'in its last script': (html) => html.lastIndexOf('mingchouWhenFit') })) {
  browserTest(`one file that ends ${what} says so`, async ({ page, seen }) => {
    expectError(seen, /./);
    const whole = readFileSync(file, 'utf8');
    const torn = join(folder, 'torn.html');
    writeFileSync(torn, whole.slice(0, at(whole)));
    await page.goto(pathToFileURL(torn).href);
    await page.getByText('没有打开：程序的文件没有读全').waitFor();
    seen.strangers.length = 0;
  }, { where });
}

browserTest('in one file too a worker without memory is told of, and then there is memory', async ({ page, seen }) => {
  expectError(seen, /Out of memory/);
  await startWithPreset(page);
  await button(page, '下一步：名录').click();
  await saved(page);
  await inWorkers(page, NO_MEMORY);
  await page.reload();
  await heading(page, '名录').waitFor();
  await choose(page, 'businesses', 'clean-businesses.xlsx');
  await slot(page, 'businesses').getByRole('alert').getByText('后台程序没有启动').waitFor();
  await inWorkers(page, '');
  await load(page, 'businesses', 'clean-businesses.xlsx');
}, { where, init: IN_WORKERS });
