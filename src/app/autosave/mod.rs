//! Saves after every change: first the immutable parts, each read back, then the document that points to them; parts
//! that no document points to go last. Whatever is cut in between, a document finds its parts.

mod follow;
mod kept;
mod sweep;
mod turn;
mod write;

pub use turn::Ended;

use super::store::{Save, Store};
use super::tabs::{Line, use_role};
use crate::browser::{clock, entropy, page, storage};
use crate::model::Digest;
use kept::Saver;
use std::cell::{Ref, RefCell, RefMut};
use std::rc::Rc;
use yew::prelude::*;

type Dispatcher = UseReducerDispatcher<Store>;

/// The saving of this window, and its place among the others.
#[derive(Clone)]
pub struct Saving {
    saver: Rc<RefCell<Saver>>,
    line: Line,
}

impl Saving {
    fn new() -> Self {
        // Without entropy nothing can be made here; the clock tells windows apart well enough.
        let window = entropy::bytes::<6>().map_or_else(|_| clock::now().to_rfc3339(), |b| Digest::of(b).hex());
        Self { saver: Rc::new(RefCell::new(Saver { window, ..Saver::default() })), line: Line::default() }
    }

    fn get(&self) -> Ref<'_, Saver> {
        self.saver.borrow()
    }

    fn set(&self) -> RefMut<'_, Saver> {
        self.saver.borrow_mut()
    }

    /// The name of this window among the others.
    pub fn name(&self) -> String {
        self.get().window.clone()
    }

    /// The channel to the others.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Whether something is still on its way to storage.
    fn is_saving(&self) -> bool {
        let saver = self.get();
        saver.next.is_some() || saver.waiting || saver.writing
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
pub fn use_autosave(store: &UseReducerHandle<Store>, follows: bool) {
    let saving = (*use_memo((), |()| Saving::new())).clone();
    use_role(store, &saving, follows);
    let dispatcher = store.dispatcher();
    {
        let (saving, dispatcher) = (saving.clone(), dispatcher.clone());
        use_effect_with((), move |()| {
            let listener = storage::on_change(move |key| saving.follow(key, &dispatcher));
            move || drop(listener)
        });
    }
    {
        let saving = saving.clone();
        use_effect_with((store.model.clone(), store.role.clone()), move |(model, role)| {
            saving.changed(model, role, &dispatcher);
        });
    }
    let failed = use_mut_ref(|| false);
    *failed.borrow_mut() = matches!(store.save, Save::Failed(_));
    use_effect_with((), move |()| {
        let guard = page::leave_guard(move || *failed.borrow() || saving.is_saving());
        move || drop(guard)
    });
}
