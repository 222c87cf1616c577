// A hundred thousand rows never hold up the page: no task of the main thread over 100 ms while they are loaded, checked,
// mended, searched, sorted and opened again; nor do ten thousand businesses that were drawn, of 200 ms.
import assert from 'node:assert/strict';
import test from 'node:test';
import { writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { artifact, home, profile, root } from '../e2e/harness.mjs';
import { button, dialog, heading, link, saved, slot, visit } from '../e2e/steps.mjs';
import { elsewhere, write } from '../e2e/stored.mjs';
import { HEADER, row } from './roster.mjs';

const ROWS = 100_000;
const BOUND = 100;
const TRIES = 3;

function roster() {
  const lines = [HEADER, ...Array.from({ length: ROWS }, (_, i) => row(i))];
  const file = artifact('large.csv');
  writeFileSync(file, `\ufeff${lines.map((cells) => cells.slice(1).join(',')).join('\n')}\n`);
  return file;
}

/** Notes long tasks from the first moment of every page on. */
const watch = () => {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.longTasks.push(Math.round(task.duration));
  }).observe({ type: 'longtask', buffered: true });
};

/** The longest task since the last question. */
async function longest(page) {
  await page.waitForTimeout(300);
  return page.evaluate(() => Math.max(0, ...window.longTasks.splice(0)));
}

/** A page on which what `step` is given to do is done and timed: by step the longest task, and how long it took, in ms. */
async function timed() {
  const { context, seen } = await profile();
  await context.addInitScript(watch);
  const page = await context.newPage();
  const steps = {};
  const took = {};
  const step = async (name, act) => {
    await longest(page);
    const begun = Date.now();
    await act();
    took[name] = Date.now() - begun;
    steps[name] = await longest(page);
  };
  const end = async () => {
    await context.close();
    assert.deepEqual(seen.errors, []);
    return steps;
  };
  return { page, step, took, end };
}

/** Goes the way once: by step, the longest task. */
async function way(file) {
  const { page, step, end } = await timed();
  await page.goto(home);
  await button(page, '新建抽查').click();
  await page.getByLabel('任务名称').fill('大名录');
  await page.getByRole('link', { name: '名录' }).click();
  const place = slot(page, 'businesses');
  const settled = () => place.getByText('正在查找问题……').waitFor({ state: 'detached', timeout: 60_000 });
  const cell = (field, value) => place.getByRole('button', { name: `${field}：${value}，修改`, exact: true }).first();
  const edit = async (field, value, to) => {
    await cell(field, value).click();
    await place.getByRole('textbox', { name: field, exact: true }).fill(to);
    await page.keyboard.press('Enter');
  };
  await step('load', async () => {
    await place.locator('input[type=file]').setInputFiles(file);
    await place.getByText(`共${ROWS}行`).waitFor({ timeout: 60_000 });
    await settled();
    await saved(page);
  });
  await step('a mend', async () => {
    await edit('联系人', '王海霞', '王小霞');
    await place.getByText('改过1格').waitFor();
    await settled();
  });
  await step('all alike', async () => {
    await edit('类别', '客运', '旅客运输');
    await page.getByRole('button', { name: '都改为“旅客运输”' }).click({ timeout: 30_000 });
    await place.getByText(`改过${ROWS / 5 + 1}格`).waitFor({ timeout: 30_000 });
    await settled();
  });
  await step('undo', async () => {
    await button(place, '撤销').click();
    await place.getByText('改过2格').waitFor({ timeout: 30_000 });
    await settled();
  });
  await step('exclude', async () => {
    await place.getByRole('button', { name: '平罗县第3号运输有限公司不参加' }).click();
    await dialog(page).getByLabel('理由').fill('停业');
    await dialog(page).getByRole('button', { name: '不参加抽取', exact: true }).click();
    await place.getByText('其中1行不参加').waitFor({ timeout: 30_000 });
    await settled();
  });
  await step('page', async () => {
    await place.getByRole('navigation', { name: '检查对象名录翻页' }).getByRole('button', { name: '下一页' }).click();
    await cell('名称', '平罗县第60号运输有限公司').waitFor();
  });
  await step('search', async () => {
    await place.getByPlaceholder('查找名称').fill('第99999号');
    await place.getByText('第 1–', { exact: false }).waitFor({ state: 'detached', timeout: 30_000 });
    await cell('名称', '平罗县第99999号运输有限公司').waitFor({ timeout: 30_000 });
    await place.getByPlaceholder('查找名称').fill('');
  });
  await step('sort', async () => {
    await place.getByRole('button', { name: '电话', exact: true }).click();
    await place.getByRole('button', { name: '电话 ↑', exact: true }).click();
    await cell('名称', '平罗县第99999号运输有限公司').waitFor({ timeout: 30_000 });
  });
  await step('filter', async () => {
    await place.getByLabel('只看有问题或不参加的').check();
    await place.getByText('不参加：停业').waitFor({ timeout: 30_000 });
  });
  await step('reload', async () => {
    await saved(page);
    await page.reload();
    await place.getByText(`共${ROWS}行`).waitFor({ timeout: 60_000 });
    await place.getByText('其中1行不参加').waitFor({ timeout: 30_000 });
    await settled();
  });
  return end();
}

/** What else the machine does lengthens tasks too: of several tries the best of each step counts, never a looser bound. */
async function hold(given, go, bound) {
  const best = {};
  for (let i = 0; i < TRIES; i += 1) {
    for (const [step, ms] of Object.entries(await go(given))) best[step] = Math.min(best[step] ?? Infinity, ms);
    console.log(`longest tasks, ms: ${JSON.stringify(best)}`);
    if (Object.values(best).every((ms) => ms <= bound)) return;
  }
  assert.fail(`a task took longer than ${bound} ms: ${JSON.stringify(best)}`);
}

test('no task over 100 ms with 100,000 rows', { timeout: 600_000 }, () => hold(roster(), way, BOUND));

const DRAWN = 10_000;

/** Goes the way after a large draw once. */
async function afterwards(stored) {
  const { page, step, took, end } = await timed();
  const c = `${home}#/c/a1b2c3`;
  const shown = (text) => page.getByText(text, { exact: false }).first().waitFor({ timeout: 120_000 });
  await elsewhere(page, home);
  await write(page, stored);
  await step('start page', async () => {
    await page.goto(home);
    await link(page, '大规模抽查').waitFor();
    await shown('占用');
  });
  await step('inspect', async () => {
    await page.goto(`${c}/inspect`);
    await heading(page, '检查').waitFor();
    await shown(`${DRAWN} 户中显示`);
  });
  await step('next page', async () => {
    await page.getByRole('navigation', { name: '检查情况翻页' }).getByRole('button', { name: '下一页' }).click();
    await shown('第 51–100 行');
  });
  await step('search', async () => {
    await page.getByPlaceholder('查找企业').fill('第777号');
    await shown(`${DRAWN} 户中显示 1 户`);
  });
  await step('all again', async () => {
    await page.getByPlaceholder('查找企业').fill('');
    await shown(`${DRAWN} 户中显示 ${DRAWN} 户`);
  });
  await step('a result', async () => {
    await page.locator('table.entry select').first().selectOption('发现问题已责令改正');
    await saved(page);
  });
  await step('a note', async () => {
    await page.locator('table.entry').getByRole('button', { name: '的详细情况', exact: false }).nth(1).click();
    await dialog(page).getByLabel('备注').fill('一');
    await dialog(page).getByLabel('备注').pressSequentially('二三四');
    await page.keyboard.press('Escape');
    await saved(page);
  });
  await step('publish', async () => {
    await visit(page, 'publish');
    await heading(page, '公示').waitFor();
    await shown(`${DRAWN}`);
  });
  await step('mark published', async () => {
    await page.getByRole('button', { name: '标记', exact: false }).last().click();
    await page.getByText('公示记录', { exact: true }).waitFor({ timeout: 120_000 });
    await saved(page);
  });
  await step('archive', async () => {
    await visit(page, 'archive');
    await heading(page, '归档').waitFor();
    await heading(page, '与抽取结果核对', 2).waitFor({ timeout: 120_000 });
  });
  for (const [name, papers] of [['papers 5', '5'], ['papers 3', '3'], ['papers 4', '4'], ['papers 2', '2']]) {
    await step(name, async () => {
      await visit(page, `print/${papers}`);
      await page.locator('.paper').first().waitFor({ timeout: 240_000 });
      await page.locator('.unfinished').first().waitFor({ state: 'detached', timeout: 240_000 });
    });
  }
  console.log(`took, ms: ${JSON.stringify(took)}`);
  return end();
}

test('no task over 200 ms with 10,000 businesses drawn', { timeout: 1_200_000 }, async () => {
  const made = execFileSync('cargo', ['run', '--quiet', '--locked', '--release', '--example', 'large', '--', String(DRAWN)], { cwd: root, maxBuffer: 1 << 28 });
  await hold(JSON.parse(made), afterwards, 200);
});
