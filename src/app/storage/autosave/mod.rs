//! Saves after every change: first the immutable parts, each read back, then the document that points to them; parts
//! that no document points to go last. Whatever is cut in between, a document finds its parts.

mod disk;
mod follow;
mod kept;
mod lost;
mod saves;
mod saving;
mod sweep;
mod write;
mod writer_lock;

use crate::app::store::Store;
use crate::browser::{page, storage};
pub use saving::Saving;
use yew::prelude::*;

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
