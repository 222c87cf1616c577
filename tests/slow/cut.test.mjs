// A crash between any two writes leaves the old or the new state: a session is recorded write by write, and storage as
// it stood after each of them is opened in a browser of its own.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { browserTest, fixture, home } from '../e2e/harness.mjs';
import { PRESET, button, choose, drawNow, heading, load, makeSeed, removeForGood, saved, sayNumbers, seal, slot, startWithPreset, visit } from '../e2e/steps.mjs';
import { WATCH, campaignOf, elsewhere, isDocument, isPart, largeRoster, write } from '../e2e/stored.mjs';

/** From the start to the outcome with a file of businesses, and the campaign deleted: all writes. */
async function session(page, businesses) {
  await page.addInitScript(WATCH);
  await page.reload();
  await button(page, '新建抽查').waitFor();
  await startWithPreset(page);
  await saved(page);
  await visit(page, 'rosters');
  await choose(page, 'businesses', businesses);
  await slot(page, 'businesses').getByText(`${basename(businesses)} ·`).waitFor();
  await saved(page);
  await load(page, 'officers', 'clean-officers.xlsx');
  await saved(page);
  await visit(page, 'draw');
  await heading(page, '检查将要封存的内容', 2).waitFor();
  await seal(page);
  await saved(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await saved(page);
  await page.locator('a.brand').click();
  await removeForGood(page, PRESET);
  await page.waitForFunction(() => {
    const parts = new Set();
    for (const { key, value, bytes } of window.writes) {
      if (/^(mingchou\/)?blob\//.test(key)) parts[value === undefined && !bytes ? 'delete' : 'add'](key);
    }
    return parts.size === 0;
  });
  return page.evaluate(() => window.writes);
}

const ROWS = /共\d+行/;
const BROKEN = /打不开|缺少一部分|已损坏|找不到/;

/** Goes to the campaign of storage, if there is one, and sees all that its document points to. */
async function opens(page, local) {
  const id = campaignOf(local);
  if (!id) {
    await page.goto(home);
    await page.getByText('还没有抽查').waitFor();
    return;
  }
  const { format, campaign } = JSON.parse(local[`mingchou/campaign/${id}`]);
  assert.equal(format, 'mingchou-campaign');
  const [attempt] = campaign.attempts;
  await page.goto(`${home}#/c/${id}/${attempt ? 'draw' : 'rosters'}`);
  await page.locator('header .save', { hasText: '已保存' }).waitFor();
  if (attempt?.drawn) await heading(page, '抽取结果').waitFor();
  else if (attempt) await heading(page, '封存码', 2).first().waitFor();
  else for (const kind of ['businesses', 'officers']) if (campaign[kind]) await slot(page, kind).getByText(ROWS).first().waitFor();
  await page.waitForTimeout(300);
}

/** Does to what is stored what a write did. */
function redo(state, { key, value, bytes }) {
  if (bytes) state.vault[key] = bytes;
  else if (bytes === null) delete state.vault[key];
  else if (value === undefined) delete state.local[key];
  else state.local[key] = value;
}

/** Opens storage as it stood after each write that changes what opens; says how often. */
async function openEach(page, writes) {
  const state = { local: {}, vault: {} };
  let opened = 0;
  await elsewhere(page, home);
  for (const entry of writes) {
    const { key } = entry;
    redo(state, entry);
    // What only counts changes nothing that opens.
    if (!isDocument(key) && !isPart(key)) continue;
    await page.goto(new URL('elsewhere', home).href);
    await write(page, state);
    await opens(page, state.local);
    const text = await page.locator('main#main').innerText();
    assert.doesNotMatch(text, BROKEN, `after ${opened + 1} writes, ${key}`);
    opened += 1;
  }
  return opened;
}

/**
 * Opens storage as a power cut leaves it: the database as it stood after each save, localStorage as it was some writes before. What
 * the database has of a later save than localStorage knows of is what then opens. Says how often.
 */
async function openAfterPowerCuts(page, writes) {
  let opened = 0;
  await elsewhere(page, home);
  for (const [at, { key }] of writes.entries()) {
    if (!key.startsWith('document/')) continue;
    for (const before of [0, Math.floor(at / 2), at - 6]) {
      const state = { local: {}, vault: {} };
      writes.slice(0, at + 1).forEach((entry, place) => {
        if (place < before || entry.bytes !== undefined) redo(state, entry);
      });
      await page.goto(new URL('elsewhere', home).href);
      await write(page, state);
      const note = Buffer.from(state.vault[key], 'base64').toString();
      const [save, text] = [Number(note.slice(0, note.indexOf('\n'))), note.slice(note.indexOf('\n') + 1)];
      assert(save > Number(state.local['mingchou/saves'] ?? 0), `localStorage is that of before, ${at} ${before}`);
      await page.goto(home);
      await page.locator('#app #page-title').waitFor();
      const id = key.slice('document/campaign/'.length);
      const stored = await page.evaluate((key) => localStorage.getItem(key), `mingchou/campaign/${id}`);
      assert.equal(stored ?? '', text, `after ${at} writes, ${before} of them in localStorage`);
      if (text !== '') {
        await page.goto(`${home}#/c/${id}/draw`);
        await page.locator('header .save', { hasText: '已保存' }).waitFor();
        await page.waitForTimeout(200);
      }
      assert.doesNotMatch(await page.locator('main#main').innerText(), BROKEN, `after ${at} writes, ${before} of them in localStorage`);
      opened += 1;
    }
  }
  return opened;
}

const inVault = (writes) => writes.filter((w) => w.bytes !== undefined).length;

browserTest('cut at every write, the campaign opens as it was before or after', async ({ page, fresh }) => {
  const writes = await session(page, fixture('clean-businesses.xlsx'));
  assert(writes.filter((w) => isDocument(w.key)).length > 8 && writes.filter((w) => isPart(w.key)).length >= 8, JSON.stringify(writes.map((w) => w.key)));
  const other = (await fresh()).page;
  const opened = await openEach(other, writes);
  const cuts = await openAfterPowerCuts(other, writes);
  console.log(`opened at ${opened} cuts of ${writes.length} writes, and after ${cuts} power cuts`);
});

browserTest('the same where rosters are too large for localStorage', async ({ page, fresh }) => {
  const writes = await session(page, largeRoster(6_000));
  assert(inVault(writes) >= 4, 'the roster and what was sealed came to the vault and went');
  const other = (await fresh()).page;
  const opened = await openEach(other, writes);
  const cuts = await openAfterPowerCuts(other, writes);
  console.log(`opened at ${opened} cuts of ${writes.length} writes, ${inVault(writes)} of them in the vault, and after ${cuts} power cuts`);
});
