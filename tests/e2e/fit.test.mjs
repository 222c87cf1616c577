// Browsers that lack something: what they are told. And that the build asks for no more than the page looks for.
import { parse } from 'acorn';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FEATURES } from '../../tools/ship.mjs';
import { bare } from '../../tools/wasm.mjs';
import { dist, home, keep, profile, root, test } from './harness.mjs';
import { start } from './steps.mjs';

const single = pathToFileURL(join(dist, 'mingchou.html')).href;

/** Takes from the page, before any of its scripts, what an old or a locked browser does not have. */
const LACKS = {
  'WebAssembly（运行程序）': () => { delete window.WebAssembly; },
  // A kernel before 91: it knows WebAssembly and not what the build uses of it.
  '新版 WebAssembly（SIMD': () => { WebAssembly.Module = function Module() { throw new WebAssembly.CompileError('invalid'); }; },
  '后台线程（读取名录）': () => { delete window.Worker; },
  '安全的随机数（封存抽取）': () => { Object.defineProperty(window, 'crypto', { value: undefined }); },
  对话框: () => { delete window.HTMLDialogElement; },
  打印页脚的样式表: () => { delete Document.prototype.adoptedStyleSheets; },
};

for (const [what, take] of Object.entries(LACKS)) {
  test(`without ${what} a plain page says so`, async () => {
    for (const where of [home, single]) {
      const { context, seen } = await profile({ where });
      try {
        await context.addInitScript(take);
        const page = await context.newPage();
        await page.goto(where);
        await page.getByRole('heading', { name: '这个浏览器打不开明抽' }).waitFor();
        const lacks = await page.locator('#unfit-lacks li').allInnerTexts();
        assert.equal(lacks.length, 1, lacks.join());
        assert(lacks[0].startsWith(what), lacks[0]);
        await page.getByText('切换到“极速模式”').waitFor();
        assert.equal(await page.locator('#app').isHidden(), true);
        assert.equal(await page.locator('#app .brand').count(), 0, 'the application was not started');
        assert.deepEqual(seen.errors, []);
        if (where === home) await keep(page, '92-unfit');
      } finally {
        await context.close();
      }
    }
  });
}

test('where nothing can be stored a plain page says so, and opens it all the same', async () => {
  for (const where of [home, single]) {
    const { context, seen } = await profile({ where });
    try {
      await context.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
      });
      const page = await context.newPage();
      await page.goto(where);
      await page.getByRole('heading', { name: '这个浏览器不让保存' }).waitFor();
      assert.equal(await page.locator('#app .brand').count(), 0, 'the application was not started');
      if (where === home) await keep(page, '93-forgets');
      await page.getByRole('button', { name: '仍然打开' }).click();
      await start(page);
      await page.getByRole('alert').getByText('未保存', { exact: true }).waitFor();
      await page.getByText('浏览器禁止本页面保存数据').first().waitFor();
      assert.deepEqual(seen.errors, []);
    } finally {
      await context.close();
    }
  }
});

test('what looks for all this is understood by old kernels', () => {
  const text = readFileSync(join(root, 'boot', 'check.js'), 'utf8');
  parse(text, { ecmaVersion: 5 });
  assert.throws(() => parse(`${text};(() => 1)`, { ecmaVersion: 5 }));
  // And it is what the built pages carry, before any other script.
  for (const name of ['index.html', 'mingchou.html']) {
    const [first] = /<script>([\s\S]*?)<\/script>/.exec(readFileSync(join(dist, name), 'utf8')).slice(1);
    assert.equal(first.replace(/SAMPLE = '[0-9a-f]+'/, "SAMPLE = '@SAMPLE@'"), text);
  }
});

// Of the quick build it takes half a minute, and its compiler is told the same.
const quick = process.env.MINGCHOU_DIST?.endsWith('dist-quick') && 'looked at in what is handed out (.ci/run, make test-release)';
test('the build uses no newer WebAssembly than the page looks for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingchou-'));
  const valid = (file, features) => {
    try {
      execFileSync('wasm-opt', [file, ...features, '-o', '/dev/null'], { stdio: ['ignore', 'ignore', 'pipe'] });
      return true;
    } catch (error) {
      assert.match(String(error.stderr), /\[wasm-validator error|parse exception/i);
      return false;
    }
  };
  const names = readdirSync(dist).filter((name) => name.endsWith('.wasm'));
  assert.equal(names.length, 1, names.join());
  const file = join(folder, names[0]);
  // In its custom sections the compiler only says what it was allowed to use.
  writeFileSync(file, bare(readFileSync(join(dist, names[0]))));
  assert.equal(valid(file, FEATURES), true);
  const sample = join(folder, 'sample.wasm');
  execFileSync('wasm-as', [...FEATURES, join(root, 'boot', 'sample.wat'), '-o', sample]);
  assert.equal(valid(sample, FEATURES.filter((f) => f !== '--enable-reference-types')), false, 'the check can fail');
}, { skip: quick });
