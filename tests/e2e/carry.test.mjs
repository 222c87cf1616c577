// 新建: from an earlier campaign, a template out and in, a preset; 首页 of a year: 200 campaigns by state and year, what is due of
// all, search, names told apart; 单位设置; finished ones archived and taken away in one act.
import assert from 'node:assert/strict';
import { PHONE, browserTest, fixture, home, keep, stored } from './harness.mjs';
import { PRESET, become, button, dialog, download, drop, giveText, heading, link, resize, saved, start } from './steps.mjs';

const inDialog = (page, name) => dialog(page).getByRole('button', { name, exact: true });
const campaigns = (page) => page.locator('section').filter({ has: heading(page, '我的抽查', 2) });
const goHome = async (page) => {
  await page.locator('a.brand').click();
  await heading(page, '我的抽查', 2).waitFor();
};
const told = (page) => page.getByRole('dialog').locator('.note li').allInnerTexts();
const stages = (page) => page.locator('#stages').locator('xpath=ancestor::section').locator('input[aria-label$="日期"]').evaluateAll((all) => all.map((i) => i.value));

/** The campaign of a stored state. */
const campaignOf = (state) => {
  const entries = stored(state);
  return { entries, document: JSON.parse(entries.find((e) => e.name.startsWith('mingchou/campaign/')).value) };
};

/** Puts campaigns into storage before the page is opened: `[id, change of the document]` of a stored state. */
async function openWith(page, state, made) {
  const { entries, document } = campaignOf(state);
  const parts = entries.filter((e) => e.name.startsWith('mingchou/blob/'));
  const documents = made.map(([id, change]) => {
    const copy = structuredClone(document);
    copy.campaign.id = id;
    change(copy.campaign);
    return { name: `mingchou/campaign/${id}`, value: JSON.stringify(copy) };
  });
  await page.evaluate((all) => {
    localStorage.clear();
    for (const { name, value } of all) localStorage.setItem(name, value);
  }, [...parts, ...documents]);
  await page.reload();
  await heading(page, '我的抽查', 2).waitFor();
}

browserTest('a second campaign is ready for its rosters at once, its days moved', async ({ page }) => {
  await goHome(page);
  await button(page, '新建抽查').click();
  // What was done last is proposed, a year later.
  await dialog(page).getByLabel('沿用以前的抽查').and(page.locator(':checked')).waitFor();
  assert.equal(await dialog(page).getByLabel('任务名称').inputValue(), PRESET);
  await dialog(page).getByText('带过来：5个部门、6个事项、5个类别、6个报数单位、5个阶段').waitFor();
  await dialog(page).getByText('抽取：2019-12-03 至 2019-12-08').waitFor();
  // 2019-12-08 is a Sunday; 30 November and 21 December Saturdays, and 公示 and 总结 both begin on it.
  assert.deepEqual((await told(page)).map((t) => t.replace(/（.*/, '')), ['“制定工作方案”的结束日期2019年11月30日', '“抽取”的结束日期2019年12月8日', '“公示”的开始日期2019年12月21日', '“总结”的开始日期2019年12月21日']);
  await keep(page, 'carry-dialog', false);
  await resize(page, PHONE);
  await keep(page, 'carry-dialog-phone', false);
  await resize(page, { width: 1366, height: 768 });
  await dialog(page).getByLabel('从某一天开始').check();
  await dialog(page).getByLabel('第一个阶段从哪一天开始').fill('2026-03-02');
  await dialog(page).getByText('实施检查：2026-03-14 至 2026-03-24').waitFor();
  await dialog(page).getByLabel('任务名称').fill('第二批道路运输抽查');
  await inDialog(page, '新建').click();
  await heading(page, '方案').waitFor();
  assert.equal(await page.getByLabel('任务名称').inputValue(), '第二批道路运输抽查');
  assert.equal(await page.getByLabel('任务编号').inputValue(), '');
  await become(async () => (await stages(page)).slice(0, 4), ['2026-03-02', '2026-03-04', '2026-03-07', '2026-03-12']);
  // The rosters, and it can be sealed.
  const places = page.locator('section').filter({ has: heading(page, '先放名录', 2) });
  await drop(page, places.locator('.drop').first(), fixture('clean-businesses.xlsx'));
  await places.getByText(/已载入\d+行/).first().waitFor();
  await drop(page, places.locator('.drop').last(), fixture('clean-officers.xlsx'));
  await become(() => places.getByText(/已载入\d+行/).count(), 2);
  await button(page, '下一步：抽取').click();
  await heading(page, '检查将要封存的内容', 2).waitFor();
  await button(page, '封存……').and(page.locator(':enabled')).waitFor();
  await saved(page);
  await page.reload();
  await heading(page, '检查将要封存的内容', 2).waitFor();
  await link(page, '设置').click();
  await page.getByText('查看日志').click();
  await page.getByText(`新建抽查“第二批道路运输抽查”，沿用“${PRESET}（平双随机〔2018〕1号 · 2018年 · 县交通运输局牵头）”`).waitFor();
}, { from: '2018/drawn' });

browserTest('days may stay empty, settings may be those of the office, and a campaign in the list is carried over', async ({ page }) => {
  await goHome(page);
  await link(page, '单位设置').click();
  await heading(page, '单位设置').waitFor();
  await page.getByLabel('检查后几个工作日内公示').fill('20');
  await saved(page);
  await keep(page, 'carry-office');
  await goHome(page);
  await button(page, `沿用${PRESET}新建`).click();
  await dialog(page).getByLabel('不带日期').check();
  await dialog(page).getByLabel(/^设置和表格用语也沿用/).uncheck();
  await inDialog(page, '新建').click();
  await heading(page, '方案').waitFor();
  assert((await stages(page)).every((text) => text === ''));
  await link(page, '设置').click();
  assert.equal(await page.getByLabel('检查后几个工作日内公示').inputValue(), '20');
  // It is still there in a page that is opened anew, and old campaigns keep what they have.
  await page.reload();
  await goHome(page);
  await link(page, '单位设置').click();
  assert.equal(await page.getByLabel('检查后几个工作日内公示').inputValue(), '20');
  await page.goto(`${home}#/c/a1b2c3/settings`);
  await heading(page, '设置').waitFor();
  assert.equal(await page.getByLabel('检查后几个工作日内公示').inputValue(), '10');
}, { from: 'drawn' });

browserTest('a template goes out of one browser and into another, by either way', async ({ page, fresh }) => {
  await goHome(page);
  const file = await download(page, () => button(page, `把${PRESET}存为方案模板`).click());
  assert.equal(file.name, `${PRESET}-方案模板.json`);
  const content = JSON.parse(file.text);
  assert.deepEqual([content.format, content.version], ['mingchou-template', 1]);
  assert(!/〔2018〕1号|2018-1|"assistants"/.test(file.text));
  // From the plan as well.
  await link(page, PRESET).click();
  await page.getByRole('navigation', { name: '步骤' }).getByRole('link', { name: /方案/ }).click();
  const again = await download(page, () => button(page, '存为方案模板').click());
  assert.equal(again.text, file.text);

  const { page: other } = await fresh();
  await other.locator('#backup-file').setInputFiles(file.path);
  await dialog(other).getByText('带过来：5个部门、6个事项').waitFor();
  await keep(other, 'carry-template', false);
  await dialog(other).getByLabel('任务名称').fill('按模板的抽查');
  await inDialog(other, '新建').click();
  await heading(other, '方案').waitFor();
  await become(() => other.locator('input[id^=department-][id$=-name]').evaluateAll((all) => all.map((i) => i.value)), ['县交通运输局', '县公安局', '县安监局', '县市场监管局', '县运管所']);
  // By 新建, with departments that are not those of here.
  await saved(other);
  await goHome(other);
  await button(other, '新建抽查').click();
  await dialog(other).getByLabel('方案模板').check();
  content.template.plan.departments[1].name = '惠农区公安局';
  content.template.plan.departments[2].name = content.template.plan.departments[0].name;
  await giveText(other, '#template-file', '别处的.json', JSON.stringify(content));
  await dialog(other).getByText('别处的.json').waitFor();
  assert.deepEqual((await told(other)).map((t) => t.slice(0, 18)), ['“县交通运输局”出现了不止一次，请在', '本机以前的抽查中没有“惠农区公安局”']);
  await keep(other, 'carry-template-told', false);

  // What is no template is told of, and nothing is taken.
  const refused = async (name, text, sentence) => {
    await giveText(other, '#template-file', name, text);
    await other.getByRole('alert').getByText(sentence).waitFor();
    await other.getByRole('button', { name: '知道了' }).click();
  };
  content.version = 2;
  await refused('newer.json', JSON.stringify(content), '“newer.json”：这个方案模板由更新版本的明抽保存（第2版格式），本版本打不开');
  await refused('cut.json', file.text.slice(0, 900), '“cut.json”：这个方案模板已损坏');
  await inDialog(other, '取消').click();
  const backup = await download(other, () => button(other, '把按模板的抽查存为文件').click());
  await button(other, '新建抽查').click();
  await dialog(other).getByLabel('方案模板').check();
  await refused('b.json', backup.text, '“b.json”：这是备份文件，不是方案模板');
  await inDialog(other, '取消').click();
  assert.equal(await campaigns(other).locator('.list > li').count(), 1);
}, { from: '2018/drawn' });

browserTest('a preset from the dialog, and nothing', async ({ page }) => {
  await goHome(page);
  await button(page, '新建抽查').click();
  await dialog(page).getByLabel('预设', { exact: true }).check();
  await become(() => dialog(page).getByLabel('任务名称').inputValue(), '道路运输行业跨部门联合双随机抽查');
  await inDialog(page, '新建').click();
  await heading(page, '方案').waitFor();
  assert.equal(await page.getByLabel('任务名称').inputValue(), '道路运输行业跨部门联合双随机抽查');
  await saved(page);
  await goHome(page);
  await start(page);
  assert.equal(await page.getByLabel('任务名称').inputValue(), '');
}, { from: 'planned' });

/** 200 campaigns of eight years: of each year one is under way, the others are finished. */
const MANY = Array.from({ length: 200 }, (_, n) => {
  const year = 2019 + (n % 8);
  return [`c${String(n).padStart(5, '0')}`, (campaign) => {
    campaign.created = `${year}-01-05T09:00:00+08:00`;
    campaign.plan.number = `平双随机〔${year}〕${n + 1}号`;
    if (n % 3 === 0) campaign.plan.title = `${year}年第${n + 1}次抽查`;
    for (const stage of campaign.plan.stages) for (const end of ['from', 'to']) stage[end] = stage[end].replace(/^\d+/, year);
    // What was found is nowhere followed up: what is published is finished.
    if (n < 8) campaign.attempts[0].conduct.publications = [];
  }];
});

browserTest('200 campaigns on the start page: by state and year, searched, told apart, what is due of all', async ({ page }) => {
  await openWith(page, '2018/published', MANY);
  await campaigns(page).getByText('进行中 8 次').waitFor();
  const years = await campaigns(page).locator('summary').filter({ hasText: '办结' }).allInnerTexts();
  assert.deepEqual(years.map((t) => t.trim()), [2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019].map((y) => `${y}年 办结 24 次`));
  await keep(page, 'carry-home-200');
  await keep(page, 'carry-home-200-screen', false);
  await campaigns(page).locator('summary').filter({ hasText: '2024年' }).click();
  await become(() => campaigns(page).locator('details[open] > .list > li').count(), 20);
  await campaigns(page).getByText('另有 4 次').click();
  await become(() => campaigns(page).locator('details[open] > .list > li').count(), 24);
  await page.getByLabel('查找抽查').fill('〔2021〕 公安局');
  await campaigns(page).getByText('含“〔2021〕 公安局”的 25 次，共 200 次').waitFor();
  await page.getByLabel('查找抽查').fill('〔2021〕 教育局');
  await campaigns(page).getByText('没有含“〔2021〕 教育局”的抽查').waitFor();
  await page.getByLabel('查找抽查').fill('〔2026〕200号');
  await become(() => campaigns(page).locator('.list > li').count(), 1);
  await campaigns(page).getByText('平双随机〔2026〕200号 · 2026年 · 县交通运输局牵头').waitFor();
  await page.getByLabel('查找抽查').fill('');
  // Two of one name have buttons that say which.
  await button(page, `删除${PRESET}（平双随机〔2020〕2号 · 2020年 · 县交通运输局牵头）`).waitFor();
  // What is due leads to the campaign that it is of.
  const due = page.locator('section').filter({ has: heading(page, '到期事项', 2) });
  assert((await due.locator('li').count()) > 0);
  const first = due.locator('li').first();
  const title = (await first.locator('.clip').innerText()).replace(/^.*号 /, '');
  await first.getByRole('link').click();
  await page.locator('.bar .title').getByText(title).waitFor();
  await goHome(page);
  await resize(page, PHONE);
  await keep(page, 'carry-home-200-phone', false);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert(wide <= PHONE.width, `${wide}`);
}, { clock: '2026-12-02' });

browserTest('finished campaigns are archived and taken away in one act, once somebody saw that the files are there', async ({ page }) => {
  await openWith(page, '2018/published', MANY.slice(6, 10));
  await become(() => campaigns(page).locator('.list > li').count(), 4);
  const files = [];
  page.on('download', (file) => files.push(file.suggestedFilename()));
  await button(page, '归档并移出……').click();
  await become(() => dialog(page).locator('.ticked li').count(), 2);
  await keep(page, 'carry-finish', false);
  await dialog(page).getByLabel(/^全选/).check();
  await inDialog(page, '导出 2 次').click();
  await become(() => dialog(page).getByText(/已导出“.*归档包.*”/).count(), 2);
  await dialog(page).getByText('备份文件一个、归档包2个').waitFor();
  await keep(page, 'carry-exported', false);
  // Nothing is gone before that.
  await become(() => campaigns(page).locator('.list > li').count(), 4);
  await inDialog(page, '文件都在，移出 2 次').click();
  await become(() => dialog(page).getByText(/“.*”已移到“已删除”/).count(), 2);
  await keep(page, 'carry-finished', false);
  await inDialog(page, '关闭').click();
  assert.equal(files.length, 3);
  assert(files[0].startsWith('明抽-归档移出的备份-') && files.slice(1).every((name) => name.endsWith('.zip')), files.join());
  await campaigns(page).getByText('已删除 2 次').click();
  await become(() => campaigns(page).locator('.list > li').count(), 4);
  await page.getByRole('button', { name: /^恢复/ }).first().click();
  await campaigns(page).getByText('已删除 1 次').waitFor();
}, { clock: '2026-12-02' });
