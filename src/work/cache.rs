//! The rosters that the worker keeps once they are read, so that checks, search and the seal are done off the page.

use super::arrived::{Arrived, KeepRoster};
use super::cached_record::CachedRecord;
use super::envelope::{Emit, Fault, FileBytes, WorkerEvent, refused};
use super::query::{CampaignSnapshot, LatestCheck};
use super::replies::ChangesHead;
use super::request::FilePlace;
use super::workbooks::{Open, sentence};
use crate::model::{Business, Digest, without_unseen};
use crate::roster::{Choice, Edit, FilePart, compare_files};
use crate::state::{Blob, BlobKind, Model, Readiness, Roster, Taken, part_text, unpack};
use std::rc::Rc;

/// The rosters that the worker keeps, and what it found last.
#[derive(Default)]
pub(super) struct RosterCache {
    model: Model,
    /// The rosters that were read and may not be in use yet.
    fresh: [Option<Digest>; 2],
    latest: LatestCheck,
}

/// The text of a roster up to which its stored form is made with it, in bytes.
const SMALL: usize = 1 << 20;

impl RosterCache {
    /// A roster that is kept.
    fn roster<T: CachedRecord>(&self, name: Digest) -> Result<Rc<Roster<T>>, Fault> {
        T::of(&self.model, name).ok_or_else(|| Fault::MissingRosters(vec![name]))
    }

    /// Reads a roster out of a workbook, among other files where there are any, keeps it and hands it over.
    pub(super) fn read<T: CachedRecord>(
        &mut self,
        Open { file, digest, book }: &Open,
        choice: Choice,
        among: Option<(Digest, FilePlace)>,
        emit: &mut Emit<'_>,
    ) -> Result<Arrived, Fault> {
        let mut parts = match among {
            None => Vec::new(),
            Some((name, _)) => self.roster::<T>(name)?.parts(),
        };
        let place = among.map(|(_, place)| place);
        let mut others = parts.iter().enumerate().filter(|(i, _)| place != Some(FilePlace::At(*i)));
        if let Some((_, same)) = others.find(|(_, part)| part.file.digest == *digest) {
            let sentence = format!("“{file}”和已经载入的“{}”内容完全一样，没有重复载入", same.file.name);
            return Err(sentence.into());
        }
        let reading = book.read::<T>(&choice, |p| emit(WorkerEvent::Progress(sentence(p)))).map_err(refused)?;
        emit(WorkerEvent::Progress("正在整理".into()));
        let part = FilePart::new(without_unseen(file).into_owned(), *digest, choice, reading);
        match place {
            Some(FilePlace::At(place)) if place < parts.len() => parts[place] = part.in_place_of(&parts[place]),
            _ => parts.push(part),
        }
        self.hand_over(Rc::new(Roster::of_parts(parts)))
    }

    /// Takes a file out of a roster, keeps what is left and hands it over.
    pub(super) fn take_out<T: CachedRecord>(&mut self, name: Digest, file: usize) -> Result<Arrived, Fault> {
        let mut parts = self.roster::<T>(name)?.parts();
        if parts.len() < 2 || file >= parts.len() {
            return Err(NO_SUCH_FILE.into());
        }
        parts.remove(file);
        self.hand_over(Rc::new(Roster::of_parts(parts)))
    }

    fn hand_over<T: CachedRecord>(&mut self, roster: Rc<Roster<T>>) -> Result<Arrived, Fault> {
        let blob = T::blob(roster.clone());
        let text = part_text(&blob).map_err(refused)?;
        let name = text.name();
        let packed = (text.len() < SMALL).then(|| text.pack().into());
        self.fresh[T::KIND.index()] = Some(name);
        self.keep(name, blob);
        let labels = roster.labels();
        Ok(T::arrived(Taken { roster, name, packed, labels, kept: Vec::new() }))
    }

    fn keep(&mut self, name: Digest, blob: Blob) {
        Rc::make_mut(&mut self.model.blobs).insert(name, blob);
    }

    /// Takes a roster that the page handed back, after a worker died.
    pub(super) fn take_back(&mut self, keep: KeepRoster, bytes: &[u8]) -> Result<(), Fault> {
        let (name, blob) = keep.into_blob(bytes)?;
        self.keep(name, blob);
        Ok(())
    }

    /// Opens a stored part and hands it over; a roster is kept, under the name by which it is stored: an older version's text
    /// had another form.
    pub(super) fn unpack(&mut self, kind: BlobKind, name: Digest, bytes: &[u8]) -> Result<Blob, Fault> {
        let blob = unpack(kind, name, bytes).map_err(refused)?;
        if let Blob::Businesses(_) | Blob::Officers(_) = &blob {
            self.keep(name, blob.clone());
        }
        Ok(blob)
    }

    /// The stored form of a roster that is kept.
    pub(super) fn pack(&self, name: Digest) -> Result<FileBytes, Fault> {
        let blob = self.model.blobs.get(&name).ok_or_else(|| Fault::MissingRosters(vec![name]))?;
        Ok(FileBytes(part_text(blob).map_err(refused)?.pack()))
    }

    /// Sees to it that the rosters of a campaign are kept, and forgets others.
    fn attend(&mut self, snapshot: &CampaignSnapshot) -> Result<(), Fault> {
        let campaign = &snapshot.campaign;
        let used = [campaign.businesses.as_ref(), campaign.officers.as_ref()].map(|r| r.map(|r| r.blob));
        let is_missing = |name: &Digest| !self.model.blobs.contains_key(name);
        let missing: Vec<Digest> = used.into_iter().flatten().filter(is_missing).collect();
        if !missing.is_empty() {
            return Err(Fault::MissingRosters(missing));
        }
        let is_needed = |name: &Digest| used.iter().chain(&self.fresh).flatten().any(|n| n == name);
        Rc::make_mut(&mut self.model.blobs).retain(|name, _| is_needed(name));
        Ok(())
    }

    /// The rosters of a campaign, checked.
    pub(super) fn ready(&mut self, snapshot: &CampaignSnapshot) -> Result<Rc<Readiness>, Fault> {
        self.attend(snapshot)?;
        Ok(self.latest.ready(&self.model, &snapshot.campaign, snapshot.today))
    }

    /// The businesses of a campaign, if it has a roster of them.
    pub(super) fn businesses_of(&mut self, snapshot: &CampaignSnapshot) -> Result<Option<Rc<Roster<Business>>>, Fault> {
        self.attend(snapshot)?;
        snapshot.campaign.businesses.as_ref().map(|used| self.roster(used.blob)).transpose()
    }

    /// What the roster that was read last changes of the one in use; nothing if there is none.
    pub(super) fn compare<T: CachedRecord>(
        &mut self,
        snapshot: &CampaignSnapshot,
        new: Digest,
    ) -> Result<ChangesHead, Fault> {
        self.attend(snapshot)?;
        let Some(used) = snapshot.campaign.roster(T::KIND) else { return Ok(ChangesHead::default()) };
        let (before, new) = (self.roster::<T>(used.blob)?, self.roster::<T>(new)?);
        let mends: Vec<Edit> = used.all_mends().cloned().collect();
        Ok(ChangesHead::of(compare_files(&before.parts(), &mends, &new.parts())))
    }
}

pub(super) const NO_SUCH_FILE: &str = "名录里已经没有这个文件，请刷新后重试";
