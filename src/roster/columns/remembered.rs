//! What columns meant in earlier files with the same headers.

use crate::model::EntityKind;
use crate::roster::field::Field;
use crate::text::header_key::fold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the columns under a set of headers meant, remembered for the next file with the same headers. The caller
/// keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The roster.
    pub kind: EntityKind,
    /// The headers, folded and sorted; unnamed columns do not count, of equal ones the second is `电话#2`.
    pub headers: Vec<String>,
    /// What each of them holds; `None` for a column that is not used.
    pub fields: BTreeMap<String, Option<Field>>,
}

impl Mapping {
    /// Whether the other is for the same headers, and so replaces this one.
    pub fn same_headers(&self, other: &Self) -> bool {
        self.kind == other.kind && self.headers == other.headers
    }

    pub(crate) fn fits_texts<'a>(&self, headers: impl Iterator<Item = &'a str>) -> bool {
        let mut names = names(headers);
        names.retain(|name| !name.is_empty());
        names.sort();
        names == self.headers
    }
}

/// The headers as mappings know them, in order; empty for one without a name.
pub(crate) fn names<'a>(headers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut name = |header: &str| {
        let folded = fold(header);
        if folded.is_empty() {
            return folded;
        }
        let count = seen.entry(folded.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { folded } else { format!("{folded}#{count}") }
    };
    headers.map(&mut name).collect()
}
