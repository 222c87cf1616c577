//! The documents once more, in the database: a browser puts off writing localStorage to the disk, by seconds or by minutes, and
//! after a power cut has what was there before. What the database has taken is on the disk.

use crate::browser::storage::{self, StorageFault};
use crate::browser::vault::{self, Kept};
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use std::pin::pin;

/// The key of what was saved last of a campaign begins with this.
const JOURNAL: &str = "document/";

/// How long, in milliseconds, the database may take to say what it has: without it the application begins all the same.
const PATIENCE: u32 = 3_000;

/// Notes what that save of this browser wrote under a key of localStorage; nothing where it was removed.
///
/// # Errors
/// [`StorageFault`] when it is not there afterwards.
pub async fn note(key: &str, save: u64, text: &str) -> Result<(), StorageFault> {
    let entry = format!("{save}\n{text}");
    vault::write(&format!("{JOURNAL}{key}"), entry.as_bytes()).await
}

/// Puts in localStorage what was saved by a later save than the last that it knows of, which is `known`; the save, if there was
/// one.
///
/// # Errors
/// [`StorageFault`] when localStorage does not take it.
pub async fn recover(known: u64) -> Result<Option<u64>, StorageFault> {
    let later = match select(pin!(later_than(known)), TimeoutFuture::new(PATIENCE)).await {
        // Where there is no database, there is no journal.
        Either::Left((later, _)) => later.unwrap_or_default(),
        Either::Right(_) => Vec::new(),
    };
    let last = later.iter().map(|(save, ..)| *save).max();
    for (_, key, text) in later {
        if text.is_empty() {
            storage::remove(&key)?;
        } else {
            storage::write(&key, &text)?;
        }
    }
    Ok(last)
}

/// The saves after that one, each with its key and what was saved; nothing where it was removed.
async fn later_than(known: u64) -> Result<Vec<(u64, String, String)>, StorageFault> {
    let mut later = Vec::new();
    for name in vault::keys().await? {
        let Some(key) = name.strip_prefix(JOURNAL) else { continue };
        let Some(Kept::Bytes(entry)) = vault::read(&name).await? else { continue };
        // What another program put there is none of ours.
        let Ok(entry) = String::from_utf8(entry) else { continue };
        let Some((save, text)) = entry.split_once('\n') else { continue };
        let Some(save) = save.parse().ok().filter(|save| *save > known) else { continue };
        later.push((save, key.to_owned(), text.to_owned()));
    }
    Ok(later)
}
