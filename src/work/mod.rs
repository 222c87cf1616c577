//! The heavy work, as it is asked of the worker and answered. Pure: the worker's shell passes messages only.

mod campaign;
mod check_inputs;
mod files;
mod marked;
mod papers;
mod records;
mod roster_parts;
mod rosters;

pub use campaign::{CampaignFacts, campaign_pieces};
pub use check_inputs::{CheckInputs, RosterFindings, is_small, put_together};
pub use files::{ArchiveHead, Content, Piece};
pub use papers::{CampaignPapers, OutcomeFacts, verify_link};
pub use records::Vectors;
pub use roster_parts::{ChangesHead, CheckedHead, Outline, RosterParts, SHOWN};
pub use rosters::{CampaignSnapshot, Original, Query};

use crate::course::{EntryFacts, EntryReading, ItemsReading, Worklist, read_entry, read_items};
use crate::draw::{Officers, Outcome, Rehearsal, Report, Seal, Sealed, WhyAnswer, draw, first_ten, rehearse};
use crate::export;
use crate::json;
use crate::model::{Business, Conduct, Digest, EntityKind, Officer, Settings, Stamp};
use crate::roster::{Choice, Hints, Survey};
use crate::state::BlobKind;
use crate::workbook::{Progress, Workbook};
use chrono::NaiveDate;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use records::{Verified, verified};
use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// Open a workbook, whose bytes come beside, and tell what it looks like; it stays open.
    Open {
        /// Which roster it should hold.
        kind: EntityKind,
        /// Its file name.
        file: String,
        /// What is known beforehand.
        hints: Hints,
    },
    /// Tell what the open workbook looks like with other hints.
    Survey {
        /// Which roster it should hold.
        kind: EntityKind,
        /// What the user decided so far.
        hints: Hints,
    },
    /// Read the open workbook of that kind; the roster is kept, and handed over.
    Read {
        /// Which roster it should hold.
        kind: EntityKind,
        /// How to read it.
        choice: Choice,
        /// Among which files of a roster that is kept; alone if among none.
        among: Option<(Digest, FilePlace)>,
    },
    /// Take a file out of a roster that is kept; what is left is kept, and handed over.
    TakeOut {
        /// Of which kind it is.
        kind: EntityKind,
        /// Its name.
        roster: Digest,
        /// The place of the file.
        file: usize,
    },
    /// Read a sample and forget it: the browser compiles what reads workbooks when it first runs, which takes longer than
    /// reading a small roster.
    WarmUp,
    /// Make a sample workbook.
    Sample {
        /// Which.
        kind: EntityKind,
    },
    /// Make a template to fill in.
    Template {
        /// For which roster.
        kind: EntityKind,
        /// The drop-down list: categories or departments.
        labels: Vec<String>,
    },
    /// Answer a question about rosters that are kept.
    About {
        /// The campaign.
        snapshot: Box<CampaignSnapshot>,
        /// The question.
        query: Query,
    },
    /// Keep a roster of the page, whose pieces come beside.
    Keep {
        /// Which it is.
        kind: EntityKind,
        /// What its pieces are.
        parts: Box<RosterParts>,
    },
    /// Make the stored form of a roster that is kept; it comes beside.
    Pack(Digest),
    /// Open a stored part, whose stored form comes beside; a roster is kept.
    Unpack {
        /// What it is.
        kind: BlobKind,
        /// Its name.
        name: Digest,
    },
    /// Rehearse draws with throw-away seeds whose results nobody sees (protocol §6); the JSON of what would be
    /// sealed comes beside.
    Rehearse {
        /// How many draws.
        runs: u32,
        /// Fresh entropy.
        entropy: [u8; 32],
    },
    /// Draw from what was sealed, whose JSON comes beside.
    Draw {
        /// The seed.
        seed: Digest,
    },
    /// Verify a record, or a vector of the protocol, whose text comes beside; a record is kept.
    Verify,
    /// Tell why a business of the record that is kept was drawn, or not.
    WhyDrawn {
        /// Its key, code or name, or a part of the name.
        business: String,
    },
    /// Make a file.
    Make {
        /// What is in it.
        content: Box<Content>,
        /// Now.
        at: Stamp,
    },
    /// Make 归档包.
    Archive {
        /// What its index tells.
        head: Box<ArchiveHead>,
        /// Its files.
        pieces: Vec<Piece>,
        /// Now.
        at: Stamp,
    },
    /// Read a filled entry workbook, whose bytes come beside.
    ReadEntry {
        /// What it is read against.
        course: Box<EntryInputs>,
        /// Its file name.
        file: String,
        /// Now.
        today: NaiveDate,
    },
    /// Read a table of items (附件7), whose bytes come beside.
    ReadItems {
        /// Its file name.
        file: String,
    },
    /// Write the record that is kept as one page.
    RecordPage {
        /// With officers; without them it is the record as it is published.
        officers: bool,
    },
}

/// Where a file comes among those of a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilePlace {
    /// After the others.
    Last,
    /// In the place of this one, from 0.
    At(usize),
}

/// What is inspected, and what is entered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EntryInputs {
    /// The businesses to inspect.
    pub list: Worklist,
    /// What is entered.
    pub conduct: Conduct,
    /// The lists to choose from.
    pub settings: Settings,
}

/// What comes back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// What the workbook looks like.
    Survey(Box<Survey>),
    /// A roster; its pieces come beside.
    Roster(Box<RosterParts>),
    /// It is kept.
    Kept,
    /// These rosters are not kept, and must be for this question.
    MissingRosters(Vec<Digest>),
    /// The file that the roster was read from is not open any more.
    FileClosed,
    /// What is wrong with the rosters; the pieces come beside.
    Checked(Box<CheckedHead>),
    /// What would be sealed, its JSON beside, or what must be put right first.
    Outline(Result<Box<Outline>, String>),
    /// What was sealed, without its businesses, which came before; the stored forms of businesses and officers come beside.
    Sealed {
        /// The seal.
        seal: Box<Seal>,
        /// The officers.
        officers: Box<Officers>,
        /// How many bytes each of the stored forms has.
        sizes: [usize; 2],
    },
    /// The businesses of a seal came before.
    SealedBusinesses,
    /// The officers of a seal.
    SealedOfficers(Box<Officers>),
    /// A stored outcome.
    Outcome(Box<Outcome>),
    /// Places of rows; they come beside as numbers of four bytes.
    Places,
    /// What a newer file changes.
    Changes(Box<ChangesHead>),
    /// A stored form; it comes beside.
    Packed,
    /// What a filled entry workbook says.
    Entry(Box<EntryReading>),
    /// What a table of items says.
    Items(Box<ItemsReading>),
    /// A file; its bytes come beside.
    File,
    /// How the rehearsal went.
    Rehearsal(Rehearsal),
    /// What was drawn.
    Drawn(Box<DrawnFrom>),
    /// What the verification of a record found.
    Verified(Box<Report>),
    /// What of a file of vectors of the protocol is reproduced, for developers.
    Vector(Vectors),
    /// Why a business was drawn, or not.
    Why(WhyAnswer),
    /// It could not be done: the sentence for the user.
    Refused(String),
}

/// An outcome, and the commitment of the seal that it was drawn from: the page compares it with its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DrawnFrom {
    /// The digest of the seal, whose rules and whose digests of the rosters were checked.
    pub commitment: Digest,
    /// What was drawn.
    pub outcome: Outcome,
}

/// What is told before the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkerEvent {
    /// How far it is, as a sentence.
    Progress(String),
    /// Businesses of a manifest, as a JSON array.
    Rows(String),
}

/// What the worker keeps: the workbooks that lie open, one of each kind, the rosters that it keeps, and the record
/// that was verified last.
#[derive(Default)]
pub struct WorkerState {
    open: [Option<Open>; 2],
    rosters_kept: rosters::RosterCache,
    record: Option<Verified>,
}

struct Open {
    file: String,
    digest: Digest,
    book: Workbook,
}

type TaskResult = Result<(Answer, Vec<u8>), String>;

impl WorkerState {
    /// Does the work; `emit` hears of it meanwhile.
    pub fn run(&mut self, task: Task, bytes: &[u8], emit: &mut dyn FnMut(WorkerEvent)) -> (Answer, Vec<u8>) {
        make_room(bytes.len().saturating_mul(room(&task)));
        self.try_run(task, bytes, emit).unwrap_or_else(|sentence| (Answer::Refused(sentence), Vec::new()))
    }

    fn warm_up() -> TaskResult {
        let kind = EntityKind::Business;
        let (mut scratch, quiet) = (Self::default(), &mut |_| {});
        let (_, sample) = scratch.try_run(Task::Sample { kind }, &[], quiet)?;
        let open = Task::Open { kind, file: "sample.xlsx".into(), hints: Hints::default() };
        if let (Answer::Survey(survey), _) = scratch.try_run(open, &sample, quiet)? {
            scratch.try_run(Task::Read { kind, choice: survey.guess, among: None }, &[], quiet)?;
        }
        Ok((Answer::Kept, Vec::new()))
    }

    fn try_run(&mut self, task: Task, bytes: &[u8], emit: &mut dyn FnMut(WorkerEvent)) -> TaskResult {
        match task {
            Task::Open { kind, file, hints } => self.open(kind, file, &hints, bytes, emit),
            Task::Survey { kind, hints } => Ok((self.survey(kind, &hints)?, Vec::new())),
            Task::Read { kind, choice, among } => {
                let Some(open) = &self.open[kind.index()] else { return Err(FILE_CLOSED.into()) };
                match kind {
                    EntityKind::Business => self.rosters_kept.read::<Business>(open, choice, among, emit),
                    EntityKind::Officer => self.rosters_kept.read::<Officer>(open, choice, among, emit),
                }
            }
            Task::TakeOut { kind: EntityKind::Business, roster, file } => {
                self.rosters_kept.take_out::<Business>(roster, file)
            }
            Task::TakeOut { kind: EntityKind::Officer, roster, file } => {
                self.rosters_kept.take_out::<Officer>(roster, file)
            }
            Task::WarmUp => Self::warm_up(),
            Task::About { snapshot, query } => {
                let files = rosters::Files { open: &self.open, beside: bytes };
                self.rosters_kept.answer(*snapshot, query, files, emit)
            }
            Task::Keep { kind, parts } => self.rosters_kept.take(kind, *parts, bytes.to_vec()),
            Task::Pack(name) => self.rosters_kept.pack(name),
            Task::Unpack { kind, name } => self.rosters_kept.unpack(kind, name, bytes, emit),
            Task::Sample { kind: EntityKind::Business } => workbook(export::sample_businesses()),
            Task::Sample { kind: EntityKind::Officer } => workbook(export::sample_officers()),
            Task::Template { kind, labels } => {
                let labels: Vec<_> = labels.iter().map(String::as_str).collect();
                workbook(match kind {
                    EntityKind::Business => export::template_businesses(&labels),
                    EntityKind::Officer => export::template_officers(&labels),
                })
            }
            Task::Rehearse { runs, entropy } => Ok((rehearsed(&sealed(bytes)?, runs, entropy, emit)?, Vec::new())),
            Task::Draw { seed } => Ok((drawn(bytes, seed)?, Vec::new())),
            Task::Verify => {
                self.record = None;
                let (answer, record) = verified(bytes)?;
                self.record = record;
                Ok((answer, Vec::new()))
            }
            Task::WhyDrawn { business } => {
                Ok((Answer::Why(self.record.as_ref().ok_or(CLOSED)?.why(&business)), Vec::new()))
            }
            Task::Make { content, at } => Ok((Answer::File, content.make(at)?)),
            Task::Archive { head, pieces, at } => Ok((Answer::File, head.archive(pieces, at, emit)?)),
            Task::ReadEntry { course, file, today } => {
                let EntryInputs { list, conduct, settings } = *course;
                let book = Workbook::open(bytes, &file).map_err(said)?;
                let facts = EntryFacts { list: &list, conduct: &conduct, settings: &settings, today };
                Ok((Answer::Entry(Box::new(read_entry(&book, facts))), Vec::new()))
            }
            Task::ReadItems { file } => {
                let book = Workbook::open(bytes, &file).map_err(said)?;
                Ok((Answer::Items(Box::new(read_items(&book, &file))), Vec::new()))
            }
            Task::RecordPage { officers } => {
                let record = self.record.as_ref().ok_or(CLOSED)?;
                let page = if officers { record.page() } else { record.withheld().page() };
                Ok((Answer::File, page.into_bytes()))
            }
        }
    }

    fn open(
        &mut self,
        kind: EntityKind,
        file: String,
        hints: &Hints,
        bytes: &[u8],
        emit: &mut dyn FnMut(WorkerEvent),
    ) -> TaskResult {
        self.open[kind.index()] = None;
        let progress = |p| emit(WorkerEvent::Progress(sentence(p)));
        let book = Workbook::open_with(bytes, &file, hints.choice.codepage, progress).map_err(said)?;
        self.open[kind.index()] = Some(Open { file, digest: Digest::of(bytes), book });
        Ok((self.survey(kind, hints)?, Vec::new()))
    }

    fn survey(&self, kind: EntityKind, hints: &Hints) -> Result<Answer, String> {
        let open = self.open[kind.index()].as_ref().ok_or(FILE_CLOSED)?;
        Ok(Answer::Survey(Box::new(open.book.survey(kind, hints))))
    }
}

/// Makes room for what will be made. In wasm the allocator asks for more memory in pieces of 64 KB, which takes longer
/// than the work itself once it is hundreds of megabytes; what it has been given once it keeps.
fn make_room(bytes: usize) {
    let mut room = Vec::<u8>::new();
    // Where there is not so much, the work may do with less.
    let _ = room.try_reserve_exact(bytes.min(MOST_ROOM));
    std::hint::black_box(&room);
}

/// How many times its bytes a task takes: a workbook is packed, and JSON becomes a text for each value.
const fn room(task: &Task) -> usize {
    match task {
        Task::Open { .. } | Task::About { query: Query::Marked { .. }, .. } => 24,
        _ => 4,
    }
}

/// What a roster of half a million rows takes.
const MOST_ROOM: usize = 1 << 29;

const CLOSED: &str = "记录已经关闭，请重新选择";
const FILE_CLOSED: &str = "文件已经关闭，请重新选择";

fn sealed(json: &[u8]) -> Result<Sealed, String> {
    json::read_bytes(json).map_err(|fault| format!("封存内容读不懂，请用“存为文件”的备份恢复（{fault}）"))
}

/// Draws from what is what was sealed: its rosters have the digests that the seal names.
fn drawn(json: &[u8], seed: Digest) -> Result<Answer, String> {
    let sealed = sealed(json)?;
    let drawn = draw(&sealed, seed).map_err(|faults| first_ten(&faults))?;
    Ok(Answer::Drawn(Box::new(DrawnFrom { commitment: sealed.commitment(), outcome: drawn.outcome })))
}

fn said(fault: impl ToString) -> String {
    fault.to_string()
}

fn workbook(made: Result<Vec<u8>, export::ExportError>) -> TaskResult {
    Ok((Answer::File, made.map_err(said)?))
}

fn rehearsed(
    sealed: &Sealed,
    runs: u32,
    entropy: [u8; 32],
    emit: &mut dyn FnMut(WorkerEvent),
) -> Result<Answer, String> {
    let checked = sealed.check_rules().map_err(|faults| first_ten(&faults))?;
    let mut rng = StdRng::from_seed(entropy);
    let seeds = (0..runs).map(|_| rng.random());
    Ok(Answer::Rehearsal(rehearse(&checked, seeds, |done| {
        if done % 50 == 0 {
            emit(WorkerEvent::Progress(format!("正在预演，已完成{done}次")));
        }
    })))
}

fn sentence(progress: Progress) -> String {
    match progress {
        Progress::Read(cells) => format!("已读取{cells}个单元格"),
        Progress::Rows(done, all) => format!("正在整理第{done}行，共{all}行"),
        Progress::Checks => "正在检查".into(),
    }
}
