// From the empty start to a record that others verify.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifact, browserTest, fixture, keep, root } from './harness.mjs';
import { assertRecord, drawnBusinesses, last, linkOf, seedText, sha256 } from './protocol.mjs';
import { NUMBERS, PRESET, button, drawNow, drop, exportRecord, handIn, heading, link, load, loadBoth, makeSeed, rehearsed,
  reloadsSame, saved, say, sayNumbers, seal, slot, start, startWithPreset, visit, voidWith } from './steps.mjs';

const digest = async (locator) => (await locator.innerText()).replace(/\s/g, '');
const markup = (page) => page.evaluate(() => document.documentElement.outerHTML);

/** The nonce written in any way that a page might. */
const shows = (html, nonce) => [nonce, nonce.toUpperCase(), nonce.match(/.{4}/g).join(' ')].some((n) => html.includes(n));

const VOID = 'remark: attempt 1: voided: 县安监局代表中途离场，程序不合规';

function verifiedElsewhere(record, name, remarks = []) {
  assertRecord(record);
  writeFileSync(artifact(name), JSON.stringify(record));
  // The second reading of the whole protocol, where there is a Python: the matching, substitutions and the chain as well.
  if (spawnSync('python3', ['--version']).error) return;
  const said = execFileSync('python3', [join(root, 'tools', 'verify.py'), artifact(name)], { encoding: 'utf8' });
  assert.deepEqual(said.trim().split('\n'), ['verified', ...remarks]);
}

browserTest('the whole way, reloading between every step', async ({ page }) => {
  await reloadsEmpty(page);
  await keep(page, '01-start-empty');
  await startWithPreset(page);
  await reloadsSame(page, 'the plan is there');
  await keep(page, '02-plan');
  await button(page, '下一步：名录').click();
  await heading(page, '名录').waitFor();
  await keep(page, '03-rosters-empty');
  await reloadsSame(page, 'the rosters are awaited');

  await drop(page, slot(page, 'businesses').getByText('把Excel文件拖到这里'), fixture('clean-businesses.xlsx'));
  await slot(page, 'businesses').getByText('共110行').waitFor();
  await reloadsSame(page, 'one roster is there');
  await load(page, 'officers', 'clean-officers.xlsx');
  await slot(page, 'officers').getByText('没有问题').waitFor();
  await reloadsSame(page, 'both rosters are there');
  await keep(page, '04-rosters');

  await button(page, '下一步：抽取').click();
  await rehearsed(page);
  await page.getByText('用 1000 个一次性的种子预演，全部能够完成匹配').waitFor();
  await reloadsSame(page, 'all is checked');
  await keep(page, '05-check');

  const before = await markup(page);
  await seal(page);
  const commitment = await digest(page.locator('p.digest'));
  assert.match(commitment, /^[0-9a-f]{64}$/);
  const sealed = await markup(page);
  assert(!sealed.includes('种子的'), 'no seed yet');
  await reloadsSame(page, 'the seal is there');
  assert.equal(await digest(page.locator('p.digest')), commitment);
  await keep(page, '06-sealed');
  await assertLocked(page);

  // A number is kept while it is being typed, before anything is done with it.
  await handIn(page);
  await page.getByLabel('县公安局', { exact: true }).fill('007');
  await reloadsSame(page, 'a number half said is there');
  await button(page, '产生种子').click();
  await page.getByRole('alert').getByText('县公安局：只有3位，至少要6位，请补足（前面的0也算）').waitFor();
  await keep(page, '07-numbers-missing');
  await sayNumbers(page);
  await reloadsSame(page, 'the numbers are there');
  const said = await markup(page);

  await makeSeed(page);
  const seed = await digest(page.locator('p.seed'));
  const shown = await page.locator('#seed-text').textContent();
  assert.equal(sha256(shown), seed, 'the seed is the SHA-256 of the text beside it');
  assert(shown.startsWith(`mingchou/2\n${commitment}\n`));
  assert(shown.includes('县公安局=007351\n') && shown.includes('县运管所=194402\n') && shown.endsWith('见证人掷骰=604913\n'), shown);
  const nonce = shown.split('\n')[2];
  assert.match(nonce, /^[0-9a-f]{32}$/);
  for (const html of [before, sealed, said]) assert(!shows(html, nonce), 'the nonce is not in the page before the seed');
  assert(shows(await markup(page), nonce));
  await reloadsSame(page, 'the seed is there');
  await keep(page, '08-seed');

  await drawNow(page);
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  await reloadsSame(page, 'the outcome is there');
  await keep(page, '09-outcome');

  const { name, text } = await exportRecord(page);
  assert.equal(name, `${PRESET}-公开记录-第1次.json`);
  const record = JSON.parse(text);
  assert.deepEqual([record.attempts.length, Object.keys(record.businesses).length, Object.keys(record.officers).length], [1, 1, 1]);
  const drawn = last(record);
  assert.deepEqual([drawn.commitment, drawn.seed, drawn.nonce], [commitment, seed, nonce]);
  assert.equal(seedText(drawn), shown);
  assert.deepEqual([drawn.businesses.length, drawn.seal.previous, drawn.void], [110, null, null]);
  verifiedElsewhere(record, 'record-1.json');
  assertPublic(text);
  await assertTable(page, record);

  // Nothing of the drawn attempt can be done again; a void stays.
  assert.equal(await button(page, '抽取').count(), 0);
  assert.equal(await button(page, '产生种子').count(), 0);
  await voidWith(page, '县安监局代表中途离场，程序不合规');
  await page.getByText('第 1 次抽取已作废').waitFor();
  await rehearsed(page);
  await reloadsSame(page, 'the void is there');
  await keep(page, '10-voided');
  await seal(page);
  assert.notEqual(await digest(page.locator('p.digest')), commitment);
  await sayNumbers(page, { ...NUMBERS, 县公安局: '300221' });
  await makeSeed(page);
  await drawNow(page);
  const second = JSON.parse((await exportRecord(page)).text);
  assert.equal(second.attempts.length, 2);
  const [first, { seal: { campaign, previous } }] = second.attempts;
  assert.deepEqual([campaign.attempt, previous], [2, linkOf(first)]);
  const { reason, approved_by: approver, witnesses } = first.void;
  assert.deepEqual([first.commitment, first.seed, reason, approver, witnesses], [commitment, seed, '县安监局代表中途离场，程序不合规', '李主任', ['王代表', '赵监督员']]);
  assert.deepEqual({ ...first, void: null }, record.attempts[0], 'what the voided attempt drew stays, and what was said');
  verifiedElsewhere(second, 'record-2.json', [VOID]);

  await link(page, '打印附件2、附件6').click();
  const form2 = page.locator('article').filter({ hasText: '选派（抽取）记录单' });
  await form2.getByText('作废的抽取').waitFor();
  await form2.getByText('县安监局代表中途离场，程序不合规').waitFor();
  await form2.getByText('第2次').waitFor();
  await reloadsSame(page, 'the papers are there');
});

async function reloadsEmpty(page) {
  await page.reload();
  await page.getByText('还没有抽查').waitFor();
}

/** What is sealed can't be edited, by hand or by taking the lock off in the page. */
async function assertLocked(page) {
  await visit(page, 'plan');
  await page.getByText('已封存，封存后不可修改').waitFor();
  const title = page.getByLabel('任务名称');
  assert(!(await title.isEditable()));
  for (const name of ['添加部门', '添加类别', '添加报数单位']) assert(await button(page, name).isDisabled(), name);
  for (const box of await page.getByRole('radio').all()) assert(await box.isDisabled());
  const plan = await page.locator('#main').innerText();
  await page.evaluate(() => {
    document.querySelectorAll('[readonly]').forEach((e) => e.removeAttribute('readonly'));
    document.querySelectorAll('[disabled]').forEach((e) => e.removeAttribute('disabled'));
  });
  await title.fill('另一个任务');
  await page.getByLabel('每组人数').first().fill('9');
  await button(page, '添加类别').click();
  await page.getByRole('alert').filter({ hasText: '封存' }).first().waitFor();
  await page.reload();
  await heading(page, '方案').waitFor();
  assert.equal(await title.inputValue(), PRESET);
  assert.equal(await page.getByLabel('每组人数').first().inputValue(), '2');
  assert.equal(await page.locator('#main').innerText(), plan);
  await visit(page, 'rosters');
  await page.getByText('已封存，封存后不可修改名录').waitFor();
  await slot(page, 'officers').getByText('赵文').waitFor();
  assert.equal(await page.locator('input[type=file]').count(), 0);
  assert.equal(await page.getByRole('button', { name: '不参加' }).count(), 0);
  await visit(page, 'draw');
}

/** Every row of the table is the business, the place and the ticket that node computes. */
async function assertTable(page, record) {
  const { seal: sealed, seed, businesses } = last(record);
  const expected = drawnBusinesses(sealed, businesses, seed);
  const names = Object.fromEntries(businesses.map((b) => [b.key, b.name]));
  // Category by category, each row with its number in the record.
  await button(page, '按类别').click();
  const rows = await page.locator('#drawn-businesses tbody tr:has(td)').evaluateAll((trs) => trs.map((tr) => [...tr.cells].map((td) => td.title || td.innerText)));
  assert.equal(rows.length, expected.length);
  assert.equal(rows.length, 11);
  rows.sort((a, b) => a[0] - b[0]).forEach((row, i) => {
    const { key, ticket } = expected[i];
    assert.deepEqual([row[0], row[1], row[3]], [String(i + 1), `${names[key]}\n${key}`, ticket]);
  });
}

/** No phone, address, person in charge or licence of any row of the roster is in the record. */
function assertPublic(text) {
  for (const secret of ['1390000', '人民路', '城关镇', '石交运字', '李海霞', '张志强', '2030-']) assert(!text.includes(secret), secret);
}

browserTest('a quick draw: a title, two files, three clicks', async ({ page }) => {
  await start(page); // the first click
  await page.getByLabel('任务名称').fill('一次性抽查');
  await button(page, '下一步：名录').click(); // the second
  await heading(page, '名录').waitFor();
  await loadBoth(page);
  await button(page, '下一步：抽取').click(); // the third
  await rehearsed(page);
  assert.equal(await page.getByText('还不能封存').count(), 0);
  for (const name of ['客运', '普货', '危货', '站场', '维修', '县交通运输局', '县公安局']) {
    await page.getByRole('cell', { name, exact: true }).first().waitFor();
  }
  await keep(page, '11-quick-check');
  await seal(page);
  await handIn(page);
  const contributors = await page.locator('.said > li').evaluateAll((lines) => lines.map((li) => li.querySelector('label, .who').textContent));
  assert(contributors.length >= 2 && contributors.at(-1).includes('掷骰'), contributors.join());
  for (const [i, label] of contributors.entries()) await say(page, label, `${i}4711${i}`);
  await makeSeed(page);
  await drawNow(page);
  const { text } = await exportRecord(page);
  verifiedElsewhere(JSON.parse(text), 'record-quick.json');
  await saved(page);
});
