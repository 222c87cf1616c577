// 按户: every business with officers of its own; drawn from pools, replaced, printed; a seed that leaves no assignment.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { artifact, browserTest, keep, root } from './harness.mjs';
import { button, dialog, download, drawNow, heading, loadBoth, makeSeed, rehearsed, say, sayNumbers, seal, slot, startWithPreset, visit } from './steps.mjs';

const flat = (text) => text.replace(/\s/g, '');
const verified = (path) => execFileSync('python3', [join(root, 'tools', 'verify.py'), path], { encoding: 'utf8' }).trim();

/** In mode 按户, each department's pool smaller than its list where `pool` says so. */
async function readyPerBusiness(page, pool) {
  await startWithPreset(page);
  await page.getByLabel('按户', { exact: true }).check();
  if (pool) for (const box of await page.getByLabel('先抽几人（空=全部）').all()) await box.fill(pool);
  await button(page, '下一步：名录').click();
  await heading(page, '名录').waitFor();
  await loadBoth(page);
  await button(page, '下一步：抽取').click();
  await heading(page, '核对将要封存的内容', 2).waitFor();
}

browserTest('per business: drawn, a pooled officer replaced, on paper', async ({ page }) => {
  await readyPerBusiness(page, '6');
  await rehearsed(page);
  await seal(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  await button(page, '第1户替补人员').click();
  const person = dialog(page).locator('li').filter({ hasText: '县公安局' }).or(dialog(page).locator('li')).getByRole('button').first();
  const leaving = await person.innerText();
  await person.click();
  const incoming = await page.locator('#incoming').innerText();
  await keep(page, '60-per-business-substitute', false);
  await dialog(page).getByLabel('理由').fill('病假');
  await dialog(page).getByLabel('批准人').fill('李主任');
  await dialog(page).getByRole('button', { name: /^由“/ }).click();
  await heading(page, '替补 1 次', 2).waitFor();
  const { path, text } = await download(page, () => button(page, '导出公开记录').click());
  assert.equal(verified(path), 'verified');
  const { manifest, outcome, substitutions: [change] } = JSON.parse(text);
  const nameOf = (key) => manifest.officers.find((o) => o.key === key).name;
  assert.deepEqual([nameOf(change.out), nameOf(change.in), change.team], [leaving, incoming, 1]);
  await keep(page, '60-per-business-outcome');

  await visit(page, 'print/2+6');
  await heading(page, '双随机匹配结果人员信息').waitFor();
  const paper = artifact('per-business.pdf');
  await page.pdf({ path: paper, preferCSSPageSize: true, printBackground: false });
  const pages = execFileSync('pdftotext', ['-raw', paper, '-'], { encoding: 'utf8' }).split('\f').map(flat);
  const six = pages.slice(pages.findIndex((p) => p.includes('附件6')));
  outcome.teams.forEach((team) => {
    const [business] = team.businesses;
    const on = six.filter((p) => p.includes(business));
    assert.equal(on.length, 1, `${business} stands on one page of 附件6`);
    const group = on[0].slice(on[0].indexOf(business));
    assert(group.startsWith(`${business}第${team.number}户`), group.slice(0, 60));
    for (const [department, keys] of Object.entries(team.officers)) {
      const marked = keys.map((k) => (team.number === change.team && k === change.out ? change.in : k));
      const names = marked.map((k) => (k === change.in && team.number === change.team ? `${nameOf(k)}（替补）` : nameOf(k)));
      // Officers who came in anywhere are marked wherever they stand.
      const plain = group.replaceAll('（替补）', '');
      assert(plain.includes(flat(`${department}${names.join('').replaceAll('（替补）', '')}`)), `${department}: ${names} in ${plain.slice(0, 200)}`);
    }
  });
  const signed = pages.filter((p) => p.includes('抽取人（签字）'));
  assert.equal(signed.length, 1, 'the boxes to sign stand whole on one page');
  assert(signed[0].includes('序号姓名单位执法证号') || signed[0].includes('抽取后的替补'), `and something above them: ${signed[0]}`);
});

// The nonce is fixed, so that numbers can be found that leave no assignment: of five officers three are drawn, and three
// of the five may inspect nobody.
const FIXED = () => {
  const real = crypto.getRandomValues.bind(crypto);
  crypto.getRandomValues = (array) => (array.byteLength === 16 ? array.fill(7) : real(array));
};

browserTest('a seed that leaves no assignment voids the attempt by rule, on screen', async ({ page }) => {
  const firms = ['甲运输有限公司', '乙运输有限公司', '丙运输有限公司', '丁运输有限公司'];
  const businesses = ['企业名称,统一社会信用代码', ...firms.map((f) => `${f},`)].join('\n');
  const officers = ['姓名,单位,执法证号,回避', `张一,甲局,A1,${firms.join('、')}`, ...[2, 3].map((n) => `张${n},甲局,A${n},${firms.join('、')}`), '张四,甲局,A4,', '张五,甲局,A5,'].join('\n');
  await button(page, '新建抽查').click();
  await page.getByLabel('任务名称').fill('无解');
  await page.getByLabel('按户', { exact: true }).check();
  await page.getByLabel('比例', { exact: true }).fill('50');
  await button(page, '下一步：名录').click();
  await heading(page, '名录').waitFor();
  for (const [kind, text] of Object.entries({ businesses, officers })) {
    await slot(page, kind).locator('input[type=file]').setInputFiles({ name: `${kind}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await slot(page, kind).getByText(`${kind}.csv ·`).waitFor();
  }
  await visit(page, 'plan');
  await page.getByLabel('先抽几人（空=全部）').fill('3');
  await visit(page, 'draw');
  await page.getByText(/有 \d+ 次找不到满足回避要求的匹配/).waitFor();
  await keep(page, '61-rehearsal-warns');
  let attempts = 0;
  for (;;) {
    attempts += 1;
    assert(attempts < 12, 'seven in ten seeds leave no assignment');
    await seal(page);
    await say(page, '甲局', String(attempts));
    await makeSeed(page);
    await button(page, '抽取').click();
    const voided = page.getByText(`第 ${attempts} 次抽取已作废`);
    await voided.or(heading(page, '抽取结果')).first().waitFor();
    if (await voided.isVisible()) break;
    await button(page, '作废重抽……').click();
    await dialog(page).getByLabel('理由').fill('试一次');
    await dialog(page).getByLabel('批准人').fill('李主任');
    await dialog(page).getByRole('button', { name: '作废', exact: true }).click();
    await heading(page, '核对将要封存的内容', 2).waitFor();
  }
  await heading(page, '核对将要封存的内容', 2).waitFor();
  await keep(page, '61-no-assignment');
  const told = await page.locator('.note.warn').filter({ hasText: '已作废' }).last().innerText();
  assert.match(told, /“甲局”的人员安排不下.*本次按规则作废.*按抽取规则自动作废/);
  // The next attempt is chained to it.
  await seal(page);
  await page.getByText(`第 ${attempts + 1} 次抽取`).first().waitFor();
}, { init: FIXED });
