// 涉企行政检查台账 with 统计: of a campaign, of a year, its columns as the county settles them, read back by another campaign.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PHONE, WIDE, artifact, browserTest, keep, root, stored } from './harness.mjs';
import { button, download, heading, link, resize, saved, visit } from './steps.mjs';

const python = (...args) => JSON.parse(execFileSync('python3', ['-B', join(root, 'tests', 'e2e', 'course.py'), ...args], { encoding: 'utf8' }));
const fits = async (page) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert(wide <= 1, `${wide}`);
};
const HEADS = ['序号', '企业', '代码', '检查机关', '事项', '类型', '依据', '计划编号', '批准日期', '检查日期', '检查人员、证号', '检查码', '方式', '结果', '问题数', '处置', '公示日期', '整改', '是否计次、理由'];
const LEDGER = '涉企行政检查台账（xlsx）';

/** The table of 统计 on the screen: the cells of each row, without the headings of its parts. */
const onScreen = (page) => page.getByRole('region', { name: '检查统计表' }).locator('tbody tr:has(td)').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));

/** The workbook that a button hands out, its sheets as openpyxl reads them. */
async function exported(page, name = LEDGER) {
  const file = await download(page, () => button(page, name).click());
  const path = artifact('ledger-out.xlsx');
  execFileSync('cp', [file.path, path]);
  return { name: file.name, path, sheets: python('sheets', path) };
}

browserTest('a campaign has its ledger with 统计, whose sums are those of 附件4; the columns are the county\'s', async ({ page }) => {
  await heading(page, '检查台账与统计', 2).waitFor();
  const totals = (region) => page.getByRole('region', { name: region }).locator('tbody tr:has(td)');
  const rows = await onScreen(page);
  const form4 = await totals('汇总表').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  for (const [label, listed, inspected] of form4.filter(([label]) => label === '合计' || /局|队|所/.test(label))) {
    const own = rows.find(([name]) => name === label);
    assert.deepEqual(own?.slice(1, 3), [listed, inspected], label);
  }
  await page.getByText(/减少入企次数：[1-9]\d*次/).waitFor();
  await page.getByText('计数规则', { exact: true }).click();
  await page.getByText('计次与频次核对用同一规则').waitFor();
  await heading(page, '检查台账与统计', 2).scrollIntoViewIfNeeded();
  await keep(page, 'ledger-statistics', false);
  const { name, sheets } = await exported(page);
  assert.match(name, /涉企行政检查台账\.xlsx$/);
  assert.deepEqual(Object.keys(sheets), ['检查台账', '统计']);
  assert.deepEqual(sheets.检查台账[1], HEADS);
  const departments = rows.filter(([label]) => /局|队|所/.test(label)).reduce((sum, row) => sum + Number(row[2]), 0);
  assert.equal(sheets.检查台账.length, departments + 2, 'a row a business and department');
  assert(sheets.检查台账.slice(2).every((row) => row[18] === '是'));
  const written = sheets.统计.filter((row) => rows.some(([label]) => label === row[1])).map((row) => row.slice(1).map(String));
  assert.deepEqual(written, rows, 'the sheet says what the screen says');
  await resize(page, PHONE);
  await keep(page, 'ledger-statistics-phone', false);
  await fits(page);
  await resize(page, WIDE);
  await visit(page, 'print/4');
  const again = await exported(page);
  assert.deepEqual(again.sheets, sheets, 'from the papers as well');
  // Named, moved, left out.
  await visit(page, 'settings');
  const columns = page.locator('section[aria-labelledby="ledger-columns"]');
  await columns.getByText('各列的名称、顺序和取舍').click();
  await columns.getByLabel('“企业”的列名').fill('单位名称');
  await button(page, '“检查日期”上移').click();
  await columns.getByRole('checkbox', { name: '检查人员、证号' }).uncheck();
  await columns.scrollIntoViewIfNeeded();
  await keep(page, 'ledger-columns', false);
  await resize(page, PHONE);
  await columns.scrollIntoViewIfNeeded();
  await keep(page, 'ledger-columns-phone', false);
  await fits(page);
  await resize(page, WIDE);
  await columns.getByRole('checkbox', { name: '检查日期' }).uncheck();
  await columns.getByText('导入不了').waitFor();
  await columns.getByRole('checkbox', { name: '检查日期' }).check();
  await saved(page);
  await page.reload();
  await visit(page, 'archive');
  const own = await exported(page);
  const wanted = ['序号', '单位名称', '代码', '检查机关', '事项', '类型', '依据', '计划编号', '检查日期', '批准日期', '检查码', '方式', '结果', '问题数', '处置', '公示日期', '整改', '是否计次、理由'];
  assert.deepEqual(own.sheets.检查台账[1], wanted);
  await visit(page, 'settings');
  await button(page, '恢复默认的列').click();
  await visit(page, 'archive');
  assert.deepEqual((await exported(page)).sheets.检查台账[1], HEADS);
}, { from: '2018/published', at: 'archive', clock: '2018-12-28' });

/** Puts campaigns of stored states into storage: id, state, change of the document. */
async function openWith(page, made) {
  const parts = new Map();
  const documents = made.map(([id, state, change]) => {
    const entries = stored(state);
    entries.filter((e) => e.name.startsWith('mingchou/blob/')).forEach((e) => parts.set(e.name, e.value));
    const document = JSON.parse(entries.find((e) => e.name.startsWith('mingchou/campaign/')).value);
    document.campaign.id = id;
    change(document.campaign);
    return [`mingchou/campaign/${id}`, JSON.stringify(document)];
  });
  await page.evaluate((all) => {
    localStorage.clear();
    for (const [name, value] of all) localStorage.setItem(name, value);
  }, [...parts, ...documents]);
  await page.goto(page.url().replace(/#.*/, '#/'));
  await page.reload();
}

browserTest('the ledger of a year has the visits of all campaigns, a copy of one only where it is meant', async ({ page }) => {
  await openWith(page, [
    ['one', '2018/published', () => {}],
    ['two', '2018/long', (c) => { c.plan.title = '第二批'; }],
    ['copy', '2018/published', (c) => { c.is_copy = true; }],
  ]);
  await link(page, '检查台账').click();
  await heading(page, '检查台账').waitFor();
  await page.getByText('2018年有检查的抽查').waitFor();
  await page.getByText('是同一次抽取，默认不列入').waitFor();
  const rows = await onScreen(page);
  const all = rows.find(([label]) => label === '合计');
  await keep(page, 'ledger-year', false);
  await resize(page, PHONE);
  await keep(page, 'ledger-year-phone');
  await fits(page);
  await resize(page, WIDE);
  const { name, path, sheets } = await exported(page);
  assert.equal(name, '2018年涉企行政检查台账.xlsx');
  assert.equal(sheets.检查台账[0][0], '2018年涉企行政检查台账');
  // 41 of the one, the 700 of the other each with its departments.
  const many = sheets.检查台账.length - 2;
  assert(many > 741, `${many}`);
  await page.getByText(`台账${many}行`).waitFor();
  // With the copy each of its rows stands there twice, and the businesses are no more for it.
  await page.getByRole('checkbox', { name: /恢复的副本/ }).check();
  const twice = await onScreen(page);
  const of = twice.find(([label]) => label === '合计');
  assert.equal(Number(of[1]), Number(all[1]) + 11);
  assert.equal(of[2], all[2], 'those of one day are one visit');
  await page.getByRole('checkbox', { name: /恢复的副本/ }).uncheck();
  for (const name of [/^第二批/, /^平罗县道路运输行业跨部门联合随机抽查（平/]) await page.getByRole('checkbox', { name }).uncheck();
  await page.getByText('还没有登记检查日期，台账里没有内容').waitFor();
  assert(await button(page, LEDGER).isDisabled());
  // Another campaign takes the workbook in without a question.
  await openWith(page, [[`next`, '2018/rostered', () => {}]]);
  await page.goto(page.url().replace(/#.*/, '#/c/next/draw'));
  await page.getByLabel('导入检查台账', { exact: true }).setInputFiles(path);
  await page.getByText(`台账共${many}条，计入41条`).waitFor();
}, { from: '2018/rostered', at: 'draw', clock: '2018-12-28' });

browserTest('with nothing inspected the page of the year says what to do', async ({ page }) => {
  await page.goto(page.url().replace(/#.*/, '#/ledger'));
  await heading(page, '还没有登记过检查', 2).waitFor();
  await keep(page, 'ledger-empty', false);
}, { from: '2018/rostered', at: 'plan', clock: '2018-12-28' });
