// Hostile texts (tests/hostile.json) pasted, typed and imported everywhere: on the screen, on paper and in what is handed
// over they are text, and nothing else. tests/it/hostile.rs has the files that the core makes of them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PHONE, WIDE, artifact, browser, browserTest, keep, origin, root } from './harness.mjs';
import { last } from './protocol.mjs';
import { button, choose, clicked, dialog, download, exportRecord, giveText, handIn, heading, link, saved, say, seal, slot, start, visit } from './steps.mjs';

const texts = JSON.parse(readFileSync(join(root, 'tests', 'hostile.json'), 'utf8'));
const all = Object.values(texts);
const python = (...args) => JSON.parse(execFileSync('python3', ['-B', join(root, 'tests', 'e2e', 'course.py'), ...args], { encoding: 'utf8' }));
/** What shows nothing, by Unicode's own categories; line feeds and tabs part lines and cells. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const unseen = (text) => [...text.replace(/[\n\t]/g, '').matchAll(UNSEEN)].map(([c]) => `U+${c.codePointAt(0).toString(16)} in ${text.slice(0, 80)}`);
const flat = (text) => text.replace(/\s/g, '');

/** Nothing of a text acts on the page: no script ran, no element, link or handler is made of one, nothing is hidden. */
async function inert(page, where, { strict = true } = {}) {
  const found = await page.evaluate(() => {
    const bad = [];
    for (const e of document.body.querySelectorAll('*')) {
      const says = `<${e.tagName.toLowerCase()}> ${e.outerHTML.slice(0, 120)}`;
      if (['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'META', 'IMG'].includes(e.tagName)) bad.push(says);
      if (['SCRIPT', 'STYLE', 'TITLE'].includes(e.tagName) && document.getElementById('app')?.contains(e)) bad.push(says);
      for (const { name, value } of e.attributes) {
        if (/^on/i.test(name) || name === 'srcdoc' || /^\s*(javascript|data|https?):/i.test(['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name) ? value : '')) bad.push(`${name} of ${says}`);
      }
    }
    return { owned: window.owned, bad, shown: document.body.innerText, polluted: ({}).owned !== undefined || Object.keys(Object.prototype).length > 0 };
  });
  assert.equal(found.owned, undefined, `${where}: a script ran`);
  assert.equal(found.polluted, false, `${where}: every object has it`);
  assert.deepEqual(found.bad, [], where);
  if (strict) assert.deepEqual(unseen(found.shown), [], where);
}

/** As it stands wide and on a phone: nothing sticks out. */
async function fits(page, where) {
  for (const size of [PHONE, WIDE]) {
    await page.setViewportSize(size);
    const [wide, room, out] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const out = [...document.querySelectorAll('#app *')].filter((e) => e.getBoundingClientRect().right > clientWidth + 1);
      return [scrollWidth, clientWidth, out.slice(-2).map((e) => e.outerHTML.slice(0, 200))];
    });
    assert(wide <= room, `${where}: ${wide} px in ${size.width}: ${out.join(' ')}`);
  }
  await inert(page, where);
}

/** Puts the text into the box as the clipboard does. */
async function paste(page, box, text) {
  await box.click();
  await page.keyboard.press('Control+A');
  await page.evaluate((t) => navigator.clipboard.writeText(t), text);
  await page.keyboard.press('Control+V');
}

/** A page's PDF as text in the order of the document. */
async function paper(page, name) {
  await page.locator('article.paper').first().waitFor();
  const path = artifact(`${name}.pdf`);
  await page.pdf({ path, preferCSSPageSize: true });
  // It puts Hebrew between marks of its own.
  return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 }).replace(/[\f\u202b\u202c]/g, '');
}

async function plan(page, folder, departments) {
  await start(page);
  const title = page.getByLabel('任务名称');
  for (const text of all) {
    await paste(page, title, `${text}末`);
    const value = await title.inputValue();
    assert.deepEqual(unseen(value), [], text);
    assert(value.endsWith('末'), value);
    await inert(page, `the title ${JSON.stringify(text)}`);
  }
  // A half of a character is no text: it becomes the sign for that.
  await title.evaluate((e) => { e.value = '甲\ud800乙'; e.dispatchEvent(new InputEvent('input', { bubbles: true })); });
  await page.locator('header').getByText('甲\ufffd乙').waitFor();
  const name = `${texts.script}${texts.override}${texts.path}${texts.shell}`;
  await paste(page, title, name);
  await paste(page, page.getByLabel('依据'), all.join('\n'));
  await page.getByLabel('任务编号').fill(texts.dde);
  await page.getByLabel('抽取地点').fill(texts.image);
  await button(page, '添加报数单位').click();
  await page.getByLabel('报数单位', { exact: true }).last().fill(`${texts.shell}甲`);
  await button(page, '添加报数单位').click();
  await page.getByLabel('报数单位', { exact: true }).last().fill('__proto__');
  await page.locator('#whole-size').fill('100');
  await page.getByLabel('检查组数').fill('2');
  await page.locator('#items-file').setInputFiles(join(folder, 'items.xlsx'));
  await dialog(page).getByRole('heading', { name: '导入附件7' }).waitFor();
  await inert(page, 'the dialog of 附件7');
  // They are called like no department: they are added where that is said.
  for (const name of departments.slice(0, 2)) await dialog(page).getByLabel(`增加“${name}”`).check();
  await dialog(page).getByRole('button', { name: /^采用/ }).click();
  await button(page, '添加部门').click();
  await page.getByLabel('部门名称').last().fill(departments[2]);
  await saved(page);
  await fits(page, 'the plan');
}

async function load(page, kind, path, rows) {
  await choose(page, kind, path);
  await slot(page, kind).getByText(rows).waitFor();
}

browserTest('hostile texts are text on the screen, on paper and in what is handed over', async ({ page, context, fresh }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const { departments } = python('hostile', folder);
  await page.clock.setFixedTime(new Date('2018-12-05T10:00:00+08:00'));
  await plan(page, folder, departments);
  await link(page, '名录').click();
  await load(page, 'businesses', join(folder, 'businesses.xlsx'), `共${all.length}行`);
  await load(page, 'officers', join(folder, 'officers.xlsx'), /共\d+行/);
  await saved(page);
  await fits(page, 'the rosters');
  await keep(page, '95-hostile-rosters');
  await link(page, '抽取').click();
  await page.getByText(/预演/).first().waitFor();
  await fits(page, 'the check');
  await seal(page);
  await fits(page, 'the seal');
  await handIn(page);
  const [first, second] = [`${texts.shell}甲`, '__proto__'];
  await noNumbers(page, first);
  await say(page, first, '007007');
  await say(page, second, '110110');
  await button(page, '产生种子').click();
  await heading(page, '种子', 2).waitFor();
  await button(page, '抽取').click();
  await heading(page, '抽取结果').waitFor();
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  await fits(page, 'the outcome');
  await keep(page, '96-hostile-outcome');

  const { text, name, path } = await exportRecord(page);
  assert(!/[\p{Cc}\p{Cf}/\\:*?"<>|]/u.test(name), name);
  const record = JSON.parse(text);
  assert.equal(last(record).businesses.length, all.length);
  assert.deepEqual(last(record).seal.departments.map((d) => d.name), departments);
  assert.deepEqual(unseen(text), [], 'nothing unseen is sealed');
  assert.equal(execFileSync('python3', [join(root, 'tools', 'verify.py'), path], { encoding: 'utf8' }).trim(), 'verified');
  await onPaper(page, record);
  await publicPage(page, record);
  await verified(page, record);
  await inspected(page);
  await archived(page);

  await page.evaluate(() => { location.hash = '#/'; });
  const backup = await download(page, () => page.getByRole('button', { name: /^把.*存为文件$/s }).click());
  await restored(await fresh(), backup.text);
}, { own: true });

/** No hostile text is a number: typed or pasted it is refused, with the reason, and that is text as well. */
async function noNumbers(page, label) {
  const box = page.getByLabel(label, { exact: true });
  for (const text of [...all, '=1+1', `${texts.link}7`]) {
    for (const put of [() => box.fill(text), () => paste(page, box, `123456${text}`)]) {
      await put();
      await clicked(button(page, `核对${label}的号码`));
      await page.getByRole('alert').getByText('的号码').waitFor();
      await inert(page, `the refusal of ${JSON.stringify(text)}`);
      await clicked(button(page, '知道了'));
      assert.equal(await dialog(page).count(), 0, text);
    }
  }
  await fits(page, 'the numbers');
}

/** Every name on paper is whole, and so is what stands after it. */
async function onPaper(page, record) {
  for (const part of ['print/2+6', 'print/seal', 'print/7']) {
    await visit(page, part);
    await page.locator('article.paper').first().waitFor();
    await fits(page, part);
  }
  await visit(page, 'print/2');
  const words = await paper(page, 'hostile-2');
  assert.deepEqual(unseen(words), []);
  const line = flat(words);
  // Hebrew stands from right to left, as it should, and pictures are no text; what comes after them is whole.
  const after = (name) => flat(name).replace(/^.*[\p{Script=Hebrew}\p{Extended_Pictographic}][^\p{Script=Han}]*/u, '');
  for (const b of last(record).businesses) assert(line.includes(`${after(b.name)}${b.key}`), `${b.name} and its code on paper`);
  await visit(page, 'draw');
  await heading(page, '抽取结果').waitFor();
}

/** The page for the public, alone: its own script takes names that mean something to scripts for names. */
async function publicPage(page, record) {
  await button(page, '导出公开记录……').click();
  await dialog(page).getByLabel(/^含执法人员姓名/).check();
  const { text } = await download(page, () => dialog(page).getByRole('button', { name: '导出网页', exact: true }).click());
  await dialog(page).getByRole('button', { name: '关闭', exact: true }).click();
  const file = artifact('hostile-public.html');
  writeFileSync(file, text);
  const context = await browser.newContext({ viewport: PHONE });
  const noted = [];
  context.on('request', (r) => r.url() !== pathToFileURL(file).href && noted.push(r.url()));
  context.on('console', (m) => m.type() === 'error' && noted.push(m.text()));
  const alone = await context.newPage();
  await alone.goto(pathToFileURL(file).href);
  await alone.getByRole('button', { name: '重算' }).click();
  const found = await alone.locator('#results li').allInnerTexts();
  // That nothing is missing, two rosters, four lines of the attempt, four of its outcome, the chain.
  assert(found.length === 12 && found.every((t) => flat(t).startsWith('✓相同')), found.join());
  for (const b of last(record).businesses) {
    await alone.getByLabel('为什么抽中／没抽中').fill(b.key);
    await alone.getByRole('button', { name: '查', exact: true }).click();
    await alone.locator('#answer').getByText('抽中。').waitFor();
  }
  const state = await alone.evaluate(() => ({ owned: window.owned, shown: document.body.innerText, tags: [...new Set([...document.body.querySelectorAll('*')].map((e) => e.tagName))], wide: document.documentElement.scrollWidth }));
  assert.equal(state.owned, undefined);
  assert.deepEqual(unseen(state.shown), []);
  for (const tag of ['IMG', 'SVG', 'A', 'IFRAME', 'STYLE']) assert(!state.tags.includes(tag), tag);
  assert(state.wide <= PHONE.width, `${state.wide} px on a phone`);
  assert.deepEqual(JSON.parse(await alone.evaluate(() => document.getElementById('record').textContent)), record);
  assert.deepEqual(noted, []);
  await context.close();
}

/** A stranger's record, with what ours can not hold. */
async function verified(page, record) {
  const back = new URL(page.url()).hash;
  await page.evaluate(() => { location.hash = '#/verify'; });
  const evil = structuredClone(record);
  const nasty = all.join('').replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
  evil.attempts[0].seal.campaign.title = nasty;
  last(evil).businesses.forEach((b, i) => { b.name = `${all[i].replace(/[\u0000-\u001f\u007f-\u009f]/g, '')}末`; });
  const said = structuredClone(record);
  said.attempts[0].contributions.forEach((c) => { c.value = nasty; });
  const proto = JSON.stringify(evil).replace('{', '{"__proto__":{"owned":1},"constructor":{"prototype":{"owned":1}},');
  for (const json of [JSON.stringify(evil), JSON.stringify(said), proto, text_with(record, '\\ud800')]) {
    await giveText(page, '#record-file', `${texts.override}.json`, json);
    await page.getByRole('status').filter({ hasText: '正在重算' }).waitFor({ state: 'detached' });
    await page.locator('#verdict.bad').waitFor();
    assert.match(await page.locator('#verdict').innerText(), /\p{Script=Han}{4}/u);
    await fits(page, 'the verification');
  }
  await keep(page, '97-hostile-verify');
  await page.evaluate((hash) => { location.hash = hash; }, back);
  await heading(page, '抽取结果').waitFor();
}

const text_with = (record, escape) => JSON.stringify(record).replace(/"title":"(?:[^"\\]|\\.)*"/, `"title":"${escape}"`);

/** What is found at a business, typed and by a workbook. */
async function inspected(page) {
  await visit(page, 'inspect');
  const first = page.locator('table.entry tbody tr').first();
  const who = await first.locator('b').first().textContent();
  await first.getByLabel(/的详细情况$/).click();
  const d = dialog(page);
  for (const label of ['检查地点', '被检查单位意见', '备注']) {
    for (const text of [texts.override, texts.controls, texts.script]) await paste(page, d.getByLabel(label), `${text}末`);
    assert.equal(await d.getByLabel(label).inputValue(), `${texts.script}末`);
  }
  await d.getByLabel('发现问题情况').first().fill(all.join('\n'));
  await inert(page, 'the dialog of a business');
  await d.getByRole('button', { name: '完成' }).click();
  await saved(page);
  const { path } = await download(page, () => button(page, '导出录入表（xlsx）').click());
  const kept = artifact('hostile-entry.xlsx');
  copyFileSync(path, kept);
  const rows = python('sheets', kept).检查结果;
  const at = (title, row) => `${String.fromCharCode(65 + rows[0].indexOf(title))}${row}`;
  const cells = {};
  for (let row = 2; row <= 12; row += 1) {
    cells[at('检查日期', row)] = '2018-12-05';
    cells[at('检查结果', row)] = `${texts['data-link']}${row}`;
    cells[at('后续处置措施', row)] = `${texts.isolates}${texts['zero-width']}${row}`;
    cells[at('备注', row)] = `${texts.override}${texts.template}`;
  }
  const filled = python('fill', kept, JSON.stringify({ 检查结果: cells }));
  await page.locator('#entry-file').setInputFiles(filled);
  await heading(d, '导入录入表', 2).waitFor();
  await inert(page, 'the dialog of the entry workbook');
  await d.getByRole('button', { name: /^采用/ }).click();
  await d.waitFor({ state: 'detached' });
  await saved(page);
  await fits(page, 'the inspections');
  assert(await first.getByText(who).isVisible());
  for (const [part, what] of [['publish', '公示'], ['archive', '归档'], ['settings', '设置']]) {
    await visit(page, part);
    await fits(page, what);
  }
  await visit(page, 'archive');
}

/** The archive that the application makes, read by others. */
async function archived(page) {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-archive-'));
  const { path, name } = await download(page, () => button(page, '导出归档包（zip）').click());
  assert(!/[\p{Cc}\p{Cf}/\\:*?"<>|]/u.test(name), name);
  copyFileSync(path, join(folder, 'a.zip'));
  const found = JSON.parse(execFileSync('python3', ['-B', join(root, 'tests', 'read_hostile.py'), folder], { encoding: 'utf8' }));
  for (const kind of ['docx', 'xlsx', 'csv', 'html']) assert(Object.keys(found[kind]).length >= 30, `${kind}: ${Object.keys(found[kind])}`);
}

/** The backup in another browser; and one that was tampered with. */
async function restored({ page }, backup) {
  await page.locator('#backup-file').setInputFiles({ name: `${texts.override}.json`, mimeType: 'application/json', buffer: Buffer.from(backup) });
  await page.locator('#page-title').waitFor();
  await saved(page);
  await inert(page, 'the backup');
  const evil = JSON.parse(backup);
  evil.campaign.campaign.plan.title = `${texts.override}${texts.script}`;
  evil.campaign.campaign.id = '__proto__';
  const proto = JSON.stringify(evil).replace('{', '{"__proto__":{"owned":1},');
  for (const json of [JSON.stringify(evil), proto, backup.replace(/"title":"(?:[^"\\]|\\.)*"/, '"title":"\\ud800"')]) {
    await page.evaluate(() => { location.hash = '#/'; });
    await button(page, '新建抽查').waitFor();
    await giveText(page, '#backup-file', 'b.json', json);
    await page.getByRole('alert').or(page.locator('#page-title')).or(dialog(page)).first().waitFor();
    await page.waitForTimeout(300);
    await inert(page, 'a tampered backup', { strict: false });
    if (await dialog(page).count()) await page.keyboard.press('Escape');
    await page.reload();
  }
  await page.evaluate(() => { location.hash = '#/'; });
  await button(page, '新建抽查').waitFor();
  await fits(page, 'the start page');
}

browserTest('10 MB in a cell or a box is told, and the page goes on', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'long-'));
  execFileSync('python3', ['-B', join(root, 'tests', 'e2e', 'course.py'), 'long', folder]);
  await start(page);
  const title = page.getByLabel('任务名称');
  const most = async (box, count) => {
    await box.evaluate((e) => { e.value = '长'.repeat(10 << 20); e.dispatchEvent(new InputEvent('input', { bubbles: true })); });
    await page.getByText(`最多${count}个字，多出的没有放进来，请看看是否贴错`).waitFor();
    assert.equal((await box.inputValue()).length, count);
  };
  await most(title, 1000);
  await most(page.getByLabel('依据'), 10_000);
  await title.fill('甲');
  await page.getByText('最多1000个字').waitFor({ state: 'detached' });
  await saved(page);
  await fits(page, 'a long text');
  await link(page, '名录').click();
  for (const name of ['long.csv', 'long.xlsx']) {
    await choose(page, 'businesses', join(folder, name));
    const alert = slot(page, 'businesses').getByRole('alert').filter({ hasText: 'B3”里有3500000个字' });
    // The page draws and answers while the worker reads.
    while (await alert.count() === 0) await page.evaluate(() => new Promise(requestAnimationFrame));
    assert((await alert.innerText()).includes('改正这一格'));
  }
  await page.evaluate(() => { location.hash = '#/verify'; });
  await page.getByText('或者粘贴记录内容').click();
  const area = page.getByLabel('记录内容');
  await area.evaluate((e) => { e.value = `{"protocol":"${'x'.repeat(10 << 20)}"}`; });
  await button(page, '验证').click();
  await page.locator('#verdict').waitFor();
  await area.evaluate((e) => { e.value = ''; });
  await fits(page, 'a long record');
});
