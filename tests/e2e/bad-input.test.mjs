// Files that are not what they should be: told in a sentence, and what was there before stays.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { browserTest, expectError, fixture, keep } from './harness.mjs';
import { IN_WORKERS, NO_MEMORY, button, choose, dialog, heading, inWorkers, load, loadBoth, reloadsSame, rehearsed, slot, saved } from './steps.mjs';

const expected = JSON.parse(readFileSync(fixture('expected.json'), 'utf8'));
const refused = Object.entries(expected).filter(([, e]) => e.refused);

const sentence = async (page, kind) => {
  const alert = slot(page, kind).getByRole('alert');
  await alert.waitFor();
  return (await alert.innerText()).replace(/\s+/g, '');
};

browserTest('every file that can not be read is refused in words, then a good one is taken', async ({ page }) => {
  const must = ['encrypted.xlsx', 'empty.xlsx', 'header-missing.xlsx', 'truncated.xlsx', 'declares-4-gib.xlsx', 'cyclic-ole.xls',
    'business-in-officer-slot.xlsx', 'officer-in-business-slot.xlsx', 'noise.xlsx', 'sst-lies.xlsx', 'word.docx', 'document.pdf.xlsx'];
  for (const name of must) assert(expected[name]?.refused, `${name} is a fixture that must be refused`);
  for (const [name, { kind, refused: words }] of refused) {
    const place = kind === 'business' ? 'businesses' : 'officers';
    await choose(page, place, name);
    const said = await sentence(page, place);
    assert(said.startsWith('没有载入。'), said);
    for (const word of words) assert(said.includes(word), `${name}: “${word}” is not in “${said}”`);
    assert(!/[a-z]{4,} [a-z]{2,}|error|panic/.test(said), `${name} is told in Chinese: ${said}`);
    if (name === 'encrypted.xlsx') await keep(page, '30-encrypted');
    // The next file stands alone: the sentence of this one goes.
    await load(page, place, place === 'businesses' ? 'clean-businesses.xlsx' : 'clean-officers.xlsx');
    assert.equal(await slot(page, place).getByRole('alert').count(), 0);
  }
}, { from: 'planned', at: 'rosters' });

browserTest('what was there before stays when a file is refused', async ({ page }) => {
  await loadBoth(page);
  for (const [kind, name] of [['businesses', 'truncated.xlsx'], ['businesses', 'clean-officers.xlsx'], ['officers', 'clean-businesses.xlsx'], ['officers', 'encrypted.xlsx']]) {
    await choose(page, kind, name);
    const said = await sentence(page, kind);
    assert(said.includes('原来的名录没有变动'), said);
    if (name.startsWith('clean')) assert(said.includes('放错了位置'), said);
    await slot(page, 'businesses').getByText('clean-businesses.xlsx · 工作表“企业名录” · 表头第2行 · 共110行').waitFor();
    await slot(page, 'officers').getByText('clean-officers.xlsx · 工作表“执法人员” · 表头第2行 · 共45行').waitFor();
  }
  await keep(page, '31-swapped');
  await page.reload();
  await slot(page, 'officers').getByText('共45行').waitFor();
  await button(page, '下一步：抽取').click();
  await rehearsed(page);
}, { from: 'planned', at: 'rosters' });

browserTest('problems stand with sheet and cell; a row left out with a reason unblocks, restoring it brings them back', async ({ page }) => {
  await load(page, 'officers', 'clean-officers.xlsx');
  await load(page, 'businesses', 'business-duplicate-code.xlsx');
  const place = slot(page, 'businesses');
  await place.getByText('2 处错误').waitFor();
  for (const [cell, says] of [['名录 B5', '第5行与第2行'], ['名录 B6', '第6行与第3行']]) {
    await place.locator('li').filter({ has: page.getByText(cell, { exact: true }) }).filter({ hasText: says }).waitFor();
  }
  await keep(page, '32-problems');
  await page.getByText('还有2处错误，改正或排除后才能封存').waitFor();
  await button(page, '下一步：抽取').click();
  await page.getByText('还不能封存').waitFor();
  assert(await button(page, '封存……').isDisabled());
  await page.goBack();
  await heading(page, '名录').waitFor();

  await place.locator('li').filter({ hasText: '名录 B5' }).getByRole('button', { name: '该行不参加……' }).click();
  await dialog(page).getByLabel('理由').fill('');
  await dialog(page).getByRole('button', { name: '不参加抽取', exact: true }).click();
  await dialog(page).getByText('请填写理由').waitFor();
  await dialog(page).getByLabel('理由').fill('与第2行重复登记');
  await keep(page, '33-exclude', false);
  await dialog(page).getByRole('button', { name: '不参加抽取', exact: true }).click();
  await place.getByText('不参加：与第2行重复登记').waitFor();
  await place.getByText('1 处错误').waitFor();
  await place.locator('li').filter({ hasText: '名录 B6' }).getByRole('button', { name: '该行不参加……' }).click();
  await dialog(page).getByRole('button', { name: '不参加抽取', exact: true }).click();
  await page.getByText('两份名录都没有错误').waitFor();
  await reloadsSame(page, 'what was left out is');

  await place.getByRole('button', { name: '恢复参加' }).first().click();
  await page.getByText('还有1处错误').waitFor();
  await place.getByText('名录 B5', { exact: true }).waitFor();
}, { from: 'planned', at: 'rosters' });

browserTest('a file that claims what it does not hold is told in a sentence', async ({ page }) => {
  await load(page, 'officers', 'clean-officers.xlsx');
  await choose(page, 'businesses', 'hostile/panics.xlsb');
  const said = await sentence(page, 'businesses');
  assert(said.includes('已损坏') && said.includes('另存为xlsx'), said);
  await load(page, 'businesses', 'sheetjs.xlsb');
  await slot(page, 'businesses').getByText('共3行').waitFor();
  await slot(page, 'officers').getByText('共45行').waitFor();
}, { from: 'planned', at: 'rosters' });

browserTest('the worker that dies takes nothing with it', async ({ page, seen }) => {
  expectError(seen, /Out of memory|RuntimeError: unreachable/);
  const reload = async (prelude) => {
    await inWorkers(page, prelude);
    await page.reload();
    await heading(page, '名录').waitFor();
  };
  // The browser has no memory for another one, then has.
  await reload(NO_MEMORY);
  await choose(page, 'businesses', 'clean-businesses.xlsx');
  assert((await sentence(page, 'businesses')).includes('后台程序没有启动'));
  await inWorkers(page, '');
  await load(page, 'businesses', 'clean-businesses.xlsx');
  await load(page, 'officers', 'clean-officers.xlsx');
  await slot(page, 'officers').getByText('共45行').waitFor();
  await saved(page);
  // It traps in the middle of its work.
  await reload(`const real = self.postMessage.bind(self);
    self.postMessage = (m) => { real(m); if (m[0] === 'ready') setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); }, 0); };
    self.addEventListener('message', (e) => { if (Array.isArray(e.data)) e.stopImmediatePropagation(); });`);
  await slot(page, 'businesses').getByText('clean-businesses.xlsx ·').waitFor();
  await choose(page, 'businesses', 'business-title-rows.xlsx');
  assert((await sentence(page, 'businesses')).includes('后台程序崩溃'));
  await slot(page, 'businesses').getByText('clean-businesses.xlsx ·').waitFor();
  await inWorkers(page, '');
  await load(page, 'businesses', 'business-title-rows.xlsx');
}, { from: 'planned', at: 'rosters', init: IN_WORKERS });
