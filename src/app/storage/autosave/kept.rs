//! What is in storage, as far as this window knows, and what is to be done about it.

use crate::app::storage::journal::JournalEntry;
use crate::app::storage::repository::{SharedDocument, Unreadable};
use crate::model::Digest;
use crate::state::Model;
use gloo_timers::callback::Timeout;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// One save at a time; what changed meanwhile is saved after it, in one go.
#[derive(Default)]
pub(super) struct Saver {
    /// What is in storage, as far as this window knows.
    pub(super) kept: Model,
    /// The digest of each document as this window read or wrote it last.
    pub(super) known: BTreeMap<String, Digest>,
    /// The digest of what is kept once for all, by its key, as this window read or wrote it last.
    pub(super) shared: BTreeMap<&'static str, Digest>,
    /// The documents in storage that can't be opened.
    pub(super) unreadable: Vec<Unreadable>,
    /// Documents that another window or program removed or changed while this one had the say.
    pub(super) lost: BTreeSet<String>,
    /// Parts in no storage and no memory, of which the user was told.
    pub(super) missing: BTreeSet<Digest>,
    /// Whether a part was written where the browser may clear it.
    pub(super) has_large: bool,
    /// Whether the browser was asked to keep what is stored.
    pub(super) asked: bool,
    pub(super) next: Option<Model>,
    /// Something was saved that the others have not been told of.
    pub(super) untold: bool,
    pub(super) busy: bool,
    /// What localStorage was given and the database was not yet: parts, and documents by their key, empty where removed, with the
    /// number of the save once it is counted.
    pub(super) copies: BTreeMap<Digest, Rc<[u8]>>,
    pub(super) notes: BTreeMap<String, (Option<u64>, String)>,
    /// They are being written.
    pub(super) brings: bool,
    /// There are some without a save that would write them.
    pub(super) owes: bool,
    /// It is time to sweep.
    pub(super) sweeps: bool,
    /// How often it was to be swept.
    pub(super) quiet: u64,
    /// What the database had noted when this window began to edit.
    pub(super) recovered: Vec<JournalEntry>,
    /// Documents that other windows changed, not read yet.
    pub(super) changed: BTreeSet<String>,
    pub(super) reading: Option<Timeout>,
    /// What is kept once for all and other windows changed, by its key, not read yet.
    pub(super) shared_changed: BTreeSet<&'static str>,
    /// They are being read.
    pub(super) reads: bool,
}

impl Saver {
    /// What is kept once for all is now this in storage; without a digest nothing is.
    pub(super) fn read_shared<T: SharedDocument>(&mut self, digest: Option<Digest>, document: &Rc<T>) {
        match digest {
            Some(digest) => drop(self.shared.insert(T::KEY, digest)),
            None => drop(self.shared.remove(T::KEY)),
        }
        *T::in_model_mut(&mut self.kept) = document.clone();
    }
}
