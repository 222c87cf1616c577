//! What a panic shows: a page that says so, with the way on and the backup.

use super::{files, storage};
use std::panic::PanicHookInfo;

/// Shows the crash page of index.html in place of the application.
pub fn show(info: &PanicHookInfo<'_>) {
    console_error_panic_hook::hook(info);
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let element = |id: &str| document.get_element_by_id(id);
    if let (Some(app), Some(crash)) = (element("app"), element("crash")) {
        let _ = app.set_attribute("hidden", "");
        let _ = crash.remove_attribute("hidden");
    }
    if let Some(text) = element("crash-text") {
        text.set_text_content(Some(&info.to_string()));
    }
    if let (Some(link), Some(url)) =
        (element("crash-backup"), files::object_url(storage::everything().as_bytes(), "application/json"))
    {
        let _ = link.set_attribute("href", &url);
    }
}
