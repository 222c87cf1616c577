// Runs the browser tests against ./dist, or MINGCHOU_DIST, three files at a time (they wait as often as they compute):
// node tests/e2e/run.mjs [--slow] [NAME…]
// --slow takes those of tests/slow/, which run before a release, instead (docs/release.md).
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { writeStates } from './states.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const artifacts = join(root, 'artifacts');
const [slow, wanted] = [process.argv.includes('--slow'), process.argv.slice(2).filter((a) => !a.startsWith('--'))];
const folder = join(root, 'tests', slow ? 'slow' : 'e2e');
const all = readdirSync(folder).filter((f) => f.endsWith('.test.mjs')).sort();
const files = all.filter((f) => wanted.length === 0 || wanted.some((w) => f.includes(w)));
if (files.length === 0) throw new Error(`no test of that name; there are: ${all.join(', ')}`);
if (wanted.length === 0) rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });

// Only where a test begins in one: compiling what writes them takes its time.
const needed = files.some((f) => /from: '|\bstored\b/.test(readFileSync(join(folder, f), 'utf8')));
if (needed) writeStates();

// The longest begin first, so that none goes on alone at the end.
const LONG = ['firefox-stage', 'storage', 'accessibility', 'secrecy', 'tabs', 'firefox', 'stage', 'restore', 'guide', 'ceremony', 'record-page', 'course', 'whole-way', 'bad-input', 'import'];
const rank = (file) => (LONG.indexOf(file.split('.')[0]) + LONG.length + 1) % (LONG.length + 1);
files.sort((a, b) => rank(a) - rank(b));

const began = performance.now();
const took = new Map();
const tests = run({ files: files.map((f) => join(folder, f)), concurrency: 3, timeout: 1_800_000 });
tests.on('test:fail', ({ todo }) => {
  if (todo === undefined) process.exitCode = 1;
});
// What runs a file tells of it by its path.
for (const kind of ['test:dequeue', 'test:complete']) {
  tests.on(kind, ({ name, nesting }) => {
    if (nesting === 0 && name.endsWith('.test.mjs')) took.set(name, performance.now() - (took.get(name) ?? 0));
  });
}
tests.compose(new spec()).pipe(process.stdout);
const seconds = (ms) => Math.round(ms / 1000);
process.on('exit', () => {
  const files = [...took].sort(([, a], [, b]) => b - a).map(([name, ms]) => `${basename(name, '.test.mjs')} ${seconds(ms)}`);
  console.log(`${seconds(performance.now() - began)} s, of the files: ${files.join(', ')}`);
});
