// 大屏: every slide of campaigns of every size, measured; keys, clicks and swipes; what moves, and what it costs.
import assert from 'node:assert/strict';
import { PHONE, WIDE, browserTest, keep } from './harness.mjs';
import { DRAWN, PROJECTOR, faults, holds, scene, slides } from './slides.mjs';
import { become, button, heading, link, resize } from './steps.mjs';

// Other sizes: tests/slow/widths.test.mjs.
for (const name of Object.keys(DRAWN)) {
  browserTest(`大屏 holds ${name}`, holds(name, [PROJECTOR, WIDE]), { from: `stage/${name}`, at: 'stage' });
}

browserTest('大屏 is turned by keys, clicks and swipes, and left by Esc', async ({ page }) => {
  await link(page, '在本屏放映').click();
  await page.locator('[data-scene=tickets]').waitFor();
  await resize(page, PROJECTOR);
  const step = async (act, wanted) => {
    await act();
    await become(() => scene(page), wanted);
  };
  await step(() => page.keyboard.press('Home'), 'seal');
  await step(() => page.mouse.click(1500, 500), 'slips');
  await step(() => page.mouse.click(300, 500), 'seal');
  const swipe = async (from, to) => {
    await page.mouse.move(from, 500);
    await page.mouse.down();
    await page.mouse.move(to, 500);
    await page.mouse.up();
  };
  await step(() => swipe(600, 300), 'slips');
  await step(() => swipe(1300, 1600), 'seal');
  await step(() => button(page, '下一页 ›').click(), 'slips');
  // What was clicked does not keep the space bar.
  await step(() => page.keyboard.press(' '), 'number');
  await step(() => page.keyboard.press('Enter'), 'seed');
  await step(() => page.keyboard.press('PageDown'), 'tickets');
  await step(() => page.keyboard.press('Enter'), 'businesses');
  await step(() => page.keyboard.press('Enter'), 'officers');
  await step(() => page.keyboard.press('Enter'), 'group');
  await step(() => page.keyboard.press('Enter'), 'closing');
  await step(() => page.keyboard.press('ArrowLeft'), 'group');
  await step(() => page.keyboard.press('End'), 'closing');
  await page.keyboard.press('w');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await scene(page), 'closing');
  await page.keyboard.press('f');
  await become(() => page.evaluate(() => document.fullscreenElement !== null), true);
  await page.keyboard.press('Escape');
  await become(() => page.evaluate(() => document.fullscreenElement !== null), false);
  await page.waitForTimeout(500);
  assert.equal(await scene(page), 'closing', 'the screen was left, not the page');
  await page.keyboard.press('Escape');
  await heading(page, '抽取结果').waitFor();
}, { from: 'stage/ten', at: 'draw' });

browserTest('the operator’s window shows it and goes back', async ({ page }) => {
  await link(page, '在本屏放映').click();
  await page.locator('[data-scene=tickets]').waitFor();
  await page.keyboard.press('ArrowRight');
  await button(page, '退出').click();
  await heading(page, '抽取结果').waitFor();
  await page.getByText('大屏在第 11 页').waitFor();
  await button(page, '下一部分').click();
  await link(page, '在本屏放映').click();
  await page.locator('[data-scene=officers]').waitFor();
}, { from: 'drawn' });

browserTest('the rulers are the arithmetic: what moves ends where it is drawn, or stands still', async ({ page, context }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await resize(page, PROJECTOR);
  await page.locator('[data-scene=tickets]').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.locator('.cards').waitFor();
  const drawn = () => page.locator('.ruler rect.cut').evaluateAll((cuts) => cuts.map((cut) => [cut.getAttribute('x'), getComputedStyle(cut).x]));
  const ended = async () => (await drawn()).every(([x, now]) => `${x}px` === now);
  assert.equal(await ended(), false, 'it sweeps');
  await become(ended, true);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('ArrowRight');
  await become(() => page.locator('.pages').innerText(), '2 / 3');
  assert.equal(await ended(), true, 'with reduced motion it stands still');
  // The clock tells seconds, and costs next to nothing.
  const clock = page.locator('#clock');
  const before = await clock.innerText();
  assert.match(before, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  const busy = async () => (await devtools.send('Performance.getMetrics')).metrics.find((m) => m.name === 'TaskDuration').value;
  const from = await busy();
  await page.waitForTimeout(4000);
  assert(await busy() - from < 0.8, 'a fifth of one core');
  assert.notEqual(await clock.innerText(), before);
}, { from: 'stage/ten', at: 'stage' });

browserTest('it is one screen at any width above a phone’s, and on a phone a page', async ({ page }) => {
  for (const width of [1024, 801, 800, 700]) {
    await resize(page, { width, height: 768 });
    await page.keyboard.press('End');
    const tall = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    assert(tall <= 0, `${width}: ${tall} px too tall`);
    assert.deepEqual(await faults(page), [], `${width}`);
  }
  await resize(page, PHONE);
  await slides(page, async (what, i) => {
    const out = await page.evaluate(() => [...document.querySelectorAll('.stage *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80)));
    assert.deepEqual(out, [], `phone, slide ${i}: ${what}`);
    await keep(page, `phone-stage-${String(i).padStart(2, '0')}-${what}`);
  });
}, { from: 'stage/ten', at: 'stage' });

browserTest('看一遍大屏: from the start page through a whole ceremony', async ({ page }) => {
  await button(page, '看一遍大屏').click();
  await page.locator('[data-scene=seal]').waitFor();
  const seen = [];
  await slides(page, (what) => seen.push(what));
  assert.deepEqual([...new Set(seen)], ['seal', 'slips', 'number', 'seed', 'tickets', 'businesses', 'officers', 'group', 'closing']);
  await page.keyboard.press('Escape');
  await heading(page, '抽取结果').waitFor();
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
});
