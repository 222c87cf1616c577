//! IndexedDB, for what is too large for localStorage. Texts by key, as in [`storage`](super::storage).

use super::storage::{PREFIX, StorageFault};
use rexie::{ObjectStore, Rexie, Store, Transaction, TransactionMode};
use wasm_bindgen::JsValue;

const STORE: &str = "parts";

impl From<rexie::Error> for StorageFault {
    fn from(error: rexie::Error) -> Self {
        let text = error.to_string();
        if text.to_lowercase().contains("quota") { Self::Full } else { Self::Other(text) }
    }
}

async fn store(mode: TransactionMode) -> Result<(Rexie, Transaction, Store), StorageFault> {
    let database = Rexie::builder(PREFIX).version(1).add_object_store(ObjectStore::new(STORE)).build().await?;
    let transaction = database.transaction(&[STORE], mode)?;
    let store = transaction.store(STORE)?;
    Ok((database, transaction, store))
}

/// The text under the key, or `None`.
///
/// # Errors
/// [`StorageFault`] when the browser has no database.
pub async fn read(key: &str) -> Result<Option<String>, StorageFault> {
    let (database, _, store) = store(TransactionMode::ReadOnly).await?;
    let value = store.get(JsValue::from_str(key)).await?;
    database.close();
    Ok(value.and_then(|v| v.as_string()))
}

/// Writes the text and reads it back.
///
/// # Errors
/// [`StorageFault`] when it is not there afterwards.
pub async fn write(key: &str, text: &str) -> Result<(), StorageFault> {
    let (database, transaction, store) = store(TransactionMode::ReadWrite).await?;
    store.put(&JsValue::from_str(text), Some(&JsValue::from_str(key))).await?;
    transaction.done().await?;
    database.close();
    if read(key).await?.as_deref() == Some(text) { Ok(()) } else { Err(StorageFault::NotKept) }
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
