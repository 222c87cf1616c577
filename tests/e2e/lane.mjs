// One process of those that run the browser tests (run.mjs): it takes the next file that no other has taken, until there
// is none, so that one browser and its profiles serve many files: node lane.mjs TAKEN FILE…
import { openSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { settled } from './harness.mjs';

const [taken, ...files] = process.argv.slice(2);

/** Claims a file; nothing where another lane has it. */
function claim(file) {
  try {
    return openSync(join(taken, basename(file)), 'wx');
  } catch (error) {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  }
}

// One test above all: where none is left for a moment, node would end what they share.
test('lane', async () => {
  for (const file of files) {
    const mine = claim(file);
    if (mine === undefined) continue;
    const began = performance.now();
    await import(pathToFileURL(file));
    await settled();
    // How long it took: a file of which this is not said was not run to its end.
    writeSync(mine, String(performance.now() - began));
  }
});
