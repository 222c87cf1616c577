//! The two rosters that a seal names by their digests (protocol §3): what is published of a draw usually names no officers,
//! and must still let anyone recompute the seal and every business drawn.

use super::canonical;
use super::secret::Salt;
use crate::model::Digest;
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
        canonical::digest(self)
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
        officers.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        recusals.sort_unstable();
        recusals.dedup();
        Self { officers, recusals, salt }
    }

    /// Its canonical JSON.
    pub fn canonical(&self) -> String {
        canonical::text(self)
    }

    /// `officers_sha256`: the digest of its canonical JSON.
    pub fn digest(&self) -> Digest {
        canonical::digest(self)
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
