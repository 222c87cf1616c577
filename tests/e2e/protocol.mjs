// The parts of mingchou/1 that a doubter recomputes, written from the protocol's page and from nothing else.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

export const sha256 = (data) => createHash('sha256').update(data).digest('hex');

const byCodePoint = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** RFC 8785 restricted (§2). */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value && typeof value === 'object') {
    return `{${Object.keys(value).sort(byCodePoint).map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

export const commitmentOf = (manifest) => sha256(canonical(manifest));

/** §4. */
export function seedText({ commitment, nonce, contributions }) {
  return ['mingchou/1', commitment, nonce, ...contributions.map((c) => `${c.label}=${c.value}`)].map((l) => `${l}\n`).join('');
}

/** §5. */
export const ticket = (seed, ...parts) => sha256([seed, ...parts].join('\n'));

function smallest(seed, domain, keys, n) {
  return keys.map((key) => ({ key, ticket: ticket(seed, domain, key) })).sort((a, b) => (a.ticket < b.ticket ? -1 : 1)).slice(0, n);
}

/** The businesses drawn, with their tickets, in the record's order. */
export function drawnBusinesses(manifest, seed) {
  const drawn = manifest.strata.flatMap((s) => smallest(seed, 'business',
    manifest.businesses.filter((b) => b.stratum === s.label).map((b) => b.key), s.sample));
  return drawn.sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
}

/** The officers drawn of each department, in mode teams. */
export function drawnOfficers(manifest, seed) {
  return Object.fromEntries(manifest.departments.map((d) => [d.name, smallest(seed, 'officer',
    manifest.officers.filter((o) => o.department === d.name).map((o) => o.key), manifest.matching.teams * d.per_team).map((p) => p.key)]));
}

/** Asserts that the record follows from what was sealed and said; the matching is for tools/verify.py. */
export function assertRecord(record) {
  const { manifest, seed, outcome } = record;
  assert.equal(record.protocol, 'mingchou/1');
  assert.equal(record.commitment, commitmentOf(manifest), 'commitment');
  assert.equal(manifest.nonce_sha256, sha256(Buffer.from(record.nonce, 'hex')), 'nonce');
  assert.deepEqual(record.contributions.map((c) => c.label), manifest.contributors);
  assert.equal(seed, sha256(seedText(record)), 'seed');
  assert.deepEqual(outcome.businesses, drawnBusinesses(manifest, seed).map((p) => p.key), 'businesses');
  assert.deepEqual(outcome.officers, drawnOfficers(manifest, seed), 'officers');
  const served = outcome.teams.flatMap((t) => t.businesses);
  assert.deepEqual([...served].sort(), [...outcome.businesses].sort(), 'every business has one team');
  outcome.teams.forEach((team, t) => {
    assert.equal(team.number, t + 1);
    for (const d of manifest.departments) {
      const expected = outcome.officers[d.name].filter((_, i) => i % manifest.matching.teams === t);
      assert.deepEqual(team.officers[d.name], expected, `officers of team ${t + 1}`);
    }
  });
  let previous = null;
  for (const [i, v] of record.voided.entries()) {
    assert.equal(v.commitment, commitmentOf(v.manifest), 'commitment of the voided attempt');
    assert.equal(v.manifest.previous, previous, 'chain');
    assert.equal(v.manifest.campaign.attempt, i + 1);
    previous = v.commitment;
  }
  assert.equal(manifest.previous, previous, 'chain');
  assert.equal(manifest.campaign.attempt, record.voided.length + 1);
}
