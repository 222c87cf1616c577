// 方案 and 首页: a quick draw in nine clicks, what is deleted can be recovered, days as they are typed, one edge, one header line.
import assert from 'node:assert/strict';
import { PHONE, WIDE, browserTest, fixture, home, keep } from './harness.mjs';
import { NUMBERS, become, button, dialog, digits, drop, handIn, heading, link, remove, saved, start, startWithPreset, visit } from './steps.mjs';
import { tabTo } from './keys.mjs';

/** Counts what a finger does: a click that a key makes has no detail. */
const COUNT = () => {
  window.clicks = [];
  let label = null;
  document.addEventListener('click', (e) => {
    const labels = [...(e.target.labels ?? [])];
    // A label that is clicked clicks its box as well.
    if (e.detail === 0 || labels.includes(label)) { label = null; return; }
    label = e.target;
    window.clicks.push((e.target.textContent || labels.map((l) => l.textContent).join('') || e.target.id).trim().slice(0, 12));
  }, true);
};

browserTest('a quick draw: from 新建 to the printed 附件2 in nine clicks, both files chosen in one dialog', async ({ page }) => {
  await button(page, '新建抽查').click();
  await page.getByLabel('任务名称').fill('平罗县道路运输临时抽查');
  const places = page.locator('section').filter({ has: heading(page, '先放名录', 2) });
  // One click on a box: the browser's dialog, which this one cannot show, takes both files, and each goes to its own place.
  const box = places.locator('input[type=file]').first();
  await box.evaluate((input) => input.addEventListener('click', (e) => { e.preventDefault(); window.asked = input.multiple; }, { once: true }));
  await places.getByText('选择文件').first().click({ position: { x: 8, y: 8 } });
  assert.equal(await page.evaluate(() => window.asked), true, 'the dialog would open, for several files');
  await box.setInputFiles(['clean-officers.xlsx', 'clean-businesses.xlsx'].map(fixture));
  await become(() => places.getByText(/已载入\d+行/).allInnerTexts(), ['已载入110行', '已载入45行']);
  await button(page, '下一步：抽取').click();
  await heading(page, '检查将要封存的内容', 2).waitFor();
  await button(page, '封存……').click();
  await dialog(page).getByRole('button', { name: '封存', exact: true }).click();
  await handIn(page);
  const parties = await page.locator('.said li').count();
  assert(parties >= 5, `${parties} parties`);
  await tabTo(page, (at) => at.tag === 'INPUT' && at.type !== 'checkbox');
  for (const said of Object.values(NUMBERS).slice(0, parties)) {
    await page.locator('.said input:focus').waitFor();
    await page.keyboard.type(said);
    await page.keyboard.press('Enter');
    await dialog(page).getByText(digits(said), { exact: true }).waitFor();
    await page.keyboard.press('Enter');
  }
  // The hand is on Enter, and the last number leads to the button.
  await page.locator('button:focus').filter({ hasText: '产生种子' }).waitFor();
  await page.keyboard.press('Enter');
  await button(page, '抽取').click();
  await link(page, '打印附件2、附件6').click();
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await button(page, '打印').click();
  assert.equal(await page.evaluate(() => window.printed), true);
  const clicks = await page.evaluate(() => window.clicks);
  console.log(`clicks: ${clicks.join(' | ')}`);
  assert(clicks.includes('选择文件') && clicks.includes('已全部写好交齐'), 'what is chosen and ticked is counted');
  assert(clicks.length <= 9, clicks.join(' | '));
}, { init: COUNT });

browserTest('下一步 of an empty plan leads to the rosters, which fill it', async ({ page }) => {
  await start(page);
  await button(page, '下一步：名录').click();
  await heading(page, '名录').waitFor();
  await visit(page, 'plan');
  assert.equal(await page.getByRole('alert').count(), 0);
});

browserTest('what is deleted is kept for thirty days, and is as it was when it is recovered', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-11-29T10:00:00+08:00'));
  await start(page);
  await page.getByLabel('任务名称').fill('秋季抽查');
  await saved(page);
  const address = page.url();
  await link(page, '返回首页').click();
  await button(page, '删除秋季抽查').click();
  await dialog(page).getByText('移到“已删除”，保留30天').waitFor();
  await dialog(page).getByText('还没有存过备份文件。').waitFor();
  await keep(page, '95-delete', false);
  await dialog(page).getByRole('button', { name: '保留' }).click();
  await page.clock.setFixedTime(new Date('2026-11-29T10:05:00+08:00'));
  await Promise.all([page.waitForEvent('download'), button(page, '把秋季抽查存为文件').click()]).then(([file]) => assert.equal(file.suggestedFilename(), '秋季抽查-备份-2026-11-29.json'));
  await button(page, '删除秋季抽查').click();
  await dialog(page).getByText('2026年11月29日 10:05存过备份文件，此后没有改动。').waitFor();
  await dialog(page).getByRole('button', { name: '保留' }).click();
  await link(page, '秋季抽查').click();
  await visit(page, 'plan');
  await page.clock.setFixedTime(new Date('2026-11-29T10:10:00+08:00'));
  await page.getByLabel('抽取地点').fill('会议室');
  await saved(page);
  await link(page, '返回首页').click();
  await button(page, '删除秋季抽查').click();
  await dialog(page).getByText('此后又有改动，那份文件里没有。').waitFor();
  await dialog(page).getByRole('button', { name: '删除', exact: true }).click();
  await heading(page, '还没有抽查', 2).waitFor();
  await saved(page).catch(() => {});

  // Its address says so, and the start page after 29 days still has it.
  await page.goto(address);
  await page.reload();
  await heading(page, '这次抽查已经删除').waitFor();
  await keep(page, '95-deleted-page', false);
  await page.clock.setFixedTime(new Date('2026-12-28T10:00:00+08:00'));
  await page.goto(home);
  await page.reload();
  await page.getByText('已删除 1 次').click();
  await page.getByText('2026年12月29日以后清除').waitFor();
  await page.getByText(/^占用约\d+ KB$/).waitFor();
  await keep(page, '95-bin', false);
  await button(page, '恢复秋季抽查').click();
  await link(page, '秋季抽查').click();
  await visit(page, 'plan');
  assert.equal(await page.getByLabel('抽取地点').inputValue(), '会议室');

  // Deleted again, it is gone after thirty days.
  await link(page, '返回首页').click();
  await remove(page, '秋季抽查');
  await page.getByText('已删除 1 次').waitFor();
  const stored = () => page.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith('mingchou/campaign/')).length);
  await become(() => page.evaluate(() => Object.entries(localStorage).some(([k, v]) => k.startsWith('mingchou/campaign/') && v.includes('"deleted"'))), true);
  await page.clock.setFixedTime(new Date('2027-01-27T11:00:00+08:00'));
  await page.reload();
  await heading(page, '还没有抽查', 2).waitFor();
  await become(stored, 0);
  assert.equal(await page.getByText('已删除 1 次').count(), 0);
}, { own: true });

browserTest('days as they are typed, and a stage that is over before today', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-11-29T10:00:00+08:00'));
  await startWithPreset(page);
  const from = page.getByLabel('开始日期').nth(2);
  const to = page.getByLabel('结束日期').nth(2);
  assert.equal(await from.inputValue(), '');
  for (const [box, typed, day] of [[from, '12月8日', '2026-12-08'], [to, '2027年2月', '2027-02-28'], [from, '11.29', '2026-11-29'], [from, '１月６日', '2027-01-06']]) {
    await box.fill(typed);
    await box.press('Enter');
    await become(() => box.inputValue(), day);
  }
  await to.fill('2026.11.20');
  await to.blur();
  await page.getByText('“实施检查”阶段2026年11月20日就结束了，早于今天，请核实日期').waitFor();
  await keep(page, '96-past-stage', false);
  await from.fill('过几天');
  await from.blur();
  await page.getByRole('alert').filter({ hasText: '开始日期“过几天”看不出是哪一天，没有采用，仍是2027-01-06' }).waitFor();
  assert.equal(await from.inputValue(), '2027-01-06');

  // From the settings one comes back to where one was, and days off are typed by the period.
  await visit(page, 'rosters');
  await link(page, '设置').click();
  await page.getByLabel('另外放假的日子').fill('2027年2月5日至2月11日\n1月1日');
  await page.getByText('现在共8天').waitFor();
  await page.getByLabel('2027年已录全').check();
  await keep(page, '96-days-off', false);
  await saved(page);
  await page.reload();
  assert.equal(await page.getByLabel('另外放假的日子').inputValue(), '2027-01-01\n2027-02-05至2027-02-11');
  assert(await page.getByLabel('2027年已录全').isChecked());
  await link(page, '返回').click();
  await heading(page, '方案').waitFor();
  await visit(page, 'rosters');
  await link(page, '设置').click();
  await link(page, '返回').click();
  await heading(page, '名录').waitFor();
}, { own: true });

browserTest('a problem names its department and leads to it, also where it is folded away', async ({ page }) => {
  await startWithPreset(page);
  await page.getByLabel('每组人数').nth(1).fill('1');
  const told = '“县公安局”：每组（户）至少2人，执法人员不得少于两人（行政处罚法第四十二条）';
  await button(page, '下一步：名录').click();
  await page.getByRole('alert').getByRole('link', { name: told }).click();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), '每组人数');
  await page.getByLabel('每组人数').nth(1).fill('2');
  // The items of a department are folded.
  const items = page.locator('details').filter({ has: page.getByLabel('抽查事项', { exact: true }) }).nth(1);
  const item = items.getByLabel('抽查事项', { exact: true });
  await items.locator('summary').first().click();
  await item.fill('');
  await items.locator('summary').first().click();
  await button(page, '下一步：名录').click();
  assert.equal(await item.isVisible(), false);
  await page.getByRole('alert').getByRole('link', { name: '“县公安局”：请填写事项名称，或删除这一行' }).click();
  assert.equal(await item.evaluate((box) => box === document.activeElement && box.checkVisibility()), true, 'unfolded, and the cursor stands in it');
  // What the draw takes, on top.
  const figures = page.locator('.figures');
  assert.equal((await figures.innerText()).replace(/\s+/g, ''), '经营主体名录未载入执法人员名录未载入检查组4组');
});

/** The left edge of what begins in each part of the page. */
const edges = (page, more = []) => page.evaluate((more) => ['.bar .brand', '.steps li', '#main h1', '#main .card', '.foot', ...more].map((s) => {
  const e = document.querySelector(`#app ${s}`);
  return Math.round(e.getBoundingClientRect().left + (s === '.foot' || s === '#backup-offer' ? parseFloat(getComputedStyle(e).paddingLeft) + parseFloat(getComputedStyle(e).borderLeftWidth) : 0));
}), more);

browserTest('header, steps, content and foot begin at one edge; no step breaks; one header line', async ({ page }) => {
  await startWithPreset(page);
  const views = { wide: WIDE, full: { width: 1920, height: 1080 }, narrow: { width: 1024, height: 768 }, zoomed: { width: 683, height: 384 }, 800: { width: 800, height: 600 }, phone: PHONE };
  for (const large of [false, true]) {
    if (large) await button(page, '大字').click();
    for (const [name, viewport] of Object.entries(views)) {
      await page.setViewportSize(viewport);
      const lefts = await edges(page);
      assert(new Set(name === 'phone' ? lefts.filter((_, i) => i !== 1) : lefts).size === 1, `${name} ${large}: ${lefts}`);
      const [bar, step] = await page.evaluate(() => ['.bar', '.steps li'].map((s) => document.querySelector(`#app ${s}`).getBoundingClientRect().height));
      assert(bar <= (large ? 72 : 60), `${name} ${large}: the header is ${bar} high`);
      if (name !== 'phone') assert(step <= 60, `${name} ${large}: a step is ${step} high`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, name);
      await keep(page, `97-edge-${name}${large ? '-large' : ''}`, false);
    }
  }
  await page.setViewportSize(WIDE);
  await button(page, '大字').click();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  console.log(`方案 with the preset: ${height} px`);
  assert(height < 3000, `${height}`);
});

browserTest('what asks for a backup begins at the same edge', async ({ page }) => {
  await page.locator('#backup-offer').waitFor();
  for (const viewport of [WIDE, { width: 1920, height: 1080 }, { width: 800, height: 600 }, PHONE]) {
    await page.setViewportSize(viewport);
    const lefts = await edges(page, ['#backup-offer']);
    assert.equal(new Set(viewport === PHONE ? lefts.filter((_, i) => i !== 1) : lefts).size, 1, `${viewport.width}: ${lefts}`);
    await keep(page, `97-edge-backup-${viewport.width}`, false);
  }
}, { from: 'drawn' });

browserTest('the long page of the settings leads to each of its parts', async ({ page }) => {
  await link(page, '设置').click();
  await heading(page, '设置').waitFor();
  const parts = page.getByRole('navigation', { name: '本页内容' }).getByRole('link');
  assert.equal(await parts.count(), 8);
  for (const part of await parts.all()) {
    await part.click();
    const at = await page.evaluate(() => [document.activeElement.tagName, document.activeElement.id, document.activeElement.getBoundingClientRect().top]);
    assert.deepEqual([at[0], `#${at[1]}`], ['H2', await part.getAttribute('href')]);
    assert(at[2] >= 0 && at[2] < 768, `${at}`);
  }
  await keep(page, '97-settings-anchors', false);
}, { from: 'drawn' });

browserTest('nothing of the demonstration is overdue, and it is drawn with days of today', async ({ page }) => {
  await button(page, '载入演示').click();
  await heading(page, '名录').waitFor();
  await visit(page, 'plan');
  assert.match(await page.locator('.figures').innerText(), /抽\d+户/);
  assert.equal(await page.getByText('早于今天').count(), 0);
  await link(page, '返回首页').click();
  await page.getByText('（演示）').first().waitFor();
  assert.equal(await page.getByText('已逾期').count(), 0);
});
