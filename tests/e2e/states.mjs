// The states in which tests begin: written by the host, by the same actions as the application's (examples/states.rs).
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What an example of the crate prints, which is compiled as the host's tests are. */
export function example(name, ...args) {
  return execFileSync('cargo', ['run', '--quiet', '--locked', '--profile', 'test', '--example', name, '--', ...args], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** The states of a campaign begun at `start`, by the step after which they are. */
export const states = (start) => JSON.parse(example('states', start));

/** Writes artifacts/states.json, which tests/e2e/harness.mjs reads: campaigns of an hour ago, and of 2018. */
export function writeStates() {
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  const hourAgo = new Date(Date.now() - 3_600_000 + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00');
  writeFileSync(join(root, 'artifacts', 'states.json'), JSON.stringify({
    ...states(hourAgo), ...Object.fromEntries(Object.entries(states('2018-12-05T10:00:00+08:00')).map(([name, state]) => [`2018/${name}`, state])),
  }));
}
