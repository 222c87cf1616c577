//! All that the application knows.

use crate::draw::{Outcome, Sealed};
use crate::model::{Digest, EntityKind, Status, ToSet};
use crate::roster::{Mapping, Rows};
use crate::state::campaign::{Attempt, Blob, Campaign, LogEntry, StoredFault};
use crate::state::office::Office;
use crate::state::rosters::{BusinessRoster, OfficerRoster};
use crate::state::year_plan::YearPlans;
use std::collections::{BTreeMap, BTreeSet};
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
    /// 单位设置.
    pub office: Rc<Office>,
    /// 年度检查计划 of all years.
    pub years: Rc<YearPlans>,
}

impl Model {
    /// The campaigns that are not deleted.
    pub fn in_use(&self) -> impl Iterator<Item = &Rc<Campaign>> {
        self.campaigns.values().filter(|c| c.deleted.is_none())
    }

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

    /// How many businesses were drawn, which substitutions do not change (protocol §8).
    pub(crate) fn to_inspect(&self, attempt: &Attempt) -> Option<usize> {
        let drawn = attempt.drawn()?;
        match &attempt.seal {
            // What was sealed says it: the start page need not read what was drawn.
            Some(seal) => usize::try_from(seal.strata.iter().map(|s| u64::from(s.sample)).sum::<u64>()).ok(),
            None => Some(self.outcome(drawn.outcome)?.businesses.len()),
        }
    }

    /// Whether every business drawn is so far; of a draw by the preliminary protocol not while the outcome is not in memory.
    pub fn reached(&self, campaign: &Campaign, least: Status) -> bool {
        let found = campaign.current().and_then(|a| Some((a, self.to_inspect(a)?)));
        found.is_some_and(|(attempt, wanted)| attempt.conduct.so_far(least) >= wanted)
    }

    /// Every entry of the campaign's log, oldest first.
    ///
    /// # Errors
    /// [`StoredFault::Missing`] when a part of it is not in memory.
    pub fn log<'a>(&'a self, campaign: &'a Campaign) -> Result<Vec<&'a LogEntry>, StoredFault> {
        campaign.log.whole(&self.blobs)
    }

    /// Forgets the pages that no campaign has any more: others are made all the time.
    pub(crate) fn forget_pages(&mut self) {
        let pages = self.campaigns.values().flat_map(|c| &c.attempts).flat_map(|a| a.pages.parts());
        let used: BTreeSet<_> = pages.copied().to_set();
        let is_page = |blob: &Blob| matches!(blob, Blob::Inspections(_));
        let blobs = self.blobs.iter().filter(|(name, blob)| is_page(blob) && !used.contains(name));
        let unused: BTreeSet<_> = blobs.map(|(name, _)| *name).to_set();
        if !unused.is_empty() {
            Rc::make_mut(&mut self.blobs).retain(|name, _| !unused.contains(name));
            Rc::make_mut(&mut self.packed).retain(|name, _| !unused.contains(name));
        }
    }
}
