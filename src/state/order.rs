//! Which rows of a roster are shown, in which order.

use super::ready::CheckedRoster;
use crate::model::normal_key;
use crate::roster::{Field, Record, Rows};
use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What the user wants to see.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RowQuery {
    /// Rows with this text somewhere; all if it is empty.
    pub search: String,
    /// Rows with problems, mended ones and those left out only.
    pub only_problems: bool,
    /// By which field, and whether from the last to the first.
    pub sort: Option<(Field, bool)>,
}

impl RowQuery {
    /// Whether every row is shown where it stands.
    pub fn is_all(&self) -> bool {
        self.search.trim().is_empty() && !self.only_problems && self.sort.is_none()
    }
}

/// The places of the rows to show.
pub fn order<T: Record>(checked: &CheckedRoster<T>, row_query: &RowQuery) -> Vec<u32> {
    let finder = Finder::new(row_query.search.trim());
    let concerns = |place: &usize| checked.findings.worst(*place).is_some() || checked.laid.is_touched(*place);
    let shown = (0..checked.len()).filter(|place| !row_query.only_problems || concerns(place));
    let mut order: Vec<u32> =
        shown.filter(|place| has(checked, *place, &finder)).filter_map(|place| u32::try_from(place).ok()).collect();
    if let Some((field, down)) = row_query.sort {
        let mut keyed: Vec<(Cow<'_, str>, u32)> =
            order.into_iter().map(|place| (checked.text(place as usize, field), place)).collect();
        keyed.sort_by(|(a, i), (b, j)| a.cmp(b).then(i.cmp(j)));
        order = keyed.into_iter().map(|(_, place)| place).collect();
        if down {
            order.reverse();
        }
    }
    order
}

fn has<T: Record>(checked: &CheckedRoster<T>, place: usize, finder: &Finder<'_>) -> bool {
    if finder.needle().is_empty() {
        return true;
    }
    let ledger = &checked.all.reading.rows;
    // Several values of a cell are shown, not kept, with 、 between them.
    let listed = finder.needle().windows(3).any(|part| part == "、".as_bytes());
    if place < ledger.len() && !listed && !checked.laid.is_touched(place) {
        return finder.find(ledger.values(place).as_bytes()).is_some();
    }
    let Some(laid) = checked.row(place) else { return false };
    T::KIND.fields().any(|field| finder.find(laid.row.text(field).as_bytes()).is_some())
}

/// The places of the rows whose field has this value, but for width, spaces and case: those that one mend can change
/// together.
pub fn alike<T: Record>(checked: &CheckedRoster<T>, field: Field, value: &str) -> Vec<u32> {
    let wanted = normal_key(value);
    let same = |place: &usize| {
        let own = checked.text(*place, field);
        own == value || normal_key(&own) == wanted
    };
    (0..checked.len()).filter(same).filter_map(|place| u32::try_from(place).ok()).collect()
}
