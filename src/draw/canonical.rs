//! Canonical JSON (protocol §2): RFC 8785 restricted to objects, arrays, strings, integers, booleans and null.
//!
//! serde_json writes it: no white space, non-ASCII text as is, the escapes of RFC 8785 (3.2.2.2), and fields in the order
//! in which they are declared, which in all of this module's types is that of code points. A `BTreeMap` has its keys in
//! that order too, because bytes of UTF-8 compare as code points do.

use super::text::{ESCAPED, is_free_of};
use crate::model::Digest;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::io::{self, BufWriter, Write};

// Writing can't fail in either: every key is text, every number an integer, and neither memory nor a hash refuses bytes.

/// The canonical JSON of the value.
pub(super) fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Its SHA-256. It is written straight into the hash, so that the text of a large roster is never in memory.
pub(super) fn digest(value: &impl Serialize) -> Digest {
    let mut hash = BufWriter::with_capacity(AT_ONCE, Hash(Sha256::new()));
    let _ = serde_json::to_writer(&mut hash, value);
    let Hash(hash) = hash.into_inner().unwrap_or_else(|e| e.into_inner().into_parts().0);
    Digest::from_bytes(hash.finalize().into())
}

/// Canonical JSON that is put together by hand, on its way into a hash. Of each row of a roster serde_json writes two dozen
/// small pieces, which takes half as long as their hashing.
pub(super) struct Text {
    hash: Sha256,
    ahead: Vec<u8>,
}

/// How many bytes are hashed at once, or a few more.
const AT_ONCE: usize = 1 << 13;

impl Text {
    pub(super) fn new() -> Self {
        Self { hash: Sha256::new(), ahead: Vec::with_capacity(2 * AT_ONCE) }
    }

    /// JSON, as it is.
    pub(super) fn json(&mut self, json: &str) {
        self.ahead.extend_from_slice(json.as_bytes());
    }

    /// A string.
    pub(super) fn string(&mut self, text: &str) {
        if is_free_of(text, ESCAPED) {
            self.ahead.push(b'"');
            self.ahead.extend_from_slice(text.as_bytes());
            self.ahead.push(b'"');
        } else {
            let _ = serde_json::to_writer(&mut self.ahead, text);
        }
        if self.ahead.len() >= AT_ONCE {
            self.hash.update(&self.ahead);
            self.ahead.clear();
        }
    }

    /// The SHA-256 of all.
    pub(super) fn digest(self) -> Digest {
        Digest::from_bytes(self.hash.chain_update(&self.ahead).finalize().into())
    }
}

struct Hash(Sha256);

impl Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
