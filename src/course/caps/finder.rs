//! Whose a row of a ledger or of a list is: by the code; by the exact name where one of the two has no right code.

use crate::course::ledger::LedgerRow;
use crate::model::{code_kind, normal_key};
use std::collections::HashMap;

/// A business of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBusiness {
    /// The place of its row.
    pub place: u32,
    /// Its name.
    pub name: String,
    /// Its code, as written.
    pub code: String,
    /// It takes no part: its visits are counted, and it is proposed no more.
    pub out: bool,
}

/// Finds the business of a row.
pub(super) struct Finder<'a> {
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    businesses: &'a [HeldBusiness],
}

/// Whom a row is of.
pub(super) enum Whose {
    /// This one of the businesses.
    One(usize),
    /// No business of the roster.
    None,
    /// One of several of one name.
    Several(usize),
}

impl<'a> Finder<'a> {
    pub(super) fn new(businesses: &'a [HeldBusiness]) -> Self {
        let mut by_code = HashMap::with_capacity(businesses.len());
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::with_capacity(businesses.len());
        for (i, b) in businesses.iter().enumerate() {
            let code = normal_key(&b.code);
            if code_kind(&code).is_right() {
                // Of rows of one code the one that takes part.
                let known = by_code.entry(code).or_insert(i);
                if businesses[*known].out {
                    *known = i;
                }
            }
            by_name.entry(normal_key(&b.name)).or_default().push(i);
        }
        by_name.remove("");
        Self { by_code, by_name, businesses }
    }

    /// By the code; by the exact name where one of the two has no right code: two codes that differ are two businesses.
    pub(super) fn find(&self, row: &LedgerRow<'_>) -> Whose {
        let code = normal_key(row.code);
        let has_code = code_kind(&code).is_right();
        if has_code && let Some(i) = self.by_code.get(&code) {
            return Whose::One(*i);
        }
        let Some(named) = self.by_name.get(&normal_key(row.name)) else { return Whose::None };
        let fits = |i: &&usize| !has_code || !code_kind(&normal_key(&self.businesses[**i].code)).is_right();
        let fitting: Vec<usize> = named.iter().filter(fits).copied().collect();
        // A row that was left out because it stands there twice makes nothing unclear.
        let part: Vec<usize> = fitting.iter().filter(|i| !self.businesses[**i].out).copied().collect();
        match (&part[..], &fitting[..]) {
            ([one], _) | ([], [one, ..]) => Whose::One(*one),
            ([], []) => Whose::None,
            (several, _) => Whose::Several(several.len()),
        }
    }
}

/// Which rows are of one business, where there is no roster to ask: a number for each row, the same for those of one
/// business. A name that businesses of two codes have is, without a code, a business of its own.
pub(in crate::course) fn identities<'a>(rows: impl Iterator<Item = LedgerRow<'a>> + Clone) -> Vec<usize> {
    let (mut by_code, mut by_name) = (HashMap::<String, usize>::new(), HashMap::<String, Option<usize>>::new());
    let right = |row: &LedgerRow<'_>| Some(normal_key(row.code)).filter(|code| code_kind(code).is_right());
    for row in rows.clone() {
        if let Some(code) = right(&row) {
            let next = by_code.len();
            let number = *by_code.entry(code).or_insert(next);
            let named = by_name.entry(normal_key(row.name)).or_insert(Some(number));
            *named = named.filter(|known| *known == number);
        }
    }
    let (coded, mut alone) = (by_code.len(), HashMap::<String, usize>::new());
    rows.map(|row| {
        if let Some(number) = right(&row).and_then(|code| by_code.get(&code)) {
            return *number;
        }
        let name = normal_key(row.name);
        by_name.get(&name).copied().flatten().unwrap_or_else(|| {
            let next = coded + alone.len();
            *alone.entry(name).or_insert(next)
        })
    })
    .collect()
}
