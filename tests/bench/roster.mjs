// Manifests and rosters of any size for the benches: the same arguments always give the same.
import { createHash } from 'node:crypto';

/** Numbers between 0 and 1 (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Sixteen bytes. */
export const NONCE = Buffer.alloc(16);

const list = (count, item) => Array.from({ length: count }, (_, i) => item(i));
const key = (i) => `9164022${String(i).padStart(11, '0')}`;
const certificate = (d, i) => `宁C${d}${String(i).padStart(5, '0')}`;

/** `officers` in each of five departments, two of each to a team or a business, recused from a `share` of the businesses. */
export function manifest({ businesses, sample, officers, teams = null, share = 0 }) {
  const draw = random(businesses);
  const recusals = [];
  for (let d = 0; share > 0 && d < 5; d += 1) {
    for (let i = 0; i < officers; i += 1) {
      for (let b = 0; b < businesses; b += 1) if (draw() < share) recusals.push(`["${certificate(d, i)}","${key(b)}"]`);
    }
  }
  const parts = {
    businesses: `[${list(businesses, (i) => `{"key":"${key(i)}","name":"平罗县第${i}号运输有限公司","stratum":"全部"}`).join(',')}]`,
    campaign: '{"attempt":1,"lead":"部门0","title":"测速"}',
    contributors: '["甲","乙","丙"]',
    departments: `[${list(5, (d) => `{"cap":null,"draw":null,"name":"部门${d}","per_team":2,"strata":null}`).join(',')}]`,
    matching: `{"mode":"${teams ? 'teams' : 'per-business'}","teams":${teams}}`,
    nonce_sha256: `"${createHash('sha256').update(NONCE).digest('hex')}"`,
    officers: `[${list(5, (d) => list(officers, (i) => `{"department":"部门${d}","key":"${certificate(d, i)}","name":"执法员${i}"}`).join(',')).join(',')}]`,
    previous: 'null',
    protocol: '"mingchou/1"',
    recusals: `[${recusals.join(',')}]`,
    strata: `[{"label":"全部","population":${businesses},"sample":${sample}}]`,
  };
  return `{${Object.entries(parts).map(([name, json]) => `"${name}":${json}`).join(',')}}`;
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
