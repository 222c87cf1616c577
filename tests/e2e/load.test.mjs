// The hosted page's wasm does not come, or is not the page's: a plain sentence and a way on.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wasmIn } from '../../tools/ship.mjs';
import { browserTest, dist, home, keep, profile, test } from './harness.mjs';
import { choose, heading, start } from './steps.mjs';

const wasm = readFileSync(join(dist, wasmIn(dist)));
const another = Buffer.concat([wasm.subarray(0, -16), Buffer.from('0'.repeat(16))]);
const failed = (page) => page.getByText('没有打开：程序的文件没有读全').waitFor();

const FAULTS = {
  'a proxy answers with a page of its own': { status: 200, contentType: 'text/html', body: '<h1>请登录</h1>' },
  'a proxy says that its page is wasm': { status: 200, contentType: 'application/wasm', body: '<h1>请登录</h1>' },
  'the file is not there': { status: 404, contentType: 'text/plain', body: 'not found' },
  'the file is of another build': { status: 200, contentType: 'application/wasm', body: another },
};

for (const [fault, answer] of Object.entries(FAULTS)) {
  test(`${fault}: a plain sentence, and the way on leads on`, async () => {
    const { context } = await profile();
    try {
      await context.route('**/*.wasm', (route) => route.fulfill(answer));
      const page = await context.newPage();
      await page.goto(home);
      await failed(page);
      assert(await page.locator('#app').isHidden());
      assert.equal(await page.locator('#app .brand').count(), 0, 'the application was not started');
      if (answer.status === 404) await keep(page, '95-not-loaded');
      await context.unroute('**/*.wasm');
      await page.getByRole('link', { name: '刷新页面' }).click();
      await start(page);
    } finally {
      await context.close();
    }
  });
}

test('the network goes in the middle of the first load: the same', async () => {
  let cut = true;
  const server = createServer((request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname.slice(1) || 'index.html';
    if (!name.endsWith('.wasm')) return response.writeHead(200, { 'content-type': { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript' }[name.split('.').pop()] ?? 'image/png' }).end(readFileSync(join(dist, name)));
    response.writeHead(200, { 'content-type': 'application/wasm', 'content-length': wasm.length });
    if (!cut) return response.end(wasm);
    return response.write(wasm.subarray(0, wasm.length >> 1), () => response.destroy());
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const where = `http://127.0.0.1:${server.address().port}/`;
  const { context } = await profile({ where });
  try {
    const page = await context.newPage();
    await page.goto(where);
    await failed(page);
    cut = false;
    await page.getByRole('link', { name: '刷新页面' }).click();
    await start(page);
  } finally {
    await context.close();
    server.close();
  }
});

for (const [type, headers] of Object.entries({ 'application/octet-stream': { 'content-type': 'application/octet-stream' }, none: {} })) {
  test(`a server that calls wasm ${type} will do`, async () => {
    const { context, seen } = await profile();
    try {
      await context.route('**/*.wasm', (route) => route.fulfill({ status: 200, headers, body: wasm }));
      const page = await context.newPage();
      await page.goto(home);
      await start(page);
      assert.deepEqual(seen.errors, []);
    } finally {
      await context.close();
    }
  });
}

browserTest('the wasm is fetched once, and no worker asks for anything', async ({ page, context, seen }) => {
  const asked = [];
  context.on('request', (request) => request.url().endsWith('.wasm') && asked.push(request.url()));
  await page.reload();
  await heading(page, '名录').waitFor();
  assert.equal(asked.length, 1, 'the preload is what is fetched');
  // From here on there is no server for what the program is made of.
  await context.route('**/*', (route) => route.abort());
  await choose(page, 'businesses', 'clean-businesses.xlsx');
  await page.getByText('共110行').waitFor();
  await heading(page, '名录').waitFor();
  assert.deepEqual(seen.errors, []);
}, { from: 'planned', at: 'rosters', own: true });
