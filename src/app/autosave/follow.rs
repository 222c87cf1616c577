//! What other windows write is shown here.

use super::Saving;
use crate::app::shelf;
use crate::app::store::Msg;
use crate::app::tabs::Role;
use crate::state::Action;
use gloo_timers::callback::Timeout;
use std::rc::Rc;

impl Saving {
    /// Another window wrote or removed what is under the key: it is read soon, with what else changes meanwhile.
    pub(super) fn follow(&self, key: &str) {
        let Some(id) = shelf::campaign_of(key) else { return };
        self.set().changed.insert(id.to_owned());
        let saving = self.clone();
        let read = Timeout::new(50, move || saving.catch_up());
        let mut saver = self.set();
        if saver.reading.is_none() {
            saver.reading = Some(read);
        }
    }

    /// Whether this window shows what others write.
    fn follows(&self) -> bool {
        match self.role() {
            Role::Reader(_) => !self.is_unsaved(),
            Role::Unguarded => self.is_idle(),
            _ => false,
        }
    }

    /// Reads what others changed, unless this is not the time; it is tried again after every save.
    pub(super) fn catch_up(&self) {
        self.set().reading = None;
        if !self.follows() {
            return;
        }
        let changed = std::mem::take(&mut self.set().changed);
        for id in changed {
            match shelf::read_document(&id) {
                Ok(Some((campaign, digest))) => {
                    let mut saver = self.set();
                    saver.known.insert(id.clone(), digest);
                    Rc::make_mut(&mut saver.kept.campaigns).insert(id, Rc::new(campaign.clone()));
                    self.send(Msg::Read(Action::Opened(vec![campaign])));
                }
                Ok(None) => {
                    let mut saver = self.set();
                    saver.known.remove(&id);
                    Rc::make_mut(&mut saver.kept.campaigns).remove(&id);
                    self.send(Msg::Read(Action::Gone(id)));
                }
                Err(fault) => self.send(Msg::Warn(fault.to_string())),
            }
        }
    }
}
