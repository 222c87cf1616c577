//! Taking in workbooks as a state machine: open, look, ask if something must be asked, read, compare with what was there, take.
//! What happened goes in as an [`Event`], what is to be done comes out as [`Effect`]s. `steps` and
//! `replied` have the transitions.

mod replied;
mod steps;

use super::arrived::Arrived;
use super::replies::ChangesHead;
use super::request::FilePlace;
use crate::model::Digest;
use crate::roster::{Choice, FileRead, Mapping, Survey};
use crate::state::RosterRef;
use std::collections::VecDeque;
use std::rc::Rc;

/// What becomes of the roster in use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Purpose {
    /// The files take its place.
    #[default]
    Replace,
    /// The files come after its own.
    Append,
    /// The file takes the place of this one of its files.
    ReplaceFile(usize),
    /// This one of its files is taken out.
    TakeOut(usize),
}

/// A file that the user gave: what it is called, and the browser's handle of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Given<F> {
    /// Its name.
    pub name: String,
    /// Its handle.
    pub file: F,
}

/// How far the import is.
#[derive(Debug, Clone, Default, PartialEq)]
enum Step<F> {
    #[default]
    Idle,
    /// The worker opens the file. `is_wanted`: the user wants to look, whether something must be asked or not.
    Opening { file: Given<F>, choice: Choice, is_wanted: bool },
    /// The worker looks again at the open file; what it saw before is out of date.
    Looking { choice: Choice, is_wanted: bool, meanwhile: Meanwhile },
    /// Something must be asked, or the user wants to look.
    Asking,
    /// The worker reads the open file.
    Reading { choice: Choice },
    /// The worker takes a file out of the roster in use.
    TakingOut,
    /// The worker compares what was read with this roster in use.
    Comparing { with: Option<RosterRef> },
    /// The new roster replaces this one: what changes.
    Confirming { arrived: Arrived, with: Option<RosterRef>, changes: Rc<ChangesHead> },
    /// It came to nothing, or, where the others were taken, some of its files did.
    Failed { why: String, is_rest_taken: bool },
}

/// What the user sees while the worker looks again.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meanwhile {
    /// The dialog with what was seen before.
    Dialog,
    /// That there is work.
    Busy,
    /// The same, and wants it read as soon as it was looked at.
    ThenRead,
}

/// The file that is open in the worker.
#[derive(Debug, Clone, PartialEq)]
struct OpenFile<F> {
    file: Given<F>,
    /// Which opening of the worker's it was.
    opening: u32,
    survey: Rc<Survey>,
    /// The choice with which it was read, and its SHA-256.
    read_as: Option<(Choice, Digest)>,
}

/// Files that were given at once.
#[derive(Debug, Clone, PartialEq)]
struct Files<F> {
    /// Those that were not opened yet.
    queue: VecDeque<Given<F>>,
    /// How many there were.
    given: usize,
    /// The sentences of those that came to nothing.
    failed: Vec<String>,
    /// Those that are of the other roster, which is wanting.
    others: Vec<Given<F>>,
    /// What was read of the others.
    read: Option<Arrived>,
}

/// The import of one roster.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake<F> {
    step: Step<F>,
    purpose: Purpose,
    files: Files<F>,
    open: Option<OpenFile<F>>,
    /// What the worker said of its work last.
    progress: Option<String>,
    /// Counts what was asked of the worker, and cancellations: what belongs to an earlier one is not heard any more.
    turn: u32,
    /// The page was left: what needs no question still goes on.
    is_left: bool,
}

/// What is true around the import.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The roster in use, with its mends.
    pub in_use: Option<&'a RosterRef>,
    /// Its files.
    pub files: &'a [FileRead],
    /// Which opening of a file was the worker's last.
    pub opening: u32,
    /// Whether the campaign has no other roster yet: a file of it among several is handed over.
    pub is_other_wanting: bool,
}

/// Why the worker did not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportFault {
    /// It was stopped for another reason, and with it went the open file.
    Stopped(String),
    /// It refused: what is open stays open.
    Refused(String),
    /// It died.
    Lost(String),
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event<F> {
    /// Files were dropped or chosen.
    Given(Vec<Given<F>>, Purpose),
    /// The user wants to see how this file of the roster in use was read; it is at hand.
    ShowFile(usize, FileRead, Given<F>),
    /// The user wants this file of the roster in use taken out.
    TakeOut(usize),
    /// The user wants to see again what was seen, as it was read.
    Show,
    /// The user looks again, with other choices.
    Look(Choice),
    /// The user has the open file read as decided.
    Read(Choice),
    /// The user does not want the open file; those that were given with it go on.
    Skip,
    /// The user takes what was read.
    Accept,
    /// The user gives up: what was there before stays.
    Cancel,
    /// The page was left.
    Left,
    /// How far the worker is.
    Progress(u32, String),
    /// The worker opened the file: which opening it was, what it looks like.
    Opened(u32, u32, Result<Survey, ImportFault>),
    /// The worker looked again.
    Surveyed(u32, Result<Survey, ImportFault>),
    /// The worker read the file, or took it out of the roster in use.
    Arrived(u32, Result<Arrived, ImportFault>),
    /// The worker compared: what changes, if anything does; the mends that still fit are in the roster that was read.
    Compared(u32, Arrived, Result<Option<ChangesHead>, ImportFault>),
}

/// What is to be done. Numbers are those of the [`Event`] that answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect<F> {
    /// Have the worker open a file.
    Open(u32, Given<F>, Choice),
    /// Have it look again at the open file.
    Survey(u32, Choice),
    /// Have it read the open file, among the files of this roster: one that was read and not taken yet, or the one in use.
    Read(u32, Choice, Option<(Digest, FilePlace)>, Option<Arrived>),
    /// Have it take a file out of this roster.
    TakeOut(u32, Digest, usize),
    /// Have it compare.
    Compare(u32, Arrived),
    /// Keep the file of these bytes at hand, to be looked at, or written with its problems, again.
    KeepFile(Digest, F),
    /// Remember what the columns were taken for.
    Remember(Vec<Mapping>),
    /// Take it into the campaign.
    Take(Arrived),
    /// These are of the other roster: have them taken there.
    HandOver(Vec<Given<F>>),
    /// End the worker and whatever it is doing.
    StopWorker,
    /// Say this on whatever page is shown.
    Warn(String),
}

/// What is drawn of an import.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// Nothing but the place to drop files.
    Idle,
    /// Working; the sentence says on what.
    Busy(String),
    /// The dialog that shows what was recognised.
    Asking(Rc<Survey>),
    /// What changes, and how many mends still fit.
    Comparing(Rc<ChangesHead>, usize),
    /// It came to nothing, or, where the others were taken, some of its files did.
    Failed(String, bool),
}

impl<F: Clone> Intake<F> {
    /// What is drawn.
    pub fn stage(&self) -> Stage {
        match &self.step {
            Step::Idle => Stage::Idle,
            Step::Asking | Step::Looking { meanwhile: Meanwhile::Dialog, .. } => match &self.open {
                Some(open) => Stage::Asking(open.survey.clone()),
                None => Stage::Idle,
            },
            Step::Confirming { arrived, changes, .. } => Stage::Comparing(changes.clone(), arrived.kept()),
            Step::Failed { why, is_rest_taken } => Stage::Failed(why.clone(), *is_rest_taken),
            Step::Opening { file, .. } => self.busy(&format!("正在读取“{}”……", file.name)),
            Step::Looking { .. } | Step::Reading { .. } => self.busy("正在读取……"),
            Step::TakingOut => self.busy("正在整理……"),
            Step::Comparing { .. } => self.busy("正在对照……"),
        }
    }

    fn busy(&self, what: &str) -> Stage {
        Stage::Busy(self.progress.clone().unwrap_or_else(|| what.to_owned()))
    }

    /// What becomes of the roster in use.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Whether a file is still open, so that its header can be looked at again.
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the page was left: nothing is drawn any more.
    pub const fn is_left(&self) -> bool {
        self.is_left
    }

    /// Whether what the dialog shows is out of date.
    pub const fn is_looking(&self) -> bool {
        matches!(self.step, Step::Looking { .. })
    }

    /// The name of the file that is looked at, and which it is of how many.
    pub fn file(&self) -> (String, usize, usize) {
        let Files { queue, given, .. } = &self.files;
        (self.name().unwrap_or_default().to_owned(), given.saturating_sub(queue.len()), *given)
    }

    /// The name of the file that is opened or open.
    fn name(&self) -> Option<&str> {
        match (&self.step, &self.open) {
            (Step::Opening { file, .. }, _) => Some(&file.name),
            (_, open) => open.as_ref().map(|open| open.file.name.as_str()),
        }
    }
}

impl<F> Default for Files<F> {
    fn default() -> Self {
        Self { queue: VecDeque::new(), given: 0, failed: Vec::new(), others: Vec::new(), read: None }
    }
}

impl<F> Default for Intake<F> {
    fn default() -> Self {
        Self {
            step: Step::Idle,
            purpose: Purpose::default(),
            files: Files::default(),
            open: None,
            progress: None,
            turn: 0,
            is_left: false,
        }
    }
}
