// What the browser keeps: every write noted, storage put back as it was, and a roster too large for localStorage.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { HEADER, row } from '../bench/roster.mjs';

const DOCUMENT = 'mingchou/campaign/';
export const isDocument = (key) => key.startsWith(DOCUMENT);
/** A part, in localStorage or in the database. */
export const isPart = (key) => /^(mingchou\/)?blob\//.test(key);
/** The id of the only campaign among the keys of localStorage, if there is one. */
export const campaignOf = (local) => Object.keys(local).find(isDocument)?.slice(DOCUMENT.length);

/**
 * An init script: notes every write to localStorage and to the database in `window.writes`, once it was made. The
 * write of that number from `window.fail.at` on, counted from 1, fails, and with `window.fail.all` all after it, too;
 * `window.fail.failed` says how many did.
 */
export const WATCH = () => {
  window.writes = [];
  window.fail = { at: 0, all: false, seen: 0, failed: 0 };
  const may = () => {
    const { fail } = window;
    fail.seen += 1;
    if (fail.at > 0 && (fail.all ? fail.seen >= fail.at : fail.seen === fail.at)) {
      fail.failed += 1;
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    }
  };
  const note = (entry) => window.writes.push(entry);
  const base64 = (bytes) => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(text);
  };
  const { setItem, removeItem } = Storage.prototype;
  Storage.prototype.setItem = function set(key, value) { may(); setItem.call(this, key, value); note({ key, value }); };
  Storage.prototype.removeItem = function remove(key) { removeItem.call(this, key); note({ key }); };
  const { put, delete: drop } = IDBObjectStore.prototype;
  // Before it is committed nobody sees it.
  const done = (store, entry) => store.transaction.addEventListener('complete', () => note(entry));
  IDBObjectStore.prototype.put = function keep(value, key) {
    may();
    done(this, { key, bytes: base64(value) });
    return put.call(this, value, key);
  };
  IDBObjectStore.prototype.delete = function forget(key) {
    done(this, { key, bytes: null });
    return drop.call(this, key);
  };
};

/** Storage as it is: localStorage, and the bytes of the database in base64. */
export async function read(page) {
  return page.evaluate(async () => {
    const base64 = (bytes) => {
      let text = '';
      for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
      return btoa(text);
    };
    const vault = {};
    if ((await indexedDB.databases()).some((d) => d.name === 'mingchou/')) {
      await new Promise((resolve, reject) => {
        const opening = indexedDB.open('mingchou/');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const walk = database.transaction('parts').objectStore('parts').openCursor();
          walk.onsuccess = () => {
            const at = walk.result;
            if (at) {
              vault[at.key] = base64(at.value);
              at.continue();
            } else {
              database.close();
              resolve();
            }
          };
        };
      });
    }
    return { local: { ...localStorage }, vault };
  });
}

/** Makes storage what `read` gave, whatever there is. The page must not be the application's: it would write as well. */
export async function write(page, { local, vault }) {
  await page.evaluate(async ({ local, vault }) => {
    localStorage.clear();
    Object.entries(local).forEach(([key, value]) => localStorage.setItem(key, value));
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open('mingchou/', 1);
      opening.onerror = () => reject(opening.error);
      opening.onupgradeneeded = () => opening.result.createObjectStore('parts');
      opening.onsuccess = () => {
        const database = opening.result;
        const writing = database.transaction('parts', 'readwrite');
        const parts = writing.objectStore('parts');
        parts.clear();
        Object.entries(vault).forEach(([key, text]) => parts.put(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)), key));
        writing.oncomplete = () => { database.close(); resolve(); };
        writing.onabort = () => reject(writing.error);
      };
    });
  }, { local, vault });
}

/** An empty page of the application's origin, for as long as nothing of it may run. */
export async function elsewhere(page, home) {
  await page.route('**/elsewhere', (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }));
  await page.goto(new URL('elsewhere', home).href);
}

/** The file of a roster of so many businesses of the preset's categories, with names that do not pack well. */
export function largeRoster(rows) {
  const name = (i) => {
    const bytes = createHash('sha512').update(String(i)).digest();
    return `${Array.from({ length: 32 }, (_, at) => String.fromCharCode(0x4e00 + bytes.readUInt16LE(2 * at) % 20_000)).join('')}公司`;
  };
  const lines = Array.from({ length: rows }, (_, i) => row(i).map((cell, at) => (HEADER[at] === '企业名称' ? name(i) : cell)));
  // Other tests, which run beside this one, write theirs.
  const file = join(mkdtempSync(join(tmpdir(), 'mingchou-roster-')), `roster-${rows}.csv`);
  writeFileSync(file, `\ufeff${[HEADER, ...lines].map((cells) => cells.slice(1).join(',')).join('\n')}\n`);
  return file;
}

/** JSON as the log digests it: without spaces, the names of an object in order. */
const canonical = (v) => v === null || typeof v !== 'object' ? JSON.stringify(v)
  : Array.isArray(v) ? `[${v.map(canonical)}]`
    : `{${Object.keys(v).sort().map((k) => `${JSON.stringify(k)}:${canonical(v[k])}`)}}`;

/** Every entry of a log has the digest of the one before and its own. */
export function assertWhole(log) {
  let previous = null;
  for (const { digest, ...entry } of log) {
    assert.equal(entry.previous, previous);
    assert.equal(digest, createHash('sha256').update(canonical(entry)).digest('hex'));
    previous = digest;
  }
}

/** The parts that a stored campaign points to. */
export const partsOf = ({ businesses, officers, attempts, log }) => [businesses?.blob, officers?.blob, ...attempts.flatMap((a) => [
  ...(a.seal ? [a.seal.businesses_sha256, a.seal.officers_sha256] : [a.commitment]), a.drawn?.outcome, ...(a.pages?.parts ?? [])]),
...(log.parts ?? [])].filter(Boolean);

/** Every entry of the log of a stored campaign, the older ones from its parts: `stored` is as `read` gives it. */
export function wholeLog({ log }, { local, vault }) {
  const packed = (name) => vault[`blob/${name}`] ?? JSON.parse(local[`mingchou/blob/${name}`]);
  const part = (name) => JSON.parse(inflateRawSync(Buffer.from(packed(name), 'base64')).toString());
  return [...(log.parts ?? []).flatMap(part), ...log.entries];
}

/** Every entry of the log of the only campaign that is stored. */
export async function storedLog(page) {
  const stored = await read(page);
  return wholeLog(JSON.parse(stored.local[`${DOCUMENT}${campaignOf(stored.local)}`]).campaign, stored);
}
