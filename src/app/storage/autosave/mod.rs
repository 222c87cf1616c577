//! Saves after every change: first the immutable parts, each read back, then the document that points to them; parts
//! that no document points to go last. Whatever is cut in between, a document finds its parts.

mod disk;
mod follow;
mod kept;
mod lost;
mod sweep;
mod write;
mod writer_lock;

use crate::app::storage::role::Role;
use crate::app::store::{Msg, Store};
use crate::browser::tabs::{self, Channel};
use crate::browser::{clock, entropy, page, storage};
use crate::model::Digest;
use crate::state::Blob;
use crate::state::writer_lock::{Effect, LockState, Word};
use kept::Saver;
use std::cell::{Ref, RefCell, RefMut};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// The saving of this window, and its place among the others.
#[derive(Clone)]
pub struct Saving {
    saver: Rc<RefCell<Saver>>,
    /// Which window edits, as far as this one knows.
    lock: Rc<RefCell<LockState>>,
    /// The channel to the other windows.
    line: Rc<RefCell<Option<Channel>>>,
    store: UseReducerHandle<Store>,
}

impl PartialEq for Saving {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.saver, &other.saver)
    }
}

impl Saving {
    fn new(store: UseReducerHandle<Store>, follows: bool) -> (Self, Vec<Effect>) {
        // Without entropy nothing can be made here; the clock tells windows apart well enough.
        let window = entropy::bytes::<6>().map_or_else(|_| clock::now().to_rfc3339(), |b| Digest::of(b).hex());
        let (lock, first) = LockState::open(window, follows, tabs::has_locks());
        (Self { saver: Rc::default(), lock: Rc::new(RefCell::new(lock)), line: Rc::default(), store }, first)
    }

    fn get(&self) -> Ref<'_, Saver> {
        self.saver.borrow()
    }

    fn set(&self) -> RefMut<'_, Saver> {
        self.saver.borrow_mut()
    }

    pub fn send(&self, msg: Msg) {
        self.store.dispatch(msg);
    }

    /// The state as it is now, whether or not it is on the screen yet. A handle keeps all that was ever read from it,
    /// so that each reading has one of its own.
    fn now(&self) -> UseReducerHandle<Store> {
        self.store.clone()
    }

    /// The parts that are in memory.
    fn parts(&self) -> Rc<BTreeMap<Digest, Blob>> {
        self.now().model.blobs.clone()
    }

    fn lock(&self) -> Ref<'_, LockState> {
        self.lock.borrow()
    }

    /// What this window may do as of now.
    pub fn role(&self) -> Role {
        self.lock().role()
    }

    /// Whether something in this window's state is kept nowhere else. It is never replaced by what is stored.
    pub fn is_unsaved(&self) -> bool {
        let (now, saver) = (self.now(), self.get());
        let (shown, kept) = (&now.model.campaigns, &saver.kept.campaigns);
        !saver.lost.is_empty() || (!Rc::ptr_eq(shown, kept) && shown != kept)
    }

    /// Says that what is stored is seen here, so that no entry of it is replaced.
    pub(super) fn say_seen(&self) {
        if self.lock().holds().is_none() {
            self.say(&Word::Seen);
        }
    }
}

/// Opens what is stored once, then saves every change of the model, as far as this window is the one that edits; the
/// others, and one that only `follows` (the projector's), show what is written.
#[hook]
pub fn use_autosave(store: &UseReducerHandle<Store>, follows: bool) -> Saving {
    let opened = use_memo((), |()| Saving::new(store.clone(), follows));
    let saving = opened.0.clone();
    use_effect_with((), move |()| opened.0.join(opened.1.clone()));
    {
        let saving = saving.clone();
        use_effect_with((), move |()| {
            let listener = storage::on_change(move |key| saving.follow(key));
            move || drop(listener)
        });
    }
    {
        let saving = saving.clone();
        use_effect_with((store.model.clone(), store.role), move |_| saving.changed());
    }
    {
        let saving = saving.clone();
        use_effect_with((), move |()| {
            let guard = page::leave_guard(move || saving.is_unsaved());
            move || drop(guard)
        });
    }
    saving
}
