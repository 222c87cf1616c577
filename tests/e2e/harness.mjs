// The browser, the server and what every test asserts: nothing wrong in the console, nothing asked of another origin.
import { chromium } from 'playwright-core';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
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

// Below a path, as on an intranet: nothing of the application may assume that it stands at the root.
const server = await serve(dist, 0, '/dir/mingchou/');
export const origin = `http://127.0.0.1:${server.address().port}`;
export const home = `${origin}/dir/mingchou/`;
// The language of the browser decides in which order a date box takes its digits.
export const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags, env: { ...process.env, LANGUAGE: 'en_US' } });
after(async () => {
  await browser.close();
  server.close();
});

/** The campaign that lies in storage where a test begins in the middle, and the page on which it is then opened. */
export const CAMPAIGN = 'a1b2c3';
const OPENED = { planned: 'plan', rostered: 'rosters', sealed: 'draw', numbered: 'draw', drawn: 'draw', inspected: 'inspect', long: 'inspect', published: 'publish', bent: 'draw', standard: 'draw', 'standard-drawn': 'draw', households: 'draw' };

/** What lies in storage after that step, `drawn` (an hour ago) or `2018/drawn`; tests/e2e/run.mjs has the host write it. */
export function stored(name) {
  const path = artifact('states.json');
  assert(existsSync(path), 'there are no stored states: start the tests by tests/e2e/run.mjs');
  const local = JSON.parse(readFileSync(path, 'utf8'))[name];
  assert(local, `there is no stored state “${name}”`);
  return { cookies: [], origins: [{ origin, localStorage: Object.entries(local).map(([name, value]) => ({ name, value })) }] };
}

/** One that hangs where nothing else has a limit is named, and the others still run. */
export const test = (name, body, { skip = false } = {}) => nodeTest(name, { timeout: 600_000, skip }, body);

/**
 * A browser profile of its own, empty, with a record of what went on in it. The service worker is left out but where it
 * is what is tested: what it answers, a test cannot intercept.
 */
export async function profile({ viewport = WIDE, where = home, serviceWorkers = 'block', ...options } = {}) {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true, serviceWorkers, ...options });
  context.setDefaultTimeout(120_000);
  const seen = { errors: [], strangers: [], expected: [] };
  context.on('console', (m) => m.type() === 'error' && seen.errors.push(`console: ${m.text()}`));
  context.on('weberror', (e) => seen.errors.push(`page: ${e.error()}`));
  context.on('request', (r) => {
    const url = r.url();
    const own = where.startsWith('file:') ? url.split('#')[0] === where : url.startsWith(`${new URL(where).origin}/`);
    if (!own && !/^(blob|data):/.test(url)) seen.strangers.push(url);
  });
  return { context, seen };
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
 * which its time stands. A failure leaves a screenshot.
 */
export function browserTest(name, body, { init, from, at, clock, ...options } = {}) {
  test(name, async () => {
    const profiles = [];
    const fresh = async ({ from, at, clock, ...more } = {}) => {
      const made = await profile({ ...options, ...more, ...(from && { storageState: stored(from) }) });
      profiles.push(made);
      if (init) await made.context.addInitScript(init);
      const page = await made.context.newPage();
      if (clock) await page.clock.setFixedTime(new Date(`${clock}T10:00:00+08:00`));
      if (from) {
        await page.goto(`${home}#/c/${CAMPAIGN}/${at ?? OPENED[from.split('/').at(-1)]}`);
        await page.locator('#app #page-title').waitFor();
      } else {
        await page.goto(options.where ?? home);
        await page.locator('#app').getByRole('heading', { level: 1, name: '先封存，再报数' }).waitFor();
      }
      return { ...made, page };
    };
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
    } finally {
      for (const { context } of profiles) await context.close();
    }
  });
}

/** A screenshot kept as an artifact of the run. */
export const keep = (page, name, fullPage = true) => page.screenshot({ path: artifact(`${name}.png`), fullPage });

/** A file as the page's DataTransfer would carry it. */
export const bytesOf = (path) => ({ name: basename(path), base64: readFileSync(path).toString('base64') });
