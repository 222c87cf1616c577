// Prints what the built files weigh, raw, gzip and brotli, with the sections of the wasm; then what takes the room in it, by
// crate and by our own modules, from the names in the wasm as it was linked.  node tools/size.mjs [FOLDER [LINKED]]
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { functions, sections } from './wasm.mjs';

const target = process.env.CARGO_TARGET_DIR ?? 'target';
const [folder = 'dist', linked = join(target, 'wasm32-unknown-unknown', 'release', 'mingchou.wasm')] = process.argv.slice(2);
const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(9);

console.log(`${'kB'.padStart(9)}${'gzip'.padStart(10)}${'brotli'.padStart(10)}  file`);
for (const name of readdirSync(folder).sort()) {
  const bytes = readFileSync(join(folder, name));
  console.log(`${kb(bytes.length)} ${kb(gzipSync(bytes).length)} ${kb(brotliCompressSync(bytes).length)}  ${name}`);
  if (!name.endsWith('.wasm')) continue;
  for (const { kind, name: custom, whole } of sections(bytes).filter((s) => s.whole.length > 1000)) console.log(`${kb(whole.length)}${' '.repeat(23)}  ${kind} ${custom}`);
}

/** The path of a function: of a method that of its type or, where that is any, of the trait: `<a::B as c::D>::e` is `a::B`. */
function path(name) {
  const [, type, trait] = /^[^:]*<(?:impl )?[&*([]*(?:mut )?([\w:]+)[^ ]*(?: (?:as|for) ([\w:]+))?/.exec(name) ?? [null, name];
  return (!type.includes('::') && trait ? trait : type).split('::').map((part) => part.replace(/\W.*/, ''));
}

/** Sums by the first parts of the path, the largest first. */
function print(title, all, depth, least) {
  const sums = new Map();
  for (const { name, size } of all) {
    const key = path(name).slice(0, depth).join('::') || '(without a name)';
    sums.set(key, (sums.get(key) ?? 0) + size);
  }
  const total = all.reduce((sum, { size }) => sum + size, 0);
  console.log(`\n${kb(total)} kB of code, ${title}`);
  const rows = [...sums].sort(([, a], [, b]) => b - a);
  for (const [key, size] of rows.filter(([, size]) => size >= least)) console.log(`${kb(size)}  ${(100 * size / total).toFixed(1).padStart(5)} %  ${key}`);
  const rest = rows.filter(([, size]) => size < least);
  console.log(`${kb(rest.reduce((sum, [, size]) => sum + size, 0))}           ${rest.length} others`);
}

if (existsSync(linked)) {
  const all = functions(readFileSync(linked));
  print('as it was linked (before wasm-opt), by crate', all, 1, 10_000);
  print('our own, by module', all.filter(({ name }) => path(name)[0] === 'mingchou'), 3, 10_000);
  console.log('\n      kB  the largest functions');
  for (const { name, size } of all.sort((a, b) => b.size - a.size).slice(0, 20)) console.log(`${kb(size)}  ${name.slice(0, 120)}`);
}
