//! IndexedDB, for what is too large for localStorage. Bytes by key.

use super::storage::{PREFIX, StorageFault};
use js_sys::Uint8Array;
use rexie::{ObjectStore, Rexie, Store, Transaction, TransactionMode};
use wasm_bindgen::{JsCast, JsValue};

const STORE: &str = "parts";

impl From<rexie::Error> for StorageFault {
    fn from(error: rexie::Error) -> Self {
        // Its own words are no more than "idb error".
        let text = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
        if text.to_lowercase().contains("quota") { Self::Full } else { Self::Other(text) }
    }
}

async fn store(mode: TransactionMode) -> Result<(Rexie, Transaction, Store), StorageFault> {
    let database = Rexie::builder(PREFIX).version(1).add_object_store(ObjectStore::new(STORE)).build().await?;
    let transaction = database.transaction(&[STORE], mode)?;
    let store = transaction.store(STORE)?;
    Ok((database, transaction, store))
}

/// What is kept under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// Bytes.
    Bytes(Vec<u8>),
    /// A text, as programs before stored version 4 kept.
    Text(String),
}

/// What is kept under the key, or `None`.
///
/// # Errors
/// [`StorageFault`] when the browser has no database.
pub async fn read(key: &str) -> Result<Option<Kept>, StorageFault> {
    let (database, _, store) = store(TransactionMode::ReadOnly).await?;
    let value = store.get(JsValue::from_str(key)).await?;
    database.close();
    Ok(value.and_then(|value| match value.dyn_ref::<Uint8Array>() {
        Some(bytes) => Some(Kept::Bytes(bytes.to_vec())),
        None => value.as_string().map(Kept::Text),
    }))
}

/// Writes the bytes and reads them back.
///
/// # Errors
/// [`StorageFault`] when they are not there afterwards.
pub async fn write(key: &str, bytes: &[u8]) -> Result<(), StorageFault> {
    let (database, transaction, store) = store(TransactionMode::ReadWrite).await?;
    store.put(&Uint8Array::from(bytes), Some(&JsValue::from_str(key))).await?;
    let result = transaction.done().await?;
    database.close();
    // That there is no room shows when it is committed; nobody else aborts it.
    if result.is_aborted() {
        return Err(StorageFault::Full);
    }
    match read(key).await? {
        Some(Kept::Bytes(kept)) if kept == bytes => Ok(()),
        _ => Err(StorageFault::NotKept),
    }
}

/// Removes the key.
///
/// # Errors
/// [`StorageFault`] when the browser has no database.
pub async fn remove(key: &str) -> Result<(), StorageFault> {
    let (database, transaction, store) = store(TransactionMode::ReadWrite).await?;
    store.delete(JsValue::from_str(key)).await?;
    transaction.done().await?;
    database.close();
    Ok(())
}

/// The keys of all that is kept.
///
/// # Errors
/// [`StorageFault`] when the browser has no database.
pub async fn keys() -> Result<Vec<String>, StorageFault> {
    let (database, _, store) = store(TransactionMode::ReadOnly).await?;
    let keys = store.get_all_keys(None, None).await?;
    database.close();
    Ok(keys.iter().filter_map(JsValue::as_string).collect())
}
