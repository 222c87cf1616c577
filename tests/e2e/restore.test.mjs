// What says 已保存 can be opened again, and what is broken can be restored.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PHONE, browserTest, home, keep } from './harness.mjs';
import { PRESET, become, button, dialog, download, heading, link, load, saveFile, saved, slot, start, visit } from './steps.mjs';
import { elsewhere, isDocument, isPart, largeRoster, read, write } from './stored.mjs';

/** Another window of the same origin that is not the application's. */
async function neighbour(context) {
  const page = await context.newPage();
  await elsewhere(page, home);
  return page;
}

/** The keys of storage, of localStorage and of the database. */
async function keys(page) {
  const { local, vault } = await read(page);
  return [...Object.keys(local), ...Object.keys(vault)];
}

const partsIn = (vault) => Object.entries(vault).filter(([key]) => isPart(key));

/** A roster of a size that goes to the database; its rows do not pack well. */
async function loadLarge(page) {
  await load(page, 'businesses', largeRoster(8_000));
  await saved(page);
}

const SPOIL = {
  'a part in localStorage that is gone': (page) => page.evaluate(() => {
    localStorage.removeItem(Object.keys(localStorage).find((k) => k.startsWith('mingchou/blob/')));
  }),
  'a part in localStorage that was changed': (page) => page.evaluate(() => {
    const key = Object.keys(localStorage).find((k) => k.startsWith('mingchou/blob/'));
    localStorage.setItem(key, `${localStorage.getItem(key).slice(0, -9)}AAAAAAA="`);
  }),
  'a part in localStorage that is no text of ours': (page) => page.evaluate(() => {
    localStorage.setItem(Object.keys(localStorage).find((k) => k.startsWith('mingchou/blob/')), '{');
  }),
};

for (const [what, spoil] of Object.entries(SPOIL)) {
  browserTest(`the campaign's own backup brings back ${what}`, async ({ page }) => {
    const backup = await saveFile(page);
    const address = `${home}#/c/a1b2c3/rosters`;
    const before = await read(page);
    await elsewhere(page, home);
    await spoil(page);
    await page.goto(address);
    await heading(page, '这次抽查打不开').waitFor();
    await keep(page, '71-lost-part');
    await page.setViewportSize(PHONE);
    await keep(page, '71-lost-part-phone');
    await page.locator('#backup-file').setInputFiles(backup.path);
    await page.getByText(`“${PRESET}”缺少或损坏的部分已从备份补回`).waitFor();
    await slot(page, 'businesses').getByText('clean-businesses.xlsx ·').waitFor();
    await saved(page);
    await become(async () => Object.entries((await read(page)).local).filter(([k]) => isPart(k)), Object.entries(before.local).filter(([k]) => isPart(k)));
    await page.reload();
    await slot(page, 'officers').getByText('clean-officers.xlsx ·').waitFor();
    // Now it is the same in fact.
    await page.locator('a.brand').click();
    await page.locator('#backup-file').setInputFiles(backup.path);
    await page.getByText('备份中的1次抽查与本机的完全一样，不需要恢复').waitFor();
  }, { from: 'rostered', at: 'rosters' });
}

browserTest('a campaign whose database is gone is brought back by its own backup, also an older one', async ({ page }) => {
  await loadLarge(page);
  const backup = await saveFile(page);
  await link(page, PRESET).click();
  await visit(page, 'settings');
  await page.getByLabel('联系人', { exact: true }).fill('张');
  await saved(page);
  const { vault } = await read(page);
  assert.equal(Object.keys(vault).filter(isPart).length, 1);
  await elsewhere(page, home);
  await page.evaluate(() => new Promise((resolve, reject) => {
    const gone = indexedDB.deleteDatabase('mingchou/');
    gone.onsuccess = resolve;
    gone.onerror = reject;
  }));
  await page.goto(`${home}#/c/a1b2c3/rosters`);
  await page.getByText('保存的内容缺少一部分').waitFor();
  await page.locator('#backup-file').setInputFiles(backup.path);
  // What is here was done later, and stays.
  await dialog(page).getByText('备份较旧：本机的在备份之后又做了1步操作').waitFor();
  await dialog(page).getByText('本机的缺少或损坏了一部分内容，会从备份补回').waitFor();
  await dialog(page).getByRole('button', { name: '确定' }).click();
  await heading(page, '名录').waitFor();
  await saved(page);
  await become(async () => partsIn((await read(page)).vault), partsIn(vault));
  await visit(page, 'settings');
  assert.equal(await page.getByLabel('联系人', { exact: true }).inputValue(), '张');
}, { from: 'rostered', at: 'rosters' });

browserTest('全部存为文件 saves what is whole and names the other', async ({ page, fresh }) => {
  await saved(page);
  await page.locator('a.brand').click();
  await start(page);
  await page.getByLabel('任务名称').fill('完好的');
  await saved(page);
  await page.locator('a.brand').click();
  await elsewhere(page, home);
  await SPOIL['a part in localStorage that was changed'](page);
  await page.goto(home);
  const file = await download(page, () => button(page, '全部存为文件').click());
  await page.getByRole('alert').getByText(`“${PRESET}”没有存进文件：`).waitFor();
  await keep(page, '71-some-saved', false);
  const other = (await fresh()).page;
  await other.locator('#backup-file').setInputFiles(file.path);
  await other.locator('header').getByText('完好的').waitFor();
}, { from: 'rostered', at: 'rosters' });

browserTest('a damaged document is handed out as it is, gives way to a backup, and is taken away', async ({ page }) => {
  const backup = await saveFile(page);
  await elsewhere(page, home);
  const { local, vault } = await read(page);
  const key = Object.keys(local).find(isDocument);
  const damaged = local[key].slice(0, -2);
  const unused = `mingchou/blob/${'0'.repeat(64)}`;
  const longAgo = (name) => [name.slice('mingchou/blob/'.length), '2018-12-03T14:00:00+08:00'];
  const since = Object.fromEntries([unused, ...Object.keys(local).filter(isPart)].map(longAgo));
  await write(page, { local: { ...local, [key]: damaged, [unused]: '"AAAA"', 'mingchou/unused': JSON.stringify(since) }, vault });
  await page.goto(home);
  const broken = page.getByRole('alert').filter({ hasText: '有一次抽查打不开' });
  await broken.waitFor();
  await keep(page, '72-damaged');
  const asItIs = await download(page, () => broken.getByRole('button', { name: '存为文件（原样）' }).click());
  assert.equal(asItIs.text, damaged);

  // Another campaign is made: what is unused is swept, what the damaged document names stays.
  await start(page);
  await page.getByLabel('任务名称').fill('另一次');
  await saved(page);
  await become(async () => (await keys(page)).filter(isPart).length, 2);
  assert(!(await keys(page)).includes(unused));

  await page.locator('a.brand').click();
  await page.locator('#backup-file').setInputFiles(backup.path);
  await page.locator('header').getByText(PRESET).waitFor();
  await saved(page);
  await page.reload();
  await page.locator('header').getByText(PRESET).waitFor();
  assert.equal((await read(page)).local[key], local[key]);
  // What it was is kept until somebody takes it away.
  await page.locator('a.brand').click();
  const setAside = page.getByRole('alert').filter({ hasText: '有一次抽查的内容损坏过，已从备份恢复' });
  await setAside.waitFor();
  assert.equal(await broken.count(), 0);
  await page.setViewportSize(PHONE);
  await keep(page, '72-set-aside-phone');
  const aside = await download(page, () => setAside.getByRole('button', { name: '存为文件（原样）' }).click());
  assert.equal(aside.text, damaged);
  await setAside.getByRole('button', { name: '删除', exact: true }).click();
  await dialog(page).getByRole('button', { name: '删除', exact: true }).click();
  await setAside.waitFor({ state: 'detached' });
  await page.reload();
  await link(page, PRESET).waitFor();
  assert.equal(await setAside.count(), 0);
}, { from: 'rostered', at: 'rosters' });

browserTest('a damaged document can be taken away where it lies, and its parts go with it', async ({ page }) => {
  await saved(page);
  await elsewhere(page, home);
  const { local, vault } = await read(page);
  const key = Object.keys(local).find(isDocument);
  await write(page, { local: { ...local, [key]: 'x'.repeat(9) + local[key] }, vault });
  await page.goto(home);
  const broken = page.getByRole('alert').filter({ hasText: '有一次抽查打不开' });
  await broken.getByRole('button', { name: '删除', exact: true }).click();
  await dialog(page).getByText('有备份的，请先用“打开备份”恢复').waitFor();
  await dialog(page).getByRole('button', { name: '删除', exact: true }).click();
  await broken.waitFor({ state: 'detached' });
  await become(async () => (await keys(page)).filter((k) => isPart(k) || isDocument(k)), []);
}, { from: 'rostered', at: 'rosters' });

browserTest('a part that vanished from the database is written again before 已保存 is said', async ({ page, context }) => {
  await loadLarge(page);
  const { vault } = await read(page);
  const other = await neighbour(context);
  await other.evaluate(() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('mingchou/');
    opening.onsuccess = () => {
      const clearing = opening.result.transaction('parts', 'readwrite');
      clearing.objectStore('parts').clear();
      clearing.oncomplete = () => { opening.result.close(); resolve(); };
      clearing.onabort = () => reject(clearing.error);
    };
  }));
  assert.deepEqual((await read(page)).vault, {});
  await visit(page, 'settings');
  await page.getByLabel('联系人', { exact: true }).fill('张');
  await become(async () => partsIn((await read(page)).vault), partsIn(vault));
  await saved(page);
  await page.reload();
  await visit(page, 'rosters');
  await slot(page, 'businesses').getByText('8000').first().waitFor();
}, { from: 'rostered', at: 'rosters' });

for (const [what, clear] of Object.entries({
  'removes the document': () => localStorage.removeItem(Object.keys(localStorage).find((k) => k.startsWith('mingchou/campaign/'))),
  'clears localStorage': () => localStorage.clear(),
})) {
  browserTest(`a neighbour that ${what} makes it 未保存 at once, and it is written again from memory`, async ({ page, context }) => {
    await saved(page);
    const before = (await read(page)).local;
    const other = await neighbour(context);
    await other.evaluate(clear);
    await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
    assert.equal(await page.getByRole('status').filter({ hasText: '已保存' }).count(), 0);
    await page.getByText(`“${PRESET}”在本机的存储中已被清除`).waitFor();
    await keep(page, '73-cleared', false);
    // It does not become 已保存 by saving something else.
    await page.locator('a.brand').click();
    await start(page);
    await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
    await button(page, '重新保存').click();
    await saved(page);
    const after = (await read(page)).local;
    for (const key of Object.keys(before).filter((k) => isDocument(k) || isPart(k))) assert.equal(after[key], before[key], key);
    await page.reload();
    await link(page, '明抽').click();
    await link(page, PRESET).click();
    await visit(page, 'rosters');
    await slot(page, 'businesses').getByText('clean-businesses.xlsx ·').waitFor();
  }, { from: 'rostered', at: 'rosters' });
}

browserTest('of two campaigns that were cleared the one that is in memory is saved again, and the other is named until its backup is opened', async ({ page, context }) => {
  const backup = await saveFile(page);
  await start(page);
  await page.getByLabel('任务名称').fill('第二次');
  await saved(page);
  await page.reload();
  await page.getByLabel('任务名称').waitFor();
  // The parts of the first were not opened since.
  const other = await neighbour(context);
  await other.evaluate(() => localStorage.clear());
  await button(page, '重新保存').click();
  await become(async () => Object.keys((await read(page)).local).filter(isDocument).length, 2);
  const failed = page.getByRole('alert').getByText('未保存', { exact: true });
  await page.getByText(`“${PRESET}”：保存的内容缺少一部分`).waitFor();
  // Whatever is looked after meanwhile, it stays so: a sweep, another save.
  await page.waitForTimeout(3_000);
  await page.getByLabel('任务名称').fill('第二次，改过');
  await page.waitForTimeout(3_000);
  assert(await failed.isVisible());
  assert.equal(await page.getByRole('status').filter({ hasText: '已保存' }).count(), 0);
  await keep(page, '73-one-of-two', false);
  await page.locator('a.brand').click();
  await page.locator('#backup-file').setInputFiles(backup.path);
  await page.getByText(`“${PRESET}”缺少或损坏的部分已从备份补回`).waitFor();
  await failed.waitFor({ state: 'detached' });
  await saved(page);
  await page.reload();
  await link(page, '第二次，改过').waitFor();
  await link(page, PRESET).click();
  await visit(page, 'rosters');
  await slot(page, 'businesses').getByText('clean-businesses.xlsx ·').waitFor();
}, { from: 'rostered', at: 'rosters' });

browserTest('a neighbour that changes the document is not written over', async ({ page, context }) => {
  await saved(page);
  const other = await neighbour(context);
  await other.evaluate(() => localStorage.setItem(Object.keys(localStorage).find((k) => k.startsWith('mingchou/campaign/')), '"other"'));
  await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
  await page.getByText(`“${PRESET}”在存储中已被另一个窗口改动，没有覆盖`).waitFor();
  assert.equal(await button(page, '重新保存').count(), 0);
  await visit(page, 'settings');
  await page.getByLabel('联系人', { exact: true }).fill('张');
  await page.waitForTimeout(500);
  assert.equal(Object.entries((await read(page)).local).find(([k]) => isDocument(k))[1], '"other"');
  const file = await download(page, () => page.locator('header').getByRole('button', { name: '存为文件' }).click());
  assert.match(readFileSync(file.path, 'utf8'), /张/);
}, { from: 'rostered', at: 'rosters' });

browserTest('where the browser does not promise to keep a large roster, a backup is offered with that reason', async ({ page, context }) => {
  await context.addInitScript(() => { StorageManager.prototype.persist = async () => { window.asked = (window.asked ?? 0) + 1; return false; }; });
  await page.reload();
  await saved(page);
  assert.equal(await page.evaluate(() => window.asked), undefined);
  await loadLarge(page);
  const offer = page.locator('#backup-offer');
  await offer.getByText('浏览器没有答应长期保存').waitFor();
  assert.equal(await page.evaluate(() => window.asked), 1);
  await keep(page, '74-unpromised', false);
  await download(page, () => button(page, '现在备份').click());
  await offer.waitFor({ state: 'detached' });
}, { from: 'rostered', at: 'rosters', own: true });

/** What a page beside this one may leave in the storage that all pages of `file://` share. */
const HOSTILE = {
  'mingchou/unused': ['{', 'null', '["x"]', '{"x":"y"}', `{"${'0'.repeat(64)}":"+262142-12-31T23:59:59Z"}`, `{"${'0'.repeat(64)}":"-262143-01-01T00:00:00Z"}`],
  'mingchou/saves': ['18446744073709551615', '-1', '1e999', '"x"', '{', '\ud800'],
  'mingchou/mappings': ['[{}]', '[[[[', 'null', '[{"kind":"businesses","columns":{}}]'],
  'mingchou/backed': ['{"a1b2c3":"never"}', '[]', '{"a1b2c3":"9999-12-31T23:59:59+23:59"}'],
  'mingchou/campaign/': ['{}'],
  'mingchou/campaign/__proto__': ['{"format":"mingchou-campaign","version":7,"campaign":{"id":"__proto__"}}'],
  'mingchou/campaign/../../x': ['['.repeat(100_000)],
  'mingchou/campaign/<img src=x onerror=alert(1)>': ['"\ud800"', `"${'长'.repeat(100_000)}"`],
  'mingchou/damaged/': ['{', '"x"', '7'],
  'mingchou/damaged/<b>/x': ['"=1+1"'],
  'mingchou/blob/': ['{', '"AAAA"'],
};

browserTest('what neighbours write into the shared storage breaks nothing', async ({ page, context }) => {
  await saved(page);
  const alerts = [];
  page.on('dialog', (d) => { alerts.push(d.type()); d.accept().catch(() => {}); });
  const before = (await read(page)).local;
  const last = (list, i) => list[Math.min(i, list.length - 1)];
  for (let i = 0; i < 6; i += 1) {
    const other = await neighbour(context);
    const written = Object.fromEntries(Object.entries(HOSTILE).map(([key, list]) => [key, last(list, i)]));
    await other.evaluate((all) => Object.entries(all).forEach(([key, text]) => localStorage.setItem(key, text)), written);
    await other.close();
    // As the page stands, and as it is opened anew.
    await page.getByLabel('联系人', { exact: true }).fill(`第${i}次`);
    await saved(page);
    await page.reload();
    await page.getByLabel('联系人', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('联系人', { exact: true }).inputValue(), `第${i}次`);
    await page.getByLabel('联系人', { exact: true }).fill(`又${i}次`);
    await saved(page);
  }
  await page.locator('a.brand').click();
  await link(page, PRESET).waitFor();
  const broken = page.getByRole('alert').filter({ hasText: /有一次抽查(打不开|的内容损坏过)/ });
  await broken.first().waitFor();
  await keep(page, '76-neighbours');
  // All of it can be taken away.
  while (await broken.count() > 0) {
    const left = await broken.count();
    await broken.first().getByRole('button', { name: '删除', exact: true }).click();
    await dialog(page).getByRole('button', { name: '删除', exact: true }).click();
    await become(() => broken.count(), left - 1);
  }
  for (const key of Object.keys(before).filter(isPart)) assert.equal((await read(page)).local[key], before[key]);
  assert.deepEqual(alerts, []);
  assert.equal(await page.locator('#crash').isVisible(), false);
}, { from: 'rostered', at: 'settings' });
