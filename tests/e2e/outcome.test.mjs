// 抽取结果 and 归档 as they are read: names first, three ways to look at them, copied, exported, on a phone; red for the seal only.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { CAMPAIGN, PHONE, WIDE, artifact, browserTest, home, keep, origin } from './harness.mjs';
import { last, sha256 } from './protocol.mjs';
import { become, button, dialog, download, exportRecord, heading, visit } from './steps.mjs';

/** The record on the screen, and names by key; two of one name are told apart by their keys. */
async function recordOf(page) {
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  const record = last(JSON.parse((await exportRecord(page)).text));
  await page.locator('.toast').getByRole('button').click();
  const all = [...record.businesses, ...record.officers.officers];
  const alone = (who) => who.key === who.name || all.filter((other) => other.name === who.name).length === 1;
  return { record, name: Object.fromEntries(all.map((who) => [who.key, alone(who) ? who.name : `${who.name}（${who.key}）`])) };
}

const texts = (locator) => locator.evaluateAll((all) => all.map((e) => e.innerText.replace(/\s+/g, ' ').trim()));

browserTest('the outcome by group, by category and by department; copied as text and exported', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const { record, name } = await recordOf(page);
  const { outcome, seal } = record;
  const list = page.locator('#drawn-businesses');
  const order = await page.locator('main h2').evaluateAll((all) => all.map((e) => e.id || e.innerText));
  assert(order.indexOf('drawn') < order.indexOf('proof'), 'names stand before digests');

  // By group: its leader is the first officer of the lead (protocol §6).
  const blocks = await list.locator('.team-block').evaluateAll((all) => all.map((b) => ({
    head: b.querySelector('.head').innerText.replace(/\s+/g, ' '), firms: [...b.querySelectorAll('.firms .grow')].map((e) => e.firstChild.textContent),
    people: [...b.querySelectorAll('.people > div')].map((e) => [e.querySelector('dt').innerText, [...e.querySelectorAll('dd .whole')].map((p) => p.innerText.replace('、', ''))]),
  })));
  assert.deepEqual(blocks.map((b) => b.firms), outcome.teams.map((t) => t.businesses.map((k) => name[k])));
  outcome.teams.forEach((t, i) => {
    assert(blocks[i].head.startsWith(`第${t.number}组 组长：${name[t.officers[seal.campaign.lead][0]]}`), blocks[i].head);
    assert.deepEqual(blocks[i].people, seal.departments.map((d) => [d.name, t.officers[d.name].map((k) => name[k])]));
  });
  await keep(page, '80-outcome-by-group');
  await button(page, '复制名单').click();
  await page.getByText('已复制').waitFor();
  const byGroup = (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/);
  const first = outcome.teams[0];
  const at = byGroup.indexOf(`第1组　组长：${name[first.officers[seal.campaign.lead][0]]}`);
  const stratum = (key) => record.businesses.find((b) => b.key === key).stratum;
  const lines = [...first.businesses.map((k, i) => `${i + 1}. ${name[k]}（${stratum(k)}）`),
    ...seal.departments.map((d) => `${d.name}：${first.officers[d.name].map((k) => name[k]).join('、')}`)];
  assert.deepEqual(byGroup.slice(at + 1, at + 1 + lines.length), lines);

  await button(page, '按类别').click();
  const groups = await list.locator('tbody').evaluateAll((all) => all.map((b) => ({
    head: b.rows[0].innerText.trim(), rows: [...b.rows].slice(1).map((r) => [r.cells[0].innerText, r.cells[1].innerText.split('\n')[0], r.cells[2].innerText]),
  })));
  const team = (key) => outcome.teams.find((t) => t.businesses.includes(key)).number;
  assert.deepEqual(groups, seal.strata.map((s) => ({
    head: `${s.label}：名录${s.population}户，抽${s.sample}户`,
    rows: outcome.businesses.map((k, i) => [String(i + 1), name[k], `第${team(k)}组`, k]).filter(([, , , k]) => stratum(k) === s.label).map((r) => r.slice(0, 3)),
  })));
  await keep(page, '80-outcome-by-category');

  await button(page, '按部门').click();
  const rows = await texts(list.locator('tbody tr'));
  seal.departments.forEach((d, i) => {
    assert(rows[i].startsWith(`${d.name} ${outcome.officers[d.name].length} `), rows[i]);
    for (const k of outcome.officers[d.name]) {
      const { number, officers } = outcome.teams.find((t) => t.officers[d.name].includes(k));
      const leads = officers[seal.campaign.lead][0] === k ? ' 组长' : '';
      assert(rows[i].includes(`${name[k]} 第${number}组${leads}`), `${name[k]} in ${rows[i]}`);
    }
  });
  await keep(page, '80-outcome-by-department');

  const { path, name: file } = await download(page, () => button(page, '导出名单（xlsx）').click());
  assert(file.endsWith('-抽取名单.xlsx'), file);
  copyFileSync(path, artifact('drawn-list.xlsx'));
  const script = 'import json, sys, openpyxl; b = openpyxl.load_workbook(sys.argv[1]); print(json.dumps([[[c for c in r] for r in s.iter_rows(values_only=True)] for s in b.worksheets]))';
  const [firms, people] = JSON.parse(execFileSync('python3', ['-c', script, artifact('drawn-list.xlsx')], { encoding: 'utf8' }));
  assert.deepEqual(firms.slice(2).map((r) => [r[0], r[1], r[4]]), outcome.businesses.map((k, i) => [i + 1, name[k], `第${team(k)}组`]));
  assert(firms[2][7].startsWith('平罗县') && /^139\d{8}$/.test(firms[2][8]), 'address and telephone');
  assert.equal(people.length - 2, new Set(outcome.teams.flatMap((t) => Object.values(t.officers).flat())).size);
}, { from: 'standard-drawn' });

browserTest('the seed by hand: the text as a file, and the lines for other programs', async ({ page }) => {
  const { record } = await recordOf(page);
  await page.getByText('种子是怎么来的，怎样自己算').click();
  const saved = await download(page, () => button(page, '存为“种子原文.txt”').click());
  assert.deepEqual([saved.name, sha256(saved.text)], ['种子原文.txt', record.seed], 'what certutil would print');
  await page.getByText('自己算签号').click();
  await page.getByText('certutil -hashfile 种子原文.txt SHA256').waitFor();
  const posix = (await page.locator('.proof pre').allTextContents()).filter((line) => line.startsWith('printf'));
  const given = posix.map((line) => execFileSync('sh', ['-c', line], { encoding: 'utf8' }).split(' ')[0]);
  assert.deepEqual(given, [record.seed, sha256(`${record.seed}\nbusiness\n${record.outcome.businesses[0]}`)]);
  for (const place of ['Windows的PowerShell', 'Linux、UOS、麒麟的终端']) assert.equal(await button(page, `复制：${place}`).count(), 2);
}, { from: 'drawn' });

browserTest('按户 in its own words; a household is never parted; who comes in bears address and telephone', async ({ page }) => {
  await heading(page, '抽取结果').waitFor();
  const main = page.locator('main#main');
  assert(!/检查组|第\d+组/.test(await main.innerText()), 'no groups where each household has officers of its own');
  const parted = () => main.locator('.nowrap').evaluateAll((all) => all.filter((e) => e.getClientRects().length > 1).map((e) => e.innerText));
  for (const size of [WIDE, PHONE]) {
    await page.setViewportSize(size);
    for (const way of ['按类别', '按部门', '按户']) {
      await button(page, way).click();
      assert.deepEqual(await parted(), [], `${way} ${size.width}`);
    }
    await keep(page, `81-households-${size.width}`);
  }
  // On a phone a household is a line that opens.
  const ninth = page.locator('.household').filter({ hasText: '第9户' });
  await page.getByRole('navigation', { name: '名单翻页' }).getByRole('button', { name: '下一页' }).click();
  assert.equal(await page.locator('.household').count(), 8, 'by eights, as on 大屏');
  assert.equal(await ninth.getByRole('button').first().isVisible(), false);
  await ninth.locator('summary').click();
  await ninth.getByRole('button', { name: /^换下/ }).first().waitFor();
  // Who is sought stands alone.
  await page.setViewportSize(WIDE);
  const name = (await ninth.locator('h3').innerText()).replace(/^第9户\s*/, '').replace(/\s*[▸▾]$/, '');
  await page.locator('#find-drawn').fill(name);
  await become(() => page.locator('.household').count(), 1);
  await page.locator('#find-drawn').fill('没有这个人');
  await page.getByText('没有找到，请换个词').waitFor();
  await page.locator('#find-drawn').fill('');
  await become(() => page.locator('.household').count(), 8);
  await page.getByRole('navigation', { name: '名单翻页' }).getByRole('button', { name: '下一页' }).click();
  await ninth.getByRole('button', { name: /^换下/ }).first().click();
  const d = dialog(page);
  const leaving = (await d.getByRole('heading').innerText()).match(/^换下“(.*)”$/)[1];
  const incoming = await d.locator('#incoming').innerText();
  const told = await d.locator('#incoming-contact').innerText();
  assert.match(told, /地址\s+平罗县.*\s+联系人\s+.*\s+电话\s+139\d{8}/);
  await keep(page, '81-household-substitute', false);
  for (const size of [WIDE, PHONE]) {
    await page.setViewportSize(size);
    const outside = await d.evaluate((e) => [...e.querySelectorAll('*')].filter((x) => x.getBoundingClientRect().left < e.getBoundingClientRect().left).length);
    assert.equal(outside, 0, `long names stay within the dialog ${size.width}`);
  }
  await page.setViewportSize(WIDE);
  await d.getByLabel('理由').fill('已注销');
  await d.getByLabel('批准人').fill('李主任');
  await button(page, `换下“${leaving}”，由“${incoming}”递补`).click();
  await heading(page, '替补 1 次', 2).waitFor();
  const row = await page.locator('section[aria-labelledby=substitutions] tbody tr').innerText();
  for (const text of ['第9户', leaving, incoming, told.match(/139\d{8}/)[0], '平罗县']) assert(row.includes(text), `${text} in ${row}`);
  await button(page, '第9户换下人员').click();
  await d.getByRole('heading', { name: `第9户“${incoming}”：换下哪一位？` }).waitFor();
}, { from: 'households' });

for (const from of ['planned', 'rostered', 'sealed']) {
  browserTest(`on a phone neither 方案 nor 名录 is longer than 4,000 px: ${from}`, async ({ page }) => {
    for (const part of ['plan', 'rosters']) {
      await visit(page, part);
      await page.waitForTimeout(500);
      const [wide, high] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
      console.log(`${from} ${part}: ${high} px`);
      assert(wide <= PHONE.width && high <= 4000, `${part}: ${wide} × ${high}`);
      await keep(page, `82-${from}-${part}-phone`);
    }
  }, { from, viewport: PHONE });
}

for (const from of ['drawn', 'published']) {
  browserTest(`on a phone no page of the demo is longer than 4,000 px or wider than the screen: ${from}`, async ({ page }) => {
    const assertFits = async (part) => {
      await page.waitForTimeout(500);
      const [wide, high] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
      assert(wide <= PHONE.width && high <= 4000, `${part}: ${wide} × ${high}`);
      await keep(page, `82-${from}-${part}-phone`);
    };
    await visit(page, 'draw');
    const { path } = await exportRecord(page);
    // What was told of the file covers nothing that cannot be scrolled out from under it.
    const toast = page.locator('.toast');
    await toast.waitFor();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const [above, below] = await page.evaluate(() => ['.foot', '.toast'].map((s) => document.querySelector(s).getBoundingClientRect()).map((r, i) => (i ? r.top : r.bottom)));
    assert(above <= below + 1, `the foot ends at ${above}, the toast begins at ${below}`);
    await toast.getByRole('button').click();
    for (const part of ['draw', 'archive']) {
      await visit(page, part);
      await assertFits(part);
    }
    await page.goto(`${home}#/verify`);
    await page.locator('#record-file').setInputFiles(path);
    await page.locator('#verdict').getByText('记录前后一致').waitFor();
    await assertFits('verify');
  }, { from, viewport: PHONE });
}

browserTest('red is for the seal alone', async ({ page }) => {
  const red = () => page.locator('button, a.btn').evaluateAll((all) => all.filter((e) => getComputedStyle(e).backgroundColor === 'rgb(181, 39, 31)').map((e) => e.innerText));
  assert.deepEqual(await red(), []);
  await button(page, '作废重抽……').click();
  assert.deepEqual(await red(), []);
  await button(page, '取消').click();
  for (const part of ['plan', 'rosters', 'inspect', 'publish', 'archive']) {
    await visit(page, part);
    assert.deepEqual(await red(), [], part);
  }
}, { from: 'drawn' });

browserTest('stages that are over are told before the seal, on the page and in the question', async ({ page }) => {
  const told = '“抽取”阶段2018年12月8日就结束了';
  await page.locator('section[aria-labelledby=unchecked]').getByText(told).waitFor();
  await page.getByText(/用 1000 个一次性的种子预演/).waitFor();
  await button(page, '封存……').click();
  await dialog(page).getByText(told).waitFor();
  await dialog(page).getByRole('button', { name: '再看看' }).click();
  assert.equal(await page.getByRole('link', { name: '到方案页处理' }).getAttribute('href'), `#/c/${CAMPAIGN}/plan`);
}, { from: 'rostered', at: 'draw' });

browserTest('before the seal: the numbers that decide, the rest folded on a phone', async ({ page }) => {
  await page.getByText(/用 1000 个一次性的种子预演/).waitFor();
  await page.getByText('160户中抽20户，分6个联合检查组；执法人员80人，6方报数').waitFor();
  const seal = button(page, '封存……');
  const bottom = await seal.evaluate((e) => e.getBoundingClientRect().bottom + scrollY);
  assert(bottom <= 3 * PHONE.height, `the seal within three screens: ${bottom}`);
  assert(!(await page.getByText('报数单位', { exact: true }).isVisible()));
  await page.getByText('各部门、报数单位和其他').click();
  await page.getByText('报数单位', { exact: true }).waitFor();
  assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await keep(page, '83-check-phone');
}, { from: 'standard', viewport: PHONE });
