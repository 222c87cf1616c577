// What is measured within a page.

/** What is wrong with the boxes of a slide: text that leaves the window or its place, that another text lies over, that is too
 *  small to be read from ten metres (1.7 % of the height), or a short name or number that is split. */
export function boxFaults() {
  const unit = Math.min(innerHeight, innerWidth * 9 / 16) / 100;
  const walker = document.createTreeWalker(document.querySelector('.stage'), NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.textContent.trim() || !e.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // A line's box is higher than what is printed in it.
    const lines = [...range.getClientRects()].map((r) => ({ left: r.left, right: r.right, top: r.top + r.height / 4, bottom: r.bottom - r.height / 4 }));
    texts.push({ node, e, lines, told: node.textContent.slice(0, 24) });
  }
  const bad = [];
  // Where a name has no mark or blank, a line that ends within it is no line of its own; twelve characters find room, twenty digits as well.
  const isSplit = (text, lines) => {
    const [short, parts] = [/^\d+$/.test(text) ? 20 : 12, new Set(lines.map((l) => Math.round(l.top)))];
    return parts.size > 1 && !/[\s、，。；：（）“”·]/.test(text) && [...text].reduce((wide, c) => wide + (c < '\u2000' && short === 12 ? 0.5 : 1), 0) <= short;
  };
  for (const { e, lines, told } of texts) {
    if (isSplit(told.trim(), lines)) bad.push(`split: ${told}`);
    if (parseFloat(getComputedStyle(e).fontSize) < 1.69 * unit) bad.push(`small: ${told} ${getComputedStyle(e).fontSize}`);
    const place = (e.closest('.scene') ?? document.querySelector('.stage')).getBoundingClientRect();
    const window = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (const within of [place, window]) {
      if (lines.some((l) => l.left < within.left - 1 || l.right > within.right + 1 || l.top < within.top - 1 || l.bottom > within.bottom + 1)) bad.push(`outside: ${told}`);
    }
  }
  const all = texts.flatMap(({ node, lines, told }) => lines.map((l) => ({ ...l, node, told })));
  all.forEach((a, i) => all.slice(i + 1).forEach((b) => {
    const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    if (over && a.node !== b.node) bad.push(`over each other: ${a.told} | ${b.told}`);
  }));
  return bad;
}
