// How long the start page takes with 200 campaigns in storage, beside one with a single campaign: until its list stands, and the
// longest task of the main thread until then, while it is searched and while a year is unfolded. Medians in ms; figures, no test.
//   node tests/bench/home.mjs [CAMPAIGNS] [RUNS]
import { home, origin, profile, browser } from '../e2e/harness.mjs';
import { states } from '../e2e/states.mjs';

const many = Number(process.argv[2] ?? 200);
const runs = Number(process.argv[3] ?? 5);
const median = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];

const published = Object.entries(states('2018-12-05T10:00:00+08:00').published);
const [key, text] = published.find(([name]) => name.startsWith('mingchou/campaign/'));

/** So many copies of a campaign that was published, of eight years; each tenth is under way. */
function storage(count) {
  const documents = Array.from({ length: count }, (_, n) => {
    const { campaign, ...head } = JSON.parse(text);
    const year = 2019 + (n % 8);
    campaign.id = `c${String(n).padStart(5, '0')}`;
    campaign.plan.number = `平双随机〔${year}〕${n + 1}号`;
    for (const stage of campaign.plan.stages) for (const end of ['from', 'to']) stage[end] = stage[end].replace(/^\d+/, year);
    if (n % 10 === 0) campaign.attempts[0].conduct.publications = [];
    return { name: `mingchou/campaign/${campaign.id}`, value: JSON.stringify({ ...head, campaign }) };
  });
  const others = published.filter(([name]) => name !== key).map(([name, value]) => ({ name, value }));
  return [...others, ...documents];
}

const watch = () => {
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((task) => Math.round(task.duration))))
    .observe({ type: 'longtask', buffered: true });
};

async function run(count) {
  const local = storage(count);
  const { context } = await profile({ storageState: { cookies: [], origins: [{ origin, localStorage: local }] } });
  await context.addInitScript(watch);
  const page = await context.newPage();
  const longest = async () => {
    await page.waitForTimeout(400);
    return page.evaluate(() => Math.max(0, ...window.longTasks.splice(0)));
  };
  await page.goto(home);
  await page.locator('#app .list > li').first().waitFor();
  const stands = await page.evaluate(() => Math.round(performance.now()));
  const opened = await longest();
  let searched = 0;
  let unfolded = 0;
  if (count > 5) {
    await page.getByLabel('查找抽查').fill('2021 公安局');
    searched = await longest();
    await page.getByLabel('查找抽查').fill('');
    await page.locator('summary').filter({ hasText: '2022年' }).click();
    unfolded = await longest();
  }
  const units = local.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  await context.close();
  return { stands, opened, searched, unfolded, units };
}

for (const count of [1, many]) {
  const all = [];
  for (let n = 0; n < runs; n += 1) all.push(await run(count));
  const told = ['stands', 'opened', 'searched', 'unfolded', 'units'].map((part) => `${part} ${median(all.map((one) => one[part]))}`);
  console.log(`${count} campaigns: ${told.join(', ')}`);
}
await browser.close();
process.exit(0);
