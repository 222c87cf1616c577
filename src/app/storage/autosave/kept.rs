//! What is in storage, as far as this window knows, and what is to be done about it.

use super::Saving;
use crate::app::storage::repository::{StoredCampaigns, Unreadable};
use crate::app::store::Msg;
use crate::model::{Digest, ToMap};
use crate::state::{Action, Model};
use gloo_timers::callback::Timeout;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// One save at a time; what changed meanwhile is saved after it, in one go.
#[derive(Default)]
pub(super) struct Saver {
    pub(super) window: String,
    /// What is in storage, as far as this window knows.
    pub(super) kept: Model,
    /// The digest of each document as this window read or wrote it last.
    pub(super) known: BTreeMap<String, Digest>,
    /// The documents in storage that can't be opened.
    pub(super) unreadable: Vec<Unreadable>,
    /// Documents that another window or program removed or changed while this one had the say.
    pub(super) lost: BTreeSet<String>,
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
    /// How often was saved, as another window said.
    pub(super) heard: u64,
    /// The requests of the lock: how many there were, the one that holds it, the one that waits in line.
    pub(super) turns: u64,
    pub(super) holds: Option<u64>,
    pub(super) in_line: Option<u64>,
    /// Documents that other windows changed, not read yet.
    pub(super) changed: BTreeSet<String>,
    pub(super) reading: Option<Timeout>,
    /// They are being read.
    pub(super) reads: bool,
}

impl Saving {
    /// Takes what was found for what is kept, and shows it.
    pub(super) fn stands(&self, found: StoredCampaigns) {
        {
            let mut saver = self.set();
            saver.unreadable = found.unreadable.clone();
            saver.lost.clear();
            saver.known = found.known;
            saver.copies.clear();
            saver.notes.clear();
            let campaigns = found.campaigns.iter().map(|c| (c.id.clone(), Rc::new(c.clone()))).to_map();
            let mappings = Rc::new(found.mappings.clone());
            saver.kept = Model { campaigns: Rc::new(campaigns), mappings, ..Model::default() };
        }
        self.send(Msg::Read(Action::PartsRead(found.pages)));
        self.send(Msg::Read(Action::Stands(found.campaigns)));
        self.send(Msg::Read(Action::Remember(found.mappings)));
        self.send(Msg::Unreadable(found.unreadable));
        self.say_seen();
    }

    /// Whether there is nothing to be saved and nothing being done.
    pub(super) fn is_idle(&self) -> bool {
        let saver = self.get();
        !saver.busy && saver.next.is_none() && !self.is_unsaved()
    }
}
