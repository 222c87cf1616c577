// Trunk's post-build hook: writes the Content-Security-Policy with the hash of each inline script into index.html.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(process.env.TRUNK_STAGING_DIR ?? 'dist', 'index.html');
const html = readFileSync(file, 'utf8');
const hashes = [...html.matchAll(/<script\b(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)]
  .map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
const policy = [
  "default-src 'none'",
  `script-src 'self' 'wasm-unsafe-eval' ${hashes.join(' ')}`,
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  // The worker's bootstrap is a Blob, which inherits this policy (src/browser/worker.rs).
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
if (!html.includes('@CSP@')) throw new Error(`${file} has no place for the policy`);
writeFileSync(file, html.replace('@CSP@', policy));
