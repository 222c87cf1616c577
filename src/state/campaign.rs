use super::cut::Pages;
use super::draft::PlanDraft;
use super::log::Log;
use super::planning::PlanUndoStack;
use super::turns::UndoStack;
use crate::draw::{Nonce, Seal, Substitution, Void};
use crate::model::{Conduct, Digest, EntityKind, Settings, Stamp, spelt_out};
use crate::roster::Edit;
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
    /// Every sealed draw, voided ones included, in order.
    #[serde(default)]
    pub attempts: Vec<Attempt>,
    /// What this county phrases and counts in its own way.
    #[serde(default)]
    pub settings: Settings,
    /// The edits of the plan that can be undone and done again: none from before the seal; forgotten with the page.
    #[serde(skip)]
    pub plan_turns: PlanUndoStack,
    /// The document of a newer program, as it is stored: the campaign can be looked at, not changed.
    #[serde(skip)]
    pub newer: Option<Newer>,
    /// Whether it is a copy that was restored beside its original.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_copy: bool,
    /// When the user deleted it: it is kept for a while (see [`super::KEPT_DAYS`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<Stamp>,
    /// Every change, chained.
    #[serde(default)]
    pub log: Log,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde hands it over")]
const fn is_false(is: &bool) -> bool {
    !*is
}

/// A document of a newer stored version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newer {
    /// The version.
    pub version: u32,
    /// Its text: there is more in it than this program knows.
    pub text: Rc<str>,
}

/// A roster in use: where its rows are kept, and which of them do not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterRef {
    /// Digest of the stored roster.
    pub blob: Digest,
    /// When it was taken in.
    pub at: Stamp,
    /// What was mended since, in the order in which it was done; the rows themselves never change.
    #[serde(default)]
    pub mends: Vec<Batch>,
    /// What was undone and can be done again; forgotten with the page.
    #[serde(skip)]
    pub undone: Vec<Batch>,
}

/// Mends made in one act, undone together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// When.
    pub at: Stamp,
    /// What.
    pub mends: Vec<Edit>,
}

impl RosterRef {
    /// Every mend in order.
    pub fn all_mends(&self) -> impl Iterator<Item = &Edit> {
        self.mends.iter().flat_map(|b| &b.mends)
    }

    /// Whether the rows that count are the same.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.blob == other.blob && self.mends == other.mends
    }
}

/// One sealed draw and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// 封存码.
    pub commitment: Digest,
    /// What was sealed, its rosters by their digests. `None` of an attempt of the preliminary protocol `mingchou/1`, whose
    /// manifest is a part named by the commitment.
    #[serde(default)]
    pub seal: Option<Seal>,
    /// When it was sealed.
    pub sealed_at: Stamp,
    /// The secret that the seal commits to, shown once the numbers are in. `None` where it is lost: a backup made between
    /// seal and seed does not have it (protocol §10), so that the attempt can only be voided.
    #[serde(default)]
    pub nonce: Option<Nonce>,
    /// What each contributor said, in the seal's order.
    pub said: Vec<ContributionInput>,
    /// Whether the numbers are typed unseen until all are in (sealed-paper style).
    #[serde(default)]
    pub hidden: bool,
    /// The seed, once made; the numbers are then final and clean.
    #[serde(default)]
    pub seed: Option<SeedRecord>,
    /// The outcome, once drawn.
    #[serde(default)]
    pub drawn: Option<DrawnRef>,
    /// What came in for what after the draw.
    #[serde(default)]
    pub substitutions: Vec<Substitution>,
    /// Why it does not count, if it does not.
    #[serde(default)]
    pub void: Option<Void>,
    /// The inspections of what was drawn, and what became of them; a void attempt keeps them.
    #[serde(default)]
    pub conduct: Conduct,
    /// Where the inspections lie, once they are many.
    #[serde(default, skip_serializing_if = "Pages::is_none")]
    pub pages: Pages,
    /// The entries of inspections that can be undone and done again; forgotten with the page.
    #[serde(skip)]
    pub turns: UndoStack,
}

/// 报数: what a contributor said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContributionInput {
    /// As typed; 6 to 64 digits (protocol §5) once it is confirmed.
    pub text: String,
    /// When it was read back and confirmed.
    #[serde(default)]
    pub confirmed: Option<Stamp>,
    /// When it was confirmed and then taken back to be corrected. It was opened, so that it is confirmed again before anything
    /// else is done: otherwise a correction would be a way to void without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correcting: Option<Stamp>,
}

/// A seed and when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeedRecord {
    /// The seed.
    pub seed: Digest,
    /// When.
    pub at: Stamp,
}

/// An outcome and when it was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawnRef {
    /// Digest of the stored outcome.
    pub outcome: Digest,
    /// When.
    pub at: Stamp,
}

impl Attempt {
    /// Whether it was drawn by the preliminary protocol, which this program shows and can't verify.
    pub const fn is_preliminary(&self) -> bool {
        self.seal.is_none()
    }

    /// How many of the first contributors' numbers are confirmed: they are typed in the sealed order.
    pub fn confirmed(&self) -> usize {
        self.said.iter().take_while(|s| s.confirmed.is_some()).count()
    }

    /// Whether the number that comes next was confirmed before, and is being corrected.
    pub fn is_correcting(&self) -> bool {
        self.said.get(self.confirmed()).is_some_and(|said| said.correcting.is_some())
    }

    /// Whether all numbers are confirmed.
    pub fn all_confirmed(&self) -> bool {
        self.confirmed() == self.said.len()
    }

    /// Whether it is sealed and neither drawn nor voided, so that its secret must stay one.
    pub const fn is_open(&self) -> bool {
        self.seed.is_none() && self.void.is_none()
    }
}

/// A backup as the user gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
}

/// The act of the log that makes a campaign a copy.
pub(super) const COPY: &str = "copy";

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

impl Campaign {
    /// A new campaign with this plan.
    pub fn new(id: String, created: Stamp, plan: PlanDraft) -> Self {
        Self {
            id,
            created,
            plan,
            businesses: None,
            officers: None,
            attempts: Vec::new(),
            settings: Settings::default(),
            plan_turns: PlanUndoStack::default(),
            newer: None,
            is_copy: false,
            deleted: None,
            log: Log::default(),
        }
    }

    /// What to call it: its title, what shows nothing spelt out, or a word while it has none; of a copy that was restored
    /// beside its original, that it is one. The forms have the bare title of the plan, or of what was sealed.
    pub fn title(&self) -> String {
        let title = match self.plan.title.trim() {
            "" => "未命名的抽查".into(),
            title => spelt_out(title),
        };
        let copy = if self.is_copy { "（恢复的副本）" } else { "" };
        format!("{title}{copy}")
    }

    /// The campaign of a backup as a copy that stays beside the one with its id. The log says of which backup.
    #[must_use]
    pub fn copied(mut self, id: String, at: Stamp, backup: &BackupFile) -> Self {
        let until = self.touched();
        let detail = json!({"file": backup.name, "sha256": backup.digest, "until": until});
        self.log.push(at, COPY, detail);
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

    pub(super) fn current_mut(&mut self) -> Option<&mut Attempt> {
        self.attempts.last_mut().filter(|a| a.void.is_none())
    }

    /// Whether the numbers of the attempt are shown: always, but when they are typed unseen and not all are in.
    pub fn shows_numbers(&self) -> bool {
        self.current().is_none_or(|a| !a.hidden || a.seed.is_some() || a.said.iter().all(|s| s.confirmed.is_some()))
    }

    /// How far the draw is.
    pub fn phase(&self) -> Phase {
        match self.current() {
            None => Phase::Open,
            Some(Attempt { drawn: Some(_), .. }) => Phase::Drawn,
            Some(Attempt { seed: Some(_), .. }) => Phase::Seeded,
            Some(_) => Phase::Sealed,
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

    pub(super) fn roster_mut(&mut self, kind: EntityKind) -> &mut Option<RosterRef> {
        match kind {
            EntityKind::Business => &mut self.businesses,
            EntityKind::Officer => &mut self.officers,
        }
    }
}
