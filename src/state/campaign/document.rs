//! The document of a campaign, small, with the names of its immutable parts.

use super::attempt::{Attempt, AttemptStage};
use super::list_ref::ListRef;
use super::log::Log;
use super::log_act::LogAct;
use crate::model::{Digest, EntityKind, Meeting, Settings, Stamp, spelt_out};
use crate::state::plan::{PlanDraft, PlanUndoStack};
use crate::state::rosters::RosterRef;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::rc::Rc;

/// 一次抽查: a small document that points to its immutable parts (rosters, sealed rosters, outcomes) by their digests. That
/// it is `Eq` lets shared ones be told to be the same without looking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// Its identity in this browser.
    pub id: String,
    /// When it was begun.
    pub created: Stamp,
    /// 方案 as typed.
    pub plan: PlanDraft,
    /// 市场主体名录.
    #[serde(default)]
    pub businesses: Option<RosterRef>,
    /// 执法人员名录.
    #[serde(default)]
    pub officers: Option<RosterRef>,
    /// 检查台账 and lists that the roster is held against before the seal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<ListRef>,
    /// Every sealed draw, voided ones included, in order.
    #[serde(default)]
    pub attempts: Vec<Attempt>,
    /// What this county phrases and counts in its own way.
    #[serde(default)]
    pub settings: Settings,
    /// The meeting at which is drawn.
    #[serde(default, skip_serializing_if = "Meeting::is_empty")]
    pub meeting: Meeting,
    /// The edits of the plan that can be undone and done again: none from before the seal; forgotten with the page.
    #[serde(skip)]
    pub plan_turns: PlanUndoStack,
    /// The document of a newer program, as it is stored: the campaign can be looked at, not changed.
    #[serde(skip)]
    pub newer: Option<Newer>,
    /// Whether it is a copy that was restored beside its original.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_copy: bool,
    /// 演练: whether it is a rehearsal, whose seals are of a kind of their own, so that no record can be made of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_rehearsal: bool,
    /// When the user deleted it: it is kept for a while (see [`super::deletion::KEPT_DAYS`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<Stamp>,
    /// Every change, chained.
    #[serde(default)]
    pub log: Log,
}

/// A document of a newer stored version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newer {
    /// The version.
    pub version: u32,
    /// Its text: there is more in it than this program knows.
    pub text: Rc<str>,
}

/// A backup as the user gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
}

/// How far the draw is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Nothing is sealed (or the last attempt was voided): plan and rosters can change.
    Open,
    /// Sealed; the numbers are being said.
    Sealed,
    /// The seed is made.
    Seeded,
    /// The outcome is fixed.
    Drawn,
}

/// What the title of a rehearsal begins with, that which is sealed as well.
const REHEARSAL_MARK: &str = "【演练】";

impl Campaign {
    /// 演练 of a campaign: its plan, rosters and settings as a campaign of its own, of which nothing is ever overdue.
    #[must_use]
    pub fn rehearsed(&self, id: String, at: Stamp) -> Self {
        let mut plan = self.plan.clone();
        plan.title = format!("{REHEARSAL_MARK}{}", plan.title.trim());
        plan.demo = true;
        let (businesses, officers, settings) = (self.businesses.clone(), self.officers.clone(), self.settings.clone());
        let meeting =
            Meeting { files: Vec::new(), objections: String::new(), publish_names: false, ..self.meeting.clone() };
        let lists = self.lists.clone();
        Self { businesses, officers, lists, settings, meeting, is_rehearsal: true, ..Self::new(id, at, plan) }
    }

    /// A new campaign with this plan.
    pub fn new(id: String, created: Stamp, plan: PlanDraft) -> Self {
        Self {
            id,
            created,
            plan,
            businesses: None,
            officers: None,
            lists: Vec::new(),
            attempts: Vec::new(),
            settings: Settings::of_today(),
            meeting: Meeting::default(),
            plan_turns: PlanUndoStack::default(),
            newer: None,
            is_copy: false,
            is_rehearsal: false,
            deleted: None,
            log: Log::default(),
        }
    }

    /// What to call it: its title, what shows nothing spelt out, or a word while it has none; of a copy that was restored
    /// beside its original, and of a rehearsal, that it is one. The forms have the bare title of the plan, or of what was sealed.
    pub fn title(&self) -> String {
        let title = match self.plan.title.trim() {
            "" => "未命名的抽查".into(),
            title => spelt_out(title),
        };
        let copy = if self.is_copy { "（恢复的副本）" } else { "" };
        // Whoever takes the mark out of the plan's title does not take it off the rehearsal.
        let rehearsal = if self.is_rehearsal && !title.starts_with(REHEARSAL_MARK) { REHEARSAL_MARK } else { "" };
        format!("{rehearsal}{title}{copy}")
    }

    /// The campaign of a backup as a copy that stays beside the one with its id. The log says of which backup.
    #[must_use]
    pub fn copied(mut self, id: String, at: Stamp, backup: &BackupFile) -> Self {
        let until = self.touched();
        let detail = json!({"file": backup.name, "sha256": backup.digest, "until": until});
        self.log.push(at, LogAct::Copy, detail);
        Self { id, is_copy: true, ..self }
    }

    /// When something was done last.
    pub fn touched(&self) -> Stamp {
        self.log.last().map_or(self.created, |e| e.at)
    }

    /// The attempt that counts: sealed and not voided.
    pub fn current(&self) -> Option<&Attempt> {
        self.attempts.last().filter(|a| a.void.is_none())
    }

    pub(crate) fn current_mut(&mut self) -> Option<&mut Attempt> {
        self.attempts.last_mut().filter(|a| a.void.is_none())
    }

    /// Whether the numbers of the attempt are shown: always, but when they are typed unseen and not all are in.
    pub fn shows_numbers(&self) -> bool {
        self.current().is_none_or(|a| !a.hidden || a.all_confirmed())
    }

    /// How far the draw is.
    pub fn phase(&self) -> Phase {
        match self.current().map(Attempt::stage) {
            None => Phase::Open,
            Some(AttemptStage::Sealed { .. }) => Phase::Sealed,
            Some(AttemptStage::Seeded { .. }) => Phase::Seeded,
            Some(AttemptStage::Drawn { .. }) => Phase::Drawn,
        }
    }

    /// The number of the attempt that counts, or of the next one while none does; from 1. Attempts of the preliminary
    /// protocol are not counted with those of this one, whose record begins with the first of its own.
    pub fn attempt_number(&self) -> u32 {
        let preliminary = self.current().is_some_and(Attempt::is_preliminary);
        let sealed = self.attempts.iter().filter(|a| a.is_preliminary() == preliminary).count();
        let sealed = u32::try_from(sealed).unwrap_or(u32::MAX);
        if self.current().is_some() { sealed } else { sealed.saturating_add(1) }
    }

    /// The number of the attempt at this place, from 1, among those of its protocol.
    pub fn number_of(&self, place: u32) -> u32 {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let Some(attempt) = place.checked_sub(1).and_then(|i| self.attempts.get(i)) else { return 0 };
        let before = self.attempts.iter().take(place).filter(|a| a.is_preliminary() == attempt.is_preliminary());
        u32::try_from(before.count()).unwrap_or(u32::MAX)
    }

    /// The last attempt of this protocol, which the next seal names by its link (protocol §8).
    pub fn last_sealed(&self) -> Option<&Attempt> {
        self.attempts.iter().rev().find(|a| !a.is_preliminary())
    }

    /// Without the secret of an attempt that is not seeded, and that it was deleted here: what may leave this browser.
    #[must_use]
    pub fn without_secret(mut self) -> Self {
        self.deleted = None;
        for attempt in self.attempts.iter_mut().filter(|a| a.is_open()) {
            attempt.nonce = None;
        }
        self
    }

    /// The roster of this kind, if taken in.
    pub fn roster(&self, kind: EntityKind) -> Option<&RosterRef> {
        match kind {
            EntityKind::Business => self.businesses.as_ref(),
            EntityKind::Officer => self.officers.as_ref(),
        }
    }

    pub(crate) fn roster_mut(&mut self, kind: EntityKind) -> &mut Option<RosterRef> {
        match kind {
            EntityKind::Business => &mut self.businesses,
            EntityKind::Officer => &mut self.officers,
        }
    }
}
