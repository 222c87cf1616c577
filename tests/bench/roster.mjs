// Seals, records and rosters of any size for the benches: the same arguments always give the same.
import { createHash } from 'node:crypto';

/** Numbers between 0 and 1 (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const NONCE = Buffer.alloc(16);
const CONTRIBUTIONS = ['甲', '乙', '丙'].map((label) => ({ label, value: '123456' }));

const list = (count, item) => Array.from({ length: count }, (_, i) => item(i));
const key = (i) => `9164022${String(i).padStart(11, '0')}`;
const certificate = (d, i) => `宁C${d}${String(i).padStart(5, '0')}`;

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
/** An object of texts that are JSON already; canonical if its keys stand in code-point order. */
const object = (parts) => `{${Object.entries(parts).map(([name, json]) => `"${name}":${json}`).join(',')}}`;

/**
 * What is sealed (protocol §3), and the attempt's commitment and seed. `officers` in each of five departments, two of each
 * to a team or a business, recused from a `share` of the businesses; or all but four of the first department from each
 * `shunned`-th. Per business `draw` of each department are drawn, or all.
 */
export function sealed({ businesses, sample, officers, teams = null, draw = null, share = 0, shunned = 0 }) {
  const chance = random(businesses);
  const recused = (d, i, b) => (shunned > 0 ? d === 0 && i >= 4 && b % shunned === 0 : chance() < share);
  const recusals = [];
  for (let d = 0; share + shunned > 0 && d < 5; d += 1) {
    for (let i = 0; i < officers; i += 1) {
      for (let b = 0; b < businesses; b += 1) if (recused(d, i, b)) recusals.push(`["${certificate(d, i)}","${key(b)}"]`);
    }
  }
  const listed = `[${list(businesses, (i) => `{"key":"${key(i)}","name":"平罗县第${i}号运输有限公司","stratum":"全部"}`).join(',')}]`;
  const people = object({
    officers: `[${list(5, (d) => list(officers, (i) => `{"department":"部门${d}","key":"${certificate(d, i)}","name":"执法员${i}"}`).join(',')).join(',')}]`,
    recusals: `[${recusals.join(',')}]`,
    salt: `"${'0'.repeat(32)}"`,
  });
  const seal = object({
    businesses_sha256: `"${sha256(listed)}"`,
    campaign: '{"attempt":1,"lead":"部门0","title":"测速"}',
    contributors: JSON.stringify(CONTRIBUTIONS.map((c) => c.label)),
    departments: `[${list(5, (d) => `{"cap":null,"draw":${draw},"name":"部门${d}","per_team":2,"strata":null}`).join(',')}]`,
    matching: `{"mode":"${teams ? 'teams' : 'per-business'}","teams":${teams}}`,
    nonce_sha256: `"${sha256(NONCE)}"`,
    officers_sha256: `"${sha256(people)}"`,
    previous: 'null',
    protocol: '"mingchou/2"',
    sealed_at: '"2018-12-05T09:30:00+08:00"',
    strata: `[{"label":"全部","population":${businesses},"sample":${sample}}]`,
  });
  const commitment = sha256(seal);
  const lines = ['mingchou/2', commitment, NONCE.toString('hex'), ...CONTRIBUTIONS.map((c) => `${c.label}=${c.value}`)];
  const seed = sha256(lines.map((line) => `${line}\n`).join(''));
  return { text: object({ businesses: listed, officers: people, seal }), listed, people, seal, commitment, seed };
}

/** The record (protocol §8) of an attempt without substitutions. */
export function record({ listed, people, seal, commitment, seed }, outcome) {
  const attempt = object({
    commitment: `"${commitment}"`,
    contributions: JSON.stringify(CONTRIBUTIONS),
    nonce: `"${NONCE.toString('hex')}"`,
    outcome: JSON.stringify(outcome),
    seal,
    seed: `"${seed}"`,
    substitutions: '[]',
    void: 'null',
  });
  return object({ attempts: `[${attempt}]`, businesses: `{"${sha256(listed)}":${listed}}`, officers: `{"${sha256(people)}":${people}}`, protocol: '"mingchou/2"' });
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A code with the right check digit (GB 32100-2015). */
function creditCode(i) {
  const first = `91640221M${String(i).padStart(8, '0')}`;
  let sum = 0;
  for (let at = 0, weight = 1; at < 17; at += 1, weight = (weight * 3) % 31) sum += ALPHABET.indexOf(first[at]) * weight;
  return first + ALPHABET[(31 - (sum % 31)) % 31];
}

/** A roster of businesses, its header and its rows. */
export const HEADER = ['序号', '企业名称', '统一社会信用代码', '法定代表人', '联系人', '联系电话', '住所', '类别', '登记状态', '信用风险等级', '上次抽查日期', '道路运输经营许可证号'];
export const row = (i) => [`${i + 1}`, `平罗县第${i}号运输有限公司`, creditCode(i), '马建国', '王海霞', `139${String(i).padStart(8, '0')}`, `平罗县人民路${i % 999}号`,
  ['客运', '普货', '危货', '站场', '维修'][i % 5], '存续', 'B', '2023-05-01', `宁交运${i}号`];
