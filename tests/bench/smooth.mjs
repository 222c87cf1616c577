// A hundred thousand rows never hold up the page: no task of the main thread over 100 ms while they are loaded, checked,
// mended, searched, sorted and opened again.
import assert from 'node:assert/strict';
import test from 'node:test';
import { writeFileSync } from 'node:fs';
import { artifact, home, profile } from '../e2e/harness.mjs';
import { button, dialog, saved, slot } from '../e2e/steps.mjs';
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

/** Goes the way once: by step, the longest task. */
async function way(file) {
  const { context, seen } = await profile();
  await context.addInitScript(watch);
  const page = await context.newPage();
  const steps = {};
  const step = async (name, act) => {
    await longest(page);
    await act();
    steps[name] = await longest(page);
  };
  await page.goto(home);
  await button(page, '新建抽查').click();
  await page.getByLabel('任务名称').fill('大名录');
  await page.getByRole('link', { name: '名录' }).click();
  const place = slot(page, 'businesses');
  const settled = () => place.getByText('正在核对……').waitFor({ state: 'detached', timeout: 60_000 });
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
    await place.getByRole('navigation', { name: '市场主体名录翻页' }).getByRole('button', { name: '下一页' }).click();
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
  await context.close();
  assert.deepEqual(seen.errors, []);
  return steps;
}

test('no task over 100 ms with 100,000 rows', { timeout: 600_000 }, async () => {
  const file = roster();
  // What else the machine does lengthens tasks too: of several tries the best of each step counts, never a looser bound.
  const best = {};
  for (let i = 0; i < TRIES; i += 1) {
    for (const [step, ms] of Object.entries(await way(file))) best[step] = Math.min(best[step] ?? Infinity, ms);
    console.log(`longest tasks, ms: ${JSON.stringify(best)}`);
    if (Object.values(best).every((ms) => ms <= BOUND)) return;
  }
  assert.fail(`a task took longer than ${BOUND} ms: ${JSON.stringify(best)}`);
});
