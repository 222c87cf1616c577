//! The page itself: its title, the address's hash, focus, printing.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlButtonElement, HtmlElement, HtmlTableCellElement, Window};

/// The window. There is always one: this runs in a page only.
fn window() -> Option<Window> {
    web_sys::window()
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

/// The hash of the address, `#/…`, or empty.
pub fn hash() -> String {
    window().and_then(|w| w.location().hash().ok()).unwrap_or_default()
}

/// The address of this page without query and hash, where others can reach it: none for a file.
pub fn address() -> Option<String> {
    let location = window()?.location();
    let web = location.protocol().is_ok_and(|p| p == "http:" || p == "https:");
    let href = location.href().ok().filter(|_| web)?;
    Some(href.split(['?', '#']).next()?.to_owned())
}

/// Goes to another hash; the page is told by `hashchange`.
pub fn go(hash: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Calls back whenever the hash changes, for as long as the listener lives.
pub fn on_hash_change(mut callback: impl FnMut() + 'static) -> Option<gloo_events::EventListener> {
    Some(gloo_events::EventListener::new(window()?.as_ref(), "hashchange", move |_| callback()))
}

/// Calls back with each key that is pressed anywhere in the page and not in a box, for as long as the listener lives; the
/// browser's own use of the key is given up where the callback says so.
pub fn on_key(callback: impl Fn(&str) -> bool + 'static) -> Option<gloo_events::EventListener> {
    let options = gloo_events::EventListenerOptions::enable_prevent_default();
    let target = window()?;
    let listener = gloo_events::EventListener::new_with_options(target.as_ref(), "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
        let held = key.ctrl_key() || key.alt_key() || key.meta_key();
        if !held && callback(&key.key()) {
            key.prevent_default();
        }
    });
    Some(listener)
}

/// Calls back with each Ctrl+Z that is pressed anywhere in the page but in a box, which takes back its own typing, and
/// with `true` for Ctrl+Shift+Z and Ctrl+Y, for as long as the listener lives.
pub fn on_undo_key(callback: impl Fn(bool) + 'static) -> Option<gloo_events::EventListener> {
    let options = gloo_events::EventListenerOptions::enable_prevent_default();
    let target = window()?;
    let listener = gloo_events::EventListener::new_with_options(target.as_ref(), "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
        let at = key.target().and_then(|at| at.dyn_into::<Element>().ok());
        let in_box = at.is_some_and(|at| at.matches(BOXES).unwrap_or_default());
        if in_box || key.alt_key() || !(key.ctrl_key() || key.meta_key()) {
            return;
        }
        let again = match (key.key().to_ascii_lowercase().as_str(), key.shift_key()) {
            ("z", shift) => shift,
            ("y", false) => true,
            _ => return,
        };
        key.prevent_default();
        callback(again);
    });
    Some(listener)
}

/// What one types into.
const BOXES: &str = "input:not([type=radio], [type=checkbox], [type=file]), textarea, select";

/// Fills the screen with the page, or gives it back.
pub fn toggle_fullscreen() {
    let Some(document) = document() else { return };
    match (document.fullscreen_element(), document.document_element()) {
        (Some(_), _) => document.exit_fullscreen(),
        (None, Some(root)) => {
            let _ = root.request_fullscreen();
        }
        _ => {}
    }
}

/// Whether the page fills the screen.
pub fn is_fullscreen() -> bool {
    document().is_some_and(|d| d.fullscreen_element().is_some())
}

/// Closes the window, where the browser lets a page do so.
pub fn close() {
    if let Some(window) = window() {
        let _ = window.close();
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Tells `boot/check.js` that the first drawing is in the document, its effects have run, and it may be shown.
pub fn tell_that_it_stands() {
    if let (Some(window), Ok(event)) = (window(), web_sys::Event::new("mingchou-stands")) {
        let _ = window.dispatch_event(&event);
    }
}

/// Sets the title of the tab, which is also the proposed name of a PDF.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the focus to the element and it to the top of the window.
pub fn show(id: &str) {
    focus(id);
    if let Some(element) = document().and_then(|d| d.get_element_by_id(id)) {
        element.scroll_into_view();
    }
}

/// Moves the focus to the element, and it into view, also where it was folded away.
pub fn focus(id: &str) {
    let element = document().and_then(|d| d.get_element_by_id(id)).and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        if let Ok(Some(folded)) = element.closest("details:not([open])") {
            let _ = folded.set_attribute("open", "");
        }
        let _ = element.focus();
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls to the top, as a new page would.
pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Whether the window is a phone's, as the style sheet has it (40 rem).
pub fn is_narrow() -> bool {
    (1.0..=640.0).contains(&width())
}

/// How wide the window is, in pixels; 0 where the browser does not say.
pub fn width() -> f64 {
    window().and_then(|window| window.inner_width().ok()?.as_f64()).unwrap_or_default()
}

/// Whether something of this class is on the page.
pub fn has_class(class: &str) -> bool {
    web_sys::window().and_then(|w| w.document()).is_some_and(|d| d.get_elements_by_class_name(class).length() > 0)
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// The class of what is printed with this of the feet set by [`set_feet`].
pub fn foot_class(place: usize) -> String {
    format!("foot-{place}")
}

/// What stands at the foot of the printed pages of each document: the page within it, of how many where that is known, a
/// line of its own, and what else a style sheet says of those pages. `of` are the pages of each, where they were counted;
/// those of the only one the browser counts itself.
///
/// Text in the margin of a page can only come from a style sheet. One that is made here, not written into the page, is
/// allowed by the page's policy. A browser that knows no margin boxes prints pages without a foot ([`has_feet`]).
pub fn set_feet(feet: &[(&str, &str)], of: &[Option<u32>]) {
    let Some(document) = document() else { return };
    let sheets = js_sys::Array::new();
    if let Ok(sheet) = web_sys::CssStyleSheet::new() {
        for (place, (foot, page)) in feet.iter().enumerate() {
            let class = foot_class(place);
            let quoted: String = foot.chars().map(css_escape).collect();
            let of = match of.get(place) {
                _ if feet.len() == 1 => "，共\" counter(pages) \"页".to_owned(),
                Some(Some(pages)) => format!("，共{pages}页"),
                _ => String::new(),
            };
            let rule = format!(
                "@page {class} {{ {page} counter-increment: {class}; @bottom-center {{ content: \"第\" counter({class}) \"页{of}\\a {quoted}\"; \
                 font: 9pt/13pt FangSong, 仿宋, serif; white-space: pre-line; vertical-align: top; padding-top: 2.5mm; }} }}"
            );
            let _ = sheet
                .insert_rule(&rule)
                .and_then(|_| sheet.insert_rule(&format!(".paper.{class} {{ page: {class}; }}")));
        }
        sheets.push(&sheet);
    }
    document.set_adopted_style_sheets(&sheets);
}

/// Whether the browser prints what [`set_feet`] says: Firefox does not.
pub fn has_feet() -> bool {
    let kept = || {
        let sheet = web_sys::CssStyleSheet::new().ok()?;
        sheet.insert_rule("@page { @bottom-center { content: none } }").ok()?;
        let get = |of: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
        get(&get(&get(&sheet, "cssRules")?, "0")?, "cssText")?.as_string()
    };
    kept().is_some_and(|rule| rule.contains("bottom"))
}

/// Calls back whenever the page is about to be printed, for as long as the listener lives.
pub fn before_print(mut callback: impl FnMut() + 'static) -> Option<gloo_events::EventListener> {
    Some(gloo_events::EventListener::new(window()?.as_ref(), "beforeprint", move |_| callback()))
}

/// A character within a string of CSS.
fn css_escape(c: char) -> String {
    if c.is_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\{:x} ", u32::from(c)) }
}

/// Sets `data-NAME` of the root element, which styles look at.
pub fn set_root_data(name: &str, value: &str) {
    if let Some(root) = document().and_then(|d| d.document_element()) {
        let _ = root.set_attribute(&format!("data-{name}"), value);
    }
}

/// While it lives, leaving the page may ask first.
pub struct LeaveGuard {
    _listener: Option<gloo_events::EventListener>,
}

/// Asks before the page is left while there is something `unsaved`, for as long as the guard lives.
pub fn leave_guard(unsaved: impl Fn() -> bool + 'static) -> LeaveGuard {
    let options = gloo_events::EventListenerOptions::enable_prevent_default();
    let ask = move |event: &web_sys::Event| {
        if unsaved() {
            event.prevent_default();
        }
    };
    let listener = |w: Window| gloo_events::EventListener::new_with_options(w.as_ref(), "beforeunload", options, ask);
    LeaveGuard { _listener: window().map(listener) }
}

/// Brings a row into sight, and opens its cell of this label, as a click on it would.
pub fn open_cell(row: &str, label: Option<&str>) {
    let Some(row) = document().and_then(|d| d.get_element_by_id(row)) else { return };
    row.scroll_into_view();
    let selector = label.map(|label| format!("td[data-label=\"{label}\"] button"));
    let cell = selector.and_then(|selector| row.query_selector(&selector).ok().flatten());
    if let Some(button) = cell.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

/// Moves the focus from a cell's button to that of the next cell in the direction of an arrow key; whether it was one.
pub fn step_cell(button: &HtmlButtonElement, key: &str) -> bool {
    let (across, down) = match key {
        "ArrowLeft" => (-1, 0),
        "ArrowRight" => (1, 0),
        "ArrowUp" => (0, -1),
        "ArrowDown" => (0, 1),
        _ => return false,
    };
    let cell = |e: Element| e.dyn_into::<HtmlTableCellElement>().ok();
    let Some(from) = button.closest("td").ok().flatten().and_then(cell) else { return false };
    let row = from.parent_element().and_then(|row| match down {
        0 => Some(row),
        1 => row.next_element_sibling(),
        _ => row.previous_element_sibling(),
    });
    let place = u32::try_from(from.cell_index() + across).ok();
    let to = row.zip(place).and_then(|(row, place)| row.children().get_with_index(place));
    let target = to.and_then(|cell| cell.query_selector("button").ok().flatten());
    if let Some(button) = target.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
    true
}

/// Moves the focus from a box in a table to the box in the same column of the next row, or of the one before; whether
/// there was a row. A button in a cell is pressed by Enter, and stays where it is.
pub fn step_row(element: &HtmlElement, back: bool) -> bool {
    if !matches!(element.tag_name().as_str(), "INPUT" | "SELECT") {
        return false;
    }
    let cell = |e: Element| e.dyn_into::<HtmlTableCellElement>().ok();
    let Some(from) = element.closest("td").ok().flatten().and_then(cell) else { return false };
    let row = from.parent_element().and_then(|row| match back {
        true => row.previous_element_sibling(),
        false => row.next_element_sibling(),
    });
    let place = u32::try_from(from.cell_index()).ok();
    let to = row.zip(place).and_then(|(row, place)| row.children().get_with_index(place));
    let target = to.and_then(|cell| cell.query_selector("input, select").ok().flatten());
    let target = target.and_then(|e| e.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|e| e.focus().is_ok())
}
