// What is arranged around a visit, as officials do it: planned days, approvals, 检查码. None of it is an inspection.
import assert from 'node:assert/strict';
import { PHONE, WIDE, browserTest, keep } from './harness.mjs';
import { become, button, dialog, download, heading, saved, visit } from './steps.mjs';

const card = (page, name) => page.locator('section.card').filter({ has: heading(page, name, 2) });
const entry = (page) => page.locator('table.entry tbody tr');
const planned = (page) => entry(page).evaluateAll((all) => all.map((tr) => tr.querySelector('.planned')?.textContent ?? ''));
const statuses = (page) => entry(page).evaluateAll((all) => all.map((tr) => tr.querySelector('td.state .tag').textContent));
const box = (page, name, what) => page.getByLabel(`${name}的${what}`, { exact: true });
const names = (page) => entry(page).locator('td:nth-child(2) b').allTextContents();
/** Everything fits: nothing makes the page, or the dialog, scroll sideways. */
const fits = async (page) => {
  const wide = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('dialog[open]')].map((e) => e.scrollWidth - e.clientWidth));
  assert(wide.every((over) => over <= 1), `${wide}`);
};

browserTest('days are planned for the teams: they are on the list and in the calendar, and nothing is inspected', async ({ page }) => {
  const all = await names(page);
  await button(page, '安排检查日期……').click();
  const d = dialog(page);
  await heading(d, '安排检查日期', 2).waitFor();
  await d.getByLabel('从哪一天').fill('2018-12-13');
  await d.getByLabel('到哪一天').fill('2018-12-17');
  // Thursday, Friday and Monday; Saturday and Sunday are days off.
  const ticked = () => d.getByRole('group', { name: /哪些天/ }).locator('input:checked + span').allTextContents();
  await become(ticked, ['12月13日 周四', '12月14日 周五', '12月17日 周一']);
  assert.equal(await d.locator('.told').count(), 0);
  await d.getByLabel('12月15日 周六 休').check();
  await d.locator('.told').getByText('2018-12-15（周六）是休息日，没有要紧的原因请改到工作日').waitFor();
  await keep(page, 'visits-spread', false);
  await fits(page);
  await d.getByLabel('12月15日 周六 休').uncheck();
  await d.getByLabel('安排哪个检查组').selectOption({ label: '第1组' });
  const rows = () => d.getByRole('region', { name: '安排预览' }).locator('tbody tr').evaluateAll((trs) => trs.map((tr) => [...tr.cells].map((td) => td.textContent)));
  const preview = await rows();
  assert(preview.length > 0 && preview.every(([, team]) => team === '第1组'));
  assert.equal(preview[0][0], '12月13日 周四 上午');
  await d.getByRole('button', { name: /^安排 \d+ 户$/ }).click();
  await dialog(page).waitFor({ state: 'detached' });
  // On the list, and only there.
  const shown = await planned(page);
  assert.equal(shown.filter(Boolean).length, preview.reduce((sum, row) => sum + Number(row[2]), 0));
  for (const [day, , , whom] of preview) {
    for (const name of whom.split('、')) assert.equal(shown[all.indexOf(name)], `计划 ${day}`);
  }
  assert((await statuses(page)).every((s) => s === '待检查'));
  await keep(page, 'visits-planned');
  const { text } = await download(page, () => button(page, '导出日历（ics）').click());
  const unfolded = text.replaceAll('\r\n ', '');
  const first = preview[0][3].split('、')[0];
  assert.match(unfolded, new RegExp(`DTSTART;VALUE=DATE:20181213\r\nSUMMARY:计划检查：${first}（上午，第1组）`));
  assert(!unfolded.includes('公示检查结果'), 'no clock is started');
  // The rest, then undone.
  await button(page, '安排检查日期……').click();
  await dialog(page).getByRole('button', { name: /^安排 \d+ 户$/ }).click();
  await become(async () => (await planned(page)).filter(Boolean).length, all.length);
  await button(page, '撤销').click();
  await become(() => planned(page), shown);
  // By hand, of one; what is unusual is told and taken.
  await box(page, all.at(-1), '详细情况').click();
  await dialog(page).getByLabel('计划检查日期').fill('2018-12-16');
  await dialog(page).getByText('2018-12-16（周日）是休息日').waitFor();
  await dialog(page).getByLabel('上午或下午').selectOption({ label: '下午' });
  await dialog(page).getByRole('button', { name: '完成' }).click();
  await become(async () => (await planned(page)).at(-1), '计划 12月16日 周日 下午');
  // 附件3 for a planned day.
  await page.getByLabel('打印和导出的范围').selectOption({ label: '按检查日期' });
  await page.getByLabel('打印和导出哪些').selectOption({ label: '2018-12-16　1 户' });
  await page.getByRole('link', { name: '只打印附件3' }).click();
  await page.getByText('（计划2018年12月16日下午）').first().waitFor();
}, { from: '2018/drawn', at: 'inspect', clock: '2018-12-05' });

browserTest('planned days are taken away at once, of a team or of all, and come back together', async ({ page }) => {
  const all = await names(page);
  const teams = await entry(page).locator('td:nth-child(2) .nowrap').allTextContents();
  const clear = /^清除 \d+ 户的计划日期$/;
  const spread = () => button(page, '安排检查日期……').click();
  const press = async (name) => {
    await dialog(page).getByRole('button', { name }).click();
    await dialog(page).waitFor({ state: 'detached' });
  };
  await spread();
  assert.equal(await dialog(page).getByRole('button', { name: clear }).count(), 0, 'nothing is planned yet');
  await press(`安排 ${all.length} 户`);
  await become(async () => (await planned(page)).filter(Boolean).length, all.length);
  const before = await planned(page);
  // What was inspected keeps the day that was planned, which has no say any more.
  await box(page, all[0], '检查日期').fill('2018-12-05');
  await box(page, all[0], '检查日期').press('Enter');
  const inspected = ['', ...before.slice(1)];
  await become(() => planned(page), inspected);
  const team = teams.at(-1);
  const without = inspected.map((day, i) => (teams[i] === team ? '' : day));
  const own = inspected.filter((day, i) => day && teams[i] === team).length;
  assert(own > 0 && own < all.length - 1, `${own} of ${team}`);
  await spread();
  await dialog(page).getByLabel('安排哪个检查组').selectOption({ label: team });
  await keep(page, 'visits-clear', false);
  await press(`清除 ${own} 户的计划日期`);
  await page.getByText(`已清除 ${own} 户的计划日期，可以撤销`).waitFor();
  await become(() => planned(page), without);
  await button(page, '撤销').click();
  await become(() => planned(page), inspected);
  await spread();
  await press(`清除 ${all.length - 1} 户的计划日期`);
  await become(() => planned(page), all.map(() => ''));
  await saved(page);
  await page.reload();
  await become(() => planned(page), all.map(() => ''));
  // Without the day of its inspection the first has its planned day still.
  await box(page, all[0], '检查日期').fill('');
  await box(page, all[0], '检查日期').press('Enter');
  await become(() => planned(page), [before[0], ...all.slice(1).map(() => '')]);
}, { from: '2018/drawn', at: 'inspect', clock: '2018-12-05' });

browserTest('codes: off nothing shows; on they are entered and printed on 附件3, and one that is missing is told', async ({ page }) => {
  const [first, second] = await names(page);
  const open = (name) => box(page, name, '详细情况').click();
  const done = async () => {
    await dialog(page).getByRole('button', { name: '完成' }).click();
    await dialog(page).waitFor({ state: 'detached' });
  };
  await open(first);
  assert.equal(await dialog(page).getByText('检查码').count(), 0);
  await done();
  await visit(page, 'settings');
  await page.getByLabel('本地使用检查码（亮证亮码）').check();
  await page.getByLabel('补录检查码的期限').waitFor();
  await keep(page, 'visits-settings');
  await visit(page, 'inspect');
  await open(first);
  await dialog(page).getByLabel('检查码或网址').fill('https://code.example/7');
  await dialog(page).getByLabel('检查码取得日期', { exact: true }).fill('2018-12-05');
  await keep(page, 'visits-code', false);
  await page.setViewportSize(PHONE);
  await fits(page);
  await keep(page, 'visits-code-phone', false);
  await page.setViewportSize(WIDE);
  await done();
  await open(second);
  await dialog(page).getByLabel('检查码或网址').fill('https://code.example/7');
  await dialog(page).getByText(`“${first}”已经登记了同一个检查码，一个码只用于一次检查，请核实`).waitFor();
  await dialog(page).getByLabel('检查码或网址').fill('');
  await dialog(page).getByLabel('检查日期', { exact: true }).fill('2018-12-05');
  await dialog(page).getByLabel('未亮码理由').first().fill('平台故障');
  await dialog(page).getByText('请在2018-12-15之前补录').waitFor();
  await done();
  await card(page, '检查情况').getByText('录入中', { exact: true }).waitFor();
  await saved(page);
  await open(first);
  await dialog(page).getByRole('link', { name: '打印附件5、附件3' }).click();
  await page.getByText('□已亮证　□已亮码').waitFor();
  await keep(page, 'visits-form3');
}, { from: '2018/drawn', at: 'inspect', clock: '2018-12-05' });

browserTest('approvals are recorded by department and for one business, and one that is late asks for its reason', async ({ page }) => {
  const [first] = await names(page);
  assert.equal(await card(page, '检查安排').getByText('审批').count(), 0, 'not in use in a campaign of 2018');
  await visit(page, 'settings');
  await page.getByLabel(/^登记检查的审批/).check();
  await visit(page, 'inspect');
  const c = card(page, '检查安排');
  await c.getByText('审批：5 个部门还没有登记').click();
  await page.getByRole('button', { name: '登记县交通运输局的审批' }).click();
  const d = dialog(page);
  await d.getByRole('button', { name: '登记', exact: true }).click();
  await d.getByText('请填写审批人姓名').waitFor();
  await d.getByLabel('审批人').fill('李某');
  await keep(page, 'visits-approval', false);
  await d.getByRole('button', { name: '登记', exact: true }).click();
  await c.getByText('李某 2018-12-05 批准').waitFor();
  // Inspected on the fourth, of which nobody had approved anything.
  await box(page, first, '检查日期').fill('2018-12-05');
  await box(page, first, '详细情况').click();
  await dialog(page).getByText(/^审批：\d 个部门没有登记$/).click();
  await dialog(page).getByRole('button', { name: '县交通运输局：登记本户的审批……' }).click();
  const own = dialog(page).last();
  await own.getByLabel('审批人').fill('王某');
  await page.clock.setFixedTime(new Date('2018-12-07T10:00:00+08:00'));
  await own.getByLabel('审批日期', { exact: true }).fill('2018-12-07');
  await own.getByText(`审批日期2018-12-07晚于“${first}”的检查日期2018-12-05`).waitFor();
  await keep(page, 'visits-approval-late', false);
  await fits(page);
  await own.getByLabel('紧急补办的理由').fill('群众举报');
  await own.getByText('晚于').waitFor({ state: 'detached' });
  await own.getByRole('button', { name: '登记', exact: true }).click();
  await dialog(page).getByText('王某 2018-12-07 批准，紧急补办：群众举报').waitFor();
  await keep(page, 'visits-one', false);
  await dialog(page).getByRole('button', { name: '完成' }).click();
  await c.getByText(`${first}：王某 2018-12-07 批准，紧急补办：群众举报`).waitFor();
  await keep(page, 'visits-approvals');
  await page.setViewportSize(PHONE);
  await fits(page);
  await keep(page, 'visits-approvals-phone');
  await page.setViewportSize(WIDE);
  // 行政检查审批表 of this one: a sheet a department, without a list, with its own approval and why it came afterwards.
  await box(page, first, '详细情况').click();
  await dialog(page).getByText(/^审批：/).click();
  const departments = await dialog(page).locator('.approvals b').allTextContents();
  await dialog(page).getByRole('link', { name: '打印审批表' }).click();
  await heading(page, '打印行政检查审批表').waitFor();
  const sheets = page.locator('article');
  await become(() => sheets.count(), departments.length);
  for (const [i, department] of departments.entries()) {
    const said = await sheets.nth(i).innerText();
    for (const told of [department, first, '机关负责人']) assert(said.includes(told), `${told}: ${said}`);
    assert(!said.includes('清单'), 'of one business there is no list');
    assert.equal(said.includes('王某') && said.includes(`紧急补办：${first}：群众举报`), department === '县交通运输局', said);
  }
  await keep(page, 'visits-approval-paper');
  await visit(page, 'inspect');
  await button(page, '撤销').click();
  await c.getByText('王某').waitFor({ state: 'detached' });
  await visit(page, 'archive');
  await page.getByText(/没有登记审批，却检查了/).first().waitFor();
}, { from: '2018/drawn', at: 'inspect', clock: '2018-12-05' });
