// Trunk's post-build hook: makes of the built parts the hosted page with its service worker, and the application in one
// file, mingchou.html (boot/ has their scripts).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withPolicy } from './csp.mjs';

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
const XZ = ['--keep', '--stdout', '--threads=1', '--check=crc32', `--lzma2=preset=${process.env.TRUNK_PROFILE === 'debug' ? '1' : '9e'},dict=8MiB`];

/** The page and what Trunk put into it, in parts. */
function parts(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const module = /<script type="module">[\s\S]*?from '\.\/([^']+)\.js';[\s\S]*?<\/script>/.exec(html);
  if (!module) throw new Error('index.html does not start the page as Trunk does');
  return { html, module: module[0], page: module[1] };
}

/** The hosted page. The worker's files are named by what is in them, so that a page finds those of its own build only. */
function hosted(folder, check) {
  const { html, module, page } = parts(folder);
  const read = (name) => readFileSync(join(folder, name));
  const worker = `worker-${digest(Buffer.concat([read('worker.js'), read('worker_bg.wasm')])).toString('hex').slice(0, 16)}`;
  renameSync(join(folder, 'worker.js'), join(folder, `${worker}.js`));
  renameSync(join(folder, 'worker_bg.wasm'), join(folder, `${worker}_bg.wasm`));
  for (const name of ['manifest.webmanifest', 'icon.svg', 'icon.png']) copyFileSync(join(root, 'boot', name), join(folder, name));
  const start = boot('hosted.js').replaceAll('@PAGE@', page).replaceAll('@WORKER@', worker);
  let out = put(html, module, inline(start, ' type="module"'));
  out = put(out, '<!-- check -->', inline(check));
  out = put(out, '<!-- manifest -->', '<link rel="manifest" href="manifest.webmanifest">');
  writeFileSync(join(folder, 'index.html'), withPolicy(out, { hosted: true }));
}

/** The name of the worker's files in a built folder, without what follows it. */
export const workerIn = (folder) => readdirSync(folder).find((name) => /^worker-.*\.js$/.test(name)).slice(0, -3);

/** Writes sw.js, which keeps the files that are in the folder now; mingchou.html is no part of the page. */
export function serviceWorker(folder) {
  const names = readdirSync(folder).filter((name) => name !== 'sw.js' && name !== 'mingchou.html').sort();
  const files = Object.fromEntries(names.map((name) => [name, `sha256-${digest(readFileSync(join(folder, name))).toString('base64')}`]));
  const list = JSON.stringify(files, null, 2);
  const version = digest(list).toString('hex').slice(0, 16);
  writeFileSync(join(folder, 'sw.js'), put(put(boot('service-worker.js'), '@VERSION@', version), '@FILES@', list));
}

/** The application in one file, of the page as Trunk left it and the wasm that is page and worker in one. */
function single(folder, { html, module }, check) {
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const packed = execFileSync('xz', [...XZ, join(folder, 'whole_bg.wasm')], { maxBuffer: 1 << 28 }).toString('base64');
  const unpacker = readFileSync(join(root, 'tests', 'e2e', 'node_modules', 'xz-decompress', 'dist', 'package', 'xz-decompress.min.js'), 'utf8');
  let out = html.replace(/<link rel="stylesheet" href="\.\/([^"]+)"[^>]*>/g, (_, name) => `<style>${read(name)}</style>`);
  out = out.replace(/<link rel="(?:modulepreload|preload)"[^>]*>/g, '');
  out = put(out, module, '');
  out = put(out, '<!-- manifest -->', '');
  out = put(out, '<!-- check -->', [
    inline(packed, ' type="application/x-xz" id="wasm"'), inline(check), inline(unpacker), inline(read('whole.js'), ' id="glue"'), inline(boot('single.js')),
  ].join('\n  '));
  out = withPolicy(out, { hosted: false });
  if (process.env.TRUNK_PROFILE === 'release' && Buffer.byteLength(out) > LIMIT) throw new Error(`mingchou.html has ${Buffer.byteLength(out)} bytes`);
  writeFileSync(join(folder, 'mingchou.html'), out);
  for (const name of ['whole.js', 'whole_bg.wasm']) rmSync(join(folder, name));
}

/** All of it, in the folder where Trunk left the parts. */
function ship(folder) {
  const check = put(boot('check.js'), '@SAMPLE@', sample());
  single(folder, parts(folder), check);
  hosted(folder, check);
  serviceWorker(folder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ship(process.env.TRUNK_STAGING_DIR ?? 'dist');
