use super::campaign::{Attempt, Campaign};
use super::cut::Page;
use super::log::Entry;
use super::preliminary::Preliminary;
use super::roster::{BusinessRoster, OfficerRoster};
use super::stored::StoredFault;
use crate::draw::{Businesses, Officers, Outcome, Sealed};
use crate::model::{Digest, EntityKind};
use crate::roster::{Mapping, Rows};
use std::collections::BTreeMap;
use std::rc::Rc;

/// All that the application knows. Cheap to clone and to compare.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    /// The campaigns of this browser, by id.
    pub campaigns: Rc<BTreeMap<String, Rc<Campaign>>>,
    /// The immutable parts that are in memory, by the digest of their stored text.
    pub blobs: Rc<BTreeMap<Digest, Blob>>,
    /// The stored form of parts that are not stored yet; none while the worker still packs it.
    pub packed: Rc<BTreeMap<Digest, Option<Rc<[u8]>>>>,
    /// Which columns mean what, as the user said of workbooks with the same headers.
    pub mappings: Rc<Vec<Mapping>>,
}

/// A part as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The digest of its stored text.
    pub name: Digest,
    /// What it is.
    pub blob: Blob,
    /// Its stored form, where it is not in this browser's storage yet.
    pub packed: Option<Rc<[u8]>>,
}

/// An immutable part of a campaign.
#[derive(Debug, Clone)]
pub enum Blob {
    /// A roster of businesses.
    Businesses(Rc<BusinessRoster>),
    /// A roster of officers.
    Officers(Rc<OfficerRoster>),
    /// The businesses of a seal.
    SealedBusinesses(Rc<Businesses>),
    /// The officers of a seal, with recusals and salt.
    SealedOfficers(Rc<Officers>),
    /// What was sealed by the preliminary protocol.
    Preliminary(Rc<Preliminary>),
    /// An outcome.
    Outcome(Rc<Outcome>),
    /// Inspections of an attempt.
    Inspections(Rc<Page>),
    /// Entries of a log.
    Log(Rc<Vec<Entry>>),
}

impl PartialEq for Blob {
    /// Parts never change, so that two are the same only if they are one.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Businesses(a), Self::Businesses(b)) => Rc::ptr_eq(a, b),
            (Self::Officers(a), Self::Officers(b)) => Rc::ptr_eq(a, b),
            (Self::SealedBusinesses(a), Self::SealedBusinesses(b)) => Rc::ptr_eq(a, b),
            (Self::SealedOfficers(a), Self::SealedOfficers(b)) => Rc::ptr_eq(a, b),
            (Self::Preliminary(a), Self::Preliminary(b)) => Rc::ptr_eq(a, b),
            (Self::Outcome(a), Self::Outcome(b)) => Rc::ptr_eq(a, b),
            (Self::Inspections(a), Self::Inspections(b)) => Rc::ptr_eq(a, b),
            (Self::Log(a), Self::Log(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Model {
    /// The roster of businesses under this name.
    pub fn businesses(&self, name: Digest) -> Option<Rc<BusinessRoster>> {
        if let Some(Blob::Businesses(roster)) = self.blobs.get(&name) { Some(roster.clone()) } else { None }
    }

    /// How many rows the roster of a campaign has, if there is one and it is in memory.
    pub fn rows_of(&self, campaign: &Campaign, kind: EntityKind) -> Option<usize> {
        match self.blobs.get(&campaign.roster(kind)?.blob)? {
            Blob::Businesses(roster) => Some(roster.reading.rows.len()),
            Blob::Officers(roster) => Some(roster.reading.rows.len()),
            _ => None,
        }
    }

    /// The roster of officers under this name.
    pub fn officers(&self, name: Digest) -> Option<Rc<OfficerRoster>> {
        if let Some(Blob::Officers(roster)) = self.blobs.get(&name) { Some(roster.clone()) } else { None }
    }

    /// What an attempt was sealed from.
    ///
    /// # Errors
    /// [`StoredFault::Missing`] when one of its rosters is not in memory.
    pub fn sealed(&self, attempt: &Attempt) -> Result<Sealed, StoredFault> {
        let Some(seal) = &attempt.seal else {
            let Some(Blob::Preliminary(preliminary)) = self.blobs.get(&attempt.commitment) else {
                return Err(StoredFault::Missing(attempt.commitment));
            };
            return Ok(preliminary.sealed.clone());
        };
        let Some(Blob::SealedBusinesses(businesses)) = self.blobs.get(&seal.businesses_sha256) else {
            return Err(StoredFault::Missing(seal.businesses_sha256));
        };
        let Some(Blob::SealedOfficers(officers)) = self.blobs.get(&seal.officers_sha256) else {
            return Err(StoredFault::Missing(seal.officers_sha256));
        };
        Ok(Sealed { businesses: businesses.clone(), officers: officers.clone(), seal: seal.clone() })
    }

    /// The outcome under this name.
    pub fn outcome(&self, name: Digest) -> Option<Rc<Outcome>> {
        if let Some(Blob::Outcome(outcome)) = self.blobs.get(&name) { Some(outcome.clone()) } else { None }
    }
}
