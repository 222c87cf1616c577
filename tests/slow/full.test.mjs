// Writes that fail: whichever of them it is, what is opened afterwards is the old or the new state and nothing between,
// and as long as it is not saved the page says so, and how to keep the work.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { browserTest, fixture, home, keep, origin } from '../e2e/harness.mjs';
import { choose, download, heading, load, loadBoth, rehearsed, saved, seal, slot, startWithPreset, visit } from '../e2e/steps.mjs';
import { WATCH, campaignOf, elsewhere, largeRoster, read, write, isPart } from '../e2e/stored.mjs';

const FULL = '浏览器的存储空间已满，没有保存成功。请先用“存为文件”保存本次工作，再删除旧的抽查';
const state = (page) => page.locator('header .save');

/** Waits until nothing is written, or tried to be, any more. */
async function quiet(page) {
  await page.waitForFunction(() => {
    const now = `${window.fail.seen} ${document.querySelector('header .save')?.textContent}`;
    if (now !== window.last || now.includes('正在保存')) {
      window.last = now;
      window.since = performance.now();
    }
    return performance.now() - window.since > 600;
  });
}

/** The document in storage, to all parts of which there is what it points to. */
async function stored(page) {
  const { local, vault } = await read(page);
  const text = local[`mingchou/campaign/${campaignOf(local)}`];
  const { campaign } = JSON.parse(text);
  const parts = [campaign.businesses?.blob, campaign.officers?.blob, ...campaign.attempts.flatMap(({ seal: sealed }) => [sealed.businesses_sha256, sealed.officers_sha256])].filter(Boolean);
  for (const name of parts) assert(local[`mingchou/blob/${name}`] ?? vault[`blob/${name}`], `there is the part ${name}`);
  return { text, campaign };
}

/**
 * Does `act` on the page it is on once for each of the writes that it takes, and lets that one fail, alone or with
 * all after it. `opens(page, new)` waits for the page to show the new or the old state.
 */
async function failEach(page, { act, opens, alone = true }) {
  await saved(page);
  const url = page.url();
  await page.addInitScript(WATCH);
  await elsewhere(page, home);
  const before = await read(page);
  const old = before.local[`mingchou/campaign/${campaignOf(before.local)}`];
  const news = [];
  let writes;
  for (const all of alone ? [true, false] : [true]) {
    for (let at = 1; ; at += 1) {
      const told = `write ${at}${all ? ' and all after it' : ''}`;
      await page.goto(new URL('elsewhere', home).href);
      await write(page, before);
      await page.goto(url);
      await saved(page);
      await opens(page, false);
      await page.evaluate(([at, all]) => { Object.assign(window.fail, { at, all, seen: 0 }); window.writes.length = 0; }, [at, all]);
      await act(page);
      await quiet(page);
      const { failed } = await page.evaluate(() => window.fail);
      const says = await state(page).textContent();
      if (all) assert.equal(says === '未保存', failed > 0, told);
      if (says === '未保存') {
        await page.getByRole('alert').filter({ hasText: FULL }).waitFor();
        const file = await download(page, () => page.locator('header').getByRole('button', { name: '存为文件' }).click());
        assert.equal(JSON.parse(file.text).format, 'mingchou-backup', told);
      }
      if (failed === 0) writes = await page.evaluate(() => window.writes);
      await page.reload();
      await saved(page);
      const { text, campaign } = await stored(page);
      const isNew = text !== old;
      if (says.startsWith('已保存')) assert(isNew, `${told}: what is said to be saved is there`);
      if (isNew) news.push(campaign.log.entries.map((e) => e.act));
      await opens(page, isNew);
      assert.doesNotMatch(await page.locator('main#main').innerText(), /打不开|缺少一部分|已损坏|找不到/, told);
      if (failed === 0) break;
    }
  }
  // Whatever failed, the new state is the whole of it.
  for (const acts of news) assert.deepEqual(acts, news.at(-1));
  return writes;
}

const taking = (file) => ({
  act: async (page) => {
    await choose(page, 'businesses', file);
    await slot(page, 'businesses').getByText(`${basename(file)} ·`).waitFor();
  },
  opens: (page, isNew) => slot(page, 'businesses').getByText(isNew ? `${basename(file)} ·` : '把Excel文件拖到这里').waitFor(),
});

browserTest('a roster is taken, and one of the writes fails', async ({ page }) => {
  await startWithPreset(page);
  await visit(page, 'rosters');
  const writes = await failEach(page, taking(fixture('clean-businesses.xlsx')));
  const keys = writes.map((w) => w.key);
  const parts = keys.filter(isPart);
  assert(keys.length >= 3 && parts.length === 2 && parts.every((key) => keys.includes(`mingchou/${key.replace('mingchou/', '')}`)), 'a small roster lies in localStorage and in the database');
});

browserTest('a roster too large for localStorage is taken, and one of the writes fails', async ({ page }) => {
  await startWithPreset(page);
  await visit(page, 'rosters');
  const writes = await failEach(page, taking(largeRoster(6_000)));
  assert(writes.length >= 3 && writes.some((w) => w.bytes), JSON.stringify(writes.map((w) => w.key)));
});

browserTest('it is sealed, and one of the writes fails', async ({ page }) => {
  await startWithPreset(page);
  await visit(page, 'rosters');
  await loadBoth(page);
  await visit(page, 'draw');
  await rehearsed(page);
  const writes = await failEach(page, {
    alone: false,
    act: seal,
    opens: (page, isNew) => heading(page, isNew ? '封存码' : '检查将要封存的内容', 2).first().waitFor(),
  });
  assert(writes.length >= 3, JSON.stringify(writes.map((w) => w.key)));
});

browserTest('the browser itself has no room for a large roster, and then has', async ({ page, context }) => {
  // Before the database is used: the browser looks only now and then how much there may be.
  const client = await context.newCDPSession(page);
  await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
  await startWithPreset(page);
  await saved(page);
  await visit(page, 'rosters');
  await load(page, 'officers', 'clean-officers.xlsx');
  await saved(page);
  const file = largeRoster(6_000);
  await taking(file).act(page);
  await page.getByRole('alert').filter({ hasText: FULL }).waitFor();
  assert.equal(await state(page).textContent(), '未保存');
  await keep(page, '40-not-saved-large', false);
  assert.equal((await stored(page)).campaign.businesses, null);
  // With room again the next change saves what is on the screen.
  await client.send('Storage.overrideQuotaForOrigin', { origin });
  await visit(page, 'plan');
  await page.getByLabel('抽取地点').fill('二楼');
  await saved(page);
  await page.reload();
  await visit(page, 'rosters');
  await taking(file).opens(page, true);
  await stored(page);
  assert.notEqual(await state(page).textContent(), '未保存');
});
