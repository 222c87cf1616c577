//! localStorage: every write is read back before it counts.

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage};
use serde_json::value::RawValue;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Every key begins with this: all pages of `file://` share one storage.
pub const PREFIX: &str = "mingchou/";

/// Storage failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageFault {
    /// Switched off by the user, the administrator or private mode.
    #[error("浏览器禁止本页面保存数据（可能是无痕模式或禁用了Cookie）。请改用普通窗口，或随时用“存为文件”保存")]
    Blocked,
    /// No room.
    #[error("浏览器的存储空间已满，没有保存成功。请先用“存为文件”保存本次工作，再删除旧的抽查")]
    Full,
    /// Written, but not what came back.
    #[error("写入后读回的内容不一致，没有保存成功。请用“存为文件”保存本次工作，并检查磁盘空间")]
    NotKept,
    /// The text under this key is not what this program writes.
    #[error("存储中的“{0}”已损坏，原样保留未动")]
    Damaged(String),
    /// Anything else the browser said.
    #[error("浏览器没有保存成功（{0}）。请用“存为文件”保存本次工作")]
    Other(String),
}

impl From<StorageError> for StorageFault {
    fn from(error: StorageError) -> Self {
        match error {
            // QuotaExceededError; NS_ERROR_DOM_QUOTA_REACHED in Firefox; QUOTA_EXCEEDED_ERR in old WebKit.
            StorageError::JsError(e) if e.name.to_lowercase().contains("quota") => Self::Full,
            // By their messages, kernels that name it otherwise; codes 22 and 1014 are these names'.
            StorageError::JsError(e) if e.message.to_lowercase().contains("quota") => Self::Full,
            StorageError::JsError(e) if e.name == "SecurityError" => Self::Blocked,
            other => Self::Other(other.to_string()),
        }
    }
}

/// Whether the browser lets this page have storage at all.
fn available() -> Result<(), StorageFault> {
    match web_sys::window().map(|w| w.local_storage()) {
        Some(Ok(Some(_))) => Ok(()),
        _ => Err(StorageFault::Blocked),
    }
}

/// The JSON text under the key, or `None`.
///
/// # Errors
/// [`StorageFault`] when storage is blocked or the text is not JSON.
pub fn read(key: &str) -> Result<Option<String>, StorageFault> {
    available()?;
    match LocalStorage::get::<Box<RawValue>>(format!("{PREFIX}{key}")) {
        Ok(value) => Ok(Some(value.get().to_owned())),
        Err(StorageError::KeyNotFound(_)) => Ok(None),
        Err(StorageError::SerdeError(_)) => Err(StorageFault::Damaged(key.to_owned())),
        Err(other) => Err(other.into()),
    }
}

/// The text under the key, whatever it is, or `None`.
///
/// # Errors
/// [`StorageFault`] without storage.
pub fn raw(key: &str) -> Result<Option<String>, StorageFault> {
    available()?;
    // There is storage; a key of it can always be asked for.
    Ok(LocalStorage::raw().get_item(&format!("{PREFIX}{key}")).ok().flatten())
}

/// Whether there is something under the key; its text, which may be long, is not read.
///
/// # Errors
/// [`StorageFault`] without storage.
pub fn has(key: &str) -> Result<bool, StorageFault> {
    available()?;
    // An object can always be asked what it has.
    Ok(js_sys::Reflect::has(&LocalStorage::raw(), &format!("{PREFIX}{key}").into()).unwrap_or_default())
}

/// Writes JSON text under the key and reads it back.
///
/// # Errors
/// [`StorageFault`] when it is not there afterwards.
pub fn write(key: &str, json: &str) -> Result<(), StorageFault> {
    available()?;
    let value = RawValue::from_string(json.to_owned()).map_err(|e| StorageFault::Other(e.to_string()))?;
    LocalStorage::set(format!("{PREFIX}{key}"), &value)?;
    if read(key)?.as_deref() == Some(json) { Ok(()) } else { Err(StorageFault::NotKept) }
}

/// Removes the key.
///
/// # Errors
/// [`StorageFault::Blocked`] without storage.
pub fn remove(key: &str) -> Result<(), StorageFault> {
    available()?;
    LocalStorage::delete(format!("{PREFIX}{key}"));
    Ok(())
}

/// The keys that begin with `start`, without [`PREFIX`].
///
/// # Errors
/// [`StorageFault::Blocked`] without storage.
pub fn keys(start: &str) -> Result<Vec<String>, StorageFault> {
    available()?;
    let raw = LocalStorage::raw();
    let all = (0..LocalStorage::length()).filter_map(|i| raw.key(i).ok().flatten());
    Ok(all.filter_map(|k| k.strip_prefix(PREFIX).filter(|k| k.starts_with(start)).map(str::to_owned)).collect())
}

/// How many UTF-16 units browsers give a page's localStorage, keys counted: five million, rounded down.
pub const ROOM: usize = 5_000_000;

/// The UTF-16 units that the key, without [`PREFIX`], and what is under it take; 0 if there is nothing.
pub fn size(key: &str) -> usize {
    let key = format!("{PREFIX}{key}");
    let value = web_sys::window().and_then(|w| w.local_storage().ok()?).and_then(|s| s.get_item(&key).ok()?);
    value.map_or(0, |value| key.encode_utf16().count() + value.encode_utf16().count())
}

/// The UTF-16 units that all that this page's origin stores takes, other programs' too.
pub fn taken() -> usize {
    let Some(storage) = web_sys::window().and_then(|w| w.local_storage().ok()?) else { return 0 };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|i| storage.key(i).ok()?);
    let sizes = keys.map(|key| {
        let value = storage.get_item(&key).ok().flatten().unwrap_or_default();
        key.encode_utf16().count() + value.encode_utf16().count()
    });
    sizes.sum()
}

/// Calls back with the key, without [`PREFIX`], of whatever another window of this browser writes or removes, and with
/// none when it removes all there is, for as long as the listener lives.
pub fn on_change(callback: impl Fn(Option<&str>) + 'static) -> Option<gloo_events::EventListener> {
    let window = web_sys::window()?;
    Some(gloo_events::EventListener::new(window.as_ref(), "storage", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::StorageEvent>() else { return };
        match event.key().as_deref().map(|key| key.strip_prefix(PREFIX)) {
            None => callback(None),
            Some(Some(key)) => callback(Some(key)),
            Some(None) => {}
        }
    }))
}

/// Asks the browser to keep what is stored, also when its disk is short; whether it promises. Some ask the user.
pub async fn persist() -> bool {
    let Some(asked) = web_sys::window().and_then(|w| w.navigator().storage().persist().ok()) else { return false };
    JsFuture::from(asked).await.is_ok_and(|promised| promised.is_truthy())
}
