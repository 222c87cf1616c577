// Turns that change at once, where make test takes over by hand.
import { browserTest } from '../e2e/harness.mjs';
import { atOnce, threeWindows } from '../e2e/windows.mjs';

browserTest('three windows and a thousand acts, turns that change at once: the log is whole and holds what was accepted, in order', threeWindows(340, atOnce), { from: 'drawn', own: true });
