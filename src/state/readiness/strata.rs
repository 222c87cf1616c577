//! Which stratum of a plan a business belongs to.

use crate::model::{Business, Stratum, WHOLE, normal_key};
use crate::roster::checks;

/// The strata of a plan by the key of their labels.
pub(super) struct Strata<'a>(Vec<(String, &'a str)>);

impl<'a> Strata<'a> {
    pub(super) fn of(strata: &'a [Stratum]) -> Self {
        Self(strata.iter().map(|s| (normal_key(&s.label), s.label.as_str())).collect())
    }

    /// The stratum of a business: the first of the plan's that its cell of categories names.
    pub(super) fn stratum_of(&self, business: &Business) -> Option<&'a str> {
        if let [(_, WHOLE)] = self.0[..] {
            return Some(WHOLE);
        }
        checks::categories_of(business, &self.0).first().copied()
    }
}
