// 附件7 on the plan page: filled in by openpyxl and read back; and what the start page tells of a campaign.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { PHONE, artifact, browserTest, fixture, home, keep, root } from './harness.mjs';
import { PRESET, become, button, dialog, download, drawn, heading, link, reloadsSame, saved, startWithPreset,
  visit } from './steps.mjs';

const python = (...args) => JSON.parse(execFileSync('python3', ['-B', join(root, 'tests', 'e2e', 'course.py'), ...args], { encoding: 'utf8' }));
const TITLES = ['序号', '抽查领域', '抽查事项', '抽查内容', '抽查依据', '检查对象（类别）', '牵头/配合部门', '抽查方式', '抽查比例', '频次', '备注', '事项编码', '公布处'];
const STATION = '客运、货运及运输站场监督检查';
const LICENCE = '营业执照登记事项检查';

/** The folded boxes of an item. */
const more = (page, item) => page.locator('details.more').filter({ has: page.getByRole('group', { name: `事项“${item}”的其他内容`, includeHidden: true }) });
const box = (page, item, label) => more(page, item).getByLabel(label, { exact: true });

/** Exports 附件7; what was downloaded gets a name that openpyxl takes. */
async function exported(page, name) {
  const file = await download(page, () => button(page, '导出附件7（xlsx）').click());
  assert.equal(file.name, `${PRESET}-附件7.xlsx`);
  copyFileSync(file.path, artifact(name));
  return artifact(name);
}

const fill = (path, cells) => python('fill', path, JSON.stringify({ 事项表: cells }));
const names = (page) => page.getByLabel('抽查事项', { exact: true }).evaluateAll((all) => all.map((i) => i.value));

/** Unfolds the items of every department. */
const unfold = async (page) => {
  await page.locator('.departments').waitFor();
  await page.locator('.departments details:not(.more) > summary').evaluateAll((all) => all.filter((s) => !s.parentElement.open).forEach((s) => s.click()));
};

async function give(page, path) {
  await page.getByLabel('导入附件7（xlsx）').setInputFiles(path);
  await dialog(page).getByRole('heading', { name: '导入附件7' }).waitFor();
}

/** What the dialog lists: the changes, and what was not taken. */
const told = async (page) => ({
  changes: await dialog(page).locator('tbody tr').evaluateAll((all) => all.map((tr) => [...tr.cells].map((c) => c.textContent))),
  left: await dialog(page).locator('details li').evaluateAll((all) => all.map((li) => [...li.children].map((c) => c.textContent))),
});

browserTest('附件7 goes out, is filled in elsewhere and comes back', async ({ page }) => {
  await unfold(page);
  await more(page, STATION).locator('summary').press('Enter');
  await box(page, STATION, '频次').fill('每年1次');
  await more(page, STATION).getByText('已填 1 项，共 8 项').waitFor();

  const file = await exported(page, 'items.xlsx');
  const { 事项表: rows } = python('sheets', file);
  assert.deepEqual(rows[1], TITLES);
  const empty = null;
  assert.deepEqual(rows[2], ['1', empty, STATION, empty, empty, '全部', '县交通运输局（牵头）', empty, '不少于10%', '每年1次', empty, empty, empty]);
  assert.deepEqual(rows[3].slice(5, 7), ['客运、危货', '县公安局（配合）']);
  assert.equal(rows.length, 8, 'a title, the headers and six items');
  assert.deepEqual(rows[6].slice(2, 7), [LICENCE, empty, empty, '全部', '县市场监管局（配合）']);

  const filled = fill(file, {
    // An empty cell changes nothing.
    B3: '道路运输', D3: '经营资质\n动态监控', E3: '《中华人民共和国道路运输条例》第五十九条', H3: '现场检查', J3: null,
    // In place of an item another, and one that nobody inspects.
    B7: '价格', C7: '价格行为检查', D7: '明码标价', C9: '无人检查的事项', D9: '内容',
  });
  await give(page, filled);
  await dialog(page).getByText('读到 6 个事项，与现在不同的有 5 处，需要留意的有 2 处').waitFor();
  const added = [
    ['县交通运输局', STATION, '抽查领域', '（空）', '道路运输'],
    ['县交通运输局', STATION, '抽查内容', '（空）', '经营资质\n动态监控'],
    ['县交通运输局', STATION, '抽查依据', '（空）', '《中华人民共和国道路运输条例》第五十九条'],
    ['县交通运输局', STATION, '抽查方式', '（空）', '现场检查'],
    ['县市场监管局', '价格行为检查', '新增事项', '', '抽查领域：价格抽查内容：明码标价检查对象：全部抽查比例：不少于10%'],
  ];
  const bare = ['客运和危货运输企业车辆及驾驶员管理', '危险化学品运输企业安全生产监督检查', '各生产经营企业职业危害检查', '价格行为检查', '客货运输企业安全检查'];
  const places = bare.map((item, n) => `“${item}”（E${n + 4}）`).join('、');
  const left = [
    ['没有采用', '事项表 G9', '这一行没有检查部门，没有采用：无人检查的事项｜内容'],
    ['请查看', '事项表 E4', `没有抽查依据：${places}。请在表中“抽查依据”一列补上后重新导入，或采用后在事项的“更多（附件7）”里填写`],
  ];
  assert.deepEqual(await told(page), { changes: added, left });
  await keep(page, '80-items-taken', false);

  // Looked at and left, nothing is changed.
  await button(page, '不采用').click();
  assert.equal(await box(page, STATION, '抽查领域').inputValue(), '');
  await give(page, filled);
  await dialog(page).getByLabel('以表为准：表中写到的部门，去掉表里没有的事项').check();
  await button(page, '采用 6 处改动').waitFor();
  assert.deepEqual(await told(page), { changes: [...added, ['县市场监管局', LICENCE, '去掉事项', '', '']], left });
  // Enter in the dialog does not send the form behind it.
  await page.keyboard.press('Enter');
  await button(page, '采用 6 处改动').click();
  await page.getByText('已采用附件7的 6 处改动').waitFor();
  assert.equal(await box(page, STATION, '抽查内容').inputValue(), '经营资质\n动态监控');
  assert.equal(await box(page, STATION, '频次').inputValue(), '每年1次', 'an empty cell took nothing away');
  const now = await names(page);
  assert(now.includes('价格行为检查') && !now.includes(LICENCE), now.join());
  await keep(page, '81-plan-items');
  // What is folded is forgotten with the page.
  await page.locator('.departments details').evaluateAll((all) => all.forEach((d) => { d.open = false; }));
  await reloadsSame(page, 'what was taken is there');

  // Forgotten with the page; taken again it can be taken back, after what was edited since, and done again.
  assert(await button(page, '撤销').isDisabled());
  const other = fill(file, { B3: '客运', C9: '燃气安全检查', G9: '县住建局' });
  await give(page, other);
  await dialog(page).getByLabel('增加“县住建局”').check();
  const departments = () => page.getByLabel('部门名称', { exact: true }).evaluateAll((all) => all.map((i) => i.value));
  assert.deepEqual((await told(page)).changes.filter((c) => c[0] === '县住建局').map((c) => c[2]), ['新增部门', '新增事项']);
  await dialog(page).getByLabel('增加“县住建局”').uncheck();
  assert.deepEqual((await told(page)).changes.filter((c) => c[0] === '县住建局'), []);
  await dialog(page).getByLabel('增加“县住建局”').check();
  await keep(page, '86-items-departments', false);
  await dialog(page).getByRole('button', { name: /^采用/ }).click();
  assert((await departments()).includes('县住建局'));
  await page.getByLabel('依据', { exact: true }).fill('另一依据');
  await button(page, '撤销').click();
  assert((await departments()).includes('县住建局') && (await page.getByLabel('依据', { exact: true }).inputValue()) !== '另一依据');
  await button(page, '撤销').click();
  assert(!(await departments()).includes('县住建局') && (await page.getByLabel('依据', { exact: true }).inputValue()) !== '另一依据');
  await button(page, '恢复').click();
  assert((await departments()).includes('县住建局'));
  await button(page, '撤销').click();
  assert(!(await departments()).includes('县住建局'));

  // The same table again changes nothing.
  await give(page, await exported(page, 'items-again.xlsx'));
  await dialog(page).getByText('没有可以采用的改动').waitFor();
  await page.keyboard.press('Escape');

  await link(page, '打印附件7').click();
  await heading(page, '打印附件7').waitFor();
  const sheet = page.locator('main');
  for (const text of ['道路运输', '动态监控', '《中华人民共和国道路运输条例》第五十九条', '价格行为检查', '每年1次']) {
    await sheet.getByRole('cell', { name: text }).first().waitFor();
  }
  assert.equal(await sheet.getByText(LICENCE).count(), 0);
  await keep(page, '82-form7');
}, { from: 'planned' });

browserTest('附件7 of another county: what is no item, who a department is, what an item says', async ({ page }) => {
  await give(page, fixture('items-other-rows.xlsx'));
  const dialogFits = () => page.evaluate(() => [...document.querySelectorAll('dialog, dialog .scroll')].every((d) => d.scrollWidth <= d.clientWidth));
  const departments = () => page.getByLabel('部门名称', { exact: true }).evaluateAll((all) => all.map((i) => i.value));
  const before = await departments();
  assert(before.includes('县市场监管局'));
  // Nothing is said of the departments that may be one of the plan's; what is called as no department is proposed nowhere.
  const which = (name) => dialog(page).getByRole('group', { name: `方案中没有“${name}”，它是哪个部门？` });
  for (const name of ['市场监管局', '县市场监督管理局']) assert.equal(await which(name).locator('input:checked').count(), 0);
  assert.equal(await dialog(page).getByText('增加“', { exact: false }).count(), 3, 'a department and two categories');
  assert(!(await dialog(page).innerText()).includes('增加“合计”'));
  // A new item shows what it says.
  const row = (item) => dialog(page).locator('tbody tr').filter({ hasText: item });
  const prices = await row('价格行为检查').locator('td').last().innerText();
  assert.equal(prices.replaceAll('\n', '；'), '抽查领域：市场监管；抽查内容：明码标价；抽查依据：《价格法》；检查对象：餐饮；抽查方式：现场检查');
  // What was not taken as an item is there with what it says.
  await dialog(page).getByText('没有当作事项的 5 行').click();
  await dialog(page).getByText('像是合计行，不是事项，没有采用：道路运输小计：1项').waitFor();
  await dialog(page).getByText('像是合计行，不是事项，没有采用：合计｜4个部门').waitFor();
  await keep(page, '87-items-other-rows', false);
  assert(await dialogFits());

  await dialog(page).getByRole('button', { name: /^采用/ }).click();
  await dialog(page).getByRole('alert').getByText('请先在上面选好“市场监管局”“县市场监督管理局”是哪个部门').waitFor();
  assert.deepEqual(await departments(), before, 'nothing was taken');
  await row('价格行为检查').scrollIntoViewIfNeeded();
  await keep(page, '89-items-new-contents', false);
  for (const name of ['市场监管局', '县市场监督管理局']) await which(name).getByLabel('就是“县市场监管局”').check();
  assert.equal(await dialog(page).getByRole('alert').count(), 0);
  await dialog(page).getByText('抽查比例写的是“20%”，方案是“不少于10%”').waitFor();
  await dialog(page).getByText('方案不从“餐饮”中抽取').waitFor();
  await dialog(page).getByLabel('增加“餐饮”').check();
  assert.equal(await dialog(page).getByText('方案不从“餐饮”中抽取').count(), 0);
  await page.setViewportSize(PHONE);
  await keep(page, '88-items-other-rows-phone', false);
  assert(await dialogFits());
  await page.setViewportSize({ width: 1366, height: 768 });
  await dialog(page).getByRole('button', { name: /^采用/ }).click();
  await page.getByText('已采用附件7的').waitFor();
  assert.deepEqual(await departments(), [...before, '县住建局']);
  assert((await page.getByLabel('类别', { exact: true }).evaluateAll((all) => all.map((i) => i.value))).includes('餐饮'));
  assert((await names(page)).includes('价格行为检查'));
}, { from: 'planned' });

browserTest('附件7 that names no department: asked whose items they are, taken as theirs, and taken back', async ({ page }) => {
  await unfold(page);
  // As a department sends its list: without the column, and nothing says whose it is.
  const cleared = Object.fromEntries(['G2', 'G3', 'G4', ...[5, 6, 7, 8].flatMap((row) => [...'ACFGI'].map((column) => `${column}${row}`))].map((cell) => [cell, null]));
  const file = fill(await exported(page, 'items-nobody.xlsx'), {
    ...cleared, A1: '随机抽查事项清单', C3: '价格行为检查', D3: '明码标价', E3: '《价格法》', C4: '广告行为检查', D4: '户外广告', E4: '《广告法》', F4: '全部',
  });
  const before = await names(page);
  await give(page, file);
  const question = dialog(page).getByRole('group', { name: '表里没有写明部门，这些事项是哪个部门的？' });
  const choices = await question.getByRole('radio').evaluateAll((all) => all.map((radio) => radio.closest('label').innerText.trim()));
  assert.deepEqual(choices, ['县交通运输局', '县公安局', '县安监局', '县市场监管局', '县运管所', '不采用这些事项']);
  assert.equal(await question.locator('input:checked').count(), 0, 'nothing is proposed');
  await dialog(page).getByText('请选好部门').waitFor();
  await dialog(page).getByText('选好上面的部门以后，这里列出改动。').waitFor();
  const fits = () => page.evaluate(() => [...document.querySelectorAll('dialog, dialog .scroll')].every((d) => d.scrollWidth <= d.clientWidth));
  await keep(page, '90-items-of-nobody', false);
  assert(await fits());
  await page.setViewportSize(PHONE);
  await keep(page, '90-items-of-nobody-phone', false);
  assert(await fits());
  await page.setViewportSize({ width: 1366, height: 768 });
  // Until it is answered nothing can be taken.
  assert.deepEqual((await told(page)).changes, []);

  await question.getByLabel('县市场监管局').check();
  const rows = (item, content, basis) => ['县市场监管局', item, '新增事项', '', `抽查内容：${content}抽查依据：${basis}检查对象：全部抽查比例：不少于10%`];
  assert.deepEqual((await told(page)).changes, [rows('价格行为检查', '明码标价', '《价格法》'), rows('广告行为检查', '户外广告', '《广告法》')]);
  await keep(page, '91-items-of-somebody', false);
  // Another answer is as good until they are taken.
  await question.getByLabel('不采用这些事项').check();
  await dialog(page).getByText('没有可以采用的改动。').waitFor();
  assert.deepEqual((await told(page)).changes, []);
  await question.getByLabel('县市场监管局').check();
  await button(page, '采用 2 处改动').click();
  await page.getByText('已采用附件7的 2 处改动').waitFor();
  assert.deepEqual(await names(page), [...before.slice(0, -1), '价格行为检查', '广告行为检查', before.at(-1)], 'after its other item, before the next department’s');
  await button(page, '撤销').click();
  await become(() => names(page), before);
  await button(page, '恢复').click();
  await become(async () => (await names(page)).length, before.length + 2);
}, { from: 'planned' });

browserTest('once sealed, 附件7 brings its wording and nothing else', async ({ page }) => {
  const commitment = await page.locator('p.digest').innerText();
  await visit(page, 'plan');
  const before = await names(page);
  const file = await exported(page, 'items-sealed.xlsx');
  await give(page, fill(file, { D3: '经营资质', F4: '客运', C9: '燃气安全检查', F9: '全部', G9: '县住建局' }));
  await dialog(page).getByText('已封存：只采用').waitFor();
  assert.deepEqual(await told(page), {
    changes: [['县交通运输局', STATION, '抽查内容', '（空）', '经营资质']],
    left: [
      ['没有采用', '已封存，不可修改：“县公安局”的“客运和危货运输企业车辆及驾驶员管理”：检查对象由“客运、危货”改为“客运”'],
      ['没有采用', '已封存，不可修改：新增部门“县住建局”'],
      ['没有采用', '已封存，不可修改：“县住建局”新增事项“燃气安全检查”'],
    ],
  });
  assert.equal(await dialog(page).getByRole('radio').count(), 0);
  await keep(page, '83-items-sealed', false);
  await button(page, '采用 1 处改动').click();
  await page.getByText('已采用附件7的 1 处改动').waitFor();
  await unfold(page);
  await more(page, STATION).locator('summary').click();
  assert.equal(await box(page, STATION, '抽查内容').inputValue(), '经营资质');
  // By hand as well.
  await box(page, STATION, '抽查依据').fill('《道路运输条例》');
  await saved(page);
  assert.equal(await page.getByRole('alert').count(), 0, 'nothing was refused');
  await page.reload();
  await unfold(page);
  await more(page, STATION).locator('summary').click();
  assert.equal(await box(page, STATION, '抽查依据').inputValue(), '《道路运输条例》');
  assert.deepEqual(await names(page), before);
  await visit(page, 'draw');
  assert.equal(await page.locator('p.digest').innerText(), commitment);
}, { from: 'sealed', own: true });

/** The days of domain §1 and §6: inspected on 2018-12-20, to be published by 2019-01-04. */
const today = (page, day) => page.clock.setFixedTime(new Date(`${day}T10:00:00+08:00`));
const dues = (page) => page.locator('ul.due li').allInnerTexts().then((all) => all.map((t) => t.split('\n').join(' ')));

/** The start page, afresh: no part of a campaign is in memory but what it reads itself. */
async function goHome(page) {
  if (new URL(page.url()).hash.startsWith('#/c/')) await saved(page);
  await page.goto(home);
  await page.reload();
  await heading(page.locator('#app'), '我的抽查', 2).waitFor();
}

async function fillAll(page, result) {
  await visit(page, 'inspect');
  await button(page, '批量录入……').click();
  await dialog(page).getByLabel('检查结果', { exact: true }).selectOption(result);
  await dialog(page).getByRole('button', { name: '录入 11 户', exact: true }).click();
  await page.getByText('待公示 11 户').waitFor();
}

browserTest('the start page tells the step and what presses, without names or keys', async ({ page }) => {
  await today(page, '2018-12-06');
  await goHome(page);
  // Three working days to 12-08 (a Saturday): Thursday, Friday, and Monday is later still.
  await become(() => dues(page), ['临近 2018年12月8日 “抽取”阶段结束']);
  await today(page, '2019-01-02');
  await goHome(page);
  await become(() => dues(page), [
    '已逾期 2018年12月8日 “抽取”阶段结束', '已逾期 2018年12月20日 “实施检查”阶段结束', '已逾期 2018年12月31日 “公示”阶段结束',
  ]);
  await keep(page, '84-start-overdue');
  await page.setViewportSize(PHONE);
  await keep(page, '84-start-overdue-phone');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, 'nothing sticks out');
  await link(page, '“公示”阶段结束').click();
  await heading(page, '公示').waitFor();
}, { from: '2018/planned', own: true });

browserTest('the start page goes through the six steps', async ({ page }) => {
  await goHome(page);
  await page.getByText('第 4 步：检查', { exact: true }).waitFor();
  // What is not inspected when its stage is over is told of here as well.
  await today(page, '2018-12-21');
  await goHome(page);
  const overdue = page.locator('ul.due li').filter({ hasText: '“实施检查”阶段结束' });
  await overdue.getByText('已逾期').waitFor();
  await today(page, '2018-12-20');
  await goHome(page);
  await link(page, PRESET).click();
  await heading(page, '检查').waitFor();
  await fillAll(page, '未发现问题');
  await today(page, '2019-01-02');
  await goHome(page);
  await page.getByText('第 5 步：公示', { exact: true }).waitFor();
  const stage = '已逾期 2018年12月31日 “公示”阶段结束';
  await become(() => dues(page), [stage, '临近 2019年1月4日 公示检查结果：11 户 晚于抽查期限']);
  await today(page, '2019-01-05');
  await goHome(page);
  await become(async () => (await dues(page)).slice(0, 2), [stage, '已逾期 2019年1月4日 公示检查结果：11 户 晚于抽查期限']);
  await keep(page, '85-start-publication');
  await link(page, '公示检查结果：11 户').click();
  await heading(page, '公示').waitFor();
}, { from: '2018/drawn', clock: '2018-12-05' });
