// 频次核对 before the seal: a ledger as a workbook in, who is at the cap out with the reason, 封存单 and log tell of it; lists beside.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PHONE, artifact, browserTest, keep, root, stored } from './harness.mjs';
import { become, button, dialog, heading, resize, saved, seal, visit } from './steps.mjs';

const python = (...args) => JSON.parse(execFileSync('python3', ['-B', join(root, 'tests', 'e2e', 'course.py'), ...args], { encoding: 'utf8' }));
const workbook = (name, rows) => python('sheet', artifact(`${name}.xlsx`), JSON.stringify(rows));
const caps = (page) => page.locator('section.card').filter({ has: heading(page, '频次核对', 2) });
const fits = async (page) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert(wide <= 1, `${wide}`);
};
/** Of clean-businesses.xlsx. */
const [HONGTU, YUANHANG, TONGDA] = [['平罗县宏图客运有限公司', '91640221MA7601003J'], ['平罗县远航客运有限公司', '91640221MA7601006U'], ['平罗县通达客运有限公司', '91640221MA76010095']];
const HEAD = ['企业名称', '统一社会信用代码', '检查机关', '检查日期', '检查类型', '是否计入', '不计入理由'];
const LEDGER = [HEAD,
  [...HONGTU, '县交通运输局', '2018-03-05', '日常检查', '', ''],
  [...HONGTU, '县消防大队', '2018-03-05', '日常检查', '', ''],
  [...HONGTU, '县交通运输局', '2018-06-11', '专项检查', '是', ''],
  [...YUANHANG, '县交通运输局', '2018-03-06', '日常检查', '', ''],
  [...YUANHANG, '县交通运输局', '2018-04-06', '整改复查', '', ''],
  [TONGDA[0], '', '县交通运输局', '2018-11-20', '日常检查', '否', '投诉举报'],
  [...TONGDA, '县交通运输局', '2017-11-20', '日常检查', '', ''],
  ['平罗县没有的公司', '', '县交通运输局', '2018-11-20', '日常检查', '', ''],
];

/** One of the settings, and back to the draw. */
async function cap(page, times) {
  await caps(page).getByRole('link', { name: '设置频次上限' }).click();
  await heading(page, '设置').waitFor();
  await page.getByLabel('各部门合计，一年至多检查').selectOption({ label: `${times} 次` });
  await saved(page);
}

const give = (page, label, path) => caps(page).getByLabel(label, { exact: true }).setInputFiles(path);

browserTest('who was visited as often as may be is left out by one press, with the reason on 封存单 and in the log', async ({ page }) => {
  await caps(page).getByText('不导入也可以封存').waitFor();
  await cap(page, 2);
  await heading(page, '检查频次', 2).scrollIntoViewIfNeeded();
  await keep(page, 'caps-settings', false);
  await visit(page, 'draw');
  await caps(page).getByText('各部门合计一年至多2次').waitFor();
  await give(page, '导入检查台账', workbook('ledger', LEDGER));
  const all = () => caps(page).getByRole('button', { name: '1户都不参加抽取' });
  await all().waitFor();
  await caps(page).getByText('检查频次已达上限（2018年已检查2次，上限2次）').waitFor();
  const said = await caps(page).textContent();
  for (const told of ['台账共8条，计入4条', '投诉举报1条', '整改复核1条', '2017年1条', '1户临近上限']) assert(said.includes(told), `${told}: ${said}`);
  await keep(page, 'caps-found');
  await fits(page);
  // Nothing is left out by itself.
  assert.equal(await page.getByText(/另有\d+行注明理由不参加/).count(), 0);
  await all().click();
  await caps(page).getByText('1户因检查频次不参加抽取').waitFor();
  await page.getByText('另有1行注明理由不参加').waitFor();
  await caps(page).getByRole('button', { name: '1户恢复参加抽取' }).click();
  await all().waitFor();
  await all().click();
  await caps(page).getByText('1户因检查频次不参加抽取').waitFor();
  await saved(page);
  await page.reload();
  await caps(page).getByText('1户因检查频次不参加抽取').waitFor();
  await resize(page, PHONE);
  await keep(page, 'caps-phone');
  await fits(page);
  await seal(page);
  await visit(page, 'print/seal');
  await page.getByText(`检查频次已达上限（2018年已检查2次，上限2次）1户（${HONGTU[0]}）`).waitFor();
  await visit(page, 'settings');
  await page.getByText(/导入检查台账“ledger”，文件“ledger.xlsx”，8行/).waitFor({ state: 'attached' });
  await page.getByText(/不参加抽取，理由：检查频次已达上限/).first().waitFor({ state: 'attached' });
}, { from: '2018/rostered', at: 'draw', clock: '2018-12-05' });

browserTest('visits of another campaign here count, and count no more and no less once they are 存为台账 and it is gone', async ({ page }) => {
  await cap(page, 1);
  const entries = stored('2018/published').map(({ name, value }) => {
    if (!name.startsWith('mingchou/campaign/')) return { name, value };
    const document = JSON.parse(value);
    document.campaign.id = 'other';
    return { name: 'mingchou/campaign/other', value: JSON.stringify(document) };
  });
  await page.evaluate((all) => all.forEach(({ name, value }) => localStorage.setItem(name, value)), entries);
  await visit(page, 'draw');
  await page.reload();
  const atCap = async () => {
    const all = caps(page).getByRole('button', { name: /^\d+户都不参加抽取$/ });
    await all.waitFor();
    return all.innerText();
  };
  const before = await atCap();
  await caps(page).getByRole('button', { name: '存为台账' }).click();
  await page.getByText(/已存为台账，\d+行/).waitFor();
  await caps(page).getByText(/本机检查记录（2018年12月5日）/).waitFor();
  assert.equal(await atCap(), before);
  await saved(page);
  await page.evaluate(() => localStorage.removeItem('mingchou/campaign/other'));
  await page.reload();
  await caps(page).getByText(/本机检查记录（2018年12月5日）/).waitFor();
  assert.equal(await atCap(), before);
}, { from: '2018/rostered', at: 'draw', clock: '2018-12-05' });

browserTest('a key list becomes a stratum of its own', async ({ page }) => {
  await heading(page, '频次核对', 2).waitFor();
  await caps(page).getByText('白名单、重点名单、必查名单').click();
  await give(page, '导入重点名单', workbook('重点', [['单位名称', '信用代码'], HONGTU, YUANHANG]));
  await caps(page).getByRole('button', { name: '另列“重点名单”一层' }).click();
  await caps(page).getByText('已另列“重点名单”一层').waitFor();
  // Two, of which at least a tenth is drawn: one.
  const row = page.locator('section[aria-labelledby="contents"] tbody tr').filter({ hasText: '重点名单' }).first();
  await become(() => row.locator('td').allTextContents(), ['重点名单', '2 户', '1 户']);
}, { from: '2018/rostered', at: 'draw', clock: '2018-12-05' });

browserTest('a list leaves out, or makes 必查, whom it names; what it does not match is told', async ({ page }) => {
  const list = (name, rows) => workbook(name, [['单位名称', '信用代码'], ...rows]);
  await caps(page).getByText('白名单、重点名单、必查名单').click();
  await give(page, '导入白名单', list('诚信企业白名单', [HONGTU, ['平罗县没有的公司', '']]));
  const white = caps(page).locator('.listed').filter({ hasText: '诚信企业白名单.xlsx' });
  await white.getByText(`名录里参加抽取的有1户：${HONGTU[0]}。`).waitFor();
  await white.getByText('1条对不上名录').waitFor();
  await white.getByLabel('发布单位').fill('县市场监管局');
  await white.getByLabel('文号').fill('平市监〔2018〕3号');
  await white.getByLabel('有效期至').first().fill('2017-12-31');
  await white.getByLabel('有效期至').first().press('Enter');
  await white.getByText('这份名单在检查开始前已经过期').waitFor();
  await white.getByLabel('有效期至').first().fill('2019-12-31');
  await white.getByLabel('有效期至').first().press('Enter');
  await white.getByText('这份名单在检查开始前已经过期').waitFor({ state: 'detached' });
  await give(page, '导入必查名单', list('必查', [YUANHANG, TONGDA]));
  const must = caps(page).locator('.listed').filter({ hasText: '必查.xlsx' });
  await must.getByRole('button', { name: '2户列为必查' }).waitFor();
  await keep(page, 'lists-found');
  await white.getByRole('button', { name: '1户不参加抽取' }).click();
  await must.getByRole('button', { name: '2户列为必查' }).click();
  await must.getByText('2户列为必查，不参加抽取').waitFor();
  await white.getByText('1条对不上名录').waitFor();
  await page.getByText('另有3行注明理由不参加').waitFor();
  await resize(page, PHONE);
  await keep(page, 'lists-phone');
  await fits(page);
  await seal(page);
  await visit(page, 'print/seal');
  await page.getByText(`列入“诚信企业白名单”（县市场监管局，平市监〔2018〕3号）1户（${HONGTU[0]}）`).waitFor();
  await page.getByText('2户不编签、不参加抽取，不计入抽取户数').waitFor();
  await page.getByRole('cell', { name: TONGDA[1] }).waitFor();
  await keep(page, 'must-seal');
}, { from: '2018/rostered', at: 'draw', clock: '2018-12-05' });
