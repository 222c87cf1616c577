// 按户: every business with officers of its own; drawn from pools, replaced, printed; rounds of officers where recusals leave no assignment.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifact, browserTest, home, keep, root } from './harness.mjs';
import { drawnBusinesses, last, ticket } from './protocol.mjs';
import { become, button, choose, dialog, download, drawNow, exportRecord, handIn, heading, loadBoth, makeSeed, rehearsed, say, sayNumbers, seal, slot, startWithPreset, visit,
  voidWith } from './steps.mjs';

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
  await heading(page, '检查将要封存的内容', 2).waitFor();
}

browserTest('per business: drawn, a pooled officer replaced, on paper', async ({ page }) => {
  await readyPerBusiness(page, '6');
  await rehearsed(page);
  await seal(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  await button(page, '第1户换下人员').click();
  const person = dialog(page).locator('li').filter({ hasText: '县公安局' }).or(dialog(page).locator('li')).getByRole('button').first();
  const leaving = await person.innerText();
  await person.click();
  const incoming = await page.locator('#incoming').innerText();
  await keep(page, '60-per-business-substitute', false);
  await dialog(page).getByLabel('理由').fill('病假');
  await dialog(page).getByLabel('批准人').fill('李主任');
  await dialog(page).getByRole('button', { name: /^换下“.*”，由“/ }).click();
  await heading(page, '替补 1 次', 2).waitFor();
  const { path, text } = await exportRecord(page);
  assert.equal(verified(path), 'verified');
  const { officers: roster, outcome, substitutions: [change] } = last(JSON.parse(text));
  const nameOf = (key) => roster.officers.find((o) => o.key === key).name;
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
      // Officers who came in anywhere are marked wherever they stand.
      const plain = group.replaceAll('（替补）', '');
      assert(plain.includes(flat(`${department}${nameOf(marked[0])}${marked[0]}`)), `${department}: ${marked[0]} in ${plain.slice(0, 200)}`);
      for (const k of marked) assert(plain.includes(flat(`${nameOf(k)}${k}`)), `${department}: ${k} beside ${nameOf(k)} in ${plain.slice(0, 200)}`);
    }
  });
  const signed = pages.filter((p) => p.includes('抽取人（签字）'));
  assert.equal(signed.length, 1, 'the boxes to sign stand whole on one page');
  assert(signed[0].includes('序号姓名单位执法证号') || signed[0].includes('抽取后的替补'), `and something above them: ${signed[0]}`);
});

/** 检查 in its own words: no 检查组 anywhere; papers and entry workbooks by officer or category; an officer is found. */
browserTest('per business: the pages after the draw', async ({ page }) => {
  const rows = page.locator('table.entry tbody tr');
  await become(() => rows.count(), 20);
  assert(!(await page.locator('#main').innerText()).includes('检查组'));
  // By officer: those businesses, and no other.
  await page.getByLabel('打印和导出的范围').selectOption({ label: '按检查人员' });
  const who = page.getByLabel('打印和导出哪些');
  const [label] = await who.locator('option').allTextContents();
  const [, name, count] = label.match(/^(.+?)（.+）　(\d+) 户$/);
  const { path, name: file } = await download(page, () => button(page, '导出录入表（xlsx）').click());
  assert(file.includes(`-检查录入表-${name}（`), file);
  copyFileSync(path, artifact('entry-officer.xlsx'));
  const sheets = JSON.parse(execFileSync('python3', ['-B', join(root, 'tests', 'e2e', 'course.py'), 'sheets', artifact('entry-officer.xlsx')], { encoding: 'utf8' }));
  const [titles, ...lines] = sheets.检查结果;
  assert.equal(lines.length, Number(count));
  assert(lines.every((line) => line[titles.indexOf('到场人员')].includes(name)), `${name} goes to each`);
  await keep(page, '63-per-business-inspect');
  // The papers are those of the same businesses.
  await page.getByRole('link', { name: '只打印附件5' }).click();
  await become(() => page.locator('.paper').count(), Number(count));
  const papers = await page.locator('.paper').allInnerTexts();
  for (const [, business] of lines) assert(papers.some((text) => text.includes(business)), `a paper of ${business}`);
  await visit(page, 'inspect');
  // Found by the officer's name, and shown as many as the officer goes to.
  await page.getByLabel('查找企业、代码或检查人员').fill(name);
  await page.getByText(`20 户中显示 ${count} 户`).waitFor();
  await become(() => rows.count(), Number(count));
}, { from: 'per-business', at: 'inspect' });

const table = (rows) => rows.map((row) => row.join(',')).join('\n');

/** Of `of` officers of the only department `good` may inspect; `draw` are drawn for half of the firms, one of them each. */
async function readyWithRecusals(page, { title, firms, of, good, draw }) {
  const officers = Array.from({ length: of }, (_, i) => [`张${i + 1}`, '甲局', `A${i + 1}`, i < of - good ? firms.join('、') : '']);
  await button(page, '新建抽查').click();
  await page.getByLabel('任务名称').fill(title);
  await page.getByLabel('按户', { exact: true }).check();
  await page.getByLabel('比例', { exact: true }).fill('50');
  await button(page, '下一步：名录').click();
  await heading(page, '名录').waitFor();
  const files = { businesses: table([['企业名称', '统一社会信用代码'], ...firms.map((f) => [f, ''])]), officers: table([['姓名', '单位', '执法证号', '回避'], ...officers]) };
  for (const [kind, text] of Object.entries(files)) {
    await choose(page, kind, { name: `${kind}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await slot(page, kind).getByText(`${kind}.csv ·`).waitFor();
  }
  await visit(page, 'plan');
  await page.getByLabel('先抽几人（空=全部）').fill(String(draw));
  await visit(page, 'draw');
}

/** How many of the thousand rehearsals needed a second round, and how many the last. */
async function rehearsals(page) {
  const note = page.getByText(/^用 1000 个一次性的种子预演，有 \d+ 次要把执法人员再抽一轮才能满足回避/);
  await note.waitFor();
  const text = await note.innerText();
  assert.match(text, /抽中的各户不受影响；真正抽取时若遇到，按规则自动再抽人员。$/);
  return text.match(/有 (\d+) 次要把执法人员再抽一轮才能满足回避，其中 (\d+) 次抽满一百轮仍不能全部满足/).slice(1).map(Number);
}

async function sealAndDraw(page, number) {
  await seal(page);
  await handIn(page);
  const labels = await page.locator('.said > li').evaluateAll((lines) => lines.map((li) => li.querySelector('label, .who').textContent));
  for (const label of labels) await say(page, label, String(number));
  await makeSeed(page);
  await drawNow(page);
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
}

const FIRMS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'].map((f) => `${f}运输有限公司`);

// Of five officers three are drawn for two firms, and only two of the five may inspect: seven draws in ten leave no assignment.
browserTest('where recusals leave no assignment the officers are drawn again, the businesses never', async ({ page }) => {
  await readyWithRecusals(page, { title: '再抽一轮', firms: FIRMS.slice(0, 4), of: 5, good: 2, draw: 3 });
  const [second, lastRound] = await rehearsals(page);
  // 0.7 of them, within five standard deviations; a hundred rounds in a row once in 10^15.
  assert(second > 625 && second < 775 && lastRound === 0, `${second} ${lastRound}`);
  await keep(page, '61-rehearsal-warns');
  const remarks = [];
  for (let attempt = 1; ; attempt += 1) {
    assert(attempt < 20, 'seven draws in ten need a second round');
    await sealAndDraw(page, 100_000 + attempt);
    const { path, text } = await exportRecord(page);
    const record = JSON.parse(text);
    assert.equal(record.attempts.length, attempt);
    assertPerBusiness(last(record));
    const told = verified(path).split('\n');
    assert.deepEqual([told[0], told.filter((l) => / voided: /.test(l))], ['verified', remarks]);
    if (last(record).outcome.round > 0) {
      const { round } = last(record).outcome;
      await page.getByText(`前 ${round} 轮抽出的人员无法满足回避，按规则再抽，以第 ${round + 1} 轮为准；抽中的各户不受影响。`).waitFor();
      // Told where the record is shown to everybody, too.
      const html = await publicPage(page);
      assert(html.includes(`前${round}轮抽出的人员因回避不能匹配，按规则以第${round + 1}轮为准。`), 'the round on the public page');
      break;
    }
    assert.equal(await page.getByText(/轮抽出的人员无法满足回避/).count(), 0);
    await voidWith(page, '试一次');
    remarks.push(`remark: attempt ${attempt}: voided: 试一次`);
  }
  await keep(page, '61-another-round');
});

// Of forty officers eight are drawn for eight firms, and only eight may inspect: one draw in 76,904,685 has an assignment, one in a
// hundred rounds one time in 770,000.
browserTest('after a hundred rounds recusals give way, which is remarked', async ({ page }) => {
  await readyWithRecusals(page, { title: '一百轮', firms: FIRMS.flatMap((f) => [f, `新${f}`]), of: 40, good: 8, draw: 8 });
  const [second, lastRound] = await rehearsals(page);
  assert(second > 990 && lastRound > 980, `${second} ${lastRound}`);
  await keep(page, '62-rehearsal-last-round');
  await sealAndDraw(page, 604_913);
  const { path, text } = await exportRecord(page);
  const record = last(JSON.parse(text));
  assert.equal(record.outcome.round, 100);
  assertPerBusiness(record);
  const said = verified(path).split('\n');
  assert.equal(said[0], 'verified');
  assert(said.includes('remark: attempt 1: round 100: recusals gave way'), said.join('\n'));
  await page.getByText('人员抽了一百轮，回避仍无法全部满足，按规则以最后一轮为准：须回避的人员标在附件6上，请在检查之前替补。').waitFor();
  await keep(page, '62-last-round');
  await page.goto(`${home}#/verify`);
  await heading(page, '验证记录').waitFor();
  await page.locator('#record-file').setInputFiles(path);
  await page.locator('#verdict').getByText('记录前后一致').waitFor();
  await page.locator('.remarks').getByText('人员抽了一百轮，回避仍无法全部满足，按规则以最后一轮为准').waitFor();
  await page.locator('.remarks').getByText('应在检查前替换').first().waitFor();
});

/** The businesses are those of the seed, whatever the round; the officers those of the round, and each place is filled. */
function assertPerBusiness({ seal: sealed, seed, businesses, officers, outcome }) {
  assert.deepEqual(outcome.businesses, drawnBusinesses(sealed, businesses, seed).map((p) => p.key));
  const [{ name, draw, per_team: each }] = sealed.departments;
  const listed = officers.officers.map((o) => o.key).sort((a, b) => (ticket(seed, 'officer', outcome.round, a) < ticket(seed, 'officer', outcome.round, b) ? -1 : 1));
  assert.deepEqual(outcome.officers[name], listed.slice(0, draw));
  assert.deepEqual(outcome.teams.map((t) => t.businesses), outcome.businesses.map((b) => [b]));
  for (const t of outcome.teams) {
    assert.equal(t.officers[name].length, each);
    for (const who of t.officers[name]) {
      assert(outcome.officers[name].includes(who));
      if (outcome.round < 100) assert(!officers.recusals.some(([o, b]) => o === who && b === t.businesses[0]), `${who} is recused`);
    }
  }
}

/** The public page of the outcome on the screen. */
async function publicPage(page) {
  await button(page, '导出公开记录……').click();
  await dialog(page).getByLabel(/^含执法人员姓名/).check();
  const { text } = await download(page, () => dialog(page).getByRole('button', { name: '导出网页', exact: true }).click());
  await dialog(page).getByRole('button', { name: '关闭', exact: true }).click();
  return text;
}
