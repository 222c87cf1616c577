// Records for the pages that verify them, and the parts of mingchou/2 with which a forger derives one again, written from
// the protocol's page.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifact, root } from './harness.mjs';
import { seedText, sha256 } from './protocol.mjs';
import { example } from './states.mjs';

const VERIFIER = join(root, 'tools', 'verify.py');

/** §5. */
export const seedOf = (attempt) => sha256(seedText(attempt));

export const copy = (record, edit) => {
  const made = structuredClone(record);
  edit(made);
  return made;
};
export const last = (record) => record.attempts.at(-1);
export const listed = (record, attempt = last(record)) => record.businesses[attempt.seal.businesses_sha256];
export const nameOf = (record, key) => listed(record).find((b) => b.key === key).name;

/** A record of the vectors: three attempts, the second voided after its outcome, five substitutions in the last. */
const vectors = JSON.parse(readFileSync(join(root, 'tests', 'vectors', 'records.json'), 'utf8')).records;
export const vector = (name = 'three attempts') => structuredClone(vectors.find((r) => r.name === name).record);

/** Without officers (§8). */
export const withheld = (record) => copy(record, (r) => {
  r.officers = {};
  for (const a of r.attempts) {
    for (const part of a.outcome ? [a.outcome, ...a.outcome.teams] : []) part.officers = null;
    for (const s of a.substitutions) if (s.kind === 'officer') s.out = s.in = null;
  }
});

/** The outcome that another program draws. */
function drawn(record, attempt) {
  const sealed = artifact('forged-sealed.json');
  const { seal } = attempt;
  writeFileSync(sealed, JSON.stringify({ seal, businesses: listed(record, attempt), officers: record.officers[seal.officers_sha256] }));
  const numbers = attempt.contributions.map((c) => `${c.label}=${c.value}`);
  return JSON.parse(execFileSync('python3', [VERIFIER, '--draw', sealed, attempt.nonce, ...numbers], { encoding: 'utf8' }));
}

/** Another number in the last attempt, everything after it derived again: it agrees with itself. */
export const forged = (record, value) => copy(record, (r) => {
  const attempt = last(r);
  attempt.contributions[0].value = value;
  attempt.seed = seedOf(attempt);
  attempt.outcome = drawn(r, attempt);
  attempt.substitutions = [];
});

/** The page that the application makes of a record. */
export function pageOf(record, officers = true) {
  const path = artifact('page-of-record.json');
  writeFileSync(path, JSON.stringify(record));
  return example('record_page', path, ...(officers ? [] : ['withheld']));
}
