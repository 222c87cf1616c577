//! What grows long is cut off into parts, so that the document, which every change writes anew, stays small.

use super::apply::CampaignAct;
use super::campaign::{Attempt, Campaign};
use super::log::Entry;
use super::model::{Blob, Model};
use super::stored::StoredFault;
use crate::model::{Digest, Inspection, ToSet};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What takes more bytes than this of the document, as JSON, is cut off. The more a browser is told to keep in localStorage, the
/// later it writes it to the disk.
const LONG: usize = 50_000;

/// How many inspections a page holds.
const PAGE: usize = 256;

/// Inspections by business, a part of them all.
pub type Page = BTreeMap<String, Inspection>;

/// Where the inspections of an attempt lie: in pages that never change, and in the document those that say something else
/// since. In memory [`crate::model::Conduct`] has them all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// The parts, in the order of the businesses.
    #[serde(default)]
    parts: Vec<Digest>,
    /// In a document: those of the pages that have no inspection any more.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    gone: BTreeSet<String>,
    /// The pages; none while they are not read.
    #[serde(skip)]
    read: Vec<Rc<Page>>,
}

impl Pages {
    /// The parts, in order.
    pub fn parts(&self) -> &[Digest] {
        &self.parts
    }

    pub(super) fn is_none(&self) -> bool {
        self.parts.is_empty() && self.gone.is_empty()
    }

    const fn is_read(&self) -> bool {
        self.parts.len() == self.read.len()
    }

    fn kept(&self) -> BTreeMap<&String, &Inspection> {
        self.read.iter().flat_map(|page| page.iter()).collect()
    }
}

impl Attempt {
    /// The inspections that the pages do not have, or not as they are.
    fn changed(&self) -> Page {
        let kept = self.pages.kept();
        let all = self.conduct.inspections.iter();
        all.filter(|(key, now)| kept.get(key) != Some(now)).map(|(key, now)| (key.clone(), now.clone())).collect()
    }

    /// As the document has it.
    fn cut(&self) -> Self {
        let mut cut = self.clone();
        if !self.pages.parts.is_empty() && self.pages.is_read() {
            cut.conduct.inspections = self.changed();
            let gone = self.pages.kept().into_keys().filter(|key| !self.conduct.inspections.contains_key(*key));
            cut.pages.gone = gone.cloned().collect();
        }
        cut
    }

    /// With the inspections of its pages, from a document.
    fn read_pages(&mut self, parts: &BTreeMap<Digest, Blob>) -> Result<(), StoredFault> {
        if self.pages.is_read() {
            return Ok(());
        }
        let page = |name: &Digest| match parts.get(name) {
            Some(Blob::Inspections(page)) => Ok(page.clone()),
            _ => Err(StoredFault::Missing(*name)),
        };
        self.pages.read = self.pages.parts.iter().map(page).collect::<Result<_, _>>()?;
        let mut all: Page = self.pages.read.iter().flat_map(|page| (**page).clone()).collect();
        all.retain(|key, _| !self.pages.gone.contains(key));
        all.append(&mut self.conduct.inspections);
        self.conduct.inspections = all;
        self.pages.gone.clear();
        Ok(())
    }
}

impl Campaign {
    /// As its document has it: without what lies in parts.
    pub(super) fn cut(&self) -> Self {
        Self { attempts: self.attempts.iter().map(Attempt::cut).collect(), ..self.clone() }
    }

    /// With nothing cut off: two that say the same are then the same, wherever they were cut.
    pub(super) fn uncut(&self, parts: &BTreeMap<Digest, Blob>) -> Result<Self, StoredFault> {
        let log = self.log.whole(parts)?.into_iter().cloned().collect();
        let mut whole = Self { log, ..self.clone() };
        whole.read_pages(parts)?;
        whole.attempts.iter_mut().for_each(|attempt| attempt.pages = Pages::default());
        Ok(whole)
    }

    /// Takes the inspections that the document lacks from its parts.
    ///
    /// # Errors
    /// [`StoredFault::Missing`] when one is not among these: the campaign then lacks inspections.
    pub fn read_pages(&mut self, parts: &BTreeMap<Digest, Blob>) -> Result<(), StoredFault> {
        self.attempts.iter_mut().try_for_each(|attempt| attempt.read_pages(parts))
    }

    /// The first page of inspections that was not read.
    pub fn lacks(&self) -> Option<Digest> {
        self.attempts.iter().find(|a| !a.pages.is_read())?.pages.parts.first().copied()
    }
}

impl Model {
    /// Every entry of the campaign's log, oldest first.
    ///
    /// # Errors
    /// [`StoredFault::Missing`] when a part of it is not in memory.
    pub fn log<'a>(&'a self, campaign: &'a Campaign) -> Result<Vec<&'a Entry>, StoredFault> {
        campaign.log.whole(&self.blobs)
    }

    /// Forgets the pages that no campaign has any more: others are made all the time.
    pub(super) fn forget_pages(&mut self) {
        let pages = self.campaigns.values().flat_map(|c| &c.attempts).flat_map(|a| &a.pages.parts);
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

fn is_long<T: Serialize + ?Sized>(what: &T) -> bool {
    // Keys are text: it can always be written.
    serde_json::to_vec(what).is_ok_and(|json| json.len() > LONG)
}

impl CampaignAct<'_> {
    /// Cuts off what has grown long; whether other pages are in use now.
    pub(super) fn cut(&mut self) -> Result<bool, StoredFault> {
        let settled = self.campaign.log.settled();
        if is_long(settled) {
            let part = self.keep(Blob::Log(Rc::new(settled.to_vec())))?;
            self.campaign.log.cut(part);
        }
        let mut paged = false;
        for place in 0..self.campaign.attempts.len() {
            if !is_long(&self.campaign.attempts[place].changed()) {
                continue;
            }
            let all: Vec<_> = self.campaign.attempts[place].conduct.inspections.clone().into_iter().collect();
            let read: Vec<_> = all.chunks(PAGE).map(|page| Rc::new(page.iter().cloned().collect::<Page>())).collect();
            let parts = read.iter().map(|page| self.keep(Blob::Inspections(page.clone())));
            let parts = parts.collect::<Result<_, _>>()?;
            self.campaign.attempts[place].pages = Pages { parts, read, gone: BTreeSet::new() };
            paged = true;
        }
        Ok(paged)
    }
}
