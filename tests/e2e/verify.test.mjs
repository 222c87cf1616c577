// The verification page: whether a record agrees with itself, and whether it is the one on the signed papers. Records that
// were tampered with, files that are no records, the vectors of the protocol.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PHONE, artifact, browserTest, home, keep, root } from './harness.mjs';
import { digestOf as digest, ticket } from './protocol.mjs';
import { copy, forged, last, listed, nameOf, pageOf, seedOf, vector, withheld } from './records.mjs';
import { become, button, dialog, download, drop, giveText, heading } from './steps.mjs';

const BOX = 'input#record-file';
const verdict = (page) => page.locator('#verdict');
const papers = (page) => page.locator('#paper-verdict');
const state = (page, id) => page.locator('.compare > li').filter({ has: page.locator(`#${id}`) }).locator('.state');
const told = async (where) => (await where.innerText()).replace(/\s+/g, '');

async function open(page, link = '') {
  await page.goto(`${home}#/verify${link}`);
  await heading(page, '验证记录').waitFor();
}

/** Gives a record to the page, and reads the whole answer. */
async function judge(page, name, text) {
  await giveText(page, BOX, name, typeof text === 'string' ? text : JSON.stringify(text));
  await page.locator('#main').getByText(name).first().waitFor();
  await verdict(page).waitFor();
  return told(page.locator('#main'));
}

/** What stands on the signed papers of the record's last attempt, typed as a hand would. */
async function typeIn(page, record, { seed = true } = {}) {
  const { commitment, contributions, seed: code } = last(record);
  await page.getByLabel('封存单上的封存码').fill(commitment.toUpperCase().replace(/(.{4})/g, '$1　'));
  for (const c of contributions) await page.getByLabel(`封存单上${c.label}写的号码`).fill(c.value.replace(/[0-9]/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)));
  if (seed) await page.getByLabel('附件2上的种子').fill(code);
}

browserTest('a record is compared with the signed papers, item by item', async ({ page }) => {
  const record = vector();
  const path = artifact('record.json');
  writeFileSync(path, JSON.stringify(record));
  await open(page);
  await drop(page, page.getByText('把公开记录（.json或.html文件）拖到这里'), path);
  await verdict(page).getByText('记录前后一致').waitFor();
  await papers(page).getByText('是不是那次会上的记录，还没有核对').waitFor();
  assert.match(await papers(page).innerText(), /共12项/);
  assert.match(await verdict(page).innerText(), /不说明它就是那次会上的记录/);
  for (const words of ['第1次抽取：已作废', '第2次抽取：已作废', '请与签字的作废单核对']) await page.locator('.remarks').getByText(words).first().waitFor();
  await page.getByText('与封存单上亲笔写的号码、附件2的种子逐一核对').waitFor();
  for (const id of ['paper-commitment', 'paper-number-1', 'paper-seed', 'paper-businesses']) assert.equal(await told(state(page, id)), '未核对');

  // A part of a code is not the code.
  const code = page.getByLabel('封存单上的封存码');
  await code.fill(last(record).commitment.slice(0, 8));
  assert.equal(await told(state(page, 'paper-commitment')), '还差56位');
  await code.fill(last(record).commitment.slice(0, 63));
  assert.equal(await told(state(page, 'paper-commitment')), '还差1位');
  const wrong = last(record).commitment.replace(/^...../, (s) => s.slice(0, 4) + (s[4] === '0' ? '1' : '0'));
  await code.fill(wrong);
  assert.match(await told(state(page, 'paper-commitment')), /^✗不同第2组/);
  await papers(page).getByText('与签字的纸不同').waitFor();
  await code.fill('');
  await papers(page).getByText('共12项').waitFor();

  await typeIn(page, record, { seed: false });
  await page.getByLabel('附件2上的种子').focus();
  assert.match(await code.inputValue(), /^([0-9a-f]{4} ){15}[0-9a-f]{4}$/, 'left, it stands in groups of four');
  for (const id of ['paper-commitment', 'paper-number-1', 'paper-number-3']) assert.equal(await told(state(page, id)), '✓相同');
  await become(() => papers(page).innerText().then((t) => t.includes('已核对4项，都相同；还有8项没有核对')), true);
  await keep(page, '20-verify-half');
  assert.equal(await papers(page).evaluate((e) => e.classList.contains('ok')), false);

  await page.getByLabel('附件2上的种子').fill(last(record).seed);
  for (const box of await page.getByRole('checkbox', { name: /^与/ }).all()) await box.check();
  await papers(page).getByText('与签字的纸逐项相同').waitFor();
  assert.equal(await papers(page).evaluate((e) => e.classList.contains('ok')), true);
  await page.locator('#paper-businesses').getByLabel('不同').check();
  assert.equal(await page.locator('#paper-businesses').getByLabel('与附件2的名单相同').isChecked(), false);
  await papers(page).getByText('不同1项（抽中名单）').waitFor();

  // On paper it is the report, which says the same.
  const report = await download(page, () => button(page, '下载验证报告').click());
  for (const words of ['记录前后一致', '与签字的纸不同', '抽取3次（作废2次）', last(record).seed.slice(0, 4)]) assert(report.text.includes(words), words);
  await page.emulateMedia({ media: 'print' });
  assert(await page.getByRole('heading', { name: '双随机抽取记录验证报告' }).isVisible());
  assert(await page.locator('.compare').isHidden() && await verdict(page).isHidden());
  await keep(page, '21-verify-printed');
  await page.emulateMedia({ media: 'screen' });

  // Each voided attempt with what it came to.
  await page.getByText('第2次抽取：作废前已抽中').click();
  const second = record.attempts[1];
  const there = (await page.locator('.attempt').nth(1).innerText()).replace(/\s+/g, '');
  for (const words of [second.commitment, second.seed, ...second.outcome.businesses, ...second.contributions.map((c) => c.value), second.void.reason]) {
    assert(there.includes(words.replace(/\s+/g, '')), words);
  }
});

browserTest('what the application exports, it verifies', async ({ page }) => {
  await button(page, '导出公开记录……').click();
  const public_ = await download(page, () => button(page, '导出网页').click());
  await dialog(page).getByLabel('含执法人员姓名：').check();
  const whole = await download(page, () => button(page, '导出记录').click());
  await button(page, '关闭').click();
  await open(page);
  const record = JSON.parse(whole.text);
  const { commitment, seed } = last(record);
  assert((await judge(page, 'whole.json', whole.text)).includes('记录前后一致'));
  assert((await judge(page, 'public.html', public_.text)).includes('公开的部分前后一致'));
  await page.evaluate((hash) => { location.hash = hash; }, `#/verify/${commitment}/${seed}`);
  await papers(page).getByText('已核对2项，都相同').waitFor();
  await typeIn(page, record);
  await papers(page).getByText(/已核对\d+项，都相同；还有2项没有核对（抽中名单、抽取次数）/).waitFor();
}, { from: 'drawn' });

browserTest('what agrees with itself need not be the record of the meeting', async ({ page }) => {
  const record = vector('per business');
  const other = forged(record, '000001');
  await open(page);
  const said = await judge(page, 'forged.json', other);
  assert(said.includes('记录前后一致') && said.includes('还没有核对'), said.slice(0, 400));
  await typeIn(page, record);
  await papers(page).getByText('与签字的纸不同').waitFor();
  assert.equal(await told(state(page, 'paper-commitment')), '✓相同');
  assert.match(await told(state(page, 'paper-number-1')), /^✗不同/);
  assert.match(await told(state(page, 'paper-seed')), /^✗不同第1组/);
  await keep(page, '22-verify-forged');
});

browserTest('opened from a code on the paper', async ({ page }) => {
  const record = vector();
  const { commitment, seed } = last(record);
  await open(page, `/${commitment}/${seed}`);
  await page.getByText('已收到附件2上的二维码').waitFor();
  assert.match(await page.locator('#scanned').innerText(), /下一步：在下面打开这次抽查公示的公开记录/);
  assert.equal(await verdict(page).count(), 0);
  await keep(page, '23-verify-scanned');
  await judge(page, 'record.json', record);
  for (const id of ['paper-commitment', 'paper-seed']) assert.equal(await told(state(page, id)), '✓相同扫码');
  await papers(page).getByText('已核对2项，都相同；还有10项没有核对').waitFor();
  // Typed over, it is not what was scanned.
  await page.getByLabel('附件2上的种子').fill('0000');
  assert.match(await told(state(page, 'paper-seed')), /^✗不同(?!.*扫码)/);

  await open(page, `/${record.attempts[1].commitment}`);
  await become(() => told(state(page, 'paper-commitment')), '✗不同扫码这是第2次抽取的，那一次已经作废，请用第3次的纸');
  await open(page, `/${'ab'.repeat(32)}`);
  await papers(page).getByText('与签字的纸不同').waitFor();
  await open(page);
  await page.getByText('把公开记录（.json或.html文件）拖到这里').waitFor();
  assert.equal(await verdict(page).count(), 0);
  await open(page, '/eJw');
  await verdict(page).getByText('链接不完整').waitFor();
});

browserTest('officers withheld: what was not checked is said', async ({ page }) => {
  const record = withheld(vector());
  await open(page);
  const said = await judge(page, 'public.json', record);
  for (const words of ['公开的部分前后一致', '都只是记录的说法，没有重算', '◐公开部分一致', '哪一户分到哪一组，要有执法人员名录才能重算，没有重算', '替换一名执法人员（姓名没有公开）']) {
    assert(said.includes(words), words);
  }
  await keep(page, '24-verify-withheld');
  await page.setViewportSize(PHONE);
  await become(() => page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
  await keep(page, '25-verify-withheld-phone');
  await page.setViewportSize({ width: 1366, height: 768 });

  // One business drawn exchanged for another, in the list and in its team.
  const [out] = last(record).outcome.businesses;
  const unlucky = listed(record).find((b) => !last(record).outcome.businesses.includes(b.key));
  const changed = copy(record, (r) => {
    const { outcome } = last(r);
    outcome.businesses[0] = unlucky.key;
    const team = outcome.teams.find((t) => t.businesses.includes(out));
    team.businesses[team.businesses.indexOf(out)] = unlucky.key;
  });
  const found = await judge(page, 'exchanged.json', changed);
  for (const words of ['记录前后不符', `抽中的检查对象中应有“${nameOf(record, out)}”`, `抽中的检查对象中不应有“${unlucky.name}”`]) assert(found.includes(words.replace(/\s+/g, '')), words);

  // The page that is published holds this record, whole.
  await giveText(page, BOX, 'public.html', pageOf(vector(), false));
  await page.locator('#main').getByText('public.html').first().waitFor();
  await verdict(page).getByText('公开的部分前后一致').waitFor();
});

browserTest('a changed record is found out, and what is none is told', async ({ page }) => {
  const record = vector();
  const text = JSON.stringify(record, null, 2);
  const change = (edit) => JSON.stringify(copy(record, edit));
  const [out] = last(record).outcome.businesses;
  const unlucky = listed(record).find((b) => !last(record).outcome.businesses.includes(b.key)).key;
  const [title] = [last(record).seal.campaign.title];
  const other = (hex) => `${hex[0] === '0' ? '1' : '0'}${hex.slice(1)}`;
  const cases = {
    'title.json': [text.replaceAll(title, `${title}改`), ['记录前后不符', '封存码不符']],
    'number.json': [change((r) => { last(r).contributions[0].value = '999999'; }), ['种子不符']],
    'nonce.json': [change((r) => { last(r).nonce = other(last(r).nonce); }), ['随机码与封存的不符']],
    'order.json': [change((r) => { last(r).contributions.reverse(); }), ['第1个出数方应是', '种子不符']],
    'again.json': [change((r) => { [1, 2].forEach((i) => { r.attempts[i].nonce = r.attempts[1].nonce; r.attempts[i].seal.nonce_sha256 = r.attempts[1].seal.nonce_sha256; }); }), ['封存的随机码与第2次抽取相同']],
    'invisible.json': [change((r) => { const a = last(r); a.contributions[0].value += '\u200b'; a.seed = seedOf(a); }), ['含有看不见的字符U+200B', '[U+200B]']],
    'outcome.json': [change((r) => { last(r).outcome.businesses[0] = unlucky; }), [`抽中的检查对象中应有“${nameOf(record, out)}”`, `抽中的检查对象中不应有“${nameOf(record, unlucky)}”`]],
    'sorted.json': [change((r) => { last(r).outcome.businesses.reverse(); }), ['第1位应是']],
    'dropped.json': [change((r) => { r.attempts.splice(1, 1); }), ['抽取次数不连续', '与上一次抽取不衔接']],
    'reason.json': [change((r) => { r.attempts[0].void.reason += '改'; }), ['与上一次抽取不衔接']],
    'roster.json': [change((r) => { listed(r)[0].name += '改'; }), ['检查对象名录被改动']],
    'short.json': [text.slice(0, text.length >> 1), ['记录不完整', '处中断']],
    'prose.json': ['这不是 JSON', ['这不是抽取记录', '不合JSON格式']],
    'empty.json': ['', ['内容是空的']],
    'old.json': [JSON.stringify({ protocol: 'mingchou/1', manifest: {}, outcome: {} }), ['按试用期的“mingchou/1”协议生成']],
    'old-vector.json': [readFileSync(join(root, 'tests', 'vectors', 'draw-order.json'), 'utf8').replace('"sealed"', '"manifest":{"protocol":"mingchou/1"},"sealed"'), ['按试用期的“mingchou/1”协议生成']],
    'newer.json': [change((r) => { r.protocol = 'mingchou/3'; }), ['按“mingchou/3”协议生成', '请用相应版本的程序打开']],
    'twice.json': [text.replace('{', '{"protocol":"mingchou/2",'), ['有两个“protocol”']],
    'other.json': ['{"a":1}', ['不是抽取记录']],
    'seal.json': [JSON.stringify(last(record).seal), ['这只是封存内容']],
  };
  await open(page);
  for (const [name, [tampered, words]] of Object.entries(cases)) {
    assert.notEqual(tampered, text, name);
    const said = await judge(page, name, tampered);
    for (const word of words) assert(said.includes(word.replace(/\s+/g, '')), `${name}: “${word}” is not in ${said.slice(0, 900)}`);
    assert(!said.includes('前后一致'), name);
    // What stands beside a cross does not say that anything is right.
    for (const line of await page.locator('.checks > li').filter({ hasText: '✗ 不同' }).all()) {
      assert.match(await line.locator('.grow').innerText(), /不符，有\d+处不同$/, name);
    }
    if (name === 'outcome.json') await keep(page, '26-tampered');
    if (name === 'short.json') await keep(page, '27-cut-short');
  }
  await page.locator(BOX).setInputFiles({ name: 'bytes.json', mimeType: '', buffer: Buffer.from([0xff, 0xfe, 0x00, 0xd8]) });
  await page.getByText('这份文件不是UTF-8文字').waitFor();
  await page.getByText('或者粘贴记录内容').click();
  await page.getByLabel('记录内容').fill(`\ufeff${text}`);
  await button(page, '验证').click();
  await verdict(page).getByText('字节顺序标记').waitFor();
  await page.getByLabel('记录内容').fill(text);
  await button(page, '验证').click();
  await page.getByText('粘贴的记录 ·').waitFor();
  // A right one after all these is still right.
  assert((await judge(page, 'right.json', text)).includes('记录前后一致'));
});

browserTest('why a business was drawn, and the lines and the program that tell the same elsewhere', async ({ page }) => {
  const record = vector();
  const path = artifact('record-for-python.json');
  writeFileSync(path, JSON.stringify(record));
  await open(page);
  await judge(page, 'record.json', record);
  const { seed, outcome } = last(record);
  const out = listed(record).find((b) => !outcome.businesses.includes(b.key));
  for (const [asked, key, words] of [[outcome.businesses[0].toLowerCase(), outcome.businesses[0], '抽中，第'], [out.name, out.key, '没有抽中']]) {
    await page.getByLabel('企业的名称或代码').fill(asked);
    await button(page, '查询').click();
    const answer = page.locator('#why-answer');
    await answer.getByText(words).waitFor();
    const mine = ticket(seed, 'business', key);
    await answer.getByText(mine, { exact: true }).first().waitFor();
    const line = await answer.locator('pre').filter({ hasText: 'printf' }).innerText();
    assert.equal(execFileSync('sh', ['-c', line], { encoding: 'utf8' }).split(' ')[0], mine);
    assert.match(await answer.locator('pre').filter({ hasText: 'ComputeHash' }).innerText(), new RegExp(`'${seed}', 'business', '`));
    await button(page, '复制：Linux、UOS、麒麟的终端').click();
    await page.getByText('已复制').waitFor();
  }
  await page.getByLabel('企业的名称或代码').fill('查无此户');
  await button(page, '查询').click();
  await page.getByText('封存的名录里没有这个名称或代码').waitFor();
  const program = await download(page, () => button(page, '下载 verify.py').click());
  assert.equal(program.name, 'verify.py');
  writeFileSync(artifact('verify.py'), program.text);
  assert.match(execFileSync('python3', [artifact('verify.py'), path], { encoding: 'utf8' }), /^verified\n/);
});

const folder = join(root, 'tests', 'vectors');
const vectors = readdirSync(folder).filter((f) => f.endsWith('.json'));

browserTest('every vector of the protocol is reproduced by the wasm of this browser', async ({ page }) => {
  assert.equal(vectors.length, 20);
  await open(page);
  for (const name of vectors) {
    const said = await judge(page, name, readFileSync(join(folder, name), 'utf8'));
    assert(said.includes('样例一致。'), `${name}: ${said.slice(0, 900)}`);
  }
  await keep(page, '28-vectors');
  const name = 'draw-teams-small.json';
  for (const edit of [(v) => { v.seed = '0'.repeat(64); }, (v) => { v.outcome.businesses.reverse(); }, (v) => { Object.values(v.reserve.officers)[0].push('?'); }]) {
    const said = await judge(page, `spoilt-${name}`, copy(JSON.parse(readFileSync(join(folder, name), 'utf8')), edit));
    assert(said.includes('样例不一致。'), said.slice(0, 900));
    assert.equal(await verdict(page).count(), 1);
  }
  assert.equal(digest({ b: 1, a: [null, '甲'] }), digest({ a: [null, '甲'], b: 1 }));
});
