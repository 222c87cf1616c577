//! What other windows write is shown here.

use super::saving::Saving;
use crate::app::storage::repository::{self, Fault, SharedDocument};
use crate::app::store::Msg;
use crate::state::writer_lock::WindowRole;
use crate::state::{Action, Office, YearPlans};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Saving {
    /// Another window wrote or removed what is under the key, or removed everything: it is read soon, with what else changes
    /// meanwhile; where this window has the say, nobody else should have done so.
    pub(super) fn follow(&self, key: Option<&str>) {
        match key {
            Some(repository::OFFICE) => return self.follow_shared::<Office>(),
            Some(repository::YEARS) => return self.follow_shared::<YearPlans>(),
            _ => {}
        }
        let ids: Vec<_> = match key {
            Some(key) => repository::campaign_of(key).into_iter().map(str::to_owned).collect(),
            None => self.get().stored.known.keys().cloned().collect(),
        };
        if ids.is_empty() && key.is_some() {
            return;
        }
        // Where windows can't be told apart, another one may rightly delete a campaign, but not all at one stroke.
        if (self.lock().holds().is_some() && self.saves()) || (self.role() == WindowRole::Unguarded && key.is_none()) {
            // What can't be opened, or another program puts beside the campaigns, is not ours.
            let ours = ids.into_iter().filter(|id| self.get().kept.campaigns.contains_key(id)).collect::<Vec<_>>();
            self.set().stored.lost.extend(ours);
            // A save that is going on looks by itself.
            if !self.get().queue.busy
                && let Err(fault) = self.find_lost()
            {
                self.failed(&fault);
            }
            return;
        }
        self.set().others.changed.extend(ids);
        let saving = self.clone();
        let read = Timeout::new(50, move || saving.catch_up());
        let mut saver = self.set();
        if saver.others.timer.is_none() {
            saver.others.timer = Some(read);
        }
    }

    /// Another window edited what is kept once for all: it is read, or, where this is not the time, after the next save. Where this
    /// window has the say, what it writes next tells that it was changed.
    fn follow_shared<T: SharedDocument>(&self) {
        if !self.follows() {
            self.set().others.shared.insert(T::KEY);
            return;
        }
        let stored = match repository::stored_shared::<T>() {
            Ok(stored) => stored,
            Err(fault) => return self.send(Msg::Warn(fault.to_string())),
        };
        let document = Rc::new(stored.document);
        self.set().read_shared(stored.digest, &document);
        self.send(Msg::Read(T::was_read(document)));
    }

    /// Whether this window shows what others write.
    fn follows(&self) -> bool {
        match self.role() {
            WindowRole::Reader(_) | WindowRole::Waiting => !self.is_unsaved(),
            WindowRole::Unguarded => self.is_idle(),
            _ => false,
        }
    }

    /// Reads what others changed, unless this is not the time; it is tried again after every save.
    pub(super) fn catch_up(&self) {
        self.set().others.timer = None;
        if !self.follows() {
            return;
        }
        let shared = std::mem::take(&mut self.set().others.shared);
        shared.into_iter().for_each(|key| self.follow(Some(key)));
        if !self.get().others.changed.is_empty() && !std::mem::replace(&mut self.set().others.busy, true) {
            spawn_local(self.clone().read_changed());
        }
    }

    async fn read_changed(self) {
        loop {
            let Some(id) = self.set().others.changed.pop_first() else { break };
            let read = repository::read_document(&id, &self.parts()).await;
            // It may have begun to edit meanwhile, which reads all that is stored.
            if !self.follows() {
                self.set().others.changed.insert(id);
                break;
            }
            match read.map_err(Fault::from) {
                Ok(Some(document)) => match document.opened {
                    Ok((campaign, pages)) => {
                        {
                            let mut saver = self.set();
                            saver.stored.known.insert(id.clone(), document.digest);
                            Rc::make_mut(&mut saver.kept.campaigns).insert(id, Rc::new(campaign.clone()));
                        }
                        self.send(Msg::Read(Action::PartsRead(pages)));
                        self.send(Msg::Read(Action::Opened(vec![campaign])));
                    }
                    Err(fault) => self.send(Msg::Warn(fault.to_string())),
                },
                Ok(None) => {
                    {
                        let mut saver = self.set();
                        saver.stored.known.remove(&id);
                        Rc::make_mut(&mut saver.kept.campaigns).remove(&id);
                    }
                    self.send(Msg::Read(Action::Gone(id)));
                }
                Err(fault) => self.send(Msg::Warn(fault.to_string())),
            }
        }
        self.set().others.busy = false;
        self.say_seen();
    }
}
