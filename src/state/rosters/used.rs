//! A roster in use: where its rows are kept, and the edits that lie over them, which can be taken back.

use super::roster::Roster;
use crate::model::{Digest, Stamp};
use crate::roster::{Edit, Overlay, Record};
use serde::{Deserialize, Serialize};

/// A roster in use: where its rows are kept, and which of them do not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterRef {
    /// Digest of the stored roster.
    pub blob: Digest,
    /// When it was taken in.
    pub at: Stamp,
    /// What was mended since, in the order in which it was done; the rows themselves never change.
    #[serde(default)]
    pub mends: Vec<Batch>,
    /// What was undone and can be done again; forgotten with the page.
    #[serde(skip)]
    pub undone: Vec<Batch>,
}

/// Mends made in one act, undone together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// When.
    pub at: Stamp,
    /// What.
    pub mends: Vec<Edit>,
}

impl RosterRef {
    /// Every mend in order.
    pub fn all_mends(&self) -> impl Iterator<Item = &Edit> {
        self.mends.iter().flat_map(|b| &b.mends)
    }

    /// Whether the rows that count are the same.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.blob == other.blob && self.mends == other.mends
    }
}

/// A roster's mends, laid over it.
pub fn overlay_of<T: Record>(roster: &Roster<T>, used: &RosterRef) -> Overlay {
    Overlay::new(&roster.reading.rows, &roster.reading.columns, used.all_mends().cloned().collect())
}
