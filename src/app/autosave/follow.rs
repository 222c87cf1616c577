//! What other windows write is shown here.

use super::{Dispatcher, Saving};
use crate::app::shelf;
use crate::app::store::Msg;
use crate::state::Action;
use gloo_timers::callback::Timeout;
use std::rc::Rc;

impl Saving {
    /// Another window wrote or removed what is under the key: it is read soon, with what else changes meanwhile.
    pub(super) fn follow(&self, key: &str, dispatcher: &Dispatcher) {
        let Some(id) = shelf::campaign_of(key) else { return };
        self.set().changed.insert(id.to_owned());
        let (saving, dispatcher) = (self.clone(), dispatcher.clone());
        let read = Timeout::new(50, move || saving.catch_up(&dispatcher));
        let mut saver = self.set();
        if saver.reading.is_none() {
            saver.reading = Some(read);
        }
    }

    fn catch_up(&self, dispatcher: &Dispatcher) {
        let mut saver = self.set();
        saver.reading = None;
        let changed = std::mem::take(&mut saver.changed);
        if !saver.follows() {
            return;
        }
        for id in changed {
            match shelf::read_document(&id) {
                Ok(Some((campaign, digest))) => {
                    saver.known.insert(id.clone(), digest);
                    Rc::make_mut(&mut saver.kept.campaigns).insert(id, Rc::new(campaign.clone()));
                    dispatcher.dispatch(Msg::Read(Action::Opened(vec![campaign])));
                }
                Ok(None) => {
                    saver.known.remove(&id);
                    Rc::make_mut(&mut saver.kept.campaigns).remove(&id);
                    dispatcher.dispatch(Msg::Read(Action::Gone(id)));
                }
                Err(fault) => dispatcher.dispatch(Msg::Warn(fault.to_string())),
            }
        }
    }
}
