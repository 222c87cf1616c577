'use strict';
(function () {
const text = document.getElementById('record').textContent;
const data = JSON.parse(text);
const full = data.manifest !== undefined;
const sealed = full ? data.manifest : data;
const drawn = full ? data.outcome.businesses : data.drawn;

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

const tickets = new Map();
function ticket(kind, key) {
  const id = kind + '\n' + key;
  if (!tickets.has(id)) tickets.set(id, sha(data.seed + '\n' + id));
  return tickets.get(id);
}
const ordered = (kind, rows) => rows.map((r) => r.key).sort((a, b) => (ticket(kind, a) < ticket(kind, b) ? -1 : 1));
const inStratum = (label) => ordered('business', sealed.businesses.filter((b) => b.stratum === label));
// A department may be called constructor.
const own = (lists, name) => (Object.prototype.hasOwnProperty.call(lists, name) ? lists[name] : []);
const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);

function* checks() {
  if (full) yield ['封存码', sha(canonical(data.manifest)) === data.commitment];
  yield ['随机码与封存的摘要', sha256(unhex(data.nonce)) === sealed.nonce_sha256];
  const said = data.contributions.map((c) => c.label + '=' + c.value + '\n').join('');
  yield ['种子', sha('mingchou/1\n' + data.commitment + '\n' + data.nonce + '\n' + said) === data.seed];
  const first = sealed.strata.flatMap((s) => inStratum(s.label).slice(0, s.sample));
  first.sort((a, b) => (ticket('business', a) < ticket('business', b) ? -1 : 1));
  yield ['抽中的市场主体（' + first.length + '户）', same(first, drawn)];
  if (!full) return;
  const teams = sealed.matching.teams;
  const officers = sealed.departments.every((d) => {
    const all = ordered('officer', sealed.officers.filter((o) => o.department === d.name));
    const n = teams ? teams * d.per_team : d.draw === null ? all.length : d.draw;
    return same(all.slice(0, n), own(data.outcome.officers, d.name));
  });
  yield ['抽中的执法人员', officers];
  let previous = null;
  const linked = data.voided.concat([data]).every((a, i) => {
    const right = a.manifest.previous === previous && a.manifest.campaign.attempt === i + 1 && sha(canonical(a.manifest)) === a.commitment;
    previous = a.commitment;
    return right;
  });
  yield ['作废的各次（' + data.voided.length + '次）首尾相连', linked];
}

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
  for (const [what, right] of checks()) {
    const item = show(at('results'), 'li', '');
    show(item, 'b', right ? '✓ 相同' : '✗ 不同', right ? 'ok' : 'bad');
    item.append('　' + what);
  }
};
at('save').onclick = () => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = full ? 'record.json' : 'extract.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

const key = (s) => s.normalize('NFKC').replace(/[\p{White_Space}\p{Cc}\p{Cf}]/gu, '').replace(/[a-z]/g, (c) => c.toUpperCase());
function find(wanted) {
  const by = (test) => (wanted ? sealed.businesses.filter(test) : []);
  const tries = [(b) => b.key === wanted, (b) => key(b.name) === wanted, (b) => key(b.name).includes(wanted)];
  return tries.reduce((found, test) => (found.length ? found : by(test)), []);
}
const quoted = (s) => "'" + s.replaceAll("'", "'\\''") + "'";
at('ask').onsubmit = (event) => {
  event.preventDefault();
  const out = at('answer');
  out.textContent = '';
  const found = find(key(at('business').value));
  if (found.length !== 1) {
    show(out, 'p', found.length ? '有' + found.length + '户符合，请写全：' + found.slice(0, 20).map((b) => b.name + '（' + b.key + '）').join('、') : '名录中没有这一户。');
    return;
  }
  const [b] = found;
  const all = inStratum(b.stratum);
  const place = all.indexOf(b.key) + 1;
  const sample = sealed.strata.find((s) => s.label === b.stratum).sample;
  show(out, 'p', b.name + '（' + b.key + '）：' + (place <= sample ? '抽中。' : '没有抽中。'), place <= sample ? 'verdict ok' : 'verdict warn');
  show(out, 'p', '类别“' + b.stratum + '”共' + all.length + '户，抽签号最小的' + sample + '户；这一户的签号从小到大排第' + place + '。');
  show(out, 'pre', "printf '%s\\nbusiness\\n%s' " + data.seed + ' ' + quoted(b.key) + ' | sha256sum');
  show(out, 'p', ticket('business', b.key), 'code');
  if (sample > 0) show(out, 'p', '抽中的最后一户的签号：' + ticket('business', all[sample - 1]), 'code');
  if (sample < all.length) show(out, 'p', '没抽中的第一户的签号：' + ticket('business', all[sample]), 'code');
};
})();
