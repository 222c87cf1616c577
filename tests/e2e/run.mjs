// Runs the browser tests against ./dist, or MINGCHOU_DIST, three files at a time (they wait as often as they compute):
// node tests/e2e/run.mjs [--slow] [NAME…]
// --slow takes those of tests/slow/, which run before a release, instead (docs/release.md).
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

const args = ['--test', '--test-concurrency=3', '--test-reporter=spec', '--test-timeout=1800000', ...files.map((f) => join(folder, f))];
spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1));
