// The binary format of WebAssembly, as far as the build looks into it (core specification, §5).
const NAMES = ['custom', 'type', 'import', 'function', 'table', 'memory', 'global', 'export', 'start', 'element', 'code', 'data', 'data count', 'tag'];

/** Reads `bytes` from `at` on. */
export function reader(bytes, at = 0) {
  return {
    get at() { return at; },
    get done() { return at >= bytes.length; },
    byte: () => bytes[at++],
    /** An unsigned integer in LEB128. */
    number() {
      let value = 0;
      for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) value += ((byte = bytes[at++]) & 0x7f) * 2 ** shift;
      return value;
    },
    /** That many bytes, or all that are left. */
    take(size) {
      const from = at;
      at = Math.min(bytes.length, at + size);
      return bytes.subarray(from, at);
    },
    text() { return Buffer.from(this.take(this.number())).toString('utf8'); },
  };
}

/** The sections of a module: what it is, what a custom one is called, its content, and the whole with its head. */
export function sections(wasm) {
  const read = reader(wasm, 8);
  const found = [];
  while (!read.done) {
    const from = read.at;
    const id = read.byte();
    const inner = reader(read.take(read.number()));
    const name = id === 0 ? inner.text() : '';
    found.push({ kind: NAMES[id], name, content: inner.take(Infinity), whole: wasm.subarray(from, read.at) });
  }
  return found;
}

/** The module without its custom sections. */
export const bare = (wasm) => Buffer.concat([wasm.subarray(0, 8), ...sections(wasm).filter((s) => s.kind !== 'custom').map((s) => s.whole)]);

/** The module with one more custom section; name and text together below 128 bytes, one byte of LEB128 each. */
export function withSection(wasm, name, text) {
  const content = Buffer.from([name.length, ...Buffer.from(name + text)]);
  return Buffer.concat([wasm, Buffer.from([0, content.length]), content]);
}

const SIGNS = { LT: '<', GT: '>', RF: '&', BP: '*', C: ',', LP: '(', RP: ')', SP: '@' };

/** The path that rustc's mangled name stands for, without its hash; of the newer mangling, that of std, the crate only. */
export function demangled(name) {
  const [, length, crate] = /^_R.*?Cs[0-9A-Za-z]*_(\d+)_?(\w+)/.exec(name) ?? [];
  if (crate) return crate.slice(0, length);
  if (!name.startsWith('_ZN')) return name;
  const parts = [];
  for (let rest = name.slice(3), size; (size = /^\d+/.exec(rest)); rest = rest.slice(size[0].length + Number(size))) {
    parts.push(rest.slice(size[0].length, size[0].length + Number(size)));
  }
  const sign = (_, code) => SIGNS[code] ?? String.fromCodePoint(parseInt(code.slice(1), 16));
  return parts.filter((part) => !/^h[0-9a-f]{16}$/.test(part)).map((part) => part.replace(/^_(?=\$)/, '').replace(/\$(\w+)\$/g, sign).replaceAll('..', '::')).join('::');
}

/** The functions of a module that has a name section: their names, with the bytes of their code. */
export function functions(wasm) {
  const all = sections(wasm);
  const of = (kind, name = '') => reader(all.find((s) => s.kind === kind && s.name === name)?.content ?? Buffer.from([0]));
  // Functions that are imported come first among the numbers.
  const imports = of('import');
  let imported = 0;
  for (let n = imports.number(); n > 0; n -= 1) {
    imports.text();
    imports.text();
    const kind = imports.byte();
    if (kind === 0) imported += 1;
    if (kind === 0) imports.number();
    else if (kind === 3) imports.take(2);
    else {
      if (kind === 1) imports.byte();
      const limits = imports.byte();
      imports.number();
      if (limits & 1) imports.number();
    }
  }
  const code = of('code');
  const sizes = Array.from({ length: code.number() }, () => code.take(code.number()).length);
  const names = new Map();
  const named = of('custom', 'name');
  while (!named.done) {
    const part = named.byte();
    const inner = reader(named.take(named.number()));
    // 1: the names of functions.
    if (part === 1) for (let n = inner.number(); n > 0; n -= 1) names.set(inner.number(), inner.text());
  }
  return sizes.map((size, i) => ({ name: demangled(names.get(i + imported) ?? ''), size }));
}
