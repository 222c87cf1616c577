// The table of a roster on the screen.
import assert from 'node:assert/strict';
import { browserTest, keep } from './harness.mjs';
import { choose, slot } from './steps.mjs';

const csv = (name, rows) => ({ name, mimeType: '', buffer: Buffer.from(rows.join('\n')) });

browserTest('rows of one line are some 40 px high, and the header stays in sight', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const rows = Array.from({ length: 80 }, (_, i) => `平罗县第${i}运输有限公司,客运`);
  await choose(page, 'businesses', csv('企业.csv', ['企业名称,类别', ...rows]));
  const region = slot(page, 'businesses').getByRole('region', { name: '各行' });
  await region.locator('tbody tr').nth(20).waitFor();
  await keep(page, '74-roster-table');
  const seen = await region.evaluate(async (region) => {
    const heights = [...region.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect().height);
    region.scrollIntoView({ block: 'start' });
    region.scrollTop = 600;
    await new Promise(requestAnimationFrame);
    const [box, head] = [region, region.querySelector('thead th')].map((e) => e.getBoundingClientRect());
    const top = document.elementFromPoint(head.left + head.width / 2, head.top + head.height / 2);
    return { heights, scrolled: region.scrollTop, off: head.top - box.top, onTop: Boolean(top?.closest('thead')), fills: box.height / innerHeight };
  });
  assert(Math.min(...seen.heights) >= 38 && Math.max(...seen.heights) <= 44, `rows are ${Math.min(...seen.heights)} to ${Math.max(...seen.heights)} px high`);
  assert(seen.scrolled >= 500 && Math.abs(seen.off) <= 2 && seen.onTop, `the header is ${seen.off} px below the edge, in front: ${seen.onTop}`);
  assert(seen.fills > 0.7, `the table takes ${seen.fills} of the window`);
}, { from: 'planned', at: 'rosters' });
