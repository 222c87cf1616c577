//! What the worker does with rosters once they are read: it keeps those of the page, so that checks, search and the
//! seal are done off the page.

use super::marked::marked;
use super::roster_parts::{ChangesHead, CheckedHead, Outline, RosterParts};
use super::{Answer, FilePlace, Open, TaskResult, WorkerEvent, said, sentence};
use crate::draw::{Businesses, SealedBusiness};
use crate::model::{Business, Digest, EntityKind, Officer, without_unseen};
use crate::roster::{Choice, Edit, Field, FilePart, Record, compare_files};
use crate::state::{
    Basis, Blob, BlobKind, Campaign, CheckedRoster, Findings, Log, Model, Part, Readiness, Roster, RowQuery, SealInput,
    alike, check, order, pack_sealed, part_text, sealed, unpack,
};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What a question about rosters is about: the campaign without its log, and the day.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CampaignSnapshot {
    campaign: Box<Campaign>,
    today: NaiveDate,
}

impl CampaignSnapshot {
    /// That of a campaign on this day.
    pub fn of(campaign: &Campaign, today: NaiveDate) -> Self {
        Self { campaign: Box::new(Campaign { log: Log::default(), ..campaign.clone() }), today }
    }

    /// What is kept of it: two that are the same get the same answers.
    fn key(&self) -> (Basis, NaiveDate) {
        (Basis::of(&self.campaign), self.today)
    }
}

/// A question about the rosters of a docket.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Query {
    /// What is wrong with them?
    Check,
    /// What would be sealed? Its JSON comes beside.
    Outline {
        /// Now.
        input: SealInput,
    },
    /// What is sealed: the businesses in parts, the stored forms of businesses and officers beside, one after the other.
    Seal {
        /// Now, with fresh entropy.
        input: SealInput,
    },
    /// Which rows to show: their places come beside.
    Order {
        /// Of which roster.
        kind: EntityKind,
        /// What the user wants to see.
        row_query: RowQuery,
    },
    /// Which rows say the same: their places come beside.
    Alike {
        /// Of which roster.
        kind: EntityKind,
        /// In which field.
        field: Field,
        /// What.
        value: String,
    },
    /// What the roster that was read last changes of the one in use.
    Compare {
        /// Which.
        kind: EntityKind,
        /// The name of the one that was read.
        new: Digest,
    },
    /// The workbook with its problems marked; it comes beside.
    Marked {
        /// Of which roster.
        kind: EntityKind,
        /// Which of its files, from 0.
        file: usize,
        /// Where that is.
        original: Original,
    },
}

/// Where the file that a roster was read from is, for [`Query::Marked`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Original {
    /// Open on the desk; if it is not, the answer is [`Answer::FileClosed`].
    Open,
    /// Beside the question, under this name.
    Beside(String),
    /// Gone: only the columns that were read are written.
    Gone,
}

/// The rosters that the worker keeps, and what it found last.
#[derive(Default)]
pub(super) struct RosterCache {
    model: Model,
    /// The rosters that were read and may not be in use yet.
    fresh: [Option<Digest>; 2],
    latest: Option<((Basis, NaiveDate), Readiness)>,
}

/// The files that are at hand.
#[derive(Clone, Copy)]
pub(super) struct Files<'a> {
    /// Those that lie open on the desk.
    pub open: &'a [Option<Open>; 2],
    /// The one that came with the question.
    pub beside: &'a [u8],
}

/// Businesses in a part of what is sealed: few enough that taking them in does not hold up the page.
const PART: usize = 1_000;

/// The text of a roster up to which its stored form is made with it, in bytes.
const SMALL: usize = 1 << 20;

/// Rosters of either kind.
pub(super) trait CachedRecord: Record + DeserializeOwned + 'static {
    fn blob(roster: Rc<Roster<Self>>) -> Blob;
    fn of(model: &Model, name: Digest) -> Option<Rc<Roster<Self>>>;
    fn checked(ready: &Readiness) -> Option<&CheckedRoster<Self>>;
}

impl CachedRecord for Business {
    fn blob(roster: Rc<Roster<Self>>) -> Blob {
        Blob::Businesses(roster)
    }

    fn of(model: &Model, name: Digest) -> Option<Rc<Roster<Self>>> {
        model.businesses(name)
    }

    fn checked(ready: &Readiness) -> Option<&CheckedRoster<Self>> {
        ready.businesses.as_deref()
    }
}

impl CachedRecord for Officer {
    fn blob(roster: Rc<Roster<Self>>) -> Blob {
        Blob::Officers(roster)
    }

    fn of(model: &Model, name: Digest) -> Option<Rc<Roster<Self>>> {
        model.officers(name)
    }

    fn checked(ready: &Readiness) -> Option<&CheckedRoster<Self>> {
        ready.officers.as_deref()
    }
}

impl RosterCache {
    /// Reads a roster out of a workbook, among other files where there are any, keeps it and hands it over.
    pub(super) fn read<T: CachedRecord>(
        &mut self,
        Open { file, digest, book }: &Open,
        choice: Choice,
        among: Option<(Digest, FilePlace)>,
        emit: &mut dyn FnMut(WorkerEvent),
    ) -> TaskResult {
        let mut parts = match among {
            None => Vec::new(),
            Some((name, _)) => match T::of(&self.model, name) {
                Some(roster) => roster.parts(),
                None => return Ok((Answer::MissingRosters(vec![name]), Vec::new())),
            },
        };
        let place = among.map(|(_, place)| place);
        let mut others = parts.iter().enumerate().filter(|(i, _)| place != Some(FilePlace::At(*i)));
        if let Some((_, same)) = others.find(|(_, part)| part.file.digest == *digest) {
            return Err(format!("“{file}”和已经载入的“{}”内容完全一样，没有重复载入", same.file.name));
        }
        let reading = book.read::<T>(&choice, |p| emit(WorkerEvent::Progress(sentence(p)))).map_err(said)?;
        emit(WorkerEvent::Progress("正在整理".into()));
        let part = FilePart::new(without_unseen(file).into_owned(), *digest, choice, reading);
        match place {
            Some(FilePlace::At(place)) if place < parts.len() => parts[place] = part.in_place_of(&parts[place]),
            _ => parts.push(part),
        }
        self.hand_over(Rc::new(Roster::of_parts(parts)))
    }

    /// Takes a file out of a roster, keeps what is left and hands it over.
    pub(super) fn take_out<T: CachedRecord>(&mut self, name: Digest, file: usize) -> TaskResult {
        let Some(roster) = T::of(&self.model, name) else {
            return Ok((Answer::MissingRosters(vec![name]), Vec::new()));
        };
        let mut parts = roster.parts();
        if parts.len() < 2 || file >= parts.len() {
            return Err(NO_SUCH_FILE.into());
        }
        parts.remove(file);
        self.hand_over(Rc::new(Roster::of_parts(parts)))
    }

    fn hand_over<T: CachedRecord>(&mut self, roster: Rc<Roster<T>>) -> TaskResult {
        let blob = T::blob(roster.clone());
        let text = part_text(&blob).map_err(said)?;
        let name = text.name();
        let packed = if text.len() < SMALL { text.pack() } else { Vec::new() };
        let starts: Vec<u8> = roster.reading.rows.starts().iter().flat_map(|n| n.to_le_bytes()).collect();
        let pieces = [roster.reading.rows.lines(), &starts, &roster.reading_problems, &packed];
        let parts = RosterParts { name, head: roster.head(), labels: roster.labels(), sizes: pieces.map(<[u8]>::len) };
        let bytes = pieces.concat();
        self.fresh[T::KIND.index()] = Some(name);
        self.keep(name, blob);
        Ok((Answer::Roster(Box::new(parts)), bytes))
    }

    fn keep(&mut self, name: Digest, blob: Blob) {
        let part = Part { name, blob, packed: None };
        Rc::make_mut(&mut self.model.blobs).insert(part.name, part.blob);
    }

    /// Takes a roster that the page handed back, after a worker died.
    pub(super) fn take(&mut self, kind: EntityKind, parts: RosterParts, bytes: Vec<u8>) -> TaskResult {
        let blob = match kind {
            EntityKind::Business => Blob::Businesses(Rc::new(parts.roster(bytes).0)),
            EntityKind::Officer => Blob::Officers(Rc::new(parts.roster(bytes).0)),
        };
        self.keep(parts.name, blob);
        Ok((Answer::Kept, Vec::new()))
    }

    /// Opens a stored roster and hands it over; sealed businesses come in parts.
    pub(super) fn unpack(
        &mut self,
        kind: BlobKind,
        name: Digest,
        bytes: &[u8],
        emit: &mut dyn FnMut(WorkerEvent),
    ) -> TaskResult {
        match unpack(kind, name, bytes).map_err(said)? {
            Blob::Businesses(roster) => self.stored(name, roster),
            Blob::Officers(roster) => self.stored(name, roster),
            Blob::SealedBusinesses(businesses) => {
                in_parts(&businesses, emit)?;
                Ok((Answer::SealedBusinesses, Vec::new()))
            }
            Blob::SealedOfficers(officers) => {
                Ok((Answer::SealedOfficers(Box::new(Rc::unwrap_or_clone(officers))), Vec::new()))
            }
            // The page opens these itself: they are never large.
            Blob::Preliminary(_) | Blob::Inspections(_) | Blob::Log(_) => Err(NOT_HERE.to_owned()),
            Blob::Outcome(outcome) => Ok((Answer::Outcome(Box::new((*outcome).clone())), Vec::new())),
        }
    }

    /// As [`RosterCache::hand_over`], under the name by which it is stored: an older version's text had another form.
    fn stored<T: CachedRecord>(&mut self, name: Digest, roster: Rc<Roster<T>>) -> TaskResult {
        let starts: Vec<u8> = roster.reading.rows.starts().iter().flat_map(|n| n.to_le_bytes()).collect();
        let pieces = [roster.reading.rows.lines(), &starts, &roster.reading_problems, &[]];
        let parts = RosterParts { name, head: roster.head(), labels: Vec::new(), sizes: pieces.map(<[u8]>::len) };
        let bytes = pieces.concat();
        self.keep(name, T::blob(roster));
        Ok((Answer::Roster(Box::new(parts)), bytes))
    }

    /// The stored form of a roster that is kept.
    pub(super) fn pack(&self, name: Digest) -> TaskResult {
        let Some(blob) = self.model.blobs.get(&name) else {
            return Ok((Answer::MissingRosters(vec![name]), Vec::new()));
        };
        Ok((Answer::Packed, part_text(blob).map_err(said)?.pack()))
    }

    /// Answers a question about rosters.
    pub(super) fn answer(
        &mut self,
        snapshot: CampaignSnapshot,
        query: Query,
        files: Files<'_>,
        emit: &mut dyn FnMut(WorkerEvent),
    ) -> TaskResult {
        let used =
            [snapshot.campaign.businesses.as_ref(), snapshot.campaign.officers.as_ref()].map(|r| r.map(|r| r.blob));
        let also = match query {
            Query::Compare { new, .. } => Some(new),
            _ => None,
        };
        let wanting = |name: &Digest| !self.model.blobs.contains_key(name);
        let wanting: Vec<Digest> = used.into_iter().flatten().chain(also).filter(wanting).collect();
        if !wanting.is_empty() {
            return Ok((Answer::MissingRosters(wanting), Vec::new()));
        }
        let fresh = self.fresh;
        let needed = |name: &Digest| used.iter().chain(&fresh).flatten().any(|n| n == name);
        Rc::make_mut(&mut self.model.blobs).retain(|name, _| needed(name));
        match query {
            Query::Compare { kind: EntityKind::Business, new } => self.compare::<Business>(&snapshot, new),
            Query::Compare { kind: EntityKind::Officer, new } => self.compare::<Officer>(&snapshot, new),
            _ => self.answer_checked(snapshot, query, files, emit),
        }
    }

    fn answer_checked(
        &mut self,
        snapshot: CampaignSnapshot,
        query: Query,
        files: Files<'_>,
        emit: &mut dyn FnMut(WorkerEvent),
    ) -> TaskResult {
        let key = snapshot.key();
        if self.latest.as_ref().is_none_or(|(known, _)| *known != key) {
            let ready = check(&self.model, &snapshot.campaign, snapshot.today);
            self.latest = Some((key, ready));
        }
        let Some((_, ready)) = &self.latest else { return Ok((Answer::Kept, Vec::new())) };
        match query {
            Query::Check | Query::Compare { .. } => Ok(findings(ready)),
            Query::Outline { input } => {
                let made = sealed(&snapshot.campaign, ready, &input);
                let json = made.as_ref().ok().map(serde_json::to_vec).transpose().map_err(said)?.unwrap_or_default();
                Ok((Answer::Outline(made.map(|m| Box::new(Outline::of(&m)))), json))
            }
            Query::Seal { input } => {
                let sealed = sealed(&snapshot.campaign, ready, &input)?;
                let packed = pack_sealed(&sealed).map_err(said)?;
                in_parts(&sealed.businesses, emit)?;
                let sizes = [packed[0].len(), packed[1].len()];
                let officers = Rc::unwrap_or_clone(sealed.officers);
                Ok((
                    Answer::Sealed { seal: Box::new(sealed.seal), officers: Box::new(officers), sizes },
                    packed.concat(),
                ))
            }
            Query::Order { kind: EntityKind::Business, row_query } => {
                Ok(places(ready, |c: &CheckedRoster<Business>| order(c, &row_query)))
            }
            Query::Order { kind: EntityKind::Officer, row_query } => {
                Ok(places(ready, |c: &CheckedRoster<Officer>| order(c, &row_query)))
            }
            Query::Alike { kind: EntityKind::Business, field, value } => {
                Ok(places(ready, |c: &CheckedRoster<Business>| alike(c, field, &value)))
            }
            Query::Alike { kind: EntityKind::Officer, field, value } => {
                Ok(places(ready, |c: &CheckedRoster<Officer>| alike(c, field, &value)))
            }
            Query::Marked { kind: EntityKind::Business, file, original } => {
                marked::<Business>(ready, file, files, &original)
            }
            Query::Marked { kind: EntityKind::Officer, file, original } => {
                marked::<Officer>(ready, file, files, &original)
            }
        }
    }

    fn compare<T: CachedRecord>(&self, snapshot: &CampaignSnapshot, new: Digest) -> TaskResult {
        let old = snapshot.campaign.roster(T::KIND);
        let (Some(old), Some(new)) = (old, T::of(&self.model, new)) else {
            return Ok((Answer::Changes(Box::default()), Vec::new()));
        };
        let Some(before) = T::of(&self.model, old.blob) else {
            return Ok((Answer::MissingRosters(vec![old.blob]), Vec::new()));
        };
        let mends: Vec<Edit> = old.all_mends().cloned().collect();
        let changes = compare_files(&before.parts(), &mends, &new.parts());
        Ok((Answer::Changes(Box::new(ChangesHead::of(changes))), Vec::new()))
    }
}

fn findings(ready: &Readiness) -> (Answer, Vec<u8>) {
    let mut bytes = Vec::new();
    let mut add = |findings: &Findings| {
        let (head, pieces) = findings.clone().into_parts();
        let sizes = pieces.each_ref().map(Vec::len);
        pieces.iter().for_each(|piece| bytes.extend_from_slice(piece));
        (head, sizes)
    };
    let head = CheckedHead {
        businesses: ready.businesses.as_ref().map(|c| add(&c.findings)),
        officers: ready.officers.as_ref().map(|c| add(&c.findings)),
    };
    (Answer::Checked(Box::new(head)), bytes)
}

fn places<T: CachedRecord>(ready: &Readiness, of: impl FnOnce(&CheckedRoster<T>) -> Vec<u32>) -> (Answer, Vec<u8>) {
    let places = T::checked(ready).map(of).unwrap_or_default();
    (Answer::Places, places.iter().flat_map(|n| n.to_le_bytes()).collect())
}

/// Tells the businesses in parts.
fn in_parts(businesses: &Businesses, emit: &mut dyn FnMut(WorkerEvent)) -> Result<(), String> {
    for part in businesses.chunks(PART) {
        let part: &[SealedBusiness] = part;
        emit(WorkerEvent::Rows(serde_json::to_string(part).map_err(said)?));
    }
    Ok(())
}

pub(super) const NO_SUCH_FILE: &str = "名录里已经没有这个文件，请刷新后重试";
const NOT_HERE: &str = "试行规则的封存内容由页面自己打开，请刷新后重试";
