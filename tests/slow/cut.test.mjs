// A crash between any two writes leaves the old or the new state: a session is recorded write by write, and storage as
// it stood after each of them is opened in a browser of its own.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { browserTest, fixture, home } from '../e2e/harness.mjs';
import { PRESET, button, choose, drawNow, heading, load, makeSeed, remove, saved, sayNumbers, seal, slot, startWithPreset, visit } from '../e2e/steps.mjs';
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
  await heading(page, '核对将要封存的内容', 2).waitFor();
  await seal(page);
  await saved(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await saved(page);
  await page.locator('a.brand').click();
  await remove(page, PRESET);
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

/** Opens storage as it stood after each write that changes what opens; says how often. */
async function openEach(page, writes) {
  const state = { local: {}, vault: {} };
  let opened = 0;
  await elsewhere(page, home);
  for (const { key, value, bytes } of writes) {
    if (bytes) state.vault[key] = bytes;
    else if (bytes === null) delete state.vault[key];
    else if (value === undefined) delete state.local[key];
    else state.local[key] = value;
    // What only counts changes nothing that opens.
    if (!isDocument(key) && !isPart(key)) continue;
    await page.goto(new URL('elsewhere', home).href);
    await write(page, state);
    await opens(page, state.local);
    const text = await page.locator('main#main').innerText();
    assert.doesNotMatch(text, /打不开|缺少一部分|已损坏|找不到/, `after ${opened + 1} writes, ${key}`);
    opened += 1;
  }
  return opened;
}

const inVault = (writes) => writes.filter((w) => w.bytes !== undefined).length;

browserTest('cut at every write, the campaign opens as it was before or after', async ({ page, fresh }) => {
  const writes = await session(page, fixture('clean-businesses.xlsx'));
  assert(writes.filter((w) => isDocument(w.key)).length > 8 && writes.filter((w) => isPart(w.key)).length >= 8, JSON.stringify(writes.map((w) => w.key)));
  assert.equal(inVault(writes), 0);
  const opened = await openEach((await fresh()).page, writes);
  console.log(`opened at ${opened} cuts of ${writes.length} writes`);
});

browserTest('the same where rosters are too large for localStorage', async ({ page, fresh }) => {
  const writes = await session(page, largeRoster(6_000));
  assert(inVault(writes) >= 4, 'the roster and what was sealed came to the vault and went');
  const opened = await openEach((await fresh()).page, writes);
  console.log(`opened at ${opened} cuts of ${writes.length} writes, ${inVault(writes)} of them in the vault`);
});
