//! Parts that no document points to any more are removed.

use super::saves::LOCK;
use super::saves::saves;
use super::saving::Saving;
use crate::app::storage::journal::{self, JournalEntry};
use crate::app::storage::repository::{self, Fault, Unreadable};
use crate::browser::{clock, storage, tabs};
use crate::json;
use crate::model::{Digest, Stamp, ToMap, ToSet};
use crate::state::writer_lock::WindowRole;
use chrono::TimeDelta;
use gloo_timers::future::TimeoutFuture;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;

/// How long, in milliseconds, nothing must have been saved before unused parts are swept.
const QUIET: u32 = 1_500;

/// How long, in minutes, a part stays that no document names any more: a browser keeps a text of localStorage in memory for
/// minutes before it is on the disk, and after a power cut the document is the one before.
const WHILE: i64 = 30;

/// Since when which parts have been unused.
const UNUSED: &str = "unused";

fn since() -> BTreeMap<Digest, Stamp> {
    // Where it can't be read or written they stay for longer.
    let stored = storage::read(UNUSED).ok().flatten();
    stored.and_then(|json| json::read(&json).ok()).unwrap_or_default()
}

fn keep_since(since: &BTreeMap<Digest, Stamp>) {
    if let Ok(json) = serde_json::to_string(since) {
        // See above.
        let _ = storage::write(UNUSED, &json);
    }
}

/// The user removed what these parts belong to: they go with the next sweep, as far as nothing else names them.
pub(super) fn removed(names: impl Iterator<Item = Digest>) {
    let mut all = since();
    all.extend(names.map(|name| (name, Stamp::default())));
    keep_since(&all);
}

impl Saving {
    /// Sweeps once nothing was saved for a while.
    pub(super) fn sweep_later(&self) {
        let save = {
            let mut saver = self.set();
            saver.queue.sweep += 1;
            saver.queue.sweep
        };
        let saving = self.clone();
        spawn_local(async move {
            TimeoutFuture::new(QUIET).await;
            if saving.get().queue.sweep == save {
                saving.set().queue.sweeps = true;
                saving.start();
            }
        });
    }

    /// Removes the parts that no campaign points to, stored or on its way there, nor a damaged document: those of what the user
    /// removed at once, others after a while. Never where another window may be about to write one, nor where a newer program
    /// stored what this one does not know.
    pub(super) async fn sweep(&self) -> Result<(), Fault> {
        let used = {
            let saver = self.get();
            let newer = saver.kept.campaigns.values().any(|c| c.newer.is_some());
            let Some(damaged) = saver.stored.unreadable.iter().map(Unreadable::names).collect::<Option<Vec<_>>>()
            else {
                return Ok(());
            };
            if newer || !self.edits() {
                return Ok(());
            }
            let now = self.now();
            let all = saver.kept.campaigns.values().chain(now.model.campaigns.values());
            let named = all.flat_map(|c| c.parts()).map(|(_, name)| name);
            named.chain(damaged.into_iter().flatten()).to_set()
        };
        let unused: Vec<_> =
            repository::stored_parts().await?.into_iter().filter(|name| !used.contains(name)).collect();
        let past = Self::past(&unused);
        let turn = self.lock().holds();
        // Another window may have taken over meanwhile, and written what this one does not know.
        let on = async || {
            tabs::is_held(LOCK).await;
            self.edits() && self.lock().holds() == turn
        };
        repository::remove_parts(&past, &on).await?;
        self.forget_removed(on).await;
        Ok(())
    }

    /// What is noted of campaigns that are there no more: that they are removed, no more.
    async fn forget_removed(&self, on: impl AsyncFn() -> bool) {
        let saving = self.clone();
        let is_gone = move |key: &str| {
            let Some(id) = repository::campaign_of(key) else { return false };
            let saver = saving.get();
            let is_here = saver.kept.campaigns.contains_key(id)
                || saving.now().model.campaigns.contains_key(id)
                || saver.stored.unreadable.iter().any(|u| u.campaign() == Some(id));
            !is_here
        };
        for note in journal::notes(is_gone.clone()).await.unwrap_or_default() {
            // It may have come back while it was read.
            if is_gone(&note.key) && !note.text.is_empty() && on().await {
                // What stays is found by the next sweep.
                let _ = journal::write(&JournalEntry { save: saves(), text: String::new(), ..note }).await;
            }
        }
    }

    /// Which of these unused parts are to go now; of the others it is noted since when they have been unused.
    fn past(unused: &[Digest]) -> Vec<Digest> {
        let now = clock::now();
        let known = since();
        let (past, waiting): (Vec<_>, BTreeMap<_, _>) = {
            let since = |name: &Digest| known.get(name).copied().unwrap_or(now).min(now);
            let is_past = |name: &Digest| now - since(name) > TimeDelta::minutes(WHILE);
            let (past, waiting): (Vec<Digest>, Vec<Digest>) = unused.iter().copied().partition(is_past);
            (past, waiting.into_iter().map(|name| (name, since(&name))).to_map())
        };
        if waiting != known {
            keep_since(&waiting);
        }
        past
    }

    fn edits(&self) -> bool {
        self.role() == WindowRole::Writer
    }
}
