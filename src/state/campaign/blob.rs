//! The immutable parts of a campaign, named by the digest of their text.

use super::log::LogEntry;
use super::pages::Page;
use super::preliminary::Preliminary;
use crate::course::LedgerText;
use crate::draw::{Businesses, Officers, Outcome};
use crate::model::Digest;
use crate::state::rosters::{BusinessRoster, OfficerRoster};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

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
    Log(Rc<Vec<LogEntry>>),
    /// The rows of a ledger or of a list.
    List(Rc<LedgerText>),
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
            (Self::List(a), Self::List(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// What kind of part a digest names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlobKind {
    /// A roster of businesses.
    Businesses,
    /// A roster of officers.
    Officers,
    /// The businesses of a seal, named by its digest of them.
    SealedBusinesses,
    /// The officers of a seal, named by its digest of them.
    SealedOfficers,
    /// A manifest of the preliminary protocol, named by its commitment.
    Preliminary,
    /// An outcome.
    Outcome,
    /// Inspections of an attempt.
    Inspections,
    /// Entries of a log.
    Log,
    /// The rows of a ledger or of a list.
    List,
}
