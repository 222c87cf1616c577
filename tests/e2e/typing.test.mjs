// Chinese as an input method types it, composed letter by letter.
import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { tabTo } from './keys.mjs';
import { button, dialog, download, handIn, heading, load, saved, slot, start, startWithPreset } from './steps.mjs';

/** Types pinyin into the focused box, sees each stage of the composition, then takes the candidate. */
async function compose(client, box, pinyin, chosen) {
  const before = await box.inputValue();
  for (let i = 1; i <= pinyin.length; i += 1) {
    const text = pinyin.slice(0, i);
    await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  assert.equal(await box.inputValue(), before + pinyin, 'what is composed stands in the box, once');
  await client.send('Input.insertText', { text: chosen });
  assert.equal(await box.inputValue(), before + chosen);
}

browserTest('composed Chinese comes out as composed', async ({ page, context }) => {
  await start(page);
  const client = await context.newCDPSession(page);
  const title = page.getByLabel('任务名称');
  await title.click();
  await compose(client, title, 'pingluoxian', '平罗县');
  await compose(client, title, 'shuang’suiji', '双随机');
  await page.keyboard.type(' 2018 ');
  await compose(client, title, 'chou', '抽查');
  assert.equal(await title.inputValue(), '平罗县双随机 2018 抽查');
  await saved(page);
  await page.reload();
  assert.equal(await title.inputValue(), '平罗县双随机 2018 抽查');

  const basis = page.getByLabel('依据');
  await basis.click();
  await compose(client, basis, 'fangan', '方案');
  await page.keyboard.press('Enter');
  await compose(client, basis, 'tongzhi', '通知');
  assert.equal(await basis.inputValue(), '方案\n通知');

  await button(page, '添加部门').click();
  await button(page, '＋ 添加抽查事项').click();
  await page.getByText('更多（附件7）').click();
  const content = page.getByLabel('抽查内容');
  await content.click();
  await compose(client, content, 'zizhi', '资质');
  await page.keyboard.press('Enter');
  await compose(client, content, 'anquan', '安全');
  assert.equal(await content.inputValue(), '资质\n安全');
});

browserTest('composing in the boxes of numbers and reasons', async ({ page, context }) => {
  const client = await context.newCDPSession(page);
  await handIn(page);
  const number = page.getByLabel('县公安局', { exact: true });
  await number.click();
  await compose(client, number, 'hongqiu', '红球');
  await page.keyboard.type('07');
  assert.equal(await number.inputValue(), '红球07');
  await button(page, '作废重抽……').click();
  const reason = dialog(page).getByLabel('理由');
  await reason.click();
  await compose(client, reason, 'mingdan', '名单');
  await compose(client, reason, 'youwu', '有误');
  assert.equal(await reason.inputValue(), '名单有误');
  await page.keyboard.press('Escape');
  await heading(page, '封存码', 2).waitFor();
  assert.equal(await number.inputValue(), '红球07');
}, { from: 'sealed' });

browserTest('composing in the mend table: Enter that ends a composition does not end the mend', async ({ page, context }) => {
  await start(page);
  await page.getByRole('link', { name: '名录' }).click();
  await load(page, 'businesses', 'clean-businesses.xlsx');
  const client = await context.newCDPSession(page);
  const place = slot(page, 'businesses');
  const first = place.locator('button.cell').first();
  const name = await first.innerText();
  await first.click();
  const box = place.getByRole('textbox', { name: '名称', exact: true });
  // The old name stands in the box, selected; the end of it is where more is composed.
  await page.waitForFunction((name) => document.activeElement?.value === name, name);
  // Left as it is, it stays as it is.
  await place.getByRole('heading', { level: 2 }).click();
  await place.getByRole('button', { name: `名称：${name}，修改`, exact: true }).waitFor();
  assert.equal(await page.getByText('已改', { exact: true }).count(), 0);
  await first.click();
  await page.keyboard.press('End');
  await compose(client, box, 'dongqu', '东区');
  await client.send('Input.imeSetComposition', { text: 'fengongsi', selectionStart: 9, selectionEnd: 9 });
  // As an input method sends it: the key belongs to the composition.
  await box.evaluate((el) => el.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })));
  assert.equal(await box.inputValue(), `${name}东区fengongsi`, 'the box is still there, with what is composed');
  await client.send('Input.insertText', { text: '分公司' });
  await box.press('Enter');
  await place.getByRole('button', { name: `名称：${name}东区分公司，修改`, exact: true }).waitFor();
  await saved(page);
  await page.reload();
  await place.getByRole('button', { name: `名称：${name}东区分公司，修改`, exact: true }).waitFor();
  const search = place.getByPlaceholder('查找名称');
  await search.click();
  await compose(client, search, 'dongqu', '东区');
  await place.getByText(/^没有符合/).waitFor({ state: 'detached' });
  assert.equal(await place.locator('tbody tr').count(), 1);
});

browserTest('a day half typed stays while something else changes', async ({ page }) => {
  await startWithPreset(page);
  await download(page, () => button(page, '导出附件7（xlsx）').click());
  const told = page.getByRole('status').filter({ hasText: '已导出' });
  await told.waitFor();
  const day = page.getByLabel('开始日期').first();
  await day.focus();
  await page.keyboard.type('2018年12');
  assert.equal(await day.inputValue(), '2018年12');
  assert(await told.isVisible());
  await told.waitFor({ state: 'detached' });
  await page.keyboard.type('月5日');
  await tabTo(page, '结束日期');
  assert.equal(await day.inputValue(), '2018-12-05');
  await saved(page);
  await page.reload();
  assert.equal(await day.inputValue(), '2018-12-05');
});
