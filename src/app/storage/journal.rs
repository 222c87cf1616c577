//! The documents once more, in the database: a browser puts off writing localStorage to the disk, by seconds or by minutes, and
//! after a power cut has what was there before. What the database has taken is on the disk.

use crate::browser::clock;
use crate::browser::storage::StorageFault;
use crate::browser::vault::{self, StoredValue};
use futures_channel::oneshot;
use wasm_bindgen_futures::spawn_local;

/// The key of what was saved last of a campaign begins with this.
const JOURNAL: &str = "document/";

/// How long, in milliseconds, the database may take to say what it has.
const PATIENCE: u32 = 10_000;

/// The database does not answer.
#[derive(Debug, thiserror::Error)]
#[error("浏览器的数据库没有回应。如果上次是断电或死机，最后保存的内容可能还没有读出来：请先不要修改，过一会儿刷新本页")]
pub struct Silent;

/// What was saved last under a key of localStorage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    pub key: String,
    /// Which save of this browser it was.
    pub save: u64,
    /// Empty where it was removed.
    pub text: String,
}

/// Notes what was saved, unless there is already what a later save wrote and nobody has read.
///
/// # Errors
/// [`StorageFault`] when it is not there afterwards.
pub async fn write(note: &JournalEntry) -> Result<(), StorageFault> {
    let name = format!("{JOURNAL}{}", note.key);
    if read(&name).await?.is_some_and(|known| known.save > note.save) {
        return Ok(());
    }
    vault::write(&name, format!("{}\n{}", note.save, note.text).as_bytes()).await
}

/// What is noted under the keys that are wanted; nothing where there is no database.
///
/// # Errors
/// [`Silent`] when the database does not answer.
pub async fn notes(wanted: impl Fn(&str) -> bool + 'static) -> Result<Vec<JournalEntry>, Silent> {
    let (send, read) = oneshot::channel();
    // It goes on by itself: what the database is asked is not to be given up half way.
    spawn_local(async move { drop(send.send(read_all(wanted).await)) });
    clock::within(PATIENCE, read).await.ok_or(Silent)
}

async fn read_all(wanted: impl Fn(&str) -> bool) -> Vec<JournalEntry> {
    let mut all = Vec::new();
    let names = vault::keys().await.unwrap_or_default();
    for name in names.iter().filter(|name| name.strip_prefix(JOURNAL).is_some_and(&wanted)) {
        // One that can't be read keeps no other from being.
        all.extend(read(name).await.ok().flatten());
    }
    all
}

/// What is noted under a key of the database; none if it is no note of this program's.
async fn read(name: &str) -> Result<Option<JournalEntry>, StorageFault> {
    let Some(key) = name.strip_prefix(JOURNAL) else { return Ok(None) };
    let Some(StoredValue::Bytes(entry)) = vault::read(name).await? else { return Ok(None) };
    let entry = String::from_utf8(entry).unwrap_or_default();
    let Some((save, text)) = entry.split_once('\n') else { return Ok(None) };
    Ok(save.parse().ok().map(|save| JournalEntry { key: key.to_owned(), save, text: text.to_owned() }))
}
