// A tour of every page in every state: axe-core finds nothing, nothing scrolls sideways, a picture of each.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PHONE, fixture, home, keep } from './harness.mjs';
import { NUMBERS, button, choose, dialog, download, drawNow, exportRecord, handIn, heading, load, loadBoth, makeSeed, rehearsed, saved, say, sayNumbers, seal, slot, start, visit } from './steps.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function inspect(page, name, { width }) {
  await page.waitForTimeout(60);
  await keep(page, `${width === PHONE.width ? 'phone' : 'wide'}-${name}`);
  const sideways = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const far = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > room + 1);
    return { room, scroll: document.documentElement.scrollWidth, far: far.slice(0, 5).map((e) => `${e.tagName}.${e.className}`) };
  });
  assert.equal(sideways, null, `${name} scrolls sideways: ${JSON.stringify(sideways)}`);
  // By the debugger, not by a script tag: the page's policy stays in force.
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], preload: false,
    // All that is looked at; of what passes it need not tell each element's path.
    resultTypes: ['violations'],
  }));
  const told = violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary?.split('\n')[1] ?? ''}`).join(' ; ')}`);
  assert.deepEqual(told, [], name);
}

/** The targets of fingers: as high as the design says, or as wide as WCAG 2.2 asks at the least. */
const small = (page) => page.evaluate(() => [...document.querySelectorAll('button, a.btn, label.btn, input:not([type=file]), select')]
  .filter((e) => e.checkVisibility()).map((e) => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.height < 24 && !e.closest('label')).map(([e, box]) => `${e.tagName} ${e.textContent} ${box.height}`));

/** The whole way from the empty start to the papers, and the page of verification. */
export const wayToTheDraw = (viewport) => async ({ page }) => {
  const look = (name) => inspect(page, name, viewport);
  await look('01-start-empty');
  await start(page);
  await look('02-plan-blank');
  await button(page, '添加部门').click();
  await button(page, '下一步：名录').click();
  await page.getByRole('alert').waitFor();
  await look('03-plan-problems');
  await button(page, '撤销').click();
  await button(page, '套用“平罗县道路运输”预设').click();
  await look('04-plan-preset');
  await page.evaluate(() => document.querySelectorAll('#main details').forEach((d) => { d.open = true; }));
  await look('04-plan-items');
  assert.deepEqual(await small(page), []);
  await page.getByLabel('导入附件7（xlsx）').setInputFiles(fixture('items-merged.xlsx'));
  await dialog(page).waitFor();
  await look('04-items-dialog');
  await page.keyboard.press('Escape');
  await page.getByLabel('按户').check();
  await look('05-plan-per-business');
  await page.getByLabel('检查组', { exact: true }).check();
  await button(page, '下一步：名录').click();
  await heading(page, '名录').waitFor();
  await look('06-rosters-empty');
  await choose(page, 'businesses', 'encrypted.xlsx');
  await slot(page, 'businesses').getByRole('alert').waitFor();
  await look('07-rosters-refused');
  await load(page, 'businesses', 'business-odd-codes.xlsx');
  await slot(page, 'businesses').getByText(/处提醒/).waitFor();
  await page.evaluate(() => document.querySelectorAll('#main details').forEach((d) => { d.open = true; }));
  await look('08-rosters-problems');
  await slot(page, 'businesses').getByRole('button', { name: /不参加$/ }).first().click();
  await dialog(page).waitFor();
  await look('09-exclude');
  await page.keyboard.press('Escape');
  await visit(page, 'draw');
  await page.getByText('还不能封存').waitFor();
  await look('10-check-not-ready');
  await visit(page, 'rosters');
  await loadBoth(page);
  await look('11-rosters');
  await visit(page, 'draw');
  await rehearsed(page);
  await look('12-check');
  await button(page, '封存……').click();
  await dialog(page).waitFor();
  await look('13-seal-dialog');
  await page.keyboard.press('Escape');
  await seal(page);
  await look('14-sealed');
  await handIn(page);
  await look('14-slips-in');
  await button(page, '产生种子').click();
  await page.getByRole('alert').waitFor();
  await look('15-numbers-missing');
  await visit(page, 'plan');
  await look('16-plan-sealed');
  await visit(page, 'rosters');
  await look('17-rosters-sealed');
  await visit(page, 'print/seal');
  await look('18-seal-sheet');
  await visit(page, 'draw');
  await say(page, '县公安局', NUMBERS.县公安局);
  await look('18-one-number');
  await button(page, '作废重抽……').click();
  await dialog(page).getByText('请先录入').waitFor();
  await look('18-void-numbers-first');
  await page.keyboard.press('Escape');
  await sayNumbers(page, Object.fromEntries(Object.entries(NUMBERS).slice(1)));
  await button(page, '作废重抽……').click();
  await dialog(page).getByText('号码已经录齐').waitFor();
  await look('18-void-outcome-first');
  await page.keyboard.press('Escape');
  await makeSeed(page);
  await look('19-seed');
  await drawNow(page);
  await look('20-outcome');
  await button(page, '导出公开记录……').click();
  await dialog(page).waitFor();
  await look('21-export-dialog');
  await page.keyboard.press('Escape');
  const record = await exportRecord(page);
  await page.getByText('已导出').waitFor();
  await look('21-toast');
  await button(page, '作废重抽……').click();
  await dialog(page).getByRole('button', { name: '作废', exact: true }).click();
  await look('22-void-dialog');
  await dialog(page).getByLabel('理由').fill('代表离场');
  await dialog(page).getByLabel('批准人').fill('李主任');
  await dialog(page).getByLabel('见证人').fill('王代表');
  await dialog(page).getByRole('button', { name: '作废', exact: true }).click();
  await rehearsed(page);
  await look('23-voided');
  await seal(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await visit(page, 'print/2+6');
  await look('24-papers');
  await button(page, '大字').click();
  await visit(page, 'draw');
  await look('25-outcome-large');
  await page.goto(`${home}#/`);
  await heading(page.locator('#app'), '我的抽查', 2).waitFor();
  await look('26-start-large');
  await button(page, '大字').click();
  await page.getByRole('button', { name: /^删除/ }).click();
  await look('27-remove-dialog');
  await page.keyboard.press('Escape');
  await page.goto(`${home}#/verify`);
  await heading(page, '验证记录').waitFor();
  await look('28-verify');
  await page.locator('#record-file').setInputFiles(record.path);
  await page.locator('#verdict').getByText('记录前后一致').waitFor();
  await look('29-verified');
  const tampered = record.text.replace('平罗县宏图客运有限公司', '平罗县宏图客运有限公可').replace('007351', '007352');
  await page.locator('#record-file').setInputFiles({ name: 'x.json', mimeType: '', buffer: Buffer.from(tampered) });
  await page.locator('#verdict').getByText('记录前后不符').waitFor();
  await look('30-tampered');
  await page.locator('#record-file').setInputFiles(fixture('encrypted.xlsx'));
  await page.getByText('这份文件不是UTF-8文字').first().waitFor();
  await look('31-no-record');
  await page.goto(`${home}#/c/nobody/plan`);
  await heading(page, '找不到这次抽查').waitFor();
  await look('32-not-found');
  await saved(page);
};

/** From the draw (a stored state) to the archive. */
export const afterTheDraw = (viewport) => async ({ page }) => {
  const look = (name) => inspect(page, name, viewport);
  await page.clock.setFixedTime(new Date('2018-12-20T10:00:00+08:00'));
  await visit(page, 'inspect');
  const row = page.locator('table.entry tbody tr');
  await row.first().waitFor();
  await look('33-inspect');
  assert.deepEqual(await small(page), []);
  await row.first().getByLabel(/检查日期$/).fill('2018-12-21');
  await page.getByRole('alert').filter({ hasText: '还没有到' }).waitFor();
  await look('34-day-refused');
  await button(page, '知道了').click();
  await row.first().getByRole('button').click();
  await dialog(page).getByLabel('检查日期', { exact: true }).fill('2018-12-21');
  await dialog(page).getByRole('alert').filter({ hasText: '还没有到' }).waitFor();
  await look('35-day-refused-in-dialog');
  await dialog(page).getByRole('button', { name: '知道了' }).click();
  await dialog(page).getByLabel('检查日期', { exact: true }).fill('2018-12-12');
  await dialog(page).getByLabel('检查结果', { exact: true }).selectOption('发现问题已责令改正');
  await dialog(page).getByLabel('后续处置').selectOption('抄告其他部门');
  await dialog(page).getByLabel('发现问题情况').first().fill('驾驶员从业资格证过期');
  await look('36-one-business');
  await dialog(page).getByRole('button', { name: '完成' }).click();
  await button(page, '批量录入……').click();
  await page.locator('#bulk-result').selectOption('未发现问题');
  await look('37-bulk');
  await dialog(page).getByRole('button', { name: /^录入/ }).click();
  await page.evaluate(() => document.querySelectorAll('#main details').forEach((d) => { d.open = true; }));
  await look('38-inspect-filled');
  const workbook = await download(page, () => button(page, '导出录入表（xlsx）').click());
  await page.locator('#entry-file').setInputFiles(workbook.path);
  await dialog(page).getByText('没有可以采用的改动').waitFor();
  await look('39-workbook-back');
  await dialog(page).getByRole('button', { name: '不采用' }).click();
  await page.clock.setFixedTime(new Date('2018-12-28T10:00:00+08:00'));
  await visit(page, 'publish');
  await look('40-publish');
  await page.getByRole('button', { name: /^标记/ }).click();
  await button(page, '登记移送……').click();
  await dialog(page).getByRole('button', { name: '移送', exact: true }).click();
  await look('41-transfer-wanting');
  await dialog(page).getByLabel('经营主体').selectOption({ index: 1 });
  await dialog(page).getByLabel('移送给').fill('县公安局');
  await dialog(page).getByLabel('答复期限').fill('2018-12-27');
  await dialog(page).getByRole('button', { name: '移送', exact: true }).click();
  // Refused, it stays open with what was filled in.
  await dialog(page).getByRole('alert').filter({ hasText: '早于移送日期' }).waitFor();
  assert.equal(await dialog(page).getByLabel('移送给').inputValue(), '县公安局');
  await look('41-transfer-refused');
  await dialog(page).getByLabel('答复期限').fill('2019-01-10');
  await dialog(page).getByRole('button', { name: '移送', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
  // Put right, it is not told any more.
  assert.equal(await page.locator('.toast.bad').count(), 0);
  await page.evaluate(() => document.querySelectorAll('#main details').forEach((d) => { d.open = true; }));
  await look('42-published');
  assert.deepEqual(await small(page), []);
  for (const [name, what] of [[/^撤回.*公示标记/, '43-withdraw'], ['修改第1号移送', '43-transfer-changed'], ['撤回第1号移送', '43-transfer-withdrawn']]) {
    await page.getByRole('button', { name }).click();
    await look(what);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
  }
  await visit(page, 'inspect');
  await row.first().getByRole('button').click();
  await dialog(page).getByRole('button', { name: '更正', exact: true }).click();
  await dialog(page).getByRole('button', { name: '登记更正' }).click();
  await look('44-correction-wanting');
  await page.keyboard.press('Escape');
  await visit(page, 'archive');
  await page.getByText('查看日志').click();
  await look('45-archive');
  await visit(page, 'settings');
  await page.getByLabel('检查后几个工作日内公示').fill('x');
  await page.getByLabel('另外放假的日子').fill('明天');
  await look('46-settings-problems');
  for (const papers of ['5+3', '4', '7', 'letter']) {
    await visit(page, `print/${papers}`);
    await page.locator('.paper').first().waitFor();
    await look(`47-papers-${papers}`);
  }
};
