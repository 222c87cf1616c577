//! Lists of businesses (白名单, 重点, 必查) held against a roster.

use super::finder::{Finder, HeldBusiness, Whose};
use crate::course::ledger::LedgerText;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A list held against a roster.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMatch {
    /// The places of the businesses that are on it and take part.
    pub places: Vec<u32>,
    /// Their names, in the same order.
    pub names: Vec<String>,
    /// How many more are on it that take no part.
    pub out: usize,
    /// Rows that match no business: what stands there and where.
    pub unmatched: Vec<String>,
    /// How many of these there are.
    pub unmatched_rows: usize,
    /// Rows that may be of several businesses of one name.
    pub unclear: Vec<String>,
    /// How many of these there are.
    pub unclear_rows: usize,
}

/// Rows of a list that are told one by one.
const ROWS_TOLD: usize = 50;

/// Holds a list against the businesses of a roster, by code, else by exact name.
pub fn match_list(businesses: &[HeldBusiness], text: &LedgerText) -> ListMatch {
    let finder = Finder::new(businesses);
    let mut found = ListMatch::default();
    let mut seen = HashSet::new();
    for row in text.rows() {
        match finder.find(&row) {
            Whose::One(i) => {
                let is_new = seen.insert(i);
                if is_new && businesses[i].out {
                    found.out += 1;
                } else if is_new {
                    found.places.push(businesses[i].place);
                    found.names.push(businesses[i].name.clone());
                }
            }
            Whose::None => {
                found.unmatched_rows += 1;
                if found.unmatched.len() < ROWS_TOLD {
                    found.unmatched.push(format!("{}（{}）", row.who(), row.place));
                }
            }
            Whose::Several(n) => {
                found.unclear_rows += 1;
                if found.unclear.len() < ROWS_TOLD {
                    found.unclear.push(format!("{}“{}”没有代码，名录里有{n}户同名", row.place, row.who()));
                }
            }
        }
    }
    found
}
