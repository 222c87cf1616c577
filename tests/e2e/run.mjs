// Runs the browser tests against ./dist, or MINGCHOU_DIST, three files at a time (lane.mjs):
// node tests/e2e/run.mjs [--slow] [NAME…]
// --slow takes those of tests/slow/, which run before a release, instead (docs/release.md). PICTURES=yes leaves pictures in artifacts/.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeStates } from './states.mjs';

/** They wait as often as they compute. */
const LANES = 3;
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const artifacts = join(root, 'artifacts');
const [slow, wanted] = [process.argv.includes('--slow'), process.argv.slice(2).filter((a) => !a.startsWith('--'))];
const folder = join(root, 'tests', slow ? 'slow' : 'e2e');
const all = readdirSync(folder).filter((f) => f.endsWith('.test.mjs')).sort();
const files = all.filter((f) => wanted.length === 0 || wanted.some((w) => f.includes(w)));
if (files.length === 0) throw new Error(`no test of that name; there are: ${all.join(', ')}`);
if (wanted.length === 0) rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });

writeStates();

// The longest begin first, so that none goes on alone at the end.
const LONG = ['stage', 'accessibility', 'secrecy', 'tabs', 'restore', 'storage', 'ceremony', 'course', 'guide', 'print', 'record-page', 'bad-input', 'import', 'verify'];
const rank = (file) => (LONG.indexOf(file.split('.')[0]) + LONG.length + 1) % (LONG.length + 1);
files.sort((a, b) => rank(a) - rank(b));

// What a file took stands where its lane claimed it; without it the file did not come to its end.
const taken = mkdtempSync(join(tmpdir(), 'mingchou-tests-'));
const began = performance.now();
const lane = () => new Promise((resolve) => {
  const args = ['--test-reporter=spec', join(root, 'tests', 'e2e', 'lane.mjs'), taken, ...files.map((f) => join(folder, f))];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], timeout: 3_600_000 });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    // By whole lines, since several tell at once.
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  });
  child.on('close', (code) => resolve(code));
});
const codes = await Promise.all(Array.from({ length: Math.min(LANES, files.length) }, lane));
const seconds = (ms) => Math.round(ms / 1000);
const took = files.map((f) => [basename(f, '.test.mjs'), Number(readFileSync(join(taken, f), { encoding: 'utf8', flag: 'a+' }) || NaN)]);
rmSync(taken, { recursive: true, force: true });
const cut = took.filter(([, ms]) => Number.isNaN(ms)).map(([name]) => name);
console.log(`${seconds(performance.now() - began)} s, of the files: ${took.sort(([, a], [, b]) => b - a).map(([name, ms]) => `${name} ${seconds(ms)}`).join(', ')}`);
if (cut.length > 0) console.log(`not run to their end: ${cut.join(', ')}`);
process.exitCode = codes.every((code) => code === 0) && cut.length === 0 ? 0 : 1;
