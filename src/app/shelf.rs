//! What is in storage: a document a campaign, and the immutable parts that documents point to, large ones in the vault.

use super::background::TaskFault;
use super::store::Shop;
use crate::browser::storage::{self, StorageFault};
use crate::browser::vault::{self, Kept};
use crate::model::Digest;
use crate::roster::Mapping;
use crate::state::{BlobKind, Campaign, Part, StoredFault, armour, read_campaign, unarmour, unpack};
use std::collections::{BTreeMap, BTreeSet};

/// Something was not saved or not opened.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Storage(#[from] StorageFault),
    #[error(transparent)]
    Stored(#[from] StoredFault),
    #[error("{0}")]
    Refused(String),
    /// What is stored is not what this window read or wrote last.
    #[error("“{0}”在存储中已被另一个窗口改动，或被浏览器清理，没有覆盖。请用“存为文件”保存本窗口的内容，再刷新本页")]
    Changed(String),
    /// Another window took the lock.
    #[error("另一个窗口已接手编辑，本窗口最后的改动没有保存。请用“存为文件”留底，再刷新本页")]
    TakenOver,
}

/// Which columns mean what, remembered for all campaigns.
pub const MAPPINGS: &str = "mappings";

/// The key of a campaign's document begins with this.
const DOCUMENT: &str = "campaign/";

const PART: &str = "blob/";

pub fn document_key(id: &str) -> String {
    format!("{DOCUMENT}{id}")
}

/// The campaign whose document is under this key.
pub fn campaign_of(key: &str) -> Option<&str> {
    key.strip_prefix(DOCUMENT)
}

fn part_key(name: Digest) -> String {
    format!("{PART}{name}")
}

/// All that is stored.
#[derive(Default)]
pub struct Found {
    pub campaigns: Vec<Campaign>,
    /// The digest of each document as it is stored, by campaign.
    pub known: BTreeMap<String, Digest>,
    /// The documents that can't be opened, a sentence each; they are left alone.
    pub faults: Vec<String>,
    pub mappings: Vec<Mapping>,
}

/// Reads every stored campaign.
pub fn read_all() -> Found {
    let mut found = Found::default();
    let keys = match storage::keys(DOCUMENT) {
        Ok(keys) => keys,
        // It is told when something is to be saved.
        Err(_) => return found,
    };
    for id in keys.iter().filter_map(|key| campaign_of(key)) {
        match read_document(id) {
            Ok(Some((campaign, digest))) => {
                found.known.insert(id.to_owned(), digest);
                found.campaigns.push(campaign);
            }
            Ok(None) => {}
            Err(fault) => found.faults.push(fault.to_string()),
        }
    }
    // Mappings are a convenience: what can't be read is asked again.
    let mappings = storage::read(MAPPINGS).ok().flatten();
    found.mappings = mappings.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    found
}

/// A campaign and the digest of its document; none if it is not there.
///
/// # Errors
/// When storage fails or has not what this program writes.
pub fn read_document(id: &str) -> Result<Option<(Campaign, Digest)>, Fault> {
    let Some(json) = storage::read(&document_key(id))? else { return Ok(None) };
    Ok(Some((read_campaign(&json)?, Digest::of(&json))))
}

/// The room that a campaign takes: UTF-16 units in localStorage, and bytes in the vault. What campaigns share counts
/// for each.
pub async fn room(campaign: &Campaign) -> (usize, usize) {
    let (mut units, mut bytes) = (storage::size(&document_key(&campaign.id)), 0);
    for (_, name) in campaign.parts() {
        match storage::size(&part_key(name)) {
            // What can't be read is told when the campaign is opened.
            0 => bytes += read_packed(name).await.ok().flatten().map_or(0, |packed| packed.len()),
            taken => units += taken,
        }
    }
    (units, bytes)
}

/// Removes the parts that are none of these, as long as it may go `on`.
///
/// # Errors
/// When storage fails.
pub async fn sweep(used: &BTreeSet<Digest>, on: impl AsyncFn() -> bool) -> Result<(), Fault> {
    let keep: BTreeSet<_> = used.iter().map(|name| part_key(*name)).collect();
    if !on().await {
        return Ok(());
    }
    for key in storage::keys(PART)?.iter().filter(|key| !keep.contains(*key)) {
        storage::remove(key)?;
    }
    for key in vault::keys().await?.iter().filter(|key| key.starts_with(PART) && !keep.contains(*key)) {
        if on().await {
            vault::remove(key).await?;
        }
    }
    Ok(())
}

/// A packed part of more bytes than this goes to the vault: all campaigns share five million in localStorage.
const LARGE: usize = 300_000;

/// A packed part of more bytes than this is opened in the worker.
const HEAVY: usize = 100_000;

/// A part as it is stored.
///
/// # Errors
/// When storage fails or has not what this program writes.
pub async fn read_packed(name: Digest) -> Result<Option<Vec<u8>>, Fault> {
    let key = part_key(name);
    if let Some(json) = storage::read(&key)? {
        return Ok(Some(unarmour(&json)?));
    }
    Ok(match vault::read(&key).await? {
        Some(Kept::Bytes(bytes)) => Some(bytes),
        Some(Kept::Text(json)) => Some(unarmour(&json)?),
        None => None,
    })
}

/// Reads those of these parts that are not in memory.
///
/// # Errors
/// The first part that is missing or damaged.
pub async fn read_parts(shop: &Shop, wanted: Vec<(BlobKind, Digest)>) -> Result<Vec<Part>, Fault> {
    let mut parts = Vec::new();
    let known = &shop.0.model.blobs;
    for (kind, name) in wanted.into_iter().filter(|(_, name)| !known.contains_key(name)) {
        let packed = read_packed(name).await?.ok_or(StoredFault::Missing(name))?;
        let blob = match (kind, packed.len()) {
            (BlobKind::Preliminary, _) | (_, 0..=HEAVY) => unpack(kind, name, &packed)?,
            _ => match shop.1.unpack(kind, name, &packed).await {
                Ok(blob) => blob,
                // Without a worker it is done here, if slowly.
                Err(TaskFault::Worker(_) | TaskFault::Stopped | TaskFault::Garbled(_)) => unpack(kind, name, &packed)?,
                Err(TaskFault::Refused(sentence)) => return Err(Fault::Refused(sentence)),
            },
        };
        parts.push(Part { name, blob, packed: None });
    }
    Ok(parts)
}

/// Writes a new part where its size belongs.
pub async fn write_part(name: Digest, packed: &[u8]) -> Result<(), Fault> {
    let key = part_key(name);
    if packed.len() < LARGE {
        storage::write(&key, &armour(packed))?;
    } else {
        vault::write(&key, packed).await?;
    }
    Ok(())
}
