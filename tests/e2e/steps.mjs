// The steps of the whole way as a user takes them: by what is written on the buttons and boxes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { bytesOf, fixture } from './harness.mjs';

export const PRESET = '平罗县道路运输行业跨部门联合随机抽查';
/** The numbers on the slips, by contributor; the first with a zero in front, which counts, the fourth typed with a blank. */
export const NUMBERS = {
  县公安局: '007351', 县安监局: '820416', 县市场监管局: '553109', 县运管所: '19 4402', 企业代表: '380257', 见证人掷骰: '604913',
};
/** As they are recorded. */
export const digits = (value) => value.replaceAll(' ', '');
export const SLOTS = { businesses: '检查对象名录', officers: '执法人员名录' };

export const heading = (page, name, level = 1) => page.getByRole('heading', { level, name, exact: true });
export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const link = (page, name) => page.getByRole('link', { name, exact: true });
export const slot = (page, kind) => page.locator('section').filter({ has: heading(page, SLOTS[kind], 2) });
export const dialog = (page) => page.getByRole('dialog');

/** What `read` gives becomes this, at once or after a moment: a page may be drawn some frames after an act. */
export async function become(read, wanted) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (isDeepStrictEqual(await read(), wanted)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.deepEqual(await read(), wanted);
}

export async function saved(page) {
  await page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
}

export async function start(page) {
  await button(page, '新建抽查').click();
  // Where there is something to carry over it is asked from what to begin.
  const blank = dialog(page).getByLabel('空白', { exact: true });
  await heading(page, '方案').or(blank).waitFor();
  if (await blank.isVisible()) {
    await blank.check();
    await dialog(page).getByRole('button', { name: '新建', exact: true }).click();
  }
  await heading(page, '方案').waitFor();
}

export async function startWithPreset(page) {
  await start(page);
  await button(page, '套用“平罗县道路运输”预设').click();
  await page.getByLabel('任务名称').and(page.locator(`[value="${PRESET}"]`)).or(page.getByLabel('任务名称')).waitFor();
  assert.equal(await page.getByLabel('任务名称').inputValue(), PRESET);
}

/** Deletes a campaign, on the start page; it can be recovered there. */
export async function remove(page, name) {
  await button(page, `删除${name}`).click();
  await dialog(page).getByRole('button', { name: '删除', exact: true }).click();
}

/** Deletes a campaign and removes it for good. */
export async function removeForGood(page, name) {
  await remove(page, name);
  const again = button(page, `彻底删除${name}`);
  if (!(await again.isVisible())) await page.getByText(/^已删除 \d+ 次/).click();
  await again.click();
  await dialog(page).getByRole('button', { name: '彻底删除', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

/** The box of files of a roster's place. */
export const fileBox = (page, kind) => page.locator(`#${kind}-file`);

/**
 * Waits until the step that the address names is the one that is shown. A click that leads on changes the address at once
 * and the page a moment later: what looks alike on both, such as the box of a roster's files, would be the old one's.
 */
export const stands = (page) => page.waitForFunction(() =>
  document.querySelector('nav [aria-current="step"]')?.getAttribute('href') === location.hash);

/** Another window: what is fitted by the program is once the browser has told it, at the next frame. */
export async function resize(page, size) {
  await page.setViewportSize(size);
  await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
}

/** Chooses a file for a roster, a fixture, a path, or what Playwright takes for one, without waiting for what comes of it. */
export async function choose(page, kind, file) {
  await stands(page);
  await fileBox(page, kind).setInputFiles(typeof file === 'string' && !file.startsWith('/') ? fixture(file) : file);
}

/** Chooses a file for a roster and waits until it is there. */
export async function load(page, kind, file) {
  await choose(page, kind, file);
  const there = slot(page, kind).getByText(`${basename(file)} ·`);
  // A file in place of another: what changes is shown first.
  const replace = page.getByRole('dialog').getByRole('button', { name: '换成新文件' });
  await there.or(replace).waitFor();
  if (await replace.isVisible()) await replace.click();
  await there.waitFor();
}

/** Drops a file on a roster's place, as a hand would from the desktop. */
export const drop = (page, target, path) => dropBytes(page, target, [bytesOf(path)]);

/** Drops files of these names and texts together. */
export const dropFiles = (page, target, files) => dropBytes(page, target, files.map(({ name, text }) => ({ name, base64: Buffer.from(text).toString('base64') })));

async function dropBytes(page, target, files) {
  const transfer = await page.evaluateHandle((given) => {
    const carried = new DataTransfer();
    for (const { name, base64 } of given) carried.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return carried;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer: transfer });
}

export async function loadBoth(page) {
  await load(page, 'businesses', 'clean-businesses.xlsx');
  await load(page, 'officers', 'clean-officers.xlsx');
}

export const rehearsed = (page) => page.getByText(/用 1000 个一次性的种子预演/).waitFor();

export async function seal(page) {
  await button(page, '封存……').click();
  await dialog(page).getByRole('button', { name: '封存', exact: true }).click();
  await heading(page, '封存码', 2).waitFor();
}

/** Has the page click by itself: for a button on which a test comes down dozens of times, and other tests do by hand. */
export const clicked = (locator) => locator.evaluate((e) => e.click());

/** All slips are written and handed in. */
export async function handIn(page) {
  const tick = page.getByLabel('已全部写好交齐');
  if (!(await tick.isChecked())) await tick.check();
}

/** The line of a contributor whose number is confirmed. */
export const confirmed = (page, label) => page.locator('.said li.done:not(.later)').filter({ hasText: label });

/** Types a contributor's number, which is then read back and confirmed. */
export async function say(page, label, value) {
  await handIn(page);
  await page.getByLabel(label, { exact: true }).fill(value);
  await button(page, `核对${label}的号码`).click();
  await dialog(page).getByText(digits(value), { exact: true }).waitFor();
  await dialog(page).getByRole('button', { name: '核对无误' }).click();
  await confirmed(page, label).waitFor();
}

export async function sayNumbers(page, numbers = NUMBERS) {
  for (const [label, value] of Object.entries(numbers)) await say(page, label, value);
}

export async function makeSeed(page) {
  await button(page, '产生种子').click();
  await heading(page, '种子', 2).waitFor();
}

/** Voids the attempt, with reason, approver and witnesses. */
export async function voidAttempt(page) {
  await button(page, '作废重抽……').click();
  await dialog(page).getByLabel('理由').fill('名录漏登一户');
  await dialog(page).getByLabel('批准人').fill('马局长');
  await dialog(page).getByLabel('见证人').fill('王某、赵某');
  await dialog(page).getByRole('button', { name: '作废', exact: true }).click();
}

export async function drawNow(page) {
  await button(page, '抽取').click();
  await heading(page, '抽取结果').waitFor();
}

/** From the empty start to the page of the draw, all in order. */
export async function readyToSeal(page, { change } = {}) {
  await startWithPreset(page);
  await change?.(page);
  await button(page, '下一步：名录').click();
  await heading(page, '名录').waitFor();
  await loadBoth(page);
  await button(page, '下一步：抽取').click();
  await heading(page, '检查将要封存的内容', 2).waitFor();
}

/** From the empty start to the outcome. */
export async function drawn(page, options) {
  await readyToSeal(page, options);
  await seal(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
}

/** The address of a page of the campaign on the screen: plan, rosters, draw, print/seal, print/2+6. */
export async function visit(page, part) {
  const id = new URL(page.url()).hash.split('/')[2];
  // The page is drawn once the application has heard of the new address.
  await page.evaluate((hash) => location.hash === hash || new Promise((heard) => {
    addEventListener('hashchange', () => setTimeout(heard), { once: true });
    location.hash = hash;
  }), `#/c/${id}/${part}`);
  await page.locator('#page-title').waitFor();
}

/** Downloads what `act` makes the page hand over: its name and text. */
export async function download(page, act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  const path = await file.path();
  return { name: file.suggestedFilename(), path, text: readFileSync(path, 'utf8') };
}

/** Downloads the record of the outcome on the screen, with officers or without. */
export async function exportRecord(page, { officers = true } = {}) {
  await button(page, '导出公开记录……').click();
  await dialog(page).getByLabel(officers ? /^含执法人员姓名/ : /^不含执法人员/).check();
  const file = await download(page, () => dialog(page).getByRole('button', { name: '导出记录', exact: true }).click());
  await dialog(page).getByRole('button', { name: '关闭', exact: true }).click();
  return file;
}

/** Voids the attempt for which nothing is asked first (before a number, after the outcome), not without who, why and a witness. */
export async function voidWith(page, reason, { approver = '李主任', witness = '王代表、赵监督员' } = {}) {
  await button(page, '作废重抽……').click();
  await giveReason(page, reason, { approver, witness });
  await heading(page, '检查将要封存的内容', 2).waitFor();
}

/** Fills the dialog of a void, which wants all three. */
export async function giveReason(page, reason, { approver = '李主任', witness = '王代表、赵监督员' } = {}) {
  const d = dialog(page);
  const done = () => d.getByRole('button', { name: '作废', exact: true }).click();
  await done();
  for (const wanted of ['请填写理由', '请填写批准人姓名', '请填写见证人姓名，至少一人']) await d.getByText(wanted).waitFor();
  await d.getByLabel('理由').fill(reason);
  await d.getByLabel('批准人').fill(approver);
  await done();
  await d.getByText('请填写见证人姓名，至少一人').waitFor();
  await d.getByLabel('见证人').fill(witness);
  await done();
  await d.waitFor({ state: 'detached' });
}

/** Everything that a user sees in the page's body, the content of every box included. */
export const snapshot = (page) => page.locator('main#main').evaluate((main) => {
  const boxes = [...main.querySelectorAll('input:not([type=file]), textarea, select')];
  const content = boxes.map((b) => `${b.id || b.name}=${b.type === 'radio' || b.type === 'checkbox' ? b.checked : b.value}${b.readOnly || b.disabled ? ' locked' : ''}`);
  // The workbook lies open only until the page is loaded anew, and with it the way to look at its header again.
  return `${main.innerText.replaceAll('核对表头和各列……\n', '')}\n${content.join('\n')}`;
});

/** Reloads and asserts that all is as it was. */
export async function reloadsSame(page, what) {
  await saved(page);
  // What the worker still does would be another page after it.
  await page.getByText('正在用公开记录重算一遍').waitFor({ state: 'detached' });
  await page.getByText('两个程序正在重算').waitFor({ state: 'detached' });
  const before = await snapshot(page);
  assert(before.length > 100, 'there is something to compare');
  await page.reload();
  await page.locator('#page-title').waitFor();
  let found;
  for (let tries = 0; tries < 400; tries += 1) {
    found = await snapshot(page);
    if (found === before) return;
    await page.waitForTimeout(50);
  }
  assert.equal(found, before, `after a reload ${what}`);
}

/** Puts text in place of a file that a file box would take. */
export async function giveText(page, input, name, text) {
  await page.locator(input).setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

/** An init script: what `sessionStorage.worker` holds runs in every worker that is started from then on, before its program. */
export const IN_WORKERS = () => {
  const [PlainBlob, PlainWorker] = [Blob, Worker];
  let program;
  window.Blob = class extends PlainBlob {
    constructor(parts, options) {
      if (options?.type === 'text/javascript') program = parts;
      super(parts, options);
    }
  };
  window.Worker = class extends PlainWorker {
    constructor(url) {
      const prelude = sessionStorage.getItem('worker');
      super(prelude ? URL.createObjectURL(new PlainBlob([prelude, ...program], { type: 'text/javascript' })) : url);
    }
  };
};
export const inWorkers = (page, prelude) => page.evaluate((text) => sessionStorage.setItem('worker', text), prelude);

/** For IN_WORKERS: the browser has no memory for another instance. */
export const NO_MEMORY = 'WebAssembly.instantiate = () => Promise.reject(new RangeError("WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory"));';

/** The campaign's file, saved on the start page. */
export async function saveFile(page, title = PRESET) {
  await saved(page);
  await page.locator('a.brand').click();
  return download(page, () => button(page, `把${title}存为文件`).click());
}
