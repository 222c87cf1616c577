// The states in which tests begin: written by the host, by the same actions as the application's (examples/states.rs).
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The states of a campaign begun at `start`. */
function states(start) {
  const out = execFileSync('cargo', ['run', '--quiet', '--locked', '--profile', 'test', '--example', 'states', '--', start], { cwd: root, maxBuffer: 1 << 28 });
  return Object.entries(JSON.parse(out));
}

/** Writes artifacts/states.json, which tests/e2e/harness.mjs reads: campaigns of an hour ago, and of 2018. */
export function writeStates() {
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  const hourAgo = new Date(Date.now() - 3_600_000 + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00');
  writeFileSync(join(root, 'artifacts', 'states.json'), JSON.stringify(Object.fromEntries([
    ...states(hourAgo), ...states('2018-12-05T10:00:00+08:00').map(([name, state]) => [`2018/${name}`, state]),
  ])));
}
