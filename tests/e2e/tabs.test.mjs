// Several windows of one browser: one edits, the others look on, none loses or mixes what was accepted.
import assert from 'node:assert/strict';
import { PHONE, browserTest, home, keep } from './harness.mjs';
import { become, button, dialog, download, drawn, heading, link, load, remove, saved, slot, start, visit } from './steps.mjs';
import { storedLog } from './stored.mjs';
import { another, byHand, threeWindows } from './windows.mjs';

const LOOKS_ON = '本窗口只能查看：另一个窗口正在编辑';
const looksOn = (page) => page.getByText(LOOKS_ON).waitFor();
const title = (page) => page.getByLabel('任务名称');

async function take(page) {
  await button(page, '在这里编辑').click();
  await page.locator('#tabs').waitFor({ state: 'detached' });
}

/** Takes over from a window that does not answer, and writes. */
async function steal(page) {
  await button(page, '直接接手').click();
  await page.locator('#tabs').waitFor({ state: 'detached' });
  await title(page).fill('接手后');
  await saved(page);
}

browserTest('a second window looks on and is refused in words; it edits when it asks, and the first then looks on', async ({ page, context }) => {
  await start(page);
  await title(page).fill('甲');
  await saved(page);
  const other = await another(context, page.url());
  await looksOn(other);
  assert.equal(await title(other).inputValue(), '甲');
  await title(other).fill('乙');
  await other.getByRole('alert').getByText('本窗口只能查看，刚才的操作没有生效').waitFor();
  await keep(other, '42-looks-on');
  await other.setViewportSize(PHONE);
  await keep(other, '42-looks-on-phone');
  await title(page).fill('甲又改');
  await other.locator('header').getByText('甲又改').waitFor();

  await take(other);
  await looksOn(page);
  await page.getByText('编辑已转到另一个窗口').waitFor();
  await title(other).fill('乙改');
  await saved(other);
  await page.locator('header').getByText('乙改').waitFor();
  assert.equal(await title(page).inputValue(), '乙改');

  // A window that is closed leaves editing to the next.
  await other.close();
  await page.locator('#tabs').waitFor({ state: 'detached' });
  await title(page).fill('甲收尾');
  await saved(page);
  await page.reload();
  assert.equal(await title(page).inputValue(), '甲收尾');
});

browserTest('what another window, a reload or a backup has seen stays in the log; typing alone is one entry', async ({ page, context }) => {
  const entries = async () => (await storedLog(page)).filter((e) => e.act === 'plan').map((e) => e.digest);
  await start(page);
  await title(page).pressSequentially('春季抽查');
  await saved(page);
  await become(async () => (await entries()).length, 1);
  const [alone] = await entries();
  const other = await another(context, page.url());
  await looksOn(other);
  await title(page).pressSequentially('一');
  await other.locator('header').getByText('春季抽查一').waitFor();
  await become(async () => (await entries()).length, 2);
  const seen = await entries();
  assert.equal(seen[0], alone);
  await title(page).pressSequentially('二');
  await other.locator('header').getByText('春季抽查一二').waitFor();
  await become(async () => (await entries()).slice(0, 2), seen);
  await other.close();
  const before = await entries();
  await page.reload();
  await title(page).pressSequentially('三');
  await saved(page);
  await become(async () => (await entries()).length, before.length + 1);
  // Which of them a backup has.
  const now = await entries();
  await page.locator('a.brand').click();
  await download(page, () => page.getByRole('button', { name: /^把.*存为文件$/ }).click());
  await page.goBack();
  await title(page).pressSequentially('四');
  await saved(page);
  await become(async () => (await entries()).slice(0, now.length), now);
  assert.equal((await entries()).length, now.length + 1);
});

browserTest('a window that looks on begins nothing, and stays where it is', async ({ page, context }) => {
  await start(page);
  await saved(page);
  const other = await another(context, home);
  await looksOn(other);
  for (const name of ['新建抽查', '载入演示']) {
    await button(other, name).click();
    await other.getByRole('alert').getByText('本窗口只能查看，刚才的操作没有生效').waitFor();
    assert.equal(other.url(), home);
    await other.getByRole('button', { name: '知道了' }).click();
  }
});

browserTest('a browser that takes its time with the lock is not mistaken for one with another window', async ({ page, context }) => {
  await context.addInitScript(() => {
    const { request } = LockManager.prototype;
    LockManager.prototype.request = async function late(...asked) {
      await new Promise((done) => { setTimeout(done, 1500); });
      return request.apply(this, asked);
    };
    new MutationObserver(() => {
      window.lookedOn ||= document.body?.textContent.includes('本窗口只能查看') ?? false;
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await start(page);
  await saved(page);
  assert.equal(await page.evaluate(() => window.lookedOn), false);
}, { own: true });

browserTest('a campaign that the other window deletes goes, a new one comes', async ({ page, context }) => {
  await start(page);
  await title(page).fill('旧的');
  await saved(page);
  const other = await another(context, home);
  await link(other, '旧的').waitFor();
  await page.locator('a.brand').click();
  await remove(page, '旧的');
  await other.getByText('还没有抽查').waitFor();
  await start(page);
  await title(page).fill('新的');
  await link(other, '新的').waitFor();
});

browserTest('a window that does not answer is taken over from, with a warning, and overwrites nothing when it wakes', async ({ page, context }) => {
  await start(page);
  await title(page).fill('睡前');
  await saved(page);
  const other = await another(context, page.url());
  await looksOn(other);
  // It has something that is not saved yet, and then stands still for longer than anyone waits.
  await page.evaluate(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await title(page).fill('没保存的');
  await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
  const sleep = await context.newCDPSession(page);
  await sleep.send('Debugger.enable');
  const asleep = new Promise((done) => { sleep.once('Debugger.paused', done); });
  await sleep.send('Debugger.pause');
  const wakes = page.evaluate(() => true);
  await asleep;
  await button(other, '在这里编辑').click();
  await other.getByText('另一个窗口没有回应').waitFor();
  await keep(other, '43-no-answer');
  await steal(other);
  await sleep.send('Debugger.disable');
  await wakes;
  await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
  await page.getByText('另一个窗口已接手编辑，本窗口最后的改动没有保存').waitFor();
  assert.equal(await title(page).inputValue(), '没保存的', 'it stays on its screen');
  await keep(page, '44-stranded');
  await other.reload();
  assert.equal(await title(other).inputValue(), '接手后');
}, { own: true });

browserTest('what is on its way to storage when another window takes over stays on the screen, also when the lock comes back', async ({ page, context }) => {
  await start(page);
  await title(page).fill('之前');
  await saved(page);
  const other = await another(context, page.url());
  await looksOn(other);
  // It does not answer others, and the browser lets it wait before it writes.
  await page.evaluate(() => {
    BroadcastChannel.prototype.postMessage = () => {};
    const { query } = LockManager.prototype;
    window.locksNow = () => query.call(navigator.locks);
    const open = new Promise((done) => { window.letWrite = done; });
    LockManager.prototype.query = async function late() {
      await open;
      return query.call(this);
    };
  });
  await title(page).fill('在路上');
  await button(other, '在这里编辑').click();
  await steal(other);
  await page.getByText('另一个窗口已接手编辑，本窗口最后的改动没有保存').waitFor();
  await other.close();
  const mine = () => page.evaluate(async () => (await window.locksNow()).pending.length === 0);
  while (!await mine()) await page.waitForTimeout(100);
  await page.evaluate(() => window.letWrite());
  await page.waitForTimeout(1000);
  assert.equal(await title(page).inputValue(), '在路上');
  await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
  const asked = [];
  page.once('dialog', (d) => { asked.push(d.type()); d.accept().catch(() => {}); });
  await page.reload();
  assert.deepEqual(asked, ['beforeunload'], 'what is not stored asks before it goes');
  assert.equal(await title(page).inputValue(), '接手后');
});

for (const [when, hold] of Object.entries({
  'while it is saving for the first': 'page',
  'while the first is taking over': 'first',
})) {
  browserTest(`of two windows that ask at once, ${when}, one edits and the other is told so`, async ({ page, context }) => {
    await start(page);
    await title(page).fill('甲');
    await saved(page);
    const first = await another(context, page.url());
    const second = await another(context, page.url());
    await looksOn(first);
    await looksOn(second);
    if (hold === 'page') {
      // It has something to save, and the browser lets it wait.
      await page.evaluate(() => {
        const { query } = LockManager.prototype;
        const open = new Promise((done) => { window.letWrite = done; });
        LockManager.prototype.query = async function late() {
          await open;
          return query.call(this);
        };
      });
      await title(page).fill('甲改');
    } else {
      await first.evaluate(() => {
        const { request } = LockManager.prototype;
        const open = new Promise((done) => { window.letTake = done; });
        LockManager.prototype.request = async function late(...asked) {
          await open;
          return request.apply(this, asked);
        };
      });
    }
    await button(first, '在这里编辑').click();
    await page.getByText('另一个窗口要接着编辑').or(page.getByText(LOOKS_ON)).waitFor();
    await button(second, '在这里编辑').click();
    await page.waitForTimeout(1000);
    await (hold === 'page' ? page.evaluate(() => window.letWrite()) : first.evaluate(() => window.letTake()));
    await second.getByText('另一个窗口同时要求编辑，已转到那个窗口').waitFor();
    assert.equal(await second.getByText('没有回应').count(), 0);
    await first.locator('#tabs').waitFor({ state: 'detached' });
    await keep(second, `43-taken-${hold}`);
    assert.equal(await title(first).inputValue(), hold === 'page' ? '甲改' : '甲');
    await take(second);
    await looksOn(first);
  });
}

/** Lets a window edit that is closed right after it asked. */
async function giveToNobody(page) {
  await page.evaluate(() => new BroadcastChannel('mingchou/tabs').postMessage('{"ask":{"by":"gone"}}'));
  await looksOn(page);
}

browserTest('a window that let one edit which is gone goes on itself', async ({ page }) => {
  await start(page);
  await saved(page);
  await giveToNobody(page);
  await page.locator('#tabs').waitFor({ state: 'detached' });
  await giveToNobody(page);
  await button(page, '在这里编辑').click();
  await page.locator('#tabs').waitFor({ state: 'detached', timeout: 2000 });
  await title(page).fill('接着编辑');
  await saved(page);
});

browserTest('a dialog that was filled in stays with what was refused', async ({ page }) => {
  await load(page, 'businesses', 'business-duplicate-code.xlsx');
  const place = slot(page, 'businesses');
  const refused = page.getByRole('alert').getByText('本窗口只能查看，刚才的操作没有生效');
  const again = async (name, shown) => {
    await saved(page);
    await giveToNobody(page);
    await dialog(page).getByRole('button', { name, exact: true }).click();
    await refused.waitFor();
    await page.locator('#tabs').waitFor({ state: 'detached' });
    await dialog(page).getByRole('button', { name, exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await place.getByText(shown).first().waitFor();
  };
  await place.locator('li').filter({ hasText: '名录 B5' }).getByRole('button', { name: '该行不参加……' }).click();
  await dialog(page).getByLabel('理由').fill('与第2行重复登记');
  await again('不参加抽取', '不参加：与第2行重复登记');
  await button(place, '手工添加一行……').click();
  await dialog(page).getByLabel('名称', { exact: true }).fill('平罗县手加运输有限公司');
  await again('添加', '平罗县手加运输有限公司');
}, { from: 'planned', at: 'rosters' });

browserTest('without locks nothing is overwritten that another window wrote', async ({ page, context }) => {
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
  await page.reload();
  await page.getByText('不能防止两个窗口同时编辑').waitFor();
  await keep(page, '45-no-locks');
  await start(page);
  await title(page).fill('一');
  await saved(page);
  const key = await page.evaluate(() => Object.keys(localStorage).find((k) => k.startsWith('mingchou/campaign/')));
  // As another window would that this one has not heard of.
  const theirs = await page.evaluate((key) => {
    localStorage.setItem(key, localStorage.getItem(key).replaceAll('"一"', '"别人的"'));
    return localStorage.getItem(key);
  }, key);
  await title(page).fill('二');
  await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
  await page.getByText('在存储中已被另一个窗口改动').waitFor();
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), key), theirs);
  assert.equal(await title(page).inputValue(), '二');
  await button(page, '存为文件').waitFor();

  // Two windows that hear of each other go on from what the other wrote.
  await page.reload();
  const other = await another(context, page.url());
  await title(page).fill('三');
  await other.locator('header').getByText('三').waitFor();
  await title(other).fill('四');
  await saved(other);
  await page.locator('header').getByText('四').waitFor();
}, { own: true });

// With turns that change several times as often: tests/slow/tabs.test.mjs.
browserTest('three windows and a thousand acts: the log is whole and holds what was accepted, in order', threeWindows(340, byHand), { from: 'drawn', own: true });
