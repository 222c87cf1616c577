// Several windows of one campaign, and acts fired in all of them at once.
import assert from 'node:assert/strict';
import { button, heading, saved, visit } from './steps.mjs';
import { assertWhole, storedLog } from './stored.mjs';

/** Another window of the same browser. */
export async function another(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('#page-title').waitFor();
  return page;
}

/** Enters dates in the table of inspections, one business after another; those that were not refused. */
const fire = (page, who, acts) => page.evaluate(async ({ who, acts }) => {
  const boxes = [...document.querySelectorAll('table.entry .day > input[type=text]')].slice(who * 3, who * 3 + 3);
  const accepted = [];
  const turn = () => new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => done(); port2.postMessage(0); });
  for (let k = 0; k < acts; k += 1) {
    const date = new Date(Date.UTC(2027, 0, 1 + 3 * k + who)).toISOString().slice(0, 10);
    // Two entries of one business in a row would be one in the log.
    const box = boxes[accepted.length % 3];
    box.value = date;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    box.dispatchEvent(new Event('change', { bubbles: true }));
    for (let i = 0; i < 4; i += 1) await turn();
    const refused = document.querySelector('.toast.bad');
    if (refused) {
      refused.querySelector('button').click();
      // It is not its turn.
      await new Promise((done) => { setTimeout(done, 20); });
    } else {
      accepted.push(date);
    }
    for (let i = 0; i < 4; i += 1) await turn();
  }
  return accepted;
}, { who, acts });

/** Asks for its turn as a hand does, where a window looks on; how often. */
export async function byHand(page) {
  await page.waitForTimeout(300);
  const asks = button(page, '在这里编辑');
  if (!await asks.isVisible()) return 0;
  return asks.click({ timeout: 5000 }).then(() => 1, () => 0);
}

/** The page asks by itself, at once: several times as often. */
export async function atOnce(page) {
  await page.waitForTimeout(100);
  return page.evaluate(() => {
    const asks = [...document.querySelectorAll('button')].filter((e) => e.textContent.trim() === '在这里编辑');
    asks.forEach((e) => e.click());
    return asks.length;
  });
}

/** Of a campaign that was drawn: so many acts in each of three windows; the log is whole and holds what was accepted, in order. */
export const threeWindows = (acts, ask) => async ({ page, context }) => {
  // Days of inspections are those until today.
  await context.clock.setFixedTime(new Date('2032-01-01T04:00:00Z'));
  await visit(page, 'inspect');
  await heading(page, '检查').waitFor();
  await saved(page);
  const before = (await storedLog(page)).length;
  const pages = [page, await another(context, page.url()), await another(context, page.url())];
  for (const p of pages) await p.locator('table.entry .day > input[type=text]').nth(8).waitFor();
  let firing = true;
  const taking = (async () => {
    let takes = 0;
    for (let i = 1; firing; i += 1) takes += await ask(pages[i % 3]);
    return takes;
  })();
  const accepted = await Promise.all(pages.map((p, who) => fire(p, who, acts)));
  firing = false;
  const takes = await taking;
  for (const p of pages) await p.getByRole('status').filter({ hasText: /已保存|只能查看/ }).first().waitFor();
  await page.waitForTimeout(1000);
  const log = await storedLog(page);
  assertWhole(log);
  const dates = log.slice(before).map((e) => e.detail.date);
  const counts = accepted.map((a) => a.length);
  console.log(`accepted ${counts.join(' + ')} of ${3 * acts}, ${takes} take-overs asked for`);
  assert(counts.every((n) => n > 0) && takes > 3, `every window had its turn: ${counts}, ${takes}`);
  const who = (date) => ((Date.parse(date) - Date.UTC(2027, 0, 1)) / 86_400_000) % 3;
  const stored = accepted.map((_, i) => dates.filter((d) => who(d) === i));
  const told = accepted.map((own, i) => ({ lost: own.filter((d) => !stored[i].includes(d)), unasked: stored[i].filter((d) => !own.includes(d)) }));
  assert.deepEqual(told, accepted.map(() => ({ lost: [], unasked: [] })));
  accepted.forEach((own, i) => assert.deepEqual(dates.filter((d) => who(d) === i), own, `window ${i}`));
  assert.equal(dates.length, counts.reduce((a, b) => a + b));
};
