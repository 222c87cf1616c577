// A crash between any two writes leaves the old or the new state: a session is recorded write by write, and storage as
// it stood after each of them is opened in a browser of its own.
import assert from 'node:assert/strict';
import { browserTest, home } from './harness.mjs';
import { PRESET, button, drawNow, heading, load, makeSeed, remove, saved, sayNumbers, seal, startWithPreset, visit } from './steps.mjs';

/** Tells of every write to localStorage and to the database, after it was made. */
const RECORD = () => {
  window.writes = [];
  const put = (entry) => window.writes.push(entry);
  const { setItem, removeItem } = Storage.prototype;
  Storage.prototype.setItem = function set(key, value) { setItem.call(this, key, value); put({ key, value }); };
  Storage.prototype.removeItem = function remove(key) { removeItem.call(this, key); put({ key }); };
  const { put: store, delete: drop } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function keep(value, key) { put({ key, bytes: [...value] }); return store.call(this, value, key); };
  IDBObjectStore.prototype.delete = function forget(key) { put({ key, bytes: null }); return drop.call(this, key); };
};

const isDocument = (key) => key.startsWith('mingchou/campaign/');

browserTest('cut at every write, the campaign opens as it was before or after', async ({ page, fresh }) => {
  await page.addInitScript(RECORD);
  await page.reload();
  await button(page, '新建抽查').waitFor();
  await startWithPreset(page);
  await saved(page);
  await visit(page, 'rosters');
  await load(page, 'businesses', 'clean-businesses.xlsx');
  await saved(page);
  await load(page, 'officers', 'clean-officers.xlsx');
  await saved(page);
  await visit(page, 'draw');
  await heading(page, '核对将要封存的内容', 2).waitFor();
  await seal(page);
  await saved(page);
  await sayNumbers(page);
  await makeSeed(page);
  await drawNow(page);
  await saved(page);
  await page.locator('a.brand').click();
  await remove(page, PRESET);
  await page.waitForFunction(() => !Object.keys(localStorage).some((k) => k.startsWith('mingchou/blob/')));
  const writes = await page.evaluate(() => window.writes);
  assert(writes.filter((w) => isDocument(w.key)).length > 8 && writes.filter((w) => w.key.startsWith('mingchou/blob/')).length >= 8,
    JSON.stringify(writes.map((w) => w.key)));

  const { page: other } = await fresh();
  const state = {};
  let opened = 0;
  for (const { key, value } of writes) {
    if (value === undefined) delete state[key]; else state[key] = value;
    // What only counts changes nothing that opens.
    if (!isDocument(key) && !key.startsWith('mingchou/blob/')) continue;
    await other.goto('about:blank');
    await other.goto(home);
    await other.evaluate((state) => { localStorage.clear(); Object.entries(state).forEach(([k, v]) => localStorage.setItem(k, v)); }, state);
    const document = Object.keys(state).find(isDocument);
    const id = document?.slice('mingchou/campaign/'.length);
    await other.goto(id ? `${home}#/c/${id}/draw` : home);
    await other.reload();
    await (id ? other.locator('header .save', { hasText: '已保存' }) : other.getByText('还没有抽查')).waitFor();
    await other.waitForTimeout(300);
    const text = await other.locator('main#main').innerText();
    assert.doesNotMatch(text, /打不开|缺少一部分|已损坏|找不到/, `after ${opened + 1} writes, ${key}`);
    if (id) {
      assert.deepEqual(JSON.parse(state[document]).format, 'mingchou-campaign');
      const { attempts } = JSON.parse(state[document]).campaign;
      if (attempts[0]?.drawn) await other.getByRole('heading', { name: '抽取结果' }).waitFor();
      else if (attempts[0]) await other.getByRole('heading', { level: 2, name: '封存码', exact: true }).first().waitFor();
    }
    opened += 1;
  }
  console.log(`opened at ${opened} cuts of ${writes.length} writes`);
}, { timeout: 300_000 });
