// A campaign of three hundred businesses through all steps: what a county with three thousand has to get through.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { artifact, browserTest, keep, root } from '../e2e/harness.mjs';
import { last } from '../e2e/protocol.mjs';
import { button, choose, dialog, download, drawNow, exportRecord, heading, makeSeed, saved, sayNumbers, seal, slot, startWithPreset, visit } from '../e2e/steps.mjs';

const LISTED = 3000;
const DRAWN = 300;
const TEAMS = 20;
const python = (...args) => JSON.parse(execFileSync('python3', ['-B', join(root, 'tests', 'e2e', 'course.py'), ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 }));
const entry = (page) => page.locator('table.entry tbody tr');
const flat = (text) => text.replace(/\s/g, '');

async function drawnFrom(page, folder) {
  python('rosters', folder, String(LISTED));
  await startWithPreset(page);
  await page.getByLabel('检查组数').fill(String(TEAMS));
  await button(page, '下一步：名录').click();
  await choose(page, 'businesses', join(folder, 'businesses.xlsx'));
  await slot(page, 'businesses').getByText(`共${LISTED}行`).waitFor();
  await choose(page, 'officers', join(folder, 'officers.xlsx'));
  await slot(page, 'officers').getByText('共300行').waitFor();
  await button(page, '下一步：抽取').click();
  await seal(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  return last(JSON.parse((await exportRecord(page)).text));
}

/** The pack of all: which pages are whose, in which order, and what stands on each. */
async function assertPack(page, { seal: { departments }, businesses, outcome, commitment }) {
  await visit(page, 'print/5+3');
  await page.locator('.paper').nth(2 * DRAWN - 1).waitFor({ state: 'attached' });
  const path = artifact('pack-300.pdf');
  await page.pdf({ path, preferCSSPageSize: true });
  const count = Number(execFileSync('pdfinfo', [path], { encoding: 'utf8' }).match(/Pages:\s+(\d+)/)[1]);
  const pages = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8', maxBuffer: 2 ** 28 }).split('\f').slice(0, -1).map(flat);
  assert.equal(pages.length, count);
  const order = outcome.teams.flatMap((t) => t.businesses.map((key, i) => ({ key, team: t.number, place: i + 1, of: t.businesses.length })));
  assert.equal(order.length, DRAWN);
  const fingerprint = commitment.slice(0, 16);
  let at = 0;
  for (const { key, team, place, of } of order) {
    const number = outcome.businesses.indexOf(key) + 1;
    const { name, stratum } = businesses.find((b) => b.key === key);
    const foot = flat(`平双随机〔2018〕1号-${String(number).padStart(3, '0')}${name}封存码${fingerprint}`);
    const own = [];
    while (at < count && pages[at].includes(foot)) {
      assert(pages[at].includes(`—${at + 1}—`), `page ${at + 1} has its number`);
      own.push(pages[at]);
      at += 1;
    }
    assert(own.length >= 3, `${name} has its pages, ${own.length}, up to page ${at}`);
    const record = own.findIndex((p) => p.includes('附件3'));
    const [notice, form] = [own.slice(0, record), own.slice(record)];
    const mark = flat(`第${team}组第${place}户（本组${of}户）第${number}户，共${DRAWN}户`);
    for (const [paper, first] of [[notice, '附件5'], [form, '附件3']]) {
      assert(paper[0].includes(first) && paper[0].includes(mark), `${name}: ${first} begins with ${mark}: ${paper[0].slice(0, 120)}`);
      assert(paper.join('').includes(flat(name)));
    }
    assert(notice.at(-1).includes('收件人（签字）'), `${name}: the notice is whole`);
    assert(form.at(-1).includes('被检查单位（签字或盖章）'), `${name}: the form is whole`);
    const { officers } = outcome.teams.find((t) => t.number === team);
    for (const d of departments.filter((d) => !d.strata || d.strata.includes(stratum))) {
      for (const officer of officers[d.name]) assert(form.join('').includes(officer) && notice.join('').includes(officer), `${name}: ${officer}`);
    }
    // The usual form is one side, the usual notice two.
    assert.equal(form.length, 1, `${name}: 附件3 takes ${form.length} pages`);
    assert(notice.length <= 2, `${name}: 附件5 takes ${notice.length} pages`);
  }
  assert.equal(at, count, 'no page is left');
  return order.map((o) => o.key);
}

async function assertDocx(page, names) {
  const { path } = await download(page, () => button(page, '存为docx').click());
  const [pack] = python('documents', path);
  const text = [...pack.paragraphs, ...pack.tables.flat(2)].join('\n');
  for (const name of names) assert(text.includes(name), name);
  assert.equal(pack.paragraphs.filter((p) => p === '附件3').length, DRAWN);
  assert.equal(pack.feet.filter((f) => f.includes('封存码')).length, DRAWN);
}

browserTest('three hundred businesses', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2018-12-05T10:00:00+08:00'));
  const folder = mkdtempSync(join(tmpdir(), 'large-'));
  const record = await drawnFrom(page, folder);
  assert.equal(record.outcome.businesses.length, DRAWN);
  const nameOf = (key) => record.businesses.find((b) => b.key === key).name;
  const names = record.outcome.businesses.map(nameOf);

  await page.clock.setFixedTime(new Date('2018-12-20T10:00:00+08:00'));
  await visit(page, 'inspect');
  await page.getByText(`${DRAWN} 户中显示 ${DRAWN} 户`).waitFor();
  await keep(page, '80-inspect-300', false);
  // One is found, and entered.
  await page.getByLabel('查找企业、代码或检查人员').fill(record.outcome.businesses[249]);
  await page.getByText(`${DRAWN} 户中显示 1 户`).waitFor();
  await page.getByLabel(`${names[249]}的检查结果`).selectOption('发现问题已责令改正');
  await page.getByLabel(`${names[249]}的后续处置`).selectOption('责令改正，日常监管部门跟踪');
  await page.getByLabel('查找企业、代码或检查人员').fill('');
  // A team, by its workbook.
  await page.getByLabel('打印和导出的范围').selectOption({ label: '按检查组' });
  await page.getByLabel('打印和导出哪些').selectOption('6');
  const out = await download(page, () => button(page, '导出录入表（xlsx）').click());
  copyFileSync(out.path, artifact('entry-team-7.xlsx'));
  const team = record.outcome.teams.find((t) => t.number === 7);
  const own = python('sheets', artifact('entry-team-7.xlsx')).检查结果.slice(1);
  assert.deepEqual(new Set(own.map((r) => r[2])), new Set(team.businesses));
  const cells = Object.fromEntries(own.flatMap((_, i) => [[`F${i + 2}`, '2018-12-12'], [`N${i + 2}`, `第${i + 1}户，现场已拍照`]]));
  await page.locator('#entry-file').setInputFiles(python('fill', artifact('entry-team-7.xlsx'), JSON.stringify({ 检查结果: cells })));
  await dialog(page).getByRole('button', { name: `采用 ${2 * own.length} 处改动` }).click();
  // The others, all at once.
  await button(page, '批量录入……').click();
  await page.locator('#bulk-result').selectOption('未发现问题');
  await page.locator('#bulk-follow-up').selectOption('无需后续处置');
  await dialog(page).getByRole('button', { name: `录入 ${DRAWN} 户` }).click();
  await page.getByText(`待公示 ${DRAWN} 户`).waitFor();
  await button(page, '撤销').click();
  await page.getByText(`待公示 ${DRAWN} 户`).waitFor({ state: 'detached' });
  await button(page, '恢复').click();
  await page.getByText(`待公示 ${DRAWN} 户`).waitFor();
  // The last page of the table.
  const pager = page.getByRole('navigation', { name: '检查情况翻页' });
  for (let i = 0; i < 10 && await pager.getByRole('button', { name: '下一页' }).isEnabled(); i += 1) await pager.getByRole('button', { name: '下一页' }).click();
  assert.equal(await entry(page).last().locator('b').first().textContent(), names.at(-1));
  await saved(page);
  await page.reload();
  await page.getByText(`待公示 ${DRAWN} 户`).waitFor();

  const order = await assertPack(page, record);
  await assertDocx(page, order.map(nameOf));

  await page.clock.setFixedTime(new Date('2018-12-21T10:00:00+08:00'));
  await visit(page, 'publish');
  // What is at odds is told before it can only be corrected: a problem without words.
  await page.getByText('勾选的各户有 1 处前后不符').waitFor();
  await page.getByText(`${names[249]}”（${record.outcome.businesses[249]}）的检查结果是“发现问题已责令改正”，却没有填写问题`).waitFor();
  await button(page, '全不选').click();
  assert(await button(page, '标记 0 户已公示').isDisabled());
  assert.equal(await page.getByText('处前后不符').count(), 0);
  await button(page, '全选').click();
  await button(page, `标记 ${DRAWN} 户已公示……`).click();
  await button(dialog(page), `仍然标记 ${DRAWN} 户已公示`).click();
  await heading(page, '待公示 0 户', 2).waitFor();
  await keep(page, '81-publish-300');
  await visit(page, 'archive');
  const total = page.locator('section.card').filter({ has: heading(page, '汇总（附件4）', 2) }).locator('tbody tr').last();
  assert.deepEqual((await total.locator('th, td').allTextContents()).slice(0, 7), ['合计', '300', '300', '300', '100.0%', '299', '1']);
  await keep(page, '82-archive-300');
  const zip = await download(page, () => button(page, '导出归档包（zip）').click());
  const found = python('archive', zip.path, mkdtempSync(join(tmpdir(), 'archive-')));
  assert(found.digests.every((l) => l.endsWith(': OK')));
  assert.equal(found.verified, 'verified');
  const published = Object.entries(found.csv).find(([name]) => name.includes('检查结果'))[1];
  assert.deepEqual(published.slice(1).map((r) => r[1]), names);
  await saved(page);
});
