//! Carries out what [`crate::state::writer_lock`] decides, and tells it what came of it.

use super::saves::{LOCK, saves};
use super::saving::Saving;
use crate::app::storage::repository::{self, Fault, StoredCampaigns};
use crate::app::store::Msg;
use crate::browser::tabs::{self, Channel};
use crate::json;
use crate::state::Action;
use crate::state::writer_lock::{LockEffect, LockEvent, Word, step};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

const CHANNEL: &str = "tabs";

impl Saving {
    /// Hears the other windows from now on, and does what is to be done first.
    pub(super) fn join(&self, first: Vec<LockEffect>) {
        let saving = self.clone();
        let heard = move |text: &str| {
            // A window of another version may say what this one does not know.
            if let Ok(word) = json::read::<Word>(text) {
                saving.happened(LockEvent::Heard(word));
            }
        };
        self.line.replace(Some(Channel::join(CHANNEL, heard)));
        self.carry_out(first, None);
    }

    /// Says a word to all other windows.
    pub(super) fn say(&self, word: &Word) {
        if let (Some(channel), Ok(text)) = (&*self.line.borrow(), serde_json::to_string(word)) {
            channel.say(&text);
        }
    }

    /// Something happened that concerns which window edits.
    pub fn happened(&self, event: LockEvent) {
        self.goes_on(event, None);
    }

    fn goes_on(&self, event: LockEvent, found: Option<StoredCampaigns>) {
        let (lock, effects) = step(self.lock().clone(), event);
        let role = lock.role();
        if self.lock.replace(lock).role() != role {
            self.send(Msg::Role(role));
        }
        self.carry_out(effects, found);
    }

    fn carry_out(&self, effects: Vec<LockEffect>, mut found: Option<StoredCampaigns>) {
        for effect in effects {
            match effect {
                LockEffect::Say(word) => self.say(&word),
                LockEffect::Request { number, steal } => self.request(number, steal),
                LockEffect::Show => found.take().into_iter().for_each(|found| self.stands(found)),
                LockEffect::Begin => {
                    let notes = std::mem::take(&mut self.set().disk.recovered);
                    self.note_rest(&notes);
                    self.sweep_later();
                }
                LockEffect::Follow => self.catch_up(),
                LockEffect::TellLost => self.lost(),
                LockEffect::TellStranded => self.failed(&Fault::TakenOver),
                LockEffect::Settle => self.send(Msg::Read(Action::Settle)),
                later => spawn_local(self.clone().later(later)),
            }
        }
    }

    fn request(&self, number: u64, steal: bool) {
        let (got, ended) = (self.clone(), self.clone());
        let got = move || got.happened(LockEvent::Got(number));
        tabs::hold(LOCK, steal, got, move || ended.happened(LockEvent::Ended(number)));
    }

    /// What takes time. A timer is never given up: where nobody waits for it any more, it changes nothing.
    async fn later(self, effect: LockEffect) {
        match effect {
            LockEffect::Time(number, after) => {
                TimeoutFuture::new(after).await;
                self.happened(LockEvent::Fired(number));
            }
            LockEffect::LookForHolder(number, after) => {
                TimeoutFuture::new(after).await;
                let held = tabs::is_held(LOCK).await != Some(false);
                self.happened(LockEvent::Held(number, held));
            }
            LockEffect::LookForSaves(number, after) => {
                if after > 0 {
                    TimeoutFuture::new(after).await;
                }
                self.happened(LockEvent::Counted(number, saves()));
            }
            LockEffect::Read { number, recover } => self.open(number, recover).await,
            _ => {}
        }
    }

    /// Reads what is stored, and notes what others change meanwhile.
    async fn open(&self, number: u64, recover: bool) {
        if recover {
            let notes = self.notes().await;
            if !self.lock().reads(number) {
                return;
            }
            self.recover(&notes);
            self.set().disk.recovered = notes;
        }
        self.set().others.changed.clear();
        let found = repository::read_all(&self.parts()).await;
        let changed = !self.get().others.changed.is_empty();
        let event = LockEvent::Read { number, saves: saves(), changed, unsaved: self.is_unsaved() };
        self.goes_on(event, Some(found));
    }

    /// Another window has the lock.
    fn lost(&self) {
        self.send(Msg::Lost);
        if self.is_unsaved() {
            self.failed(&Fault::TakenOver);
        } else {
            self.send(Msg::Settled);
        }
        self.catch_up();
    }
}
