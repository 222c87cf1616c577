// Trunk's post-build hook: makes of the built parts the hosted page with its service worker, and the application in one
// file, mingchou.html (boot/ has their scripts).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withPolicy } from './csp.mjs';
import { bare, withSection } from './wasm.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const boot = (name) => readFileSync(join(root, 'boot', name), 'utf8');
const digest = (bytes, algorithm = 'sha256') => createHash(algorithm).update(bytes).digest();

/** Replaces the one place where `mark` stands; `text` is taken as it is. */
function put(html, mark, text) {
  const parts = html.split(mark);
  if (parts.length !== 2) throw new Error(`${mark} stands ${parts.length - 1} times, not once`);
  return parts.join(text);
}

/** A script as it may stand within a page. */
function inline(script, attributes = '') {
  if (/<\/script|<!--/i.test(script)) throw new Error('the script would end the element it stands in');
  return `<script${attributes}>${script}</script>`;
}

/** What the build may use beyond WebAssembly's first version, as binaryen's tools are told. */
export const FEATURES = ['--mvp-features', ...['mutable-globals', 'reference-types', 'simd', 'bulk-memory', 'sign-ext', 'nontrapping-float-to-int', 'multivalue'].map((f) => `--enable-${f}`)];

/** boot/sample.wat in hexadecimal: what boot/check.js tries to compile. */
function sample() {
  const folder = mkdtempSync(join(tmpdir(), 'mingchou-sample-'));
  const file = join(folder, 'sample.wasm');
  execFileSync('wasm-as', [...FEATURES, join(root, 'boot', 'sample.wat'), '-o', file]);
  const hex = readFileSync(file).toString('hex');
  rmSync(folder, { recursive: true });
  return hex;
}

/** What an official can be asked to carry or to send, in bytes. */
const LIMIT = 2_500_000;
/** gzip, which browsers unpack themselves, leaves the file a third larger, over that limit. */
const XZ = ['--stdout', '--threads=1', '--check=crc32', `--lzma2=preset=${process.env.TRUNK_PROFILE === 'debug' ? '1' : '9e'},lc=4,pb=0,dict=8MiB`];

/** Bytes as text that a script element holds as it stands, in UTF-8 an eighth larger than they are (base64: a third): seven
 * bits a character. Of the characters that a page can't hold (boot/single.js) each is said together with the seven bits after
 * it, in one of two bytes. */
export function textOf(bytes) {
  const forbidden = ['\0', '\r', '<'].map((c) => c.charCodeAt(0));
  const seven = (bit) => {
    const at = bit >> 3;
    return (((bytes[at] << 8) | (bytes[at + 1] ?? 0)) >> (9 - (bit & 7))) & 127;
  };
  const codes = [];
  for (let bit = 0; bit < bytes.length * 8; bit += 7) {
    const place = forbidden.indexOf(seven(bit));
    if (place >= 0) bit += 7;
    codes.push(place < 0 ? seven(bit) : ((place + 1) << 7) | seven(bit));
  }
  return codes.map((code) => String.fromCharCode(code)).join('');
}

/** What Trunk left: the page, the glue and the wasm, which is page and worker in one, with the name of their build. The names of its
 * functions, two fifths of a quick build, stay behind: with them a page takes twice as long to come. */
function parts(folder) {
  const take = (end) => {
    const names = readdirSync(folder).filter((file) => file.startsWith('mingchou') && file.endsWith(end));
    if (names.length !== 1) throw new Error(`Trunk left ${names.length} files mingchou…${end}, not one`);
    const bytes = readFileSync(join(folder, names[0]));
    rmSync(join(folder, names[0]));
    return bytes;
  };
  const [glue, wasm] = [take('.js'), take('.wasm')];
  const build = digest(Buffer.concat([glue, wasm])).toString('hex').slice(0, 16);
  const html = readFileSync(join(folder, 'index.html'), 'utf8').replace(/ *<link [^>]*rel="rust"[^>]*>\n/, '');
  return { html, glue: glue.toString('utf8'), wasm: withSection(bare(wasm), 'mingchou', build), build };
}

/** The scripts that start the application, among them those of its shape. */
function scripts({ glue, build }, check, shape) {
  const start = put(boot('start.js'), '@BUILD@', build);
  return [inline(check), ...shape, inline(glue, ' id="glue"'), inline(start)].join('\n  ');
}

/** The hosted page. Its wasm is named by its build, so that a page finds that of its own only. */
function hosted(folder, built, check) {
  const name = `mingchou-${built.build}.wasm`;
  writeFileSync(join(folder, name), built.wasm);
  for (const file of ['manifest.webmanifest', 'icon.svg', 'icon.png']) copyFileSync(join(root, 'boot', file), join(folder, file));
  let out = put(built.html, '<!-- check -->', scripts(built, check, [inline(boot('hosted.js').replaceAll('@WASM@', name))]));
  out = put(out, '<!-- head -->', `<link rel="manifest" href="manifest.webmanifest">\n  <link rel="preload" href="${name}" as="fetch" type="application/wasm" crossorigin>`);
  writeFileSync(join(folder, 'index.html'), withPolicy(out, { hosted: true }));
}

/** The name of the wasm in a built folder. */
export const wasmIn = (folder) => readdirSync(folder).find((name) => name.endsWith('.wasm'));

/** Writes sw.js, which keeps the files that are in the folder now; mingchou.html is no part of the page. */
export function serviceWorker(folder) {
  const names = readdirSync(folder).filter((name) => name !== 'sw.js' && name !== 'mingchou.html').sort();
  const files = Object.fromEntries(names.map((name) => [name, `sha256-${digest(readFileSync(join(folder, name))).toString('base64')}`]));
  writeFileSync(join(folder, 'sw.js'), put(boot('service-worker.js'), '@FILES@', JSON.stringify(files, null, 2)));
}

/** The application in one file. */
function single(folder, built, check) {
  const packed = textOf(execFileSync('xz', XZ, { input: built.wasm, maxBuffer: 1 << 28 }));
  const unpacker = readFileSync(join(root, 'tools', 'node_modules', 'xz-decompress', 'dist', 'package', 'xz-decompress.min.js'), 'utf8');
  let out = built.html.replace(/<link rel="stylesheet" href="\.\/([^"]+)"[^>]*>/g, (_, name) => `<style>${readFileSync(join(folder, name), 'utf8')}</style>`);
  out = put(out, '<!-- head -->', '');
  out = put(out, '<!-- check -->', scripts(built, check, [inline(packed, ' type="application/x-xz" id="wasm"'), inline(unpacker), inline(boot('single.js'))]));
  out = withPolicy(out, { hosted: false });
  if (process.env.TRUNK_PROFILE === 'release' && Buffer.byteLength(out) > LIMIT) throw new Error(`mingchou.html has ${Buffer.byteLength(out)} bytes`);
  writeFileSync(join(folder, 'mingchou.html'), out);
}

/** All of it, in the folder where Trunk left the parts. */
function ship(folder) {
  const check = put(boot('check.js'), '@SAMPLE@', sample());
  const built = parts(folder);
  single(folder, built, check);
  hosted(folder, built, check);
  serviceWorker(folder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ship(process.env.TRUNK_STAGING_DIR ?? 'dist');
