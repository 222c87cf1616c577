// The parts of mingchou/2 that a doubter recomputes, written from the protocol's page and from nothing else.
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

/** §3: of the seal, and of either roster. */
export const digestOf = (value) => sha256(canonical(value));

/** §5. */
export function seedText({ commitment, nonce, contributions }) {
  return ['mingchou/2', commitment, nonce, ...contributions.map((c) => `${c.label}=${c.value}`)].map((l) => `${l}\n`).join('');
}

/** §5. */
export const ticket = (seed, ...parts) => sha256([seed, ...parts].join('\n'));

const bySmallest = (a, b) => (a.ticket < b.ticket ? -1 : 1);
const ticketed = (keys, ticketOf) => keys.map((key) => ({ key, ticket: ticketOf(key) })).sort(bySmallest);

/** The businesses drawn, with their tickets, in the record's order (§6). */
export function drawnBusinesses(seal, businesses, seed) {
  const drawn = seal.strata.flatMap((s) => ticketed(businesses.filter((b) => b.stratum === s.label).map((b) => b.key),
    (key) => ticket(seed, 'business', key)).slice(0, s.sample));
  return drawn.sort(bySmallest);
}

/** The officers drawn of each department in the round, in mode teams (§6). */
export function drawnOfficers(seal, { officers }, seed, round) {
  return Object.fromEntries(seal.departments.map((d) => [d.name, ticketed(officers.filter((o) => o.department === d.name).map((o) => o.key),
    (key) => ticket(seed, 'officer', round, key)).slice(0, seal.matching.teams * d.per_team).map((p) => p.key)]));
}

/** The numbers of the teams that, after the substitutions, hold an officer recused from one of their businesses (§9). */
export function teamsAgainstRecusals({ seal, outcome, substitutions, businesses, officers }) {
  const replace = (keys, s) => keys.flatMap((key) => (key === s.out ? s.in ?? [] : [key]));
  const stratumOf = new Map(businesses.map((b) => [b.key, b.stratum]));
  return outcome.teams.filter((team) => {
    const of = (kind) => substitutions.filter((s) => s.team === team.number && s.kind === kind);
    const held = of('business').reduce(replace, team.businesses);
    return seal.departments.some((d) => of('officer').reduce(replace, team.officers[d.name] ?? []).some((officer) => officers.recusals
      .some(([o, b]) => o === officer && held.includes(b) && (d.strata === null || d.strata.includes(stratumOf.get(b))))));
  }).map((team) => team.number);
}

/** What the next seal names (§8). */
export const linkOf = (a) => digestOf({
  commitment: a.commitment, nonce: a.nonce, contributions: a.contributions, seed: a.seed,
  drawn: a.outcome !== null, substitutions: a.substitutions.length, void: a.void,
});

/** The attempt that counts, its rosters beside. */
export function last(record) {
  const attempt = record.attempts.at(-1);
  const { seal } = attempt;
  return { ...attempt, businesses: record.businesses[seal.businesses_sha256], officers: record.officers[seal.officers_sha256] };
}

/** Asserts that the record follows from what was sealed and said; the matching is for tools/verify.py. */
export function assertRecord(record) {
  assert.equal(record.protocol, 'mingchou/2');
  for (const rosters of [record.businesses, record.officers]) {
    for (const [digest, roster] of Object.entries(rosters)) assert.equal(digest, digestOf(roster), 'a roster');
  }
  let previous = null;
  for (const [i, a] of record.attempts.entries()) {
    assert.equal(a.commitment, digestOf(a.seal), 'commitment');
    assert.equal(a.seal.previous, previous, 'chain');
    assert.equal(a.seal.campaign.attempt, i + 1);
    assert.equal(a.seal.nonce_sha256, sha256(Buffer.from(a.nonce, 'hex')), 'nonce');
    assert.deepEqual(a.contributions.map((c) => c.label), a.seal.contributors.slice(0, a.contributions.length));
    assert.equal(a.seed, a.contributions.length === a.seal.contributors.length ? sha256(seedText(a)) : null, 'seed');
    previous = linkOf(a);
  }
  const { seal, seed, outcome, businesses, officers } = last(record);
  assert.deepEqual(outcome.businesses, drawnBusinesses(seal, businesses, seed).map((p) => p.key), 'businesses');
  assert.deepEqual(outcome.officers, drawnOfficers(seal, officers, seed, outcome.round), 'officers');
  const served = outcome.teams.flatMap((t) => t.businesses);
  assert.deepEqual([...served].sort(), [...outcome.businesses].sort(), 'every business has one team');
  outcome.teams.forEach((team, t) => {
    assert.equal(team.number, t + 1);
    for (const d of seal.departments) {
      const expected = outcome.officers[d.name].filter((_, i) => i % seal.matching.teams === t);
      assert.deepEqual(team.officers[d.name], expected, `officers of team ${t + 1}`);
    }
  });
}
