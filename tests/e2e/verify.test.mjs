// The verification page: records that were tampered with, files that are no records, the vectors of the protocol.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { browserTest, home, keep, root } from './harness.mjs';
import { button, download, drawn, drop, giveText, heading } from './steps.mjs';

const BOX = 'input#record-file';
const verdict = (page) => page.locator('#verdict');

async function judge(page, name, text) {
  await giveText(page, BOX, name, text);
  await page.getByText(new RegExp(name.replace('.', '\\.'))).first().waitFor();
  await verdict(page).waitFor();
  return (await page.locator('#main').innerText()).replace(/\s+/g, '');
}

async function exported(page) {
  const file = await download(page, () => button(page, '导出公开记录').click());
  await page.goto(`${home}#/verify`);
  await heading(page, '验证记录').waitFor();
  return file;
}

browserTest('a record is found right, a changed one is found out', async ({ page }) => {
  const { text, path } = await exported(page);
  await drop(page, page.getByText('把公开记录（.json或.html文件）拖到这里'), path);
  await page.getByText('一致。', { exact: true }).waitFor();
  for (const about of ['由名录和规则重算封存码', '由封存码、随机码和各方报数重算种子', '由种子重算每一户、每一人的签号', '重新分组匹配']) {
    await page.locator('li').filter({ hasText: about }).getByText('✓ 一致').waitFor();
  }
  await keep(page, '20-verified');
  await page.getByText('或者粘贴记录内容').click();
  await page.getByLabel('记录内容').fill(`\ufeff${text}`);
  await button(page, '验证').click();
  await page.getByText('粘贴的记录 ·').waitFor();
  await page.getByText('一致。', { exact: true }).waitFor();

  const record = JSON.parse(text);
  const change = (edit) => {
    const copy = structuredClone(record);
    edit(copy);
    return JSON.stringify(copy);
  };
  const names = Object.fromEntries(record.manifest.businesses.map((b) => [b.key, b.name]));
  const out = record.outcome.businesses[0];
  const unlucky = record.manifest.businesses.find((b) => !record.outcome.businesses.includes(b.key)).key;
  const cases = {
    'name.json': [text.replace('平罗县宏图客运有限公司', '平罗县宏图客运有限公可'), ['不一致', '封存码不符']],
    'number.json': [change((r) => { r.contributions[0].value = '007352'; }), ['不一致', '种子不符']],
    'zero.json': [change((r) => { r.contributions[0].value = '7351'; }), ['不一致', '种子不符']],
    'nonce.json': [change((r) => { r.nonce = `${r.nonce[0] === '0' ? '1' : '0'}${r.nonce.slice(1)}`; }), ['不一致', '随机码与封存的不符']],
    'outcome.json': [change((r) => { r.outcome.businesses[0] = unlucky; }),
      ['不一致', `抽中的市场主体中应有“${names[out]}”`, `抽中的市场主体中不应有“${names[unlucky]}”`]],
    'team.json': [change((r) => { r.outcome.teams[0].businesses[0] = unlucky; }), ['不一致', '第1组的市场主体中应有', names[unlucky]]],
    'order.json': [change((r) => { r.outcome.businesses.reverse(); }), ['不一致', '第1位应是']],
    'attempt.json': [change((r) => { r.voided.push({ ...r, protocol: undefined, outcome: null, seed: null, nonce: null, contributions: [], substitutions: undefined, voided: undefined, reason: '重', approved_by: '甲', at: '2018-12-11T09:30:00+08:00' }); }), ['不一致', '抽取次数不连续']],
    'short.json': [text.slice(0, text.length >> 1), ['记录不完整', '处中断']],
    'prose.json': ['这不是 JSON', ['这不是抽取记录', '不合JSON格式']],
    'empty.json': ['', ['内容是空的']],
    'two.json': [change((r) => { r.protocol = 'mingchou/2'; }), ['按“mingchou/2”协议生成', '请用相应版本的程序打开']],
    'twice.json': [text.replace('{', '{"seed":"x",'), ['写了两个“seed”']],
    'other.json': ['{"a":1}', ['不是抽取记录']],
    'manifest.json': [JSON.stringify(record.manifest), ['不是抽取记录']],
  };
  for (const [name, [tampered, words]] of Object.entries(cases)) {
    assert.notEqual(tampered, text, name);
    const said = await judge(page, name, tampered);
    for (const word of words) assert(said.includes(word), `${name}: “${word}” is not in ${said.slice(0, 900)}`);
    assert(!said.includes('一致。按公开规则重算'), name);
    if (name === 'outcome.json') await keep(page, '21-tampered');
    if (name === 'short.json') await keep(page, '22-cut-short');
  }
  await page.locator(BOX).setInputFiles({ name: 'bytes.json', mimeType: '', buffer: Buffer.from([0xff, 0xfe, 0x00, 0xd8]) });
  await page.getByText('文件不是文本').waitFor();
  // A right one after all these is still right.
  assert((await judge(page, 'again.json', text)).includes('一致。按公开规则重算'));
}, { from: 'drawn' });

const folder = join(root, 'tests', 'vectors');
const vectors = readdirSync(folder).filter((f) => f.endsWith('.json'));

browserTest('every vector of the protocol is reproduced by the wasm of this browser', async ({ page }) => {
  assert.equal(vectors.length, 9);
  await page.goto(`${home}#/verify`);
  await heading(page, '验证记录').waitFor();
  for (const name of vectors) {
    const json = readFileSync(join(folder, name), 'utf8');
    const said = await judge(page, name, json);
    assert(said.includes('样例一致。'), `${name}: ${said}`);
  }
  await keep(page, '23-vector');
  for (const [name, output] of [['teams-small.json', 'seed'], ['teams-county.json', 'outcome'], ['per-business-county.json', 'reserve'], ['keys.json', 'normal_key']]) {
    const vector = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    if (output === 'seed') vector.seed = '0'.repeat(64);
    else if (output === 'outcome') vector.outcome.businesses.reverse();
    else if (output === 'reserve') Object.values(vector.reserve.officers)[0].push('?');
    else vector.normal_key[0][1] += '?';
    const said = await judge(page, `spoilt-${name}`, JSON.stringify(vector));
    assert(said.includes('样例不一致。'), `${name}: ${said}`);
    assert.equal(await verdict(page).count(), 1);
  }
});
