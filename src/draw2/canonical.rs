//! Canonical JSON (protocol §2): RFC 8785 restricted to objects, arrays, strings, integers, booleans and null.
//!
//! serde_json writes it: no white space, non-ASCII text as is, the escapes of RFC 8785 (3.2.2.2), and fields in the order
//! in which they are declared, which in all of this module's types is that of code points. A `BTreeMap` has its keys in
//! that order too, because bytes of UTF-8 compare as code points do.

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
    let mut hash = BufWriter::with_capacity(1 << 13, Hash(Sha256::new()));
    let _ = serde_json::to_writer(&mut hash, value);
    let Hash(hash) = hash.into_inner().unwrap_or_else(|e| e.into_inner().into_parts().0);
    Digest::from_bytes(hash.finalize().into())
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
