//! A list in use: where its rows are kept, what it is, from which file it came. Other campaigns of the year may point to the same
//! rows, which are stored once.

use crate::model::{Digest, ListHead, ListKind, Stamp};
use serde::{Deserialize, Serialize};

/// A ledger or a list that a campaign holds its roster against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRef {
    /// Digest of its stored rows.
    pub blob: Digest,
    /// When it was taken in.
    pub at: Stamp,
    /// What it is.
    pub kind: ListKind,
    /// The name of its file.
    pub file: String,
    /// SHA-256 of its file.
    pub sha256: Digest,
    /// How many rows the file has.
    pub rows: usize,
    /// What is known of it.
    #[serde(default)]
    pub head: ListHead,
}

impl ListRef {
    /// Whether it is the same list, from the same file.
    pub fn is_same(&self, other: &Self) -> bool {
        self.kind == other.kind && self.blob == other.blob
    }
}
