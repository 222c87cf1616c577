//! The two rosters that a seal names by their digests (protocol §3): what is published of a draw usually names no officers,
//! and must still let anyone recompute the seal and every business drawn.

use super::canonical::{self, Text};
use super::secret::Salt;
use crate::model::{Digest, InOrder};
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A business as sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedBusiness {
    /// Its key (protocol §2).
    pub key: String,
    /// Its name.
    pub name: String,
    /// The label of its stratum.
    pub stratum: String,
}

/// An officer as sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedOfficer {
    /// The name of the officer's department.
    pub department: String,
    /// The officer's key (protocol §2).
    pub key: String,
    /// The officer's name.
    pub name: String,
}

/// The businesses' roster.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Businesses(Vec<SealedBusiness>);

impl Businesses {
    /// The roster, brought into the order of the protocol, keys rising.
    pub fn new(mut businesses: Vec<SealedBusiness>) -> Self {
        businesses.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        Self(businesses)
    }

    /// Its canonical JSON.
    pub fn canonical(&self) -> String {
        canonical::text(self)
    }

    /// `businesses_sha256`: the digest of its canonical JSON.
    pub fn digest(&self) -> Digest {
        let mut text = Text::new();
        text.json("[");
        for (i, b) in self.0.iter().enumerate() {
            text.json(if i == 0 { "{\"key\":" } else { ",{\"key\":" });
            text.string(&b.key);
            text.json(",\"name\":");
            text.string(&b.name);
            text.json(",\"stratum\":");
            text.string(&b.stratum);
            text.json("}");
        }
        text.json("]");
        text.digest()
    }

    /// The business with the key. The roster is in order.
    pub fn get(&self, key: &str) -> Option<&SealedBusiness> {
        self.0.binary_search_by(|b| b.key.as_str().cmp(key)).ok().map(|i| &self.0[i])
    }
}

impl Deref for Businesses {
    type Target = [SealedBusiness];

    fn deref(&self) -> &[SealedBusiness] {
        &self.0
    }
}

/// The officers' roster with the recusals, and the salt without which withheld names could be guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Officers {
    /// The officers, keys rising.
    pub officers: Vec<SealedOfficer>,
    /// Pairs of officer key and business key, rising.
    pub recusals: Vec<(String, String)>,
    /// 16 bytes of fresh entropy.
    pub salt: Salt,
}

impl Officers {
    /// The roster, brought into the order of the protocol; a recusal that is told twice stands once.
    pub fn new(mut officers: Vec<SealedOfficer>, mut recusals: Vec<(String, String)>, salt: Salt) -> Self {
        officers.order_by(|a, b| a.key.cmp(&b.key));
        recusals.order();
        recusals.dedup();
        Self { officers, recusals, salt }
    }

    /// Its canonical JSON.
    pub fn canonical(&self) -> String {
        canonical::text(self)
    }

    /// `officers_sha256`: the digest of its canonical JSON.
    pub fn digest(&self) -> Digest {
        let mut text = Text::new();
        text.json("{\"officers\":[");
        for (i, o) in self.officers.iter().enumerate() {
            text.json(if i == 0 { "{\"department\":" } else { ",{\"department\":" });
            text.string(&o.department);
            text.json(",\"key\":");
            text.string(&o.key);
            text.json(",\"name\":");
            text.string(&o.name);
            text.json("}");
        }
        text.json("],\"recusals\":[");
        for (i, (officer, business)) in self.recusals.iter().enumerate() {
            text.json(if i == 0 { "[" } else { ",[" });
            text.string(officer);
            text.json(",");
            text.string(business);
            text.json("]");
        }
        text.json("],\"salt\":");
        text.string(&self.salt.hex());
        text.json("}");
        text.digest()
    }

    /// The officer with the key. The roster is in order.
    pub fn get(&self, key: &str) -> Option<&SealedOfficer> {
        self.place(key).map(|i| &self.officers[i])
    }

    /// The officer's place in the roster.
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        self.officers.binary_search_by(|o| o.key.as_str().cmp(key)).ok()
    }

    /// Whether the officer is recused from the business.
    pub fn recuses(&self, officer: &str, business: &str) -> bool {
        self.recusals.binary_search_by(|(o, b)| (o.as_str(), b.as_str()).cmp(&(officer, business))).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::canonical;
    use super::*;

    /// The text that is put together by hand is what serde_json writes.
    #[test]
    fn digests_are_those_of_the_canonical_json() {
        let strange = ["甲", "", "\"", "\\", "\n\u{7f}\u{0}", "\u{2028}😀", "a/b"];
        let text = |i: usize| strange[i % strange.len()].repeat(i % 3 + 1);
        for count in [0, 1, 2, 5_000] {
            let business = |i| SealedBusiness { key: format!("{i}"), name: text(i), stratum: text(i + 1) };
            let officer = |i| SealedOfficer { department: text(i), key: format!("{i}"), name: text(i / 2) };
            let businesses = Businesses((0..count).map(business).collect());
            assert_eq!(businesses.digest(), canonical::digest(&businesses));
            let (officers, recusals) = (0..count).map(|i| (officer(i), (text(i), text(i + 2)))).unzip();
            let officers = Officers { officers, recusals, salt: Salt::from_bytes([9; 16]) };
            assert_eq!(officers.digest(), canonical::digest(&officers));
        }
    }
}
