// A panic of the page: it says so, hands out what is kept, and the way on works; hosted and in one file.
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PHONE, browserTest, dist, expectError, keep } from './harness.mjs';
import { PRESET, download, load, saved, slot, startWithPreset, visit } from './steps.mjs';
import { isDocument, isPart, largeRoster, read } from './stored.mjs';

for (const [shape, options] of Object.entries({ hosted: {}, 'one file': { where: pathToFileURL(join(dist, 'mingchou.html')).href } })) {
  browserTest(`a panic of the page shows the crash page, ${shape}`, async ({ page, seen, fresh }) => {
    expectError(seen, /panicked at|RuntimeError: unreachable|failed to append child/);
    await startWithPreset(page);
    // What Yew takes for granted: that it can put an element in its place.
    await page.evaluate(() => {
      Node.prototype.insertBefore = () => { throw new Error('no'); };
      Node.prototype.appendChild = Node.prototype.insertBefore;
      location.hash = '#/verify';
    });
    const crash = page.locator('#crash');
    await crash.getByRole('heading', { name: '出错了' }).waitFor();
    await page.locator('#app').waitFor({ state: 'hidden' });
    await keep(page, `97-crash-${shape.replace(' ', '-')}`);
    const file = await download(page, () => crash.getByRole('button', { name: '先下载备份' }).click());
    assert.match(file.name, /^明抽备份-\d{4}-\d{2}-\d{2}\.json$/);
    await crash.getByText(`已存为“${file.name}”`).waitFor();
    const other = (await fresh()).page;
    await other.locator('#backup-file').setInputFiles(file.path);
    await other.locator('header').getByText(PRESET).waitFor();
    await crash.getByRole('link', { name: '刷新页面' }).click();
    await page.locator('#app').getByText(PRESET).first().waitFor();
  }, options);
}

browserTest('the file of the crash page has what lies in the database, and the page that ran out of its stack shows it as well', async ({ page, seen, fresh }) => {
  expectError(seen, /RangeError/);
  const file = largeRoster(8_000);
  await load(page, 'businesses', file);
  await saved(page);
  assert.equal(Object.keys((await read(page)).vault).filter(isPart).length, 1);
  // As the engine reports it: no hook of the program is called.
  await page.evaluate(() => setTimeout(() => {
    const error = new RangeError('Maximum call stack size exceeded');
    error.stack += '\n at wasm-function[7]';
    throw error;
  }));
  const backup = await download(page, () => page.locator('#crash').getByRole('button', { name: '先下载备份' }).click());
  const other = (await fresh()).page;
  await other.locator('#backup-file').setInputFiles(backup.path);
  await other.locator('header').getByText(PRESET).waitFor();
  await visit(other, 'rosters');
  await slot(other, 'businesses').getByText(`${basename(file)} ·`).waitFor();
}, { from: 'rostered', at: 'rosters' });

browserTest('the crash page names what it could not save, and keeps the secret of an open seal', async ({ page, seen }) => {
  expectError(seen, /RuntimeError/);
  const local = (await read(page)).local;
  const nonce = JSON.parse(Object.entries(local).find(([k]) => isDocument(k))[1]).campaign.attempts[0].nonce;
  await page.evaluate(() => localStorage.setItem('mingchou/campaign/broken', '{'));
  await page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError('memory access out of bounds'); }));
  const backup = await download(page, () => page.locator('#crash').getByRole('button', { name: '先下载备份' }).click());
  await page.locator('#crash').getByText('“broken”没有存进文件：').waitFor();
  await keep(page, '97-crash-named');
  await page.setViewportSize(PHONE);
  await keep(page, '97-crash-named-phone');
  assert.match(nonce, /^[0-9a-f]{32}$/);
  assert(!backup.text.includes(nonce));
}, { from: 'sealed' });
