// The public record as a page, by itself: from a file and from a server, with the network cut, without script, on a phone
// and on paper. What its own script computes is compared with this test's.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execFileSync } from 'node:child_process';
import { PHONE, artifact, browser, keep, root, test } from './harness.mjs';
import { digestOf as digest, ticket } from './protocol.mjs';
import { copy, last, listed, nameOf, pageOf, seedOf, vector, withheld } from './records.mjs';
import { clicked, download } from './steps.mjs';

const record = vector();
const pages = { whole: pageOf(record), public: pageOf(record, false) };

/** A page of a fresh profile that can reach nothing; what it asks for is noted, and what goes wrong. */
async function alone(url, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const noted = [];
  context.on('request', (r) => !r.url().startsWith('blob:') && r.url() !== url && noted.push(r.url()));
  context.on('console', (m) => m.type() === 'error' && noted.push(m.text()));
  context.on('weberror', (e) => noted.push(String(e.error())));
  const page = await context.newPage();
  await page.goto(url);
  await context.setOffline(true);
  return { page, context, noted };
}

function file(name, html) {
  writeFileSync(artifact(name), html);
  return pathToFileURL(artifact(name)).href;
}

const results = async (page, click = (locator) => locator.click()) => {
  await click(page.getByRole('button', { name: '重算' }));
  return (await page.locator('#results li').allInnerTexts()).map((t) => t.replace(/\s+/g, ''));
};
/** Those that differ, of one of many pages. */
const different = async (page) => (await results(page, clicked)).filter((t) => t.startsWith('✗不同'));

/** The page with another record in it. */
const OPEN = '<script type="application/json" id="record">';
function holding(page, record) {
  const at = page.indexOf(OPEN) + OPEN.length;
  return page.slice(0, at) + JSON.stringify(record) + page.slice(page.indexOf('</script>', at));
}

test('the public page recomputes itself, from a file and from a server', async () => {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pages.whole));
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { seed, outcome } = last(record);
  for (const url of [file('public.html', pages.whole), `http://127.0.0.1:${server.address().port}/`]) {
    const { page, context, noted } = await alone(url);
    const found = await results(page);
    // The whole, two rosters, four lines of each attempt, four more of each outcome, the chain.
    assert.equal(found.length, 1 + 2 + 3 * 4 + 2 * 4 + 1, found.join());
    assert(found.every((t) => t.startsWith('✓相同')), found.join());
    const out = listed(record).find((b) => !outcome.businesses.includes(b.key));
    for (const [asked, key, verdict] of [[outcome.businesses[0].toLowerCase(), outcome.businesses[0], '抽中。'], [out.name, out.key, '没有抽中。']]) {
      await page.getByLabel('为什么抽中／没抽中').fill(asked);
      await page.getByRole('button', { name: '查', exact: true }).click();
      const answer = page.locator('#answer');
      await answer.getByText(verdict).waitFor();
      const mine = ticket(seed, 'business', key);
      await answer.getByText(mine, { exact: true }).waitFor();
      const { stratum } = listed(record).find((x) => x.key === key);
      const all = listed(record).filter((b) => b.stratum === stratum).map((b) => ticket(seed, 'business', b.key)).sort();
      await answer.getByText(`从小到大排第${all.indexOf(mine) + 1}。`).waitFor();
      assert.equal(execFileSync('sh', ['-c', await answer.locator('pre').first().innerText()], { encoding: 'utf8' }).split(' ')[0], mine);
    }
    await page.getByLabel('为什么抽中／没抽中').fill('查无此户');
    await page.getByRole('button', { name: '查', exact: true }).click();
    await page.getByText('名录中没有这一户。').waitFor();
    const saved = await download(page, () => page.getByRole('button', { name: '下载记录（.json）' }).click());
    assert.deepEqual(JSON.parse(saved.text), record);
    assert.deepEqual(noted, []);
    await context.close();
  }
  server.close();
});

test('without officers the page still recomputes every business, and says what it cannot', async () => {
  for (const name of ['three attempts', 'per business', 'recusals overlooked', 'void after the seed, outcome not shown', 'the nonce lost', 'voided and nothing after']) {
    const record = vector(name);
    const html = pageOf(record, false);
    const { page, context, noted } = await alone(file('public-withheld.html', html));
    const found = await results(page);
    assert(found.length > 5 && found.every((t) => t.startsWith('✓相同')), `${name}: ${found.join()}`);
    for (const what of ['检查对象名录的摘要', '封存码', '首尾相连']) assert(found.some((t) => t.includes(what)), what);
    assert(!found.some((t) => t.includes('执法人员')), found.join());
    const officers = Object.values(record.officers).flatMap((o) => o.officers);
    assert(officers.every((o) => !html.includes(o.key) && !html.includes(o.name)));
    await page.getByText('执法人员没有公开，有关的都不能重算').waitFor();
    const saved = await download(page, () => page.getByRole('button', { name: '下载记录（.json）' }).click());
    assert.deepEqual(JSON.parse(saved.text), withheld(record));
    assert.deepEqual(noted, []);
    if (name === 'three attempts') await keep(page, '40-public-withheld');
    await context.close();
  }
});

test('a changed public page is found out by its own script', async () => {
  const { outcome } = last(record);
  const unlucky = listed(record).find((b) => !outcome.businesses.includes(b.key)).key;
  const change = (hex) => `${hex[0] === '0' ? '1' : '0'}${hex.slice(1)}`;
  const roster = (r, edit) => {
    const { businesses_sha256: name } = last(r).seal;
    edit(r.businesses[name]);
  };
  /** Derived again as far as the seal: only what was said and drawn is left to tell. */
  const resealed = (r, edit) => {
    roster(r, edit);
    const attempt = last(r);
    r.businesses[digest(listed(r))] = listed(r);
    attempt.seal.businesses_sha256 = digest(listed(r));
    attempt.commitment = digest(attempt.seal);
  };
  const cases = [
    [(r) => { last(r).seal.campaign.title += '改'; }, '封存码'],
    [(r) => { last(r).nonce = change(last(r).nonce); }, '随机码'],
    [(r) => { last(r).contributions[0].value += '1'; }, '种子'],
    [(r) => { last(r).contributions.reverse(); last(r).seed = seedOf(last(r)); }, '号码和种子'],
    [(r) => { const c = last(r).contributions[0]; c.value += '\u200b'; last(r).seed = seedOf(last(r)); }, '号码和种子'],
    [(r) => { last(r).outcome.businesses[0] = unlucky; }, '抽中的各户'],
    [(r) => { last(r).outcome.businesses.pop(); }, '抽中的各户'],
    [(r) => { r.attempts[1].outcome.businesses[0] = unlucky; }, '第2次抽取：抽中的各户'],
    [(r) => roster(r, (all) => all.pop()), '名录的摘要'],
    [(r) => roster(r, (all) => all.pop()), '户数'],
    [(r) => roster(r, (all) => { all[0].name += '改'; }), '名录的摘要'],
    [(r) => roster(r, (all) => { all[0].key = '9'; }), '名录的摘要'],
    [(r) => roster(r, (all) => all.push({ key: '￿', name: '多出的', stratum: all[0].stratum })), '户数'],
    [(r) => resealed(r, (all) => all.pop()), '种子'],
    [(r) => { const [a, b] = last(r).outcome.teams; [a.businesses[0], b.businesses[0]] = [b.businesses[0], a.businesses[0]]; }, '次序'],
    [(r) => { last(r).substitutions.find((s) => s.kind === 'business').in = unlucky; }, '替补'],
    [(r) => { r.attempts.splice(1, 1); }, '首尾相连'],
    [(r) => { r.attempts[0].void.reason += '改'; }, '首尾相连'],
    [(r) => { last(r).seal.campaign.attempt = 1; }, '首尾相连'],
    [(r) => { last(r).substitutions[0].reason = ' '; }, '各项'],
    [(r) => { last(r).outcome.round = 101; }, '各项'],
    [(r) => { r.attempts[0].note = ''; }, '各项'],
    [(r) => { r.attempts = null; }, '缺损'],
  ];
  const full = [
    [(r) => { Object.values(last(r).outcome.officers)[0].reverse(); }, '抽中的执法人员'],
    [(r) => { Object.values(r.officers)[0].recusals.pop(); }, '执法人员名录的摘要'],
  ];
  const betraying = [[(r) => { last(r).outcome.teams[0].officers = {}; }, '没有公开']];
  const all = [
    ...[...cases, ...full].map(([edit, what]) => [pages.whole, copy(record, edit), what]),
    ...[...cases, ...betraying].map(([edit, what]) => [pages.public, copy(withheld(record), edit), what]),
  ];
  const { page, context, noted } = await alone('about:blank');
  await context.setOffline(false);
  for (const [i, [html, changed, what]] of all.entries()) {
    await page.goto(file(`public-changed-${i}.html`, holding(html, changed)));
    const wrong = await different(page);
    assert(wrong.some((t) => t.includes(what)), `${i} ${what}: ${wrong.join()}`);
  }
  assert.deepEqual(noted.filter((n) => !n.startsWith('file:')), []);
  await context.close();
});

test('every tampered vector is found out by the page that holds it', async () => {
  const { records } = JSON.parse(readFileSync(join(root, 'tests', 'vectors', 'tampered.json'), 'utf8'));
  const { page, context } = await alone('about:blank');
  await context.setOffline(false);
  for (const [i, { name, record }] of records.entries()) {
    await page.goto(file(`public-tampered-${i}.html`, holding(pages.public, record)));
    assert((await different(page)).length > 0, name);
  }
  assert.equal(records.length, 67);
  await context.close();
});

test('the public page without script, on a phone, on paper', async () => {
  const url = file('public-plain.html', pages.whole);
  const { page: plain, context, noted } = await alone(url, { javaScriptEnabled: false, viewport: PHONE });
  const attempt = last(record);
  await plain.getByRole('heading', { level: 1, name: attempt.seal.campaign.title }).waitFor();
  assert(await plain.getByText('在本页重算').isHidden());
  const text = await plain.locator('main').innerText();
  for (const key of attempt.outcome.businesses) assert(text.includes(nameOf(record, key)), key);
  for (const a of record.attempts) for (const part of [a.seed, a.nonce, a.commitment]) assert(!part || text.includes(part));
  await keep(plain, '41-public-phone');
  assert.deepEqual(noted, []);
  await context.close();

  const { page: wide, context: other } = await alone(url, { viewport: PHONE });
  const width = await wide.evaluate(() => document.documentElement.scrollWidth);
  assert(width <= PHONE.width, `${width} px wide on a phone`);
  await wide.setViewportSize({ width: 1280, height: 900 });
  await keep(wide, '42-public');
  const pdf = await wide.pdf({ preferCSSPageSize: true });
  writeFileSync(artifact('public.pdf'), pdf);
  const words = execFileSync('pdftotext', ['-layout', artifact('public.pdf'), '-'], { encoding: 'utf8' });
  assert(words.includes('抽中的各户') && !words.includes('在本页重算'));
  // The commitment stands on paper in full.
  assert(words.replace(/\s+/g, '').includes(attempt.commitment));
  const told = execFileSync('pdfinfo', [artifact('public.pdf')], { encoding: 'utf8' });
  assert.match(told, /Page size:\s+59[45]\.\d* x 84[12]/);
  await other.close();
});
