//! A script that is no part of the wasm, in a worker of its own: it is sent a text, and says lists of words. Like the wasm's
//! worker it is a Blob, which inherits the page's policy (tools/csp.mjs).

use gloo_events::EventListener;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker};

/// A script that runs; dropping it ends it.
pub struct ScriptRun {
    worker: Worker,
    url: String,
    _listeners: [EventListener; 2],
}

impl Drop for ScriptRun {
    fn drop(&mut self) {
        self.worker.terminate();
        // What stays of it until the page is left is an address.
        let _ = Url::revoke_object_url(&self.url);
    }
}

/// Runs a script and sends it a text; `hear` hears each message, and nothing once the script broke. `None` where the browser
/// can't start it.
pub fn run(script: &str, text: &str, hear: impl Fn(Option<Vec<String>>) + Clone + 'static) -> Option<ScriptRun> {
    let options = BlobPropertyBag::new();
    options.set_type("application/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&script.into()), &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let worker = Worker::new(&url).ok()?;
    let broke = hear.clone();
    let on_message = EventListener::new(&worker, "message", move |event| {
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data).unwrap_or(JsValue::UNDEFINED);
        hear(Some(Array::from(&data).iter().filter_map(|word| word.as_string()).collect()));
    });
    let on_error = EventListener::new(&worker, "error", move |_| broke(None));
    let run = ScriptRun { worker, url, _listeners: [on_message, on_error] };
    run.worker.post_message(&text.into()).ok()?;
    Some(run)
}
