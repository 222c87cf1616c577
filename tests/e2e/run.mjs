// Runs the browser tests against ./dist, or MINGCHOU_DIST, three files at a time (they wait as often as they compute):
// node tests/e2e/run.mjs [--slow] [NAME…]
// --slow takes those of tests/slow/, which run before a release, instead (docs/release.md).
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const artifacts = join(root, 'artifacts');
const [slow, wanted] = [process.argv.includes('--slow'), process.argv.slice(2).filter((a) => !a.startsWith('--'))];
const folder = join(root, 'tests', slow ? 'slow' : 'e2e');
const all = readdirSync(folder).filter((f) => f.endsWith('.test.mjs')).sort();
const files = all.filter((f) => wanted.length === 0 || wanted.some((w) => f.includes(w)));
if (files.length === 0) throw new Error(`no test of that name; there are: ${all.join(', ')}`);
if (wanted.length === 0) rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });

/** The states in which tests begin, the campaign begun at `start`. */
function states(start) {
  const out = execFileSync('cargo', ['run', '--quiet', '--locked', '--example', 'states', '--', start], { cwd: root, maxBuffer: 1 << 28 });
  return Object.entries(JSON.parse(out));
}
// Only where a test begins in one: compiling what writes them takes its time.
const needed = files.some((f) => readFileSync(join(folder, f), 'utf8').includes("from: '"));
const hourAgo = new Date(Date.now() - 3_600_000 + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00');
if (needed) writeFileSync(join(artifacts, 'states.json'), JSON.stringify(Object.fromEntries([
  ...states(hourAgo), ...states('2018-12-05T10:00:00+08:00').map(([name, state]) => [`2018/${name}`, state]),
])));

const args = ['--test', '--test-concurrency=3', '--test-reporter=spec', '--test-timeout=1800000', ...files.map((f) => join(folder, f))];
spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1));
