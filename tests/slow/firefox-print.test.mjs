// Printed by Firefox: where a page has no foot, the screen says what is lacking and the way out.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { artifact, test } from '../e2e/harness.mjs';
import { FIREFOX, begin, within } from '../e2e/way.mjs';

for (const papers of ['seal', '2+6', '3']) {
  test(`a foot on Firefox's paper, or the word that it has none: ${papers}`, () => within(FIREFOX, async ({ page }) => {
    await begin(page, 'drawn', `print/${papers}`);
    await page.waitForSelector('.paper');
    const told = await page.$$eval('.note', (all) => all.map((e) => e.textContent).find((text) => text.includes('没有页脚')) ?? '');
    const path = artifact(`firefox-${papers}.pdf`);
    writeFileSync(path, await page.pdf({ format: 'A4' }));
    const text = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
    assert(text.includes('平罗县'), 'the paper is on the pages');
    const hasFoot = /第1页，共\d+页/.test(text) && /封存码[0-9a-f]{16}/.test(text);
    assert.equal(told === '', hasFoot, `told: “${told}”`);
    if (told) {
      for (const part of ['没有页码、任务编号和封存码', 'Edge、Chrome', '存为docx']) assert(told.includes(part), told);
      assert(!text.includes('没有页脚'), 'the word itself is on no paper');
    }
  }));
}
