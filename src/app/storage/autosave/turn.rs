//! The turn of this window to edit: how it gets the lock, and lets another one have it.

use super::Saving;
use super::write::saves;
use crate::app::storage::repository::{self, Fault, StoredCampaigns};
use crate::app::storage::role::{Asked, LOCK, Role, Word, say};
use crate::app::store::Msg;
use crate::browser::tabs;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

/// How often, in milliseconds, a window looks whether what it waits for is there.
const LOOK: u32 = 100;
/// How many times it looks for what another said it has saved.
const ARRIVAL: u32 = 30;
/// How often it reads all again that another still changes.
const READINGS: u32 = 5;

/// How a request of the lock ended.
pub enum Ended {
    /// It had the lock, and another window took it.
    Lost,
    /// It never had it: this browser gives none.
    Refused,
    /// It should have taken the lock from another window, and did not.
    Failed,
    /// Another request of this window has the lock.
    Past,
}

impl Saving {
    /// A request of the lock begins.
    pub fn begin_turn(&self, steal: bool) -> u64 {
        let mut saver = self.set();
        saver.turns += 1;
        if !steal {
            saver.in_line = Some(saver.turns);
        }
        saver.turns
    }

    pub fn is_in_line(&self) -> bool {
        self.get().in_line.is_some()
    }

    /// The request has ended.
    pub fn end_turn(&self, turn: u64) -> Ended {
        let mut saver = self.set();
        if saver.holds == Some(turn) {
            saver.holds = None;
            return Ended::Lost;
        }
        if saver.in_line == Some(turn) {
            saver.in_line = None;
            return Ended::Refused;
        }
        if saver.holds.is_none() { Ended::Failed } else { Ended::Past }
    }

    /// Looks on as soon as another window is known to have the lock. Where nobody has it, it is on its way to this one:
    /// a machine under load takes its time.
    pub async fn look_on_if_held(&self) {
        while self.role() == Role::Asking {
            let held = tabs::is_held(LOCK).await != Some(false);
            if self.role() != Role::Asking {
                return;
            }
            if held {
                return self.look_on().await;
            }
            TimeoutFuture::new(LOOK).await;
        }
    }

    /// Opens what is stored and looks on, if this window has not got the lock.
    pub async fn look_on(&self) {
        let found = self.read_all().await;
        if self.get().holds.is_none() {
            self.stands(found);
            self.send(Msg::Role(Role::Reader(Asked::No)));
            self.catch_up();
        }
    }

    /// What is stored now. What others change meanwhile is noted.
    async fn read_all(&self) -> StoredCampaigns {
        self.set().changed.clear();
        repository::read_all(&self.parts()).await
    }

    /// Opens what is stored and edits, in a browser without locks.
    pub async fn begin_unguarded(&self) {
        let notes = self.notes().await;
        self.recover(&notes);
        let found = self.read_all().await;
        self.stands(found);
        self.send(Msg::Role(Role::Unguarded));
        self.note_rest(&notes);
        self.catch_up();
    }

    /// This window has the lock: it opens what is stored once more and edits. What another window has saved may take a
    /// moment to be seen here.
    pub fn take_over(&self, turn: u64) {
        {
            let mut saver = self.set();
            saver.holds = Some(turn);
            saver.in_line = saver.in_line.filter(|t| *t != turn);
        }
        let saving = self.clone();
        spawn_local(async move {
            for _ in 0..ARRIVAL {
                if saves() >= saving.get().heard {
                    break;
                }
                TimeoutFuture::new(LOOK).await;
            }
            let past = || saving.get().holds != Some(turn) || saving.saves();
            let notes = saving.notes().await;
            if past() {
                return;
            }
            saving.recover(&notes);
            let mut found = saving.read_all().await;
            for _ in 0..READINGS {
                if past() {
                    return;
                }
                // The last that another window wrote may be seen only now.
                if saving.get().changed.is_empty() {
                    break;
                }
                found = saving.read_all().await;
            }
            // What is on the screen and kept nowhere else is not replaced by what is stored.
            if past() {
                return;
            }
            if saving.is_unsaved() {
                saving.failed(&Fault::TakenOver);
                saving.send(Msg::Role(Role::Reader(Asked::No)));
            } else {
                saving.stands(found);
                saving.send(Msg::Role(Role::Writer));
                say(&saving.line, &Word::Edits);
                saving.note_rest(&notes);
                saving.sweep_later();
            }
        });
    }

    /// Edits again, if this window still has the lock: the one it let edit is gone. Whether it has.
    pub fn take_back(&self) -> bool {
        let holds = self.get().holds;
        holds.inspect(|turn| self.take_over(*turn)).is_some()
    }

    /// Another window has the lock.
    pub fn lost(&self) {
        self.send(Msg::Lost);
        if self.is_unsaved() {
            self.failed(&Fault::TakenOver);
        } else {
            self.send(Msg::Settled);
        }
        self.catch_up();
    }

    /// Lets the window edit that asked, once all is saved.
    pub(super) fn give(&self) {
        if let Role::Giving(to) = self.role()
            && self.is_idle()
        {
            let saves = self.get().heard;
            say(&self.line, &Word::Given { to, saves });
            self.send(Msg::Role(Role::Reader(Asked::No)));
        }
    }
}
