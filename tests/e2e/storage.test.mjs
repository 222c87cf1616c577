// When nothing can be stored, when what is stored is damaged or newer, and the backup file.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { browserTest, home, keep, root } from './harness.mjs';
import { last } from './protocol.mjs';
import { NUMBERS, PRESET, become, button, dialog, download, drawNow, exportRecord, heading, link, load, makeSeed, readyToSeal, removeForGood, saved, saveFile, say, sayNumbers, seal, start,
  visit, voidWith } from './steps.mjs';

const digest = async (page) => (await page.locator('p.digest').first().innerText()).replace(/\s/g, '');
const FULL = () => {
  if (!sessionStorage.getItem('roomy')) Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
};
/** As a sentence names a code. */
const short = (code) => code.match(/.{4}/g).slice(0, 4).join(' ');
const stored = (page) => page.evaluate(() => ({ ...localStorage }));

async function openBackup(page, path) {
  await page.locator('#backup-file').setInputFiles(path);
  await page.locator('header').getByText(PRESET).waitFor();
}

browserTest('storage is full: it says so, and a file carries the draw to another browser', async ({ page, fresh }) => {
  await page.evaluate(() => { sessionStorage.setItem('roomy', ''); });
  await page.addInitScript(FULL);
  await page.reload();
  await start(page);
  await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
  await page.goto(home);
  await button(page, '新建抽查').waitFor();
  await readyToSeal(page);
  await page.getByText('浏览器的存储空间已满，没有保存成功').waitFor();
  await seal(page);
  await keep(page, '40-not-saved');
  const commitment = await digest(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await page.getByText('已用公开记录重算一遍：一致').waitFor();
  assert.deepEqual(Object.keys(await stored(page)).filter((k) => k.startsWith('mingchou/')), []);
  const backup = await download(page, () => page.locator('header').getByRole('button', { name: '存为文件' }).click());
  assert.match(backup.name, new RegExp(`^${PRESET}-备份-\\d{4}-\\d{2}-\\d{2}\\.json$`));
  const outcome = last(JSON.parse((await exportRecord(page)).text));

  const other = await fresh();
  await openBackup(other.page, backup.path);
  await heading(other.page, '抽取结果').waitFor();
  assert.equal(await digest(other.page), commitment);
  await saved(other.page);
  await other.page.reload();
  await heading(other.page, '抽取结果').waitFor();
  await other.page.getByText('已用公开记录重算一遍：一致').waitFor();
  const record = last(JSON.parse((await exportRecord(other.page)).text));
  assert.deepEqual(record, outcome);
  assert.equal(record.commitment, commitment);

  // It goes on here. Opened again, the file is older than what is there, and takes back nothing that was sealed.
  await visit(other.page, 'settings');
  await other.page.getByLabel('检查后几个工作日内公示').fill('12');
  await saved(other.page);
  await other.page.goto(home);
  await other.page.locator('#backup-file').setInputFiles(backup.path);
  const at = other.page;
  const asked = dialog(at);
  const sure = () => asked.getByRole('button', { name: '确定' }).click();
  await asked.getByText('备份较旧：本机的在备份之后又做了').waitFor();
  await keep(at, '48-older-backup', false);
  await at.setViewportSize({ width: 390, height: 844 });
  await keep(at, '48-older-backup-phone', false);
  await at.setViewportSize({ width: 1366, height: 768 });
  assert(await asked.getByLabel('保留本机的').isChecked());
  assert(await asked.getByLabel('换成备份中的').isEnabled());
  await sure();
  await at.getByText('第 4 步：检查', { exact: true }).waitFor();
  // Both can stay, the one from the file as a copy.
  await at.locator('#backup-file').setInputFiles(backup.path);
  await asked.getByLabel('两份都留，备份作为副本').check();
  await sure();
  await become(() => at.getByText('第 4 步：检查', { exact: true }).count(), 2);
  // The list and the bar tell them apart, the copy's log tells where it comes from.
  assert.equal(await link(at, PRESET).count(), 1);
  await keep(at, '48-copy-beside', false);
  await link(at, `${PRESET}（恢复的副本）`).click();
  await at.locator('header').getByText(`${PRESET}（恢复的副本）`).waitFor();
  await visit(at, 'draw');
  await heading(at, '抽取结果').waitFor();
  assert.equal(await digest(at), commitment);
  await saved(at);
  await at.reload();
  await at.locator('header').getByText(`${PRESET}（恢复的副本）`).waitFor();
  await visit(at, 'settings');
  await at.getByText('查看日志').click();
  const told = at.getByText(/从备份“.*”恢复为副本，备份的最后一步在\d{4}-\d\d-\d\d \d\d:\d\d/);
  assert((await told.innerText()).includes(`“${basename(backup.path)}”`));
  await visit(at, 'print/seal');
  await at.locator('.paper').first().waitFor();
  assert.equal(await at.locator('.paper').getByText('恢复的副本').count(), 0, 'what is printed is what was sealed');
  await at.goto(home);

  // All of them in one file, which says the same as what is here.
  const all = await download(at, () => button(at, '全部存为文件').click());
  assert.equal(JSON.parse(all.text).backups.length, 2);
  await at.locator('#backup-file').setInputFiles(all.path);
  await at.getByText('备份中的2次抽查与本机的完全一样').waitFor();

  // Where it has not gone as far, the file's is newer, and takes its place if that is wanted.
  const third = (await fresh()).page;
  await openBackup(third, backup.path);
  await saved(third);
  await third.locator('a.brand').click();
  await third.locator('#backup-file').setInputFiles(all.path);
  await dialog(third).getByText('备份较新：比本机的多').waitFor();
  assert(await dialog(third).getByLabel('换成备份中的').isChecked());
  await dialog(third).getByRole('button', { name: '确定' }).click();
  await become(() => third.getByText('第 4 步：检查', { exact: true }).count(), 2);
  assert.equal(await link(third, PRESET).count(), 1);
  assert.equal(await link(third, `${PRESET}（恢复的副本）`).count(), 1);
  await third.waitForTimeout(500);
  await third.reload();
  await become(() => third.getByText('第 4 步：检查', { exact: true }).count(), 2);
});

/** The nonce of the open attempt, as this browser keeps it. */
const nonceOf = (page) => page.evaluate(() => {
  const key = Object.keys(localStorage).find((k) => k.startsWith('mingchou/campaign/'));
  return JSON.parse(localStorage.getItem(key)).campaign.attempts.at(-1).nonce;
});

/** A sealed campaign that came without its secret: it can only be voided, and is. */
async function onlyVoid(page) {
  const note = page.getByRole('alert').getByText('这次封存是从备份恢复的，随机码没有存进备份：不能抽取，只能说明理由作废，再重新封存。已经打开的号码请照录，会留在记录里');
  await note.waitFor();
  assert.equal(await link(page, '打印随机码封袋页').count(), 0, 'there is none to print');
  await voidWith(page, '只有备份');
  await page.getByText('第 1 次抽取已作废').waitFor();
}

browserTest('between the seal and the seed no file holds the secret, and from one the seal can only be voided', async ({ page, fresh }) => {
  const nonce = await nonceOf(page);
  assert.match(nonce, /^[0-9a-f]{32}$/);
  assert.equal(await page.locator('#backup-offer').count(), 0);
  const commitment = await digest(page);
  const backup = await saveFile(page);
  const bytes = Buffer.from(nonce, 'hex');
  for (const way of [nonce, nonce.toUpperCase(), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url'), bytes.toString('latin1')]) {
    assert(!backup.text.includes(way), `the nonce as ${way}`);
  }
  assert(backup.text.includes(commitment));

  // The secret was here and still is: a file never takes the place of what is sealed.
  await page.locator('#backup-file').setInputFiles(backup.path);
  await page.getByText('备份中的1次抽查与本机的完全一样，不需要恢复').waitFor();
  assert.equal(await nonceOf(page), nonce);
  await link(page, PRESET).click();
  await say(page, '县公安局', NUMBERS.县公安局);
  await saved(page);
  await page.locator('a.brand').click();
  await page.locator('#backup-file').setInputFiles(backup.path);
  await sameSeal(page, 'a number said', commitment);
  assert.equal(await nonceOf(page), nonce);

  // In another browser it shows what it lacks; numbers make no seed; what is left is a void.
  const other = (await fresh()).page;
  await openBackup(other, backup.path);
  await heading(other, '封存码', 2).waitFor();
  assert.equal(await digest(other), commitment);
  await saved(other);
  assert.equal(await nonceOf(other), null);
  await other.reload();
  await heading(other, '封存码', 2).waitFor();
  assert.equal(await other.locator('#backup-offer').count(), 0);
  await keep(other, '48-without-secret');
  await onlyVoid(other);
  await seal(other);
  await sayNumbers(other);
  await makeSeed(other);
  await drawNow(other);
  const { path, text } = await exportRecord(other);
  const record = JSON.parse(text);
  assert.deepEqual(record.attempts.map((a) => [a.nonce === null, a.seed === null, a.outcome === null, a.void === null]), [[true, true, true, false], [false, false, false, true]]);
  assert.equal(record.attempts[0].commitment, commitment);
  const said = execFileSync('python3', [join(root, 'tools', 'verify.py'), path], { encoding: 'utf8' }).trim().split('\n');
  assert.equal(said[0], 'verified');
  assert.deepEqual([said.length, said.some((l) => l.includes('attempt 1: the nonce is lost'))], [3, true], said.join('\n'));
}, { from: 'sealed' });

browserTest('numbers said under a seal without its secret make no seed', async ({ page, fresh }) => {
  const backup = await saveFile(page);
  const other = (await fresh()).page;
  await openBackup(other, backup.path);
  await other.getByText('各方的号码已全部核对').waitFor();
  await button(other, '产生种子').click();
  await other.getByRole('alert').getByText('随机码没有存进备份，这次封存不能继续，只能说明理由作废').waitFor();
  await button(other, '知道了').click();
  assert.equal(await heading(other, '种子', 2).count(), 0);
  await onlyVoid(other);
}, { from: 'numbered' });

/** Of a file that would take back what was sealed only what is here can stay, and it says why. */
async function sameSeal(page, what, commitment) {
  const asked = dialog(page);
  await asked.getByText(`本机的“${PRESET}”在同一个封存码（${short(commitment)}…）之下已经走得更远。恢复这份备份等于退回去另抽一次，因此不能换成备份中的，也不能作为副本`).waitFor();
  assert(await asked.getByLabel('保留本机的').isChecked(), what);
  for (const name of ['换成备份中的', '两份都留，备份作为副本']) {
    const choice = asked.getByLabel(name);
    assert(await choice.isDisabled(), `${what}: ${name}`);
    // Taking the lock off in the page does not help.
    await choice.evaluate((e) => { e.disabled = false; e.click(); });
  }
  await asked.getByRole('button', { name: '确定' }).click();
  await asked.waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('link', { name: PRESET }).count(), 1, `${what}: no copy of it`);
}

browserTest('a file never takes back what was sealed or drawn here since', async ({ page }) => {
  const before = await saveFile(page);
  await link(page, PRESET).click();
  await visit(page, 'draw');
  await seal(page);
  const commitment = await digest(page);
  const backup = await saveFile(page);

  // Made before the seal: it can stand beside it as a copy, not take its place.
  const asked = dialog(page);
  await page.locator('#backup-file').setInputFiles(before.path);
  await asked.getByText(`本机的“${PRESET}”在这份备份之后已经封存过（封存码${short(commitment)}…），换成备份中的会把那次封存丢掉，因此不能换；可以作为副本`).waitFor();
  await keep(page, '48-later-seal', false);
  assert(await asked.getByLabel('保留本机的').isChecked());
  assert(await asked.getByLabel('换成备份中的').isDisabled());
  await asked.getByLabel('两份都留，备份作为副本').check();
  await asked.getByRole('button', { name: '确定' }).click();
  await link(page, `${PRESET}（恢复的副本）`).waitFor();
  await page.getByText('已封存，等待报数', { exact: true }).waitFor();
  await removeForGood(page, `${PRESET}（恢复的副本）`);
  await link(page, `${PRESET}（恢复的副本）`).waitFor({ state: 'detached' });

  // Made after the seal, and drawn here since.
  await link(page, PRESET).click();
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await saved(page);
  await page.locator('a.brand').click();
  await page.locator('#backup-file').setInputFiles(backup.path);
  await asked.getByText('备份较旧：本机的在备份之后又做了').waitFor();
  await keep(page, '48-same-seal', false);
  await sameSeal(page, 'drawn', commitment);
  await page.getByText('第 4 步：检查', { exact: true }).waitFor();

  // The draw of here, deleted, does not come back from that file as a seal that can be drawn from.
  await removeForGood(page, PRESET);
  await page.getByText('还没有抽查').waitFor();
  await openBackup(page, backup.path);
  await heading(page, '封存码', 2).waitFor();
  assert.equal(await digest(page), commitment);
  await saved(page);
  assert.equal(await nonceOf(page), null);
  await onlyVoid(page);
}, { from: 'rostered', at: 'draw' });

browserTest('a backup is offered after the draw, not between seal and seed, and the offer can be put away', async ({ page }) => {
  const offer = page.locator('#backup-offer');
  assert.equal(await offer.count(), 0);
  await button(page, '封存……').click();
  await dialog(page).getByText('封存到产生种子之间不做备份').waitFor();
  await dialog(page).getByRole('button', { name: '再看看' }).click();
  await seal(page);
  await sayNumbers(page);
  await saved(page);
  assert.equal(await offer.count(), 0);
  await makeSeed(page);
  await drawNow(page);
  await offer.getByText('已抽取，建议现在存一份备份').waitFor();
  await keep(page, '49-backup-offer', false);
  await page.setViewportSize({ width: 390, height: 844 });
  await keep(page, '49-backup-offer-phone', false);
  await button(page, '以后再说').click();
  await offer.waitFor({ state: 'detached' });
  await saved(page);
  await page.reload();
  await offer.getByText('已抽取，建议现在存一份备份').waitFor();
  await download(page, () => button(page, '现在备份').click());
  await offer.waitFor({ state: 'detached' });
  await saved(page);
  await page.reload();
  await heading(page, '抽取结果').waitFor();
  assert.equal(await offer.count(), 0);
}, { from: 'rostered', at: 'draw' });

browserTest('a backup is offered when what was done is in none for seven days', async ({ page }) => {
  const offer = page.locator('#backup-offer');
  const now = (time) => page.clock.setFixedTime(new Date(`${time}+08:00`));
  const reopen = async () => {
    await page.reload();
    await heading(page, '方案').waitFor();
  };
  await now('2018-12-03T10:00:00');
  await start(page);
  await page.getByLabel('任务名称').fill('第一周');
  await saved(page);
  await page.locator('a.brand').click();
  await download(page, () => button(page, '把第一周存为文件').click());
  await link(page, '第一周').click();
  // Nothing was done since: however old it is, it is enough.
  await now('2018-12-20T10:00:00');
  await visit(page, 'plan');
  await reopen();
  assert.equal(await offer.count(), 0);
  await page.getByLabel('任务名称').fill('第三周');
  await saved(page);
  assert.equal(await offer.count(), 0);
  await now('2018-12-27T09:59:00');
  await reopen();
  assert.equal(await offer.count(), 0);
  await now('2018-12-27T10:01:00');
  await reopen();
  await offer.getByText('7天前的修改还没有备份，建议现在存一份。').waitFor();
  await keep(page, '49-backup-offer-days', false);
  assert.equal(await page.getByRole('complementary', { name: '备份提醒' }).count(), 1);
  await button(page, '以后再说').click();
  await offer.waitFor({ state: 'detached' });
  await now('2018-12-28T10:01:00');
  await reopen();
  await offer.getByText('8天前的修改还没有备份').waitFor();
  await download(page, () => button(page, '现在备份').click());
  await offer.waitFor({ state: 'detached' });
  await reopen();
  assert.equal(await offer.count(), 0);
}, { own: true });

browserTest('the room that is taken is told, and warned of from 80 %', async ({ page }) => {
  await saved(page);
  await page.locator('a.brand').click();
  await page.getByText(/^占用约\d+ KB$/).waitFor();
  const units = () => page.evaluate(() => Object.entries(localStorage).reduce((n, [k, v]) => n + k.length + v.length, 0));
  // A unit of UTF-16 is two bytes; what is told is rounded up.
  const size = (bytes) => bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(Math.ceil(bytes * 10 / (1 << 20)) / 10).toFixed(1)} MB`;
  const told = async () => (await page.getByText(/本机共占用/).innerText()).match(/本机共占用约(.+?)，还可存约(.+?)。/).slice(1);
  const wanted = async () => { const taken = await units(); return [size(2 * taken), size(2 * (5_000_000 - taken))]; };
  const take = async (all) => {
    await page.evaluate((n) => localStorage.setItem('others', '占'.repeat(n)), all - await units());
    await page.reload();
    await page.getByText(/本机共占用/).waitFor();
  };
  assert(await units() < 50_000);
  assert.deepEqual(await told(), await wanted());
  await take(60_000);
  assert.deepEqual(await told(), await wanted());
  assert.equal(await page.getByText('快满了').count(), 0);
  await take(4_160_000);
  await page.getByText('快满了').waitFor();
  assert.deepEqual(await told(), await wanted());
  await keep(page, '47-nearly-full');
  await page.setViewportSize({ width: 390, height: 844 });
  await keep(page, '47-nearly-full-phone');
}, { from: 'rostered', at: 'draw' });

browserTest('what was not saved is not told as being saved by something that changes nothing', async ({ page }) => {
  await visit(page, 'rosters');
  await page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; });
  // Parts that wait to be stored.
  await load(page, 'businesses', 'fullwidth.xlsx');
  const failed = page.getByRole('alert').getByText('未保存', { exact: true });
  await failed.waitFor();
  await visit(page, 'plan');
  await page.getByLabel('任务名称').evaluate((e) => e.dispatchEvent(new Event('input', { bubbles: true })));
  await page.waitForTimeout(500);
  assert(await failed.isVisible());
  assert.equal(await page.getByText('正在保存').count(), 0);
}, { from: 'rostered', at: 'rosters' });

for (const name of ['NS_ERROR_DOM_QUOTA_REACHED', 'QUOTA_EXCEEDED_ERR', 'QuotaExceededError']) {
  browserTest(`a browser that says ${name} is full`, async ({ page }) => {
    await page.evaluate((name) => { Storage.prototype.setItem = () => { throw new DOMException('no', name); }; }, name);
    await start(page);
    await page.getByText('浏览器的存储空间已满，没有保存成功').waitFor();
  });
}

browserTest('storage that becomes blocked is told', async ({ page }) => {
  await page.evaluate(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }));
  await start(page);
  await page.getByText('浏览器禁止本页面保存数据').waitFor();
  await button(page, '存为文件').waitFor();
});

browserTest('storage fails in the middle and comes back: nothing is lost', async ({ page }) => {
  await start(page);
  await page.getByLabel('任务名称').fill('先');
  await saved(page);
  await page.evaluate(() => {
    window.really = Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await page.getByLabel('任务名称').fill('先后');
  await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
  assert.equal(await page.getByRole('status').filter({ hasText: '已保存' }).count(), 0);
  await page.evaluate(() => { Storage.prototype.setItem = window.really; });
  await page.getByLabel('任务名称').fill('先后都在');
  await saved(page);
  assert.equal(await page.getByText('未保存').count(), 0);
  await page.reload();
  assert.equal(await page.getByLabel('任务名称').inputValue(), '先后都在');
});

browserTest('what is damaged or newer is told and left as it is', async ({ page }) => {
  const odd = {
    'mingchou/campaign/broken': '{"format":"mingchou-campaign","version":1,"camp',
    'mingchou/campaign/hollow': '{"format":"mingchou-campaign","version":1,"campaign":{}}',
    'mingchou/campaign/strange': '[1,2]',
    'mingchou/campaign/newer': '{"format":"mingchou-campaign","version":99,"campaign":{"dreams":true}}',
    'others/key': 'not ours',
  };
  await page.evaluate((odd) => Object.entries(odd).forEach(([k, v]) => localStorage.setItem(k, v)), odd);
  await page.reload();
  await page.getByRole('alert').filter({ hasText: '由更新版本的明抽保存（第99版格式）' }).waitFor();
  assert.equal(await page.getByRole('alert').filter({ hasText: '有一次抽查打不开' }).count(), 4);
  assert.equal(await page.getByRole('alert').filter({ hasText: /已损坏/ }).count(), 3);
  await keep(page, '41-damaged');
  await start(page);
  await page.getByLabel('任务名称').fill('新的一次');
  await saved(page);
  await page.goto(`${home}#/c/newer/draw`);
  await heading(page, '找不到这次抽查').waitFor();
  await link(page, '返回首页').last().click();
  await link(page, '新的一次').waitFor();
  const now = await stored(page);
  for (const [key, value] of Object.entries(odd)) assert.equal(now[key], value, key);
});

browserTest('what a newer version saved can be looked at, not changed, and keeps its parts', async ({ page }) => {
  await saved(page);
  // Another program writes while this one is not running: it would rightly sweep a part that nothing points to.
  await page.route('**/elsewhere', (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }));
  await page.goto(new URL('elsewhere', home).href);
  const put = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((k) => k.startsWith('mingchou/campaign/'));
    const newer = localStorage.getItem(key).replace(/"version":\d+,/, '"version":99,').replace('"campaign":{', '"campaign":{"dreams":["电子印章"],');
    localStorage.setItem(key, newer);
    // A part of a kind that this version does not know.
    localStorage.setItem(`mingchou/blob/${'0'.repeat(64)}`, '"AAAA"');
    localStorage.setItem('mingchou/unused', JSON.stringify({ ['0'.repeat(64)]: '2018-12-03T14:00:00+08:00' }));
    return { key, newer };
  });
  await page.goto(home);
  await page.getByText('由更新版本的明抽保存，只能查看').waitFor();
  await keep(page, '46-newer');
  await link(page, PRESET).click();
  await page.getByText('这次抽查由更新版本的明抽保存，本版本只能查看').waitFor();
  await visit(page, 'plan');
  await page.getByLabel('任务名称').fill('改不了');
  await page.getByRole('alert').getByText('本版本只能查看，不能修改').waitFor();
  // Another campaign is made and saved; nothing of the newer one goes.
  await page.goto(home);
  await start(page);
  await page.getByLabel('任务名称').fill('另一次');
  await saved(page);
  await page.waitForTimeout(3000);
  const now = await stored(page);
  assert.equal(now[put.key], put.newer);
  assert.equal(Object.keys(now).filter((k) => k.startsWith('mingchou/blob/')).length, 3);
}, { from: 'rostered', at: 'draw' });

browserTest('parts that nothing points to any more are swept after a while, those of what is deleted at once', async ({ page }) => {
  const blobs = async () => Object.keys(await stored(page)).filter((k) => k.startsWith('mingchou/blob/')).length;
  await saved(page);
  assert.equal(await blobs(), 2);
  await page.evaluate(() => localStorage.setItem(`mingchou/blob/${'0'.repeat(64)}`, '"AAAA"'));
  await page.locator('a.brand').click();
  await start(page);
  await saved(page);
  await page.waitForFunction(() => localStorage.getItem('mingchou/unused')?.includes('0'.repeat(64)));
  // After a power cut the document before may name it.
  assert.equal(await blobs(), 3);
  const later = async (minutes) => {
    await page.clock.setFixedTime(Date.now() + minutes * 60_000);
    await page.getByLabel('任务名称').fill(`${minutes}分钟后`);
    await saved(page);
  };
  await later(29);
  await page.waitForTimeout(2000);
  assert.equal(await blobs(), 3);
  await later(32);
  await page.waitForFunction(() => !localStorage.getItem(`mingchou/blob/${'0'.repeat(64)}`));
  assert.equal(await blobs(), 2, 'those that are used stay');
  await page.locator('a.brand').click();
  await removeForGood(page, PRESET);
  await page.waitForFunction(() => !Object.keys(localStorage).some((k) => k.startsWith('mingchou/blob/')));
}, { from: 'rostered', at: 'draw', own: true });

browserTest('a part that went missing or was changed is told, and nothing is written over it', async ({ page }) => {
  await saved(page);
  const url = page.url();
  const spoilt = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((k) => k.startsWith('mingchou/blob/'));
    const text = localStorage.getItem(key);
    localStorage.setItem(key, text.slice(0, -9) + 'AAAAAAA="');
    return { key, text: localStorage.getItem(key) };
  });
  await page.reload();
  await heading(page, '这次抽查打不开').waitFor();
  assert.equal(await page.evaluate((k) => localStorage.getItem(k), spoilt.key), spoilt.text);
  await page.evaluate((k) => localStorage.removeItem(k), spoilt.key);
  await page.goto(home);
  await page.goto(url);
  await page.reload();
  await page.getByText('保存的内容缺少一部分').waitFor();
}, { from: 'rostered', at: 'draw' });

browserTest('files that are no backup are refused in words', async ({ page }) => {
  for (const [text, says] of [['', '不是明抽的备份文件'], ['{', '不是明抽的备份文件'], ['{"protocol":"mingchou/2"}', '不是明抽的备份文件'],
    ['{"format":"mingchou-backup","campaign":{"format":"mingchou-campaign","version":99,"campaign":{}},"parts":{}}', '更新版本']]) {
    await page.locator('#backup-file').setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await page.getByRole('alert').filter({ hasText: says }).waitFor();
    await button(page, '知道了').click();
  }
  await page.getByText('还没有抽查').waitFor();
});

browserTest('where one campaign does not fit, deleting another makes room for it', async ({ page }) => {
  await start(page);
  await page.getByLabel('任务名称').fill('旧的');
  await saved(page);
  await page.locator('a.brand').click();
  await start(page);
  await page.getByLabel('任务名称').fill('新的');
  await saved(page);
  await page.evaluate(() => {
    const [id] = location.hash.split('/').slice(2);
    const keys = Object.keys(localStorage).filter((key) => key.startsWith('mingchou/campaign/'));
    const [old] = keys.filter((key) => !key.endsWith(id));
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function full(key, value) {
      if (key.endsWith(`campaign/${id}`) && localStorage.getItem(old) !== null) throw new DOMException('full', 'QuotaExceededError');
      return setItem.call(this, key, value);
    };
  });
  await page.getByLabel('任务名称').fill('新的，改过');
  await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
  await page.locator('a.brand').click();
  await removeForGood(page, '旧的');
  await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor({ state: 'detached' });
  await page.reload();
  await link(page, '新的，改过').waitFor();
  assert.equal(await link(page, '旧的').count(), 0);
});

/** Backups that the last version before mingchou/2 wrote. */
const preliminary = (name) => join(root, 'tests', 'stored', `backup-v6-${name}.json`);
const TRIAL = '这次抽取用的是试行规则（mingchou/1），本版本只能查看和打印，不能继续。需要重抽的，请说明理由作废';

browserTest('what was drawn by the preliminary protocol is shown and printed, and says that it is not verified', async ({ page }) => {
  await openBackup(page, preliminary('drawn'));
  await heading(page, '抽取结果').waitFor();
  await page.getByText(TRIAL).waitFor();
  assert.equal(await page.locator('#drawn-businesses .firms li').count(), 11);
  assert.equal(await button(page, '导出公开记录……').count(), 0, 'there is no record that this version could verify');
  assert.equal(await page.locator('#self-check').count(), 0);
  await keep(page, '70-preliminary');
  await visit(page, 'print/2+6');
  const paper = await page.locator('main#main').innerText();
  assert.match(paper, /试行规则（mingchou\/1）抽取，本版本不能验证/);
  await visit(page, 'draw');
  await voidWith(page, '试行');
  await page.getByText('第 1 次抽取已作废').waitFor();
  await page.getByText('（试行规则）').waitFor();
});

browserTest('a seal of the preliminary protocol takes no number and can be voided', async ({ page }) => {
  await openBackup(page, preliminary('sealed'));
  await heading(page, '封存码', 2).waitFor();
  await page.getByText(TRIAL).waitFor();
  assert.equal(await page.getByLabel('已全部写好交齐').count(), 0);
  await voidWith(page, '试行');
  await heading(page, '检查将要封存的内容', 2).waitFor();
});
