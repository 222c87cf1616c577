//! What windows share besides what is stored: the lock of the one that edits, and how often was saved.

use crate::browser::storage;

/// The lock of the window that edits.
pub(super) const LOCK: &str = "writer";

/// How often this browser has saved. It is the last thing written by every save: who sees it sees all that went before.
pub(super) const SAVES: &str = "saves";

pub(super) fn saves() -> u64 {
    storage::read(SAVES).ok().flatten().and_then(|json| json.parse().ok()).unwrap_or_default()
}
