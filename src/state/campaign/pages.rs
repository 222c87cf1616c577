//! Where the inspections of an attempt lie, once they are many.

use crate::model::{Digest, Inspection};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How many inspections a page holds.
pub(super) const PAGE: usize = 256;

/// Inspections by business, a part of them all.
pub type Page = BTreeMap<String, Inspection>;

/// Where the inspections of an attempt lie: in pages that never change, and in the document those that say something else
/// since. In memory [`crate::model::Conduct`] has them all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// The parts, in the order of the businesses.
    #[serde(default)]
    pub(super) parts: Vec<Digest>,
    /// In a document: those of the pages that have no inspection any more.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) gone: BTreeSet<String>,
    /// The pages; none while they are not read.
    #[serde(skip)]
    pub(super) read: Vec<Rc<Page>>,
}

impl Pages {
    /// The parts, in order.
    pub fn parts(&self) -> &[Digest] {
        &self.parts
    }

    pub(super) fn is_none(&self) -> bool {
        self.parts.is_empty() && self.gone.is_empty()
    }

    pub(super) const fn is_read(&self) -> bool {
        self.parts.len() == self.read.len()
    }

    pub(super) fn kept(&self) -> BTreeMap<&String, &Inspection> {
        self.read.iter().flat_map(|page| page.iter()).collect()
    }
}
