// From 责令改正 to 完结: ordered, printed, published, asked at closing, re-inspected by two, closed.
import assert from 'node:assert/strict';
import { browserTest, keep } from './harness.mjs';
import { become, button, dialog, heading, link, saved, visit } from './steps.mjs';

const today = (page, day) => page.clock.setFixedTime(new Date(`${day}T10:00:00+08:00`));
const row = (page) => page.locator('table.entry tbody tr').first();
const status = (page) => row(page).locator('td.state .tag').first().textContent();
const followUp = (page) => page.locator('section.card').filter({ has: heading(page, '后续处置与移送', 2) });

async function day(page, label, text) {
  const box = page.getByLabel(label, { exact: true });
  await box.fill(text);
  await box.press('Enter');
}

async function open(page, name) {
  await page.getByRole('button', { name: `${name}的详细情况` }).click();
  await dialog(page).waitFor();
}

browserTest('what is ordered is put right, looked at again by two, and only then ended', async ({ page }) => {
  const name = await row(page).locator('b').textContent();
  await open(page, name);
  assert.equal(await page.getByText('整改与复查', { exact: true }).count(), 0, 'nothing is ordered yet');
  await day(page, '检查日期', '2018-12-12');
  await dialog(page).getByLabel('检查结果', { exact: true }).selectOption('发现问题已责令改正');
  await dialog(page).getByLabel('后续处置', { exact: true }).selectOption('责令改正，日常监管部门跟踪');
  await page.getByLabel('发现问题情况').first().fill('灭火器过期');
  await page.getByLabel('责令改正文号').fill('平责改〔2018〕3号');
  // A deadline before the inspection is told, and stays to be mended.
  await day(page, '整改期限', '2018-12-10');
  await page.getByText('整改期限2018-12-10早于检查日期2018-12-12，请改正其中一个').waitFor();
  await day(page, '整改期限', '2018-12-20');
  await page.getByText('整改期限2018-12-10早于检查日期').waitFor({ state: 'detached' });
  await page.getByLabel('复查日期', { exact: true }).scrollIntoViewIfNeeded();
  await keep(page, 'rectify-form', false);
  await saved(page);
  // The notice, from the business itself.
  await dialog(page).getByRole('link', { name: '打印责令改正通知书' }).click();
  await heading(page, '打印责令改正通知书').waitFor();
  for (const told of ['平责改〔2018〕3号', '灭火器过期', '2018年12月20日前改正']) await page.getByText(told).first().waitFor();
  await keep(page, 'rectify-notice');
  // Published, it is closed only when asked.
  await visit(page, 'publish');
  await button(page, '标记 1 户已公示').click();
  await page.getByText('公示 1 户').waitFor();
  await followUp(page).getByText('整改期限2018-12-20，未复查').waitFor();
  await page.getByLabel(`${name}的完结日期`, { exact: true }).fill('2018-12-12');
  await dialog(page).getByText('整改：还没有复查。').waitFor();
  await keep(page, 'rectify-asked', false);
  await dialog(page).getByRole('button', { name: '取消', exact: true }).click();
  assert.equal(await page.getByLabel(`${name}的完结日期`).inputValue(), '', 'nothing is closed');
  await keep(page, 'rectify-publish');
  // After its deadline it is looked at again, without a correction: by one, which is told; by two.
  await today(page, '2018-12-21');
  await visit(page, 'inspect');
  await open(page, name);
  await page.getByLabel('整改情况').fill('已更换');
  await day(page, '复查日期', '2018-12-21');
  await dialog(page).getByLabel('复查结果').selectOption('已整改到位');
  const officers = dialog(page).locator('input[type=checkbox][name=reinspector]');
  if (!(await officers.first().isVisible())) await dialog(page).getByText('复查人员（两人以上）').click();
  await officers.nth(0).check();
  await dialog(page).getByText('复查人员只有1人，少于2人').waitFor();
  await officers.nth(1).check();
  await dialog(page).getByText('少于2人').waitFor({ state: 'detached' });
  await keep(page, 'rectify-reinspected', false);
  await dialog(page).getByRole('link', { name: '打印整改复查记录表' }).click();
  await heading(page, '打印整改复查记录表').waitFor();
  await page.getByText('☑已整改到位').waitFor();
  await keep(page, 'rectify-sheet');
  await visit(page, 'publish');
  await followUp(page).getByText('复查：已整改到位').waitFor();
  await day(page, `${name}的完结日期`, '2018-12-21');
  await visit(page, 'inspect');
  await become(() => status(page), '已完结');
  // 附件4 counts it: 需整改 1, 已整改 1, 已复查 1.
  await visit(page, 'archive');
  const total = page.getByRole('region', { name: '汇总表' }).locator('tbody').last();
  await become(async () => (await total.locator('td').allTextContents()).slice(-6, -2), ['1', '1', '1', '100.0%']);
  await link(page, '整改复查记录表').waitFor();
}, { from: '2018/drawn', at: 'inspect', clock: '2018-12-12' });
