//! A page that fills a screen: text that fits, full screen, a clock.

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The smallest that text is made, in hundredths.
const SMALLEST: u32 = 20;

/// Shrinks what stands in each element of this class until it fits: its property `--f`, in hundredths, multiplies what its
/// style sheet measures by.
pub fn fit(class: &str) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let all = document.get_elements_by_class_name(class);
    let elements = (0..all.length()).filter_map(|i| all.item(i)?.dyn_into::<HtmlElement>().ok());
    elements.for_each(|element| fit_one(&element));
}

fn fit_one(element: &HtmlElement) {
    let fits = |hundredths: u32| {
        let _ = element.style().set_property("--f", &hundredths.to_string());
        let over = |content: i32, room: i32| content > room + 1;
        !over(element.scroll_height(), element.client_height()) && !over(element.scroll_width(), element.client_width())
    };
    if fits(100) {
        return;
    }
    let (mut small, mut large) = (SMALLEST, 100);
    while large - small > 1 {
        let middle = u32::midpoint(small, large);
        if fits(middle) {
            small = middle;
        } else {
            large = middle;
        }
    }
    fits(small);
}

/// Calls back whenever the window has another size, for as long as the listener lives.
pub fn on_resize(callback: impl Fn() + 'static) -> Option<EventListener> {
    Some(EventListener::new(web_sys::window()?.as_ref(), "resize", move |_| callback()))
}

/// Writes what `text` gives into the element with the id, now and each second, for as long as the interval lives.
pub fn each_second(id: &'static str, text: impl Fn() -> String + 'static) -> Interval {
    let write = move || {
        let document = web_sys::window().and_then(|w| w.document());
        if let Some(element) = document.and_then(|d| d.get_element_by_id(id)) {
            element.set_text_content(Some(&text()));
        }
    };
    write();
    Interval::new(1_000, write)
}

/// Whether the focus is on something that the space bar and Enter press.
pub fn is_on_button() -> bool {
    let active = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
    active.is_some_and(|e: Element| e.matches("button, a").unwrap_or(false))
}

/// The key that leaves the full screen is not to leave the page as well: some browsers tell the page of it, others after
/// the screen was given back.
#[derive(Clone)]
pub struct FullScreen {
    left_at: Rc<Cell<f64>>,
    _listener: Rc<Option<EventListener>>,
}

/// For so many milliseconds after the full screen was left, the key that did so may still arrive.
const SAME_KEY: f64 = 400.0;

impl FullScreen {
    /// Watches it for as long as this lives.
    pub fn watch() -> Self {
        let left_at = Rc::new(Cell::new(0.0));
        let left = left_at.clone();
        let document = web_sys::window().and_then(|w| w.document());
        let listener = document.map(|d| {
            EventListener::new(&d, "fullscreenchange", move |_| {
                if !super::page::is_fullscreen() {
                    left.set(js_sys::Date::now());
                }
            })
        });
        Self { left_at, _listener: Rc::new(listener) }
    }

    /// Leaves it, and tells whether there was one to leave.
    pub fn leave(&self) -> bool {
        if super::page::is_fullscreen() {
            super::page::toggle_fullscreen();
            return true;
        }
        js_sys::Date::now() - self.left_at.get() < SAME_KEY
    }
}
