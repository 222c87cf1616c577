//! The worker's shell: passes messages to [`crate::work`] and back.

use crate::app::storage::repository::rescue;
use crate::browser::files::read_in_worker;
use crate::browser::worker::carried;
use crate::json;
use crate::work::{Fault, WorkerEvent, WorkerState};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

/// Answers the page's messages for as long as the worker lives, if this is a worker; whether it is one.
pub fn serve() -> bool {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return false };
    std::panic::set_hook(Box::new(console_error_panic_hook::hook));
    let mut state = WorkerState::default();
    let answer = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| answer(&scope, &mut state, &event))
    };
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    send(&scope, &Array::of1(&"ready".into()));
    true
}

/// A message of strings and bytes can always be cloned, so that sending it does not fail.
fn send(scope: &DedicatedWorkerGlobalScope, message: &Array) {
    drop(scope.post_message(message));
}

/// What the crash page asks (boot/start.js): a backup of what lies in localStorage, which comes beside as JSON, and the
/// database. The answer is a sentence about what is not in it, if anything, and the file.
const RESCUE: &str = "rescue";

async fn rescued(local: &[u8]) -> Result<(String, Vec<u8>), String> {
    let local = json::read_bytes(local).map_err(|fault| fault.to_string())?;
    let gathered = rescue(&local).await.map_err(|fault| fault.to_string())?;
    Ok((gathered.missing(), gathered.text.unwrap_or_default().into_bytes()))
}

fn answer(scope: &DedicatedWorkerGlobalScope, state: &mut WorkerState, event: &MessageEvent) {
    let message = Array::from(&event.data());
    let payload = message.get(1);
    if message.get(0).as_string().as_deref() == Some(RESCUE) {
        let (scope, local) = (scope.clone(), carried(&payload));
        return spawn_local(async move {
            let (text, file) = rescued(&local).await.unwrap_or_else(|why| (why, Vec::new()));
            done(&scope, &text, &file);
        });
    }
    let bytes = match payload.dyn_ref::<Blob>() {
        Some(file) => read_in_worker(file),
        None => Ok(carried(&payload)),
    };
    let mut emit = |event| {
        let (kind, text) = match event {
            WorkerEvent::Progress(text) => ("progress", text),
            WorkerEvent::Businesses(text) => ("part", text),
        };
        send(scope, &Array::of2(&kind.into(), &text.into()));
    };
    let letter = message.get(0).as_string().unwrap_or_default();
    match bytes.map_err(|fault| Fault::Refused(fault.to_string())).and_then(|b| state.answer(&letter, &b, &mut emit)) {
        Ok(reply) => done(scope, &reply.head, &reply.bytes),
        Err(fault) => {
            let fault = serde_json::to_string(&fault).unwrap_or_default();
            send(scope, &Array::of2(&"refused".into(), &fault.into()));
        }
    }
}

fn done(scope: &DedicatedWorkerGlobalScope, text: &str, file: &[u8]) {
    let file = Uint8Array::from(file);
    let message = Array::of3(&"done".into(), &text.into(), &file);
    drop(scope.post_message_with_transfer(&message, &Array::of1(&file.buffer())));
}
