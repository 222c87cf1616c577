// Hundreds of results in one campaign: the inspections and the log lie in parts, and the document stays small.
import assert from 'node:assert/strict';
import { browserTest, home, keep } from './harness.mjs';
import { become, button, dialog, heading, saveFile, saved, visit } from './steps.mjs';
import { assertWhole, elsewhere, isDocument, partsOf, read, storedLog, wholeLog } from './stored.mjs';

const ADDRESS = `${home}#/c/a1b2c3/inspect`;
const BUSINESSES = 700;

const campaignIn = ({ local }) => JSON.parse(Object.entries(local).find(([key]) => isDocument(key))[1]).campaign;
const followUps = (page) => page.getByLabel(/的后续处置$/).evaluateAll((boxes) => boxes.map((box) => box.value));

/** Fills in the follow-up of all, which changes every page of inspections. */
async function fillAll(page) {
  await button(page, '批量录入……').click();
  await dialog(page).getByLabel('后续处置').selectOption('无需后续处置');
  await button(dialog(page), `录入 ${BUSINESSES} 户`).click();
  await dialog(page).waitFor({ state: 'detached' });
  await saved(page);
}

browserTest('what is entered at hundreds is there after a reload, in another window and in a backup; the document stays small', async ({ page, context, fresh }) => {
  await saved(page);
  const before = await storedLog(page);
  const pagesBefore = campaignIn(await read(page)).attempts[0].pages.parts;
  const other = await context.newPage();
  await other.goto(ADDRESS);
  await other.locator('header').getByText('只能查看').waitFor();
  await become(() => followUps(other).then((all) => new Set(all)), new Set(['']));
  await fillAll(page);
  const stored = await read(page);
  const [, text] = Object.entries(stored.local).find(([key]) => isDocument(key));
  assert(text.length < 150_000, `the document has ${text.length} characters`);
  const pages = campaignIn(stored).attempts[0].pages.parts;
  assert(pages.length > 1 && pages.every((name) => stored.vault[`blob/${name}`]), 'the pages lie in the database');
  const log = wholeLog(campaignIn(stored), stored);
  assertWhole(log);
  assert.deepEqual(log.slice(0, -1).map((e) => e.digest), before.map((e) => e.digest));
  await become(() => followUps(other).then((all) => new Set(all)), new Set(['无需后续处置']));
  // The pages before stay for a while: after a power cut the document before may name them.
  await page.waitForFunction(() => localStorage.getItem('mingchou/unused'));
  assert.deepEqual(Object.keys(JSON.parse((await read(page)).local['mingchou/unused'])).sort(), pagesBefore.sort());
  await other.close();
  await page.reload();
  await become(() => followUps(page).then((all) => new Set(all)), new Set(['无需后续处置']));
  const first = page.getByLabel(/的后续处置$/).first();
  await first.selectOption('');
  await saved(page);
  await page.reload();
  await become(async () => (await followUps(page)).filter((text) => text === '').length, 1);
  await visit(page, 'settings');
  await page.getByText(`共 ${before.length + 2} 条`).waitFor();
  await page.getByText('已逐条重算，没有改动').waitFor();
  const backup = await saveFile(page, '大规模抽查');
  const there = (await fresh()).page;
  await there.locator('#backup-file').setInputFiles(backup.path);
  await there.getByText('抽取结果').first().waitFor();
  await saved(there);
  await there.goto(ADDRESS);
  await become(async () => (await followUps(there)).filter((text) => text === '').length, 1);
  assert.deepEqual((await storedLog(there)).map((e) => e.digest), (await storedLog(page)).map((e) => e.digest));
}, { from: 'long' });

for (const [what, kind] of Object.entries({ 'a page of inspections': (c) => c.attempts[0].pages.parts, 'a part of the log': (c) => c.log.parts })) {
  browserTest(`${what} that is lost is told of, and comes back from the campaign's own backup`, async ({ page }) => {
    await fillAll(page);
    const backup = await saveFile(page, '大规模抽查');
    const before = await read(page);
    const [name] = kind(campaignIn(before));
    await elsewhere(page, home);
    await page.evaluate((name) => new Promise((resolve, reject) => {
      localStorage.removeItem(`mingchou/blob/${name}`);
      const opening = indexedDB.open('mingchou/');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const writing = opening.result.transaction('parts', 'readwrite');
        writing.objectStore('parts').delete(`blob/${name}`);
        writing.oncomplete = () => { opening.result.close(); resolve(); };
      };
    }), name);
    await page.goto(ADDRESS);
    await heading(page, '这次抽查打不开').waitFor();
    await page.locator('a.brand').click();
    await heading(page, '我的抽查', 2).waitFor();
    if (what.includes('page')) await page.getByText('缺少一部分内容，打不开').waitFor();
    await keep(page, what.includes('page') ? '73-lost-page' : '73-lost-log');
    await page.locator('#backup-file').setInputFiles(backup.path);
    await page.getByText('“大规模抽查”缺少或损坏的部分已从备份补回').waitFor();
    await saved(page);
    await page.goto(ADDRESS);
    await become(() => followUps(page).then((all) => new Set(all)), new Set(['无需后续处置']));
    const after = await read(page);
    assert.deepEqual(campaignIn(after), campaignIn(before));
    for (const part of partsOf(campaignIn(after))) assert(after.vault[`blob/${part}`] || after.local[`mingchou/blob/${part}`], part);
  }, { from: 'long' });
}
