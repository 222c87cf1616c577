// Firefox: the main way. What else is tested in it stands in tests/slow.
import assert from 'node:assert/strict';
import { home, test } from './harness.mjs';
import { FIREFOX, mainWay } from './way.mjs';

test('the main way in Firefox', async () => {
  assert.match(await mainWay(home, FIREFOX), /firefox/i);
});
