//! What a panic shows: a page that says so, with the way on and the backup. Showing it is left to the page's scripts
//! (boot/check.js), since this program is broken by then.

use super::boot;
use std::panic::PanicHookInfo;

/// Shows the crash page of index.html in place of the application.
pub fn show(info: &PanicHookInfo<'_>) {
    console_error_panic_hook::hook(info);
    boot::crashed(&info.to_string());
}
