// The whole way without a mouse: Tab, Enter, Space and typing; the focus is always to be seen.
import assert from 'node:assert/strict';
import { browserTest, fixture, keep } from './harness.mjs';
import { assertVisible, focused, tabTo } from './keys.mjs';
import { NUMBERS, PRESET, button, dialog, digits, heading, load, rehearsed, saved, slot, startWithPreset } from './steps.mjs';

async function press(page, name, key = 'Enter') {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

/** A heading that took the focus on a new page, so that a screen reader says it. */
async function arrives(page, name) {
  await heading(page, name).waitFor();
  await page.waitForFunction((name) => document.activeElement?.textContent === name, name);
}

/** Tab never leads out of the dialog; Esc closes it and the focus returns to what opened it. */
async function assertTrap(page, opener) {
  await dialog(page).waitFor();
  const seen = new Set();
  for (let i = 0; i < 12; i += 1) {
    await page.keyboard.press(i < 9 ? 'Tab' : 'Shift+Tab');
    const at = await focused(page);
    if (!at) continue;
    assert(at.inDialog, `the focus left the dialog for ${JSON.stringify(at)}`);
    assertVisible(at);
    seen.add(at.name);
  }
  assert(seen.size >= 2);
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal((await focused(page))?.name, opener, 'the focus is back where it was');
}

async function chooseFile(page, id, path) {
  await tabTo(page, (at) => at.id === id);
  const opened = page.waitForEvent('filechooser');
  await page.waitForTimeout(200); // Until the browser hands the choosing to the test.
  await page.keyboard.press('Enter');
  await (await opened).setFiles(path);
}

browserTest('the whole way by keyboard alone', async ({ page }) => {
  await press(page, '跳到正文');
  assert.equal((await focused(page)).id, 'main');
  await press(page, '新建抽查');
  await arrives(page, '方案');
  await press(page, '套用“平罗县道路运输”预设', 'Space');
  await saved(page);
  await tabTo(page, (at) => at.id === 'title');
  assert.equal(await page.getByLabel('任务名称').inputValue(), PRESET);
  await page.keyboard.press('End');
  await page.keyboard.type('（键盘）');

  // 按户 and back, with the arrows of a radio group.
  await tabTo(page, '检查组');
  await page.keyboard.press('ArrowDown');
  await page.getByLabel('每户人数').first().waitFor();
  await page.keyboard.press('ArrowUp');
  await page.getByLabel('每组人数').first().waitFor();
  await press(page, '下一步：名录');
  await arrives(page, '名录');

  await chooseFile(page, 'businesses-file', fixture('clean-businesses.xlsx'));
  await page.getByText('共110行').waitFor();
  await chooseFile(page, 'officers-file', fixture('clean-officers.xlsx'));
  await page.getByText('共45行').waitFor();
  await keep(page, '60-keyboard-rosters', false);

  await tabTo(page, '平罗县宏图客运有限公司不参加');
  await page.keyboard.press('Enter');
  await assertTrap(page, '平罗县宏图客运有限公司不参加');
  await press(page, '下一步：抽取');
  await arrives(page, '抽取');
  await rehearsed(page);

  await press(page, '封存……');
  await assertTrap(page, '封存……');
  await page.keyboard.press('Enter');
  await dialog(page).waitFor();
  await press(page, '封存');
  await heading(page, '封存码', 2).waitFor();
  await arrives(page, '抽取');

  await tabTo(page, '已全部写好交齐');
  await page.keyboard.press('Space');
  await tabTo(page, Object.keys(NUMBERS)[0]);
  for (const [label, said] of Object.entries(NUMBERS)) {
    await page.getByLabel(label, { exact: true }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type(said);
    await page.keyboard.press('Enter'); // Read it back.
    await dialog(page).getByText(digits(said), { exact: true }).waitFor();
    await page.keyboard.press('Enter'); // It is right: on to the next box.
  }
  await button(page, '产生种子').and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await heading(page, '种子', 2).waitFor();
  await press(page, '抽取', 'Space');
  await arrives(page, '抽取结果');
  await page.getByText('已用公开记录重算一遍：一致').waitFor();

  await press(page, '导出公开记录……');
  await dialog(page).waitFor();
  // The first choice is the one for the public; with officers for the archive.
  await tabTo(page, (at) => at.name.startsWith('不含执法人员'));
  await page.keyboard.press('ArrowDown');
  await dialog(page).getByLabel(/^含执法人员姓名/).and(page.locator(':checked')).waitFor();
  await tabTo(page, '导出记录');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await press(page, '作废重抽……');
  await assertTrap(page, '作废重抽……');
  await press(page, '打印附件2、附件6');
  await heading(page, '双随机匹配结果人员信息').waitFor();
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await press(page, '打印');
  assert.equal(await page.evaluate(() => window.printed), true);

  await press(page, (at) => at.name.endsWith('明抽'));
  await button(page, '新建抽查').waitFor();
  await press(page, '验证记录');
  await arrives(page, '验证记录');
  await chooseFile(page, 'record-file', await file.path());
  await page.locator('#verdict').getByText('记录前后一致').waitFor();
});

browserTest('a mistake takes the focus to itself', async ({ page }) => {
  await press(page, '新建抽查');
  await arrives(page, '方案');
  // A plan that is begun; an empty one leads on to the rosters.
  await press(page, '添加部门');
  await press(page, '下一步：名录');
  await page.waitForFunction(() => document.activeElement?.id === 'problems');
  const at = await tabTo(page, (f) => f.tag === 'A' && f.name.includes('任务名称'), 3);
  assert(at);
  await page.keyboard.press('Enter');
  assert.equal((await focused(page)).id, 'title');
  assert(await page.getByLabel('任务名称').getAttribute('aria-describedby'));
});

browserTest('what takes itself away leaves the focus in its part of the page', async ({ page }) => {
  const kept = (within) => page.waitForFunction((name) => {
    const at = document.activeElement;
    return at !== document.body && at.closest('section')?.getAttribute('aria-labelledby') === name;
  }, within);
  await startWithPreset(page);
  await button(page, '删除报数单位县公安局').focus();
  await page.keyboard.press('Enter');
  await button(page, '删除报数单位县公安局').waitFor({ state: 'detached' });
  await kept('contributors');
  await button(page, '下一步：名录').click();
  await load(page, 'officers', 'clean-officers.xlsx');
  const place = slot(page, 'officers');
  await place.getByRole('button', { name: '单位：县公安局，修改', exact: true }).first().click();
  await place.getByRole('textbox', { name: '单位', exact: true }).fill('县公安');
  await page.keyboard.press('Enter');
  const mend = place.getByRole('button', { name: '县公安局', exact: true }).first();
  await mend.focus();
  await page.keyboard.press('Enter');
  await mend.waitFor({ state: 'detached' });
  await kept('officers');
});

browserTest('good news goes by itself, but not from under the focus', async ({ page }) => {
  await page.clock.install();
  await page.reload();
  await button(page, '导出公开记录……').click();
  await dialog(page).waitFor();
  await Promise.all([page.waitForEvent('download'), button(page, '导出记录').click()]);
  const news = dialog(page).getByRole('status').filter({ hasText: '知道了' });
  await tabTo(page, '知道了');
  await page.clock.runFor(20_000);
  assert.equal((await focused(page)).name, '知道了');
  await page.keyboard.press('Shift+Tab');
  await page.clock.runFor(7_000);
  await news.waitFor({ state: 'detached' });
}, { from: 'drawn', own: true });

browserTest('a dialog taller than the window is scrolled by keyboard, and shows that it has the focus', async ({ page }) => {
  await button(page, '作废重抽……').focus();
  await page.keyboard.press('Enter');
  await assertTrap(page, '作废重抽……');
}, { from: 'drawn', viewport: { width: 1366, height: 500 } });
