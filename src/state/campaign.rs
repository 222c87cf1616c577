use super::draft::PlanDraft;
use super::log::Log;
use crate::draw::{Nonce, Substitution};
use crate::model::{Business, Digest, Officer, Stamp};
use crate::roster::{Mend, Reading};
use serde::{Deserialize, Serialize};

/// 一次抽查: a small document that points to its immutable parts (rosters, manifests, outcomes) by their digests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// Every change, chained.
    #[serde(default)]
    pub log: Log,
}

/// Which of the two rosters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RosterKind {
    /// 市场主体名录.
    Businesses,
    /// 执法人员名录.
    Officers,
}

impl RosterKind {
    /// Its name on the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Businesses => "市场主体名录",
            Self::Officers => "执法人员名录",
        }
    }
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
    pub mends: Vec<Mend>,
}

impl RosterRef {
    /// Every mend in order.
    pub fn all_mends(&self) -> Vec<Mend> {
        self.mends.iter().flat_map(|b| &b.mends).cloned().collect()
    }
}

/// A roster as it was read, never changed afterwards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Roster<T> {
    /// Name of the workbook.
    pub file: String,
    /// SHA-256 of the workbook's bytes.
    pub file_digest: Digest,
    /// What was read in it.
    pub reading: Reading<T>,
}

/// 市场主体名录 as read.
pub type BusinessRoster = Roster<Business>;
/// 执法人员名录 as read.
pub type OfficerRoster = Roster<Officer>;

/// One sealed draw and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// The commitment, which is also the name of the stored manifest.
    pub commitment: Digest,
    /// When it was sealed.
    pub sealed_at: Stamp,
    /// The secret that the seal commits to; shown only once the numbers are in.
    pub nonce: Nonce,
    /// What each contributor said, in the manifest's order.
    pub said: Vec<Said>,
    /// Whether the numbers are typed unseen until all are in (sealed-paper style).
    #[serde(default)]
    pub hidden: bool,
    /// The seed, once made; the numbers are then final and clean.
    #[serde(default)]
    pub seed: Option<Seeded>,
    /// The outcome, once drawn.
    #[serde(default)]
    pub drawn: Option<DrawnRef>,
    /// What came in for what after the draw.
    #[serde(default)]
    pub substitutions: Vec<Substitution>,
    /// Why it does not count, if it does not.
    #[serde(default)]
    pub void: Option<Void>,
}

/// 报数: what a contributor said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// As typed; clean (protocol §4) once it is confirmed.
    pub text: String,
    /// When it was read back and confirmed.
    #[serde(default)]
    pub confirmed: Option<Stamp>,
}

/// A seed and when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seeded {
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

/// Why an attempt does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Void {
    /// The reason.
    pub reason: String,
    /// Who approved it.
    pub approved_by: String,
    /// Who witnessed it; may be empty.
    #[serde(default)]
    pub witnesses: String,
    /// When.
    pub at: Stamp,
}

impl Void {
    /// Who approved it, and who witnessed it: 李主任（见证：王某、赵某）.
    pub fn approval(&self) -> String {
        if self.witnesses.is_empty() {
            return self.approved_by.clone();
        }
        format!("{}（见证：{}）", self.approved_by, self.witnesses)
    }
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

impl Campaign {
    /// A new campaign with this plan.
    pub fn new(id: String, created: Stamp, plan: PlanDraft) -> Self {
        Self { id, created, plan, businesses: None, officers: None, attempts: Vec::new(), log: Log::default() }
    }

    /// Its title, or what to show while it has none.
    pub fn title(&self) -> &str {
        let title = self.plan.title.trim();
        if title.is_empty() { "未命名的抽查" } else { title }
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

    /// The number of the attempt that counts, or of the next one while none does; from 1.
    pub fn attempt_number(&self) -> u32 {
        let sealed = u32::try_from(self.attempts.len()).unwrap_or(u32::MAX);
        if self.current().is_some() { sealed } else { sealed.saturating_add(1) }
    }

    /// The roster of this kind, if taken in.
    pub fn roster(&self, kind: RosterKind) -> Option<&RosterRef> {
        match kind {
            RosterKind::Businesses => self.businesses.as_ref(),
            RosterKind::Officers => self.officers.as_ref(),
        }
    }

    pub(super) fn roster_mut(&mut self, kind: RosterKind) -> &mut Option<RosterRef> {
        match kind {
            RosterKind::Businesses => &mut self.businesses,
            RosterKind::Officers => &mut self.officers,
        }
    }
}
