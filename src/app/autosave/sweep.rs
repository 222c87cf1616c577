//! Parts that no document points to any more are removed.

use super::Saving;
use crate::app::shelf::{self, Fault, Unreadable};
use crate::app::tabs::{LOCK, Role};
use crate::browser::tabs;
use gloo_timers::callback::Timeout;

/// How long, in milliseconds, nothing must have been saved before unused parts are swept.
const QUIET: u32 = 1_500;

impl Saving {
    pub(super) fn sweep_later(&self) {
        let saving = self.clone();
        let quiet = Timeout::new(QUIET, move || {
            saving.set().sweeps = true;
            saving.start();
        });
        self.set().quiet = Some(quiet);
    }

    /// Removes the parts that no campaign points to, stored or on its way there, nor a damaged document. Never where another
    /// window may be about to write one, nor where a newer program stored what this one does not know.
    pub(super) async fn sweep(&self) -> Result<(), Fault> {
        let used = {
            let saver = self.get();
            let newer = saver.kept.campaigns.values().any(|c| c.newer.is_some());
            let Some(damaged) = saver.unreadable.iter().map(Unreadable::names).collect::<Option<Vec<_>>>() else {
                return Ok(());
            };
            if newer || !self.edits() {
                return Ok(());
            }
            let now = self.now();
            let all = saver.kept.campaigns.values().chain(now.model.campaigns.values());
            let named = all.flat_map(|c| c.parts()).map(|(_, name)| name);
            named.chain(damaged.into_iter().flatten()).collect()
        };
        let turn = self.get().holds;
        // Another window may have taken over meanwhile, and written what this one does not know.
        let on = async || {
            tabs::is_held(LOCK).await;
            self.edits() && self.get().holds == turn
        };
        shelf::sweep(&used, on).await
    }

    fn edits(&self) -> bool {
        self.get().holds.is_some() && self.role() == Role::Writer
    }
}
