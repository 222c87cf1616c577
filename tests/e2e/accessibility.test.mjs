// Every page in every state at one width: before the draw, the whole way on a phone; after it, on a desk. The others are in
// tests/slow/widths.test.mjs.
import { PHONE, WIDE, browserTest } from './harness.mjs';
import { afterTheDraw, wayToTheDraw } from './tour.mjs';

browserTest('every page and state on a phone', wayToTheDraw(PHONE), { viewport: PHONE });

browserTest('every page and state after the draw on a desk', afterTheDraw(WIDE), { from: '2018/drawn', clock: '2018-12-05' });
