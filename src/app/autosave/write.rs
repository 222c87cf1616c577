//! The loop that writes: one save at a time, parts before the document that points to them.

use super::Saving;
use crate::app::shelf::{Fault, MAPPINGS, document_key, write_part};
use crate::app::store::Msg;
use crate::app::tabs::{LOCK, Role, Word, say};
use crate::browser::{clock, storage, tabs};
use crate::model::Digest;
use crate::state::{Action, Campaign, Model, write_campaign};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How often this browser has saved. It is the last thing written by every save: who sees it sees all that went before.
const SAVES: &str = "saves";

pub(super) fn saves() -> u64 {
    storage::read(SAVES).ok().flatten().and_then(|json| json.parse().ok()).unwrap_or_default()
}

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

impl Saving {
    /// The model or the role has changed.
    pub(super) fn changed(&self) {
        if self.saves() {
            self.set().next = Some(self.now().model.clone());
            self.start();
        }
    }

    /// Whether this window's changes are written.
    pub(super) fn saves(&self) -> bool {
        let role = self.role();
        role.writes() || matches!(role, Role::Giving(_))
    }

    fn take_next(&self) {
        if self.saves() && self.is_unsaved() {
            self.set().next = Some(self.now().model.clone());
        }
    }

    pub(super) fn start(&self) {
        if !std::mem::replace(&mut self.set().busy, true) {
            spawn_local(self.clone().run());
        }
    }

    async fn run(self) {
        loop {
            let (old, next, sweeps) = {
                let mut saver = self.set();
                (saver.kept.clone(), saver.next.take(), std::mem::take(&mut saver.sweeps))
            };
            if let Some(new) = next {
                self.save(&old, new).await;
            } else if sweeps {
                // What is left over takes room, no more: the next sweep tries again.
                let _ = self.sweep().await;
                // There may be room now for what was not written.
                self.take_next();
            } else {
                break;
            }
        }
        self.set().busy = false;
        self.give();
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
        match written {
            Ok(()) if !wrote.waits => {
                self.set().kept.campaigns = new.campaigns;
                self.send(if wrote.any { Msg::Saved(clock::now()) } else { Msg::Settled });
            }
            Ok(()) => {}
            // What was not written is tried again with the next change.
            Err(fault) => {
                self.send(Msg::SaveFailed(fault.to_string()));
                if let Role::Giving(to) = self.role() {
                    say(&self.line, &Word::Unsaved { to });
                    self.send(Msg::Role(Role::Writer));
                }
            }
        }
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
        for (id, campaign) in new.campaigns.iter().filter(|(id, campaign)| old.campaigns.get(*id) != Some(campaign)) {
            match self.write_campaign(wrote, new, campaign).await {
                Ok(true) => drop(Rc::make_mut(&mut self.set().kept.campaigns).insert(id.clone(), campaign.clone())),
                Ok(false) => wrote.waits = true,
                Err(fault) => written = written.and(Err(fault)),
            }
        }
        self.remember(old, new);
        wrote.any |= self.get().untold;
        if wrote.any {
            let counted = self.count();
            self.set().untold = counted.is_err();
            written = written.and(counted);
        }
        written
    }

    async fn remove(&self, wrote: &mut Wrote, id: &str, title: &str) -> Result<(), Fault> {
        self.check(id, title).await?;
        storage::remove(&document_key(id))?;
        let mut saver = self.set();
        saver.known.remove(id);
        Rc::make_mut(&mut saver.kept.campaigns).remove(id);
        wrote.any = true;
        Ok(())
    }

    /// Which columns mean what is a convenience: where it can't be kept, it is asked again.
    fn remember(&self, old: &Model, new: &Model) {
        let mine = self.role() == Role::Unguarded || self.get().holds.is_some();
        if mine && old.mappings != new.mappings && !new.mappings.is_empty() {
            let json = serde_json::to_string(&*new.mappings);
            let _ = json.map(|json| storage::write(MAPPINGS, &json));
            self.set().kept.mappings = new.mappings.clone();
        }
    }

    /// Writes a campaign and its new parts; false while a part is still being packed.
    async fn write_campaign(&self, wrote: &mut Wrote, model: &Model, campaign: &Campaign) -> Result<bool, Fault> {
        let new: Vec<_> =
            campaign.parts().into_iter().filter_map(|(_, name)| Some((name, model.packed.get(&name)?))).collect();
        if new.iter().any(|(_, packed)| packed.is_none()) {
            return Ok(false);
        }
        let json = write_campaign(campaign)?;
        let digest = Digest::of(&json);
        if self.get().known.get(&campaign.id) == Some(&digest) && new.is_empty() {
            return Ok(true);
        }
        for (name, packed) in new {
            if let Some(packed) = packed {
                write_part(name, packed).await?;
                wrote.stored.push(name);
            }
        }
        self.check(&campaign.id, &campaign.title()).await?;
        storage::write(&document_key(&campaign.id), &json)?;
        self.set().known.insert(campaign.id.clone(), digest);
        wrote.any = true;
        Ok(true)
    }

    /// That it is this window's turn to write, and storage is as it left it. A page that was asleep may not have heard
    /// yet that it lost the lock: asking the browser about its locks brings the news.
    async fn check(&self, id: &str, title: &str) -> Result<(), Fault> {
        if self.role() != Role::Unguarded {
            tabs::is_held(LOCK).await;
            if self.get().holds.is_none() {
                return Err(Fault::TakenOver);
            }
        }
        let stored = storage::read(&document_key(id))?.map(|json| Digest::of(&json));
        if stored.as_ref() == self.get().known.get(id) { Ok(()) } else { Err(Fault::Changed(title.to_owned())) }
    }

    /// Writes that there was one more save, and tells the others.
    fn count(&self) -> Result<(), Fault> {
        let count = saves().max(self.get().heard) + 1;
        storage::write(SAVES, &count.to_string())?;
        self.heard(count);
        say(&self.line, &Word::Saved { saves: count });
        Ok(())
    }
}
