//! The windows of this application in one browser: the lock that one of them holds, and the channel on which they talk.

use super::storage::PREFIX;
use gloo_events::EventListener;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};

// web-sys has them behind an unstable flag of the whole build only.
#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, options: &Object, granted: &Function) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn query(this: &LockManager) -> Result<Promise, JsValue>;
}

/// The browser's locks; none in an old kernel and on a page that came over bare http.
fn manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

/// Whether this browser has locks.
pub fn has_locks() -> bool {
    manager().is_some()
}

/// Asks for the lock of this name: in turn, or at once, from whoever holds it, if it is to `steal`. Calls `got` when
/// this window has it, which it then keeps until it is closed or another steals it; then, or where the lock was never
/// to be had, calls `lost`.
pub fn hold(name: &str, steal: bool, got: impl FnOnce() + 'static, lost: impl FnOnce() + 'static) {
    let options = Object::new();
    let set = Reflect::set(&options, &"steal".into(), &steal.into());
    let granted = Closure::once_into_js(move |_: JsValue| {
        got();
        Promise::new(&mut |_, _| {})
    });
    let asked = manager()
        .filter(|_| set.is_ok())
        .and_then(|locks| locks.request(&format!("{PREFIX}{name}"), &options, granted.unchecked_ref()).ok());
    spawn_local(async move {
        if let Some(asked) = asked {
            // It is kept for good, so that this ends by an error only.
            let _ = JsFuture::from(asked).await;
        }
        lost();
    });
}

/// Whether a window, this one or another, holds the lock of this name; none where the browser does not say. What
/// happened to this window's own locks before has been told when the answer comes.
pub async fn is_held(name: &str) -> Option<bool> {
    let state = JsFuture::from(manager()?.query().ok()?).await.ok()?;
    let held = Array::from(&Reflect::get(&state, &"held".into()).ok()?);
    let name = format!("{PREFIX}{name}");
    let named =
        |lock: JsValue| Reflect::get(&lock, &"name".into()).is_ok_and(|n| n.as_string().as_ref() == Some(&name));
    Some(held.iter().any(named))
}

/// A channel on which every window of this application hears the others.
pub struct Channel {
    channel: Option<BroadcastChannel>,
    _listener: Option<EventListener>,
}

impl Channel {
    /// Joins; a browser without channels leaves every window alone.
    pub fn join(name: &str, heard: impl Fn(&str) + 'static) -> Self {
        let channel = BroadcastChannel::new(&format!("{PREFIX}{name}")).ok();
        let listener = channel.as_ref().map(|channel| {
            EventListener::new(channel, "message", move |event| {
                let data = event.dyn_ref::<MessageEvent>().and_then(|e| e.data().as_string());
                data.iter().for_each(|text| heard(text));
            })
        });
        Self { channel, _listener: listener }
    }

    /// Says something to all others.
    pub fn say(&self, text: &str) {
        if let Some(channel) = &self.channel {
            // Who is not heard is told so by the silence.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    }
}
