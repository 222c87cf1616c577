// Prints what is built into the application as a CycloneDX bill of materials: the crates that Cargo.lock names for
// wasm32, and what mingchou.html takes from npm. The same commit prints the same bytes.  node tools/sbom.mjs
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = 'wasm32-unknown-unknown';
const cargo = (...args) => execFileSync('cargo', [...args, '--locked'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });
const metadata = JSON.parse(cargo('metadata', '--format-version', '1', '--filter-platform', target));
const packages = new Map(metadata.packages.map((p) => [p.id, p]));
const nodes = new Map(metadata.resolve.nodes.map((n) => [n.id, n]));
const checksums = new Map([...readFileSync(join(root, 'Cargo.lock'), 'utf8')
  .matchAll(/name = "(.+)"\nversion = "(.+)"\nsource = .+\nchecksum = "(.+)"/g)].map(([, name, version, sum]) => [`${name}@${version}`, sum]));

// The metadata have crates besides that no feature asks for; the tree has not. What has no source is our own.
const tree = new Set(cargo('tree', '--target', target, '--edges', 'normal,build', '--prefix', 'none', '--format', '{p}')
  .split('\n').map((line) => line.split(' ').slice(0, 2).join('@').replace('@v', '@')));
const built = metadata.packages.filter((p) => tree.has(`${p.name}@${p.version}`) && p.source !== null).map((p) => p.id);
const needs = (id) => nodes.get(id).deps.map((d) => d.pkg).filter((pkg) => built.includes(pkg));

const reference = (id) => `pkg:cargo/${packages.get(id).name}@${packages.get(id).version}`;
const crate = (id) => {
  const { name, version, license } = packages.get(id);
  const sum = checksums.get(`${name}@${version}`);
  if (!license || !sum) throw new Error(`${name} ${version}: no licence or no checksum`);
  return {
    type: 'library', 'bom-ref': reference(id), name, version, purl: reference(id),
    hashes: [{ alg: 'SHA-256', content: sum }],
    // Older crates write a slash where SPDX has OR.
    licenses: [{ expression: license.replace(/\s*\/\s*/g, ' OR ') }],
  };
};

const npm = JSON.parse(readFileSync(join(root, 'tools', 'package-lock.json'), 'utf8')).packages['node_modules/xz-decompress'];
const unpacker = {
  type: 'library', 'bom-ref': `pkg:npm/xz-decompress@${npm.version}`, name: 'xz-decompress', version: npm.version, purl: `pkg:npm/xz-decompress@${npm.version}`,
  hashes: [{ alg: 'SHA-512', content: Buffer.from(npm.integrity.replace('sha512-', ''), 'base64').toString('hex') }],
  licenses: [{ expression: npm.license }],
};

const own = packages.get(metadata.resolve.root);
const byReference = (a, b) => (a['bom-ref'] ?? a.ref).localeCompare(b['bom-ref'] ?? b.ref, 'en');
const dependsOn = (id) => ({ ref: reference(id), dependsOn: needs(id).map(reference).sort() });
const main = dependsOn(metadata.resolve.root);
main.dependsOn.push(unpacker['bom-ref']);
console.log(JSON.stringify({
  bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
  metadata: { component: { type: 'application', 'bom-ref': main.ref, name: own.name, version: own.version, licenses: [{ expression: own.license }] } },
  components: [...[...built].map(crate), unpacker].sort(byReference),
  dependencies: [main, ...[...built].map(dependsOn), { ref: unpacker['bom-ref'], dependsOn: [] }].sort(byReference),
}, null, 2));
