// The slides of 大屏, one by one, and what each must hold at a size.
import assert from 'node:assert/strict';
import { boxFaults } from './boxes.mjs';
import { keep } from './harness.mjs';
import { become, resize } from './steps.mjs';
import { inspect } from './tour.mjs';

export const PROJECTOR = { width: 1920, height: 1080 };

/** How much was drawn in the states that only 大屏 begins in. */
export const DRAWN = {
  one: { businesses: 1, officers: 4, groups: true },
  ten: { businesses: 20, officers: 20, groups: true },
  most: { businesses: 200, officers: 192, groups: true },
  households: { businesses: 40, officers: 30, groups: false },
};

export const scene = (page) => page.locator('.scene').getAttribute('data-scene');

export const faults = (page) => page.evaluate(boxFaults);

/** Every slide from the first to the last, each looked at. */
export async function slides(page, look) {
  await page.keyboard.press('Home');
  await become(() => scene(page), 'seal');
  for (let i = 0; i < 120; i += 1) {
    const here = await scene(page);
    await look(here, i);
    if (here === 'closing') return;
    const text = await page.locator('.turns').innerText();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction((text) => document.querySelector('.turns').innerText !== text, text);
    // Text is made to fit after it was drawn.
    await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
  }
  throw new Error('no end');
}

const texts = (page, selector) => page.locator(selector).allInnerTexts();
const once = (names, what) => assert.equal(new Set(names).size, names.length, `twice among ${what}: ${names}`);

/** Nothing leaves its place on any screen, and all that was drawn is shown. */
export const holds = (name, sizes) => async ({ page }) => {
  const drawn = DRAWN[name];
  await page.locator('[data-scene=tickets]').waitFor();
  for (const size of sizes) {
    await resize(page, size);
    const seen = { businesses: [], officers: [], firms: [], households: [] };
    await slides(page, async (what, i) => {
      assert.deepEqual(await faults(page), [], `${name}, ${size.width} × ${size.height}, slide ${i}: ${what}`);
      if (name === 'ten' && size.width === 1366) await inspect(page, `stage-${String(i).padStart(2, '0')}-${what}`, size);
      if (size === PROJECTOR) await keep(page, `stage-${name}-${String(i).padStart(2, '0')}-${what}`, false);
      if (what === 'businesses') seen.businesses.push(...await texts(page, '.cards b'));
      if (what === 'officers') seen.officers.push(...await texts(page, '.officers p span'));
      if (what === 'group') seen.firms.push(...await texts(page, '.group .firms li'));
      if (what === 'households') seen.households.push(...await texts(page, '.households .firms li'));
      if (what === 'officers') assert.match(await page.locator('h2').innerText(), new RegExp(` ${drawn.officers} `));
    });
    assert.equal(await scene(page), 'closing');
    assert.equal(seen.businesses.length, drawn.businesses);
    once(seen.businesses, 'businesses');
    assert.equal(seen.officers.length, drawn.officers);
    const matched = drawn.groups ? seen.firms : seen.households;
    assert.deepEqual(matched.toSorted(), seen.businesses.toSorted(), 'each in one group');
    const said = await page.locator('.stage').innerText();
    assert(!/桂A\d|另有/.test(said), 'no certificate numbers, nothing left out');
  }
};
