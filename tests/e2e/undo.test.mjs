// 撤销 and 恢复 on the plan page: as buttons and by keys, until the seal.
import assert from 'node:assert/strict';
import { browserTest, keep, PHONE, WIDE } from './harness.mjs';
import { button, dialog, heading, loadBoth, rehearsed, saved, seal, start, startWithPreset, visit } from './steps.mjs';

const title = (page) => page.getByLabel('任务名称');
const departments = (page) => page.getByLabel('部门名称', { exact: true });

/** Waits until the plan has this title and so many departments. */
async function shows(page, name, count) {
  await page.waitForFunction(([name, count]) => document.getElementById('title')?.value === name
    && document.querySelectorAll('[id^=department-][id$=-name]').length === count, [name, count]);
}

browserTest('edits of the plan are taken back and done again', async ({ page }) => {
  await start(page);
  assert(await button(page, '撤销').isDisabled() && await button(page, '恢复').isDisabled());
  await title(page).pressSequentially('秋季联合抽查');
  await button(page, '添加部门').click();
  await shows(page, '秋季联合抽查', 1);
  await button(page, '撤销').click();
  await shows(page, '秋季联合抽查', 0);
  await button(page, '撤销').click();
  await shows(page, '', 0);
  assert(await button(page, '撤销').isDisabled(), 'typing was one turn');
  await button(page, '套用“平罗县道路运输”预设').waitFor();
  await button(page, '恢复').click();
  await shows(page, '秋季联合抽查', 0);
  await keep(page, '87-plan-undo', false);
  await page.setViewportSize(PHONE);
  await keep(page, '87-plan-undo-phone', false);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  await page.setViewportSize(WIDE);
  // Another edit, and what was undone is forgotten.
  await button(page, '添加报数单位').click();
  assert(await button(page, '恢复').isDisabled());
  await saved(page);
  await page.reload();
  await shows(page, '秋季联合抽查', 0);
  assert(await button(page, '撤销').isDisabled(), 'forgotten with the page');
});

browserTest('by keys: outside the boxes the plan, inside a box its own typing', async ({ page }) => {
  await start(page);
  await title(page).pressSequentially('抽查');
  await button(page, '添加部门').click();
  await shows(page, '抽查', 1);
  // The focus is on the button.
  await page.keyboard.press('Control+z');
  await shows(page, '抽查', 0);
  await page.keyboard.press('Control+z');
  await shows(page, '', 0);
  await page.keyboard.press('Control+Shift+z');
  await shows(page, '抽查', 0);
  await page.keyboard.press('Control+y');
  await shows(page, '抽查', 1);
  // In a box it is the browser's, and the plan follows.
  await departments(page).click();
  await page.keyboard.type('abc');
  assert.equal(await departments(page).inputValue(), 'abc');
  await button(page, '添加报数单位').click();
  await page.getByRole('textbox', { name: '报数单位' }).waitFor();
  await departments(page).click();
  await page.keyboard.press('Control+z');
  assert.equal(await departments(page).inputValue(), '');
  assert.equal(await page.getByRole('textbox', { name: '报数单位' }).count(), 1, 'the last edit of the plan stays');
  await page.keyboard.press('Control+Shift+z');
  assert.equal(await departments(page).inputValue(), 'abc');
  await saved(page);
  await page.reload();
  assert.equal(await departments(page).inputValue(), 'abc', 'what the browser did again is in the plan');
});

browserTest('from before the seal nothing is undone', async ({ page }) => {
  await startWithPreset(page);
  await title(page).pressSequentially('（修改）');
  await button(page, '撤销').waitFor();
  await visit(page, 'rosters');
  await loadBoth(page);
  await visit(page, 'plan');
  assert(await button(page, '撤销').isEnabled(), 'kept while the page is open');
  await visit(page, 'draw');
  await rehearsed(page);
  await button(page, '封存……').click();
  await dialog(page).waitFor();
  await page.keyboard.press('Escape');
  await seal(page);
  await visit(page, 'plan');
  await heading(page, '方案').waitFor();
  const before = await title(page).inputValue();
  assert.equal(await button(page, '撤销').count(), 0);
  await page.locator('#page-title').press('Control+z');
  await page.waitForTimeout(200);
  assert.equal(await title(page).inputValue(), before);
  // What the seal does not hold can still be written, and taken back.
  await page.getByLabel('抽取地点').fill('二楼');
  await button(page, '撤销').click();
  assert.notEqual(await page.getByLabel('抽取地点').inputValue(), '二楼');
  assert.equal(await title(page).inputValue(), before);
});

browserTest('what another window edited is not undone here', async ({ page, context }) => {
  await start(page);
  await title(page).fill('甲');
  await saved(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: '在这里编辑' }).click();
  await other.getByText('已保存').first().waitFor();
  assert(await button(other, '撤销').isDisabled());
  await title(other).fill('乙');
  await page.waitForFunction(() => document.getElementById('title').value === '乙');
  assert(await button(page, '撤销').isDisabled());
  await page.getByRole('button', { name: '在这里编辑' }).click();
  await saved(page);
  assert(await button(page, '撤销').isDisabled());
  assert.equal(await title(page).inputValue(), '乙');
});
