//! IndexedDB: what is too large for localStorage, and what must be on the disk before it is told as saved. Bytes by key.

use super::storage::{PREFIX, StorageFault};
use idb::builder::ObjectStoreBuilder;
use idb::{Database, ObjectStore, Query, Transaction, TransactionMode, TransactionResult};
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

const STORE: &str = "parts";

impl From<idb::Error> for StorageFault {
    fn from(error: idb::Error) -> Self {
        let text = error.to_string();
        if text.to_lowercase().contains("quota") { Self::Full } else { Self::Other(text) }
    }
}

#[wasm_bindgen]
extern "C" {
    /// A database as its transactions are begun with options, which web-sys has not yet.
    #[wasm_bindgen(extends = Object)]
    type WithOptions;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn begin(this: &WithOptions, store: &str, mode: &str, options: &Object)
    -> Result<web_sys::IdbTransaction, JsValue>;
}

async fn open() -> Result<Database, StorageFault> {
    let builder = Database::builder(PREFIX).version(1).add_object_store(ObjectStoreBuilder::new(STORE));
    Ok(builder.build().await?)
}

async fn to_read() -> Result<(Database, ObjectStore), StorageFault> {
    let database = open().await?;
    let store = database.transaction(&[STORE], TransactionMode::ReadOnly)?.object_store(STORE)?;
    Ok((database, store))
}

/// To write: what is committed is on the disk then, not only on its way there.
async fn to_write() -> Result<(Database, Transaction, ObjectStore), StorageFault> {
    let database: JsValue = open().await?.into();
    let options = Object::new();
    // An object of its own takes every property.
    let _ = Reflect::set(&options, &"durability".into(), &"strict".into());
    let begun = database.unchecked_ref::<WithOptions>().begin(STORE, "readwrite", &options);
    let transaction = Transaction::from(begun.map_err(idb::Error::TransactionOpenFailed)?);
    let store = transaction.object_store(STORE)?;
    Ok((Database::try_from(database)?, transaction, store))
}

/// Waits until it is committed.
async fn done(database: Database, transaction: Transaction) -> Result<(), StorageFault> {
    let result = transaction.await?;
    database.close();
    match result {
        TransactionResult::Committed => Ok(()),
        // That there is no room shows when it is committed; nobody else aborts it.
        TransactionResult::Aborted => Err(StorageFault::Full),
    }
}

/// What is kept under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredValue {
    /// Bytes.
    Bytes(Vec<u8>),
    /// A text, as programs before stored version 4 kept.
    Text(String),
}

/// What is kept under the key, or `None`.
///
/// # Errors
/// [`StorageFault`] when the browser has no database.
pub async fn read(key: &str) -> Result<Option<StoredValue>, StorageFault> {
    let (database, store) = to_read().await?;
    let value = store.get(Query::Key(key.into()))?.await?;
    database.close();
    Ok(value.and_then(|value| match value.dyn_ref::<Uint8Array>() {
        Some(bytes) => Some(StoredValue::Bytes(bytes.to_vec())),
        None => value.as_string().map(StoredValue::Text),
    }))
}

/// Writes the bytes and reads them back.
///
/// # Errors
/// [`StorageFault`] when they are not there afterwards.
pub async fn write(key: &str, bytes: &[u8]) -> Result<(), StorageFault> {
    let (database, transaction, store) = to_write().await?;
    store.put(&Uint8Array::from(bytes), Some(&key.into()))?.await?;
    done(database, transaction).await?;
    match read(key).await? {
        Some(StoredValue::Bytes(kept)) if kept == bytes => Ok(()),
        _ => Err(StorageFault::NotKept),
    }
}

/// Removes the key.
///
/// # Errors
/// [`StorageFault`] when the browser has no database.
pub async fn remove(key: &str) -> Result<(), StorageFault> {
    let (database, transaction, store) = to_write().await?;
    store.delete(Query::Key(key.into()))?.await?;
    done(database, transaction).await
}

/// The keys of all that is kept.
///
/// # Errors
/// [`StorageFault`] when the browser has no database.
pub async fn keys() -> Result<Vec<String>, StorageFault> {
    let (database, store) = to_read().await?;
    let keys = store.get_all_keys(None, None)?.await?;
    database.close();
    Ok(keys.iter().filter_map(JsValue::as_string).collect())
}
