// docs/guide.zh.md against the application: what the guide prints in **bold** stands on the screens of its section (N is a
// number, 某某 a name), and its pictures are taken here, into artifacts/guide. `make guide` copies them to docs/guide.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifact, browserTest, fixture, home, root, test } from './harness.mjs';
import { fewColours } from './png.mjs';
import { NUMBERS, button, choose, dialog, exportRecord, handIn, heading, link, rehearsed, remove, say, slot, start, visit } from './steps.mjs';

const MAX_BYTES = 1_500_000;
const DAY = '2018-12-05';
const guide = readFileSync(join(root, 'docs', 'guide.zh.md'), 'utf8');
/** By its heading, what stands beneath it. */
const sections = new Map(guide.split(/^## /m).slice(1).map((part) => [part.slice(0, part.indexOf('\n')), part]));
const bold = (text) => [...new Set([...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, words]) => words))];
const pictures = (text) => [...text.matchAll(/!\[[^\]]+\]\(guide\/([\w-]+)\.png\)/g)].map(([, name]) => name);

rmSync(artifact('guide'), { recursive: true, force: true });
mkdirSync(artifact('guide'), { recursive: true });
const taken = [];
const opened = [];

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** What the guide writes, as it may be written where a number is `number` and a name `name`. */
const pattern = (words, number, name) => escaped(words).replaceAll('N', number).replaceAll('某某', name);

/** Every text that stands by itself on the page: of an element, its label, its placeholder. */
const texts = (page) => page.evaluate(() => {
  const found = new Set();
  const add = (text) => text && found.add(text.replace(/\s+/g, ' ').trim());
  for (const e of document.body.querySelectorAll('*')) {
    if (e.tagName !== 'OPTION' && !e.checkVisibility()) continue;
    if (e.children.length < 12) add(e.innerText ?? e.textContent);
    if (e.tagName === 'OPTION') add(e.textContent);
    add([...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.data).join(''));
    add(e.ariaLabel);
    add(e.placeholder);
  }
  return [...found];
});

/** All texts of the program as it is written. */
function source() {
  const files = (folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name)).filter((path) => statSync(path).isFile());
  return [...files('src').filter((path) => path.endsWith('.rs')), ...files('boot'), join(root, 'index.html')].map((path) => readFileSync(path, 'utf8')).join('\n');
}

/** The picture of the part of the page that holds these elements, with a little around them; no taller than `height`. */
async function picture(page, name, parts, { height = Infinity, around = 12 } = {}) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  await page.mouse.move(0, 0);
  const boxes = await Promise.all(parts.map((part) => part.first().boundingBox()));
  const [x, y] = ['x', 'y'].map((at) => Math.max(0, Math.floor(Math.min(...boxes.map((b) => b[at]))) - around));
  const right = Math.min(page.viewportSize().width, Math.ceil(Math.max(...boxes.map((b) => b.x + b.width))) + around);
  const bottom = Math.ceil(Math.max(...boxes.map((b) => b.y + b.height))) + around;
  const clip = { x, y, width: right - x, height: Math.min(height, bottom - y) };
  writeFileSync(artifact(`guide/${name}.png`), fewColours(await page.screenshot({ fullPage: true, clip, animations: 'disabled' })));
  taken.push(name);
}

/**
 * A section of the guide: `walk({ page, fresh, look, … })` opens what it describes and looks at each screen. What stands on
 * no screen that is easily come to is in `rare`, and stands in the source.
 */
function section(name, walk, { rare = [], ...options } = {}) {
  browserTest(`the guide: ${name}`, async (given) => {
    const text = sections.get(name);
    opened.push(name);
    assert(text, `the guide has no section “${name}”`);
    const [seen, before] = [new Set(), taken.length];
    const look = async (page = given.page) => (await texts(page)).forEach((t) => seen.add(t));
    await walk({ ...given, look });
    const stands = (words) => {
      const whole = new RegExp(`^${pattern(words, '[\\d,]+', '.+')}$`);
      return [...seen].some((t) => whole.test(t));
    };
    const written = source();
    const isWritten = (words) => new RegExp(`["'>]${pattern(words, '(\\{[^}]*\\}|\\d+)', '\\{[^}]*\\}')}["'<]`).test(written);
    assert.deepEqual(bold(text).filter((words) => !rare.includes(words) && !stands(words)), [], 'what the guide names stands on no screen');
    assert.deepEqual(rare.filter((words) => !bold(text).includes(words) || !isWritten(words)), [], 'not in the guide, or not in the source');
    assert.deepEqual(taken.slice(before).toSorted(), pictures(text).toSorted(), 'the pictures of the section');
  }, { clock: DAY, ...options });
}

const card = (page, name) => page.locator('section.card').filter({ has: heading(page, name, 2) });
const list = (...rows) => rows.join('\n');

section('打开：三种方式', async ({ page, look }) => {
  await page.goto(home);
  await heading(page.locator('#app'), '我的抽查', 2).waitFor();
  await page.locator('#app').getByText('第 4 步：检查').waitFor();
  await look();
  await picture(page, 'start', [page.locator('header.bar'), page.locator('#app section.card')]);
}, { from: '2018/drawn', rare: ['这个浏览器打不开明抽', '这个浏览器不让保存', '有新版本。更新会刷新本页，做过的都在。', '点击更新'] });

section('再做一次', async ({ page, look }) => {
  await look();
  await page.locator('a.brand').click();
  await heading(page, '我的抽查', 2).waitFor();
  await look();
  await button(page, '新建抽查').click();
  await dialog(page).getByLabel('任务名称').waitFor();
  await look();
  await dialog(page).getByLabel('沿用以前的抽查').check();
  await picture(page, 'again', [dialog(page)], { around: 0 });
}, { from: '2018/planned' });

section('年度计划', async ({ page, look }) => {
  await page.locator('a.brand').click();
  await heading(page, '我的抽查', 2).waitFor();
  await look();
  await link(page, '年度计划').click();
  await heading(page, '2018年度计划').waitFor();
  const rows = ['任务名称,实施主体,检查对象,任务日期', '企业检查,县交通运输局,客运企业,3月', '车辆检查,县公安局,客运企业,4月'];
  await page.locator('#year-file').setInputFiles({ name: '计划.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await dialog(page).getByRole('button', { name: '导入 2 项' }).click();
  await page.getByLabel('勾选企业检查').check();
  await button(page, '由此新建抽查……').waitFor();
  await look();
  await button(page, '知道了').click();
  await picture(page, 'year', [heading(page, '2018年度计划'), page.locator('main')]);
}, { from: '2018/planned' });

section('第一步 方案', async ({ page, fresh, look }) => {
  await look();
  await picture(page, 'plan-scope', [card(page, '抽取范围与数量'), card(page, '匹配方式'), card(page, '报数单位'), card(page, '阶段安排')]);
  await page.getByLabel('导入附件7（xlsx）').setInputFiles(fixture('items-other-rows.xlsx'));
  await dialog(page).waitFor();
  await look();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  const items = list('抽查事项,抽查内容,抽查依据,检查对象', '价格行为检查,明码标价,《价格法》,全部', '广告行为检查,户外广告,《广告法》,全部');
  await page.getByLabel('导入附件7（xlsx）').setInputFiles({ name: '事项.csv', mimeType: '', buffer: Buffer.from(items) });
  await dialog(page).getByLabel('县市场监管局').check();
  await look();
  await picture(page, 'items', [dialog(page)], { around: 0 });
  await page.keyboard.press('Escape');
  await button(page, '添加部门').click();
  await button(page, '下一步：名录').click();
  await page.getByRole('alert').waitFor();
  await look();
  const empty = (await fresh({ clock: DAY })).page;
  await start(empty);
  await look(empty);
  await picture(empty, 'plan', [heading(empty, '方案'), card(empty, '先放名录'), card(empty, '基本信息')]);
  await empty.getByLabel('按信用等级', { exact: true }).check();
  await button(empty, '添加一层').click();
  await empty.getByLabel('信用等级', { exact: true }).fill('守信');
  await button(empty, '套用分级比例').waitFor();
  await look(empty);
}, { from: '2018/planned' });

section('第二步 名录', async ({ page, fresh, look }) => {
  await look();
  const ready = (await fresh({ from: '2018/rostered', at: 'rosters', clock: DAY })).page;
  await slot(ready, 'officers').getByText('没有问题').waitFor();
  await look(ready);
  const place = slot(ready, 'officers');
  const more = list('姓名,单位,执法证号,备注', '马建国,县公安局,NX0001,长期病休', '王芳,县公安局,NX0002,借调在外', '李强,县公安局,,');
  await ready.locator('#officers-more').setInputFiles({ name: '县公安局.csv', mimeType: '', buffer: Buffer.from(more) });
  await place.getByText('2个文件 · 共48行').waitFor();
  await place.locator('summary').filter({ hasText: '备注等列另有说明' }).click();
  await look(ready);
  await picture(ready, 'rosters', [place], { height: 860 });
  await place.getByRole('button', { name: /不参加$/ }).first().click();
  await dialog(ready).waitFor();
  await look(ready);
  await ready.keyboard.press('Escape');
  await dialog(ready).waitFor({ state: 'detached' });
  await choose(page, 'businesses', 'encrypted.xlsx');
  await slot(page, 'businesses').getByRole('alert').waitFor();
  await look();
  await choose(page, 'officers', { name: '县市场监管局.csv', mimeType: '', buffer: Buffer.from(list('姓名,执法证号', '周敏,NX0201')) });
  await dialog(page).getByLabel('这张表的人员都属于').waitFor();
  await look();
  await choose(ready, 'businesses', 'business-odd-codes.xlsx');
  await dialog(ready).waitFor();
  await look(ready);
}, { from: '2018/planned', at: 'rosters' });

/** What a county's platform hands out, of businesses of the roster. */
const LEDGER = list(
  '企业名称,统一社会信用代码,检查机关,检查日期,检查类型',
  '平罗县宏图客运有限公司,91640221MA7601003J,县交通运输局,2018-03-05,日常检查',
  '平罗县宏图客运有限公司,91640221MA7601003J,县交通运输局,2018-06-11,专项检查',
  '平罗县远航客运有限公司,91640221MA7601006U,县交通运输局,2018-03-06,日常检查',
);

section('第三步 抽取', async ({ page, fresh, look }) => {
  await rehearsed(page);
  const meeting = (of) => of.locator('summary').filter({ has: of.locator('#meeting') });
  await meeting(page).click();
  await look();
  await meeting(page).click();
  await picture(page, 'check', [heading(page, '抽取'), card(page, '封存')]);
  await button(page, '封存……').click();
  await dialog(page).waitFor();
  await look();
  const late = (await fresh({ from: '2018/rostered', at: 'draw', clock: '2019-01-10' })).page;
  await heading(late, '封存前再看一遍', 2).waitFor();
  await look(late);
  const counted = (await fresh({ from: '2018/rostered', at: 'draw', clock: DAY })).page;
  await link(counted, '设置频次上限').click();
  await counted.getByLabel('各部门合计，一年至多检查').selectOption({ label: '2 次' });
  await visit(counted, 'draw');
  await counted.getByLabel('导入检查台账', { exact: true }).setInputFiles({ name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from(LEDGER) });
  await button(counted, '1户都不参加抽取').waitFor();
  await look(counted);
  await button(counted, '知道了').click();
  await picture(counted, 'caps', [card(counted, '频次核对')]);
  const early = (await fresh({ from: '2018/planned', at: 'draw', clock: DAY })).page;
  await early.getByText('还不能封存').waitFor();
  await look(early);
  const sealed = (await fresh({ from: '2018/sealed', clock: DAY })).page;
  await look(sealed);
  await picture(sealed, 'sealed', [card(sealed, '封存码')]);
  await handIn(sealed);
  await say(sealed, '县公安局', NUMBERS.县公安局);
  await sealed.getByLabel('县安监局', { exact: true }).fill(NUMBERS.县安监局);
  await look(sealed);
  await picture(sealed, 'numbers', [card(sealed, '各方报数')]);
  await button(sealed, '核对县安监局的号码').click();
  await dialog(sealed).waitFor();
  await look(sealed);
  const numbered = (await fresh({ from: '2018/numbered', clock: DAY })).page;
  await look(numbered);
  await button(numbered, '产生种子').click();
  await heading(numbered, '种子', 2).waitFor();
  await look(numbered);
  const drawn = (await fresh({ from: '2018/drawn', clock: DAY })).page;
  await drawn.getByText('已用公开记录重算一遍：一致').waitFor();
  await drawn.getByText('两个程序重算：一致').waitFor();
  await meeting(drawn).click();
  await button(drawn, '按方案列出各单位').click();
  await look(drawn);
  await picture(drawn, 'meeting', [meeting(drawn).locator('xpath=..')], { height: 720 });
  await meeting(drawn).click();
  await picture(drawn, 'outcome', [heading(drawn, '抽取结果'), drawn.locator('#drawn-businesses'), card(drawn, '为什么可信')], { height: 720 });
  await button(drawn, '作废重抽……').click();
  await dialog(drawn).waitFor();
  await look(drawn);
}, { from: '2018/rostered', at: 'draw', rare: ['用公开记录重算不一致，请勿使用本结果，并导出记录供核查', '两个程序重算：不一致', '两个程序没有都算完，没有比对'] });

section('第四步 检查', async ({ page, fresh, look }) => {
  const first = page.locator('table.entry tbody tr').first();
  await first.getByLabel(/检查日期$/).fill('2018-12-12');
  await first.getByLabel(/检查结果$/).selectOption('发现问题已责令改正');
  await first.getByLabel(/后续处置$/).selectOption('责令改正，日常监管部门跟踪');
  await look();
  await picture(page, 'inspect', [card(page, '现场用表与结果回收'), page.locator('table.entry tbody tr').nth(3)]);
  await first.getByRole('button').click();
  await dialog(page).waitFor();
  await look();
  const published = (await fresh({ from: '2018/published', at: 'inspect', clock: '2018-12-20' })).page;
  await published.locator('table.entry tbody tr').first().getByRole('button').click();
  await dialog(published).waitFor();
  await look(published);
  const inspected = (await fresh({ from: '2018/inspected', clock: '2018-12-20' })).page;
  await look(inspected);
}, { from: '2018/drawn', at: 'inspect', clock: '2018-12-20', rare: ['采用 N 处改动'] });

section('第五步 公示', async ({ page, fresh, look }) => {
  await button(page, '登记移送……').waitFor();
  await look();
  const ready = page.locator('section.card').filter({ has: page.locator('#ready') });
  await picture(page, 'publish', [card(page, '期限'), ready]);
  await button(page, '公告文字……').first().click();
  await dialog(page).waitFor();
  await look();
  await page.keyboard.press('Escape');
  await button(page, '登记移送……').click();
  await dialog(page).getByLabel('经营主体').selectOption({ index: 1 });
  await dialog(page).getByLabel('移送给').fill('县公安局');
  await dialog(page).getByLabel('移送的问题').fill('驾驶员从业资格证过期');
  await dialog(page).getByLabel('答复期限').fill('2019-01-10');
  await dialog(page).getByRole('button', { name: '移送', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await look();
  await visit(page, 'settings');
  await look();
  const published = (await fresh({ from: '2018/published', clock: '2018-12-20' })).page;
  await heading(published, '公示记录', 2).waitFor();
  await look(published);
  await visit(published, 'inspect');
  await published.locator('table.entry tbody tr').first().getByRole('button').click();
  await look(published);
  await dialog(published).getByRole('button', { name: '更正', exact: true }).click();
  await look(published);
}, { from: '2018/inspected', at: 'publish', rare: ['预估', '去改正', '仍然标记 N 户已公示', '更正后：更正公告'] });

section('第六步 归档', async ({ page, fresh, look }) => {
  await look();
  await picture(page, 'archive', [card(page, '总结报告'), card(page, '归档包')]);
  const early = (await fresh({ from: '2018/planned', at: 'archive', clock: DAY })).page;
  await look(early);
}, { from: '2018/published', at: 'archive' });

section('大屏', async ({ page, fresh, look }) => {
  await heading(page, '大屏翻页', 2).waitFor();
  await look();
  await page.goto(home);
  await heading(page.locator('#app'), '我的抽查', 2).waitFor();
  await look();
  const stage = (await fresh({ from: '2018/drawn', at: 'draw', clock: DAY, viewport: { width: 1024, height: 576 } })).page;
  await stage.evaluate(() => { location.hash = location.hash.replace(/draw$/, 'stage'); });
  await stage.locator('[data-scene=tickets]').waitFor();
  await stage.keyboard.press('ArrowRight');
  await stage.locator('[data-scene=businesses]').waitFor();
  await look(stage);
  await picture(stage, 'stage', [stage.locator('body')], { around: 0, height: 576 });
  await stage.evaluate(() => { location.hash = '#/c/nobody/stage'; });
  await stage.getByText('大屏打不开').waitFor();
  await look(stage);
}, { from: '2018/drawn' });

section('替补', async ({ page, look }) => {
  await look();
  await page.locator('#drawn-businesses .firms').getByRole('button').first().click();
  await dialog(page).waitFor();
  await look();
  await picture(page, 'substitute', [dialog(page)], { around: 0 });
}, { from: '2018/drawn', rare: ['换下“某某”，位置空缺'] });

section('打印', async ({ page, look }) => {
  await look();
  await link(page, '打印附件2、附件6').click();
  await page.locator('.paper').first().waitFor();
  await page.getByText('附件6').last().waitFor();
  await look();
  await picture(page, 'print', [heading(page, '打印附件2、附件6'), button(page, '打印'), page.locator('.paper')], { height: 640 });
}, { from: '2018/drawn', rare: ['表还没有排完，请稍候再打印'] });

section('公开和验证', async ({ page, look }) => {
  await look();
  await button(page, '导出公开记录……').click();
  await dialog(page).waitFor();
  await look();
  await picture(page, 'record', [dialog(page)], { around: 0 });
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  const record = await exportRecord(page);
  await page.goto(home);
  await heading(page.locator('#app'), '我的抽查', 2).waitFor();
  await look();
  await link(page, '验证记录').click();
  await heading(page, '验证记录').waitFor();
  await look();
  await page.locator('#record-file').setInputFiles(record.path);
  await page.locator('#verdict').getByText('记录前后一致').waitFor();
  await heading(page, '与签字的纸核对', 2).waitFor();
  await look();
  await picture(page, 'verify', [page.locator('#verdict'), card(page, '与签字的纸核对')], { height: 640 });
  const tampered = record.text.replace('007351', '007352');
  await page.locator('#record-file').setInputFiles({ name: 'x.json', mimeType: '', buffer: Buffer.from(tampered) });
  await page.locator('#verdict').getByText('记录前后不符').waitFor();
  await look();
}, { from: '2018/drawn' });

section('保存和备份', async ({ page, context, fresh, look }) => {
  await button(page, '现在备份').waitFor();
  await look();
  const other = await context.newPage();
  await other.goto(page.url());
  await button(other, '在这里编辑').waitFor();
  await look(other);
  await other.close();
  const second = (await fresh({ from: '2018/planned', clock: DAY })).page;
  await second.goto(home);
  await start(second);
  await second.getByLabel('任务名称').fill('平罗县餐饮单位跨部门联合随机抽查');
  await second.getByRole('status').filter({ hasText: '已保存' }).waitFor();
  await second.locator('a.brand').click();
  await remove(second, '平罗县餐饮单位跨部门联合随机抽查');
  await second.getByText(/^已删除 1 次/).click();
  await look(second);
  await picture(second, 'backup', [card(second, '我的抽查')]);
}, {
  from: '2018/drawn',
  rare: ['归档并移出……', '保留本机的', '换成备份中的', '两份都留，备份作为副本', '未保存', '重新保存', '存为文件（原样）', '出错了', '先下载备份'],
});

test('the guide: every section with words of the screen was opened, and every picture is in docs/guide as it is taken', () => {
  const unseen = [...sections].filter(([, text]) => bold(text).length > 0 || pictures(text).length > 0).map(([name]) => name);
  assert.deepEqual(unseen.filter((name) => !opened.includes(name)), []);
  assert.deepEqual(bold(guide.slice(0, guide.indexOf('\n## '))), ['粗体字']);
  // What CommonMark takes for bold: beside a letter of the sentence, the words may not begin or end with a sign.
  const sign = /[\p{P}\p{S}]/u;
  const isLetter = (text) => /[^\s\p{P}\p{S}]/u.test(text);
  const unread = [...guide.matchAll(/(.)\*\*(.+?)\*\*(?=(.|\n))/gu)].filter(([, before, words, after]) =>
    (sign.test(words[0]) && isLetter(before)) || (sign.test(words.at(-1)) && isLetter(after)));
  assert.deepEqual(unread.map(([whole]) => whole), [], 'not shown as bold');
  const anchor = (title) => title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-');
  const led = [...guide.matchAll(/\]\(#([^)]+)\)/g)].map(([, to]) => to);
  assert.deepEqual(led.filter((to) => ![...sections.keys()].map(anchor).includes(to)), [], 'links that lead nowhere');
  const folder = join(root, 'docs', 'guide');
  assert.deepEqual(readdirSync(folder).toSorted(), pictures(guide).map((name) => `${name}.png`).toSorted(), 'shown and there');
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  assert(bytes <= MAX_BYTES, `${bytes} bytes`);
  // Width and height, as a PNG begins with them.
  const size = (path) => { const head = readFileSync(path); return [head.readUInt32BE(16), head.readUInt32BE(20)]; };
  const sizes = (path) => Object.fromEntries(pictures(guide).map((name) => [name, size(path(name))]));
  assert.deepEqual(sizes((name) => join(folder, `${name}.png`)), sizes((name) => artifact(`guide/${name}.png`)), 'other than the application: make guide');
}, { skip: process.env.GUIDE === 'anew' });
