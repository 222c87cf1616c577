// The meeting: two programs recompute what was drawn, and agree or do not.
import assert from 'node:assert/strict';
import { CAMPAIGN, PHONE, browserTest, home, keep } from './harness.mjs';
import { become } from './steps.mjs';

const HALL = { width: 1920, height: 1080 };
const stage = (page) => page.goto(`${home}#/c/${CAMPAIGN}/stage`);

/** An init script: the public page's program, a worker that is sent text, is sent a record in which two businesses are exchanged. */
const BEND = () => {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...more) {
    if (typeof message !== 'string') return postMessage.call(this, message, ...more);
    const record = JSON.parse(message);
    const { businesses } = record.attempts.at(-1).outcome;
    [businesses[0], businesses[1]] = [businesses[1], businesses[0]];
    return postMessage.call(this, JSON.stringify(record));
  };
};

/** An init script: the browser starts no worker of that program. */
const NONE = () => {
  const Plain = Worker;
  const other = new Set();
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const url = createObjectURL.call(URL, blob);
    if (blob.type === 'application/javascript') other.add(url);
    return url;
  };
  window.Worker = class extends Plain {
    constructor(url) {
      if (other.has(url)) throw new Error('no memory');
      super(url);
    }
  };
};

/** An init script: that program comes to no end. */
const SLOW = () => {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...more) {
    if (typeof message !== 'string') postMessage.call(this, message, ...more);
  };
};

const told = (page) => page.locator('#two-programs');
const is = (page, text) => become(() => told(page).innerText(), text);

async function closing(page, text) {
  await page.setViewportSize(HALL);
  await stage(page);
  await page.locator('main.stage').waitFor();
  await page.keyboard.press('End');
  await page.locator('[data-scene=closing]').waitFor();
  await is(page, text);
}

browserTest('two programs recompute the draw and agree, on the page and on the big screen', async ({ page }) => {
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  await is(page, '两个程序重算：一致');
  await keep(page, '95-two-programs', false);
  await page.setViewportSize(PHONE);
  await told(page).scrollIntoViewIfNeeded();
  await keep(page, '95-two-programs-phone', false);
  await closing(page, '两个程序重算：一致');
  await keep(page, '95-two-programs-stage', false);
}, { from: 'drawn' });

browserTest('a record that is bent for the one program only: they differ, and where is told', async ({ page }) => {
  const where = '两个程序重算：不一致。本程序：与记录一致；公开网页的程序：与记录不同的有抽中的市场主体（11户）';
  await is(page, where);
  await keep(page, '95-two-programs-differ', false);
  await closing(page, where);
  await keep(page, '95-two-programs-differ-stage', false);
}, { from: 'drawn', init: BEND });

browserTest('an outcome that is not what the seed draws: both programs say so, and where', async ({ page }) => {
  await page.getByText('用公开记录重算不一致，请勿使用本结果').waitFor();
  await become(async () => /^两个程序重算：不一致。本程序：与记录不同的有名单（.+）.*；公开网页的程序：与记录不同的有抽中的市场主体（11户）/.test(await told(page).innerText()), true);
}, { from: 'bent' });

browserTest('a program that does not start has compared nothing', async ({ page }) => {
  await is(page, '两个程序没有都算完，没有比对。本程序：与记录一致；公开网页的程序：没有能重算（浏览器没有启动它）');
}, { from: 'drawn', init: NONE });

browserTest('while one program is still at it nothing is called compared', async ({ page }) => {
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  assert.equal(await told(page).innerText(), '两个程序正在重算……');
  await closing(page, '两个程序正在重算……');
}, { from: 'drawn', init: SLOW });
