// A panic of the page: it says so, hands out what is kept, and the way on works; hosted and in one file.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browserTest, dist, expectError, keep } from './harness.mjs';
import { PRESET, download, startWithPreset } from './steps.mjs';

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
    await crash.getByText('已存为“明抽备份.json”').waitFor();
    const other = (await fresh()).page;
    await other.locator('#backup-file').setInputFiles(file.path);
    await other.locator('header').getByText(PRESET).waitFor();
    await crash.getByRole('link', { name: '刷新页面' }).click();
    await page.locator('#app').getByText(PRESET).first().waitFor();
  }, options);
}
