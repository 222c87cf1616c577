// The meeting: two programs recompute what was drawn, and agree or do not; who was there, its papers, its film; a rehearsal.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { CAMPAIGN, PHONE, WIDE, artifact, browserTest, home, keep } from './harness.mjs';
import { PRESET, become, button, dialog, download, drawNow, makeSeed, rehearsed, reloadsSame, saved, sayNumbers, seal, visit } from './steps.mjs';

const HALL = { width: 1920, height: 1080 };
const stage = (page) => page.goto(`${home}#/c/${CAMPAIGN}/stage`);

/** An init script: the public page's program, a worker that is sent text, is sent a record in which the businesses stand the other way round. */
const BEND = () => {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...more) {
    if (typeof message !== 'string') return postMessage.call(this, message, ...more);
    const record = JSON.parse(message);
    record.attempts.at(-1).outcome.businesses.reverse();
    return postMessage.call(this, JSON.stringify(record));
  };
};

/** An init script: the browser starts no worker of that program. */
const NONE = () => {
  const Plain = Worker;
  const other = new Set();
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const url = createObjectURL.call(URL, blob);
    if (blob.type === 'application/javascript') other.add(url);
    return url;
  };
  window.Worker = class extends Plain {
    constructor(url) {
      if (other.has(url)) throw new Error('no memory');
      super(url);
    }
  };
};

/** An init script: that program comes to no end. */
const SLOW = () => {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...more) {
    if (typeof message !== 'string') postMessage.call(this, message, ...more);
  };
};

const told = (page) => page.locator('#two-programs');
const is = (page, text) => become(() => told(page).innerText(), text);

async function closing(page, text) {
  await page.setViewportSize(HALL);
  await stage(page);
  await page.locator('main.stage').waitFor();
  await page.keyboard.press('End');
  await page.locator('[data-scene=closing]').waitFor();
  await is(page, text);
}

browserTest('two programs recompute the draw and agree, on the page and on the big screen', async ({ page }) => {
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  await is(page, '两个程序重算：一致');
  await keep(page, '95-two-programs', false);
  await page.setViewportSize(PHONE);
  await told(page).scrollIntoViewIfNeeded();
  await keep(page, '95-two-programs-phone', false);
  await closing(page, '两个程序重算：一致');
  await keep(page, '95-two-programs-stage', false);
}, { from: 'drawn' });

browserTest('a record that is bent for the one program only: they differ, and where is told', async ({ page }) => {
  const where = '两个程序重算：不一致。本程序：与记录一致；公开网页的程序：与记录不同的有抽中的各户（11户）、组数、各组的户数和次序';
  await is(page, where);
  await keep(page, '95-two-programs-differ', false);
  await closing(page, where);
  await keep(page, '95-two-programs-differ-stage', false);
}, { from: 'drawn', init: BEND });

browserTest('an outcome that is not what the seed draws: both programs say so, and where', async ({ page }) => {
  await page.getByText('用公开记录重算不一致，请勿使用本结果').waitFor();
  await become(async () => /^两个程序重算：不一致。本程序：与记录不同的有名单（.+）.*；公开网页的程序：与记录不同的有抽中的各户（11户）/.test(await told(page).innerText()), true);
}, { from: 'bent' });

browserTest('a program that does not start has compared nothing', async ({ page }) => {
  await is(page, '两个程序没有都算完，没有比对。本程序：与记录一致；公开网页的程序：没有能重算（浏览器没有启动它）');
}, { from: 'drawn', init: NONE });

browserTest('while one program is still at it nothing is called compared', async ({ page }) => {
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  assert.equal(await told(page).innerText(), '两个程序正在重算……');
  await closing(page, '两个程序正在重算……');
}, { from: 'drawn', init: SLOW });

const line = (page, n) => page.locator('.present > li').nth(n);

async function fillPerson(page, n, { role, name, unit, office }) {
  const row = line(page, n);
  await row.waitFor();
  if (role) await row.getByLabel('身份').selectOption(role);
  if (name) await row.getByLabel('姓名').fill(name);
  if (unit) await row.getByLabel('单位', { exact: true }).fill(unit);
  if (office) await row.getByLabel('职务').fill(office);
}

/** The texts of the table of a paper whose first head is this. */
const rowsOf = (page, head) => page.locator('.paper table').filter({ has: page.locator('thead th', { hasText: new RegExp(`^${head}$`) }) }).locator('tbody tr')
  .evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim())));

browserTest('who is there is entered, the papers have it, film is registered by its digest, and names reach the public page only where ticked', async ({ page }) => {
  await page.locator('summary').filter({ has: page.locator('#meeting') }).click();
  await button(page, '按方案列出各单位').click();
  await fillPerson(page, 0, { name: '马某', office: '副局长' });
  await fillPerson(page, 2, { name: '丁某', unit: '县纪委监委' });
  await fillPerson(page, 3, { name: '周某' });
  await button(page, '添加在场人员').click();
  await fillPerson(page, 9, { role: '见证', name: '王某', unit: '企业代表' });
  assert.equal(await page.locator('.present > li').count(), 10);
  // Deleted by mistake, and taken back.
  await button(page, '删除在场人员周某').click();
  assert.equal(await page.locator('.present > li').count(), 9);
  await button(page, '撤销删除').click();
  await become(() => line(page, 3).getByLabel('姓名').inputValue(), '周某');
  await page.getByLabel('会议时间').fill('下午2:00');
  await page.getByLabel('异议和处理').fill('县安监局问名录日期，当场说明');

  // A film is hashed in parts: this one has more than one.
  const film = Buffer.alloc(5 * 1024 * 1024 + 17, 'film');
  await page.locator('#kept-files').setInputFiles([{ name: '抽取全程.mp4', mimeType: 'video/mp4', buffer: film }, { name: '空.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) }]);
  const digest = createHash('sha256').update(film).digest('hex');
  await page.locator('.kept').getByText(digest).waitFor();
  await page.locator('.kept').getByText(createHash('sha256').update('').digest('hex')).waitFor();
  await page.locator('.kept > li').first().getByText('5 MB').waitFor();
  await page.locator('#kept-files').setInputFiles({ name: '再一份.mp4', mimeType: 'video/mp4', buffer: film });
  await page.getByText('“再一份.mp4”与已经登记的“抽取全程.mp4”内容相同').waitFor();
  await button(page, '删除登记的文件空.txt').click();
  assert.equal(await page.locator('.kept > li').count(), 1);
  await page.locator('.kept > li').first().getByLabel('保管人').fill('杨某');
  await button(page, '撤销删除').waitFor({ state: 'detached' });
  await saved(page);
  await page.locator('#meeting').scrollIntoViewIfNeeded();
  await keep(page, '95-meeting');
  await page.setViewportSize(PHONE);
  await keep(page, '95-meeting-phone');
  await page.setViewportSize(WIDE);
  await reloadsSame(page, 'the meeting is there');

  await visit(page, 'print/sign-in');
  await page.locator('.paper').waitFor();
  const signed = await rowsOf(page, '姓名');
  assert.deepEqual(signed[0], ['马某', '县交通运输局', '副局长', '主持', '']);
  assert.deepEqual(signed[9], ['王某', '企业代表', '', '见证', '']);
  await page.pdf({ path: artifact('95-sign-in.pdf'), preferCSSPageSize: true });
  const docx = await download(page, () => button(page, '存为docx').click());
  assert.match(docx.name, /签到表\.docx$/);
  await visit(page, 'print/minutes');
  await page.locator('.paper').waitFor();
  const told = await rowsOf(page, '时间');
  assert.match(told[0][1], /^第1次封存，封存码/);
  assert.deepEqual(told.map(([at]) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(at)), Array(told.length).fill(true));
  assert.equal(told.at(-1)[1], '抽取');
  assert.equal(told.length, 1 + 6 + 2);
  await page.getByText('县安监局问名录日期，当场说明').waitFor();
  await page.locator('.paper').getByText('杨某').waitFor();
  await page.pdf({ path: artifact('95-minutes.pdf'), preferCSSPageSize: true });
  await visit(page, 'print/meeting');
  await page.locator('.paper').getByText('抽取会议的通知').waitFor();
  await page.pdf({ path: artifact('95-meeting-notice.pdf'), preferCSSPageSize: true });

  await visit(page, 'archive');
  await page.locator('#kept-list').getByText('抽取全程.mp4').waitFor();
  await page.locator('#kept-list').getByText('保管人：杨某').waitFor();

  // Names on the public page: only where ticked.
  await visit(page, 'draw');
  const publicPage = async () => {
    await page.getByText('已用公开记录重算一遍：一致').waitFor();
    await button(page, '导出公开记录……').click();
    const made = await download(page, () => dialog(page).getByRole('button', { name: '导出网页' }).click());
    await dialog(page).getByRole('button', { name: '关闭' }).last().click();
    return made.text;
  };
  assert(!(await publicPage()).includes('马某'));
  await page.getByLabel('把在场人员的姓名写进公开网页').check();
  const told2 = await publicPage();
  assert(told2.includes('主持：马某（县交通运输局 副局长）') && told2.includes('见证：王某（企业代表）'));
}, { from: 'drawn' });

browserTest('a rehearsal goes the whole way under its banner, and leaves no record', async ({ page }) => {
  await visit(page, 'draw');
  await button(page, '演练一遍').click();
  const banner = page.locator('.rehearsal-bar');
  await banner.getByText('演练', { exact: true }).waitFor();
  await rehearsed(page);
  await keep(page, '95-rehearsal');
  await seal(page);
  assert.equal(await page.locator('svg.qr, .qr').count(), 0, 'no code to verify by');
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await banner.waitFor();
  assert.equal(await button(page, '导出公开记录……').count(), 0);
  assert.equal(await button(page, '复制名单').count(), 0);
  assert.equal(await button(page, '作废重抽……').count(), 0);
  assert.equal(await page.locator('#self-check, #two-programs').count(), 0);
  await keep(page, '95-rehearsal-drawn');
  for (const part of ['print/seal', 'print/2+6', 'print/minutes', 'print/sign-in']) {
    await visit(page, part);
    await page.locator('.paper').first().waitFor();
    const papers = await page.locator('.paper').evaluateAll((all) => all.map((paper) => paper.innerText));
    assert(papers.length > 0 && papers.every((text) => text.includes('【演练】不作抽取依据')), part);
    if (part === 'print/seal') await page.pdf({ path: artifact('95-rehearsal-seal.pdf'), preferCSSPageSize: true });
  }
  for (const part of ['inspect', 'publish', 'archive']) {
    await visit(page, part);
    await page.getByRole('heading', { name: '演练到抽取为止' }).waitFor();
  }
  await visit(page, 'stage');
  await page.setViewportSize(HALL);
  await page.locator('main.stage .rehearsal').waitFor();
  await page.keyboard.press('End');
  await page.locator('[data-scene=closing]').waitFor();
  assert.equal(await page.locator('.stage .qr').count(), 0);
  assert.equal(await told(page).count(), 0);
  await keep(page, '95-rehearsal-stage', false);
  // On a phone, and the real one beside it on the start page, not drawn.
  await page.setViewportSize(PHONE);
  await visit(page, 'draw');
  await keep(page, '95-rehearsal-phone', false);
  await page.locator('a.brand').click();
  await page.getByText(`【演练】${PRESET}`).first().waitFor();
}, { from: 'rostered' });
