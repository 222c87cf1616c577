//! The immutable parts that documents point to: small ones in localStorage, large and many ones in the vault.

use super::fault::Fault;
use crate::app::worker::client::WorkerClient;
use crate::app::worker::task::TaskFault;
use crate::browser::storage::{self, StorageFault};
use crate::browser::vault::{self, StoredValue};
use crate::model::Digest;
use crate::state::{BlobKind, Model, Part, StoredFault, armour, part_text, unarmour, unpack};
use gloo_timers::future::TimeoutFuture;
use std::collections::BTreeSet;
use std::rc::Rc;

const PART: &str = "blob/";

pub(super) fn part_key(name: Digest) -> String {
    format!("{PART}{name}")
}

/// The parts that are stored, also where no document names them.
///
/// # Errors
/// When storage fails.
pub async fn stored_parts() -> Result<BTreeSet<Digest>, Fault> {
    // Where there is no database, nothing lies in it.
    let keys = storage::keys(PART)?.into_iter().chain(vault::keys().await.unwrap_or_default());
    Ok(keys.filter_map(|key| Digest::parse(key.strip_prefix(PART)?).ok()).collect())
}

/// Removes these parts, as long as it may go `on`.
///
/// # Errors
/// When storage fails.
pub async fn remove_parts(names: &[Digest], on: &impl AsyncFn() -> bool) -> Result<(), Fault> {
    for key in names.iter().map(|name| part_key(*name)) {
        if on().await {
            storage::remove(&key)?;
            // What stays is found by the next sweep.
            let _ = vault::remove(&key).await;
        }
    }
    Ok(())
}

/// A packed part of more bytes than this goes to the vault: all campaigns share five million in localStorage.
const LARGE: usize = 300_000;

/// Once more of localStorage than this share, in hundredths, is taken, every new part goes to the vault: the room is for the
/// documents, which can be read nowhere else.
const FILLED: usize = 40;

/// A packed part of more bytes than this is opened in the worker.
const HEAVY: usize = 100_000;

/// After a packed part of more bytes than this was opened, the page has its turn.
const LIGHT: usize = 10_000;

/// A part as it is stored.
///
/// # Errors
/// When storage fails or has not what this program writes.
pub async fn read_packed(name: Digest) -> Result<Option<Vec<u8>>, Fault> {
    let local = storage::read(&part_key(name)).map_err(|fault| match fault {
        StorageFault::Damaged(_) => Fault::Stored(StoredFault::Damaged("不是名录或结果的保存形式".into())),
        other => other.into(),
    })?;
    read_packed_of(local, name).await
}

/// A part as it is stored, from `local`, which is under its key in localStorage, or from the vault.
pub(super) async fn read_packed_of(local: Option<String>, name: Digest) -> Result<Option<Vec<u8>>, Fault> {
    if let Some(json) = local {
        return Ok(Some(unarmour(&json)?));
    }
    Ok(match vault::read(&part_key(name)).await? {
        Some(StoredValue::Bytes(bytes)) => Some(bytes),
        Some(StoredValue::Text(json)) => Some(unarmour(&json)?),
        None => None,
    })
}

/// Those of these parts that are not stored, whatever is under their names.
///
/// # Errors
/// When storage fails.
pub async fn absent(mut names: BTreeSet<Digest>) -> Result<BTreeSet<Digest>, Fault> {
    let without = |names: &mut BTreeSet<Digest>, keys: Vec<String>| {
        for name in keys.iter().filter_map(|key| Digest::parse(key.strip_prefix(PART)?).ok()) {
            names.remove(&name);
        }
    };
    without(&mut names, storage::keys(PART)?);
    if !names.is_empty() {
        without(&mut names, vault::keys().await?);
    }
    Ok(names)
}

/// The stored form of a part that is in memory.
///
/// # Errors
/// [`StoredFault::Missing`] if it is not.
pub fn packed_again(model: &Model, name: Digest) -> Result<Rc<[u8]>, StoredFault> {
    let text = part_text(model.blobs.get(&name).ok_or(StoredFault::Missing(name))?)?;
    if text.name() == name { Ok(text.pack().into()) } else { Err(StoredFault::Missing(name)) }
}

/// Reads those of these parts that are not in memory.
///
/// # Errors
/// The first part that is missing or damaged.
pub async fn read_parts(
    worker: &WorkerClient,
    model: &Model,
    wanted: Vec<(BlobKind, Digest)>,
) -> Result<Vec<Part>, Fault> {
    let mut parts = Vec::new();
    let known = &model.blobs;
    for (kind, name) in wanted.into_iter().filter(|(_, name)| !known.contains_key(name)) {
        parts.push(read_part(Some(worker), kind, name).await?);
    }
    Ok(parts)
}

/// Reads a part, a large one by way of the worker if there is one.
pub(super) async fn read_part(worker: Option<&WorkerClient>, kind: BlobKind, name: Digest) -> Result<Part, Fault> {
    use BlobKind::{Inspections, Log, Preliminary};
    let packed = read_packed(name).await?.ok_or(StoredFault::Missing(name))?;
    let blob = match (worker, kind, packed.len()) {
        (None, ..) | (_, Preliminary | Inspections | Log, _) | (.., 0..=HEAVY) => unpack(kind, name, &packed)?,
        (Some(worker), ..) => match worker.unpack(kind, name, &packed).await {
            Ok(blob) => blob,
            // Without a worker it is done here, if slowly.
            Err(TaskFault::Worker(_) | TaskFault::Stopped | TaskFault::Garbled(_) | TaskFault::MissingRosters(_)) => {
                unpack(kind, name, &packed)?
            }
            Err(TaskFault::Refused(sentence)) => return Err(Fault::Refused(sentence)),
        },
    };
    if packed.len() > LIGHT {
        TimeoutFuture::new(0).await;
    }
    Ok(Part { name, blob, packed: None })
}

/// Writes a part where its size belongs; what is under its name elsewhere goes. Whether that is the vault, which the browser
/// may clear when its disk is short.
///
/// # Errors
/// When storage fails.
pub async fn write_part(kind: BlobKind, name: Digest, packed: &[u8]) -> Result<bool, Fault> {
    let key = part_key(name);
    // A log and inspections are small parts, but many.
    let large = packed.len() >= LARGE;
    let filled = storage::taken() * 100 > storage::ROOM * FILLED;
    if large || filled || matches!(kind, BlobKind::Inspections | BlobKind::Log) {
        match vault::write(&key, packed).await {
            Ok(()) => {
                storage::remove(&key)?;
                return Ok(true);
            }
            Err(fault) if large => return Err(fault.into()),
            // Where there is no database, localStorage has to do.
            Err(_) => {}
        }
    }
    storage::write(&key, &armour(packed))?;
    Ok(false)
}

/// Writes what lies in localStorage in the vault as well: there it is on the disk at once (see [`crate::app::storage::journal`]).
///
/// # Errors
/// When storage fails.
pub async fn copy_part(name: Digest, packed: &[u8]) -> Result<(), StorageFault> {
    vault::write(&part_key(name), packed).await
}
