// A campaign of today as officials carry it out, from the plan to what was put right and looked at again: by grade, approved and
// noticed before anybody goes, and only ended when the re-inspection says so or somebody who was asked.
import assert from 'node:assert/strict';
import { browserTest, keep } from './harness.mjs';
import { GRADES, dropRosters } from './graded.mjs';
import { become, button, dialog, drawNow, heading, link, makeSeed, rehearsed, saved, sayNumbers, seal, start, visit } from './steps.mjs';

const today = (page, day) => page.clock.setFixedTime(new Date(`${day}T10:00:00+08:00`));
const card = (page, name) => page.locator('section.card').filter({ has: heading(page, name, 2) });
const entry = (page) => page.locator('table.entry tbody tr');
const statuses = (page) => entry(page).evaluateAll((all) => all.map((tr) => tr.querySelector('td.state .tag').textContent));
const DEPARTMENTS = ['县交通运输局', '县公安局', '县应急管理局', '县市场监管局', '县交通运输综合行政执法大队'];
/** What the parties of the preset say; the lead's own gives none. */
const SAID = { 县公安局: '007351', 县应急管理局: '820416', 县市场监管局: '553109', 县交通运输综合行政执法大队: '194402', 企业代表: '380257', 见证人掷骰: '604913' };

async function day(page, label, text) {
  const box = page.getByLabel(label, { exact: true });
  await box.fill(text);
  await box.press('Enter');
}

const open = async (page, name) => {
  await page.getByRole('button', { name: `${name}的详细情况` }).click();
  await dialog(page).waitFor();
};
const done = async (page) => {
  await dialog(page).getByRole('button', { name: '完成' }).click();
  await dialog(page).waitFor({ state: 'detached' });
};

/** The preset of today, its days, both rosters, ratios by grade. */
async function plan(page) {
  await start(page);
  await button(page, '套用“道路运输（现行机构）”预设').click();
  await page.getByLabel('年度计划编号').fill('平检计〔2026〕3号');
  const stages = card(page, '阶段安排');
  await stages.getByLabel('开始日期').nth(2).fill('2026-03-09');
  await stages.getByLabel('结束日期').nth(2).fill('2026-03-20');
  await dropRosters(page, GRADES, DEPARTMENTS);
  await page.getByLabel('按类别和信用等级').check();
  await button(page, '套用分级比例').click();
  // By hand: 1 % of 60 and of 20 are raised to one, 10 % of 15 to two, 50 % of 4, 80 % of 2, and of the two without a grade one.
  const strata = card(page, '抽取范围与数量').locator('.strata > li');
  const counts = () => strata.evaluateAll((all) => all.map((li) => `${li.querySelector('input').value} ${li.querySelector('.count').textContent}`).sort());
  await become(counts, ['危货·守信 20户抽1户', '客运·严重失信 2户抽2户', '客运·守信 60户抽1户', '普货·警示 15户抽2户', '站场·未评级 2户抽1户', '维修·失信 4户抽2户'].sort());
}

async function draw(page) {
  await visit(page, 'draw');
  await rehearsed(page);
  await seal(page);
  await sayNumbers(page, SAID);
  await makeSeed(page);
  await drawNow(page);
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
}

/** Every department's head approves, and the visits are spread over the days of the stage. */
async function arrange(page) {
  await visit(page, 'inspect');
  const c = card(page, '检查安排');
  await c.getByText('审批：5 个部门还没有登记').click();
  for (const department of DEPARTMENTS) {
    await button(page, `登记${department}的审批`).click();
    await dialog(page).getByLabel('审批人').fill('李局长');
    await dialog(page).getByRole('button', { name: '登记', exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
  }
  await c.getByText('审批：各部门都已登记').waitFor();
  await button(page, '安排检查日期……').click();
  const d = dialog(page);
  assert.deepEqual([await d.getByLabel('从哪一天').inputValue(), await d.getByLabel('到哪一天').inputValue()], ['2026-03-09', '2026-03-20']);
  assert.equal(await d.locator('.told').count(), 0, 'the workdays of the stage are nothing to be told of');
  await d.getByRole('button', { name: '安排 9 户' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await c.getByText('未检查的 9 户都有计划日期').waitFor();
  assert((await statuses(page)).every((s) => s === '待检查'), 'what is planned is not done');
}

/** 附件5 as 行政检查通知书, with who approved nothing and when whom visits. */
async function noticed(page, name) {
  await open(page, name);
  await dialog(page).getByRole('link', { name: '打印附件5、附件3' }).click();
  const notice = page.locator('article').filter({ hasText: '行政检查通知书' }).first();
  for (const told of ['年度行政检查计划', '编号平检计〔2026〕3号', '☑日常检查', '县交通运输综合行政执法大队', '五个严禁', '回　执']) await notice.getByText(told).first().waitFor();
  const when = notice.getByText(/^2026年3月\d+日[上下]午$/);
  await when.waitFor();
  await keep(page, 'rectified-notice');
}

/** What was ordered, in the dialog of the business. */
async function order(page, name, number, problem) {
  await open(page, name);
  const d = dialog(page);
  await day(page, '检查日期', '2026-03-12');
  await d.getByLabel('检查结果', { exact: true }).selectOption('发现问题已责令改正');
  await d.getByLabel('后续处置', { exact: true }).selectOption('责令改正，日常监管部门跟踪');
  await d.getByLabel('实地检查').check();
  await d.getByLabel('发现问题情况').first().fill(problem);
  await d.getByLabel('责令改正文号').fill(number);
  await day(page, '整改期限', '2026-03-27');
  await saved(page);
}

/** Looked at again by two. */
async function again(page, name, text, outcome) {
  await open(page, name);
  const d = dialog(page);
  await d.getByLabel('整改情况').fill(text);
  await day(page, '复查日期', '2026-03-30');
  await d.getByLabel('复查结果').selectOption(outcome);
  const officers = d.locator('input[type=checkbox][name=reinspector]');
  if (!(await officers.first().isVisible())) await d.getByText('复查人员（两人以上）').click();
  await officers.nth(0).check();
  await d.getByText('复查人员只有1人，少于2人').waitFor();
  await officers.nth(1).check();
  await d.getByText('少于2人').waitFor({ state: 'detached' });
  await saved(page);
}

browserTest('from the plan to what was put right and looked at again', async ({ page }) => {
  await plan(page);
  await today(page, '2026-03-03');
  await draw(page);
  await today(page, '2026-03-05');
  await arrange(page);
  const [first, second] = await entry(page).locator('td:nth-child(2) b').allTextContents();
  await noticed(page, first);

  // Two are to put something right, seven have nothing; all are published.
  await today(page, '2026-03-12');
  await visit(page, 'inspect');
  await order(page, first, '平交责改〔2026〕1号', '灭火器过期');
  await dialog(page).getByRole('link', { name: '打印责令改正通知书' }).click();
  for (const told of ['平交责改〔2026〕1号', '灭火器过期', '2026年3月27日前改正']) await page.getByText(told).first().waitFor();
  await keep(page, 'rectified-order');
  await visit(page, 'inspect');
  await order(page, second, '平交责改〔2026〕2号', '未建立车辆技术档案');
  await done(page);
  await button(page, '批量录入……').click();
  await dialog(page).getByLabel('实地检查').check();
  await dialog(page).getByLabel('检查结果', { exact: true }).selectOption('未发现问题');
  await dialog(page).getByLabel('后续处置', { exact: true }).selectOption('无需后续处置');
  await dialog(page).getByRole('button', { name: '录入 9 户' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await become(() => statuses(page), Array(9).fill('待公示'));
  await visit(page, 'publish');
  await button(page, '标记 9 户已公示').click();
  const follow = card(page, '后续处置与移送');
  await become(() => follow.getByText('整改期限2026-03-27，未复查').count(), 2);

  // Not ended unasked while something is open.
  await page.getByLabel(`${first}的完结日期`, { exact: true }).fill('2026-03-12');
  await dialog(page).getByText('整改：还没有复查。').waitFor();
  await dialog(page).getByRole('button', { name: '取消', exact: true }).click();
  assert.equal(await page.getByLabel(`${first}的完结日期`).inputValue(), '');

  await today(page, '2026-03-30');
  await visit(page, 'inspect');
  await again(page, first, '已更换灭火器', '已整改到位');
  await keep(page, 'rectified-again', false);
  await done(page);
  await again(page, second, '只补了一部分', '部分整改');
  await dialog(page).getByRole('link', { name: '打印整改复查记录表' }).click();
  await page.getByText('☑部分整改').waitFor();
  await keep(page, 'rectified-sheet');

  // What was put right is ended unasked; what was not, when it is said once more.
  await visit(page, 'publish');
  await follow.getByText('复查：已整改到位').waitFor();
  await follow.getByText('复查：部分整改').waitFor();
  await day(page, `${first}的完结日期`, '2026-03-30');
  assert.equal(await dialog(page).count(), 0, 'nothing is open');
  await page.getByLabel(`${second}的完结日期`, { exact: true }).fill('2026-03-30');
  await dialog(page).getByText('整改：复查结果是“部分整改”').waitFor();
  await dialog(page).getByRole('button', { name: '仍然登记2026-03-30完结' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await become(() => follow.locator('tbody tr td:nth-child(4)').allTextContents(), ['已完结', '已完结']);

  // 附件4: nine, of which two were to be put right, one was, two were looked at again. All of it reconciles.
  await visit(page, 'archive');
  await page.getByText('录入的检查情况、公示与抽取结果相符。').waitFor();
  const sums = page.getByRole('region', { name: '汇总表' }).locator('tbody').last().locator('td');
  await become(async () => (await sums.allTextContents()).slice(0, 4), ['9', '9', '9', '100.0%']);
  assert.deepEqual((await sums.allTextContents()).slice(-6, -2), ['2', '1', '2', '50.0%']);
  await keep(page, 'rectified-archive');
  await link(page, '打印附件4').click();
  const counts = page.locator('article').filter({ hasText: '情况汇总表' }).locator('table').filter({ hasText: '整改率' });
  await counts.waitFor();
  const heads = (await counts.locator('thead th').allTextContents()).map((text) => text.trim());
  const total = (await counts.locator('tbody tr').last().locator('td').allTextContents()).map((text) => text.trim());
  const of = (head) => total.at(heads.indexOf(head) - heads.length);
  assert.deepEqual(['应检查数', '需整改', '已整改', '已复查', '整改率'].map(of), ['9', '2', '1', '2', '50.0%'], `${heads} ${total}`);
  await keep(page, 'rectified-form4');
}, { clock: '2026-03-02' });
