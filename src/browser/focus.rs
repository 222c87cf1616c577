//! What has the focus may go with what it did: a row that is deleted, a button that is not offered any more. The browser
//! then gives the focus to nothing, and whoever works by keyboard begins at the top of the page again.

use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, MutationObserver, MutationObserverInit};

/// Places that may take the focus over, from within outwards.
const PLACES: &str = "section, dialog, form, main";

/// Gives the focus to the part of the page that its element stood in, whenever that goes; for as long as it lives.
pub struct FocusKeeper {
    observer: MutationObserver,
    _watch: Closure<dyn FnMut()>,
    _listener: EventListener,
}

impl FocusKeeper {
    /// Begins; none where the browser can't.
    pub fn begin() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let body = document.body()?;
        // What has the focus, and the parts of the page that it stands in.
        let held: Rc<RefCell<Vec<Element>>> = Rc::default();
        let listener = {
            let held = held.clone();
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&body, "focusin", options, move |event| {
                let at = event.target().and_then(|at| at.dyn_into::<Element>().ok());
                *held.borrow_mut() = at.map(chain).unwrap_or_default();
            })
        };
        let watch = {
            let document = document.clone();
            Closure::new(move || give_over(&document, &held))
        };
        let observer = MutationObserver::new(watch.as_ref().unchecked_ref()).ok()?;
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        observer.observe_with_options(&body, &options).ok()?;
        Some(Self { observer, _watch: watch, _listener: listener })
    }
}

impl Drop for FocusKeeper {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// The element, and those around it that may take over.
fn chain(element: Element) -> Vec<Element> {
    let mut chain = vec![element];
    while let Some(around) = chain.last().and_then(|at| at.parent_element()) {
        match around.closest(PLACES) {
            Ok(Some(place)) => chain.push(place),
            _ => break,
        }
    }
    chain
}

fn give_over(document: &Document, held: &RefCell<Vec<Element>>) {
    let chain = held.borrow();
    let is_lost = chain.first().is_some_and(|element| !element.is_connected());
    let elsewhere = document.active_element().is_some_and(|at| !at.matches("body").unwrap_or(true));
    if !is_lost || elsewhere {
        return;
    }
    let place = chain.iter().skip(1).find(|place| place.is_connected()).cloned();
    drop(chain);
    held.borrow_mut().clear();
    if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
        place.set_tab_index(-1);
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = place.focus_with_options(&options);
    }
}
