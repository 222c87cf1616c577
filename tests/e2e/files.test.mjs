// A roster of several files, as a county has it: one from each department, dropped at once.
import assert from 'node:assert/strict';
import { browserTest, keep } from './harness.mjs';
import { become, button, choose, dialog, download, dropFiles, fileBox, heading, saved, slot, start, visit } from './steps.mjs';

const list = (rows) => rows.join('\n');
const FILES = {
  '县公安局.csv': list(['姓名,执法证号', '马建国,NX0001', '王芳,NX0002']),
  '县安监局.csv': list(['姓名,单位,执法证号', '李强,县安监局,NX0101', '赵敏,县安监局,NX0102', '孙立,县安监局,']),
  '县市场监管局.csv': list(['姓名,单位,执法证号', '周洋,县市场监管局,NX0201', '吴丹,县市场监管局,NX0202']),
  '县运管所.csv': list(['姓名,单位,执法证号', '郑凯,县运管所,NX0301', '钱进,县运管所,NX0302']),
};
const given = (names) => names.map((name) => ({ name, text: FILES[name] }));
const rows = (page) => slot(page, 'officers').locator('table.files tbody tr');
const line = (page, name) => rows(page).filter({ hasText: name });
const row = (page, name) => slot(page, 'officers').locator('table:not(.files) tbody tr').filter({ hasText: name });

browserTest('four files dropped at once are one roster; each is looked at, replaced, marked and taken out by itself', async ({ page }) => {
  const place = slot(page, 'officers');
  await dropFiles(page, place.locator('.drop'), given(Object.keys(FILES)));
  // One does not say whose officers they are: its name proposes the department.
  const asked = dialog(page).getByRole('heading', { name: '核对表头和各列：县公安局.csv（第1个，共4个）' });
  await asked.waitFor();
  const common = dialog(page).getByLabel('这张表的人员都属于');
  assert.equal(await common.inputValue(), '县公安局');
  await keep(page, '67-whose-list');
  await button(dialog(page), '县运管所').click();
  assert.equal(await common.inputValue(), '县运管所');
  await button(dialog(page), '县公安局').click();
  await button(dialog(page), '载入').click();
  await place.getByText('4个文件 · 共9行').waitFor();
  assert.deepEqual(await rows(page).locator('td:first-child').allInnerTexts(), Object.keys(FILES));
  assert.equal(await rows(page).first().locator('td').nth(2).innerText(), '2');
  await line(page, '县安监局.csv').getByText('1处错误').waitFor();
  await keep(page, '68-four-files');
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await keep(page, '68-four-files-phone');
  assert(await page.evaluate(() => document.documentElement.scrollWidth) <= 390, 'nothing is cut off on a phone');
  await page.setViewportSize({ width, height });
  // An error leads to its cell, and can be mended where it is told of.
  await button(place, '到县安监局.csv · 表格 C4').click();
  const box = place.locator('table:not(.files)').getByRole('textbox', { name: '证号' });
  await box.waitFor();
  assert.equal(await box.evaluate((e) => e === document.activeElement), true);
  await page.keyboard.press('Escape');
  await place.locator('.here').getByRole('button', { name: '证号：，修改' }).click();
  await place.locator('.here').getByRole('textbox', { name: '证号' }).fill('NX0103');
  await page.keyboard.press('Enter');
  await line(page, '县安监局.csv').getByText('没有问题').waitFor();
  await button(place, '撤销').click();
  await line(page, '县安监局.csv').getByText('1处错误').waitFor();

  // What is mended stays with its row through a reload and a newer file of another department.
  await row(page, '王芳').getByRole('button', { name: '王芳不参加', exact: true }).click();
  await dialog(page).getByRole('button', { name: '病假' }).or(dialog(page).getByRole('textbox').first()).first().waitFor();
  await dialog(page).getByRole('textbox').first().fill('病假');
  await button(dialog(page), '不参加抽取').click();
  await row(page, '王芳').getByText('不参加：病假').waitFor();
  await saved(page);
  await page.reload();
  await place.getByText('4个文件 · 共9行').waitFor();
  const newer = { name: '县市场监管局（新）.csv', mimeType: '', buffer: Buffer.from(list(['姓名,单位,执法证号', '周洋,县市场监管局,NX0201', '冯雪,县市场监管局,NX0203'])) };
  await line(page, '县市场监管局.csv').locator('input[type=file]').setInputFiles(newer);
  await dialog(page).getByText('增加1行，减少1行，改动0行，相同8行；原来的修改保留1处。').waitFor();
  await button(dialog(page), '换成新文件').click();
  await line(page, '县市场监管局（新）.csv').waitFor();
  await row(page, '冯雪').waitFor();
  assert.equal(await row(page, '吴丹').count(), 0);
  await row(page, '王芳').getByText('不参加：病假').waitFor();

  // The file with the problem is written with it; it is not at hand after the reload, so that it is asked for.
  await button(line(page, '县安监局.csv'), '导出问题').click();
  const marked = await download(page, () => dialog(page).locator('input[type=file]').setInputFiles({ name: '县安监局.csv', mimeType: '', buffer: Buffer.from(FILES['县安监局.csv']) }));
  assert.match(marked.name, /标出问题/);

  // The same file again is refused, and nothing is doubled.
  await fileBox(page, 'officers').waitFor({ state: 'attached' });
  await page.locator('#officers-more').setInputFiles({ name: '再来一次.csv', mimeType: '', buffer: Buffer.from(FILES['县运管所.csv']) });
  await place.getByRole('alert').getByText('“再来一次.csv”和已经载入的“县运管所.csv”内容完全一样，没有重复载入').waitFor();

  await button(line(page, '县运管所.csv'), '移除县运管所.csv').click();
  await dialog(page).getByText('减少2行', { exact: false }).waitFor();
  await button(dialog(page), '移除文件').click();
  await place.getByText('3个文件 · 共7行').waitFor();
  await row(page, '王芳').getByText('不参加：病假').waitFor();
}, { from: 'planned', at: 'rosters' });

browserTest('a file that can not be read keeps none of the others out', async ({ page }) => {
  const place = slot(page, 'officers');
  await dropFiles(page, place.locator('.drop'), [
    ...given(['县安监局.csv']), { name: '照片.jpg', text: '\u0001\u0002' }, ...given(['县运管所.csv']),
  ]);
  const told = place.getByRole('alert');
  await told.getByText('有文件没有载入，其余的已经载入。').waitFor();
  await told.getByText('“照片.jpg”没有载入：', { exact: false }).waitFor();
  await place.getByText('2个文件 · 共5行').waitFor();
  await keep(page, '69-one-unreadable');
}, { from: 'planned', at: 'rosters' });

browserTest('a campaign begins with its rosters; a department that the plan lacks, or that nobody is of, is mended there', async ({ page }) => {
  await start(page);
  await page.getByLabel('任务名称').fill('平罗县2026年联合抽查');
  await dropFiles(page, page.locator('section').filter({ has: heading(page, '先放名录', 2) }).locator('.drop').last(), given(['县安监局.csv', '县运管所.csv']));
  await page.getByText('已载入5行').waitFor();
  await keep(page, '70-begins-with-rosters');
  for (const name of ['县安监局', '县运管所']) await page.getByLabel('部门名称').and(page.locator(`[value="${name}"]`)).or(page.getByLabel('部门名称')).first().waitFor();
  assert.deepEqual(await page.getByLabel('部门名称').evaluateAll((all) => all.map((e) => e.value)), ['县安监局', '县运管所']);
  await visit(page, 'rosters');
  const place = slot(page, 'officers');
  await page.locator('#officers-more').setInputFiles({ name: '县市场监管局.csv', mimeType: '', buffer: Buffer.from(FILES['县市场监管局.csv']) });
  await place.getByText('3个文件 · 共7行').waitFor();
  // Both officers of the department that the plan lacks: it is added, and neither is anybody else's.
  await button(place, '把“县市场监管局”加进方案（2人）').first().click();
  await place.getByText('方案中没有的部门', { exact: false }).waitFor({ state: 'detached' });
  await button(place, '移除县运管所.csv').click();
  await button(dialog(page), '移除文件').click();
  await place.getByText('2个文件 · 共5行').waitFor();
  await keep(page, '71-nobody-left');
  await button(place, '从方案里去掉“县运管所”').click();
  await place.getByText('方案的部门没有人', { exact: false }).waitFor({ state: 'detached' });
  await visit(page, 'plan');
  assert.deepEqual(await page.getByLabel('部门名称').evaluateAll((all) => all.map((e) => e.value)), ['县安监局', '县市场监管局']);
});

browserTest('warnings are ticked one by one or by kind, and only what is left is asked before the seal', async ({ page }) => {
  const text = list(['姓名,单位,执法证号,备注', '马建国,县公安局,NX0001,长期病休', '王芳,县公安局,NX0002,借调在外', '李强,县公安局,NX0003,']);
  await choose(page, 'officers', { name: '人员.csv', mimeType: '', buffer: Buffer.from(text) });
  const place = slot(page, 'officers');
  await place.getByText('2 处提醒', { exact: true }).waitFor();
  await place.locator('summary').filter({ hasText: '备注等列另有说明' }).click();
  const ticks = place.getByRole('checkbox', { name: '已核对' });
  await ticks.first().check();
  await place.getByText('1 处提醒', { exact: true }).waitFor();
  await keep(page, '72-acknowledged');
  await ticks.first().uncheck();
  await place.getByText('2 处提醒', { exact: true }).waitFor();
  await button(place, '这2处都已核对，照原样').click();
  await place.getByText('2 处提醒已核对').waitFor();
  await visit(page, 'draw');
  const left = page.locator('section').filter({ has: heading(page, '封存前再看一遍', 2) });
  // The stages of 2018 are over; of the rosters nothing is left to ask.
  await left.getByText('“抽取”阶段').waitFor();
  assert.equal(await left.locator('summary').count(), 0);
  await visit(page, 'rosters');
  await button(place, '撤销').click();
  await visit(page, 'draw');
  await left.getByText('备注等列另有说明：2 处').waitFor();
}, { from: 'planned', at: 'rosters' });

browserTest('what was ticked stays ticked when another file is added, and after a reload', async ({ page }) => {
  const place = slot(page, 'officers');
  const file = (name, lines) => ({ name, mimeType: '', buffer: Buffer.from(list(['姓名,单位,执法证号,备注', ...lines])) });
  await choose(page, 'officers', file('县公安局.csv', ['马建国,县公安局,NX0001,长期病休', '王芳,县公安局,NX0002,借调在外', '李强,县公安局,NX0003,']));
  await place.getByText('2 处提醒', { exact: true }).waitFor();
  const unfold = async () => {
    const folded = place.locator('details:not([open]) > summary').filter({ hasText: '备注等列另有说明' });
    if (await folded.count() > 0) await folded.click();
  };
  /** Of each warning whose it is, and whether it is ticked. */
  const ticks = () => place.locator('ul.lines > li').filter({ hasText: '备注' }).evaluateAll((all) => Object.fromEntries(all.map((li) => [
    ['马建国', '王芳', '赵敏'].find((name) => li.innerText.includes(name)), li.querySelector('input[type=checkbox]').checked])));
  await unfold();
  await place.locator('ul.lines > li').filter({ hasText: '马建国' }).getByRole('checkbox', { name: '已核对' }).check();
  await place.getByText('1 处提醒', { exact: true }).waitFor();
  assert.deepEqual(await ticks(), { 马建国: true, 王芳: false });

  // The other file has a warning of its own, which nobody has looked at.
  await page.locator('#officers-more').setInputFiles(file('县安监局.csv', ['赵敏,县安监局,NX0101,借调在外', '孙立,县安监局,NX0102,']));
  await place.getByText('2个文件 · 共5行').waitFor();
  await place.getByText('2 处提醒', { exact: true }).waitFor();
  await unfold();
  const now = { 马建国: true, 王芳: false, 赵敏: false };
  assert.deepEqual(await ticks(), now);
  await keep(page, '73-acknowledged-two-files');
  await saved(page);
  await page.reload();
  await place.getByText('2 处提醒', { exact: true }).waitFor();
  await unfold();
  await become(ticks, now);
  await visit(page, 'draw');
  await page.locator('section').filter({ has: heading(page, '封存前再看一遍', 2) }).getByText('备注等列另有说明：2 处').waitFor();
}, { from: 'planned', at: 'rosters' });

browserTest('a file of a township without a column for it says whose businesses it holds', async ({ page }) => {
  const place = slot(page, 'businesses');
  const of = (town, names) => ({ name: `${town}.csv`, text: list(['企业名称,类别', ...names.map((name) => `${name},客运`)]) });
  await dropFiles(page, place.locator('.drop'), [of('城厢镇', ['甲宾馆', '乙宾馆']), of('南圩镇', ['丙宾馆'])]);
  await place.getByText('2个文件 · 共3行').waitFor();
  const file = place.locator('table.files tbody tr').filter({ hasText: '南圩镇.csv' });
  await file.getByRole('button', { name: /^核对表头和各列/ }).first().click();
  const common = dialog(page).getByLabel('这张表的检查对象都属于（乡镇、街道等，可不填）');
  await common.waitFor();
  assert.equal(await common.inputValue(), '南圩镇');
  await keep(page, '69-whose-businesses');
}, { from: 'planned', at: 'rosters' });
