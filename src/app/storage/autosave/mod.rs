//! Saves after every change: first the immutable parts, each read back, then the document that points to them; parts
//! that no document points to go last. Whatever is cut in between, a document finds its parts.

mod disk;
mod follow;
mod kept;
mod lost;
mod sweep;
mod turn;
mod write;

pub use turn::Ended;

use crate::app::storage::role::{Line, Role, Word, say, use_role};
use crate::app::store::{Msg, Store};
use crate::browser::{clock, entropy, page, storage};
use crate::model::Digest;
use crate::state::Blob;
use kept::Saver;
use std::cell::{Ref, RefCell, RefMut};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// The saving of this window, and its place among the others.
#[derive(Clone)]
pub struct Saving {
    saver: Rc<RefCell<Saver>>,
    line: Line,
    store: UseReducerHandle<Store>,
}

impl PartialEq for Saving {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.saver, &other.saver)
    }
}

impl Saving {
    fn new(store: UseReducerHandle<Store>) -> Self {
        // Without entropy nothing can be made here; the clock tells windows apart well enough.
        let window = entropy::bytes::<6>().map_or_else(|_| clock::now().to_rfc3339(), |b| Digest::of(b).hex());
        Self { saver: Rc::new(RefCell::new(Saver { window, ..Saver::default() })), line: Line::default(), store }
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

    /// What this window may do as of now.
    pub fn role(&self) -> Role {
        self.now().role.clone()
    }

    /// Whether something in this window's state is kept nowhere else. It is never replaced by what is stored.
    pub fn is_unsaved(&self) -> bool {
        let (now, saver) = (self.now(), self.get());
        let (shown, kept) = (&now.model.campaigns, &saver.kept.campaigns);
        !saver.lost.is_empty() || (!Rc::ptr_eq(shown, kept) && shown != kept)
    }

    /// The name of this window among the others.
    pub fn name(&self) -> String {
        self.get().window.clone()
    }

    /// The channel to the others.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Says that what is stored is seen here, so that no entry of it is replaced.
    pub(super) fn say_seen(&self) {
        if self.get().holds.is_none() {
            say(&self.line, &Word::Seen);
        }
    }

    /// Another window said how often was saved.
    pub fn heard(&self, saves: u64) {
        let mut saver = self.set();
        saver.heard = saver.heard.max(saves);
    }
}

/// Opens what is stored once, then saves every change of the model, as far as this window is the one that edits; the
/// others, and one that only `follows` (the projector's), show what is written.
#[hook]
pub fn use_autosave(store: &UseReducerHandle<Store>, follows: bool) -> Saving {
    let saving = (*use_memo((), |()| Saving::new(store.clone()))).clone();
    use_role(store, &saving, follows);
    {
        let saving = saving.clone();
        use_effect_with((), move |()| {
            let listener = storage::on_change(move |key| saving.follow(key));
            move || drop(listener)
        });
    }
    {
        let saving = saving.clone();
        use_effect_with((store.model.clone(), store.role.clone()), move |_| saving.changed());
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
