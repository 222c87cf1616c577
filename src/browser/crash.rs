//! What a panic shows: a page that says so, with the way on and the backup.

use super::{files, storage};
use std::panic::PanicHookInfo;

/// Shows the crash page of index.html in place of the application.
pub fn show(info: &PanicHookInfo<'_>) {
    console_error_panic_hook::hook(info);
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let element = |id: &str| document.get_element_by_id(id);
    for shown in ["app", "first"].into_iter().filter_map(element) {
        let _ = shown.set_attribute("hidden", "");
    }
    if let Some(crash) = element("crash") {
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
