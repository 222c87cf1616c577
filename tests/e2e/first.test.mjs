// The first page stands before the program has come, and what is clicked on it is not lost.
import assert from 'node:assert/strict';
import { PHONE, WIDE, home, keep, profile, test } from './harness.mjs';
import { button, heading } from './steps.mjs';

/** A page of which the program does not arrive until it is let through. */
async function held(address, viewport = WIDE) {
  const { context, seen } = await profile({ viewport });
  let release;
  const released = new Promise((done) => { release = done; });
  await context.route('**/*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  await context.addInitScript(() => {
    addEventListener('mingchou-stands', () => { window.stands = true; });
    // What is pressed before anything is painted a browser may drop.
    requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = true; }));
  });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.painted);
  return { context, page, release, seen };
}

/** Lets the program through, until its page stands. */
async function released(page, release) {
  release();
  await page.waitForFunction(() => window.stands);
}

/** Where the first page's words stand, to the pixel. */
const places = (page, within) => page.locator(within).locator('.bar .brand, .hero h1, .hero p, .hero .btn, .hero li, .card h2, .card .btn').evaluateAll((all) => all.map((e) => {
  const { x, y, width, height } = e.getBoundingClientRect();
  return { text: e.textContent, place: [x, y, width, height].map(Math.round) };
}));

for (const [name, viewport] of Object.entries({ wide: WIDE, phone: PHONE })) {
  test(`the program takes the place of the first page, word for word: ${name}`, async () => {
    const { context, page, release, seen } = await held(home, viewport);
    await page.getByText('正在读取本机保存的抽查').waitFor();
    await page.evaluate(() => document.fonts.ready);
    const before = await places(page, '#first');
    assert.equal(before.length, 15);
    await keep(page, `94-first-${name}`, false);
    release();
    await page.locator('#app h1').waitFor();
    assert.equal(await page.locator('#first').count(), 0);
    assert.deepEqual((await places(page, '#app')).slice(0, before.length), before);
    assert.deepEqual(seen.errors, []);
    await context.close();
  });
}

test('a click on the first page is carried out once the program is there', async () => {
  for (const [control, then] of [['新建抽查', '方案'], ['验证记录', '验证记录']]) {
    const { context, page, release, seen } = await held(home);
    await page.getByText(control, { exact: true }).click();
    await page.getByText(`正在打开“${control}”……`).waitFor();
    release();
    await heading(page, then).waitFor();
    assert.deepEqual(seen.errors, []);
    await context.close();
  }
});

test('a click that began on the first page ends on it, and what has the focus keeps it', async () => {
  {
    const { context, page, release, seen } = await held(home);
    const control = page.locator('#first').getByText('新建抽查', { exact: true });
    await control.waitFor();
    const { x, y, width, height } = await control.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await released(page, release);
    assert(await control.isVisible());
    await page.mouse.up();
    await heading(page, '方案').waitFor();
    assert.equal(await page.locator('#first').count(), 0);
    assert.deepEqual(seen.errors, []);
    await context.close();
  }
  const { context, page, release, seen } = await held(home);
  const control = page.locator('#first').getByText('验证记录', { exact: true });
  await control.waitFor();
  await control.focus();
  release();
  await page.locator('#app h1').waitFor();
  await page.waitForFunction(() => document.activeElement.matches('#app .btn'));
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), '验证记录');
  await page.keyboard.press('Enter');
  await heading(page, '验证记录').waitFor();
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test('a key that was pressed on the first page ends on it', async () => {
  const { context, page, release, seen } = await held(home);
  const control = page.locator('#first').getByText('新建抽查', { exact: true });
  await control.waitFor();
  await control.focus();
  await page.keyboard.down('Space');
  await released(page, release);
  await page.keyboard.up('Space');
  await heading(page, '方案').waitFor();
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test('the address of another page shows that it is being opened', async () => {
  const { context, page, release, seen } = await held(`${home}#/verify`);
  await page.getByText('正在打开明抽……').waitFor();
  assert.equal(await button(page, '新建抽查').isVisible(), false);
  release();
  await heading(page, '验证记录').waitFor();
  assert.deepEqual(seen.errors, []);
  await context.close();
});
