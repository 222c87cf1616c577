use super::campaign::{BusinessRoster, Campaign, OfficerRoster};
use crate::draw::{Manifest, Outcome};
use crate::model::Digest;
use crate::roster::Mapping;
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
    /// A sealed manifest.
    Manifest(Rc<Manifest>),
    /// An outcome.
    Outcome(Rc<Outcome>),
}

impl PartialEq for Blob {
    /// Parts never change, so that two are the same only if they are one.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Businesses(a), Self::Businesses(b)) => Rc::ptr_eq(a, b),
            (Self::Officers(a), Self::Officers(b)) => Rc::ptr_eq(a, b),
            (Self::Manifest(a), Self::Manifest(b)) => Rc::ptr_eq(a, b),
            (Self::Outcome(a), Self::Outcome(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Model {
    /// The roster of businesses under this name.
    pub fn businesses(&self, name: Digest) -> Option<Rc<BusinessRoster>> {
        if let Some(Blob::Businesses(roster)) = self.blobs.get(&name) { Some(roster.clone()) } else { None }
    }

    /// The roster of officers under this name.
    pub fn officers(&self, name: Digest) -> Option<Rc<OfficerRoster>> {
        if let Some(Blob::Officers(roster)) = self.blobs.get(&name) { Some(roster.clone()) } else { None }
    }

    /// The manifest with this commitment.
    pub fn manifest(&self, commitment: Digest) -> Option<Rc<Manifest>> {
        if let Some(Blob::Manifest(manifest)) = self.blobs.get(&commitment) { Some(manifest.clone()) } else { None }
    }

    /// The outcome under this name.
    pub fn outcome(&self, name: Digest) -> Option<Rc<Outcome>> {
        if let Some(Blob::Outcome(outcome)) = self.blobs.get(&name) { Some(outcome.clone()) } else { None }
    }
}
