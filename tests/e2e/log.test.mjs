// 操作日志: what is searched stays searched while the log goes on.
import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { become, heading, saved } from './steps.mjs';

browserTest('the log is searched, and what is done meanwhile is in it', async ({ page }) => {
  const log = page.locator('section.card').filter({ has: heading(page, '操作日志', 2) });
  const rows = () => log.locator('tbody tr td:last-child').allTextContents();
  const all = async () => Number((await log.getByText(/^共 \d+ 条$/).textContent()).match(/\d+/)[0]);
  const search = log.getByLabel('筛选');
  await log.getByText('已逐条重算，没有改动').waitFor();
  await log.getByText('查看日志').click();
  const before = await all();
  assert.equal((await rows()).length, Math.min(before, 50), 'all of them, in pages of fifty');
  // Letter by letter, as it is typed.
  await search.pressSequentially('封存');
  await log.getByText(/^含“封存”的 \d+ 条/).waitFor();
  const sealed = await rows();
  assert(sealed.length > 0 && sealed.every((row) => row.includes('封存')), sealed.join('\n'));
  // By time as well, and nothing where there is nothing.
  await search.fill('没有这样的事');
  await log.getByText('没有含“没有这样的事”的日志。').waitFor();
  // One more thing is done, on this very page, while words are sought.
  await search.fill('设置');
  await log.getByText('没有含“设置”的日志。').waitFor();
  await page.getByLabel('在哪里公示').fill('县政府网站');
  await become(all, before + 1);
  await become(rows, ['修改设置']);
  await search.fill('封存');
  await page.getByLabel('联系人').fill('王主任');
  await become(all, before + 2);
  await become(rows, sealed);
  await search.fill('修改设置');
  await become(rows, ['修改设置', '修改设置']);
  await log.getByText('已逐条重算，没有改动').waitFor();
  await saved(page);
}, { from: 'drawn', at: 'settings' });
