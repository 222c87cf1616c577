// The hosted page without its server, and what a new version may do to it.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { withPolicy } from '../../tools/csp.mjs';
import { serve } from '../../tools/serve.mjs';
import { serviceWorker, wasmIn } from '../../tools/ship.mjs';
import { browserTest, dist, expectError, keep } from './harness.mjs';
import { PRESET, button, drawn, heading, load, saved, start, startWithPreset } from './steps.mjs';

/** A copy of the built page, served from a path of its own. */
async function hostedCopy() {
  const folder = mkdtempSync(join(tmpdir(), 'mingchou-'));
  cpSync(dist, folder, { recursive: true });
  const server = await serve(folder, 0, '/county/draw/');
  const cut = () => { server.closeAllConnections(); server.close(); };
  after(cut);
  return { folder, where: `http://127.0.0.1:${server.address().port}/county/draw/`, cut };
}

/** Makes the copy another build: the page is changed, and the wasm has another name. */
function release(folder, version) {
  const [index, old, name] = [join(folder, 'index.html'), wasmIn(folder), `mingchou-${version}.wasm`];
  renameSync(join(folder, old), join(folder, name));
  const html = readFileSync(index, 'utf8').replaceAll(old, name).replace(/<meta name="version".*?>/, '')
    .replace('<title>', `<meta name="version" content="${version}"><title>`)
    .replace(/content="default-src[^"]+"/, 'content="@CSP@"');
  writeFileSync(index, withPolicy(html, { hosted: true }));
  serviceWorker(folder);
}

const version = (page) => page.evaluate(() => document.querySelector('meta[name=version]')?.content ?? 'first');
const cached = (page) => page.evaluate(async () => Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length)));
const offer = (page) => page.getByText('有新版本');

/** Until the page's files are stored and the page gets them from there. */
const stored = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');

/** Looks for a new version and waits until it is stored or given up. */
const look = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  const made = registration.installing ?? registration.waiting;
  while (made && !['installed', 'redundant'].includes(made.state)) await new Promise((done) => { made.onstatechange = done; });
  return made?.state ?? 'none';
});

const options = (copy) => ({ where: copy.where, serviceWorkers: 'allow' });

const gone = await hostedCopy();
browserTest('after the first visit the page needs its server no more', async ({ page, context, seen }) => {
  await stored(page);
  gone.cut();
  await context.setOffline(true);
  await assert.rejects(fetch(gone.where), 'the server is gone');
  // That the browser could not ask for a newer version is its own affair.
  expectError(seen, /sw\.js|ERR_INTERNET_DISCONNECTED|unknown error occurred when fetching the script/);
  await page.reload();
  await drawn(page);
  await saved(page);
  await page.goto(`${gone.where}index.html`);
  await page.getByText(PRESET).waitFor();
  const another = await context.newPage();
  await another.goto(gone.where);
  await another.getByText(PRESET).waitFor();
}, options(gone));

const updated = await hostedCopy();
browserTest('a new version waits until the user of the only window asks for it', async ({ page, context }) => {
  await stored(page);
  await start(page);
  await page.getByLabel('任务名称').fill('更新之前');
  await saved(page);
  const [first] = await cached(page);
  release(updated.folder, 'second');
  assert.equal(await look(page), 'installed');
  await offer(page).waitFor();
  await keep(page, '91-update-offered');
  // It stays out over any number of reloads, and what the old page loads later is of the old version, which no server has.
  for (let i = 0; i < 2; i += 1) {
    await page.reload();
    await offer(page).waitFor();
    assert.equal(await version(page), 'first');
  }
  await button(page, '下一步：名录').click();
  await load(page, 'businesses', 'clean-businesses.xlsx');
  assert.deepEqual(await cached(page), [first, first], 'both versions are stored whole');

  const other = await context.newPage();
  await other.goto(updated.where);
  await offer(other).waitFor();
  await button(page, '点击更新').click();
  await page.getByRole('alert').getByText('还有1个明抽窗口开着').waitFor();
  assert.equal(await version(page), 'first');
  await other.close();

  await saved(page);
  await Promise.all([page.waitForEvent('load'), button(page, '点击更新').click()]);
  await heading(page, '名录').waitFor();
  assert.equal(await version(page), 'second');
  await page.getByText('clean-businesses.xlsx ·').waitFor();
  await load(page, 'officers', 'clean-officers.xlsx');
  assert.equal(await offer(page).count(), 0);
  assert.deepEqual(await cached(page), [first], 'nothing is left of the old version');
}, options(updated));

const unsaved = await hostedCopy();
browserTest('what is not saved is not left for a new version', async ({ page }) => {
  await stored(page);
  release(unsaved.folder, 'second');
  assert.equal(await look(page), 'installed');
  await page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; });
  await start(page);
  await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
  await button(page, '点击更新').click();
  await page.getByText('还有没保存好的内容，没有更新').waitFor();
  assert.equal(await version(page), 'first');
}, options(unsaved));

const torn = await hostedCopy();
browserTest('a version that is not whole on the server is not taken', async ({ page, seen }) => {
  expectError(seen, /integrity|Failed to load resource|404/);
  await stored(page);
  const before = await cached(page);
  release(torn.folder, 'second');
  const wasm = join(torn.folder, 'mingchou-second.wasm');
  const bytes = readFileSync(wasm);
  // Half uploaded.
  writeFileSync(wasm, bytes.subarray(0, bytes.length >> 1));
  assert.equal(await look(page), 'redundant');
  assert.deepEqual(await cached(page), before);
  await page.reload();
  await startWithPreset(page);
  assert.equal(await version(page), 'first');
  assert.equal(await offer(page).count(), 0);
  writeFileSync(wasm, bytes);
  assert.equal(await look(page), 'installed');
  await offer(page).waitFor();
}, options(torn));

const patched = await hostedCopy();
browserTest('files that were changed on the server without another build are a version of their own, in the middle of a campaign', async ({ page, seen }) => {
  expectError(seen, /integrity|Failed to load resource|404/);
  await stored(page);
  await startWithPreset(page);
  const before = await cached(page);
  // Somebody changed a text of the page by hand, and the list with it; all names are as they were.
  const index = join(patched.folder, 'index.html');
  writeFileSync(index, readFileSync(index, 'utf8').replace('<title>', '<meta name="version" content="by hand"><title>'));
  serviceWorker(patched.folder);
  const style = join(patched.folder, Object.keys(JSON.parse(readFileSync(join(patched.folder, 'sw.js'), 'utf8').match(/FILES = (\{[^}]*\})/)[1])).find((name) => name.endsWith('.css')));
  const whole = readFileSync(style);
  writeFileSync(style, `${whole} `);
  // One file does not fit the list: nothing is taken, and what is there stays whole.
  assert.equal(await look(page), 'redundant');
  assert.deepEqual(await cached(page), before);
  await page.reload();
  await page.locator('header').getByText(PRESET).waitFor();
  assert.equal(await version(page), 'first');
  writeFileSync(style, whole);
  assert.equal(await look(page), 'installed');
  assert.deepEqual(await cached(page), [...before, ...before], 'both are stored whole');
  await page.reload();
  assert.equal(await version(page), 'first');
  await saved(page);
  await Promise.all([page.waitForEvent('load'), button(page, '点击更新').click()]);
  await page.locator('header').getByText(PRESET).waitFor();
  assert.equal(await version(page), 'by hand');
}, options(patched));

const manifest = await hostedCopy();
browserTest('it can be installed', async ({ page, context }) => {
  await stored(page);
  const cdp = await context.newCDPSession(page);
  const { url, errors, data } = await cdp.send('Page.getAppManifest');
  assert.equal(url, `${manifest.where}manifest.webmanifest`);
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).short_name, '明抽');
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  // A profile of a test is private.
  assert.deepEqual(installabilityErrors.map((e) => e.errorId).filter((id) => id !== 'in-incognito'), []);
}, options(manifest));
