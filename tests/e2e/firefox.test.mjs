// The main way in Firefox, hosted and in one file.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dist, home, test } from './harness.mjs';
import { mainWay } from './way.mjs';

const firefox = { browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr' };

test('the main way in Firefox', async () => {
  assert.match(await mainWay(home, firefox), /firefox/i);
});

test('the main way in Firefox, in one file', async () => {
  await mainWay(pathToFileURL(join(dist, 'mingchou.html')).href, firefox);
});
