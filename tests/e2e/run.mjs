// Runs the browser tests against ./dist, or MINGCHOU_DIST, two files at a time: node tests/e2e/run.mjs [NAME…]
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const all = readdirSync(here).filter((f) => f.endsWith('.test.mjs')).sort();
const files = all.filter((f) => wanted.length === 0 || wanted.some((w) => f.includes(w)));
if (files.length === 0) throw new Error(`no test of that name; there are: ${all.join(', ')}`);
if (wanted.length === 0) rmSync(join(here, '..', '..', 'artifacts'), { recursive: true, force: true });
const args = ['--test', '--test-concurrency=2', '--test-reporter=spec', '--test-timeout=1800000', ...files.map((f) => join(here, f))];
spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1));
