//! The loop that writes: one save at a time, parts before the document that points to them.

use super::Saving;
use crate::app::shelf::{Fault, MAPPINGS, document_key, write_part};
use crate::app::store::Msg;
use crate::app::tabs::{LOCK, Role, Word, say};
use crate::browser::{clock, storage, tabs};
use crate::model::Digest;
use crate::state::{Action, Campaign, Model, StoredFault, write_campaign};
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
    /// Campaigns of which a part is still being packed: they are saved when it is.
    waiting: Vec<String>,
}

impl Saving {
    /// The model or the role has changed.
    pub(super) fn changed(&self) {
        let now = self.now();
        if now.role.writes() || matches!(now.role, Role::Giving(_)) {
            self.set().next = Some(now.model.clone());
            self.start();
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
            } else {
                break;
            }
        }
        self.set().busy = false;
        self.give();
        self.catch_up();
    }

    async fn save(&self, old: &Model, new: Model) {
        match self.write(old, &new).await {
            Ok(wrote) => {
                self.set().kept = kept(old, new, &wrote.waiting);
                if wrote.any {
                    self.sweep_later();
                }
                if wrote.waiting.is_empty() {
                    self.send(if wrote.any { Msg::Saved(clock::now()) } else { Msg::Settled });
                }
                if !wrote.stored.is_empty() {
                    self.send(Msg::Read(Action::Stored(wrote.stored)));
                }
            }
            // What is kept stays as it was, so that the next change tries again.
            Err(fault) => {
                self.send(Msg::SaveFailed(fault.to_string()));
                if let Role::Giving(to) = self.role() {
                    say(&self.line, &Word::Unsaved { to });
                    self.send(Msg::Role(Role::Writer));
                }
            }
        }
    }

    async fn write(&self, old: &Model, new: &Model) -> Result<Wrote, Fault> {
        let mut wrote = Wrote::default();
        if old.mappings != new.mappings && !new.mappings.is_empty() {
            let json = serde_json::to_string(&*new.mappings).map_err(|e| StoredFault::Damaged(e.to_string()))?;
            storage::write(MAPPINGS, &json)?;
        }
        for (id, campaign) in new.campaigns.iter() {
            if old.campaigns.get(id) != Some(campaign) {
                self.write_campaign(&mut wrote, new, campaign).await?;
            }
        }
        for (id, campaign) in old.campaigns.iter() {
            if !new.campaigns.contains_key(id) {
                self.check(id, &campaign.title()).await?;
                storage::remove(&document_key(id))?;
                self.set().known.remove(id);
                wrote.any = true;
            }
        }
        if wrote.any {
            self.count()?;
        }
        Ok(wrote)
    }

    async fn write_campaign(&self, wrote: &mut Wrote, model: &Model, campaign: &Campaign) -> Result<(), Fault> {
        let new: Vec<_> =
            campaign.parts().into_iter().filter_map(|(_, name)| Some((name, model.packed.get(&name)?))).collect();
        if new.iter().any(|(_, packed)| packed.is_none()) {
            wrote.waiting.push(campaign.id.clone());
            return Ok(());
        }
        let json = write_campaign(campaign)?;
        let digest = Digest::of(&json);
        if self.get().known.get(&campaign.id) == Some(&digest) && new.is_empty() {
            return Ok(());
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
        Ok(())
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

/// What is kept now: all of the new but the campaigns that wait.
fn kept(old: &Model, new: Model, waiting: &[String]) -> Model {
    let mut kept = new;
    for id in waiting {
        let campaigns = Rc::make_mut(&mut kept.campaigns);
        match old.campaigns.get(id) {
            Some(before) => drop(campaigns.insert(id.clone(), before.clone())),
            None => drop(campaigns.remove(id)),
        }
    }
    kept
}
