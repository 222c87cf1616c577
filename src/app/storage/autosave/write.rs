//! The loop that writes: one save at a time, parts before the document that points to them.

use super::saves::{LOCK, SAVES, saves};
use super::saving::Saving;
use super::sweep;
use crate::app::storage::repository::{self, Fault, MAPPINGS, SharedDocument, document_key, write_part};
use crate::app::store::{Failure, Msg};
use crate::browser::{clock, storage, tabs};
use crate::model::{Digest, ToSet};
use crate::state::writer_lock::{LockEvent, WindowRole, Word};
use crate::state::{Action, Campaign, Model, Office, StoredFault, YearPlans, write_campaign};
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// What became of the campaigns that changed.
#[derive(Default)]
struct Wrote {
    /// Whether anything had to be written.
    any: bool,
    /// The parts that are stored now.
    stored: Vec<Digest>,
    /// A part of a campaign is still being packed: it is saved when it is.
    waits: bool,
}

/// The parts of all campaigns that are not stored: the browser's database may go under an open page. None where it can't be
/// told; then each campaign that is written is told by itself.
async fn absent_parts(model: &Model) -> Option<BTreeSet<Digest>> {
    let named = model.campaigns.values().flat_map(|c| c.parts()).map(|(_, name)| name);
    repository::absent(named.to_set()).await.ok()
}

impl Saving {
    /// The model or the role has changed.
    pub(super) fn changed(&self) {
        if self.saves() {
            self.set().queue.next = Some(self.now().model.clone());
            self.start();
        }
    }

    /// Whether this window's changes are written.
    pub(super) fn saves(&self) -> bool {
        self.lock().saves()
    }

    fn take_next(&self) {
        if self.saves() && (self.is_unsaved() || !self.get().disk.documents.is_empty()) {
            self.set().queue.next = Some(self.now().model.clone());
        }
    }

    pub(super) fn start(&self) {
        if !std::mem::replace(&mut self.set().queue.busy, true) {
            spawn_local(self.clone().run());
        }
    }

    async fn run(self) {
        loop {
            let (old, next, sweeps) = {
                let mut saver = self.set();
                (saver.kept.clone(), saver.queue.next.take(), std::mem::take(&mut saver.queue.sweeps))
            };
            if let Some(new) = next {
                self.save(&old, new).await;
            } else if sweeps {
                // What is left over takes room, no more: the next sweep tries again.
                let _ = self.sweep().await;
                // There may be room now for what was not written.
                self.take_next();
            } else if std::mem::take(&mut self.set().disk.owes) {
                // It is written with the next save, if not now.
                let _ = self.bring_to_disk().await;
            } else {
                break;
            }
        }
        self.set().queue.busy = false;
        if self.is_idle() {
            self.happened(LockEvent::AllSaved);
        }
        self.catch_up();
    }

    async fn save(&self, old: &Model, new: Model) {
        let mut wrote = Wrote::default();
        let written = self.write(&mut wrote, old, &new).await;
        if wrote.any {
            self.sweep_later();
        }
        if !wrote.stored.is_empty() {
            self.send(Msg::Read(Action::Stored(wrote.stored)));
        }
        // Unless what another window wrote was read meanwhile. One and the same is soon compared.
        if self.get().kept.campaigns == new.campaigns {
            self.set().kept.campaigns = new.campaigns.clone();
        }
        let on_disk = self.bring_to_disk().await;
        // A neighbour may have removed it meanwhile.
        match written.and(on_disk).and_then(|()| self.find_lost()) {
            Ok(()) if !wrote.waits => {
                self.ask_for_promise(&new);
                // What was done meanwhile is not saved yet.
                if !self.is_unsaved() {
                    self.send(if wrote.any { Msg::Saved(clock::now()) } else { Msg::Settled });
                }
            }
            Ok(()) => {}
            // What was not written is tried again with the next change.
            Err(fault) => {
                self.failed(&fault);
                self.happened(LockEvent::SaveFailed);
            }
        }
    }

    /// Asks the browser, once, to keep what is stored, as soon as there is something that nobody wants to make twice.
    fn ask_for_promise(&self, model: &Model) {
        let worth = self.get().promise.has_large || model.campaigns.values().any(|c| !c.attempts.is_empty());
        if worth && !std::mem::replace(&mut self.set().promise.asked, true) {
            let saving = self.clone();
            spawn_local(async move { saving.send(Msg::Promised(storage::persist().await)) });
        }
    }

    pub(super) fn failed(&self, fault: &Fault) {
        let again = matches!(fault, Fault::Cleared(_));
        self.send(Msg::SaveFailed(Failure { why: fault.to_string().into(), again }));
    }

    /// Writes what differs, and notes campaign by campaign what is kept: one that can't be written keeps no other from
    /// being written or removed. What is removed goes first, since it makes room.
    ///
    /// # Errors
    /// The first of what could not be written or removed.
    async fn write(&self, wrote: &mut Wrote, old: &Model, new: &Model) -> Result<(), Fault> {
        let mut written = Ok(());
        for (id, campaign) in old.campaigns.iter().filter(|(id, _)| !new.campaigns.contains_key(*id)) {
            written = written.and(self.remove(wrote, id, &campaign.title()).await);
        }
        let absent = absent_parts(new).await;
        let is_absent = |name: &Digest| absent.as_ref().is_some_and(|absent| absent.contains(name));
        // What went from the database and is in memory is written again, whichever campaign it belongs to.
        let is_due = |name: &Digest| new.packed.contains_key(name) || (is_absent(name) && new.blobs.contains_key(name));
        let due = |(id, campaign): &(&String, &Rc<Campaign>)| {
            old.campaigns.get(*id) != Some(*campaign) || campaign.parts().iter().any(|(_, name)| is_due(name))
        };
        for (id, campaign) in new.campaigns.iter().filter(due) {
            match self.write_campaign(wrote, new, campaign, absent.as_ref()).await {
                Ok(true) => drop(Rc::make_mut(&mut self.set().kept.campaigns).insert(id.clone(), campaign.clone())),
                Ok(false) => wrote.waits = true,
                Err(fault) => written = written.and(Err(fault)),
            }
        }
        written = written.and(self.write_shared::<Office>(wrote, old, new).await);
        written = written.and(self.write_shared::<YearPlans>(wrote, old, new).await);
        if wrote.any {
            self.tell_missing(old, new, absent.iter().flatten());
        }
        self.remember(old, new);
        written = written.and(self.find_lost());
        wrote.any |= self.get().queue.untold;
        if wrote.any {
            let counted = self.count();
            self.set().queue.untold = counted.is_err();
            if counted.is_ok() {
                let count = saves();
                self.set().disk.documents.values_mut().for_each(|(save, _)| *save = save.or(Some(count)));
            }
            written = written.and(counted);
        }
        written
    }

    /// Tells once, of campaigns that were not changed, which of them lack parts that are in no storage and no memory: as long as
    /// another window or a file has them, they can be brought back.
    fn tell_missing<'a>(&self, old: &Model, new: &Model, absent: impl Iterator<Item = &'a Digest>) {
        let gone: BTreeSet<_> = {
            let mut saver = self.set();
            absent.filter(|name| !new.blobs.contains_key(name) && saver.stored.missing.insert(**name)).collect()
        };
        let lacks = |c: &&Rc<Campaign>| {
            old.campaigns.get(&c.id) == Some(*c) && c.parts().iter().any(|(_, name)| gone.contains(name))
        };
        let titles: Vec<_> = new.campaigns.values().filter(lacks).map(|c| format!("“{}”", c.title())).collect();
        if let (Some(name), false) = (gone.first(), titles.is_empty()) {
            self.send(Msg::Warn(format!("{}：{}", titles.join("、"), StoredFault::Missing(**name))));
        }
    }

    async fn remove(&self, wrote: &mut Wrote, id: &str, title: &str) -> Result<(), Fault> {
        self.check(id, title).await?;
        let key = document_key(id);
        storage::remove(&key)?;
        let mut saver = self.set();
        saver.disk.documents.insert(key, (None, String::new()));
        saver.stored.known.remove(id);
        let removed = Rc::make_mut(&mut saver.kept.campaigns).remove(id);
        sweep::removed(removed.iter().flat_map(|c| c.parts()).map(|(_, name)| name));
        wrote.any = true;
        Ok(())
    }

    /// Writes what is kept once for all, where it differs, unless another window changed what this one has read.
    async fn write_shared<T: SharedDocument>(&self, wrote: &mut Wrote, old: &Model, new: &Model) -> Result<(), Fault> {
        let document = T::in_model(new);
        if T::in_model(old) == document {
            return Ok(());
        }
        self.check_turn().await?;
        // What was cleared is written again.
        let stored = storage::raw(T::KEY)?.map(Digest::of);
        if stored.is_some() && stored != self.get().stored.shared.get(T::KEY).copied() {
            return Err(Fault::Changed(T::NAME.into()));
        }
        let text = repository::store_shared(&**document)?;
        let mut saver = self.set();
        saver.stored.shared.insert(T::KEY, Digest::of(&text));
        *T::in_model_mut(&mut saver.kept) = document.clone();
        saver.disk.documents.insert(T::KEY.to_owned(), (None, text));
        wrote.any = true;
        Ok(())
    }

    /// Which columns mean what is a convenience: where it can't be kept, it is asked again.
    fn remember(&self, old: &Model, new: &Model) {
        let mine = self.role() == WindowRole::Unguarded || self.lock().holds().is_some();
        if mine && old.mappings != new.mappings && !new.mappings.is_empty() {
            let json = serde_json::to_string(&*new.mappings);
            let _ = json.map(|json| storage::write(MAPPINGS, &json));
            self.set().kept.mappings = new.mappings.clone();
        }
    }

    /// Writes a campaign and those of its parts that are new or went missing; false while a part is still being packed.
    async fn write_campaign(
        &self,
        wrote: &mut Wrote,
        model: &Model,
        campaign: &Campaign,
        absent: Option<&BTreeSet<Digest>>,
    ) -> Result<bool, Fault> {
        let parts = campaign.parts();
        if parts.iter().any(|(_, name)| matches!(model.packed.get(name), Some(None))) {
            return Ok(false);
        }
        let json = write_campaign(campaign)?;
        let digest = Digest::of(&json);
        let known = self.get().stored.known.get(&campaign.id) == Some(&digest);
        let own;
        let absent = match absent {
            Some(all) => all,
            None => {
                own = repository::absent(parts.iter().map(|(_, name)| *name).to_set()).await?;
                &own
            }
        };
        // Without its parts the document is still worth keeping: a backup can bring them back.
        let whole = self.write_parts(wrote, model, campaign, absent).await?;
        if !known {
            self.write_document(wrote, campaign, (json, digest)).await?;
        }
        whole.map(|()| true)
    }

    /// Writes the parts of a campaign that are new or went missing.
    ///
    /// # Errors
    /// The outer one where a part could not be written; the inner one where one is nowhere any more.
    async fn write_parts(
        &self,
        wrote: &mut Wrote,
        model: &Model,
        campaign: &Campaign,
        absent: &BTreeSet<Digest>,
    ) -> Result<Result<(), Fault>, Fault> {
        let mut whole = Ok(());
        for (kind, name) in campaign.parts() {
            let packed = match model.packed.get(&name) {
                Some(packed) => packed.clone(),
                None if !absent.contains(&name) => continue,
                None => match repository::packed_again(model, name) {
                    Ok(packed) => Some(packed),
                    Err(fault) => {
                        whole = Err(Fault::Refused(format!("“{}”：{fault}", campaign.title())));
                        continue;
                    }
                },
            };
            if let Some(packed) = packed {
                let in_vault = write_part(kind, name, &packed).await?;
                wrote.stored.push(name);
                wrote.any = true;
                self.set().promise.has_large |= in_vault;
                if !in_vault {
                    self.set().disk.parts.insert(name, packed);
                }
            }
        }
        Ok(whole)
    }

    /// Writes the document of a campaign.
    async fn write_document(
        &self,
        wrote: &mut Wrote,
        campaign: &Campaign,
        (json, digest): (String, Digest),
    ) -> Result<(), Fault> {
        self.check(&campaign.id, &campaign.title()).await?;
        self.make_way(&campaign.id)?;
        let key = document_key(&campaign.id);
        storage::write(&key, &json)?;
        let mut saver = self.set();
        saver.disk.documents.insert(key, (None, json));
        saver.stored.known.insert(campaign.id.clone(), digest);
        wrote.any = true;
        Ok(())
    }

    /// That it is this window's turn to write. A page that was asleep may not have heard yet that it lost the lock: asking the
    /// browser about its locks brings the news.
    async fn check_turn(&self) -> Result<(), Fault> {
        if self.role() != WindowRole::Unguarded {
            tabs::is_held(LOCK).await;
            if self.lock().holds().is_none() {
                return Err(Fault::TakenOver);
            }
        }
        Ok(())
    }

    /// That it is this window's turn to write, and storage is as it left it.
    async fn check(&self, id: &str, title: &str) -> Result<(), Fault> {
        self.check_turn().await?;
        let stored = storage::raw(&document_key(id))?.map(|text| Digest::of(&text));
        if stored.as_ref() == self.get().stored.known.get(id) {
            return Ok(());
        }
        self.set().stored.lost.insert(id.to_owned());
        let gone = stored.is_none();
        Err(if gone { Fault::Cleared(format!("“{title}”")) } else { Fault::Changed(title.to_owned()) })
    }

    /// Writes that there was one more save, and tells the others.
    fn count(&self) -> Result<(), Fault> {
        // A neighbour may have written any number.
        let count = saves().max(self.lock().known_saves()).saturating_add(1);
        storage::write(SAVES, &count.to_string())?;
        self.happened(LockEvent::Saved(count));
        self.say(&Word::Saved { saves: count });
        Ok(())
    }
}
