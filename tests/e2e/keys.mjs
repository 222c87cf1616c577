// What the keyboard reaches: where the focus is, that it can be seen, and the way there by Tab.
import assert from 'node:assert/strict';

/** What has the focus: its name, and whether it can be seen to have it. */
export const focused = (page) => page.evaluate(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const label = e.labels?.[0];
  const name = e.getAttribute('aria-label') ?? (label?.textContent || e.textContent || '').trim();
  // The box of a file is hidden; its label stands for it.
  const shown = e.type === 'file' ? label : e;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== 'rgba(0, 0, 0, 0)';
  const inView = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const middle = document.elementFromPoint(Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1), Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 1), innerHeight - 1));
  const covered = !(middle && (shown.contains(middle) || middle.contains(shown) || middle === e));
  return { name: name.slice(0, 40), tag: e.tagName, type: e.type ?? '', id: e.id, outline, inView, covered, inDialog: !!e.closest('dialog') };
});

export function assertVisible(at) {
  assert(at.outline, `the focus on ${JSON.stringify(at)} has an outline`);
  assert(at.inView && !at.covered, `the focus on ${JSON.stringify(at)} can be seen`);
}

/** Tabs on until the focus is on what `wanted` accepts; each stop must be visible. */
export async function tabTo(page, wanted, most = 200) {
  const accepts = typeof wanted === 'string' ? (at) => at.name === wanted : wanted;
  const stops = [];
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (!at) continue; // The browser's own bar, between the end of the page and its beginning.
    assertVisible(at);
    stops.push(at.name || at.tag);
    if (accepts(at)) return at;
  }
  assert.fail(`no way by Tab to ${wanted}: ${stops.join(' | ')}`);
}
