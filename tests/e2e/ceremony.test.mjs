// The ceremony: numbers read back, the projector's window, substitutions, codes and links, verification for everyone.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { PHONE, artifact, browserTest, home, keep, root } from './harness.mjs';
import { drawnBusinesses, sha256, ticket } from './protocol.mjs';
import { NUMBERS, become, button, dialog, download, drawn, heading, link, makeSeed, say, seal, visit } from './steps.mjs';

const PROJECTOR = { width: 1920, height: 1080 };
const digits = async (locator) => (await locator.first().innerText()).replace(/\s/g, '');

/** What this browser keeps of campaigns, as it is stored. */
const stored = (page) => page.evaluate(() => Object.entries(localStorage).filter(([k]) => k.includes('/campaign/')).map(([, v]) => v).join());

async function openStage(context, page) {
  const [stage] = await Promise.all([context.waitForEvent('page'), link(page, '大屏').click()]);
  await stage.setViewportSize(PROJECTOR);
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
  const commitment = await digits(page.locator('p.digest'));
  await stage.locator('[data-phase=Sealed]').waitFor();
  assert.equal(await digits(stage.locator('.commitment .code')), commitment);
  assert.equal(await scan(stage.locator('.qr')), `${home}#/verify/${commitment}`);
  assert.equal(await scan(page.locator('.qr')), `${home}#/verify/${commitment}`);

  // A number arrives while it is typed; one that is typed unseen does not.
  await page.getByLabel('县公安局', { exact: true }).fill('0073');
  await stage.getByText('0073', { exact: true }).waitFor();
  await say(page, '县公安局', NUMBERS.县公安局);
  await page.getByLabel('暂不显示').check();
  await page.getByLabel('县安监局', { exact: true }).fill('820416');
  assert.equal(await page.getByLabel('县安监局', { exact: true }).getAttribute('type'), 'password');
  await button(page, '核对县安监局的报数').click();
  await dialog(page).getByLabel('再输入一遍').fill('820417');
  await dialog(page).getByRole('button', { name: '核对无误' }).click();
  await dialog(page).getByText('与第一次输入的不同').waitFor();
  await dialog(page).getByLabel('再输入一遍').fill('８２０４１６ ');
  await dialog(page).getByRole('button', { name: '核对无误' }).click();
  await button(page, '更正县安监局的报数').waitFor();
  await stage.getByText('✓ 已封好').first().waitFor();
  for (const p of [page, stage]) assert(!(await p.locator('#main').innerText()).includes('820416'), 'unseen until all are in');
  await assertReadable(stage, 'numbers arriving');
  await keep(stage, 'stage-1-numbers', false);
  for (const [label, value] of Object.entries(NUMBERS).slice(2)) {
    await page.getByLabel(label, { exact: true }).fill(value);
    await button(page, `核对${label}的报数`).click();
    await dialog(page).getByLabel('再输入一遍').fill(value);
    await dialog(page).getByRole('button', { name: '核对无误' }).click();
    await button(page, `更正${label}的报数`).waitFor();
  }
  await stage.getByText('820416').waitFor();
  assert(!(await stage.content()).match(/随机码/), 'the nonce is still secret');

  await makeSeed(page);
  await stage.locator('[data-phase=Seeded]').waitFor();
  const seed = await digits(page.locator('p.seed'));
  assert.equal(await digits(stage.locator('.code.seed')), seed);
  await assertReadable(stage, 'the seed');
  // Two clicks at once are one draw.
  await button(page, '抽取').dblclick();
  await heading(page, '抽取结果').waitFor();
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  const fixed = await stored(page);
  const record = JSON.parse((await download(page, () => button(page, '导出公开记录').click())).text);

  await stage.getByText('结果已经算定').waitFor();
  const shown = stage.locator('.cells li b');
  const names = Object.fromEntries(record.manifest.businesses.map((b) => [b.key, b.name]));
  const expected = record.outcome.businesses.map((key) => names[key]);
  assert.deepEqual(expected, drawnBusinesses(record.manifest, seed).map((b) => names[b.key]));
  await stage.keyboard.press('Space');
  await stage.keyboard.press('ArrowRight');
  await stage.keyboard.press('PageDown');
  await become(() => shown.allInnerTexts(), expected.slice(0, 3));
  await stage.keyboard.press('ArrowLeft');
  await become(() => shown.allInnerTexts(), expected.slice(0, 2));
  await stage.reload();
  await stage.getByRole('heading', { name: '抽中市场主体' }).waitFor();
  await become(() => shown.allInnerTexts(), expected.slice(0, 2)); // A reload shows what was shown.
  // The operator steps it as well.
  await button(page, '下一个').click();
  await stage.getByText('3 / 20').waitFor();
  for (let i = 3; i < 11; i += 1) await stage.keyboard.press('Space');
  await become(() => shown.allInnerTexts(), expected);
  await assertReadable(stage, 'businesses');
  await keep(stage, 'stage-2-businesses', false);
  for (let i = 0; i < 5; i += 1) await stage.keyboard.press(' ');
  await assertReadable(stage, 'officers');
  await stage.keyboard.press('Enter');
  await stage.locator('[data-scene=teams]').waitFor();
  const teams = await stage.locator('.teams-grid li').evaluateAll((lis) => lis.map((li) => [...li.querySelectorAll('.firms span')].map((s) => s.innerText)));
  assert.deepEqual(teams, record.outcome.teams.map((t) => t.businesses.map((k) => names[k])));
  await assertReadable(stage, 'teams');
  await keep(stage, 'stage-3-teams', false);
  await stage.setViewportSize({ width: 3840, height: 2160 });
  await assertReadable(stage, 'teams in 4K');
  await stage.setViewportSize(PROJECTOR);

  // 为什么可信: both lines are what a shell gives.
  await stage.keyboard.press('w');
  for (const text of await stage.getByRole('dialog').locator('pre').allInnerTexts()) {
    const [command, result] = text.split('\n');
    assert.equal(execFileSync('sh', ['-c', command], { encoding: 'utf8' }).split(' ')[0], result);
  }
  await stage.keyboard.press('Escape');
  await stage.keyboard.press('Home');
  await stage.getByText('结果已经算定').waitFor();
  assert.equal(await stored(page), fixed, 'whatever was pressed, the campaign is as it was');
  await stage.emulateMedia({ reducedMotion: 'reduce' });
  await stage.keyboard.press('Space');
  assert.equal(await stage.locator('li.new').evaluate((e) => getComputedStyle(e).animationName), 'none');
}, { from: 'rostered', at: 'draw' });

browserTest('one screen: drawn and revealed on the projector page itself', async ({ page }) => {
  await makeSeed(page);
  await link(page, '在本屏放映揭晓').click();
  await page.getByText('种子已经决定了结果').waitFor();
  await button(page, '抽取').click();
  await page.getByText('结果已经算定').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-scene=teams]').waitFor();
  await page.keyboard.press('Escape');
  await heading(page, '抽取结果').waitFor();
  await page.getByText('大屏已揭晓 20 / 20 步').waitFor();
}, { from: 'numbered' });

browserTest('a confirmed number is corrected in the open, and bad ones are told', async ({ page }) => {
  await button(page, '核对县公安局的报数').click();
  await page.getByRole('alert').getByText('“县公安局”的报数不能用：没有填写数字').waitFor();
  await button(page, '知道了').click();
  // A pasted line break becomes none in a box of one line; a control character stays and is refused.
  const box = page.getByLabel('县公安局', { exact: true });
  await box.fill('12\u000734');
  await button(page, '核对县公安局的报数').click();
  await page.getByRole('alert').getByText('看不见的控制字符').waitFor();
  await button(page, '知道了').click();
  await box.fill('　００７ ');
  await button(page, '核对县公安局的报数').click();
  await dialog(page).getByText('007', { exact: true }).waitFor();
  await dialog(page).getByText('全角数字、首尾空格已按规则折算').waitFor();
  await dialog(page).getByRole('button', { name: '核对无误' }).click();
  await button(page, '更正县公安局的报数').click();
  await box.fill('008');
  await button(page, '产生种子').click();
  await page.getByRole('alert').getByText('县公安局：已录入，还没有核对').waitFor();
  await page.getByText('还有 4 个单位没有核对').waitFor();
}, { from: 'sealed' });

async function replaceFirst(page, reason) {
  await page.locator('#drawn-businesses').getByRole('button').first().click();
  const incoming = await page.locator('#incoming').innerText();
  await dialog(page).getByRole('button', { name: /^由“/ }).click();
  await dialog(page).getByText('请填写理由').waitFor();
  await dialog(page).getByLabel('理由').fill(reason);
  await dialog(page).getByLabel('批准人').fill('李主任');
  await dialog(page).getByRole('button', { name: /^由“/ }).click();
  return incoming;
}

browserTest('substitutions by the tickets, on screen, on paper, in the record', async ({ page }) => {
  const incoming = await replaceFirst(page, '已注销');
  await heading(page, '替补 1 次', 2).waitFor();
  // Who came in may have to be replaced in turn.
  await button(page.locator('#drawn-businesses'), `替补${incoming}`).waitFor();
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  await button(page, '第1组替补人员').click();
  // A department that inspects every category: of another 附件6 need not name the team's officers.
  const people = dialog(page).locator('li').filter({ hasText: '县市场监管局' }).getByRole('button');
  const leaving = await people.first().innerText();
  await people.first().click();
  const officer = await page.locator('#incoming').innerText();
  await dialog(page).getByLabel('理由').fill('病假');
  await dialog(page).getByLabel('批准人').fill('李主任');
  await dialog(page).getByRole('button', { name: /^由“/ }).click();
  await heading(page, '替补 2 次', 2).waitFor();
  await keep(page, '12-substituted');

  const { path, text } = await download(page, () => button(page, '导出公开记录').click());
  const record = JSON.parse(text);
  const [business, person] = record.substitutions;
  const m = record.manifest;
  const stratum = (key) => m.businesses.find((b) => b.key === key).stratum;
  const left = m.businesses.filter((b) => b.stratum === stratum(business.out) && !record.outcome.businesses.includes(b.key));
  const first = left.map((b) => [sha256(`${record.seed}\nbusiness\n${b.key}`), b]).sort(([a], [b]) => (a < b ? -1 : 1))[0][1];
  assert.deepEqual([business.in, incoming], [first.key, first.name]);
  assert.equal(m.officers.find((o) => o.key === person.out).name, leaving);
  assert.equal(m.officers.find((o) => o.key === person.in).name, officer);
  if (!spawnSync('python3', ['--version']).error) {
    assert.equal(execFileSync('python3', [join(root, 'tools', 'verify.py'), path], { encoding: 'utf8' }).trim(), 'verified');
  }
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

browserTest('a record by link, by code and as a page; why a business was drawn; a report', async ({ page, fresh }) => {
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  const { path, text } = await download(page, () => button(page, '导出公开记录').click());
  const record = JSON.parse(text);
  await page.getByText('验证链接').click();
  const address = await page.getByLabel('验证链接', { exact: true }).inputValue();
  await page.getByText('导出公开网页').click();
  const whole = await download(page, () => button(page, '含执法人员姓名').click());
  const masked = await download(page, () => button(page, '隐去姓名').click());
  writeFileSync(artifact('record.html'), whole.text);
  writeFileSync(artifact('record-masked.html'), masked.text);
  assert(masked.name.includes('隐去姓名') && !masked.text.includes(record.manifest.officers[0].key), 'no certificate in the masked page');

  // A stranger's browser, from the link alone.
  const { page: other } = await fresh();
  await other.goto(address);
  await other.locator('#verdict').getByText('一致').waitFor();
  await heading(other, record.manifest.campaign.title, 2).waitFor();
  await other.goto(`${address.slice(0, -40)}`);
  await other.locator('#verdict').getByText('链接不完整').waitFor();
  // From the code of the seal sheet, with the file.
  await other.goto(`${home}#/verify/${record.commitment}`);
  await other.getByText('封存单上的封存码是').waitFor();
  await other.locator('#record-file').setInputFiles(path);
  await other.locator('#same-seal').waitFor();
  await other.goto(`${home}#/verify/${'ab'.repeat(32)}`);
  await other.locator('#record-file').setInputFiles(path);
  await other.locator('#other-seal').getByText('不是封存单上的那一次').waitFor();
  // The page is a record too, the masked one is not.
  await other.goto(`${home}#/verify`);
  await other.locator('#record-file').setInputFiles({ name: 'r.html', mimeType: 'text/html', buffer: Buffer.from(masked.text) });
  await other.locator('#verdict').getByText('隐去执法人员姓名').waitFor();
  await other.locator('#record-file').setInputFiles({ name: 'r.html', mimeType: 'text/html', buffer: Buffer.from(whole.text) });
  await other.locator('#verdict').getByText('完全相同').waitFor();

  const listed = record.manifest.businesses;
  const out = listed.find((b) => !record.outcome.businesses.includes(b.key));
  for (const [asked, key, verdict] of [[record.outcome.businesses[0], record.outcome.businesses[0], '抽中，第'], [out.name, out.key, '没有抽中']]) {
    await other.getByLabel('市场主体的名称或代码').fill(asked);
    await button(other, '查询').click();
    const answer = other.locator('#why-answer');
    await answer.getByText(verdict).waitFor();
    const business = listed.find((b) => b.key === key);
    const tickets = listed.filter((b) => b.stratum === business.stratum).map((b) => ticket(record.seed, 'business', b.key)).sort();
    await answer.getByText(`排在第 ${tickets.indexOf(ticket(record.seed, 'business', key)) + 1} 位`).waitFor();
    const command = await answer.locator('pre').innerText();
    assert.equal(execFileSync('sh', ['-c', command], { encoding: 'utf8' }).split(' ')[0], ticket(record.seed, 'business', key));
  }
  await other.getByLabel('市场主体的名称或代码').fill('不存在的公司');
  await button(other, '查询').click();
  await other.getByText('封存的名录里没有这个名称或代码').waitFor();
  await keep(other, '13-verified');
  await other.setViewportSize(PHONE);
  await keep(other, '13-verified-phone');
  const report = await download(other, () => button(other, '下载验证报告').click());
  assert(report.text.includes(`封存码：${record.commitment.match(/.{4}/g).join(' ')}`), report.text);
  assert(report.text.includes('结　论：一致'));
  await other.pdf({ path: artifact('verification.pdf'), preferCSSPageSize: true });
  const printed = execFileSync('pdftotext', ['-layout', artifact('verification.pdf'), '-'], { encoding: 'utf8' });
  assert(printed.includes('双随机抽取记录验证报告') && !printed.includes('选择记录文件') && !printed.includes('查询'));
}, { from: 'drawn' });
