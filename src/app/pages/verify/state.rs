//! What became of a record that was opened.

use crate::app::parts::Same;
use crate::browser::worker::WorkerSession;
use crate::draw::Report;
use crate::model::{Digest, Stamp};
use crate::work::Vectors;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// What became of the last record.
#[derive(Clone, PartialEq)]
pub enum VerifyState {
    /// It is being recomputed.
    Busy,
    /// It can't be read as a record.
    Unreadable(AttrValue),
    /// It was recomputed.
    Done(Same<Finding>),
    /// It is no record but a file of vectors, which shows whether this browser computes as every other program.
    Vectors(Rc<Vectors>),
}

/// A verified record: what was found, of which text, when.
pub struct Finding {
    /// The file's name, or where else it came from.
    pub name: String,
    /// SHA-256 of the text.
    pub digest: Digest,
    pub at: Stamp,
    pub report: Report,
}

/// The worker that holds the record.
pub type RecordWorker = Same<RefCell<Option<WorkerSession>>>;
