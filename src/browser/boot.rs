//! What the page that started the application offers it (`boot/start.js`): the one place that knows
//! in which shape it runs, where the worker is and how a new version comes.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Worker;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = mingchou, js_name = startWorker)]
    fn start() -> Result<Worker, JsValue>;
    #[wasm_bindgen(js_namespace = mingchou, js_name = onUpdate)]
    fn on_update_js(tell: &Closure<dyn Fn()>);
    #[wasm_bindgen(js_namespace = mingchou)]
    fn update() -> Promise;
    #[wasm_bindgen(js_name = mingchouCrashed)]
    fn crashed_js(text: &str);
}

/// Shows the crash page, with this for the technicians.
pub fn crashed(text: &str) {
    crashed_js(text);
}

/// Starts a worker, which says `["ready"]` once its wasm runs; none where the browser forbids it.
pub fn start_worker() -> Option<Worker> {
    start().ok()
}

/// Calls back once a new version is stored and waits, for as long as the page lives.
pub fn on_update(tell: impl Fn() + 'static) {
    let tell = Closure::new(tell);
    on_update_js(&tell);
    tell.forget();
}

/// Loads the new version that waits; where other windows of this application keep it from taking over, how many.
pub async fn take_over() -> usize {
    let others = JsFuture::from(update()).await.ok().and_then(|n| n.as_f64());
    // A count of windows. A promise that is broken is no reason to load the page anew.
    others.map_or(0, |n| n as usize)
}
