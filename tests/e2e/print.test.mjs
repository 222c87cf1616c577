// What comes out of the printer, measured on the PDF that Chromium makes of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { artifact, browserTest, fixture, keep } from './harness.mjs';
import { NUMBERS, PRESET, button, drawn, drawNow, exportRecord, heading, link, makeSeed, sayNumbers, seal, visit, voidAttempt } from './steps.mjs';

const MM = 72 / 25.4;
const roster = JSON.parse(readFileSync(fixture('expected.json'), 'utf8'))['clean-businesses.xlsx'].rows;
const byCode = new Map(roster.map((r) => [r.代码, r]));
const CHROME = ['大字', '返回', '已保存', '明抽在本机浏览器内运行', '跳到正文', '第 3 步', '下一步', '知道了', '已导出'];
const flat = (text) => text.replace(/\s/g, '');
const groups = (digest) => digest.match(/.{4}/g);

async function pdf(page, name) {
  const path = artifact(`${name}.pdf`);
  await page.pdf({ path, preferCSSPageSize: true, printBackground: false });
  const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
  const count = Number(info.match(/Pages:\s+(\d+)/)[1]);
  const sizes = execFileSync('pdfinfo', ['-l', String(count), path], { encoding: 'utf8' }).match(/Page.* size:.*/g);
  assert.equal(sizes.length, count);
  for (const size of sizes) assert.match(size, /59\d(\.\d+)? x 84\d(\.\d+)? pts \(A4\)/);
  const text = (from, to, ...how) => execFileSync('pdftotext', [...how, '-f', String(from), '-l', String(to), path, '-'], { encoding: 'utf8' });
  // In the order of the document, so that a row is one piece: it stands whole on its page or was cut.
  const pages = Array.from({ length: count }, (_, i) => flat(text(i + 1, i + 1, '-raw')));
  return { path, count, pages, all: pages.join(''), layout: text(1, count, '-layout'), words: words(text(1, count, '-bbox')) };
}

function words(bbox) {
  return bbox.split('<page ').slice(1).map((page) => [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)]
    .map(([, x0, y0, x1, y1, text]) => ({ x0: x0 / MM, ...ink(y0 / MM, y1 / MM), x1: x1 / MM, text })));
}

/** pdftotext gives the font's own height, up to 2.6 em; the characters stand about its middle, none here below 9.5 pt. */
function ink(top, bottom) {
  const [middle, half] = [(top + bottom) / 2, 1.6];
  return { y0: middle - half, y1: middle + half };
}

/** GB/T 9704: margins 37 mm above, 26 right, 35 below, 28 left; only the record's number and fingerprint and the number of the page stand below. */
const LETTER = { above: 37, right: 26, below: 35, left: 28, digits: 16 };
/** What is signed in the room, on one page: the whole commitment stands at its foot. */
const SHEET = { above: 14, right: 18, below: 20, left: 22, digits: 64 };
const FORM = { above: 20, right: 20, below: 22, left: 25, digits: 64 };

function assertMargins(paper, m = LETTER) {
  const end = { x: 210 - m.right, y: 297 - m.below };
  let [left, right, bottom] = [99, 0, 0];
  assertNumbered(paper, new RegExp(`^平双随机〔2018〕1号第\\d次抽取封存码[0-9a-f]{${m.digits}}$`), end.y);
  paper.words.forEach((found, i) => {
    for (const w of found.filter((w) => w.y0 < end.y)) {
      assert(w.x0 >= m.left - 0.5 && w.x1 <= end.x + 0.5 && w.y0 >= m.above && w.y1 <= end.y, `page ${i + 1}: “${w.text}” stands in the margin: ${JSON.stringify(w)}`);
      [left, right, bottom] = [Math.min(left, w.x0), Math.max(right, w.x1), Math.max(bottom, w.y1)];
    }
  });
  assert(left < m.left + 3 && right > end.x - 6, `the text takes the width of ${end.x - m.left} mm: from ${left} to ${right}`);
  return { left, right, bottom };
}

/** The words line by line; those of two fonts stand a little apart, lines of 13 pt 4.6 mm. */
function linesOf(words) {
  const lines = [];
  for (const w of words.toSorted((a, b) => a.y0 - b.y0)) {
    if (lines.length === 0 || w.y0 - lines.at(-1)[0].y0 > 2) lines.push([]);
    lines.at(-1).push(w);
  }
  return lines.map((line) => flat(line.toSorted((a, b) => a.x0 - b.x0).map((w) => w.text).join('')));
}

/** Each document counts its own pages from 1, and says of how many; below the number stands its own line. */
function assertNumbered(paper, line, y) {
  const own = [];
  paper.words.forEach((found, i) => {
    const foot = flat(found.filter((w) => w.y0 >= y).map((w) => w.text).join(''));
    const [, page, of, rest] = foot.match(/^第(\d+)页(?:，共(\d+)页)?(.*)$/) ?? assert.fail(`page ${i + 1}: ${foot}`);
    assert.match(rest, line, `page ${i + 1}: its foot`);
    const rows = linesOf(found.filter((w) => w.y0 >= y));
    const code = rest.match(/封存码([0-9a-f]+)$/)?.[1];
    assert(!code || rows.some((row) => row.endsWith(`封存码${code}`)), `page ${i + 1}: a line ends within the code: ${rows.join(' | ')}`);
    if (page === '1') own.push([]);
    own.at(-1).push([Number(page), of && Number(of)]);
  });
  for (const pages of own) {
    // The number of all is right, or not told.
    assert.deepEqual(pages.map(([page]) => page), pages.map((_, i) => i + 1));
    assert(pages.every(([, of]) => of === undefined || of === pages.length), `it has ${pages.length}: ${JSON.stringify(pages)}`);
  }
  return own;
}

/** Each form says on each page of how many; whether the number is right, assertNumbered has seen. */
function assertTotals(paper) {
  paper.pages.forEach((text, i) => assert.match(text, /第\d+页，共\d+页/, `page ${i + 1} says of how many`));
}

function assertNoChrome(paper) {
  for (const word of CHROME) assert(!paper.all.includes(flat(word)), `“${word}” is on paper`);
}

const HEAD2 = '序号经营主体名称统一社会信用代码类别地址联系人电话';
const HEAD_OFFICERS = '序号姓名单位执法证号检查组';
const HEAD6 = '序号经营主体名称统一社会信用代码检查组部门执法人员执法证号组长';

/** Each row of both forms is whole on one page, below a heading. */
function assertRows(paper, record) {
  const { seal, outcome } = record.attempts.at(-1);
  const { officers } = record.officers[seal.officers_sha256];
  const start6 = paper.pages.findIndex((p) => p.includes('附件6'));
  assert(start6 > 0);
  const [two, six] = [paper.pages.slice(0, start6), paper.pages.slice(start6)];
  const nameOf = (key) => officers.find((o) => o.key === key).name;
  outcome.businesses.forEach((key, i) => {
    const b = byCode.get(key);
    const row = flat(`${i + 1}${b.名称}${key}${b.类别}${b.地址}${b.负责人}${b.电话}`);
    const at = two.findIndex((p) => p.includes(row));
    assert(at >= 0, `附件2: the row of ${b.名称} is cut or missing: ${row}`);
    assert(two[at].includes(HEAD2) && two[at].indexOf(HEAD2) < two[at].indexOf(row), `附件2, page ${at + 1}: a heading above ${b.名称}`);

    const team = outcome.teams.find((t) => t.businesses.includes(key));
    const on = six.filter((p) => p.includes(key));
    assert.equal(on.length, 1, `附件6: ${b.名称} stands on one page`);
    assert(on[0].includes(HEAD6), `附件6: a heading above ${b.名称}`);
    const group = on[0].slice(on[0].indexOf(key));
    for (const d of seal.departments.filter((d) => !d.strata || d.strata.includes(b.类别))) {
      const people = team.officers[d.name];
      // A row an officer, the number beside the name; the first row of a business ends with 组长.
      const leader = team.officers[seal.campaign.lead][0];
      const isFirst = d.name === seal.campaign.lead;
      const rows = flat(`${d.name}${people.map((p, i) => `${nameOf(p)}${p}${isFirst && i === 0 ? nameOf(leader) : ''}`).join('')}`);
      assert(group.includes(rows), `附件6: ${b.名称}: ${rows} not in ${group.slice(0, 300)}`);
    }
  });
  let n = 0;
  for (const d of seal.departments) {
    for (const key of outcome.officers[d.name]) {
      n += 1;
      const team = outcome.teams.find((t) => t.officers[d.name].includes(key)).number;
      const row = flat(`${n}${nameOf(key)}${d.name}${key}第${team}组`);
      const at = two.findIndex((p) => p.includes(row));
      assert(at >= 0, `附件2: the row of officer ${row}`);
      assert(two[at].includes(HEAD_OFFICERS), `附件2, page ${at + 1}: a heading above the officers`);
    }
  }
  return { pages2: start6, pages6: six.length };
}

browserTest('封存单, one page before any number is said', async ({ page }) => {
  const commitment = (await page.locator('p.digest').innerText()).replace(/\s/g, '');
  await visit(page, 'print/seal');
  await heading(page, '双随机抽取封存单').waitFor();
  await keep(page, '50-seal-sheet');
  const paper = await pdf(page, 'seal-sheet');
  assertNoChrome(paper);
  assertMargins(paper, SHEET);
  assert.equal(paper.count, 1, 'a county’s draw is sealed on one page');
  for (const part of [...groups(commitment), PRESET, '第1次', '合计11011', '封存人（签字）', '监督人（签字）', '其他在场人员（签字）', '拍下签字后的封存单']) {
    assert(paper.all.includes(flat(part)), `${part} is on paper`);
  }
  assert(!paper.all.includes('种子'), 'there is no seed yet');
  for (const [label, listed, drawn] of [['客运', 20, 2], ['普货', 40, 4], ['危货', 10, 1], ['站场', 10, 1], ['维修', 30, 3]]) {
    assert(new RegExp(`${label}${listed}不少于10%${drawn}`).test(paper.all), label);
  }
  // A line for each number in the sealed order, high enough to write in by hand.
  const lines = Object.keys(NUMBERS).map((who, i) => {
    const at = paper.words[0].findLast((w) => w.text.includes(who));
    assert(at && paper.all.includes(`${i + 1}${who}`), `${who} has line ${i + 1}`);
    return at.y0;
  });
  lines.slice(1).forEach((y, i) => assert(y - lines[i] >= 9 && y - lines[i] < 13, `line ${i + 2} is ${y - lines[i]} mm below`));
}, { from: 'sealed' });

browserTest('随机码封袋页, on paper only, until there is a seed', async ({ page }) => {
  await visit(page, 'print/nonce');
  await heading(page, '随机码封袋页').waitFor();
  const secret = page.locator('.unseen td.mono').last();
  const nonce = (await secret.textContent()).replace(/\s/g, '');
  assert.match(nonce, /^[0-9a-f]{32}$/);
  assert.equal(await secret.evaluate((cell) => getComputedStyle(cell).color), 'rgba(0, 0, 0, 0)', 'nobody reads it from the screen');
  assert.equal(await page.getByRole('button', { name: '存为docx' }).count(), 0, 'no file of it is made');
  const paper = await pdf(page, 'nonce-sheet');
  assertMargins(paper, FORM);
  assert.equal(paper.count, 1);
  assert(paper.all.includes(nonce), 'it is on paper');
  const at = (text) => paper.words[0].find((w) => w.text.includes(text)).y0;
  assert(at(nonce.slice(0, 4)) > at('沿此线') && at('沿此线') > at('封袋人'), 'below the fold, the signatures above it');
  await visit(page, 'draw');
  await sayNumbers(page);
  await makeSeed(page);
  await visit(page, 'print/nonce');
  await page.getByText('现在还没有可以打印的内容').waitFor();
}, { from: 'sealed' });

browserTest('附件2 and 附件6 of a draw that was voided once', async ({ page }) => {
  await voidAttempt(page);
  await link(page, '打印作废单').click();
  await heading(page, '双随机抽取作废单').waitFor();
  await keep(page, '52-void-sheet');
  const thrown = await pdf(page, 'void-sheet');
  assertNoChrome(thrown);
  assertMargins(thrown, SHEET);
  assert.equal(thrown.count, 1);
  await visit(page, 'draw');
  await seal(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  const record = JSON.parse((await exportRecord(page)).text);
  const [first, last] = record.attempts;
  assert.equal(record.attempts.length, 2);
  await visit(page, 'print/2+6');
  await heading(page, '双随机匹配结果人员信息').waitFor();
  await keep(page, '51-papers');
  const paper = await pdf(page, 'form2-form6');
  assertNoChrome(paper);
  assert(!paper.all.includes('打印'));
  assertMargins(paper);
  assertRows(paper, record);
  // What was thrown away stood on the sheet that was signed, with what the next seal then named.
  for (const part of [first.commitment, first.seed, first.nonce, last.seal.previous, '名录漏登一户', ...first.contributions.map((c) => c.label + c.value),
    '批准人马局长（签字）', '见证人王某（签字）', '见证人赵某（签字）', '抽出经营主体11户']) {
    assert(thrown.all.includes(flat(part)), `${part} is on the 作废单`);
  }
  for (const key of first.outcome.businesses) assert(thrown.all.includes(flat(byCode.get(key).名称)), `${key} is on the 作废单`);
  for (const part of [...groups(last.commitment), ...groups(last.seed), '第2次', '第1次', '名录漏登一户', '马局长', first.commitment.slice(0, 16),
    ...last.contributions.map((c) => `${c.label}：${c.value}`), '抽取人（签字）', '负责人（盖章）', '县交通运输局会议室', '平双随机〔2018〕1号']) {
    assert(paper.all.includes(flat(part)), `${part} is on paper`);
  }
  const signed = paper.pages.find((p) => p.includes('抽取人（签字）'));
  assert(signed.includes('参加单位代表（签字）') && signed.includes('种子由封存码') && signed.includes('mingchou/2') && signed.includes('拍下签字后的本表和封存单') && signed.includes(HEAD_OFFICERS),
    `what is signed stands on the page of the signatures: ${signed}`);
  // As a person reads it, line by line; on the last page stands what was voided.
  for (const key of last.outcome.businesses) assert.equal(paper.layout.split(key).length, 3, `${key} stands unbroken on both forms`);
  for (const word of ['执法人员', '序号', '县交通运输局', '县市场监管局']) {
    assert(paper.words.at(-2).some((w) => w.text.includes(word)), `“${word}” stands unbroken`);
  }
}, { from: 'drawn' });

browserTest('a long one: sixty businesses, tables over several pages', async ({ page }) => {
  await drawn(page, {
    change: async () => {
      await page.getByLabel('任务编号').fill('平双随机〔2018〕1号');
      const ratios = page.getByLabel('比例', { exact: true });
      assert.equal(await ratios.count(), 5);
      for (const box of await ratios.all()) await box.fill('55');
    },
  });
  const record = JSON.parse((await exportRecord(page)).text);
  assert(record.attempts[0].outcome.businesses.length >= 60);
  await visit(page, 'print/2+6');
  await heading(page, '双随机匹配结果人员信息').waitFor();
  const paper = await pdf(page, 'long-form2-form6');
  assertNoChrome(paper);
  assertMargins(paper);
  const { pages2, pages6 } = assertRows(paper, record);
  assert(pages2 >= 4 && pages6 >= 5, `${pages2} and ${pages6} pages`);
  // No page but the last of a form is left half empty.
  paper.words.forEach((found, i) => {
    if (i === pages2 - 1 || i === paper.count - 1) return;
    const lowest = Math.max(...found.filter((w) => w.y0 < 260).map((w) => w.y1));
    assert(lowest > 200, `page ${i + 1} ends at ${lowest} mm`);
  });
});

browserTest('附件5 and 附件3: each a document of its own', async ({ page }) => {
  await visit(page, 'print/5+3');
  await heading(page, '行政检查通知书').first().waitFor();
  const paper = await pdf(page, 'field');
  assertNoChrome(paper);
  const own = assertNumbered(paper, /^平双随机〔2018〕1号-\d{3}.+封存码[0-9a-f]{16}$/, 297 - SHEET.below);
  assert.equal(own.length, 2 * 11, 'a notice and a form for each of eleven businesses');
  assert(own.every((pages, i) => pages.length <= (i % 2 ? 1 : 2)), 'a notice is the two sides of a sheet, a form one page');
  // Short papers are counted before they are printed: the number of all is told but where it is in doubt.
  assert(own.filter((pages) => pages.every(([, of]) => of)).length > 16, JSON.stringify(own));
  await page.evaluate(() => document.querySelector('.paper').scrollIntoView());
  assert.equal(await page.locator('.paper').first().evaluate((paper) => getComputedStyle(paper).columnWidth), 'auto', 'on the screen it is as before');
}, { from: 'drawn' });

browserTest('附件3 of names as long as they come, inspected by five departments: one page each', async ({ page }) => {
  await visit(page, 'print/3');
  await page.locator('.paper').nth(39).waitFor();
  const value = (label) => page.getByRole('rowheader', { name: label, exact: true }).locator('xpath=following-sibling::td[1]');
  // A name, an address of sixty characters.
  const long = '平罗县城关镇鼓楼南街惠民便利道路旅客运输与普通货物运输以及汽车维护修理综合服务有限责任公司平罗县第一分公司城关营业部';
  assert.equal(long.length, 58);
  for (const label of ['被检查单位', '住 所']) await value(label).evaluateAll((cells, text) => cells.forEach((cell) => { cell.textContent = text; }), `${long}某店`);
  assert.equal(await page.locator('.paper').first().locator('tr[class*=tall]').count(), 5, 'a row of each department');
  const paper = await pdf(page, 'long-names');
  const own = assertNumbered(paper, /封存码[0-9a-f]{16}$/, 297 - SHEET.below);
  assert.deepEqual(own.map((pages) => pages.length), Array(40).fill(1));
  for (const text of paper.pages) assert(text.includes('本表一户一表') && text.includes('被检查单位（签字或盖章）'), text);
}, { from: 'households' });

for (const from of ['drawn', 'standard-drawn', 'households']) {
  browserTest(`附件2 and 附件6 say of how many pages, tables over several pages as well: ${from}`, async ({ page }) => {
    await visit(page, 'print/2+6');
    await heading(page, '双随机匹配结果人员信息').waitFor();
    await page.getByText('正在排版').waitFor({ state: 'detached' });
    const paper = await pdf(page, `totals-${from}`);
    const own = assertNumbered(paper, /第1次抽取封存码[0-9a-f]{16}$/, 297 - LETTER.below);
    assert.equal(own.length, 2);
    assertTotals(paper);
  }, { from });
}
