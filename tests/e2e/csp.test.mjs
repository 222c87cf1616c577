// The page and its worker can reach nobody else, even if a stranger's script got into them.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { browserTest, expectError, home, keep } from './harness.mjs';
import { button, heading, load, startWithPreset } from './steps.mjs';

/** A stranger on another port who would welcome everything. */
async function stranger() {
  const heard = [];
  const server = createServer((request, response) => {
    heard.push(request.url);
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' }).end('1');
  });
  server.on('upgrade', (request, socket) => { heard.push(request.url); socket.destroy(); });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { heard, address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

const tryFetch = async (url) => {
  try {
    await fetch(url, { mode: 'no-cors' });
    return 'sent';
  } catch (e) {
    return `refused: ${e.message}`;
  }
};

browserTest('nothing leaves for another origin', async ({ page, seen }) => {
  expectError(seen, /Content Security Policy|Refused to|Failed to fetch|violates the following/);
  const other = await stranger();
  try {
    assert.equal(await (await fetch(`${other.address}/control`)).text(), '1');
    assert.deepEqual(other.heard, ['/control'], 'the stranger can hear');
    assert.match(await page.evaluate(tryFetch, `${other.address}/fetch`), /refused/);
    assert.match(await page.evaluate(tryFetch, 'https://example.org/'), /refused/);
    await page.evaluate(async (address) => {
      const wait = (e) => new Promise((done) => { e.onload = e.onerror = done; setTimeout(done, 1000); });
      const put = (tag, set) => {
        const e = document.createElement(tag);
        set(e);
        document.body.append(e);
        return wait(e);
      };
      try { navigator.sendBeacon(`${address}/beacon`, 'x'); } catch { /* as well */ }
      try { new WebSocket(`${address.replace('http', 'ws')}/socket`); } catch { /* as well */ }
      try { new EventSource(`${address}/events`); } catch { /* as well */ }
      try { new Worker(`${address}/worker`); } catch { /* as well */ }
      const form = document.createElement('form');
      form.action = `${address}/form`;
      form.target = '_blank';
      document.body.append(form);
      form.submit();
      await Promise.all([
        put('img', (e) => { e.src = `${address}/image`; }),
        put('script', (e) => { e.src = `${address}/script`; }),
        put('link', (e) => { e.rel = 'stylesheet'; e.href = `${address}/style`; }),
        put('iframe', (e) => { e.src = `${address}/frame`; }),
        put('script', (e) => { e.textContent = 'window.inlined = true'; }),
      ]);
    }, other.address);
    assert.equal(await page.evaluate(() => window.inlined), undefined, 'a script written into the page does not run');

    await page.reload();
    await startWithPreset(page);
    await button(page, '下一步：名录').click();
    await heading(page, '名录').waitFor();
    await load(page, 'businesses', 'clean-businesses.xlsx');
    const [worker] = page.workers();
    assert(worker, 'the worker that read the file still lives');
    assert.equal(await worker.evaluate(() => typeof wasm_bindgen), 'function');
    assert.match(await worker.evaluate(tryFetch, `${other.address}/from-worker`), /refused/);
    assert.match(await worker.evaluate(tryFetch, home), /sent/, 'its own origin it may ask');
    assert.match(await worker.evaluate((url) => { try { importScripts(url); return 'ran'; } catch (e) { return `refused: ${e.name}`; } }, `${other.address}/import`), /refused/);
    assert.match(await worker.evaluate((url) => { try { importScripts(url); return 'ran'; } catch (e) { return `refused: ${e.name}`; } }, `${home}sw.js`), /refused/, 'every script stands in the page');
    assert.deepEqual(other.heard, ['/control']);
  } finally {
    other.close();
  }
  // What was tried was seen to be tried; it is not the application's own doing.
  seen.strangers.length = 0;
});

browserTest('a page of another port may not show the application within itself; one of its own site may', async ({ page, context, seen }) => {
  expectError(seen, /frame/i);
  const framing = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<link rel="icon" href="data:,"><iframe width="1000" height="600" src="${home}#/verify"></iframe>`);
  });
  await new Promise((done) => framing.listen(0, '127.0.0.1', done));
  try {
    await page.goto(`http://127.0.0.1:${framing.address().port}/`);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: '请直接打开明抽' }).waitFor();
    await keep(page, '75-framed');
    assert.equal(await frame.locator('#app').isVisible(), false);
    const [opened] = await Promise.all([context.waitForEvent('page'), frame.getByRole('link', { name: '在新窗口打开' }).click()]);
    await heading(opened, '验证记录').waitFor();
    assert.equal(opened.url(), `${home}#/verify`);
  } finally {
    framing.close();
  }
  // The requests of the page that frames are its own.
  seen.strangers.length = 0;
  await page.route('**/within', (route) => route.fulfill({ contentType: 'text/html', body: `<link rel="icon" href="data:,"><iframe width="1000" height="600" src="${home}"></iframe>` }));
  await page.goto(new URL('within', home).href);
  await page.frameLocator('iframe').getByRole('heading', { name: '先封存，再报数' }).waitFor();
});
