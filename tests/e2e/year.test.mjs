// 年度计划: imported, edited, taken back; a campaign begun from its rows, whose state the rows then show; exported and announced; an
// inspection outside the plan is told at the seal; backed up and brought back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PHONE, WIDE, browserTest, home } from './harness.mjs';
import { become, button, dialog, download, heading, link, resize, saved, visit } from './steps.mjs';
import { elsewhere } from './stored.mjs';
import { inspect } from './tour.mjs';

const inDialog = (page, name) => dialog(page).getByRole('button', { name, exact: true });

/** The header of a county's public table (domain-2026 §4, FC), and rows of four departments. */
const FC = `平罗县2026年度行政检查计划表
序号,任务名称,制定任务依据,检查类型,实施主体,是否联合,联合部门,检查地域,实施层级,检查事项,检查方式,任务日期,是否涉企,检查对象,检查对象基数,检查比例,检查频次上限
1,道路运输企业安全检查,《道路运输条例》第五十九条,日常检查,县交通运输局,否,,全县,县级,企业安全生产主体责任落实情况,现场检查,2026年3月-5月,是,道路运输企业,110,不超过5%,1次/年
2,道路运输企业车辆检查,《道路交通安全法》,日常检查,县公安局,否,,全县,县级,车辆及驾驶员管理,现场检查,2026年5月,是,道路运输企业,110,5%,1次/年
3,加油站抽查,《危险化学品安全管理条例》,专项检查,县应急管理局,是,县市场监管局,全县,县级,油品储存安全,现场检查,2026年6月至9月,是,加油站,24,3户,1次/年
4,学校食堂检查,《食品安全法》,日常检查,县市场监管局,否,,全县,县级,食品安全,现场检查,第三季度,否,学校食堂,36,10%,2次/年
合计,,,,,,,,,,,,,,270,,
`;
const file = (text, name = '平罗县2026年度计划.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${text}`) });
const names = (page) => page.locator('.year-rows tbody td:nth-child(2) b').allInnerTexts();
const states = (page) => page.locator('.year-rows tbody td:nth-child(7) .tag').allInnerTexts();
const figure = (page, what) => page.locator('.year-figures div').filter({ hasText: what }).locator('dd').innerText();

async function open(page, year = 2026) {
  await page.goto(`${home}#/year/${year}`);
  await heading(page, `${year}年度计划`).waitFor();
}

async function take(page, text, name) {
  await page.locator('#year-file').setInputFiles(file(text, name));
  await dialog(page).waitFor();
}

browserTest('a plan is imported, edited, and a campaign begun from its rows; they show how far it is', async ({ page }) => {
  await link(page, '年度计划').click();
  await heading(page, '2026年度计划').waitFor();
  await inspect(page, 'year-empty', WIDE);
  await take(page, FC);
  await dialog(page).getByText('读到 4 项任务：新增 4 项，更新 0 项，已有的 0 项没有重复导入').waitFor();
  await inspect(page, 'year-import', WIDE);
  await inDialog(page, '导入 4 项').click();
  await heading(page, '任务 4 项', 2).waitFor();
  assert.deepEqual(await names(page), ['道路运输企业安全检查', '道路运输企业车辆检查', '加油站抽查', '学校食堂检查']);
  assert.deepEqual(await states(page), ['未安排', '未安排', '未安排', '未安排']);
  // By hand: one of four is joint; the two that go to the same businesses could be.
  assert.equal(await figure(page, '已联合'), '1\n联合率25.0%');
  assert.equal(await figure(page, '还可联合'), '2');
  await page.getByText('可联合的任务 1 组').waitFor();
  await inspect(page, 'year-rows', WIDE);
  // The same again is not doubled.
  await take(page, FC);
  await dialog(page).getByText('已有的 4 项没有重复导入').waitFor();
  await inDialog(page, '都已经有了').click();
  await become(() => names(page).then((all) => all.length), 4);

  // Edited, deleted, taken back, done again.
  await button(page, '编辑学校食堂检查').click();
  await dialog(page).getByLabel('时间', { exact: true }).fill('9月');
  await dialog(page).getByText('读作 2026-09-01 至 2026-09-30').waitFor();
  await inspect(page, 'year-edit', WIDE);
  await inDialog(page, '保存').click();
  await page.locator('.year-rows').getByText('9月', { exact: true }).waitFor();
  await button(page, '删除加油站抽查').click();
  await become(() => names(page), ['道路运输企业安全检查', '道路运输企业车辆检查', '学校食堂检查']);
  await button(page, '撤销').click();
  await become(() => names(page), ['道路运输企业安全检查', '道路运输企业车辆检查', '加油站抽查', '学校食堂检查']);
  await button(page, '撤销').click();
  await page.locator('.year-rows').getByText('第三季度', { exact: true }).waitFor();
  await button(page, '恢复').click();
  await page.locator('.year-rows').getByText('9月', { exact: true }).waitFor();
  await button(page, '添加任务').click();
  await inDialog(page, '保存').click();
  await dialog(page).getByText('请填写任务名称或检查事项').first().waitFor();
  await dialog(page).getByLabel('任务名称', { exact: true }).fill('网约车检查');
  await inDialog(page, '保存').click();
  await heading(page, '任务 5 项', 2).waitFor();

  // From two rows of two departments.
  await page.getByLabel('勾选道路运输企业安全检查').check();
  await page.getByLabel('勾选道路运输企业车辆检查').check();
  await page.getByText('已勾选 2 项').waitFor();
  await button(page, '由此新建抽查……').click();
  await dialog(page).getByText('牵头部门：县交通运输局').waitFor();
  await dialog(page).getByText('抽取比例：不超过5%').waitFor();
  await dialog(page).getByText('实施检查：2026-03-01 至 2026-05-31').waitFor();
  await dialog(page).getByText('检查对象没有带过去：道路运输企业').waitFor();
  await inspect(page, 'year-begin', WIDE);
  await dialog(page).getByLabel('任务名称').fill('道路运输联合检查');
  await inDialog(page, '新建').click();
  await heading(page, '方案').waitFor();
  assert.equal(await page.getByLabel('任务名称').inputValue(), '道路运输联合检查');
  assert.equal(await page.getByLabel('年度计划名称').inputValue(), '2026年度行政检查计划');
  assert.equal(await page.locator('[id^="department-"][id$="-name"]').first().inputValue(), '县交通运输局');
  await saved(page);
  await open(page);
  await become(() => states(page), ['方案', '方案', '未安排', '未安排', '未安排']);
  assert.equal(await figure(page, '已联合'), '3\n联合率60.0%');
  await link(page, '道路运输联合检查').first().waitFor();
  await page.reload();
  await become(() => states(page), ['方案', '方案', '未安排', '未安排', '未安排']);
  await resize(page, PHONE);
  await inspect(page, 'year-phone', PHONE);
  await button(page, '编辑学校食堂检查').click();
  await inspect(page, 'year-edit', PHONE);
  await inDialog(page, '取消').click();
  await page.getByLabel('勾选加油站抽查').check();
  await button(page, '由此新建抽查……').click();
  await inspect(page, 'year-begin', PHONE);
  await inDialog(page, '取消').click();
  await button(page, '公告……').click();
  await inspect(page, 'year-notice', PHONE);
  await inDialog(page, '关闭').click();
  await page.locator('a.brand').click();
  await heading(page, '我的抽查', 2).waitFor();
  await inspect(page, 'year-home', PHONE);
  await open(page);
  await resize(page, WIDE);
  await inspect(page, 'year-begun', WIDE);
});

browserTest('exported in a set and read back; announced; told at the seal; in the backup', async ({ page, fresh }) => {
  await open(page, 2018);
  await take(page, FC.replaceAll('2026', '2018'), '2018年度计划.csv');
  // Two of the four departments are those of a campaign here; of the others one has another name.
  assert.deepEqual(await dialog(page).locator('.note.warn li').allInnerTexts(), ['县应急管理局（1项）']);
  await inDialog(page, '导入 4 项').click();
  await heading(page, '任务 4 项', 2).waitFor();
  for (const columns of ['全部栏目', '8列：检查主体', '17列', '10列：抽查计划编号', '8列：检查事项名称', '10列：抽查任务名称']) {
    const value = await page.locator('#year-set option').filter({ hasText: columns }).getAttribute('value');
    await page.locator('#year-set').selectOption(value);
    const made = await download(page, () => button(page, '导出xlsx').click());
    assert.equal(made.name, '2018年度行政检查计划.xlsx');
    await page.locator('#year-file').setInputFiles({ name: 'back.xlsx', mimeType: '', buffer: readFileSync(made.path) });
    await dialog(page).getByText('读到 4 项任务').waitFor();
    if (columns === '全部栏目' || columns === '17列') await inDialog(page, '都已经有了').click();
    else await inDialog(page, '取消').click();
    await dialog(page).waitFor({ state: 'detached' });
  }
  await button(page, '公告……').click();
  await dialog(page).getByLabel('发布机关').fill('平罗县交通运输局');
  await dialog(page).getByText('平罗县交通运输局编制了《2018年度行政检查计划》，共4项，其中联合检查1项').waitFor();
  const made = await download(page, () => inDialog(page, '存为网页').click());
  assert(made.text.includes('<caption>2018年度行政检查计划</caption>') && made.text.includes('加油站抽查') && !made.text.includes('<script'));
  await inspect(page, 'year-notice', WIDE);
  await inDialog(page, '关闭').click();
  await saved(page);

  // The founding campaign of 2018 is of no row; once its plan says a row's name, it is.
  await page.goto(`${home}#/c/a1b2c3/draw`);
  await heading(page, '检查将要封存的内容', 2).waitFor();
  await page.getByText('这次抽查不在2018年度计划里').first().waitFor();
  await inspect(page, 'year-seal', WIDE);
  await button(page, '封存……').and(page.locator(':enabled')).click();
  await dialog(page).getByText('这次抽查不在2018年度计划里').waitFor();
  await inDialog(page, '再看看').click();
  await visit(page, 'plan');
  await page.getByLabel('任务名称').fill('加油站抽查');
  await saved(page);
  await visit(page, 'draw');
  await heading(page, '检查将要封存的内容', 2).waitFor();
  await button(page, '封存……').and(page.locator(':enabled')).waitFor();
  assert.equal(await page.getByText('这次抽查不在').count(), 0);

  await page.locator('a.brand').click();
  const backup = await download(page, () => button(page, '全部存为文件').click());
  const { page: other } = await fresh();
  await other.locator('#backup-file').setInputFiles(backup.path);
  await other.getByText('年度计划补回4项任务').waitFor();
  await open(other, 2018);
  await become(() => names(other), ['道路运输企业安全检查', '道路运输企业车辆检查', '加油站抽查', '学校食堂检查']);
  await become(() => states(other), ['未安排', '未安排', '方案', '未安排']);
}, { from: '2018/rostered', at: 'draw' });

browserTest('bad files are told, nothing is lost; what a newer program stored is not changed', async ({ page, context }) => {
  await open(page);
  await page.locator('#year-file').setInputFiles(file('企业名称,代码\n甲公司,1\n'));
  await page.getByText('没有找到年度计划表的表头').waitFor();
  await take(page, '任务名称,实施主体,时间,主管领导\n甲检查,县交通局,2025年3月,张某\n乙检查,县交通局,4月,李某\n', 'a.csv');
  await dialog(page).getByText('有 1 项的时间写的不是2026年（第2行）').waitFor();
  await dialog(page).getByText('“主管领导”这一列年度计划里没有').waitFor();
  await inDialog(page, '导入 1 项').waitFor();
  await dialog(page).getByLabel('也导入，算2026年的').check();
  await inDialog(page, '导入 2 项').click();
  await heading(page, '任务 2 项', 2).waitFor();
  await saved(page);
  // Another window shows what this one edits.
  const second = await context.newPage();
  await open(second);
  await become(() => names(second), ['甲检查', '乙检查']);
  await button(page, '删除乙检查').click();
  await become(() => names(second), ['甲检查']);
  await button(page, '撤销').click();
  await become(() => names(second), ['甲检查', '乙检查']);
  await second.close();
  await saved(page);
  const stored = await page.evaluate(() => localStorage.getItem('mingchou/year-plans'));
  const newer = stored.replace('"version":1', '"version":2');
  await page.evaluate((text) => localStorage.setItem('mingchou/year-plans', text), newer);
  await page.reload();
  await page.getByText('年度计划由更新版本的明抽保存').waitFor();
  await button(page, '删除甲检查').click();
  await page.getByText('本版本只能查看，不能修改。请使用新版本').waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem('mingchou/year-plans')), newer);
  await page.evaluate(() => localStorage.setItem('mingchou/year-plans', '{"format":"mingchou-year-plans"'));
  await page.reload();
  await page.getByText('本机保存的年度计划打不开').waitFor();
  await button(page, '添加任务').click();
  await dialog(page).getByLabel('任务名称', { exact: true }).fill('丙检查');
  await inDialog(page, '保存').click();
  await heading(page, '任务 1 项', 2).waitFor();
  await saved(page);
  assert.match(await page.evaluate(() => localStorage.getItem('mingchou/year-plans-damaged')), /mingchou-year-plans/);
});

browserTest('of many rows some are sought, and all are paged', async ({ page }) => {
  await open(page);
  const rows = Array.from({ length: 60 }, (_, n) => `第${n + 1}项检查,县${n % 3 ? '交通' : '公安'}局,${n === 7 ? '加油站' : `第${n}类企业`},${n % 12 + 1}月`);
  await take(page, `任务名称,实施主体,检查对象,任务日期\n${rows.join('\n')}\n`, 'a.csv');
  await inDialog(page, '导入 60 项').click();
  await page.getByText('第 1–50 行，共 60 行').waitFor();
  await page.getByLabel('查找任务').fill('加油站 交通局');
  await become(() => names(page), ['第8项检查']);
  await page.getByLabel('查找任务').fill('没有的');
  await page.getByText('没有符合条件的任务').waitFor();
  await page.getByLabel('查找任务').fill('');
  await page.getByLabel('只看').selectOption({ label: '已办结' });
  await page.getByText('没有符合条件的任务').waitFor();
  await page.getByLabel('只看').selectOption({ label: '全部任务' });
  await page.getByLabel('全选').check();
  await page.getByText('已勾选 50 项').or(page.getByText('已勾选 60 项')).waitFor();
  await page.locator('.ticked-rows').getByRole('button', { name: '删除' }).click();
  await page.getByText(/已删除(50|60)项任务/).waitFor();
  await button(page, '撤销').click();
  await heading(page, '任务 60 项', 2).waitFor();
  await inspect(page, 'year-many', WIDE);
});

browserTest('what another program cleared is told, without a campaign too, and written again', async ({ page, context }) => {
  await open(page);
  await take(page, FC, '计划.csv');
  await inDialog(page, '导入 4 项').click();
  await saved(page);
  // As another page of this origin would, so that this one hears of it.
  const other = await context.newPage();
  await elsewhere(other, home);
  await other.evaluate(() => localStorage.clear());
  await page.getByText('年度计划在本机的存储中已被清除').waitFor();
  await button(page, '重新保存').click();
  await saved(page);
  assert.match(await page.evaluate(() => localStorage.getItem('mingchou/year-plans')), /加油站抽查/);
  await page.reload();
  await become(async () => (await names(page)).length, 4);
});
