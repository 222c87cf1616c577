//! What an import has got to.

use crate::model::Digest;
use crate::roster::{Choice, Survey};
use crate::state::RosterRef;
use crate::work::Arrived;
use std::collections::VecDeque;
use std::rc::Rc;
use web_sys::File;

/// What becomes of the roster in use.
#[derive(Clone, Copy, Default, PartialEq)]
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

/// What lives as long as the card and is not drawn.
#[derive(Default)]
pub(super) struct ImportSession {
    /// What the user wants.
    pub(super) purpose: Purpose,
    /// The files that were not opened yet, and how many were given at once.
    pub(super) queue: VecDeque<File>,
    pub(super) given: usize,
    /// The sentences of files that came to nothing.
    pub(super) failed: Vec<String>,
    /// The file that is open in the worker, or is being opened.
    pub(super) file: Option<File>,
    pub(super) survey: Option<Rc<Survey>>,
    /// The worker looks again; what it saw before is out of date.
    pub(super) looking: bool,
    /// The user wants it read as soon as it has looked.
    pub(super) then_read: bool,
    /// The choice with which the open file was read, and its SHA-256.
    pub(super) read_as: Option<(Choice, Digest)>,
    /// What was read and is not taken yet.
    pub(super) waiting: Option<Arrived>,
    /// The roster in use that it was compared with.
    pub(super) compared: Option<RosterRef>,
    /// The page was left: what needs no question still goes on.
    pub(super) left: bool,
    /// Which opening of the worker's this card's was.
    pub(super) opening: u32,
    /// Counts files, looks and cancellations: what belongs to an earlier one is not heard any more.
    pub(super) turn: u32,
}

impl ImportSession {
    /// Forgets the open file.
    pub(super) fn close(&mut self) {
        self.survey = None;
        self.read_as = None;
        (self.looking, self.then_read) = (false, false);
        self.turn += 1;
    }

    /// Forgets what was not taken.
    pub(super) fn drop_files(&mut self) {
        self.queue.clear();
        self.failed.clear();
        self.waiting = None;
    }
}
