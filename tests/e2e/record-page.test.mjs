// The public record as a page, by itself: from a file and from a server, with the network cut, without script, on a phone
// and on paper. What its own script computes is compared with this test's.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { execFileSync } from 'node:child_process';
import { PHONE, artifact, browser, browserTest, keep } from './harness.mjs';
import { ticket } from './protocol.mjs';
import { button, download, drawn } from './steps.mjs';

async function exported(page) {
  const { text } = await download(page, () => button(page, '导出公开记录').click());
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  await page.getByText('导出公开网页').click();
  const whole = await download(page, () => button(page, '含执法人员姓名').click());
  const masked = await download(page, () => button(page, '隐去姓名').click());
  return { record: JSON.parse(text), whole: whole.text, masked: masked.text };
}

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

const results = async (page) => {
  await page.getByRole('button', { name: '重算' }).click();
  return (await page.locator('#results li').allInnerTexts()).map((t) => t.replace(/\s+/g, ''));
};

browserTest('the public page recomputes itself, from a file and from a server', async ({ page }) => {
  const { record, whole, masked } = await exported(page);
  const file = artifact('public.html');
  writeFileSync(file, whole);
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(whole));
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = `http://127.0.0.1:${server.address().port}/`;
  for (const url of [pathToFileURL(file).href, address]) {
    const { page: public_, context, noted } = await alone(url);
    const found = await results(public_);
    assert.equal(found.length, 6, found.join());
    assert(found.every((t) => t.startsWith('✓相同')), found.join());
    const listed = record.manifest.businesses;
    const out = listed.find((b) => !record.outcome.businesses.includes(b.key));
    for (const [asked, key, verdict] of [[record.outcome.businesses[0].toLowerCase(), record.outcome.businesses[0], '抽中。'], [out.name, out.key, '没有抽中。']]) {
      await public_.getByLabel('为什么抽中／没抽中').fill(asked);
      await public_.getByRole('button', { name: '查', exact: true }).click();
      const answer = public_.locator('#answer');
      await answer.getByText(verdict).waitFor();
      const mine = ticket(record.seed, 'business', key);
      await answer.getByText(mine, { exact: true }).waitFor();
      const all = listed.filter((b) => b.stratum === listed.find((x) => x.key === key).stratum).map((b) => ticket(record.seed, 'business', b.key)).sort();
      await answer.getByText(`从小到大排第${all.indexOf(mine) + 1}。`).waitFor();
      assert.equal(execFileSync('sh', ['-c', await answer.locator('pre').innerText()], { encoding: 'utf8' }).split(' ')[0], mine);
    }
    await public_.getByLabel('为什么抽中／没抽中').fill('查无此户');
    await public_.getByRole('button', { name: '查', exact: true }).click();
    await public_.getByText('名录中没有这一户。').waitFor();
    const saved = await download(public_, () => public_.getByRole('button', { name: '下载记录（.json）' }).click());
    assert.deepEqual(JSON.parse(saved.text), record);
    assert.deepEqual(noted, []);
    await context.close();
  }
  server.close();

  const hidden = artifact('public-masked.html');
  writeFileSync(hidden, masked);
  const { page: public_, context, noted } = await alone(pathToFileURL(hidden).href);
  const found = await results(public_);
  assert(found.length === 3 && found.every((t) => t.startsWith('✓相同')), found.join());
  const text = await public_.content();
  assert(record.manifest.officers.every((o) => !text.includes(o.key) && !text.includes(o.name)));
  await public_.getByText('本页不能重算封存码').waitFor();
  assert.deepEqual(noted, []);
  await keep(public_, '40-public-masked');
  await context.close();
}, { from: 'drawn' });

browserTest('a changed public page is found out by its own script', async ({ page }) => {
  const { record, whole } = await exported(page);
  const open = '<script type="application/json" id="record">';
  const [before, rest] = whole.split(open);
  const [, after] = [rest.slice(0, rest.indexOf('</script>')), rest.slice(rest.indexOf('</script>'))];
  const change = (edit) => {
    const copy = structuredClone(record);
    edit(copy);
    return before + open + JSON.stringify(copy) + after;
  };
  const unlucky = record.manifest.businesses.find((b) => !record.outcome.businesses.includes(b.key)).key;
  const cases = [
    [(r) => { r.manifest.campaign.title += '改'; }, '封存码'],
    [(r) => { r.nonce = `${r.nonce[0] === '0' ? '1' : '0'}${r.nonce.slice(1)}`; }, '随机码'],
    [(r) => { r.contributions[0].value += '1'; }, '种子'],
    [(r) => { r.outcome.businesses[0] = unlucky; }, '抽中的市场主体'],
    [(r) => { Object.values(r.outcome.officers)[0].reverse(); }, '抽中的执法人员'],
    [(r) => { r.manifest.campaign.attempt = 2; }, '作废'],
  ];
  for (const [i, [edit, what]] of cases.entries()) {
    const file = artifact(`public-changed-${i}.html`);
    writeFileSync(file, change(edit));
    const { page: public_, context, noted } = await alone(pathToFileURL(file).href);
    const wrong = (await results(public_)).filter((t) => t.startsWith('✗不同'));
    assert(wrong.some((t) => t.includes(what)), `${what}: ${wrong.join()}`);
    assert.deepEqual(noted, []);
    await context.close();
  }
}, { from: 'drawn' });

browserTest('the public page without script, on a phone, on paper', async ({ page }) => {
  const { record, whole } = await exported(page);
  const file = artifact('public-plain.html');
  writeFileSync(file, whole);
  const url = pathToFileURL(file).href;
  const { page: plain, context, noted } = await alone(url, { javaScriptEnabled: false, viewport: PHONE });
  await plain.getByRole('heading', { level: 1, name: record.manifest.campaign.title }).waitFor();
  assert(await plain.getByText('在本页重算').isHidden());
  const text = await plain.locator('main').innerText();
  const name = (key) => record.manifest.businesses.find((b) => b.key === key).name;
  for (const key of record.outcome.businesses) assert(text.includes(name(key)), key);
  for (const part of [record.seed, record.nonce, record.commitment]) assert(text.includes(part));
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
  assert(words.includes('抽中的市场主体') && !words.includes('在本页重算'));
  // The commitment stands on paper in full.
  assert(words.replace(/\s+/g, '').includes(record.commitment));
  const pages = execFileSync('pdfinfo', [artifact('public.pdf')], { encoding: 'utf8' });
  assert.match(pages, /Page size:\s+59[45]\.\d* x 84[12]/);
  await other.close();
}, { from: 'drawn' });
