// The importer's dialogs and the mending of a roster, with workbooks written by other programs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { browserTest, fixture, keep } from './harness.mjs';
import { largeRoster } from './stored.mjs';
import { become, button, choose, dialog, download, heading, load, reloadsSame, saved, slot, start, visit } from './steps.mjs';

/** The check sums and sizes of a workbook's sheets, from the directory at its end: the day is in another part. */
function packed(path) {
  const bytes = readFileSync(path);
  const sheets = [...bytes.toString('latin1').matchAll(/PK\x01\x02(.{42})xl\/worksheets\/sheet\d+\.xml/gs)];
  assert.ok(sheets.length > 1, 'a workbook of several sheets');
  return sheets.map(([, head]) => Buffer.from(head.slice(12, 24), 'latin1').toString('hex')).join(' ');
}

const cell = (place, field, value) => place.getByRole('button', { name: `${field}：${value}，修改`, exact: true });

browserTest('a cell is mended by keyboard, all alike at once, undone, done again, and kept over a reload', async ({ page }) => {
  await load(page, 'officers', 'clean-officers.xlsx');
  const place = slot(page, 'officers');
  await cell(place, '单位', '县公安局').first().click();
  const box = place.getByRole('textbox', { name: '单位', exact: true });
  await box.fill('县水务局');
  await box.press('Enter');
  await cell(place, '单位', '县水务局').and(page.locator(':focus')).waitFor();
  // A department that the plan does not have, with one officer where two are the fewest.
  await place.getByText('2 处错误').waitFor();
  await place.getByText('另有8行的单位也是“县公安局”。').waitFor();
  await keep(page, '60-alike');
  await button(page, '都改为“县水务局”').click();
  await place.getByText('改过9格').waitFor();
  // Nine unknown departments, and 县公安局 of the plan has nobody left.
  await place.getByText('10 处错误').waitFor();
  await reloadsSame(page, 'the mends are there');
  await place.getByText('改过9格').waitFor();
  await button(place, '撤销').click();
  await place.getByText('改过1格').waitFor();
  await button(place, '恢复').click();
  await place.getByText('改过9格').waitFor();
  // By keys as well: those of the roster that was mended last.
  await page.keyboard.press('Control+z');
  await place.getByText('改过1格').waitFor();
  await page.keyboard.press('Control+Shift+z');
  await place.getByText('改过9格').waitFor();
  // The problem itself offers the departments of the plan, for all that say the same.
  await place.getByText(/方案中没有的部门：9 处/).waitFor();
  await place.getByRole('button', { name: '县公安局（9行）' }).first().click();
  await place.getByText('没有问题').waitFor();
}, { from: 'planned', at: 'rosters' });

browserTest('how a file is laid out is told with place and way out; only an entry can be left out', async ({ page }) => {
  for (const [file, title, sentence, entries] of [
    ['second-table-below.xlsx', '下面另有一张表：1 处', '请把它移到另一张工作表', 0],
    ['side-by-side.xlsx', '并排的几张表：1 处', '请把右边的一张移到下面接起来', 0],
    ['entries-above-header.xlsx', '表头上面有内容：1 处', '请把它们移到表头下面', 0],
    ['later-sheet-without-header.xlsx', '有工作表没有认出表头：1 处', '重新导入', 0],
    ['comma-in-name.csv', '一行里多了或少了几格：1 处', '名称或地址里有逗号', 1],
  ]) {
    await load(page, 'businesses', file);
    const group = slot(page, 'businesses').locator('details').filter({ hasText: title });
    await group.waitFor();
    if (await group.getAttribute('open') === null) await group.locator('summary').click();
    await group.getByText(sentence).waitFor();
    assert.equal(await group.getByRole('button', { name: '该行不参加……' }).count(), entries, file);
  }
}, { from: 'planned', at: 'rosters' });

browserTest('what is cancelled for one roster goes on for the other', async ({ page }) => {
  const file = largeRoster(30_000);
  await choose(page, 'businesses', file);
  await slot(page, 'businesses').getByText('正在读取').waitFor();
  await choose(page, 'officers', 'clean-officers.xlsx');
  await slot(page, 'officers').getByRole('button', { name: '取消' }).click();
  await slot(page, 'businesses').getByText('共30000行').waitFor();
  assert.equal(await page.getByText('已取消').count(), 0);
  await load(page, 'officers', 'clean-officers.xlsx');
}, { from: 'planned', at: 'rosters' });

browserTest('an import goes on when its page is left, for its own campaign', async ({ page }) => {
  const first = page.url();
  await choose(page, 'businesses', largeRoster(30_000));
  await slot(page, 'businesses').getByText('正在读取').waitFor();
  // In another campaign the same roster is read at once.
  await page.locator('a.brand').click();
  await start(page);
  await visit(page, 'rosters');
  await choose(page, 'businesses', 'clean-businesses.xlsx');
  await slot(page, 'businesses').getByText('clean-businesses.xlsx ·').waitFor();
  await page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
  await page.goto(first);
  await heading(page, '名录').waitFor();
  const place = slot(page, 'businesses');
  const own = place.getByText('共30000行');
  await own.or(page.getByText('没有载入')).or(place.getByText('选择文件')).first().waitFor();
  assert.equal(await place.getByText('clean-businesses.xlsx').count(), 0);
}, { from: 'planned', at: 'rosters' });

browserTest('what is not saved yet asks before the page is left', async ({ page }) => {
  await page.evaluate(() => {
    // What the browser asks when the page is to be left.
    window.asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[role=status]')?.textContent.includes('正在保存')) return;
      observer.disconnect();
      window.asked = window.asks();
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  assert.equal(await page.evaluate(() => window.asks()), false);
  await choose(page, 'businesses', largeRoster(6_000));
  await become(() => page.evaluate(() => window.asked), true);
  await saved(page);
  assert.equal(await page.evaluate(() => window.asks()), false);
  await slot(page, 'businesses').getByText('共6000行').waitFor();
}, { from: 'planned', at: 'rosters' });

browserTest('Esc leaves a cell as it was; arrows lead from cell to cell', async ({ page }) => {
  await load(page, 'businesses', 'clean-businesses.xlsx');
  const place = slot(page, 'businesses');
  const first = place.locator('button.cell').first();
  const name = await first.innerText();
  await first.click();
  await place.getByRole('textbox', { name: '名称', exact: true }).fill('改掉');
  await page.keyboard.press('Escape');
  assert.equal(await first.innerText(), name);
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const at = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert(at.startsWith('代码：') && at.endsWith('，修改'), at);
  assert.equal(await page.evaluate(() => document.activeElement.closest('tr').rowIndex), 2);
  // What was pasted by mistake is not cut in silence.
  await first.click();
  await place.getByRole('textbox', { name: '名称', exact: true }).fill('长'.repeat(1001));
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: '名称最多1000个字，刚才的1001个字没有采用' }).waitFor();
  assert.equal(await first.innerText(), name);
}, { from: 'planned', at: 'rosters' });

browserTest('a file without a known header is shown, its columns named by hand, and remembered', async ({ page }) => {
  await choose(page, 'businesses', 'header-missing.xlsx');
  const place = slot(page, 'businesses');
  await place.getByRole('alert').getByText('没有找到检查对象名录的表头').waitFor();
  await button(page, '查看文件内容……').click();
  await dialog(page).getByRole('heading', { name: '核对表头和各列：header-missing.xlsx' }).waitFor();
  await dialog(page).getByRole('button', { name: '把第1行定为表头' }).first().click();
  await dialog(page).getByLabel('A列是什么').waitFor();
  await keep(page, '61-import-dialog');
  await dialog(page).getByLabel('A列是什么').selectOption('名称');
  await button(page, '载入').click();
  await place.getByText('header-missing.xlsx ·').waitFor();
  await saved(page);
  // The same headers are understood the next time, also after a reload.
  await page.reload();
  await place.getByText('header-missing.xlsx ·').waitFor();
  await choose(page, 'businesses', 'header-missing.xlsx');
  await place.getByText('正在').waitFor({ state: 'detached' });
  assert.equal(await place.getByRole('alert').count(), 0);
}, { from: 'planned', at: 'rosters' });

browserTest('the columns are looked at again as they were read, and what is lacking is said', async ({ page }) => {
  const rows = ['姓名,单位及职务,学历,执法证号', ...['张建国', '李秀英', '王志强'].map((name, i) => `${name},县公安局交警大队民警,大专,64022100000${i}`)];
  await choose(page, 'officers', { name: '人员.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await dialog(page).getByText('没有认出“单位”。名录里有的，请在下面指出是哪一列').waitFor();
  await dialog(page).getByLabel('B列是什么').selectOption('单位');
  await button(page, '载入').click();
  await slot(page, 'officers').getByText('人员.csv ·').waitFor();
  await button(slot(page, 'officers'), '核对表头和各列……').click();
  await dialog(page).getByText('已经自动认出表头和各列').waitFor();
  assert.equal(await dialog(page).getByLabel('B列是什么').inputValue(), '单位');
  assert.equal(await dialog(page).getByText('由您选定').count(), 1);
  await keep(page, '61-columns-again');
}, { from: 'planned', at: 'rosters' });

browserTest('before the seal stand the warnings that are left and the rows that were not read', async ({ page }) => {
  await load(page, 'businesses', 'remark-of-three-cells.xlsx');
  await load(page, 'officers', 'clean-officers.xlsx');
  await visit(page, 'draw');
  const card = page.locator('section').filter({ has: heading(page, '封存前再看一遍', 2) });
  await card.getByText('没有读入的行：1 处').waitFor();
  await card.getByText('写着“填表说明 以上企业由运管所提供 请核对后使用”').waitFor();
  await keep(page, '63-before-the-seal');
}, { from: 'planned', at: 'rosters' });

browserTest('several sheets are asked about and combined, a newer file shows what it changes and keeps mends', async ({ page }) => {
  await choose(page, 'businesses', 'one-sheet-a-trade.xlsx');
  await dialog(page).getByText('读取哪些工作表').waitFor();
  await keep(page, '62-sheets');
  const boxes = dialog(page).getByRole('checkbox');
  // Each sheet that holds the roster is ticked, the button says how much that is.
  const missing = () => boxes.evaluateAll((all) => all.filter((b) => !b.checked).length);
  const sheets = await boxes.count();
  assert(sheets > 2 && await missing() === 0);
  await button(dialog(page), '载入3张表，共5户').waitFor();
  // Sooner than the worker can look again: each click counts.
  await boxes.evaluateAll((all) => all.slice(1).forEach((b) => b.click()));
  await become(missing, sheets - 1);
  await button(dialog(page), '载入').waitFor();
  await boxes.evaluateAll((all) => all.filter((b) => !b.checked).forEach((b) => b.click()));
  await dialog(page).getByLabel('工作表名称作为').selectOption('类别');
  await become(missing, 0);
  await become(() => dialog(page).getByLabel('工作表名称作为').inputValue(), '类别');
  await button(page, '载入3张表，共5户').click();
  const place = slot(page, 'businesses');
  await place.getByText('one-sheet-a-trade.xlsx ·').waitFor();
  await place.getByText('共5行').waitFor();
  await choose(page, 'businesses', 'clean-businesses.xlsx');
  await dialog(page).getByText(/增加\d+行，减少\d+行/).waitFor();
  await keep(page, '63-changes');
  await button(page, '保留原来的名录').click();
  await place.getByText('one-sheet-a-trade.xlsx ·').waitFor();
  await load(page, 'businesses', 'clean-businesses.xlsx');
  await place.getByText('共110行').waitFor();
}, { from: 'planned', at: 'rosters' });

browserTest('a row is added by hand; template and marked workbook are workbooks', async ({ page }) => {
  await load(page, 'businesses', 'business-duplicate-code.xlsx');
  const place = slot(page, 'businesses');
  await button(place, '手工添加一行……').click();
  await dialog(page).getByRole('button', { name: '添加', exact: true }).click();
  await dialog(page).getByText('请填写名称').waitFor();
  await dialog(page).getByLabel('名称', { exact: true }).fill('平罗县手加运输有限公司');
  await dialog(page).getByLabel('类别', { exact: true }).fill('客运');
  await dialog(page).getByRole('button', { name: '添加', exact: true }).click();
  await cell(place, '名称', '平罗县手加运输有限公司').waitFor();
  for (const name of ['下载模板', '导出问题', '下载样例']) {
    const download = page.waitForEvent('download');
    await button(place, name).click();
    const bytes = readFileSync(await (await download).path());
    assert.equal(bytes.subarray(0, 2).toString(), 'PK', `${name} is a workbook`);
  }
}, { from: 'planned', at: 'rosters' });

browserTest('导出问题 hands back the whole workbook, which loads back with its warnings; after a reload the file is asked for', async ({ page }) => {
  await load(page, 'businesses', 'business-remarks.xlsx');
  const place = slot(page, 'businesses');
  const warned = place.getByText('“备注”一列写着“已搬迁，查无下落”', { exact: false }).first();
  await warned.waitFor({ state: 'attached' });
  const whole = await download(page, () => button(place, '导出问题').click());
  await saved(page);
  await page.reload();
  await button(place, '导出问题').click();
  await dialog(page).getByText('选一次“business-remarks.xlsx”', { exact: false }).waitFor();
  await keep(page, '66-original');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await button(place, '导出问题').click();
  const original = dialog(page).locator('input[type=file]');
  await original.setInputFiles(fixture('clean-businesses.xlsx'));
  await dialog(page).getByText('这不是当初载入的“business-remarks.xlsx”', { exact: false }).waitFor();
  const again = await download(page, () => original.setInputFiles(fixture('business-remarks.xlsx')));
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(packed(again.path), packed(whole.path));
  await page.reload();
  await button(place, '导出问题').click();
  const columns = await download(page, () => button(dialog(page), '没有原文件，只导出用到的列').click());
  assert.notEqual(packed(columns.path), packed(whole.path));
  // Whoever owns the roster sends it back.
  await choose(page, 'businesses', { name: whole.name, mimeType: '', buffer: readFileSync(whole.path) });
  await place.getByText('（标出问题）', { exact: false }).first().waitFor();
  await warned.waitFor({ state: 'attached' });
}, { from: 'planned', at: 'rosters' });
