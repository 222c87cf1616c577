// The ceremony: numbers read back, voids, the projector's window, substitutions, codes and links, verification for everyone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { PHONE, artifact, browserTest, home, keep, origin, root } from './harness.mjs';
import { assertRecord, drawnBusinesses, last, linkOf, sha256, teamsAgainstRecusals, ticket } from './protocol.mjs';
import { PROJECTOR } from './slides.mjs';
import { NUMBERS, become, button, clicked, confirmed, dialog, download, drawNow, exportRecord, giveReason, handIn, heading, link, loadBoth, makeSeed,
  resize, say, sayNumbers, seal, startWithPreset, visit, voidWith } from './steps.mjs';

const code = async (locator) => (await locator.first().innerText()).replace(/\s/g, '');

/** What the second program says of a record. */
const verified = (path) => execFileSync('python3', [join(root, 'tools', 'verify.py'), path], { encoding: 'utf8' }).trim().split('\n');

/** What this browser keeps of campaigns, as it is stored. */
const stored = (page) => page.evaluate(() => Object.entries(localStorage).filter(([k]) => k.includes('/campaign/')).map(([, v]) => v).join());

async function openStage(context, page) {
  const [stage] = await Promise.all([context.waitForEvent('page'), link(page, '大屏').click()]);
  await resize(stage, PROJECTOR);
  return stage;
}

/** Every text on the screen stands within it, and none is smaller than a last row can read. */
async function assertReadable(stage, name) {
  const { small, outside } = await stage.evaluate(() => {
    const texts = [...document.querySelectorAll('.stage *')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()));
    const seen = texts.filter((e) => e.getClientRects().length);
    const unit = Math.min(innerHeight, innerWidth * 9 / 16) / 100;
    const told = (e) => `${e.textContent.slice(0, 30)} ${getComputedStyle(e).fontSize}`;
    return {
      small: seen.filter((e) => parseFloat(getComputedStyle(e).fontSize) < 1.85 * unit).map(told),
      outside: seen.filter((e) => { const r = e.getBoundingClientRect(); return r.left < 0 || r.right > innerWidth + 1 || r.top < 0 || r.bottom > innerHeight + 1; }).map(told),
    };
  });
  assert.deepEqual([small, outside], [[], []], name);
}

/** What a phone's camera reads in a picture. */
async function scan(locator) {
  const png = PNG.sync.read(await locator.screenshot());
  return jsQR(Uint8ClampedArray.from(png.data), png.width, png.height)?.data;
}

browserTest('the projector follows the whole ceremony and changes nothing', async ({ page, context }) => {
  const stage = await openStage(context, page);
  await stage.getByText('准备封存').waitFor();
  await assertReadable(stage, 'before the seal');
  await seal(page);
  const commitment = await code(page.locator('p.digest'));
  await stage.locator('[data-phase=Sealed]').waitFor();
  assert.equal(await code(stage.locator('.commitment .code')), commitment);
  assert.equal(await scan(stage.locator('.qr')), `${home}#/verify/${commitment}`);
  assert.equal(await scan(page.locator('.qr')), `${home}#/verify/${commitment}`);

  // A number arrives while it is typed; one that is typed unseen does not.
  await assertReadable(stage, 'sealed');
  // The slips are handed in one by one, the dice last; the operator turns the pages as well.
  const handed = stage.locator('.slip-list .in b');
  await stage.keyboard.press('Space');
  await become(() => stage.locator('.slip-list li').count(), 6);
  assert.equal(await handed.count(), 0);
  await button(page, '下一页').click();
  await become(() => handed.allInnerTexts(), ['县公安局']);
  for (let i = 0; i < 5; i += 1) await stage.keyboard.press('PageDown');
  await become(() => handed.count(), 6);
  await assertReadable(stage, 'slips');
  await stage.keyboard.press('Space');
  await become(() => stage.locator('.numbers').getByText('纸条未打开').count(), 6);
  await handIn(page);
  await page.getByLabel('县公安局', { exact: true }).fill('0073');
  const now = async () => [await stage.locator('.number h2').innerText(), await stage.locator('.now').innerText()];
  await become(now, ['县公安局', '0073']);
  assert((await stage.locator('.now').evaluate((e) => parseFloat(getComputedStyle(e).fontSize))) * 0.72 >= 180, 'digits of 180 px');
  await say(page, '县公安局', NUMBERS.县公安局);
  await page.getByLabel('录入时暂不显示').check();
  await page.getByLabel('县安监局', { exact: true }).fill('820416');
  assert.equal(await page.getByLabel('县安监局', { exact: true }).getAttribute('type'), 'password');
  await become(now, ['县安监局', '••••••']);
  await become(() => stage.locator('.numbers').getByText('••••••', { exact: true }).count(), 2);
  await button(page, '核对县安监局的号码').click();
  await dialog(page).getByLabel('再输入一遍').fill('820417');
  await dialog(page).getByRole('button', { name: '核对无误' }).click();
  await dialog(page).getByText('与第一次输入的不同').waitFor();
  await dialog(page).getByLabel('再输入一遍').fill('８２０４１６ ');
  await dialog(page).getByRole('button', { name: '核对无误' }).click();
  await button(page, '更正县安监局的号码').waitFor();
  await become(() => stage.locator('.numbers').getByText('✓ 已核对', { exact: true }).count(), 2);
  assert(await page.getByLabel('暂不显示：全部录完自动公开').isDisabled(), 'what was typed unseen stays so until all are in');
  for (const p of [page, stage]) assert(!(await p.locator('#main').innerText()).includes('820416'), 'unseen until all are in');
  await assertReadable(stage, 'numbers arriving');
  await keep(stage, 'stage-1-numbers', false);
  for (const [label, value] of Object.entries(NUMBERS).slice(2)) {
    await page.getByLabel(label, { exact: true }).fill(value);
    await button(page, `核对${label}的号码`).click();
    await dialog(page).getByLabel('再输入一遍').fill(value);
    await dialog(page).getByRole('button', { name: '核对无误' }).click();
    await confirmed(page, label).waitFor();
  }
  await stage.locator('.numbers').getByText('820416').waitFor();
  await become(now, ['见证人掷骰', NUMBERS.见证人掷骰]);
  assert(!(await stage.content()).match(/随机码/), 'the nonce is still secret');

  await makeSeed(page);
  await stage.locator('[data-phase=Seeded]').waitFor();
  const seed = await code(page.locator('p.seed'));
  assert.equal(await code(stage.locator('.code.seed')), seed);
  await assertReadable(stage, 'the seed');
  // Two clicks at once are one draw.
  await button(page, '抽取').dblclick();
  await heading(page, '抽取结果').waitFor();
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  const fixed = await stored(page);
  const record = last(JSON.parse((await exportRecord(page)).text));

  await stage.locator('[data-scene=tickets]').waitFor();
  const shown = stage.locator('.cards li b');
  const names = Object.fromEntries(record.businesses.map((b) => [b.key, b.name]));
  const expected = record.outcome.businesses.map((key) => names[key]);
  assert.deepEqual(expected, drawnBusinesses(record.seal, record.businesses, seed).map((b) => names[b.key]));
  await stage.keyboard.press('Space');
  await become(() => shown.allInnerTexts(), expected.slice(0, 6));
  await stage.keyboard.press('ArrowRight');
  await become(() => shown.allInnerTexts(), expected.slice(6));
  await stage.keyboard.press('ArrowLeft');
  await become(() => shown.allInnerTexts(), expected.slice(0, 6));
  await stage.reload();
  await become(() => shown.allInnerTexts(), expected.slice(0, 6)); // A reload shows what was shown.
  // The operator turns the page as well.
  await button(page, '下一页').click();
  await become(() => shown.allInnerTexts(), expected.slice(6));
  await assertReadable(stage, 'businesses');
  await keep(stage, 'stage-2-businesses', false);
  // Left of each cut stand as many ticks as its category draws.
  const ticks = await stage.locator('.ruler:not(.scale)').evaluateAll((rulers) => rulers.map((r) => r.querySelectorAll('.drawn.new').length + r.querySelector('.drawn').getAttribute('d').split('M').length - 1));
  assert.deepEqual(ticks, record.seal.strata.map((s) => s.sample));
  await stage.keyboard.press(' ');
  await stage.locator('[data-scene=officers]').waitFor();
  await assertReadable(stage, 'officers');
  for (const team of record.outcome.teams) {
    await stage.keyboard.press('Space');
    await become(() => stage.locator('.group .firms li').allInnerTexts(), team.businesses.map((k) => names[k]));
    assert.equal(await stage.getByText('组长', { exact: true }).count(), 1);
  }
  await assertReadable(stage, 'groups');
  await keep(stage, 'stage-3-group', false);
  await stage.keyboard.press('Enter');
  await stage.locator('[data-scene=closing]').waitFor();
  await assertReadable(stage, 'the last');
  assert.equal(await scan(stage.locator('.qr')), `${home}#/verify/${commitment}/${seed}`);
  await resize(stage, { width: 3840, height: 2160 });
  await assertReadable(stage, 'the last in 4K');
  await resize(stage, PROJECTOR);

  // 为什么可信: both lines are what a shell gives.
  await stage.keyboard.press('w');
  const why = stage.getByRole('dialog');
  await why.locator('pre').first().waitFor();
  const commands = (await why.locator('pre').allInnerTexts()).filter((line) => line.startsWith('printf'));
  const results = await why.locator('p.mono').allInnerTexts();
  assert.equal(commands.length, 2);
  assert.deepEqual(commands.map((command) => execFileSync('sh', ['-c', command], { encoding: 'utf8' }).split(' ')[0]), results);
  await stage.keyboard.press('Escape');
  await stage.keyboard.press('Home');
  await stage.locator('[data-scene=seal]').waitFor();
  assert.equal(await stored(page), fixed, 'whatever was pressed, the campaign is as it was');
  for (const [reducedMotion, moves] of [['no-preference', 'land'], ['reduce', 'none']]) {
    await stage.emulateMedia({ reducedMotion });
    assert.equal(await stage.locator('.lands').evaluate((e) => getComputedStyle(e, '::before').animationName), moves);
  }
}, { from: 'rostered', at: 'draw' });

browserTest('one screen: drawn and revealed on the projector page itself', async ({ page }) => {
  await makeSeed(page);
  await link(page, '在本屏放映揭晓').click();
  await page.getByText('种子已经决定了结果').waitFor();
  await button(page, '抽取').click();
  await page.locator('[data-scene=tickets]').waitFor();
  await page.keyboard.press('End');
  await page.locator('[data-scene=closing]').waitFor();
  await page.keyboard.press('Escape');
  await heading(page, '抽取结果').waitFor();
  await page.getByText('大屏在第 18 页，共 18 页').waitFor();
}, { from: 'numbered' });

const refused = async (page, says) => {
  await page.getByRole('alert').getByText(says).waitFor();
  await clicked(button(page, '知道了'));
};

browserTest('numbers are digits only, in the sealed order, after all slips are handed in', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  // Before all slips are handed in there is no box, and the state of it is told.
  await page.getByText('请先打印封存单，收齐纸条').waitFor();
  assert.equal(await page.locator('.said').count(), 0);
  assert(await button(page, '产生种子').isDisabled());
  await handIn(page);
  const names = Object.keys(NUMBERS);
  const boxes = () => page.locator('.said input').evaluateAll((all) => all.map((e) => e.labels[0].textContent));
  assert.deepEqual(await boxes(), [names[0]], 'only the next one has a box');
  assert.deepEqual(await page.locator('.said > li').evaluateAll((all) => all.map((li) => li.querySelector('label, .who').textContent)), names);
  await page.getByText('还有 6 个号码没有录入').waitFor();

  const box = page.getByLabel('县公安局', { exact: true });
  const ask = () => clicked(button(page, '核对县公安局的号码'));
  const typed = (text) => box.fill(text);
  // A pasted line break becomes none in a box of one line.
  const pasted = async (text) => {
    await box.click();
    await page.keyboard.press('Control+A');
    await page.evaluate((t) => navigator.clipboard.writeText(t), text);
    await page.keyboard.press('Control+V');
  };
  const press = async (text) => {
    await box.fill('');
    await box.pressSequentially(text);
  };
  const wrong = {
    '': '没有填写，请填写6位以上的数字', '　 ': '没有填写', 12345: '只有5位，至少要6位，请补足（前面的0也算）', '１２ ３４５': '只有5位',
    ['7'.repeat(65)]: '有65位，最多64位，请核对', '12a456': '含有文字“a”，只能写0-9的数字', '12Ａ456': '含有文字“Ａ”', 红球070707: '含有文字“红”',
    七351007: '含有“七”，请改写成0-9的数字', '12③456': '含有“③”', '12٣456': '含有“٣”', '265.480': '含有符号“.”，只能写0-9的数字，请删去', '-265480': '含有符号“-”',
    '+265480': '含有符号“+”', '12，3456': '含有符号“，”', '01、07、12': '含有符号“、”',
    '73\u200b51007': '含有看不见的字符U+200B，请全部删去后重新输入', '735100\u00ad7': '含有看不见的字符U+00AD', '\ufeff7351007': '含有看不见的字符U+FEFF',
    '7351\u202e007': '含有看不见的字符U+202E', '7351\u3164007': '含有看不见的字符U+3164', '7351\u{e0020}007': '含有看不见的字符U+E0020', '12\u0007345678': '含有看不见的字符U+0007',
  };
  for (const [text, why] of Object.entries(wrong)) {
    for (const [how, put] of Object.entries({ typed, pasted, press })) {
      // An empty clipboard pastes nothing, and keys have no bell.
      if ((how === 'pasted' && text === '') || (how === 'press' && /[\u0007\n]/.test(text))) continue;
      await put(text);
      assert.equal(await box.inputValue(), text, `${how}: what stands there is judged`);
      await ask();
      await refused(page, `“县公安局”的号码${why}`);
      assert.equal(await dialog(page).count(), 0, text);
    }
  }
  // The refusal says the code point of a hidden character; what is not confirmed makes no seed, and that stands by the box.
  await typed('73\u200b51007');
  await button(page, '产生种子').click();
  await page.locator('.said .error').getByText('县公安局：含有看不见的字符U+200B').waitFor();
  await page.getByRole('alert').getByText('有 1 处需要改正').waitFor();

  // Full width and blanks are folded, and what is read back is what counts.
  for (const put of [typed, pasted]) {
    await put('　００７ ３５１\u00a0');
    await ask();
    await dialog(page).getByText('007351', { exact: true }).waitFor();
    await dialog(page).getByText('全角数字、空格已按规则折算').waitFor();
    await dialog(page).getByText('共 6 位').waitFor();
    await dialog(page).getByRole('button', { name: '返回修改' }).click();
  }
  await typed('820416');
  await button(page, '产生种子').click();
  await page.getByRole('alert').getByText('县公安局：已录入，还没有核对').waitFor();
}, { from: 'sealed' });

browserTest('only the last number confirmed is corrected, while one is missing', async ({ page }) => {
  const names = Object.keys(NUMBERS);
  const correctable = () => page.getByRole('button', { name: /^更正.*的号码$/ }).evaluateAll((all) => all.map((b) => b.ariaLabel));
  await handIn(page);
  await page.getByLabel(names[0], { exact: true }).fill('　００７ ３５１');
  await button(page, `核对${names[0]}的号码`).click();
  await dialog(page).getByText('007351', { exact: true }).waitFor();
  await dialog(page).getByRole('button', { name: '核对无误' }).click();
  assert.equal(await confirmed(page, names[0]).locator('output').innerText(), '007351');
  // The focus goes to the next box by itself.
  for (const [i, name] of names.slice(1, -1).entries()) {
    await page.getByLabel(name, { exact: true }).and(page.locator(':focus')).waitFor();
    assert.deepEqual(await correctable(), [`更正${names[i]}的号码`]);
    await say(page, name, NUMBERS[name]);
  }
  await button(page, `更正${names.at(-2)}的号码`).click();
  const box = page.getByLabel(names.at(-2), { exact: true });
  await box.waitFor();
  assert.deepEqual(await correctable(), [], 'one at a time: corrections do not go back from one to the next');
  assert.equal(await page.getByLabel(names.at(-1), { exact: true }).count(), 0, 'the order stays');
  await box.fill('000008');
  await button(page, '产生种子').click();
  await page.getByRole('alert').getByText(`${names.at(-2)}：已录入，还没有核对`).waitFor();
  await page.getByText('还有 2 个号码没有录入').waitFor();
  await say(page, names.at(-2), '000008');
  await say(page, names.at(-1), NUMBERS[names.at(-1)]);
  // All are in: what would come of them is fixed, and no number can be tried.
  await button(page, '产生种子').and(page.locator(':focus')).waitFor();
  await page.getByText('各方的号码已全部核对').waitFor();
  assert.deepEqual(await correctable(), []);
  await page.reload();
  await page.getByText('各方的号码已全部核对').waitFor();
  assert.deepEqual(await correctable(), []);
  await makeSeed(page);
  assert((await page.locator('#seed-text').textContent()).includes('\n县公安局=007351\n'));
  assert((await page.locator('#seed-text').textContent()).includes(`\n${names.at(-2)}=000008\n`));
}, { from: 'sealed' });

const PARTIES = { 县公安局: '007351', 企业代表: '380257', 见证人掷骰: '604913' };

browserTest('a void after a number was opened asks for the others, and shows what they would have drawn', async ({ page }) => {
  await startWithPreset(page);
  for (const label of Object.keys(NUMBERS)) if (!(label in PARTIES)) await button(page, `删除报数单位${label}`).click();
  await button(page, '下一步：名录').click();
  await heading(page, '名录').waitFor();
  await loadBoth(page);
  await button(page, '下一步：抽取').click();
  await heading(page, '检查将要封存的内容', 2).waitFor();
  await seal(page);
  const [first, second, third] = Object.keys(PARTIES);
  await say(page, first, PARTIES[first]);

  const d = dialog(page);
  const ask = () => button(page, '作废重抽……').click();
  for (const label of [second, third]) {
    await ask();
    await d.getByText(`请先录入“${label}”等其余各方的号码`).waitFor();
    for (const box of ['理由', '批准人', '见证人']) assert.equal(await d.getByLabel(box, { exact: true }).count(), 0);
    assert.equal(await d.getByRole('button', { name: '作废', exact: true }).count(), 0);
    if (label === second) await keep(page, '14-void-numbers-first', false);
    await d.getByRole('button', { name: '继续录入' }).click();
    await say(page, label, PARTIES[label]);
  }
  await ask();
  await d.getByText('号码已经录齐，结果已由它们定下').waitFor();
  assert.equal(await d.getByRole('button', { name: '作废', exact: true }).count(), 0);
  await d.getByRole('button', { name: '算出本来的结果' }).click();
  const would = await d.locator('#would-have-been').innerText();
  await keep(page, '14-void-outcome', false);
  await giveReason(page, '名录有误，重新核对');
  await heading(page, '检查将要封存的内容', 2).waitFor();
  const note = page.locator('.note.warn').filter({ hasText: '第 1 次抽取已作废' });
  assert.match(await note.innerText(), /名录有误，重新核对（批准人：李主任（见证：王代表、赵监督员），/);
  assert.match(await note.getByRole('link', { name: '打印作废单' }).getAttribute('href'), /^#\/c\/[^/]+\/print\/void\/attempt-1$/);
  await page.getByText('第2次抽取，接在已作废的第1次之后').waitFor();

  await seal(page);
  await sayNumbers(page, { ...PARTIES, [first]: '300221' });
  await makeSeed(page);
  await drawNow(page);
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  const { path, text } = await exportRecord(page);
  const record = JSON.parse(text);
  assertRecord(record);
  assert.equal(record.attempts.length, 2);
  const [thrown, counts] = record.attempts;
  assert.equal(counts.seal.previous, linkOf(thrown));
  const told = (a) => Object.fromEntries(a.contributions.map((c) => [c.label, c.value]));
  assert.deepEqual([told(thrown), told(counts)], [PARTIES, { ...PARTIES, [first]: '300221' }]);
  assert.deepEqual(thrown.void, { ...thrown.void, reason: '名录有误，重新核对', approved_by: '李主任', witnesses: ['王代表', '赵监督员'] });
  const list = record.businesses[thrown.seal.businesses_sha256];
  const drew = drawnBusinesses(thrown.seal, list, thrown.seed).map((p) => p.key);
  assert.deepEqual(thrown.outcome.businesses, drew, 'what was thrown away stands in the record');
  assert.equal(would, `作废的是这样的结果：抽中${drew.length}户：${drew.map((key) => list.find((b) => b.key === key).name).join('、')}。`);
  assert.deepEqual(verified(path), ['verified', 'remark: attempt 1: voided: 名录有误，重新核对']);
});

browserTest('a void between the seed and the draw shows first what the seed draws, and that stays', async ({ page }) => {
  await makeSeed(page);
  await button(page, '作废重抽……').click();
  const d = dialog(page);
  await d.getByText('号码已经录齐，结果已由它们定下').waitFor();
  assert.equal(await d.getByRole('button', { name: '作废', exact: true }).count(), 0);
  await d.getByRole('button', { name: '算出本来的结果' }).click();
  await d.locator('#would-have-been').waitFor();
  // Whoever thinks better of it has drawn.
  await d.getByRole('button', { name: '取消' }).click();
  await heading(page, '抽取结果').waitFor();
  await page.reload();
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  const { seed, outcome, void: none } = last(JSON.parse((await exportRecord(page)).text));
  assert.equal(none, null);
  await voidWith(page, '名录有误');
  await seal(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  const [first] = JSON.parse((await exportRecord(page)).text).attempts;
  assert.deepEqual([first.seed, first.outcome, first.void.reason], [seed, outcome, '名录有误']);
}, { from: 'numbered' });

browserTest('a void before any number is opened asks for none; one with a number that cannot be had says so', async ({ page }) => {
  await voidWith(page, '名录有误');
  await seal(page);
  await say(page, '县公安局', NUMBERS.县公安局);
  await button(page, '作废重抽……').click();
  await dialog(page).getByLabel(/^有的号码确实无法取得/).click();
  await giveReason(page, '县安监局代表突发疾病，纸条没有留下');
  await heading(page, '检查将要封存的内容', 2).waitFor();
  await page.reload();
  for (const n of [1, 2]) await page.getByText(`第 ${n} 次抽取已作废`).waitFor();
  await seal(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  const { path, text } = await exportRecord(page);
  const { attempts } = JSON.parse(text);
  assertRecord(JSON.parse(text));
  assert.deepEqual(attempts.map((a) => [a.contributions.length, a.seed === null, a.outcome === null]), [[0, true, true], [1, true, true], [6, false, false]]);
  assert.deepEqual(verified(path), ['verified', 'remark: attempt 1: voided: 名录有误', 'remark: attempt 2: voided: 县安监局代表突发疾病，纸条没有留下']);
}, { from: 'sealed' });

async function replaceFirst(page, reason) {
  await page.locator('#drawn-businesses .firms').getByRole('button').first().click();
  const incoming = await page.locator('#incoming').innerText();
  await dialog(page).getByRole('button', { name: /^换下“.*”，由“/ }).click();
  await dialog(page).getByText('请填写理由').waitFor();
  await dialog(page).getByLabel('理由').fill(reason);
  await dialog(page).getByLabel('批准人').fill('李主任');
  await dialog(page).getByRole('button', { name: /^换下“.*”，由“/ }).click();
  return incoming;
}

browserTest('substitutions by the tickets, on screen, on paper, in the record', async ({ page }) => {
  const incoming = await replaceFirst(page, '已注销');
  await heading(page, '替补 1 次', 2).waitFor();
  // Who came in may have to be replaced in turn.
  await button(page.locator('#drawn-businesses'), `换下${incoming}`).waitFor();
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  await button(page, '第1组换下人员').click();
  // A department that inspects every category: of another 附件6 need not name the team's officers.
  const people = dialog(page).locator('li').filter({ hasText: '县市场监管局' }).getByRole('button');
  const leaving = await people.first().innerText();
  await people.first().click();
  const officer = await page.locator('#incoming').innerText();
  await dialog(page).getByLabel('理由').fill('病假');
  await dialog(page).getByLabel('批准人').fill('李主任');
  await dialog(page).getByRole('button', { name: /^换下“.*”，由“/ }).click();
  await heading(page, '替补 2 次', 2).waitFor();
  await keep(page, '12-substituted');

  const { path, text } = await exportRecord(page);
  const record = last(JSON.parse(text));
  const [business, person] = record.substitutions;
  const { officers } = record.officers;
  const stratum = (key) => record.businesses.find((b) => b.key === key).stratum;
  const left = record.businesses.filter((b) => b.stratum === stratum(business.out) && !record.outcome.businesses.includes(b.key));
  const first = left.map((b) => [sha256(`${record.seed}\nbusiness\n${b.key}`), b]).sort(([a], [b]) => (a < b ? -1 : 1))[0][1];
  assert.deepEqual([business.in, incoming], [first.key, first.name]);
  assert.equal(officers.find((o) => o.key === person.out).name, leaving);
  assert.equal(officers.find((o) => o.key === person.in).name, officer);
  // The business that comes in may be one from which officers of the team are recused.
  const against = teamsAgainstRecusals(record).map((team) => `remark: attempt 1: team ${team} holds an officer recused from one of its businesses`);
  assert.deepEqual(verified(path), ['verified', ...against]);
  await visit(page, 'print/2+6');
  for (const form of ['选派（抽取）记录单', '匹配结果人员信息']) {
    const paper = page.locator('article').filter({ hasText: form });
    await paper.getByRole('heading', { name: '抽取后的替补' }).waitFor();
    await paper.getByText('已注销').waitFor();
    // Told by number too: a name may be another's.
    for (const key of [business.out, business.in]) await paper.locator('td').filter({ hasText: key }).first().waitFor();
  }
  await page.getByText(`${incoming}（替补）`).first().waitFor();
  await page.getByText(`${officer}（替补）`).first().waitFor();
  await page.getByText(/（已换下）/).first().waitFor();
}, { from: 'drawn' });

/** The public page, with officers or without. */
async function exportPage(page, officers) {
  await button(page, '导出公开记录……').click();
  await dialog(page).getByLabel(officers ? /^含执法人员姓名/ : /^不含执法人员/).check();
  const file = await download(page, () => dialog(page).getByRole('button', { name: '导出网页', exact: true }).click());
  await dialog(page).getByRole('button', { name: '关闭', exact: true }).click();
  return file;
}

browserTest('a record by link, by code and as a page; why a business was drawn; a report', async ({ page, fresh }) => {
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  const { path, text } = await exportRecord(page);
  const record = last(JSON.parse(text));
  const public_ = await exportRecord(page, { officers: false });
  await page.getByText('验证链接', { exact: true }).click();
  const address = await page.getByLabel('验证链接', { exact: true }).inputValue();
  const whole = await exportPage(page, true);
  const masked = await exportPage(page, false);
  writeFileSync(artifact('record.html'), whole.text);
  writeFileSync(artifact('record-masked.html'), masked.text);
  for (const [made, ending] of [[masked, 'html'], [public_, 'json']]) {
    assert(made.name.endsWith(`-公开记录-第1次（不含执法人员）.${ending}`), made.name);
    for (const { key, name } of record.officers.officers) assert(!made.text.includes(key) && !made.text.includes(name), `${name} in ${made.name}`);
  }
  assert.deepEqual(verified(public_.path), ['verified, officers withheld']);
  assert.deepEqual(verified(path), ['verified']);

  // A stranger's browser, from the link alone.
  const { page: other } = await fresh();
  await other.goto(address);
  await other.locator('#verdict').getByText('公开的部分前后一致').waitFor();
  await heading(other, record.seal.campaign.title, 2).waitFor();
  await other.goto(`${address.slice(0, -40)}`);
  await other.locator('#verdict').getByText('链接不完整').waitFor();
  // From the code of the seal sheet, with the file.
  const same = other.locator('.compare > li').filter({ has: other.locator('#paper-commitment') }).locator('.state');
  await other.goto(`${home}#/verify/${record.commitment}`);
  await other.locator('#scanned').getByText('已收到封存单上的二维码').waitFor();
  await other.locator('#record-file').setInputFiles(path);
  await same.getByText('✓ 相同').waitFor();
  await same.getByText('扫码').waitFor();
  await other.goto(`${home}#/verify/${'ab'.repeat(32)}`);
  await other.locator('#record-file').setInputFiles(path);
  await same.getByText('✗ 不同').waitFor();
  await other.locator('#paper-verdict').getByText('与签字的纸不同').waitFor();
  // The page is a record too, with officers and without.
  await other.goto(`${home}#/verify`);
  await other.locator('#record-file').setInputFiles({ name: 'r.html', mimeType: 'text/html', buffer: Buffer.from(masked.text) });
  await other.locator('#verdict').getByText('公开的部分前后一致').waitFor();
  await other.locator('#record-file').setInputFiles({ name: 'r.html', mimeType: 'text/html', buffer: Buffer.from(whole.text) });
  await other.locator('#verdict').getByText('记录前后一致').waitFor();

  const listed = record.businesses;
  const out = listed.find((b) => !record.outcome.businesses.includes(b.key));
  for (const [asked, key, verdict] of [[record.outcome.businesses[0], record.outcome.businesses[0], '抽中，第'], [out.name, out.key, '没有抽中']]) {
    await other.getByLabel('企业的名称或代码').fill(asked);
    await button(other, '查询').click();
    const answer = other.locator('#why-answer');
    await answer.getByText(verdict).waitFor();
    const business = listed.find((b) => b.key === key);
    const tickets = listed.filter((b) => b.stratum === business.stratum).map((b) => ticket(record.seed, 'business', b.key)).sort();
    await answer.getByText(`排在第 ${tickets.indexOf(ticket(record.seed, 'business', key)) + 1} 位`).waitFor();
    const command = (await answer.locator('pre').allInnerTexts()).find((line) => line.startsWith('printf'));
    assert.equal(execFileSync('sh', ['-c', command], { encoding: 'utf8' }).split(' ')[0], ticket(record.seed, 'business', key));
  }
  await other.getByLabel('企业的名称或代码').fill('不存在的公司');
  await button(other, '查询').click();
  await other.getByText('封存的名录里没有这个名称或代码').waitFor();
  await keep(other, '13-verified');
  await resize(other, PHONE);
  await keep(other, '13-verified-phone');
  const report = await download(other, () => button(other, '下载验证报告').click());
  assert(report.text.includes(`封存码\t${record.commitment.match(/.{4}/g).join(' ')}`), report.text);
  assert(report.text.includes('记录自身：记录前后一致。') && report.text.includes('与签字的　纸：是不是那次会上的记录，还没有核对。'), report.text);
  await other.pdf({ path: artifact('verification.pdf'), preferCSSPageSize: true });
  const printed = execFileSync('pdftotext', ['-layout', artifact('verification.pdf'), '-'], { encoding: 'utf8' });
  assert(printed.includes('双随机抽取记录验证报告') && !printed.includes('选择记录文件') && !printed.includes('查询'));
}, { from: 'drawn' });
