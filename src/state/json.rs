//! JSON of our own into values. serde makes the code of every type anew for each way of reading, so there is one way: text.

use serde::Serialize;
use serde::de::{DeserializeOwned, Error};
use serde_json::Value;

/// A value from the bytes of its JSON.
///
/// # Errors
/// What serde_json says, with line and column; without them (line 0) where the bytes are no UTF-8.
pub fn from_bytes<T: DeserializeOwned>(json: &[u8]) -> Result<T, serde_json::Error> {
    serde_json::from_str(std::str::from_utf8(json).map_err(Error::custom)?)
}

/// A value of some type from one of any shape.
///
/// # Errors
/// What serde_json says; its line and column are those of the value's own text.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, serde_json::Error> {
    serde_json::from_str(&value.to_string())
}

/// A value of any shape from one of some type.
///
/// # Errors
/// What serde_json says of a value that has no JSON.
pub fn to_value(value: &impl Serialize) -> Result<Value, serde_json::Error> {
    serde_json::from_str(&serde_json::to_string(value)?)
}
