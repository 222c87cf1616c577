// Manifests of any size for the benches, as canonical JSON: the same arguments always give the same text.

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
    nonce_sha256: `"${'0'.repeat(64)}"`,
    officers: `[${list(5, (d) => list(officers, (i) => `{"department":"部门${d}","key":"${certificate(d, i)}","name":"执法员${i}"}`).join(',')).join(',')}]`,
    previous: 'null',
    protocol: '"mingchou/1"',
    recusals: `[${recusals.join(',')}]`,
    strata: `[{"label":"全部","population":${businesses},"sample":${sample}}]`,
  };
  return `{${Object.entries(parts).map(([name, json]) => `"${name}":${json}`).join(',')}}`;
}
