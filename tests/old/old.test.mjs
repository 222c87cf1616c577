// Real browsers of the past, as the npm registry keeps them: what they show, and whether they go the main way.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import test from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { artifact, chromium, dist, home } from '../e2e/harness.mjs';
import { mainWay } from '../e2e/way.mjs';

const here = dirname(fileURLToPath(import.meta.url));
// Of the runner of this file; the one it starts is another.
const { NODE_TEST_CONTEXT: _, ...withoutRunner } = process.env;
const single = pathToFileURL(join(dist, 'mingchou.html')).href;

/** Where the browser stands once it is unpacked. */
function unpacked(version) {
  const path = artifact(join('old', `chromium-${version}`));
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, brotliDecompressSync(readFileSync(join(here, 'node_modules', `chromium-${version}`, 'bin', 'chromium.br'))), { mode: 0o755 });
  }
  return path;
}

// The oldest in the registry that is not too old, driven by puppeteer: Playwright itself needs 105.
test('the main way in Chromium 103, hosted and in one file', { timeout: 300_000 }, async () => {
  for (const where of [home, single]) {
    assert.match(await mainWay(where, { browser: 'chrome', executablePath: unpacked(103) }), /\/103\./);
  }
});

// The last for Windows 7. What is printed has no foot before 131 (docs/shapes.md), so that print.test.mjs is left out.
test('all of the way in Chromium 109', { timeout: 600_000 }, () => {
  const tests = join(here, '..', 'e2e', 'run.mjs');
  execFileSync(process.execPath, [tests, 'single', 'offline', 'whole-way'], { stdio: 'inherit', env: { ...withoutRunner, CHROMIUM: unpacked(109) } });
});

test('Chromium 92 is told what it lacks', { timeout: 60_000 }, async () => {
  const browser = await chromium.launch({ executablePath: unpacked(92), args: ['--no-sandbox', '--disable-gpu', '--no-zygote'] });
  try {
    assert.match(browser.version(), /^92\./);
    const page = await browser.newPage();
    for (const where of [home, single]) {
      await page.goto(where);
      await page.waitForFunction(() => document.body.innerText.includes('这个浏览器打不开明抽'));
      const text = await page.evaluate(() => document.body.innerText);
      assert(text.includes('新版 WebAssembly') && text.includes('极速模式') && !text.includes('正在打开'), text);
    }
    await page.screenshot({ path: artifact('chromium-92.png') });
  } finally {
    await browser.close();
  }
});
