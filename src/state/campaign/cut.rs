//! What grows long is cut off into parts, so that the document, which every change writes anew, stays small; and what was cut
//! off is read back.

use super::attempt::Attempt;
use super::blob::{Blob, BlobKind};
use super::document::Campaign;
use super::fault::StoredFault;
use super::log::{Log, LogEntry};
use super::pages::{PAGE, Page, Pages};
use crate::model::{Digest, InOrder};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What takes more bytes than this of the document, as JSON, is cut off. The more a browser is told to keep in localStorage, the
/// later it writes it to the disk.
const LONG: usize = 50_000;

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

impl Log {
    /// Every entry, oldest first, those before the latest from these parts.
    pub(crate) fn whole<'a>(&'a self, parts: &'a BTreeMap<Digest, Blob>) -> Result<Vec<&'a LogEntry>, StoredFault> {
        let mut all = Vec::new();
        for name in self.parts() {
            let Some(Blob::Log(entries)) = parts.get(name) else { return Err(StoredFault::Missing(*name)) };
            all.extend(entries.iter());
        }
        all.extend(self.latest());
        Ok(all)
    }
}

impl Campaign {
    /// Every part that this campaign points to.
    pub fn parts(&self) -> Vec<(BlobKind, Digest)> {
        let rosters = [
            self.businesses.as_ref().map(|r| (BlobKind::Businesses, r.blob)),
            self.officers.as_ref().map(|r| (BlobKind::Officers, r.blob)),
        ];
        let lists = self.lists.iter().map(|list| (BlobKind::List, list.blob));
        let sealed = self.attempts.iter().flat_map(|a| match &a.seal {
            Some(seal) => vec![
                (BlobKind::SealedBusinesses, seal.businesses_sha256),
                (BlobKind::SealedOfficers, seal.officers_sha256),
            ],
            None => vec![(BlobKind::Preliminary, a.commitment)],
        });
        let outcomes = self.attempts.iter().filter_map(|a| Some((BlobKind::Outcome, a.drawn()?.outcome)));
        let pages = self.attempts.iter().flat_map(|a| a.pages.parts()).map(|name| (BlobKind::Inspections, *name));
        let log = self.log.parts().iter().map(|name| (BlobKind::Log, *name));
        let mut parts: Vec<_> =
            rosters.into_iter().flatten().chain(lists).chain(sealed).chain(outcomes).chain(pages).chain(log).collect();
        parts.order();
        parts.dedup();
        parts
    }

    /// As its document has it: without what lies in parts.
    pub(crate) fn cut(&self) -> Self {
        Self { attempts: self.attempts.iter().map(Attempt::cut).collect(), ..self.clone() }
    }

    /// With nothing cut off: two that say the same are then the same, wherever they were cut.
    pub(crate) fn uncut(&self, parts: &BTreeMap<Digest, Blob>) -> Result<Self, StoredFault> {
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

    /// Cuts off what has grown long, each part of which `keep` takes and names; whether other pages are in use now.
    pub(crate) fn cut_long(
        &mut self,
        mut keep: impl FnMut(Blob) -> Result<Digest, StoredFault>,
    ) -> Result<bool, StoredFault> {
        let settled = self.log.settled();
        if is_long(settled) {
            let part = keep(Blob::Log(Rc::new(settled.to_vec())))?;
            self.log.cut(part);
        }
        let mut paged = false;
        for attempt in &mut self.attempts {
            if !is_long(&attempt.changed()) {
                continue;
            }
            let all: Vec<_> = attempt.conduct.inspections.clone().into_iter().collect();
            let read: Vec<_> = all.chunks(PAGE).map(|page| Rc::new(page.iter().cloned().collect::<Page>())).collect();
            let parts = read.iter().map(|page| keep(Blob::Inspections(page.clone()))).collect::<Result<_, _>>()?;
            attempt.pages = Pages { parts, read, gone: BTreeSet::new() };
            paged = true;
        }
        Ok(paged)
    }

    /// The first page of inspections that was not read.
    pub fn lacks(&self) -> Option<Digest> {
        self.attempts.iter().find(|a| !a.pages.is_read())?.pages.parts.first().copied()
    }
}

fn is_long<T: Serialize + ?Sized>(what: &T) -> bool {
    // Keys are text: it can always be written.
    serde_json::to_vec(what).is_ok_and(|json| json.len() > LONG)
}
