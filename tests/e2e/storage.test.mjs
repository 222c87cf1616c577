// When nothing can be stored, when what is stored is damaged or newer, and the backup file.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { browserTest, home, keep } from './harness.mjs';
import { PRESET, button, dialog, download, drawNow, heading, link, makeSeed, readyToSeal, remove, saved, sayNumbers, seal, start, visit } from './steps.mjs';

const digest = async (page) => (await page.locator('p.digest').first().innerText()).replace(/\s/g, '');
const FULL = () => {
  if (!sessionStorage.getItem('roomy')) Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
};
const stored = (page) => page.evaluate(() => ({ ...localStorage }));

async function openBackup(page, path) {
  await page.locator('#backup-file').setInputFiles(path);
  await page.locator('header').getByText(PRESET).waitFor();
}

browserTest('storage is full: it says so, and a file carries the sealed draw to another browser', async ({ page, fresh }) => {
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
  assert.deepEqual(Object.keys(await stored(page)).filter((k) => k.startsWith('mingchou/')), []);
  const backup = await download(page, () => page.locator('header').getByRole('button', { name: '存为文件' }).click());
  assert.equal(backup.name, `${PRESET}-备份.json`);

  const other = await fresh();
  await openBackup(other.page, backup.path);
  await heading(other.page, '封存码', 2).waitFor();
  assert.equal(await digest(other.page), commitment);
  await saved(other.page);
  await other.page.reload();
  await heading(other.page, '封存码', 2).waitFor();
  await sayNumbers(other.page);
  await makeSeed(other.page);
  await drawNow(other.page);
  await other.page.getByText('已用公开记录重算一遍：一致').waitFor();
  const record = JSON.parse((await download(other.page, () => button(other.page, '导出公开记录').click())).text);
  assert.equal(record.commitment, commitment);

  // It is not opened over the one that is there, which has gone further.
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
  await sure();
  await at.getByText('第 4 步：检查', { exact: true }).waitFor();
  // Both can stay, the one from the file as a copy.
  await at.locator('#backup-file').setInputFiles(backup.path);
  await asked.getByLabel('两份都留，备份作为副本').check();
  await sure();
  await at.getByText('已封存，等待报数', { exact: true }).waitFor();
  // The list and the bar tell them apart, the copy's log tells where it comes from.
  assert.equal(await link(at, PRESET).count(), 1);
  await keep(at, '48-copy-beside', false);
  await link(at, `${PRESET}（恢复的副本）`).click();
  await at.locator('header').getByText(`${PRESET}（恢复的副本）`).waitFor();
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
  await third.getByText('第 4 步：检查', { exact: true }).waitFor();
  assert.equal(await link(third, PRESET).count(), 1);
  assert.equal(await link(third, `${PRESET}（恢复的副本）`).count(), 1);
  await third.waitForTimeout(500);
  await third.reload();
  await third.getByText('第 4 步：检查', { exact: true }).waitFor();
});

browserTest('a backup is offered after the seal and the draw, and the offer can be put away', async ({ page }) => {
  const offer = page.locator('#backup-offer');
  assert.equal(await offer.count(), 0);
  await seal(page);
  await offer.getByText('已封存，建议现在存一份备份').waitFor();
  await keep(page, '49-backup-offer', false);
  await page.setViewportSize({ width: 390, height: 844 });
  await keep(page, '49-backup-offer-phone', false);
  await button(page, '以后再说').click();
  await offer.waitFor({ state: 'detached' });
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
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
});

browserTest('the room that is taken is told, and warned of from 80 %', async ({ page }) => {
  await saved(page);
  await page.locator('a.brand').click();
  await page.getByText(/^占用[\d.]+万?字符$/).waitFor();
  const units = () => page.evaluate(() => Object.entries(localStorage).reduce((n, [k, v]) => n + k.length + v.length, 0));
  const told = async () => (await page.getByText(/本机共用/).innerText()).match(/字符，(不到|约为)浏览器允许的500万字符的(\d+)%/).slice(1);
  const take = async (all) => {
    await page.evaluate((n) => localStorage.setItem('others', '占'.repeat(n)), all - await units());
    await page.reload();
    await page.getByText(/本机共用/).waitFor();
  };
  assert(await units() < 50_000);
  assert.deepEqual(await told(), ['不到', '1']);
  await take(60_000);
  assert.deepEqual(await told(), ['约为', String(Math.floor(await units() / 50_000))]);
  assert.equal(await page.getByText('快满了').count(), 0);
  await take(4_160_000);
  await page.getByText('快满了').waitFor();
  assert.deepEqual(await told(), ['约为', String(Math.floor(await units() / 50_000))]);
  await keep(page, '47-nearly-full');
  await page.setViewportSize({ width: 390, height: 844 });
  await keep(page, '47-nearly-full-phone');
}, { from: 'rostered', at: 'draw' });

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
  await link(page, '回到首页').click();
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

browserTest('parts that nothing points to any more are swept', async ({ page }) => {
  const blobs = async () => Object.keys(await stored(page)).filter((k) => k.startsWith('mingchou/blob/')).length;
  await saved(page);
  assert.equal(await blobs(), 2);
  await page.evaluate(() => localStorage.setItem(`mingchou/blob/${'0'.repeat(64)}`, '"AAAA"'));
  await page.locator('a.brand').click();
  await start(page);
  await saved(page);
  await page.waitForFunction(() => !localStorage.getItem(`mingchou/blob/${'0'.repeat(64)}`));
  assert.equal(await blobs(), 2, 'those that are used stay');
  await page.locator('a.brand').click();
  await remove(page, PRESET);
  await page.waitForFunction(() => !Object.keys(localStorage).some((k) => k.startsWith('mingchou/blob/')));
}, { from: 'rostered', at: 'draw' });

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
  for (const [text, says] of [['', '不是明抽的备份文件'], ['{', '不是明抽的备份文件'], ['{"protocol":"mingchou/1"}', '不是明抽的备份文件'],
    ['{"format":"mingchou-backup","campaign":{"format":"mingchou-campaign","version":7,"campaign":{}},"parts":{}}', '更新版本']]) {
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
  await remove(page, '旧的');
  await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor({ state: 'detached' });
  await page.reload();
  await link(page, '新的，改过').waitFor();
  assert.equal(await link(page, '旧的').count(), 0);
});
