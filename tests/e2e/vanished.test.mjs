// The browser's database goes while a page is open, as when site data is cleared from another window: what is in memory is
// written again before 已保存 is said, and what is not is told.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { browserTest, home, keep } from './harness.mjs';
import { PRESET, button, choose, heading, link, load, saved, slot, start, visit } from './steps.mjs';
import { elsewhere, isPart, largeRoster, read } from './stored.mjs';

const ROWS = 8_000;
const parts = async (page) => Object.keys((await read(page)).vault).filter(isPart).sort();

/** Removes the database from another page of the same origin. */
async function vanish(context) {
  const other = await context.newPage();
  await elsewhere(other, home);
  await other.evaluate(() => new Promise((resolve, reject) => {
    const removing = indexedDB.deleteDatabase('mingchou/');
    removing.onsuccess = resolve;
    removing.onerror = () => reject(removing.error);
  }));
  await other.close();
}

const rows = (page) => slot(page, 'businesses').getByText(`共${ROWS}行`);

/** Changes the open campaign, and sees that it is told as saved after that. */
async function change(page, name, place) {
  await visit(page, 'plan');
  await page.getByLabel('抽取地点').fill(place);
  await page.getByRole('status').filter({ hasText: '正在保存' }).waitFor({ state: 'detached' });
  await saved(page);
}

browserTest('a database that goes under an open page loses nothing: a roster is written again before the next change is saved', async ({ page, context }) => {
  const file = largeRoster(ROWS);
  await choose(page, 'businesses', file);
  await rows(page).waitFor();
  await saved(page);
  const before = await parts(page);
  assert.equal(before.length, 1);
  // As in most sessions, it was read from storage, not from the file.
  await page.reload();
  await rows(page).waitFor();
  await vanish(context);
  assert.deepEqual(await parts(page), []);
  await change(page, PRESET, '二楼');
  assert.deepEqual((await parts(page)).filter((key) => before.includes(key)), before);
  await page.reload();
  await visit(page, 'rosters');
  await rows(page).waitFor();
  await slot(page, 'businesses').getByText(`${basename(file)} ·`).waitFor();
  await saved(page);
}, { from: 'planned', at: 'rosters' });

browserTest('the roster of another campaign that is in memory comes back with the save of this one', async ({ page, context }) => {
  const file = largeRoster(ROWS);
  const url = page.url();
  await choose(page, 'businesses', file);
  await rows(page).waitFor();
  await saved(page);
  await page.locator('a.brand').click();
  await start(page);
  await saved(page);
  await vanish(context);
  await page.getByLabel('任务名称').fill('另一次');
  await page.getByRole('status').filter({ hasText: '正在保存' }).waitFor({ state: 'detached' });
  await saved(page);
  await page.goto(url);
  await page.reload();
  await rows(page).waitFor();
}, { from: 'planned', at: 'rosters' });

browserTest('what is in no memory any more is told with the next save, and what to do', async ({ page, context }) => {
  await choose(page, 'businesses', largeRoster(ROWS));
  await rows(page).waitFor();
  await saved(page);
  await page.goto(home);
  await page.reload();
  await link(page, PRESET).waitFor();
  await vanish(context);
  await start(page);
  await page.getByRole('alert').getByText(`“${PRESET}”：保存的内容缺少一部分`).waitFor();
  await page.getByRole('alert').getByText('请用备份文件恢复').waitFor();
  await saved(page);
  await keep(page, '49-vanished-other', false);
  await button(page, '知道了').click();
  // It is told once.
  await page.getByLabel('任务名称').fill('另一次');
  await page.getByRole('status').filter({ hasText: '正在保存' }).waitFor({ state: 'detached' });
  await saved(page);
  assert.equal(await page.getByRole('alert').count(), 0);
  await page.locator('a.brand').click();
  await link(page, PRESET).click();
  await heading(page, '这次抽查打不开').or(page.getByText('保存的内容缺少一部分')).first().waitFor();
  await keep(page, '49-vanished');
}, { from: 'planned', at: 'rosters' });
