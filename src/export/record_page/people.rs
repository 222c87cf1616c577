//! Names by key, of one attempt.

use crate::draw::{Attempt, Record, SealedBusiness, SealedOfficer};

/// The rosters of an attempt, as far as the record has them.
#[derive(Clone, Copy)]
pub(super) struct People<'a> {
    record: &'a Record,
    attempt: &'a Attempt,
}

impl<'a> People<'a> {
    pub(super) const fn new(record: &'a Record, attempt: &'a Attempt) -> Self {
        Self { record, attempt }
    }

    fn listed(&self, key: &str) -> Option<&'a SealedBusiness> {
        self.record.businesses_of(self.attempt)?.get(key)
    }

    fn person(&self, key: &str) -> Option<&'a SealedOfficer> {
        self.record.officers_of(self.attempt)?.get(key)
    }

    /// How many businesses are listed.
    pub(super) fn businesses(&self) -> usize {
        self.record.businesses_of(self.attempt).map_or(0, |all| all.len())
    }

    /// How many officers are listed; `None` where they are withheld.
    pub(super) fn officers(&self) -> Option<usize> {
        self.record.officers_of(self.attempt).map(|all| all.officers.len())
    }

    /// A business's name; its key if the roster does not know it.
    pub(super) fn business<'b>(&self, key: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.listed(key).map_or(key, |b| &b.name)
    }

    pub(super) fn stratum(&self, key: &str) -> &'a str {
        self.listed(key).map_or("", |b| &b.stratum)
    }

    /// An officer's name; the key if the roster does not know it.
    pub(super) fn officer<'b>(&self, key: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.person(key).map_or(key, |o| &o.name)
    }

    pub(super) fn department(&self, key: &str) -> &'a str {
        self.person(key).map_or("", |o| &o.department)
    }

    /// The certificate of an officer who has one: else the key is department and name.
    pub(super) fn certificate<'b>(&self, key: &'b str) -> &'b str {
        if key.contains('/') { "—" } else { key }
    }
}
