// Every page in every state at the widths that tests/e2e/accessibility.test.mjs and stage.test.mjs leave out.
import { PHONE, WIDE, browserTest } from '../e2e/harness.mjs';
import { DRAWN, holds } from '../e2e/slides.mjs';
import { button, loadBoth, rehearsed, start, visit } from '../e2e/steps.mjs';
import { afterTheDraw, inspect, wayToTheDraw } from '../e2e/tour.mjs';

browserTest('every page and state on a desk', wayToTheDraw(WIDE));

browserTest('every page and state after the draw on a phone', afterTheDraw(PHONE), { from: '2018/drawn', clock: '2018-12-05', viewport: PHONE });

browserTest('twice as large, half as wide: nothing is cut at 200 %', async ({ page }) => {
  // A window of 1366 at 200 % zoom has 683 pixels of the style sheet's.
  await start(page);
  await button(page, '套用“平罗县道路运输”预设').click();
  await inspect(page, 'zoom-plan', { width: 683 });
  await visit(page, 'rosters');
  await loadBoth(page);
  await inspect(page, 'zoom-rosters', { width: 683 });
  await visit(page, 'draw');
  await rehearsed(page);
  await inspect(page, 'zoom-check', { width: 683 });
}, { viewport: { width: 683, height: 384 } });

for (const name of Object.keys(DRAWN)) {
  browserTest(`大屏 holds ${name} on the finest projector and on the oldest`, holds(name, [{ width: 3840, height: 2160 }, { width: 1024, height: 768 }]), { from: `stage/${name}`, at: 'stage' });
}
