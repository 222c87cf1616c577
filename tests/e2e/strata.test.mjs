// 分层: from a roster with 信用等级 to ratios by grade in a few clicks; 不超过 and the ceiling; category and grade together on every
// paper; who is drawn elsewhere.
import assert from 'node:assert/strict';
import { browserTest, keep } from './harness.mjs';
import { GRADES, dropRosters } from './graded.mjs';
import {
  become, button, dialog, drawNow, heading, load, makeSeed, rehearsed, sayNumbers, seal, start, startWithPreset, visit,
} from './steps.mjs';

const DEPARTMENTS = ['县交通运输局', '县公安局', '县安监局', '县市场监管局', '县运管所'];
const rosters = (page, groups) => dropRosters(page, groups, DEPARTMENTS);

const scope = (page) => page.locator('section').filter({ has: heading(page, '抽取范围与数量', 2) });
const rows = (page) => scope(page).locator('.strata > li');
const labels = (page) => rows(page).evaluateAll((all) => all.map((li) => li.querySelector('input').value));
const counts = (page) => rows(page).locator('.count').allTextContents();
const toDraw = async (page) => {
  await visit(page, 'draw');
  await heading(page, '检查将要封存的内容', 2).waitFor();
};

browserTest('from a roster with grades to ratios by grade in two clicks, and a ceiling that says what to lower', async ({ page }) => {
  await start(page);
  await page.getByLabel('任务名称').fill('平罗县道路运输信用分级抽查');
  await rosters(page, GRADES);
  await page.getByLabel('按信用等级', { exact: true }).check();
  await button(page, '套用分级比例').click();
  await become(() => labels(page), ['守信', '警示', '失信', '严重失信', '未评级']);
  await become(() => counts(page), ['80户抽1户', '15户抽2户', '4户抽2户', '2户抽2户', '2户抽1户']);
  await page.locator('.figures').getByText('103户 → 抽8户').waitFor();
  await page.getByLabel('总体不超过（%）').fill('5');
  await scope(page).getByText('各层合计抽8户，超过了总体上限：103户的5%至多5户，多出3户').waitFor();
  await keep(page, 'strata-over');
  await toDraw(page);
  await page.getByText(/还不能封存：各层合计抽8户/).waitFor();
  await visit(page, 'plan');
  for (const i of [1, 2, 3]) {
    await rows(page).nth(i).getByLabel('按比例或户数').selectOption('指定户数');
    await rows(page).nth(i).getByLabel('户数', { exact: true }).fill('1');
  }
  await page.locator('.figures').getByText('103户 → 抽5户').waitFor();
  await become(() => scope(page).getByText('超过了总体上限').count(), 0);
  await toDraw(page);
  await page.getByText('103户中抽5户').waitFor();
  assert.deepEqual(await page.locator('section[aria-labelledby=contents] th').first().textContent(), '信用等级');
  await rehearsed(page);
  await keep(page, 'strata-check');

  // 不超过 that leaves less than one draws one, and none where 0 is meant: told where it is set and before the seal.
  await visit(page, 'plan');
  await rows(page).first().getByLabel('按比例或户数').selectOption('不超过比例');
  const share = rows(page).first().getByLabel('比例', { exact: true });
  await share.fill('1.2');
  await scope(page).getByText('“守信”只有80户，1.2%不到1户，按至少1户抽；一户也不抽的，请把比例改为0').waitFor();
  await share.fill('0');
  const none = '“守信”抽0户：名录里有80户，按“不超过0%”一户也不抽。要抽的，请改大比例或户数；确实不抽的，可以保留';
  await scope(page).getByText(none).waitFor();
  await page.locator('.figures').getByText('103户 → 抽4户').waitFor();
  await keep(page, 'strata-none');
  await toDraw(page);
  await rehearsed(page);
  await page.getByText(none).waitFor({ state: 'attached' });
  await button(page, '封存……').click();
  await dialog(page).getByText('方案里有 1 处抽取数量需要留意').waitFor();
});

browserTest('103 at not more than 5 % draws five, and the papers say so', async ({ page }) => {
  await start(page);
  await page.getByLabel('任务名称').fill('平罗县道路运输抽查');
  await rosters(page, GRADES);
  await page.getByLabel('不分类别，全部一起抽取').check();
  await scope(page).getByLabel('按比例或户数').selectOption('不超过比例');
  await scope(page).getByLabel('比例', { exact: true }).fill('5');
  await page.locator('.figures').getByText('103户 → 抽5户').waitFor();
  await toDraw(page);
  await page.getByText('103户中抽5户').waitFor();
  await rehearsed(page);
  await seal(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await page.getByText(/^抽中经营主体5户/).waitFor();
  // 专长 is shown, to divide the work by.
  await page.getByText('（危货、客运）').first().waitFor();
  await keep(page, 'strata-drawn');
  await button(page, '按部门').click();
  await keep(page, 'strata-drawn-departments');
  await visit(page, 'print/seal');
  await page.getByText('不超过5%').first().waitFor();
  await visit(page, 'print/2+6');
  await page.getByText('不超过5%').first().waitFor();
  assert.equal(await page.getByText('不少于').count(), 0);
});

const BOTH = ['客运', '普货', '危货', '站场', '维修'].flatMap((category) => ['A', 'B', 'C', ''].map((grade) => [category, grade, 6]));

browserTest('by category and grade: twenty strata on the plan, the papers and the screen; a grade that is not known is told', async ({ page }) => {
  await startWithPreset(page);
  await rosters(page, [...BOTH, ['客运', '红名单', 1]]);
  await page.getByLabel('按类别和信用等级').check();
  await become(async () => (await labels(page)).length, 20);
  assert.deepEqual((await labels(page)).slice(0, 5), ['客运·A', '客运·B', '客运·C', '客运·未评级', '普货·A']);
  await button(page, '套用分级比例').click();
  await keep(page, 'strata-both');
  // Items go on being for categories.
  await page.getByText('抽查事项 1 项').first().click();
  assert.equal(await page.getByText('不在抽取分层中').count(), 0);
  await visit(page, 'rosters');
  await page.getByText(/认不出“红名单”是哪一级，没有当作未评级/).first().waitFor();
  await keep(page, 'strata-unknown');
  await page.getByRole('button', { name: 'C', exact: true }).first().click();
  await become(() => page.getByText(/认不出“红名单”/).count(), 0);
  await toDraw(page);
  await rehearsed(page);
  await keep(page, 'strata-both-check');
  await seal(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await keep(page, 'strata-both-drawn');
  for (const [part, name] of [['print/seal', 'seal'], ['print/2+6', '2'], ['print/7', '7'], ['print/3', '3']]) {
    await visit(page, part);
    await page.locator('.sheet, .paper, article').first().waitFor();
    await keep(page, `strata-paper-${name}`, name !== '3');
  }
  await visit(page, 'print/7');
  await page.getByText('客运、危货', { exact: true }).first().waitFor();
  await visit(page, 'draw');
  const [stage] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: '大屏', exact: true }).click()]);
  await stage.locator('#page-title, h1').first().waitFor();
  await keep(stage, 'strata-stage');
});

browserTest('officers who are drawn in another campaign at the same time are told before the seal', async ({ page }) => {
  await visit(page, 'plan');
  const stages = page.locator('section').filter({ has: heading(page, '阶段安排', 2) });
  const inputs = stages.locator('input');
  const values = () => inputs.evaluateAll((all) => all.map((i) => i.value));
  // A name, and two days with two boxes each: as they are typed, and the browser's own.
  const there = await values();
  const last = there[there.indexOf('实施检查') + 3];
  assert.match(last, /^\d{4}-\d\d-\d\d$/);
  await page.evaluate(() => { location.hash = '#/'; });
  await startWithPreset(page);
  await page.getByLabel('任务名称').fill('平罗县危货运输抽查');
  const own = (await values()).indexOf('实施检查');
  await inputs.nth(own + 1).fill(last);
  await inputs.nth(own + 3).fill(last);
  await visit(page, 'rosters');
  await load(page, 'businesses', 'clean-businesses.xlsx');
  await load(page, 'officers', 'clean-officers.xlsx');
  await toDraw(page);
  await page.getByText(/执法人员：已被“平罗县道路运输行业跨部门联合随机抽查”抽中，检查时间重叠：\d+ 人/).waitFor();
  await rehearsed(page);
  await keep(page, 'strata-busy');
  await button(page, '封存……').click();
  await dialog(page).getByText(/名执法人员这段时间已被另一次抽查抽中/).waitFor();
}, { from: 'drawn' });
