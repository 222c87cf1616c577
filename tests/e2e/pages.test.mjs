// What holds of every page: “……” is said where a dialog follows; a message lets the work go on; papers say of how many pages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { CAMPAIGN, PHONE, WIDE, artifact, browserTest, fixture, home } from './harness.mjs';
import { button, dialog, drawNow, heading, load, makeSeed, sayNumbers, seal, slot, visit, voidAttempt } from './steps.mjs';

/** The names of the buttons that say that a dialog follows, each kind once, with the place of the first. */
const asking = (page) => page.locator('#app').evaluate((app) => {
  app.querySelectorAll('details').forEach((d) => { d.open = true; });
  const found = new Map();
  [...app.querySelectorAll('button, label.btn, a.btn')].forEach((e, place) => {
    const name = e.textContent.trim();
    if (name.endsWith('……') && e.checkVisibility() && !e.disabled && !found.has(name)) found.set(name, place);
  });
  return [...found];
});

async function eachAsks(page, where) {
  const names = [];
  for (const [name, place] of await asking(page)) {
    // The page may have been drawn anew by the dialog before.
    const own = (await asking(page)).find(([other]) => other === name);
    await page.locator('#app').locator('button, label.btn, a.btn').nth(own?.[1] ?? place).click();
    await page.locator('dialog[open]').first().waitFor({ timeout: 10_000 }).catch(() => assert.fail(`${where}: no dialog follows “${name}”`));
    for (let tries = 0; tries < 3 && await page.locator('dialog[open]').count() > 0; tries += 1) await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    names.push(name);
  }
  return names;
}

const PAGES = [
  ['planned', 'plan', []],
  ['rostered', 'rosters', ['手工添加一行……', '不参加……']],
  ['rostered', 'draw', ['封存……']],
  ['sealed', 'draw', ['作废重抽……']],
  ['2018/drawn', 'draw', ['导出公开记录……', '作废重抽……', '换下……', '换下人员……']],
  ['2018/drawn', 'inspect', ['批量录入……']],
  ['2018/inspected', 'publish', ['公告文字……', '登记移送……']],
  ['2018/published', 'publish', ['公告文字……', '登记移送……']],
  ['2018/published', 'archive', []],
  ['2018/published', 'settings', []],
];

for (const [from, at, wanted] of PAGES) {
  browserTest(`a dialog follows each “……”: ${from}, ${at}`, async ({ page }) => {
    await page.waitForTimeout(300);
    const names = await eachAsks(page, at);
    console.log(`${from} ${at}: ${names.join(' ')}`);
    for (const name of wanted) assert(names.includes(name), `${name} is on ${at}: ${names.join(' ')}`);
  }, { from, at, ...(from.startsWith('2018') && { clock: '2018-12-28' }) });
}

browserTest('a dialog follows each “……” of the yearly plan and of a roster with faults', async ({ page }) => {
  await page.goto(`${home}#/year/2026`);
  const plan = '任务名称,检查机关,检查对象,时间\n客运检查,县交通局,客运企业,3月\n货运检查,县公安局,货运企业,9月\n';
  await page.locator('#year-file').setInputFiles({ name: '计划.csv', mimeType: 'text/csv', buffer: Buffer.from(plan) });
  await dialog(page).getByRole('button', { name: '导入 2 项' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  const names = await eachAsks(page, 'year');
  assert(names.includes('公告……'), names.join(' '));
  await page.goto(`${home}#/c/${CAMPAIGN}/rosters`);
  await load(page, 'businesses', 'business-odd-codes.xlsx');
  await slot(page, 'businesses').getByText(/处提醒/).waitFor();
  const faults = await eachAsks(page, 'rosters');
  assert(faults.includes('该行不参加……'), faults.join(' '));
}, { from: 'planned' });

/** A business that is no more: the state of the row, not a name for all of them, is why it is left out. */
browserTest('the reason of a row is its own state', async ({ page }) => {
  const rows = [['甲', '91350100M000100Y43', '注销'], ['乙', '', '吊销'], ['丙', '', '停业'], ['丁', '', '存续']];
  const text = `企业名称,统一社会信用代码,登记状态,类别\n${rows.map(([name, ...rest]) => [`平罗县${name}运输有限公司`, ...rest, '客运'].join(',')).join('\n')}\n`;
  await page.locator('#businesses-file').setInputFiles({ name: '企业.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const replace = page.getByRole('dialog').getByRole('button', { name: '换成新文件' });
  await replace.click();
  const place = slot(page, 'businesses');
  await place.getByText('企业.csv ·').waitFor();
  await page.evaluate(() => document.querySelectorAll('#main details').forEach((d) => { d.open = true; }));
  const line = place.locator('li').filter({ hasText: '平罗县乙运输有限公司' }).filter({ hasText: '吊销' });
  await line.getByRole('button', { name: '该行不参加……' }).click();
  assert.equal(await dialog(page).getByLabel('理由').inputValue(), '吊销');
  await page.keyboard.press('Escape');
  await place.getByRole('button', { name: '这3行都不参加，理由写各自的状态' }).click();
  for (const [name, , state] of rows.slice(0, 3)) {
    const row = place.locator('table tr').filter({ hasText: `平罗县${name}运输有限公司` });
    await row.getByText(state).first().waitFor();
    assert.match(await row.innerText(), new RegExp(`不参加[^]*${state}`), name);
    assert(!/吊销等/.test(await row.innerText()));
  }
}, { from: 'rostered' });

/** What a message covers of what can be pressed, as the page stands. */
const covered = (page, what) => page.evaluate((selector) => {
  const toast = document.querySelector('.toast').getBoundingClientRect();
  const over = (r) => r.bottom > toast.top && r.top < toast.bottom && r.right > toast.left && r.left < toast.right;
  const all = [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility() && !e.closest('.toast'));
  return all.filter((e) => over(e.getBoundingClientRect())).map((e) => e.textContent);
}, what);

for (const [where, viewport] of [['a desk', WIDE], ['a phone', PHONE]]) {
  browserTest(`a message covers nothing that stays covered, and goes at a click: ${where}`, async ({ page }) => {
    const message = async () => {
      await button(page, '导出公开记录……').click();
      await dialog(page).getByRole('button', { name: '导出记录' }).click();
      const toast = page.locator('.toast');
      await toast.waitFor();
      await dialog(page).getByRole('button', { name: '关闭' }).click();
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
      await toast.waitFor();
      return toast;
    };
    await page.clock.install();
    const toast = await message();
    assert.equal(await toast.getAttribute('role'), 'status');
    if (viewport === WIDE) assert.deepEqual(await covered(page, '#app .btn.main, #app .bar a, #app .bar button'), []);
    await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
    assert.deepEqual(await covered(page, '#main button, #main a, #main input, #main select'), [], 'the foot of the page can be scrolled out from under it');
    await toast.locator('span').click();
    await toast.waitFor({ state: 'detached' });
    // Untouched it goes by itself.
    await page.mouse.move(2, 2);
    await message();
    await page.clock.runFor(6_100);
    await toast.waitFor({ state: 'detached' });
  }, { from: 'drawn', viewport, own: true });
}

/** 附件6 with so many voided attempts that its last page holds nothing else. */
browserTest('附件6 says of how many pages, however many rows of voided attempts end it', async ({ page }) => {
  await voidAttempt(page);
  await seal(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await visit(page, 'print/2+6');
  await heading(page, '双随机匹配结果人员信息').waitFor();
  // Its feet are set when it hears of printing.
  await page.waitForFunction(() => document.adoptedStyleSheets.length > 0);
  const ends = [];
  let told = 0;
  for (let rows = 1; rows <= 41; rows += 4) {
    const path = artifact(`voided-${rows}.pdf`);
    await page.pdf({ path, preferCSSPageSize: true });
    const text = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1).map((one) => one.replace(/\s/g, ''));
    const six = text.slice(text.findIndex((one) => one.includes('附件6双随机')));
    // What was drawn is another each time; where it fills a page to within .3 mm (styles/print.css) the number is in doubt and is not told.
    const feet = six.map((one) => one.match(/第(\d+)页(?:，共(\d+)页)?/));
    feet.forEach((foot, i) => assert(foot && Number(foot[1]) === i + 1 && Number(foot[2] ?? six.length) === six.length, `${rows} rows: page ${i + 1} of ${six.length}: ${foot}`));
    if (feet.every((foot) => foot[2])) told += 1;
    // Certificates stand beside officers alone.
    ends.push(!/NX\d{6}/.test(six.at(-1)));
    await page.locator('.paper').last().locator('table').last().evaluate((table) => {
      for (let i = 0; i < 4; i += 1) table.append(table.querySelector('tbody').cloneNode(true));
    });
  }
  assert(told > 5, `told ${told} times of 11`);
  assert(ends.at(-1), 'at last the last page holds voided attempts alone');
}, { from: 'drawn' });
