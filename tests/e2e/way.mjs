// A browser that Playwright cannot drive, and the main way in it: create, import, seal, draw, export the record, verify it.
import puppeteer from 'puppeteer-core';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAMPAIGN, fixture, home, root, stored } from './harness.mjs';
import { assertRecord } from './protocol.mjs';
import { NUMBERS, SLOTS } from './steps.mjs';

/** What is written on an element, and whether it can be seen; found by the page itself. */
const find = (page, selector, text) => page.waitForFunction((s, t) =>
  [...document.querySelectorAll(s)].find((e) => e.textContent.trim() === t && e.getClientRects().length > 0), { timeout: 60_000 }, selector, text);
const click = async (page, selector, text) => (await find(page, selector, text)).click();
export const press = (page, name) => click(page, 'button, a.btn', name);
export const confirm = (page, name) => click(page, 'dialog[open] button', name);
export const shows = (page, text) => page.waitForFunction((t) => document.body.innerText.includes(t), { timeout: 60_000 }, text);
/** The element that `where` finds in the page from `what`. */
export const element = async (page, where, what) => (await page.waitForFunction(where, { timeout: 60_000 }, what)).asElement();

export async function load(page, kind, name) {
  // The step that the address names, and no longer the one before: its box has the same name.
  const input = await element(page, (id) => {
    const shown = document.querySelector('nav [aria-current="step"]')?.getAttribute('href');
    return shown === location.hash ? document.querySelector(id) : null;
  }, `#${kind}-file`);
  await input.uploadFile(fixture(name));
  await shows(page, `${name} ·`);
}

async function say(page, label, value) {
  const box = await element(page, (l) => [...document.querySelectorAll('label')].find((e) => e.textContent.trim().startsWith(l))?.control, label);
  await box.type(value);
  await (await element(page, (l) => document.querySelector(`button[aria-label="核对${l}的号码"]`)
    ?? [...document.querySelectorAll('button')].find((b) => b.textContent.trim() === `核对${l}的号码`), label)).click();
  await confirm(page, '核对无误');
}

/** The file that comes into the folder, once it is whole. */
export async function arrived(folder) {
  for (let tries = 0; tries < 600; tries += 1) {
    const [name] = readdirSync(folder).filter((f) => f.endsWith('.json'));
    if (name && readFileSync(join(folder, name)).length > 0 && !existsSync(join(folder, `${name}.part`))) return join(folder, name);
    await new Promise((done) => { setTimeout(done, 50); });
  }
  throw new Error('nothing was downloaded');
}

/** Goes to the address and waits until the program is there. */
export async function opened(page, where) {
  await page.goto(where, { waitUntil: 'domcontentloaded', timeout: 120_000 });
  // What is found on the first page's words is gone when the program takes their place (first.test.mjs).
  await page.waitForFunction(() => !document.getElementById('first'), { timeout: 60_000 });
}

/** Firefox, as `within` takes it. */
export const FIREFOX = { browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr' };

/** Opens a page at which nothing of the application runs. */
export const elsewhere = (page) => page.goto(new URL('icon.svg', home).href);

/** Puts a state into storage. */
export async function put(page, state) {
  await elsewhere(page);
  await page.evaluate((all) => all.forEach(({ name, value }) => localStorage.setItem(name, value)), stored(state));
}

/** Begins in a stored state, at that page. */
export async function begin(page, state, at) {
  await put(page, state);
  await opened(page, `${home}#/c/${CAMPAIGN}/${at}`);
}

/**
 * Starts the browser that `how` describes to puppeteer, with preferences `prefs` of Firefox, and has `body` use it:
 * `body({ browser, page, downloads })`. No page may have an error in its console but those that match `expected`.
 */
export async function within({ prefs = {}, ...how }, body, expected = /^$/) {
  const downloads = mkdtempSync(join(tmpdir(), 'mingchou-'));
  const browser = await puppeteer.launch({
    // States are made in China's time, and a day that has not come there yet is refused.
    env: { ...process.env, TZ: 'Asia/Shanghai' },
    ...how, headless: how.browser === 'chrome' ? 'shell' : true, args: how.browser === 'chrome' ? ['--no-sandbox', '--disable-gpu', '--no-zygote'] : [],
    extraPrefsFirefox: { 'browser.download.folderList': 2, 'browser.download.dir': downloads, 'browser.download.useDownloadDir': true, 'browser.helperApps.neverAsk.saveToDisk': 'application/json', ...prefs },
  });
  try {
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', (e) => errors.push(String(e)));
    page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
    if (how.browser === 'chrome') {
      const cdp = await browser.target().createCDPSession();
      await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
    }
    await body({ browser, page, downloads });
    assert.deepEqual(errors.filter((e) => !expected.test(e)), [], 'errors in the console');
    return await browser.version();
  } finally {
    await browser.close();
    rmSync(downloads, { recursive: true, force: true });
  }
}

/** Goes the main way at the address; `how` is as for `within`. */
export function mainWay(where, how) {
  return within(how, async ({ page, downloads }) => {
    await opened(page, where);
    await press(page, '新建抽查');
    await press(page, '套用“平罗县道路运输”预设');
    await press(page, '下一步：名录');
    await load(page, 'businesses', 'clean-businesses.xlsx');
    await load(page, 'officers', 'clean-officers.xlsx');
    await press(page, '下一步：抽取');
    // Until the rehearsal is over the page grows, and the button moves from under the pointer.
    await shows(page, '预演，全部能够完成匹配');
    await press(page, '封存……');
    await confirm(page, '封存');
    await click(page, 'label', '已全部写好交齐');
    for (const [label, value] of Object.entries(NUMBERS)) await say(page, label, value);
    await press(page, '产生种子');
    await press(page, '抽取');
    await shows(page, '已用公开记录重算一遍：一致');
    // It is kept.
    await page.waitForFunction(() => [...document.querySelectorAll('[role=status]')].some((e) => e.textContent.startsWith('已保存')), { timeout: 60_000 });
    await page.reload({ waitUntil: 'domcontentloaded' });
    await shows(page, '已用公开记录重算一遍：一致');
    await press(page, '导出公开记录……');
    await (await element(page, () => [...document.querySelectorAll('dialog[open] label')].find((l) => l.textContent.startsWith('含执法人员姓名')))).click();
    await confirm(page, '导出记录');
    const file = await arrived(downloads);
    assertRecord(JSON.parse(readFileSync(file, 'utf8')));
    assert.equal(execFileSync('python3', [join(root, 'tools', 'verify.py'), file], { encoding: 'utf8' }).trim(), 'verified');
    await page.evaluate(() => { location.hash = '#/verify'; });
    await (await page.waitForSelector('input#record-file')).uploadFile(file);
    await shows(page, '记录前后一致');
  });
}
