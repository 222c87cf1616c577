//! What is in storage, as far as this window knows, and what is to be done about it.

use crate::app::storage::journal::JournalEntry;
use crate::app::storage::repository::{SharedDocument, Unreadable};
use crate::model::Digest;
use crate::state::Model;
use gloo_timers::callback::Timeout;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What is in storage, as far as this window knows, and what is to be done about it.
#[derive(Default)]
pub(super) struct Saver {
    /// What is in storage, opened.
    pub(super) kept: Model,
    pub(super) stored: Stored,
    pub(super) queue: SaveQueue,
    pub(super) disk: ToDisk,
    pub(super) others: FromOthers,
    pub(super) promise: Promise,
}

/// How what is kept lies in storage.
#[derive(Default)]
pub(super) struct Stored {
    /// The digest of each document as this window read or wrote it last.
    pub(super) known: BTreeMap<String, Digest>,
    /// The digest of what is kept once for all, by its key, as this window read or wrote it last.
    pub(super) shared: BTreeMap<&'static str, Digest>,
    /// The documents that can't be opened.
    pub(super) unreadable: Vec<Unreadable>,
    /// Documents that another window or program removed or changed while this one had the say.
    pub(super) lost: BTreeSet<String>,
    /// Parts in no storage and no memory, of which the user was told.
    pub(super) missing: BTreeSet<Digest>,
}

/// One save at a time; what changed meanwhile is saved after it, in one go.
#[derive(Default)]
pub(super) struct SaveQueue {
    pub(super) busy: bool,
    pub(super) next: Option<Model>,
    /// Something was saved that the others have not been told of.
    pub(super) untold: bool,
    /// It is time to sweep.
    pub(super) sweeps: bool,
    /// Which sweep was asked for last: only that one is done.
    pub(super) sweep: u64,
}

/// What localStorage was given and the database was not yet.
#[derive(Default)]
pub(super) struct ToDisk {
    /// It is being written.
    pub(super) busy: bool,
    pub(super) parts: BTreeMap<Digest, Rc<[u8]>>,
    /// Documents by their key, empty where removed, with the number of the save once it is counted.
    pub(super) documents: BTreeMap<String, (Option<u64>, String)>,
    /// There are some without a save that would write them.
    pub(super) owes: bool,
    /// What the database had noted when this window began to edit.
    pub(super) recovered: Vec<JournalEntry>,
}

/// What other windows changed and this one has not read yet.
#[derive(Default)]
pub(super) struct FromOthers {
    /// It is being read.
    pub(super) busy: bool,
    /// When it will be.
    pub(super) timer: Option<Timeout>,
    /// Documents of campaigns, by id.
    pub(super) changed: BTreeSet<String>,
    /// What is kept once for all, by its key.
    pub(super) shared: BTreeSet<&'static str>,
}

/// The browser's promise to keep what is stored.
#[derive(Default)]
pub(super) struct Promise {
    /// Whether it was asked for.
    pub(super) asked: bool,
    /// Whether a part was written where the browser may clear it.
    pub(super) has_large: bool,
}

impl Saver {
    /// What is kept once for all is now this in storage; without a digest nothing is.
    pub(super) fn read_shared<T: SharedDocument>(&mut self, digest: Option<Digest>, document: &Rc<T>) {
        match digest {
            Some(digest) => drop(self.stored.shared.insert(T::KEY, digest)),
            None => drop(self.stored.shared.remove(T::KEY)),
        }
        *T::in_model_mut(&mut self.kept) = document.clone();
    }
}
