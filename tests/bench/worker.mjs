// Our worker without the application's page: its script as a file, and the module that is posted to it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wasmIn } from '../../tools/ship.mjs';

/** Leaves in the copy of a built page `ours.js`, which waits for its module as the application's workers do, and `ours.wasm`. */
export function bootstrap(folder) {
  const [, glue] = /<script id="glue">([\s\S]*?)<\/script>/.exec(readFileSync(join(folder, 'index.html'), 'utf8'));
  writeFileSync(join(folder, 'ours.js'), `${glue};onmessage=(e)=>{onmessage=null;wasm_bindgen({module_or_path:e.data})}`);
  writeFileSync(join(folder, 'ours.wasm'), readFileSync(join(folder, wasmIn(folder))));
}

/** In the page: compiles the module, as the application's page has when a worker starts. */
export const compiled = async () => {
  window.compiled = await WebAssembly.compileStreaming(fetch('ours.wasm'));
};
