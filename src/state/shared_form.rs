//! How what is kept once for all is stored: format and version beside the content, which a newer program's file may have in a form
//! that this one can only look at.

use super::campaign::{StoredFault, damaged};
use crate::json;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The form of one such document.
pub(super) struct SharedForm {
    pub(super) format: &'static str,
    pub(super) version: u32,
    /// What it is, for whoever opens another file as one.
    pub(super) name: &'static str,
}

#[derive(Deserialize)]
struct FormVersion {
    format: String,
    version: u32,
}

#[derive(Serialize)]
struct SharedDocument<C> {
    format: &'static str,
    version: u32,
    #[serde(flatten)]
    content: C,
}

impl SharedForm {
    /// # Errors
    /// [`StoredFault::Damaged`] if it can't be written, which nothing made by this program does.
    pub(super) fn write(&self, content: impl Serialize) -> Result<String, StoredFault> {
        let document = SharedDocument { format: self.format, version: self.version, content };
        serde_json::to_string(&document).map_err(damaged)
    }

    /// The content, as far as this program understands it, and why it can't be opened or not be changed.
    pub(super) fn read<C: DeserializeOwned>(&self, text: &str) -> (Option<C>, Option<StoredFault>) {
        let version = match json::read::<FormVersion>(text) {
            Ok(head) if head.format == self.format => head.version,
            Ok(_) => return (None, Some(StoredFault::Damaged(format!("不是{}", self.name)))),
            Err(error) => return (None, Some(damaged(error))),
        };
        let newer = (version > self.version).then_some(StoredFault::Newer(version));
        match json::read::<C>(text) {
            Ok(content) => (Some(content), newer),
            Err(error) => (None, Some(newer.unwrap_or_else(|| damaged(error)))),
        }
    }
}
