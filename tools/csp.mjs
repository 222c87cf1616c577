// The Content-Security-Policy of a page: the hash of each inline script and style, and nothing that it can do without.
import { createHash } from 'node:crypto';

const hashes = (html, element) => [...html.matchAll(element)]
  .map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ');
// A script with a source has no hash here; one of a type that is no script is data.
const SCRIPT = /<script\b(?![^>]*\bsrc=)(?![^>]*\btype="application\/)[^>]*>([\s\S]*?)<\/script>/g;
const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style>/g;

/** The page with its policy in place of @CSP@; `hosted` may ask its own origin, a file asks nobody. */
export function withPolicy(html, { hosted }) {
  if (!html.includes('content="@CSP@"')) throw new Error('the page has no place for the policy');
  const own = hosted ? "'self' " : '';
  const policy = [
    "default-src 'none'",
    // Every script stands in the page.
    `script-src 'wasm-unsafe-eval' ${hashes(html, SCRIPT)}`,
    `style-src ${own}${hashes(html, STYLE)}`.trim(),
    `img-src ${own}data:`,
    // The worker's script is a Blob, which inherits this policy (boot/); the service worker is a file.
    `worker-src ${own}blob:`,
    ...(hosted ? ["connect-src 'self'", "manifest-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html.replace('content="@CSP@"', `content="${policy}"`);
}
