// A thousand acts, where make test has three hundred.
import { browserTest } from '../e2e/harness.mjs';
import { threeWindows } from '../e2e/windows.mjs';

browserTest('three windows and a thousand acts: the log is whole and holds what was accepted, in order', threeWindows(340), { from: 'drawn', own: true });
