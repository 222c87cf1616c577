'use strict';
// Recomputes a record, in two places: in the public page, which has the record in it, and in a worker of the application,
// which is handed the record and tells line by line what differs: another implementation beside the one in Rust.
(function () {
const page = typeof document === 'object';
if (page) onPage(document.getElementById('record').textContent);
else onmessage = (event) => inWorker(event.data);

/** The checks of a record (protocol §9), each what it is of and whether it is right, and its attempts. */
function recomputed(text) {
const data = JSON.parse(text);
// A department may be called constructor.
const own = (map, key) => (Object.prototype.hasOwnProperty.call(map, key) ? map[key] : undefined);
const withheld = Object.keys(data.officers || {}).length === 0;

// SHA-256 (FIPS 180-4). The constants are the fractions of square and cube roots of primes, as the standard says.
const primes = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
const fraction = (x) => Math.floor((x - Math.floor(x)) * 4294967296) | 0;
const K = primes.map((p) => fraction(Math.cbrt(p)));
const H = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
const rot = (x, n) => (x >>> n) | (x << (32 - n));
function sha256(bytes) {
  const size = (bytes.length + 72) & ~63;
  const block = new DataView(new ArrayBuffer(size));
  bytes.forEach((b, i) => block.setUint8(i, b));
  block.setUint8(bytes.length, 128);
  block.setUint32(size - 8, Math.floor(bytes.length / 536870912));
  block.setUint32(size - 4, (bytes.length << 3) >>> 0);
  const state = Int32Array.from(H);
  const w = new Int32Array(64);
  for (let at = 0; at < size; at += 64) {
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) { w[i] = block.getInt32(at + 4 * i); continue; }
      const [x, y] = [w[i - 15], w[i - 2]];
      w[i] = w[i - 16] + (rot(x, 7) ^ rot(x, 18) ^ (x >>> 3)) + w[i - 7] + (rot(y, 17) ^ rot(y, 19) ^ (y >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const t = (h + (rot(e, 6) ^ rot(e, 11) ^ rot(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const u = ((rot(a, 2) ^ rot(a, 13) ^ rot(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((x, i) => { state[i] += x; });
  }
  return Array.from(state, (x) => (x >>> 0).toString(16).padStart(8, '0')).join('');
}
const sha = (s) => sha256(new TextEncoder().encode(s));
const unhex = (s) => Uint8Array.from(s.match(/../g), (b) => parseInt(b, 16));
const points = (a, b) => {
  const [x, y] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < x.length && i < y.length; i += 1) if (x[i] !== y[i]) return x[i].codePointAt(0) - y[i].codePointAt(0);
  return x.length - y.length;
};
function canonical(v) {
  if (v === null || typeof v !== 'object') return JSON.stringify(v);
  if (Array.isArray(v)) return '[' + v.map(canonical).join(',') + ']';
  return '{' + Object.keys(v).sort(points).map((k) => JSON.stringify(k) + ':' + canonical(v[k])).join(',') + '}';
}

const digest = (v) => sha(canonical(v));
const same = (a, b) => canonical(a) === canonical(b);

/** An attempt with its tickets, each computed once. */
function opened(attempt) {
  const tickets = new Map();
  const ticket = (...parts) => {
    const id = parts.join('\n');
    if (!tickets.has(id)) tickets.set(id, sha(attempt.seed + '\n' + id));
    return tickets.get(id);
  };
  const businesses = own(data.businesses, attempt.seal.businesses_sha256) || [];
  const ordered = (keys, ...domain) => keys.sort((a, b) => (ticket(...domain, a) < ticket(...domain, b) ? -1 : 1));
  const inStratum = (label) => ordered(businesses.filter((b) => b.stratum === label).map((b) => b.key), 'business');
  return { ...attempt, ticket, businesses, ordered, inStratum, people: own(data.officers, attempt.seal.officers_sha256) };
}
let [attempts, fault] = [[], null];
try {
  attempts = data.attempts.map(opened);
} catch (e) {
  fault = e;
}

/** The roster stands in order, each business in a stratum that counts it. */
function listed({ seal, businesses }) {
  const rising = businesses.every((b, i) => i === 0 || points(businesses[i - 1].key, b.key) < 0);
  const counted = seal.strata.reduce((sum, s) => sum + s.population, 0) === businesses.length;
  return rising && counted && seal.strata.every((s) => s.sample <= s.population && businesses.filter((b) => b.stratum === s.label).length === s.population);
}

/** The numbers are digits, of the sealed parties in turn; the seed is there when all of them and the nonce are. */
function seeded({ seal, commitment, nonce, contributions, seed }) {
  const named = contributions.every((c, i) => c.label === seal.contributors[i] && /^[0-9]{6,64}$/.test(c.value));
  const whole = nonce !== null && contributions.length === seal.contributors.length;
  const said = contributions.map((c) => c.label + '=' + c.value + '\n').join('');
  return named && seed === (whole ? sha('mingchou/2\n' + commitment + '\n' + nonce + '\n' + said) : null);
}

function drawn({ seal, outcome, seed, ordered, inStratum }) {
  const first = seal.strata.flatMap((s) => inStratum(s.label).slice(0, s.sample));
  return seed !== null && same(ordered(first, 'business'), outcome.businesses);
}

/** Each drawn business stands in one team, in the record's order; the teams are as many and as large as they should be. */
function teamed({ seal, outcome }) {
  const all = outcome.businesses;
  const count = seal.matching.mode === 'teams' ? seal.matching.teams : all.length;
  const place = new Map(all.map((key, i) => [key, i]));
  const sized = outcome.teams.every((t, i) => t.number === i + 1 && t.businesses.length === Math.floor(all.length / count) + (i < all.length % count ? 1 : 0));
  const rising = outcome.teams.every((t) => t.businesses.every((key, i) => place.has(key) && (i === 0 || place.get(t.businesses[i - 1]) < place.get(key))));
  const once = new Set(outcome.teams.flatMap((t) => t.businesses)).size === all.length;
  const alone = seal.matching.mode === 'teams' || outcome.teams.every((t, i) => t.businesses[0] === all[i]);
  return outcome.teams.length === count && sized && rising && once && alone;
}

/** Whether officers are named who are withheld. */
const betrayed = ({ outcome, substitutions }) => outcome.officers !== null || outcome.teams.some((t) => t.officers !== null)
  || substitutions.some((s) => s.kind === 'officer' && (s.out !== null || s.in !== null));

/** The officers drawn in the round that the record names, and, where teams share the businesses, in which team. */
function officered({ seal, outcome, people, ordered }) {
  const { mode, teams } = seal.matching;
  return seal.departments.every((d) => {
    const all = ordered(people.officers.filter((o) => o.department === d.name).map((o) => o.key), 'officer', String(outcome.round));
    const n = mode === 'teams' ? teams * d.per_team : d.draw === null ? all.length : d.draw;
    const pool = all.slice(0, n);
    const joined = (t) => pool.filter((_, i) => i % teams === t.number - 1);
    return same(pool, own(outcome.officers || {}, d.name) || [])
      && (mode !== 'teams' || outcome.teams.every((t) => same(joined(t), own(t.officers || {}, d.name) || [])));
  });
}

/** Each business that came in is the first of the reserve that no substitution has named. */
function substituted({ seal, outcome, substitutions, businesses, inStratum }) {
  const named = new Set();
  const teams = new Map(outcome.teams.map((t) => [t.number, t.businesses.slice()]));
  return substitutions.filter((s) => s.kind === 'business').every((s) => {
    const team = teams.get(s.team) || [];
    const place = team.indexOf(s.out);
    const business = businesses.find((b) => b.key === s.out);
    if (place < 0 || !business) return false;
    const stratum = seal.strata.find((x) => x.label === business.stratum);
    const next = inStratum(stratum.label).slice(stratum.sample).find((key) => !named.has(key));
    [s.out, s.in].forEach((key) => named.add(key));
    team.splice(place, 1, ...(s.in === null ? [] : [s.in]));
    return s.in === (next === undefined ? null : next);
  });
}

const keyed = (v, keys) => v !== null && typeof v === 'object' && Object.keys(v).sort().join(' ') === keys;
const written = (...texts) => texts.every((text) => typeof text === 'string' && /\S/.test(text));

/** Every object has exactly the keys of the protocol, and says why and by whom where it must. */
function shaped() {
  const outcome = (o) => o === null || (keyed(o, 'businesses officers round teams') && o.round >= 0 && o.round <= 100 && o.teams.every((t) => keyed(t, 'businesses number officers')));
  const substitution = (s) => keyed(s, 'approved_by at in kind out reason team') && /^(business|officer)$/.test(s.kind) && written(s.reason, s.approved_by);
  const cause = (v) => v === null || (keyed(v, 'approved_by at reason witnesses') && written(v.reason, v.approved_by, ...v.witnesses) && v.witnesses.length > 0);
  return keyed(data, 'attempts businesses officers protocol') && data.protocol === 'mingchou/2' && data.attempts.length > 0
    && Object.values(data.businesses).every((all) => all.every((b) => keyed(b, 'key name stratum')))
    && Object.values(data.officers).every((o) => keyed(o, 'officers recusals salt') && o.officers.every((p) => keyed(p, 'department key name')))
    && data.attempts.every((a) => keyed(a, 'commitment contributions nonce outcome seal seed substitutions void')
      && keyed(a.seal, 'businesses_sha256 campaign contributors departments matching nonce_sha256 officers_sha256 previous protocol sealed_at strata')
      && (a.nonce === null || /^[0-9a-f]{32}$/.test(a.nonce)) && a.contributions.every((c) => keyed(c, 'label value'))
      && outcome(a.outcome) && a.substitutions.every(substitution) && cause(a.void));
}

const link = (a) => digest({ commitment: a.commitment, nonce: a.nonce, contributions: a.contributions, seed: a.seed, drawn: a.outcome !== null, substitutions: a.substitutions.length, void: a.void });

function chained() {
  const nonces = new Set(attempts.map((a) => a.seal.nonce_sha256));
  return nonces.size === attempts.length && attempts.every((a, i) => {
    const last = i === attempts.length - 1;
    const previous = i === 0 ? null : link(attempts[i - 1]);
    return a.seal.campaign.attempt === i + 1 && a.seal.previous === previous && (a.void !== null || (last && a.outcome !== null));
  });
}

function rosters(kind, digestOf) {
  const [wanted, given] = [new Set(attempts.map((a) => a.seal[digestOf])), Object.keys(data[kind])];
  return given.length === wanted.size && given.every((d) => wanted.has(d) && digest(data[kind][d]) === d);
}

function* checks() {
  if (fault) throw fault;
  yield ['记录的各项齐全', shaped()];
  yield ['检查对象名录的摘要', rosters('businesses', 'businesses_sha256')];
  if (!withheld) yield ['执法人员名录的摘要', rosters('officers', 'officers_sha256')];
  for (const [i, a] of attempts.entries()) {
    const of = (what) => (attempts.length > 1 ? '第' + (i + 1) + '次抽取：' : '') + what;
    yield [of('名录和各层的户数'), listed(a)];
    yield [of('封存码'), a.seal.protocol === 'mingchou/2' && digest(a.seal) === a.commitment];
    yield a.nonce === null ? [of('随机码没有留下来，不能重算'), a.void !== null] : [of('随机码与封存的摘要'), sha256(unhex(a.nonce)) === a.seal.nonce_sha256];
    yield [of(a.seed === null ? '号码（没有得出种子）' : '号码和种子'), seeded(a)];
    if (a.outcome === null) {
      if (a.substitutions.length > 0) yield [of('替补'), false];
      continue;
    }
    yield [of('抽中的各户（' + a.outcome.businesses.length + '户）'), drawn(a)];
    yield [of('组数、各组的户数和次序'), teamed(a)];
    if (withheld && betrayed(a)) yield [of('执法人员没有公开，结果里却写有人员'), false];
    if (!withheld) yield [of('抽中的执法人员（第' + (a.outcome.round + 1) + '轮）'), officered(a)];
    yield [of('各户的替补'), substituted(a)];
  }
  yield ['各次抽取（' + attempts.length + '次）首尾相连', chained()];
}

return { checks, attempts };
}

/** Tells of each check as it is made, and at last that all are. */
function inWorker(text) {
  try {
    for (const [what, right] of recomputed(text).checks()) postMessage([right ? 'same' : 'different', what]);
  } catch (e) {
    postMessage(['different', broken(e)]);
  }
  postMessage(['done']);
}

/** What is not of the shape of a record is not the same either. */
function broken(e) {
  return '记录的内容缺损，不能重算（' + e.message + '）';
}

function onPage(text) {
const { checks, attempts } = recomputed(text);
const show = (parent, tag, words, name) => {
  const made = parent.appendChild(document.createElement(tag));
  made.textContent = words.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (c) => (c === '\n' ? c : '[U+' + c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0') + ']'));
  if (name) made.className = name;
  return made;
};
const at = (id) => document.getElementById(id);
at('recompute').hidden = false;
at('run').onclick = () => {
  at('results').textContent = '';
  const add = (what, right) => {
    const item = show(at('results'), 'li', '');
    show(item, 'b', right ? '✓ 相同' : '✗ 不同', right ? 'ok' : 'bad');
    show(item, 'span', '　' + what);
  };
  try {
    for (const [what, right] of checks()) add(what, right);
  } catch (e) {
    add(broken(e), false);
  }
};
at('save').onclick = () => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'record.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

// The last attempt that came to a seed.
const asked = attempts.filter((a) => a.seed !== null).pop();
const key = (s) => s.normalize('NFKC').replace(/[\p{White_Space}\p{Cc}\p{Cf}]/gu, '').replace(/[a-z]/g, (c) => c.toUpperCase());
function find(wanted) {
  const by = (test) => (wanted ? asked.businesses.filter(test) : []);
  const tries = [(b) => b.key === wanted, (b) => key(b.name) === wanted, (b) => key(b.name).includes(wanted)];
  return tries.reduce((found, test) => (found.length ? found : by(test)), []);
}
const quoted = (s) => "'" + s.replaceAll("'", "'\\''") + "'";
// PowerShell takes curly quotes for straight ones.
const quotedThere = (s) => "'" + s.replace(/['\u2018-\u201b]/g, '$&$&') + "'";
at('ask').onsubmit = (event) => {
  event.preventDefault();
  const out = at('answer');
  out.textContent = '';
  if (!asked) {
    show(out, 'p', '没有一次抽取得出种子，没有签号可算。');
    return;
  }
  const found = find(key(at('business').value));
  if (found.length !== 1) {
    show(out, 'p', found.length ? '有' + found.length + '户符合，请写全：' + found.slice(0, 20).map((b) => b.name + '（' + b.key + '）').join('、') : '名录中没有这一户。');
    return;
  }
  const [b] = found;
  const all = asked.inStratum(b.stratum);
  const place = all.indexOf(b.key) + 1;
  const { sample } = asked.seal.strata.find((s) => s.label === b.stratum);
  const which = asked.void === null ? '' : '（第' + asked.seal.campaign.attempt + '次抽取，已作废）';
  show(out, 'p', b.name + '（' + b.key + '）：' + (place <= sample ? '抽中。' : '没有抽中。') + which, place <= sample ? 'verdict ok' : 'verdict warn');
  show(out, 'p', '“' + b.stratum + '”共' + all.length + '户，抽签号最小的' + sample + '户；这一户的签号从小到大排第' + place + '。');
  show(out, 'pre', "printf '%s\\nbusiness\\n%s' " + asked.seed + ' ' + quoted(b.key) + ' | sha256sum');
  show(out, 'p', asked.ticket('business', b.key), 'code');
  show(out, 'p', 'Windows的PowerShell：');
  show(out, 'pre', "-join ([Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes((('" + asked.seed + "', 'business', " + quotedThere(b.key) + ") -join \"`n\"))) | ForEach-Object { $_.ToString('x2') })");
  if (sample > 0) show(out, 'p', '抽中的最后一户的签号：' + asked.ticket('business', all[sample - 1]), 'code');
  if (sample < all.length) show(out, 'p', '没抽中的第一户的签号：' + asked.ticket('business', all[sample]), 'code');
};
}
})();
