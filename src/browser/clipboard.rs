//! The clipboard. The newer interface is missing on pages of an intranet without a certificate, this one is everywhere; it
//! copies what is selected in a box.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// Copies the text, in answer to a click; whether the browser did.
pub fn copy(text: &str) -> bool {
    try_copy(text).unwrap_or(false)
}

fn try_copy(text: &str) -> Option<bool> {
    let document: HtmlDocument = web_sys::window()?.document()?.dyn_into().ok()?;
    let focused = document.active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("sr");
    area.set_value(text);
    // In a dialog nothing outside it can take the focus.
    let place = focused.as_ref().and_then(|e| e.parent_element()).or_else(|| document.body().map(Into::into))?;
    place.append_child(&area).ok()?;
    area.select();
    let copied = document.exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(focused) = focused {
        let _ = focused.focus();
    }
    Some(copied)
}
