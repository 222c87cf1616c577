// Serves a folder over HTTP on 127.0.0.1: node tools/serve.mjs FOLDER PORT [PREFIX]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json',
};

/** Starts the server; resolves to it once it listens. */
export function serve(folder, port, prefix = '/') {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (!path.startsWith(prefix)) return response.writeHead(404).end();
    const inside = normalize('/' + path.slice(prefix.length));
    const file = join(folder, inside.endsWith('/') ? inside + 'index.html' : inside);
    try {
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = 'dist', port = '8080', prefix = '/'] = process.argv.slice(2);
  try {
    await serve(folder, Number(port), prefix);
    console.log(`明抽 / mingchou: http://127.0.0.1:${port}${prefix} (Ctrl+C ends it)`);
  } catch (error) {
    console.error(error.code === 'EADDRINUSE' ? `Port ${port} of 127.0.0.1 is in use: end what runs there, or: node tools/serve.mjs dist ANOTHER_PORT` : error.message);
    process.exit(1);
  }
}
