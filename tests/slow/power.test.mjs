// A browser that is killed, as by a power cut, right after 已保存 was said: what was saved is there when it is started again.
// Browsers write localStorage to the disk seconds or minutes after a page has written it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, flags, home, test } from '../e2e/harness.mjs';
import { PRESET, button, heading, link, loadBoth, remove, saved, slot, startWithPreset, visit } from '../e2e/steps.mjs';

/** Kills every process of the browser whose profile lies there. */
function kill(folder) {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${folder}`)) execFileSync('kill', ['-9', pid]);
    } catch { /* It has ended by itself. */ }
  }
}

/** Has each of the acts done in a browser of its own, which is killed right after it, all with the same profile. */
async function killedAfterEach(...acts) {
  const folder = mkdtempSync(join(tmpdir(), 'mingchou-power-'));
  try {
    for (const [place, act] of acts.entries()) {
      const context = await chromium.launchPersistentContext(folder, { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags, locale: 'zh-CN', serviceWorkers: 'block' });
      try {
        const page = await context.newPage();
        await page.goto(home);
        await page.locator('#app #page-title').waitFor();
        await act(page);
        if (place < acts.length - 1) kill(folder);
      } finally {
        await context.close().catch(() => {});
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const title = (page) => page.getByLabel('任务名称');

test('what was saved is there after a power cut, at once and after a while of typing', () => killedAfterEach(async (page) => {
  await startWithPreset(page);
  await visit(page, 'rosters');
  await loadBoth(page);
  await saved(page);
}, async (page) => {
  await link(page, PRESET).click();
  await visit(page, 'rosters');
  await slot(page, 'businesses').getByText('clean-businesses.xlsx ·').waitFor();
  await slot(page, 'officers').getByText('clean-officers.xlsx ·').waitFor();
  await visit(page, 'plan');
  // The more it is written, the later it comes to the disk.
  for (let i = 0; i < 30; i += 1) {
    await title(page).fill(`第${i}次`);
    await page.waitForTimeout(250);
  }
  await title(page).fill('最后一次');
  await page.waitForFunction(() => new Promise((resolve) => { setTimeout(() => resolve(true), 300); }));
  await saved(page);
}, async (page) => {
  await link(page, '最后一次').click();
  await visit(page, 'settings');
  await page.getByText('已逐条重算，没有改动').waitFor();
}));

test('what was deleted does not come back after a power cut', () => killedAfterEach(async (page) => {
  await startWithPreset(page);
  await saved(page);
  await page.waitForTimeout(7_000);
}, async (page) => {
  await link(page, PRESET).waitFor();
  await remove(page, PRESET);
  await heading(page, '还没有抽查', 2).waitFor();
  await page.waitForTimeout(500);
}, async (page) => {
  await heading(page, '还没有抽查', 2).waitFor();
  assert.equal(await link(page, PRESET).count(), 0);
  await button(page, '新建抽查').waitFor();
}));
