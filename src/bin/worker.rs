//! The worker's shell: passes messages to [`mingchou::work`] and back.

#[cfg(target_arch = "wasm32")]
fn main() {
    use js_sys::{Array, Uint8Array};
    use mingchou::browser::files::read_in_worker;
    use mingchou::work::{Answer, Desk, Task, Told};
    use wasm_bindgen::prelude::*;
    use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

    std::panic::set_hook(Box::new(console_error_panic_hook::hook));
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let send = {
        let scope = scope.clone();
        // A message of strings and bytes can always be cloned, so that sending it does not fail.
        move |message: &Array| drop(scope.post_message(message))
    };
    let on_message = {
        let (send, scope) = (send.clone(), scope.clone());
        let mut desk = Desk::default();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let message = Array::from(&event.data());
            let beside = message.get(1);
            let bytes = match beside.dyn_ref::<File>() {
                Some(file) => read_in_worker(file),
                None => Ok(Uint8Array::new(&beside).to_vec()),
            };
            let mut told = |told| {
                let (kind, text) = match told {
                    Told::Progress(text) => ("progress", text),
                    Told::Rows(text) => ("part", text),
                };
                send(&Array::of2(&kind.into(), &text.into()));
            };
            let task = serde_json::from_str::<Task>(&message.get(0).as_string().unwrap_or_default());
            let (answer, file) = match (task, bytes) {
                (Ok(task), Ok(bytes)) => desk.run(task, &bytes, &mut told),
                (_, Err(fault)) => (Answer::Refused(fault.to_string()), Vec::new()),
                (Err(fault), _) => {
                    (Answer::Refused(format!("页面与后台程序版本不一致，请刷新页面（{fault}）")), Vec::new())
                }
            };
            let text = serde_json::to_string(&answer).unwrap_or_default();
            let file = Uint8Array::from(file.as_slice());
            let message = Array::of3(&"done".into(), &text.into(), &file);
            drop(scope.post_message_with_transfer(&message, &Array::of1(&file.buffer())));
        })
    };
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    send(&Array::of1(&"ready".into()));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
