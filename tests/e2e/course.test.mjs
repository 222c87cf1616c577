// From the draw to the archive, as officials go it in the weeks after: the clock stands at the days of 2018 in which the
// founding campaign was carried out, whose deadlines are known.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { artifact, browserTest, fixture, keep, root } from './harness.mjs';
import { focused, tabTo } from './keys.mjs';
import { last } from './protocol.mjs';
import { PRESET, become, button, dialog, download, exportRecord, heading, reloadsSame, saved, visit } from './steps.mjs';

const python = (...args) => JSON.parse(execFileSync('python3', ['-B', join(root, 'tests', 'e2e', 'course.py'), ...args], { encoding: 'utf8', maxBuffer: 2 ** 27 }));
const today = (page, day, hour = '10:00:00') => page.clock.setFixedTime(new Date(`${day}T${hour}+08:00`));
const roster = new Map(JSON.parse(readFileSync(fixture('expected.json'), 'utf8'))['clean-businesses.xlsx'].rows.map((r) => [r.代码, r]));
const card = (page, name) => page.locator('section.card').filter({ has: heading(page, name, 2) });
const entry = (page) => page.locator('table.entry tbody tr');
const box = (page, business, what) => page.getByLabel(`${business}的${what}`, { exact: true });
const alert = (page, text) => page.getByRole('alert').filter({ hasText: text });

const NONE = { result: '未发现问题', then: '无需后续处置' };
const MENDED = { result: '发现问题已责令改正', then: '责令改正，日常监管部门跟踪' };
const CASE = { result: '发现问题待后续处理', then: '发现案件线索，固定证据后移送办案机构' };
/** What is found at the eleven businesses, by their places; the first eight are typed, the others come by workbook. */
const FOUND = [MENDED, CASE, ...Array(6).fill(NONE), NONE, NONE, MENDED];
const INSPECTED = (place) => (place < 3 ? '2018-12-12' : '2018-12-20');

async function rows(page) {
  return entry(page).evaluateAll((all) => all.map((tr) => ({
    name: tr.querySelector('b').textContent, code: tr.querySelector('.mono').textContent,
    date: tr.querySelector('input').value, result: tr.querySelectorAll('select')[0].value, then: tr.querySelectorAll('select')[1].value,
    status: tr.querySelector('.tag:not(b ~ .tag)')?.textContent,
  })));
}

/** Down a column of the table by Enter, from where the focus is; afterwards it is where it was. */
async function down(page, names, what, type) {
  for (const [place, name] of names.entries()) {
    assert.equal((await focused(page)).name, `${name}的${what}`.slice(0, 40));
    await type(place);
    await page.keyboard.press('Enter');
  }
  for (const name of names.toReversed()) {
    await page.keyboard.press('Shift+Enter');
    assert.equal((await focused(page)).name, `${name}的${what}`.slice(0, 40));
  }
}

/** A day as it is typed, without its year. */
const typeDay = (page, day) => page.keyboard.type(`${Number(day.slice(5, 7))}.${Number(day.slice(8))}`);
/** The choice of a drop-down list with this text, by arrow keys. */
async function choose(page, text) {
  const steps = await page.evaluate((text) => [...document.activeElement.options].findIndex((o) => o.text === text) - document.activeElement.selectedIndex, text);
  for (let i = 0; i < steps; i += 1) await page.keyboard.press('ArrowDown');
}

async function halfTyped(page, name, typed, told) {
  await page.keyboard.press('Enter');
  await alert(page, `${name}的检查日期“${typed}”看不出是哪一天，没有采用${told}。`).waitFor();
  await tabTo(page, '知道了');
  await page.keyboard.press('Enter');
}

async function enterByKeyboard(page, names) {
  const typed = names.slice(0, 8);
  await tabTo(page, `${names[0]}的检查日期`);
  // A day that has not come is refused, and does not stay in the box.
  await typeDay(page, '2018-12-21');
  await page.keyboard.press('Enter');
  await alert(page, '检查日期2018-12-21还没有到，请改正日期').waitFor();
  assert.equal((await rows(page))[0].date, '');
  await tabTo(page, '知道了');
  await page.keyboard.press('Enter');
  // A day that is left half typed is told of, and stays to be completed.
  await tabTo(page, `${names[0]}的检查日期`);
  await page.keyboard.type('12');
  await halfTyped(page, names[0], '12', '');
  assert(await box(page, names[0], '检查日期').evaluate((e) => e.value === '12' && e.ariaInvalid === 'true'));
  await tabTo(page, `${names[0]}的检查日期`);
  await down(page, typed, '检查日期', (place) => typeDay(page, INSPECTED(place)));
  // Where a day stands, it stays.
  await page.keyboard.press('End');
  await page.keyboard.type('?');
  await halfTyped(page, names[0], `${INSPECTED(0)}?`, `，仍是${INSPECTED(0)}`);
  assert.equal((await rows(page))[0].date, INSPECTED(0));
  await tabTo(page, `${names[0]}的检查结果`);
  await down(page, typed, '检查结果', (place) => choose(page, FOUND[place].result));
  await tabTo(page, `${names[0]}的后续处置`);
  await down(page, typed, '后续处置', (place) => choose(page, FOUND[place].then));
  const wanted = typed.map((name, i) => ({ name, code: '', date: INSPECTED(i), ...FOUND[i], status: '待公示' }));
  await become(async () => (await rows(page)).slice(0, typed.length).map((r) => ({ ...r, code: '' })), wanted);
  assert.equal(await page.getByRole('alert').count(), 0, 'nothing was refused on the way');
}

async function undoAndRedo(page, names) {
  const before = await rows(page);
  await button(page, '撤销').click();
  const undone = await rows(page);
  assert.notDeepEqual(undone, before);
  assert.notEqual(undone[7].then, NONE.then, `the last that was entered is gone: ${names[7]}`);
  await button(page, '恢复').click();
  await become(() => rows(page), before);
}

/** 附件3's details of the second business. */
async function details(page, name) {
  await box(page, name, '详细情况').click();
  const d = dialog(page);
  await heading(d, name, 2).waitFor();
  await d.getByLabel('发现问题情况').first().fill('驾驶员从业资格证过期\n车辆未按期维护');
  await d.getByLabel('处置情况').first().fill('固定证据');
  await d.getByLabel('检查地点').fill('停车场');
  await d.getByLabel('实地检查').check();
  await d.getByLabel('书面检查').check();
  await d.getByLabel('被检查单位意见').fill('属实');
  await keep(page, '70-one-business', false);
  await d.getByRole('button', { name: '完成' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(await box(page, name, '详细情况').textContent(), '1 个问题……');
}

const column = (titles, title) => String.fromCharCode(65 + titles.indexOf(title));

/** The workbook goes out, is filled by another program, and comes back. */
async function byWorkbook(page, names) {
  const { path, name } = await download(page, () => button(page, '导出录入表（xlsx）').click());
  assert.equal(name, `${PRESET}-检查录入表.xlsx`);
  const kept = artifact('entry.xlsx');
  copyFileSync(path, kept);
  const sheets = python('sheets', kept);
  const [titles, ...lines] = sheets.检查结果;
  assert.deepEqual(lines.map((l) => l[1]), names);
  assert.deepEqual(lines.map((l) => l[titles.indexOf('检查日期')]), names.map((_, i) => (i < 8 ? INSPECTED(i) : null)));
  assert.equal(lines[1][titles.indexOf('检查方式')], '实地检查、书面检查');
  const at = (title, place) => `${column(titles, title)}${place + 2}`;
  const [itemTitles, ...items] = sheets.检查事项;
  const item = items.findIndex((l) => l[1] === names[10]);
  const problem = `${column(itemTitles, '发现问题情况')}${item + 2}`;
  const filled = python('fill', kept, JSON.stringify({
    检查结果: {
      ...Object.fromEntries([8, 9].flatMap((i) => [[at('检查日期', i), '2018-12-20'], [at('检查结果', i), FOUND[i].result], [at('后续处置措施', i), FOUND[i].then]])),
      [at('检查日期', 10)]: '2018-12-25', [at('检查结果', 10)]: FOUND[10].result, [at('后续处置措施', 10)]: FOUND[10].then,
      [at('到场人员', 8)]: '某甲、某乙', [at('检查结果', 3)]: '基本合格',
    },
    检查事项: { [problem]: '=1+1灭火器过期' },
  }));
  await page.locator('#entry-file').setInputFiles(filled);
  const d = dialog(page);
  await heading(d, '导入录入表', 2).waitFor();
  await keep(page, '71-workbook-back', false);
  const told = await d.locator('ul.list > li').allInnerTexts();
  const tells = (cell, words) => assert(told.some((t) => t.includes(cell) && t.includes(words)), `${cell} ${words} among ${told.join(' | ')}`);
  tells(`检查结果 ${at('检查日期', 10)}`, '检查日期2018-12-25还没有到');
  tells(`检查结果 ${at('到场人员', 8)}`, '“某甲”不是');
  tells(`检查结果 ${at('检查结果', 3)}`, '“基本合格”不在检查结果的选项中');
  tells(`检查事项 ${problem}`, '公式没有值');
  assert.equal(told.length, 4);
  const changes = await d.locator('tbody tr').evaluateAll((all) => all.map((tr) => [...tr.cells].map((c) => c.textContent)));
  assert.deepEqual(changes, [
    [names[3], '检查结果', NONE.result, '基本合格', `检查结果 ${at('检查结果', 3)}`],
    ...[8, 9].flatMap((i) => [['检查日期', '2018-12-20'], ['检查结果', FOUND[i].result], ['后续处置措施', FOUND[i].then]].map(([what, now]) => [names[i], what, '（空）', now, `检查结果 ${at(what, i)}`])),
    ...[['检查结果', FOUND[10].result], ['后续处置措施', FOUND[10].then]].map(([what, now]) => [names[10], what, '（空）', now, `检查结果 ${at(what, 10)}`]),
  ]);
  await d.getByRole('button', { name: '采用 9 处改动' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal((await rows(page))[3].result, '基本合格');
  await box(page, names[3], '检查结果').selectOption(NONE.result);
  await box(page, names[10], '检查日期').fill(INSPECTED(10));
  await box(page, names[10], '详细情况').click();
  await dialog(page).getByLabel('发现问题情况').first().fill('灭火器过期');
  await dialog(page).getByLabel('处置情况').first().fill('责令更换');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await box(page, names[0], '详细情况').click();
  await dialog(page).getByLabel('发现问题情况').first().fill('未按规定填写行车日志');
  await dialog(page).getByRole('button', { name: '完成' }).click();
}

/** The days of an .ics by their summaries, lines unfolded (RFC 5545). */
function days(ics) {
  assert.match(ics, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
  const events = ics.replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1);
  return Object.fromEntries(events.map((e) => [e.match(/SUMMARY:(.*)\r\n/)[1], e.match(/DTSTART;VALUE=DATE:(\d+)\r\n/)[1]]));
}

async function deadlines(page, list) {
  const { text } = await download(page, () => button(page, '导出日历（ics）').click());
  // On 12-21: three days and one day before each, at nine in the morning.
  assert.equal(text.match(/TRIGGER:-PT63H\r\n/g).length, 5);
  assert.equal(text.match(/TRIGGER:-PT15H\r\n/g).length, 5);
  const first = (some) => some.toSorted((a, b) => (a.key < b.key ? -1 : 1))[0].name;
  // 2018-12-20 + 10 working days → 2019-01-04. By the calendar 12-12 + 10 → 12-26, two week-ends between.
  assert.deepEqual(days(text), {
    [`公示检查结果：${first(list.slice(0, 3))}等3户`]: '20181226', [`公示检查结果：${first(list.slice(3))}等8户`]: '20190104',
    '“公示”阶段结束': '20181231', '“总结”阶段结束': '20181231', 向牵头部门报送总结材料: '20190110',
  });
}

const names = (list) => list.map((b) => b.name);

/** What the button copies, as it is pasted into a box. */
async function copies(page, within, text) {
  await button(within, '复制').click();
  await page.getByText('已复制公告文字').waitFor();
  const pasted = await page.evaluate(() => {
    const area = document.createElement('textarea');
    document.querySelector('dialog').append(area);
    return area;
  }).then(() => page.locator('dialog > textarea'));
  await pasted.focus();
  await page.keyboard.press('Control+V');
  assert.equal((await pasted.inputValue()).trim(), text.replaceAll('\r\n', '\n').trim());
  await pasted.evaluate((area) => area.remove());
}

async function publish(page, fresh, list, phones) {
  const ready = card(page, '待公示 11 户');
  const file = (place, name) => download(page, () => ready.getByRole('button', { name, exact: true }).nth(place).click());
  const wanted = list.map((b, i) => [String(i + 1), b.name, b.code, b.departments.join('、'), INSPECTED(i), FOUND[i].result]);
  const csv = await file(1, 'csv');
  assert.equal(csv.name, `${PRESET}-检查结果公示.csv`);
  const head = ['序号', '企业名称', '统一社会信用代码', '检查机关', '检查时间', '检查结果'];
  assert.deepEqual(python('csv', csv.path), [head, ...wanted]);
  const book = await file(1, 'xlsx');
  copyFileSync(book.path, artifact('published.xlsx'));
  const [table] = Object.values(python('sheets', artifact('published.xlsx')));
  assert.deepEqual(table.slice(1), [head, ...wanted]);
  const drawn = await file(0, 'csv');
  assert.deepEqual(python('csv', drawn.path).slice(1), wanted.map((row) => row.slice(0, 4)));

  for (const place of [0, 1]) {
    const html = await file(place, '网页');
    for (const phone of phones) assert(!html.text.includes(phone), `${phone} is published`);
    const { page: reader } = await fresh();
    await reader.route('**/published.html', (route) => route.fulfill({ contentType: 'text/html', body: html.text }));
    await reader.goto(`${new URL(reader.url()).origin}/dir/mingchou/published.html`);
    assert.equal(await reader.locator('script').count(), 0);
    assert.equal(await reader.locator('tbody tr').count(), 11);
    await keep(reader, `72-published-${place}`);
    await ready.getByRole('button', { name: '公告文字……' }).nth(place).click();
    const shown = dialog(page);
    await shown.getByText('县交通运输局', { exact: true }).waitFor();
    assert.equal(await shown.locator('tbody tr').count(), 11, 'the list is in the preview');
    await keep(page, `72-notice-${place}`, false);
    const notice = await download(page, () => button(shown, '存为文字').click());
    for (const phone of phones) assert(!notice.text.includes(phone));
    for (const b of list) assert(notice.text.includes(`. ${b.name}；统一社会信用代码：${b.code}；`), `${b.name} in ${notice.text}`);
    const docx = await download(page, () => button(shown, '存为docx').click());
    const [document] = python('documents', docx.path);
    assert.deepEqual(document.tables[0].slice(1).map((row) => row[1]), names(list), 'the list is in the document');
    assert(document.paragraphs.includes(notice.text.split('\r\n')[0].trim()) || document.paragraphs.some((p) => notice.text.startsWith(p)), document.paragraphs.join('|'));
    await copies(page, shown, notice.text);
    await button(shown, '关闭').click();
    await shown.waitFor({ state: 'detached' });
    for (const part of [PRESET, '2018年12月21日', '县交通运输局']) assert(notice.text.includes(part), `${part} in ${notice.text}`);
    // The counts by hand.
    if (place === 0) assert(notice.text.includes('从110户经营主体中随机抽取11户'), notice.text);
    else assert(notice.text.includes('“未发现问题”8户，“发现问题已责令改正”2户，“发现问题待后续处理”1户'), notice.text);
  }
  await button(page, '标记 11 户已公示').click();
  await card(page, '公示记录').getByText('2018年12月21日').waitFor();
}

/** What was published is changed only with a reason. */
async function correct(page, name) {
  await visit(page, 'inspect');
  assert(await box(page, name, '检查日期').evaluate((e) => e.readOnly));
  await box(page, name, '详细情况').click();
  const d = dialog(page);
  await d.getByRole('button', { name: '更正', exact: true }).click();
  await d.getByLabel('处置情况').first().fill('责令改正，已复查');
  await d.getByRole('button', { name: '登记更正' }).click();
  await d.getByText('请填写更正的理由').waitFor();
  await d.getByText('请填写批准人姓名').waitFor();
  await d.getByLabel('更正的理由').fill('漏登复查情况');
  await d.getByLabel('批准人').fill('马局长');
  await d.getByRole('button', { name: '登记更正' }).click();
  // What was and what is; and as nothing of it was published, there is nothing to publish again.
  await d.getByText(/^2018年12月21日 更正：处置情况（.+）：（空）→“责令改正，已复查”。理由：漏登复查情况（批准人：马局长）$/).waitFor();
  assert.equal(await d.getByText('还没有重新公示').count(), 0);
  assert.equal(await d.getByLabel('处置情况').first().inputValue(), '责令改正，已复查');
  await d.getByRole('button', { name: '完成' }).click();
}

/** 移送, its answer, and the end of what is left. */
async function followUp(page, names) {
  await visit(page, 'publish');
  const part = card(page, '后续处置与移送');
  await part.getByRole('button', { name: '登记移送……' }).click();
  const d = dialog(page);
  await d.getByRole('button', { name: '移送', exact: true }).click();
  await d.getByText('请选择哪一户的问题').waitFor();
  await d.getByLabel('经营主体', { exact: true }).selectOption(names[1]);
  assert.equal(await d.getByLabel('移送的问题').inputValue(), '驾驶员从业资格证过期\n车辆未按期维护');
  await d.getByLabel('移送给').fill('县公安局交警大队');
  await d.getByLabel('答复期限', { exact: true }).fill('2018-12-28');
  await d.getByRole('button', { name: '移送', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await part.getByText('未答复').waitFor();
  // One that was entered by mistake is changed, then withdrawn with its reason.
  await part.getByRole('button', { name: '登记移送……' }).click();
  await d.getByLabel('经营主体', { exact: true }).selectOption(names[0]);
  await d.getByLabel('移送给').fill('县生态环境局');
  await d.getByRole('button', { name: '移送', exact: true }).click();
  await part.getByLabel('修改第2号移送').click();
  await d.getByLabel('移送给').fill('县文旅局');
  await d.getByRole('button', { name: '修改', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await part.getByText('县交通运输局 → 县文旅局').waitFor();
  await part.getByLabel('撤回第2号移送').click();
  await d.getByLabel('理由').fill('登错一户');
  await d.getByLabel('批准人').fill('马局长');
  await d.getByRole('button', { name: '撤回', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(await part.getByText('县文旅局').count(), 0);
  assert.equal(await part.getByLabel('撤回第1号移送').count(), 1);
  for (const i of [0, 10]) await part.getByLabel(`${names[i]}的完结日期`).fill('2018-12-21');
  // Over what was handed on and is open it is ended only when asked, and even then not until that is ended.
  await part.getByLabel(`${names[1]}的完结日期`).fill('2018-12-21');
  await dialog(page).getByText('移送：1 件没有办结').waitFor();
  await keep(page, '72-close-asked', false);
  await button(dialog(page), '仍然登记2018-12-21完结').click();
  await dialog(page).waitFor({ state: 'detached' });
  const status = () => part.locator('tr').filter({ has: page.getByLabel(`${names[1]}的完结日期`) }).locator('[data-label=状态]').textContent();
  assert.equal(await status(), '已公示', 'the transfer is open');
  await part.getByLabel('登记第1号移送的答复').click();
  assert.equal(await part.getByLabel('第1号移送的办结日期').count(), 0, 'not before it is answered');
  await dialog(page).getByLabel('答复的内容').fill('已立案');
  await dialog(page).getByRole('button', { name: '登记' }).click();
  await part.getByText('已答复，未办结').waitFor();
  assert.equal(await status(), '已公示', 'answered is not ended');
  await part.getByLabel('第1号移送的办结日期').fill('2018-12-21');
  await part.getByText('2018-12-21 办结').waitFor();
  assert.equal(await status(), '已完结');
  await keep(page, '73-follow-up');
}

/** 附件4's numbers against a count by hand. */
async function summary(page, list) {
  await visit(page, 'archive');
  await page.getByText('录入的检查情况、公示与抽取结果相符。').waitFor();
  const log = card(page, '操作日志');
  await log.getByText('已逐条重算，没有改动').waitFor();
  await log.getByText('查看日志').click();
  await log.getByText(`撤回第2号移送（${list[0].name}，移送县文旅局）：登错一户（批准人：马局长）`).waitFor();
  await log.getByText(`更正已公示的${list[0].name}的检查情况：漏登复查情况（批准人：马局长）`).waitFor();
  await keep(page, '74-archive');
  await log.getByText('查看日志').click();
  const heads = await card(page, '汇总（附件4）').locator('thead th').allTextContents();
  const results = [...new Set(FOUND.map((f) => f.result))];
  assert.deepEqual(new Set(heads.slice(5, -2)), new Set(results));
  const shown = Object.fromEntries(await card(page, '汇总（附件4）').locator('tbody tr:has(td)').evaluateAll((all) => all.map((tr) => [tr.cells[0].textContent, [...tr.cells].slice(1).map((c) => c.textContent)])));
  const count = (of) => {
    const own = list.map((b, i) => [b, i]).filter(([b]) => of(b));
    const n = String(own.length);
    return [n, n, n, '100%', ...heads.slice(5, -2).map((r) => String(own.filter(([, i]) => FOUND[i].result === r).length)), n, '100%'];
  };
  const wanted = { 合计: count(() => true) };
  for (const d of new Set(list.flatMap((b) => b.departments))) wanted[d] = count((b) => b.departments.includes(d));
  for (const s of new Set(list.map((b) => b.stratum))) wanted[s] = count((b) => b.stratum === s);
  for (const t of new Set(list.map((b) => b.team))) wanted[`第${t}组`] = count((b) => b.team === t);
  const ratio = (row) => row.map((v) => v.replace(/^100\.0+%$/, '100%'));
  assert.deepEqual(Object.fromEntries(Object.entries(shown).map(([k, v]) => [k, ratio(v)]).sort()), Object.fromEntries(Object.entries(wanted).sort()));
}

async function archived(page, list, names) {
  const zip = await download(page, () => button(page, '导出归档包（zip）').click());
  assert.equal(zip.name, `${PRESET}-归档包-20181221.zip`);
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  copyFileSync(zip.path, artifact('archive.zip'));
  const found = python('archive', zip.path, folder);
  assert(found.digests.length >= 20 && found.digests.every((l) => l.endsWith(': OK')), found.digests.join('\n'));
  assert.equal(found.digests.length, found.files.length - 1, 'every file but the list itself has its digest');
  assert.equal(found.verified, 'verified');
  const named = (part) => Object.entries(found.documents).find(([name]) => name.includes(part))[1];
  const text = (d) => [...d.paragraphs, ...d.tables.flat(2)].join('\n');
  assert.equal(Object.keys(found.documents).length, 10 + 1);
  for (const part of ['附件3', '附件5']) for (const name of names) assert(text(named(part)).includes(name), `${name} in ${part}`);
  assert(text(named('附件3')).includes('车辆未按期维护'));
  assert(text(named('附件4')).includes('合计'));
  for (const part of ['11户', '漏登复查情况', '县公安局交警大队']) assert(text(named('总结报告')).includes(part), `${part} in the report`);
  const published = Object.entries(found.csv).find(([name]) => name.includes('检查结果'))[1];
  assert.deepEqual(published.slice(1).map((r) => r[1]), names);
  const entries = Object.entries(found.workbooks).find(([name]) => name.includes('检查录入表'))[1];
  assert.deepEqual(entries.检查结果.slice(1).map((r) => r[5]), list.map((_, i) => INSPECTED(i)));

  const report = await download(page, () => button(page, '生成总结报告（docx）').click());
  const [opened] = python('documents', report.path);
  assert(opened.paragraphs.some((p) => p.includes('二、抽取情况')) && text(opened).includes('11户'));
}

/** What the record says of the businesses drawn, in the order in which they stand there. */
function drawnList(record) {
  const { seal, businesses, outcome } = last(record);
  return outcome.businesses.map((key) => {
    const { name, stratum } = businesses.find((b) => b.key === key);
    const departments = seal.departments.filter((d) => !d.strata || d.strata.includes(stratum)).map((d) => d.name);
    return { key, name, code: key, stratum, departments, team: outcome.teams.find((t) => t.businesses.includes(key)).number };
  });
}

browserTest('from the draw to the archive', async ({ page, fresh }) => {
  const list = drawnList(JSON.parse((await exportRecord(page)).text));
  const phones = list.map((b) => roster.get(b.code).电话);
  assert(phones.every((p) => /^\d{11}$/.test(p)));
  await today(page, '2018-12-20');
  await visit(page, 'inspect');
  await entry(page).first().waitFor();
  const names = list.map((b) => b.name);
  assert.deepEqual((await rows(page)).map((r) => r.name), names);
  await enterByKeyboard(page, names);
  await undoAndRedo(page, names);
  await details(page, names[1]);
  await reloadsSame(page, 'what was entered is there');
  await byWorkbook(page, names);
  await reloadsSame(page, 'what came by workbook is there');
  await today(page, '2018-12-21');
  await visit(page, 'publish');
  await deadlines(page, list);
  await publish(page, fresh, list, phones);
  await reloadsSame(page, 'what was published is there');
  await correct(page, names[0]);
  await followUp(page, names);
  await reloadsSame(page, 'what was handed on is there');
  await summary(page, list);
  await archived(page, list, names);
  await reloadsSame(page, 'the summary is there');
  await saved(page);
}, { from: '2018/drawn', clock: '2018-12-05' });

/** At every usual width the tables after the draw are whole, and of papers a phone shows no more than can be gone through. */
browserTest('after the draw nothing is cut off, and no page is endless on a phone', async ({ page }) => {
  const measured = () => page.evaluate(() => ({
    tall: document.documentElement.scrollHeight,
    cut: [document.documentElement, ...document.querySelectorAll('#main .scroll')].filter((e) => e.scrollWidth > e.clientWidth).map((e) => `${e.scrollWidth} of ${e.clientWidth}`),
  }));
  // With something handed on, by long names.
  await visit(page, 'publish');
  await button(page, '登记移送……').click();
  await dialog(page).getByLabel('经营主体', { exact: true }).selectOption({ index: 1 });
  await dialog(page).getByLabel('移送的问题').fill('驾驶员从业资格证过期，车辆未按期维护，动态监控不在线');
  await dialog(page).getByLabel('移送给').fill('平罗县生态环境保护综合行政执法大队');
  await button(dialog(page), '移送').click();
  await dialog(page).waitFor({ state: 'detached' });
  const wrong = [];
  for (const large of [false, true]) {
    if (large) await button(page, '大字').click();
    for (const [width, height] of [[1366, 768], [1024, 768], [800, 900], [390, 844]]) {
      await page.setViewportSize({ width, height });
      for (const part of ['inspect', 'publish', 'print/5+3', 'print/2+6', 'print/4', 'print/letter']) {
        await visit(page, part);
        await page.locator(part.startsWith('print') ? '.paper' : '#main h2').first().waitFor();
        const { tall, cut } = await measured();
        if (cut.length > 0) wrong.push(`${part} at ${width}${large ? ' large' : ''}: ${cut}`);
        if (width === 390 && !large && tall > 4000) wrong.push(`${part}: ${tall} px`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  // All of them are there when asked for, and on paper.
  await visit(page, 'print/letter');
  const shown = () => page.locator('.paper:visible').count();
  await become(shown, 1);
  await page.emulateMedia({ media: 'print' });
  await become(shown, 11);
  await page.emulateMedia({ media: 'screen' });
  await button(page, '全部显示').click();
  await become(shown, 11);
}, { from: 'inspected' });

/** What is handed on is seen where the business is, and not handed on a second time without a tick. */
browserTest('a problem is not handed on twice unnoticed', async ({ page }) => {
  const [first] = (await rows(page)).map((r) => r.name);
  const open = async () => {
    await box(page, first, '详细情况').click();
    await button(dialog(page).first(), '移送问题……').click();
    return dialog(page).last();
  };
  const fill = async (d, problem, to) => {
    await d.getByLabel('移送的问题').fill(problem);
    await d.getByLabel('移送给').fill(to);
    await button(d, '移送').click();
  };
  const close = async () => {
    await button(dialog(page).first(), '完成').click();
    await dialog(page).first().waitFor({ state: 'detached' });
  };
  await fill(await open(), '无证经营', '县公安局');
  await dialog(page).nth(1).waitFor({ state: 'detached' });
  await dialog(page).getByText(/^第1号　\S+ 县交通运输局 → 县公安局：无证经营$/).waitFor();
  await heading(dialog(page), '已经移送 1 件', 3).waitFor();
  await keep(page, '77-transfer-in-dialog', false);
  await close();
  // The same unit: it has to be said that it is another matter. The same problem besides: it is refused.
  const again = await open();
  await again.getByText('这一户已经移送过 1 件').waitFor();
  await fill(again, '无证经营', '县公安局');
  await again.getByText('第一次移送还没有办结').waitFor();
  await keep(page, '78-transfer-twice', false);
  await again.getByLabel('与第1号移送不是同一件事，另行移送').check();
  await button(again, '移送').click();
  await page.getByRole('alert').filter({ hasText: '已经移送给同一个单位（第1号移送，还没有办结）' }).first().waitFor();
  await fill(again, '超载', '县公安局');
  await dialog(page).nth(1).waitFor({ state: 'detached' });
  await heading(dialog(page), '已经移送 2 件', 3).waitFor();
  await close();
  await saved(page);
}, { from: 'inspected' });

/** 更正 after 公示: asked for anew, old beside new, in its place among the batches. */
browserTest('what was corrected is published again', async ({ page }) => {
  const batches = card(page, '公示记录');
  await batches.getByText('公示 11 户').waitFor();
  await visit(page, 'inspect');
  const [first] = (await rows(page)).map((r) => r.name);
  await box(page, first, '详细情况').click();
  const d = dialog(page);
  await button(d, '更正').click();
  await d.getByLabel('检查结果', { exact: true }).selectOption('发现问题待后续处理');
  await d.getByLabel('更正的理由').fill('录错结果');
  await d.getByLabel('批准人').fill('马局长');
  await button(d, '登记更正').click();
  await d.getByText('更正之后还没有重新公示').waitFor();
  await keep(page, '79-corrected', false);
  await button(d, '完成').click();
  await visit(page, 'archive');
  await page.getByText('更正之后还没有重新公示').waitFor();
  await visit(page, 'publish');
  const ready = card(page, '待公示 1 户');
  await ready.getByText('其中 1 户更正后要重新公示').waitFor();
  const change = '检查结果：“未发现问题”→“发现问题待后续处理”';
  await ready.getByText(change).waitFor();
  const line = batches.locator('li').filter({ hasText: change });
  await line.getByText('待重新公示').waitFor();
  await keep(page, '79-publish-again');
  await ready.getByRole('button', { name: '公告文字……' }).nth(2).click();
  assert.deepEqual(await d.locator('tbody td').allInnerTexts().then((all) => all.slice(-3)), ['检查结果', '未发现问题', '发现问题待后续处理']);
  await button(d, '关闭').click();
  // A result that says there were problems, and none is entered: marked it is only when asked.
  await button(page, '标记 1 户已公示……').click();
  await d.getByText('却没有填写问题').waitFor();
  await keep(page, '79-mark-odd', false);
  await button(d, '取消').click();
  await d.waitFor({ state: 'detached' });
  await line.getByText('待重新公示').waitFor();
  await button(page, '标记 1 户已公示……').click();
  await button(d, '仍然标记 1 户已公示').click();
  await line.getByText('已重新公示').waitFor();
  const order = await batches.locator('li').evaluateAll((all) => all.map((li) => [...li.children].slice(1, 3).map((e) => e.textContent).join(' ')));
  assert.deepEqual([order.length, order[1], order[2]], [3, '更正 已重新公示', '公示 1 户 含更正 1 次'], order.join('|'));
  // Withdrawn, it is asked for again; the first batch is not.
  await batches.locator('li').nth(2).getByRole('button').click();
  await d.getByLabel('理由').fill('还没有上传');
  await d.getByLabel('批准人').fill('马局长');
  await button(d, '撤回').click();
  await line.getByText('待重新公示').waitFor();
  await card(page, '待公示 1 户').waitFor();
  await saved(page);
}, { from: 'published' });

/** A certificate that ended before the day of an inspection is told beside the day, named, wherever one is entered; it is taken all the same. */
browserTest('a day after the end of a certificate', async ({ page }) => {
  await today(page, '2018-12-20');
  await visit(page, 'inspect');
  await entry(page).first().waitFor();
  const [first, second] = (await rows(page)).map((r) => r.name);
  const told = (place) => entry(page).nth(place).locator('.day-told');
  const until = '2018-12-15';
  await box(page, first, '检查日期').fill(until);
  await become(async () => (await rows(page))[0].date, until);
  assert.equal(await told(0).count(), 0, 'on its last day it is valid');
  await box(page, first, '检查日期').fill('2018-12-16');
  await told(0).getByText(`（有效到${until}）`).waitFor();
  const text = await told(0).textContent();
  assert.match(text, /^“.+”（有效到2018-12-15）.*的执法证在检查日期2018-12-16已经到期。请换人.*或改正检查日期/);
  assert.equal(await box(page, first, '检查日期').getAttribute('aria-describedby'), await told(0).getAttribute('id'));
  assert.equal((await rows(page))[0].date, '2018-12-16', 'it is taken');
  await keep(page, '75-certificate-ended');
  await page.setViewportSize({ width: 390, height: 844 });
  await keep(page, '75-certificate-ended-phone', false);
  await page.setViewportSize({ width: 1366, height: 768 });
  // The same in the form, where who was present is ticked: an officer who was not there is not told of.
  await box(page, first, '详细情况').click();
  const d = dialog(page);
  const names = await d.locator('fieldset', { hasText: '到场检查人员' }).locator('label').allInnerTexts();
  assert.equal(await d.locator('.day-told').textContent(), text);
  await d.getByLabel(names[0], { exact: true }).uncheck();
  await become(async () => (await d.locator('.day-told').textContent()).includes(`“${names[0]}”`), false);
  await keep(page, '76-certificate-ended-form', false);
  await d.getByLabel(names[0], { exact: true }).check();
  await d.getByRole('button', { name: '完成' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  // Of many at once each officer is named once.
  await button(page, '批量录入……').click();
  const many = await d.locator('.day-told').textContent();
  const named = [...many.matchAll(/“(.+?)”/g)].map((m) => m[1]).filter((name) => name !== '到场检查人员');
  assert(named.length > names.length && new Set(named).size === named.length, many);
  await d.getByLabel('检查日期', { exact: true }).fill('2018-12-10');
  await d.locator('.day-told').waitFor({ state: 'detached' });
  await button(d, '取消').click();
  // The workbook is told of by its cell.
  await box(page, second, '检查日期').fill('2018-12-16');
  const { path } = await download(page, () => button(page, '导出录入表（xlsx）').click());
  const kept = artifact('entry-ended.xlsx');
  copyFileSync(path, kept);
  await page.locator('#entry-file').setInputFiles(python('fill', kept, JSON.stringify({ 检查结果: { F4: '2018-12-17' } })));
  await heading(d, '导入录入表', 2).waitFor();
  const problems = await d.locator('ul.list > li').allInnerTexts();
  assert(problems.some((t) => t.includes('检查结果 F4') && t.includes('（有效到2018-12-15）') && t.includes('检查日期2018-12-17')), problems.join(' | '));
  await button(d, '采用 1 处改动').click();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal((await rows(page))[2].date, '2018-12-17');
  // What does not reconcile is listed at the end.
  await visit(page, 'archive');
  await page.getByText(`“${first}”`).first().waitFor();
  await page.getByText(/的检查日期2018-12-16在到场人员“.+”的执法证到期（2018-12-15）之后/).first().waitFor();
  await saved(page);
}, { from: '2018/ending', clock: '2018-12-05' });
