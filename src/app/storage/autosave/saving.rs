//! The saving of this window, and its place among the others.

use super::kept::Saver;
use crate::app::storage::repository::StoredCampaigns;
use crate::app::store::{Msg, Store};
use crate::browser::tabs::{self, Channel};
use crate::browser::{clock, entropy};
use crate::model::{Digest, ToMap};
use crate::state::writer_lock::{LockEffect, LockState, WindowRole, Word};
use crate::state::{Action, Blob, Model};
use std::cell::{Ref, RefCell, RefMut};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// The saving of this window, and its place among the others.
#[derive(Clone)]
pub struct Saving {
    pub(super) saver: Rc<RefCell<Saver>>,
    /// Which window edits, as far as this one knows.
    pub(super) lock: Rc<RefCell<LockState>>,
    /// The channel to the other windows.
    pub(super) line: Rc<RefCell<Option<Channel>>>,
    pub(super) store: UseReducerHandle<Store>,
}

impl PartialEq for Saving {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.saver, &other.saver)
    }
}

impl Saving {
    pub(super) fn new(store: UseReducerHandle<Store>, follows: bool) -> (Self, Vec<LockEffect>) {
        // Without entropy nothing can be made here; the clock tells windows apart well enough.
        let window = entropy::bytes::<6>().map_or_else(|_| clock::now().to_rfc3339(), |b| Digest::of(b).hex());
        let (lock, first) = LockState::open(window, follows, tabs::has_locks());
        (Self { saver: Rc::default(), lock: Rc::new(RefCell::new(lock)), line: Rc::default(), store }, first)
    }

    pub(super) fn get(&self) -> Ref<'_, Saver> {
        self.saver.borrow()
    }

    pub(super) fn set(&self) -> RefMut<'_, Saver> {
        self.saver.borrow_mut()
    }

    pub fn send(&self, msg: Msg) {
        self.store.dispatch(msg);
    }

    /// The state as it is now, whether or not it is on the screen yet. A handle keeps all that was ever read from it,
    /// so that each reading has one of its own.
    pub(super) fn now(&self) -> UseReducerHandle<Store> {
        self.store.clone()
    }

    /// The parts that are in memory.
    pub(super) fn parts(&self) -> Rc<BTreeMap<Digest, Blob>> {
        self.now().model.blobs.clone()
    }

    pub(super) fn lock(&self) -> Ref<'_, LockState> {
        self.lock.borrow()
    }

    /// What this window may do as of now.
    pub fn role(&self) -> WindowRole {
        self.lock().role()
    }

    /// Whether something in this window's state is kept nowhere else. It is never replaced by what is stored.
    pub fn is_unsaved(&self) -> bool {
        let (now, saver) = (self.now(), self.get());
        let (shown, kept) = (&now.model.campaigns, &saver.kept.campaigns);
        !saver.stored.lost.is_empty()
            || (!Rc::ptr_eq(shown, kept) && shown != kept)
            || now.model.office != saver.kept.office
            || now.model.years != saver.kept.years
    }

    /// Says that what is stored is seen here, so that no entry of it is replaced.
    pub(super) fn say_seen(&self) {
        if self.lock().holds().is_none() {
            self.say(&Word::Seen);
        }
    }

    /// Takes what was found for what is kept, and shows it.
    pub(super) fn stands(&self, found: StoredCampaigns) {
        let (office, years) = (Rc::new(found.office.document), Rc::new(found.years.document));
        {
            let mut saver = self.set();
            saver.stored.unreadable = found.unreadable.clone();
            saver.stored.lost.clear();
            saver.stored.known = found.known;
            saver.disk.parts.clear();
            saver.disk.documents.clear();
            let campaigns = found.campaigns.iter().map(|c| (c.id.clone(), Rc::new(c.clone()))).to_map();
            let mappings = Rc::new(found.mappings.clone());
            saver.kept = Model { campaigns: Rc::new(campaigns), mappings, ..Model::default() };
            saver.read_shared(found.office.digest, &office);
            saver.read_shared(found.years.digest, &years);
        }
        self.send(Msg::Read(Action::PartsRead(found.pages)));
        self.send(Msg::Read(Action::OfficeRead(office)));
        self.send(Msg::Read(Action::YearsRead(years)));
        self.send(Msg::Read(Action::Stands(found.campaigns)));
        self.send(Msg::Read(Action::Remember(found.mappings)));
        self.send(Msg::Unreadable(found.unreadable));
        self.say_seen();
    }

    /// Whether there is nothing to be saved and nothing being done.
    pub(super) fn is_idle(&self) -> bool {
        let saver = self.get();
        !saver.queue.busy && saver.queue.next.is_none() && !self.is_unsaved()
    }
}
