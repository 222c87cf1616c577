// The browser, the server and what every test asserts: nothing wrong in the console, nothing asked of another origin.
import { chromium } from 'playwright-core';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nodeTest, { after } from 'node:test';
import { serve } from '../../tools/serve.mjs';

export { chromium };
const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, '..', '..');
export const fixture = (name) => join(root, 'tests', 'fixtures', name);
export const artifacts = join(root, 'artifacts');
export const artifact = (name) => join(artifacts, name);
export const WIDE = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

// No host but this machine can even be looked up: a request that slips past the recorder below comes to nothing.
export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];

mkdirSync(artifacts, { recursive: true });
export const dist = process.env.MINGCHOU_DIST ?? join(root, 'dist');
assert(existsSync(join(dist, 'index.html')), `there is no built application in ${dist}: make build`);
const wasm = readdirSync(dist).find((name) => name.endsWith('.wasm'));

// Below a path, as on an intranet: nothing of the application may assume that it stands at the root.
const server = await serve(dist, 0, '/dir/mingchou/');
export const origin = `http://127.0.0.1:${server.address().port}`;
export const home = `${origin}/dir/mingchou/`;
// The language of the browser decides in which order a date box takes its digits.
const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags, env: { ...process.env, LANGUAGE: 'en_US' } });
export let browser = await launch();
after(async () => {
  await browser.close();
  server.close();
});

/** The campaign that lies in storage where a test begins in the middle, and the page on which it is then opened. */
export const CAMPAIGN = 'a1b2c3';
const OPENED = { planned: 'plan', rostered: 'rosters', sealed: 'draw', numbered: 'draw', drawn: 'draw', inspected: 'inspect', long: 'inspect', published: 'publish', bent: 'draw', standard: 'draw', 'standard-drawn': 'draw', households: 'draw' };

/** The entries of localStorage after that step, `drawn` (an hour ago) or `2018/drawn`; tests/e2e/run.mjs has the host write them. */
export function stored(name) {
  const path = artifact('states.json');
  assert(existsSync(path), 'there are no stored states: start the tests by tests/e2e/run.mjs');
  const local = JSON.parse(readFileSync(path, 'utf8'))[name];
  assert(local, `there is no stored state “${name}”`);
  return Object.entries(local).map(([name, value]) => ({ name, value }));
}

/** One that hangs where nothing else has a limit is named, and the others still run. */
export const test = (name, body, { skip = false } = {}) => { told.push(nodeTest(name, { timeout: 600_000, skip }, body)); };
const told = [];

/** When all tests told so far have ended. A browser that died with one of them is started again. */
export async function settled() {
  await Promise.all(told.splice(0));
  if (browser.isConnected()) return;
  idle.clear();
  browser = await launch();
}

/** Notes in `seen` what a test may find wrong in a profile, until `leave`. */
function watch(context, where) {
  const seen = { errors: [], strangers: [], expected: [] };
  const heard = {
    console: (m) => m.type() === 'error' && seen.errors.push(`console: ${m.text()}`),
    weberror: (e) => seen.errors.push(`page: ${e.error()}`),
    request: (r) => {
      const url = r.url();
      const own = where.startsWith('file:') ? url.split('#')[0] === where : url.startsWith(`${new URL(where).origin}/`);
      if (!own && !/^(blob|data):/.test(url)) seen.strangers.push(url);
    },
  };
  for (const [event, hear] of Object.entries(heard)) context.on(event, hear);
  return { seen, leave: () => Object.entries(heard).forEach(([event, hear]) => context.off(event, hear)) };
}

const newContext = ({ viewport = WIDE, serviceWorkers = 'block', ...options }) => browser.newContext({
  viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true, serviceWorkers, ...options,
}).then((context) => {
  context.setDefaultTimeout(120_000);
  return context;
});

/**
 * A browser profile of its own, empty, with a record of what went on in it. The service worker is left out but where it
 * is what is tested: what it answers, a test cannot intercept.
 */
export async function profile({ where = home, ...options } = {}) {
  const context = await newContext(options);
  return { context, seen: watch(context, where).seen };
}

/**
 * The profiles that tests take in turn, by their options. A page that begins in the process of the last one finds the
 * wasm compiled; so each keeps an empty page, the keeper, that holds the compiled module and opens the others. It also
 * empties storage between two tests: nothing of a test is left for the next but what the browser compiled.
 */
const idle = new Map();
/** A profile that waits holds some 100 MB. */
const MOST_IDLE = 5;

/** What stays in a profile for good: a test that does it says `own` and gets one that nobody takes after it. */
const LASTING = ['addInitScript', 'exposeBinding', 'exposeFunction', 'route', 'setOffline', 'setExtraHTTPHeaders'];
const CLOCK = ['install', 'setFixedTime', 'setSystemTime', 'pauseAt', 'runFor', 'fastForward', 'resume'];

async function makeLent({ init, clock, ...options }) {
  const context = await newContext(options);
  if (init) await context.addInitScript(init);
  const keeper = await context.newPage();
  await keeper.route('**/keeper', (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }));
  await keeper.goto(`${home}keeper`);
  await keeper.evaluate(async (url) => { window.compiled = await WebAssembly.compileStreaming(fetch(url)); }, home + wasm);
  const refuse = (on, name) => { on[name] = () => { throw new Error(`${name} stays in the profile: this test needs one of its own, { own: true }`); }; };
  LASTING.forEach((name) => refuse(context, name));
  CLOCK.filter((name) => !(clock && name === 'setFixedTime')).forEach((name) => refuse(context.clock, name));
  return { context, keeper };
}

/** A profile for one test, empty or as `from` tells: its record, `open` for its first page, and `end`, after which the next test may have it. */
async function lend({ from, ...options }) {
  const key = JSON.stringify({ ...options, init: options.init && String(options.init), clock: Boolean(options.clock) });
  const { context, keeper } = idle.get(key)?.pop() ?? await makeLent(options);
  if (from) await keeper.evaluate((all) => all.forEach(({ name, value }) => localStorage.setItem(name, value)), stored(from));
  const { seen, leave } = watch(context, home);
  const open = async () => {
    const [page] = await Promise.all([context.waitForEvent('page'), keeper.evaluate(() => { window.open('about:blank'); })]);
    return page;
  };
  const end = async (failed) => {
    leave();
    if (failed) return context.close();
    await Promise.all(context.pages().filter((page) => page !== keeper).map((page) => page.close()));
    await context.clearPermissions();
    await keeper.evaluate(async () => {
      localStorage.clear();
      // What a closed page held it lets go of a moment later.
      for (let held = 1; held > 0;) ({ held: { length: held } } = await navigator.locks.query());
      for (const { name } of await indexedDB.databases()) {
        await new Promise((resolve, reject) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onerror: reject }));
      }
      for (const name of await caches.keys()) await caches.delete(name);
    });
    // Those taken last stand last.
    const waiting = [...(idle.get(key) ?? []), { context, keeper }];
    idle.delete(key);
    idle.set(key, waiting);
    if ([...idle.values()].flat().length > MOST_IDLE) await [...idle.values()].find((all) => all.length > 0).shift().context.close();
  };
  return { context, seen, open, end };
}

/** A profile that nobody takes after the test. */
async function own({ from, init, clock, ...options }) {
  const storageState = from && { cookies: [], origins: [{ origin, localStorage: stored(from) }] };
  const { context, seen } = await profile({ ...options, ...(from && { storageState }) });
  if (init) await context.addInitScript(init);
  return { context, seen, open: () => context.newPage(), end: () => context.close() };
}

/** Console errors that the test provokes itself. */
export const expectError = (seen, pattern) => seen.expected.push(pattern);

function assertClean(seen) {
  assert.deepEqual(seen.errors.filter((e) => !seen.expected.some((p) => p.test(e))), [], 'errors in the console');
  assert.deepEqual(seen.strangers, [], 'requests beyond the own origin');
}

/**
 * A test in a fresh profile: `body({ page, context, seen, fresh })`; `fresh()` opens another profile that is watched
 * as well, empty unless it is told `from` which state to begin. `where` is another address of the application than the
 * server's; `from` the state in which the first profile begins, `at` the page on which it is opened, `clock` the day at
 * which its time stands, `own` that it does to the profile what lasts. A failure leaves a screenshot.
 */
export function browserTest(name, body, { at, clock, from, own: alone, ...options } = {}) {
  test(name, async () => {
    const profiles = [];
    const fresh = async ({ at, ...more } = {}) => {
      // Nothing moves but where that is what is tested: the colours of a click fade through eight frames, a tenth of what a run computes.
      const { from, clock, ...asked } = { reducedMotion: 'reduce', ...options, ...more };
      const lasting = alone || asked.where || asked.serviceWorkers;
      const made = await (lasting ? own : lend)({ from, clock, ...asked });
      profiles.push(made);
      const page = await made.open();
      if (clock) await page.clock.setFixedTime(new Date(`${clock}T10:00:00+08:00`));
      if (from) {
        await page.goto(`${home}#/c/${CAMPAIGN}/${at ?? OPENED[from.split('/').at(-1)]}`);
        await page.locator('#app #page-title').waitFor();
      } else {
        await page.goto(options.where ?? home);
        await page.locator('#app').getByRole('heading', { level: 1, name: '先封存，再报数' }).waitFor();
      }
      return { context: made.context, seen: made.seen, page };
    };
    let failed = true;
    try {
      const first = await fresh({ from, at, clock });
      try {
        await body({ ...first, fresh });
      } catch (error) {
        for (const { context } of profiles) {
          for (const page of context.pages()) {
            const path = artifact(`failed-${name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.png`);
            await page.screenshot({ path, fullPage: true, timeout: 5000 }).catch(() => {});
          }
        }
        throw error;
      }
      profiles.forEach(({ seen }) => assertClean(seen));
      failed = false;
    } finally {
      for (const { end } of profiles) await end(failed);
    }
  });
}

/** A screenshot kept for people to look at, where some are wanted. */
export const keep = (page, name, fullPage = true) => process.env.PICTURES && page.screenshot({ path: artifact(`${name}.png`), fullPage });

/** A file as the page's DataTransfer would carry it. */
export const bytesOf = (path) => ({ name: basename(path), base64: readFileSync(path).toString('base64') });
