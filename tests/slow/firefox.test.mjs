// Firefox: the main way in one file and in a private window; and what is broken, as tests/e2e/restore.test.mjs and
// tests/e2e/crash.test.mjs have it for Chromium.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CAMPAIGN, dist, home, keep, test } from '../e2e/harness.mjs';
import { PRESET } from '../e2e/steps.mjs';
import { isDocument, isPart } from '../e2e/stored.mjs';
import { FIREFOX, arrived, begin, confirm, element, elsewhere, load, mainWay, opened, press, shows, within } from '../e2e/way.mjs';

/** Every window is a private one. */
const PRIVATE = { ...FIREFOX, prefs: { 'browser.privatebrowsing.autostart': true } };
const IN_ONE_FILE = pathToFileURL(join(dist, 'mingchou.html')).href;

test('the main way in Firefox, in one file', async () => {
  await mainWay(IN_ONE_FILE, FIREFOX);
});

test('the main way in a private window of Firefox', async () => {
  await mainWay(home, PRIVATE);
});

const local = (page) => page.evaluate(() => ({ ...localStorage }));

const saved = (page) => page.waitForFunction(() => [...document.querySelectorAll('[role=status]')].some((e) => e.textContent.startsWith('已保存')), { timeout: 60_000 });
const upload = async (page, path) => (await page.waitForSelector('#backup-file')).uploadFile(path);

/** The campaign's file, saved on the start page. */
async function backup(page, downloads, title) {
  await saved(page);
  await (await page.waitForSelector('a.brand')).click();
  await (await element(page, (name) => document.querySelector(`button[aria-label="${name}"]`), `把${title}存为文件`)).click();
  return arrived(downloads);
}

test('what was lost comes back from a backup in Firefox', () => within(FIREFOX, async ({ page, downloads }) => {
  await begin(page, 'rostered', 'rosters');
  const file = await backup(page, downloads, PRESET);
  const before = await local(page);
  await elsewhere(page);
  await page.evaluate(() => localStorage.removeItem(Object.keys(localStorage).find((k) => k.startsWith('mingchou/blob/'))));
  await opened(page, `${home}#/c/${CAMPAIGN}/rosters`);
  await shows(page, '这次抽查打不开');
  await keep(page, '75-firefox-lost-part', false);
  await upload(page, file);
  await shows(page, `“${PRESET}”缺少或损坏的部分已从备份补回`);
  await saved(page);
  const parts = (all) => Object.entries(all).filter(([key]) => isPart(key)).sort();
  assert.deepEqual(parts(await local(page)), parts(before));
}));

test('a neighbour that clears everything makes it 未保存 in Firefox, and it is written again from memory', () => within(FIREFOX, async ({ browser, page }) => {
  await begin(page, 'long', 'inspect');
  await press(page, '批量录入……');
  await (await page.waitForSelector('#bulk-follow-up')).select('无需后续处置');
  await confirm(page, '录入 700 户');
  await saved(page);
  const before = await local(page);
  const other = await browser.newPage();
  await elsewhere(other);
  const clearDatabase = () => new Promise((resolve, reject) => {
    const opening = indexedDB.open('mingchou/');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const clearing = opening.result.transaction('parts', 'readwrite');
      clearing.objectStore('parts').clear();
      clearing.oncomplete = () => { opening.result.close(); resolve(); };
      clearing.onabort = () => reject(clearing.error);
    };
  });
  await other.evaluate(clearDatabase);
  await other.evaluate(() => localStorage.clear());
  await page.bringToFront();
  await shows(page, '“大规模抽查”在本机的存储中已被清除');
  await keep(page, '75-firefox-cleared', false);
  await press(page, '重新保存');
  await saved(page);
  const after = await local(page);
  for (const key of Object.keys(before).filter((k) => isDocument(k))) assert.equal(after[key], before[key], key);
  await opened(page, 'about:blank');
  await opened(page, `${home}#/c/${CAMPAIGN}/inspect`);
  await page.waitForFunction(() => [...document.querySelectorAll('table.entry select')].filter((box) => box.value === '无需后续处置').length === 50, { timeout: 60_000 });
}));

test('a panic of the page shows the crash page in Firefox, and its file can be opened', () => within(FIREFOX, async ({ page, downloads }) => {
  await begin(page, 'rostered', 'rosters');
  await saved(page);
  await page.evaluate(() => {
    Node.prototype.insertBefore = () => { throw new Error('no'); };
    Node.prototype.appendChild = Node.prototype.insertBefore;
    location.hash = '#/verify';
  });
  await page.waitForFunction(() => document.querySelector('#crash:not([hidden])')?.innerText.includes('出错了'), { timeout: 60_000 });
  await keep(page, '75-firefox-crash', false);
  await press(page, '先下载备份');
  const file = await arrived(downloads);
  await elsewhere(page);
  await page.evaluate(() => localStorage.clear());
  await opened(page, home);
  await upload(page, file);
  await shows(page, PRESET);
}, /panicked at|unreachable|failed to append child/));

test('what was saved is there after Firefox was killed', async () => {
  const userDataDir = mkdtempSync(join(tmpdir(), 'mingchou-power-'));
  const titleBox = (page) => element(page, () => [...document.querySelectorAll('label')].find((l) => l.textContent.trim().startsWith('任务名称'))?.control);
  try {
    await within({ ...FIREFOX, userDataDir }, async ({ browser, page }) => {
      await opened(page, home);
      await press(page, '新建抽查');
      await press(page, '套用“平罗县道路运输”预设');
      await press(page, '下一步：名录');
      await load(page, 'businesses', 'clean-businesses.xlsx');
      await load(page, 'officers', 'clean-officers.xlsx');
      await page.evaluate(() => { location.hash = location.hash.replace(/[^/]*$/, 'plan'); });
      await (await titleBox(page)).type('，最后几个字');
      await saved(page);
      const parent = browser.process();
      parent.kill('SIGKILL');
      await once(parent, 'exit');
    });
    await within({ ...FIREFOX, userDataDir }, async ({ page }) => {
      await opened(page, home);
      await (await element(page, () => [...document.querySelectorAll('a')].find((a) => a.textContent.includes('，最后几个字')))).click();
      await page.waitForFunction(() => location.hash.startsWith('#/c/'));
      await page.evaluate(() => { location.hash = location.hash.replace(/(#\/c\/[^/]*).*/, '$1/rosters'); });
      for (const name of ['clean-businesses.xlsx ·', 'clean-officers.xlsx ·']) await shows(page, name);
    });
  } finally {
    rmSync(userDataDir, { recursive: true, force: true });
  }
});

test('a full localStorage is told in Firefox, and nothing is lost', () => within(FIREFOX, async ({ page, downloads }) => {
  await begin(page, 'rostered', 'plan');
  await saved(page);
  await page.evaluate(() => {
    for (let size = 1 << 22; size > 0; size >>= 1) {
      for (let i = 0; i < 4; i += 1) try { localStorage.setItem(`filler/${size}/${i}`, 'x'.repeat(size)); } catch { break; }
    }
  });
  const box = await element(page, () => [...document.querySelectorAll('label')].find((l) => l.textContent.trim().startsWith('任务名称'))?.control);
  await box.type('，又加了几个字');
  await shows(page, '未保存：');
  await keep(page, '75-firefox-full', false);
  await press(page, '存为文件');
  const file = await arrived(downloads);
  assert.match(readFileSync(file, 'utf8'), /又加了几个字/);
  await page.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith('filler/')).forEach((k) => localStorage.removeItem(k)));
  await box.type('。');
  await saved(page);
}));
