// 大屏 in Firefox: every slide of a campaign and of forty households is measured, on a projector and on an office's screen.
import assert from 'node:assert/strict';
import { boxFaults } from '../e2e/boxes.mjs';
import { CAMPAIGN, WIDE, home, keep, test } from '../e2e/harness.mjs';
import { PROJECTOR } from '../e2e/slides.mjs';
import { FIREFOX, opened, put, within } from '../e2e/way.mjs';

for (const state of ['drawn', 'households']) {
  test(`大屏 in Firefox: ${state}`, () => within(FIREFOX, async ({ page }) => {
    await put(page, state);
    for (const size of [PROJECTOR, WIDE]) {
      await page.setViewport(size);
      await page.goto('about:blank');
      await opened(page, `${home}#/c/${CAMPAIGN}/stage`);
      await page.waitForSelector('.scene');
      await page.keyboard.press('Home');
      await page.waitForSelector('.scene[data-scene="seal"]');
      const seen = [];
      for (let i = 0; i < 60 && seen.at(-1) !== 'closing'; i += 1) {
        // What moves has come to rest.
        await page.waitForFunction(() => document.getAnimations().every((a) => a.playState === 'finished' || a.effect.getComputedTiming().endTime === Infinity));
        const here = await page.$eval('.scene', (e) => e.dataset.scene);
        if (here !== seen.at(-1)) await keep(page, `76-firefox-stage-${state}-${here}-${size.width}`, false);
        assert.deepEqual(await page.evaluate(boxFaults), [], `${here} ${size.width}`);
        seen.push(here);
        if (here === 'closing') break;
        const text = await page.$eval('.turns', (e) => e.innerText);
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction((before) => document.querySelector('.turns').innerText !== before, {}, text);
      }
      assert.equal(seen.at(-1), 'closing', seen.join());
    }
  }));
}
