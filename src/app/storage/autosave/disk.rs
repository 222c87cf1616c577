//! What localStorage was given goes to the database as well, where it is on the disk at once; and comes back from there.

use super::saves::{SAVES, saves};
use super::saving::Saving;
use crate::app::storage::journal::{self, JournalEntry};
use crate::app::storage::repository::{Fault, OFFICE, YEARS, campaign_of, copy_part, document_key};
use crate::app::store::Msg;
use crate::browser::clock;
use crate::browser::storage::{self, StorageFault};
use crate::state::writer_lock::{LockEvent, WindowRole};
use futures_channel::oneshot;
use wasm_bindgen_futures::spawn_local;

/// How long, in milliseconds, the database may take to write.
const PATIENCE: u32 = 10_000;

impl Saving {
    /// What the database has noted.
    pub(super) async fn notes(&self) -> Vec<JournalEntry> {
        journal::notes(|_| true).await.unwrap_or_else(|silent| {
            self.send(Msg::Warn(silent.to_string()));
            Vec::new()
        })
    }

    /// Puts in localStorage what a later save wrote than the last that localStorage knows of. Removals go first: they make
    /// room.
    pub(super) fn recover(&self, notes: &[JournalEntry]) {
        let known = saves();
        // Whatever a neighbour makes of the number in localStorage: the next save is later than all that is noted.
        notes.iter().for_each(|note| self.happened(LockEvent::Saved(note.save)));
        // What is kept once for all is never removed.
        let is_shared = |n: &JournalEntry| [OFFICE, YEARS].contains(&n.key.as_str()) && !n.text.is_empty();
        let is_ours = |n: &JournalEntry| campaign_of(&n.key).is_some() || is_shared(n);
        let later = || notes.iter().filter(|note| note.save > known && is_ours(note));
        let (removed, written): (Vec<_>, Vec<_>) = later().partition(|note| note.text.is_empty());
        let mut done = Ok(());
        for note in removed {
            done = done.and(storage::remove(&note.key));
        }
        for note in written {
            done = done.and(storage::write(&note.key, &note.text));
        }
        if let (Ok(()), Some(last)) = (&done, later().map(|note| note.save).max()) {
            done = storage::write(SAVES, &last.to_string());
        }
        // What was not put back stays noted, and is tried again.
        if let Err(fault) = done {
            self.send(Msg::Warn(fault.to_string()));
        }
    }

    /// The documents that are not noted as they are shall be: a page may have been left while it was noting.
    pub(super) fn note_rest(&self, notes: &[JournalEntry]) {
        {
            let mut saver = self.set();
            let ids: Vec<_> = saver.kept.campaigns.keys().cloned().collect();
            for key in ids.iter().map(|id| document_key(id)).chain([OFFICE, YEARS].map(str::to_owned)) {
                let Ok(Some(text)) = storage::raw(&key) else { continue };
                if !notes.iter().any(|note| note.key == key && note.text == text) {
                    saver.disk.documents.insert(key, (Some(saves()), text));
                }
            }
            saver.disk.owes = !saver.disk.documents.is_empty();
        }
        if self.get().disk.owes {
            self.start();
        }
    }

    /// Writes in the database what localStorage was given.
    ///
    /// # Errors
    /// When the database is full, or does not answer. Where there is none, localStorage has to do.
    pub(super) async fn bring_to_disk(&self) -> Result<(), Fault> {
        let silent = || Err(StorageFault::Other("数据库没有回应".into()).into());
        if std::mem::replace(&mut self.set().disk.busy, true) {
            return silent();
        }
        let (send, written) = oneshot::channel();
        let saving = self.clone();
        // It goes on by itself: what the database is asked is not to be given up half way.
        spawn_local(async move {
            let done = saving.write_copies().await;
            saving.set().disk.busy = false;
            drop(send.send(done));
        });
        match clock::within(PATIENCE, written).await {
            Some(Err(StorageFault::Full)) => Err(StorageFault::Full.into()),
            Some(_) => Ok(()),
            None => silent(),
        }
    }

    /// Parts first, then the documents that name them; nothing once another window has the lock.
    async fn write_copies(&self) -> Result<(), StorageFault> {
        while self.may_note() {
            let next = self.get().disk.parts.first_key_value().map(|(name, packed)| (*name, packed.clone()));
            let Some((name, packed)) = next else { break };
            copy_part(name, &packed).await?;
            self.set().disk.parts.remove(&name);
        }
        while self.may_note() {
            let counted = |(key, (save, text)): (&String, &(Option<u64>, String))| {
                Some(JournalEntry { key: key.clone(), save: (*save)?, text: text.clone() })
            };
            let next = self.get().disk.documents.iter().find_map(counted);
            let Some(note) = next else { break };
            journal::write(&note).await?;
            let mut saver = self.set();
            // There may be another meanwhile.
            if saver.disk.documents.get(&note.key).is_some_and(|(_, text)| *text == note.text) {
                saver.disk.documents.remove(&note.key);
            }
        }
        Ok(())
    }

    fn may_note(&self) -> bool {
        self.role() == WindowRole::Unguarded || self.lock().holds().is_some()
    }
}
