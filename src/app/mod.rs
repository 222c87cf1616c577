//! The application: reducer, context, autosave, router, pages, parts. Exists on wasm32 only.
#![allow(missing_docs)] // Nothing outside uses it but `main`.

#[macro_use]
mod with;

mod bar;
mod context;
mod demo;
mod hooks;
mod page;
mod pages;
mod parts;
mod reveal;
mod root;
mod serve;
mod storage;
mod store;
mod update;
mod worker;

/// Serves the worker's tasks where this is a worker, and is the page elsewhere.
pub fn start() {
    if !serve::serve() {
        mount();
    }
}

/// Puts the application into `#app` and shows the crash page if it ever panics.
fn mount() {
    // Yew sets a hook of its own when it renders, unless it is told of another.
    yew::set_custom_panic_hook(Box::new(crate::browser::crash::show));
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app"));
    match root {
        Some(root) => {
            yew::Renderer::<root::Root>::with_root(root).render();
        }
        None => {
            yew::Renderer::<root::Root>::new().render();
        }
    }
}
