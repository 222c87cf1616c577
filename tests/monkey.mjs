// `make monkey [SEED=n] [ACTS=n] [MINUTES=n]`: random acts of somebody who does not know what the buttons are for, with
// reloads, killed pages and renderers, full storage, other windows, clocks that jump, backups and neighbours that remove
// documents. The same seed does the same as far as the browser does. After each act what says 已保存 is held against what is
// stored: its documents are whole, their parts are there, and no entry of a log that was seen is gone.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from './bench/roster.mjs';
import { CAMPAIGN, artifact, browser, fixture, home, profile, stored } from './e2e/harness.mjs';
import { writeStates } from './e2e/states.mjs';
import { assertWhole, elsewhere, isDocument, partsOf, read, wholeLog } from './e2e/stored.mjs';

const SEED = Number(process.env.SEED || Date.now() % 1_000_000);
const ACTS = Number(process.env.ACTS || 300);
const MINUTES = Number(process.env.MINUTES || 0);
/** Acts after which a new campaign is begun. */
const ROUND = 100;

let chance = random(SEED);
const pick = (list) => list[Math.floor(chance() * list.length)];
const STATES = ['planned', 'rostered', 'sealed', 'numbered', 'drawn', 'inspected', 'long', 'published'];
const ROSTERS = ['clean-businesses.xlsx', 'clean-officers.xlsx', 'business-duplicate-code.xlsx', 'comma-in-name.csv', 'cut-off.csv', 'blank.xlsx', 'both-rosters.xlsx'];
const TEXTS = ['', '1', '12', '007351', '820416', '平罗县', '2026-11-28', '重来', '张三、李四', '=1+1', '<b>粗</b>', '😀', '长'.repeat(2_000), ' ', '20%'];

/** Uses some control of the page, or of the dialog that lies over it; what it was. */
const poke = (page) => page.evaluate(([which, what, more]) => {
  const dialogs = document.querySelectorAll('dialog[open]');
  const within = dialogs.length > 0 ? dialogs[dialogs.length - 1] : document;
  const seen = (e) => e.getClientRects().length > 0 && !e.disabled && !e.closest('[hidden]');
  const all = [...within.querySelectorAll('button, select, textarea, input:not([type=file]), a[href^="#"], summary')].filter(seen);
  const e = all[Math.floor(which * all.length)];
  if (!e) return 'nothing';
  const name = `${e.tagName.toLowerCase()} “${(e.getAttribute('aria-label') || e.id || e.textContent || '').trim().slice(0, 40)}”`;
  const told = (type) => e.dispatchEvent(new Event(type, { bubbles: true }));
  if (e.tagName === 'SELECT') {
    e.selectedIndex = Math.floor(more * e.options.length);
    told('change');
  } else if (e.tagName === 'TEXTAREA' || (e.tagName === 'INPUT' && !['checkbox', 'radio'].includes(e.type))) {
    e.focus();
    // By and by, as typing is.
    for (const text of [what.slice(0, Math.ceil(what.length / 2)), what]) {
      e.value = text;
      told('input');
    }
    told('change');
  } else {
    e.click();
  }
  return name;
}, [chance(), pick(TEXTS), chance()]);

/** What the bar says about saving; none where it says nothing. */
const saving = (page) => page.evaluate(() => document.querySelector('header .save')?.textContent.trim() ?? '');

async function settled(page) {
  for (let tries = 0; tries < 200; tries += 1) {
    const told = await saving(page);
    if (!told.startsWith('正在')) return told;
    await page.waitForTimeout(50);
  }
  throw new Error('it is still being saved after ten seconds');
}

class World {
  constructor(context) {
    this.context = context;
    this.backups = [];
    /** By campaign, the digests of the entries that were seen in storage: the last may change while it is typed. */
    this.log = {};
    this.quota = false;
  }

  async open(url) {
    const page = await this.context.newPage();
    page.on('dialog', (dialog) => dialog.accept().catch(() => {}));
    page.on('download', (file) => { file.saveAs(join(this.folder, `${this.backups.length}-${file.suggestedFilename().slice(-20)}`)).catch(() => {}); });
    await page.goto(url);
    await this.stands(page);
    return page;
  }

  /** The page is the program's. */
  async stands(page) {
    await page.locator('#app #page-title, #app main, #crash:not([hidden])').first().waitFor({ timeout: 30_000 });
  }

  /** Whoever opens storage anew has seen it: from here on no entry is replaced. */
  fix() {
    this.seen = structuredClone(this.log);
  }

  async check(page) {
    assert.equal(await page.locator('#crash').isVisible(), false, 'the crash page');
    const told = await settled(page);
    if (!told.includes('已保存')) return;
    const { local, vault } = await read(page);
    const now = {};
    for (const [key, text] of Object.entries(local).filter(([k]) => isDocument(k))) {
      const { campaign } = JSON.parse(text);
      for (const name of partsOf(campaign)) {
        assert(local[`mingchou/blob/${name}`] || vault[`blob/${name}`], `a part of ${campaign.id} is not there`);
      }
      const log = wholeLog(campaign, { local, vault });
      assertWhole(log);
      now[campaign.id] = log.map((e) => e.digest);
    }
    for (const [id, before] of Object.entries(this.log)) {
      const after = now[id];
      if (this.replaced || !after) continue;
      assert.deepEqual(after.slice(0, before.length - 1), before.slice(0, -1), `entries of ${id} are gone`);
      const fixed = this.seen?.[id] ?? [];
      assert.deepEqual(after.slice(0, fixed.length), fixed, `entries of ${id} that were seen are gone`);
    }
    // What was deleted or replaced by a backup does not come back by itself.
    if (this.replaced) this.seen = {};
    this.replaced = false;
    this.log = now;
  }
}

/** The acts with how likely they are; each gets the page and gives the page with which it goes on. */
const FAULTS = {
  async reload(page, world) {
    world.quota = false;
    await page.reload();
    await world.stands(page);
    world.fix();
    return page;
  },
  async kill(page, world) {
    const url = page.url();
    world.quota = false;
    await page.close({ runBeforeUnload: false });
    world.fix();
    return world.open(url);
  },
  async 'crash the renderer'(page, world) {
    const url = page.url();
    world.quota = false;
    const gone = page.waitForEvent('crash', { timeout: 10_000 }).catch(() => {});
    const cdp = await world.context.newCDPSession(page);
    cdp.send('Page.crash').catch(() => {});
    await gone;
    await page.close({ runBeforeUnload: false }).catch(() => {});
    world.fix();
    return world.open(url);
  },
  async 'fill the storage'(page, world) {
    world.quota = !world.quota;
    await page.evaluate((full) => {
      window.reallySet ??= Storage.prototype.setItem;
      Storage.prototype.setItem = full ? () => { throw new DOMException('full', 'QuotaExceededError'); } : window.reallySet;
    }, world.quota);
    return page;
  },
  async 'take over'(page, world) {
    if (world.quota) return page;
    await settled(page);
    const other = await world.open(page.url());
    world.fix();
    const asks = other.getByRole('button', { name: '在这里编辑', exact: true });
    await asks.click({ timeout: 5_000 }).catch(() => {});
    await other.locator('#tabs').waitFor({ state: 'detached', timeout: 15_000 }).catch(() => {});
    await page.close({ runBeforeUnload: false });
    await other.locator('#tabs').waitFor({ state: 'detached', timeout: 15_000 });
    return other;
  },
  async 'turn the clock'(page, world) {
    await world.context.clock.setFixedTime(Date.now() + Math.floor((chance() - 0.2) * 10 * 86_400_000));
    return page;
  },
  async 'load a roster'(page) {
    await page.evaluate((hash) => { location.hash = hash; }, `#/c/${CAMPAIGN}/rosters`);
    const boxes = page.locator('input[type=file]');
    const count = await boxes.count();
    if (count > 0) await boxes.nth(Math.floor(chance() * count)).setInputFiles(fixture(pick(ROSTERS)), { timeout: 5_000 }).catch(() => {});
    await page.waitForTimeout(500);
    return page;
  },
  async 'make a backup'(page, world) {
    await page.evaluate(() => { location.hash = '#/'; });
    const keep = page.getByRole('button', { name: /^把.*存为文件$/ }).first();
    if (!(await keep.isVisible())) return page;
    const [file] = await Promise.all([page.waitForEvent('download', { timeout: 15_000 }).catch(() => null), keep.click({ timeout: 5_000 }).catch(() => {})]);
    if (file) {
      const path = join(world.folder, `backup-${world.backups.length}.json`);
      await file.saveAs(path);
      world.backups.push(path);
      world.fix();
    }
    return page;
  },
  async 'open a backup'(page, world) {
    if (world.backups.length === 0) return page;
    await page.evaluate(() => { location.hash = '#/'; });
    const box = page.locator('#backup-file');
    if (await box.count() === 0) return page;
    await box.setInputFiles(pick(world.backups));
    world.replaced = true;
    await page.waitForTimeout(500);
    return page;
  },
  async 'a neighbour removes the document'(page, world) {
    if (world.quota || !(await settled(page)).includes('已保存')) return page;
    const other = await world.context.newPage();
    await elsewhere(other, home);
    const there = await other.evaluate(() => {
      const key = Object.keys(localStorage).find((k) => k.startsWith('mingchou/campaign/'));
      if (key) localStorage.removeItem(key);
      return Boolean(key);
    });
    await other.close();
    if (there) {
      // A dialog lies over what tells of it.
      while (await page.locator('dialog[open]').count() > 0) await page.keyboard.press('Escape');
      await page.getByRole('button', { name: '重新保存', exact: true }).click({ timeout: 10_000 });
      await page.getByRole('button', { name: '重新保存', exact: true }).waitFor({ state: 'detached', timeout: 10_000 });
    }
    return page;
  },
};
const OFTEN = { 'load a roster': 2, reload: 3, 'take over': 2, 'fill the storage': 2 };
const BAG = Object.keys(FAULTS).flatMap((name) => Array(OFTEN[name] ?? 1).fill(name));

async function round(number) {
  chance = random(SEED + number);
  const state = pick(STATES);
  const { context, seen } = await profile({ storageState: stored(state) });
  await context.addInitScript(() => { window.print = () => {}; });
  // From the beginning: a timer of before could not be cleared after.
  await context.clock.setFixedTime(new Date());
  const world = new World(context);
  world.folder = mkdtempSync(join(tmpdir(), 'mingchou-monkey-'));
  const did = [`begin with “${state}”`];
  const clean = () => {
    assert.deepEqual(seen.errors.filter((e) => !/Page crashed|net::ERR_/.test(e)), [], 'errors in the console');
    assert.deepEqual(seen.strangers, [], 'requests beyond the own origin');
  };
  try {
    let page = await world.open(`${home}#/c/${CAMPAIGN}/${pick(['plan', 'rosters', 'draw', 'inspect', 'publish', 'archive', 'settings'])}`);
    await world.check(page);
    for (let i = 0; i < ROUND; i += 1) {
      const fault = chance() < 0.12 ? pick(BAG) : null;
      did.push(fault ?? await poke(page));
      if (/删除/.test(did.at(-1))) world.replaced = true;
      if (fault) page = await FAULTS[fault](page, world);
      await page.waitForTimeout(20);
      await world.check(page);
      clean();
    }
    page = await FAULTS.reload(page, world);
    await world.check(page);
    clean();
  } catch (error) {
    for (const page of context.pages()) await page.screenshot({ path: artifact(`monkey-${SEED + number}.png`), fullPage: true, timeout: 5_000 }).catch(() => {});
    console.error(`SEED=${SEED + number} ACTS=${ROUND}, after ${did.length} acts:\n  ${did.slice(-15).join('\n  ')}\n${error.stack}`);
    return false;
  } finally {
    await context.close().catch(() => {});
  }
  return true;
}

writeStates();
const end = Date.now() + MINUTES * 60_000;
let [rounds, failed] = [0, 0];
while (MINUTES > 0 ? Date.now() < end : rounds * ROUND < ACTS) {
  if (!await round(rounds)) failed += 1;
  rounds += 1;
}
console.log(`${rounds * ROUND} acts in ${rounds} campaigns, SEED=${SEED}: ${failed} of them failed`);
await browser.close();
process.exit(failed > 0 ? 1 : 0);
