// The table of a roster on the screen, the tick of its step, and the workbook of problems of each of its files.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { browserTest, keep } from './harness.mjs';
import { button, choose, download, dropFiles, slot, visit } from './steps.mjs';

const csv = (name, rows) => ({ name, mimeType: '', buffer: Buffer.from(rows.join('\n')) });

browserTest('the marked workbook of each of four files dropped at once holds its own rows, marked, and no other’s', async ({ page }) => {
  const people = { 县公安局: '马建国', 县安监局: '李强', 县市场监管局: '周洋', 县运管所: '郑凯' };
  const place = slot(page, 'officers');
  // One of each has no certificate.
  await dropFiles(page, place.locator('.drop'), Object.entries(people).map(([unit, name], n) => ({
    name: `${unit}.csv`, text: ['姓名,单位,执法证号', `${name},${unit},`, `王${'甲乙丙丁'[n]},${unit},NX0${n}02`].join('\n'),
  })));
  await place.getByText('4个文件 · 共8行').waitFor();
  for (const [unit, name] of Object.entries(people)) {
    const line = place.locator('table.files tbody tr').filter({ hasText: `${unit}.csv` });
    await line.getByText('1处错误').waitFor();
    const marked = await download(page, () => button(line, '导出问题').click());
    assert.equal(marked.name, `${unit}（标出问题）.xlsx`);
    const said = execFileSync('python3', ['-c', 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("xl/sharedStrings.xml").decode())', marked.path], { encoding: 'utf8' });
    assert(said.includes(name) && said.includes('错误：'), `${unit} is marked`);
    for (const other of Object.values(people)) assert.equal(said.includes(other), other === name, `${other} in that of ${unit}`);
  }
}, { from: 'planned', at: 'rosters' });

browserTest('a step is ticked only while its roster has no open error', async ({ page }) => {
  const done = page.getByRole('navigation', { name: '步骤' }).getByRole('listitem').filter({ hasText: '名录' }).getByText('已完成');
  const officers = slot(page, 'officers');
  // The step on which one is bears no tick.
  await visit(page, 'draw');
  await done.waitFor();
  await visit(page, 'rosters');
  await officers.getByRole('button', { name: /^证号：.+，修改$/ }).first().click();
  await page.getByRole('textbox', { name: '证号' }).first().fill('');
  await page.keyboard.press('Enter');
  await officers.getByText('处错误').first().waitFor();
  await visit(page, 'draw');
  await page.getByText('还不能封存').waitFor();
  assert.equal(await done.count(), 0);
  await visit(page, 'rosters');
  await button(officers, '撤销').click();
  await officers.getByText('处错误').first().waitFor({ state: 'detached' });
  await visit(page, 'draw');
  await done.waitFor();
}, { from: 'rostered', at: 'rosters' });

browserTest('rows of one line are some 40 px high, and the header stays in sight', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const rows = Array.from({ length: 80 }, (_, i) => `平罗县第${i}运输有限公司,客运`);
  await choose(page, 'businesses', csv('企业.csv', ['企业名称,类别', ...rows]));
  const region = slot(page, 'businesses').getByRole('region', { name: '各行' });
  await region.locator('tbody tr').nth(20).waitFor();
  await keep(page, '74-roster-table');
  const seen = await region.evaluate(async (region) => {
    const heights = [...region.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect().height);
    region.scrollIntoView({ block: 'start' });
    region.scrollTop = 600;
    await new Promise(requestAnimationFrame);
    const [box, head] = [region, region.querySelector('thead th')].map((e) => e.getBoundingClientRect());
    const top = document.elementFromPoint(head.left + head.width / 2, head.top + head.height / 2);
    return { heights, scrolled: region.scrollTop, off: head.top - box.top, onTop: Boolean(top?.closest('thead')), fills: box.height / innerHeight };
  });
  assert(Math.min(...seen.heights) >= 38 && Math.max(...seen.heights) <= 44, `rows are ${Math.min(...seen.heights)} to ${Math.max(...seen.heights)} px high`);
  assert(seen.scrolled >= 500 && Math.abs(seen.off) <= 2 && seen.onTop, `the header is ${seen.off} px below the edge, in front: ${seen.onTop}`);
  assert(seen.fills > 0.7, `the table takes ${seen.fills} of the window`);
}, { from: 'planned', at: 'rosters' });
