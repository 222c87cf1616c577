// Prints what the built files weigh: raw, gzip and brotli, and the sections of each wasm.  node tools/size.mjs [FOLDER]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const folder = process.argv[2] ?? 'dist';
const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(9);

/** Sizes by section of a wasm module: id, size in LEB128, content. */
function sections(wasm) {
  const names = ['custom', 'type', 'import', 'function', 'table', 'memory', 'global', 'export', 'start', 'element', 'code', 'data', 'count', 'tag'];
  const found = [];
  for (let at = 8; at < wasm.length;) {
    const id = wasm[at++];
    let size = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) size |= ((byte = wasm[at++]) & 0x7f) << shift;
    const label = id === 0 ? `custom ${wasm.subarray(at + 1, at + 1 + wasm[at])}` : names[id];
    found.push([label, size]);
    at += size;
  }
  return found;
}

console.log(`${'kB'.padStart(9)}${'gzip'.padStart(10)}${'brotli'.padStart(10)}  file`);
for (const name of readdirSync(folder).sort()) {
  const bytes = readFileSync(join(folder, name));
  console.log(`${kb(bytes.length)} ${kb(gzipSync(bytes).length)} ${kb(brotliCompressSync(bytes).length)}  ${name}`);
  if (name.endsWith('.wasm')) {
    for (const [label, size] of sections(bytes).filter(([, size]) => size > 1000)) console.log(`${kb(size)}${' '.repeat(23)}  ${label}`);
  }
}
