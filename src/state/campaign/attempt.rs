//! One sealed draw and what became of it.

use super::inspection_undo::UndoStack;
use super::pages::Pages;
use crate::draw::{Contribution, Link, Nonce, Seal, Substitution, Void};
use crate::model::{Conduct, Digest, Stamp};
use serde::{Deserialize, Serialize};

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

/// The numbers that are confirmed, of the first of these contributors, in the sealed order.
pub fn contributions(contributors: &[String], attempt: &Attempt) -> Vec<Contribution> {
    let pairs = contributors.iter().zip(&attempt.said).take(attempt.confirmed());
    pairs.map(|(label, said)| Contribution { label: label.clone(), value: said.text.clone() }).collect()
}

/// What binds the attempt: `previous` of the next seal (protocol §8).
pub fn link(attempt: &Attempt) -> Digest {
    let contributors = attempt.seal.as_ref().map_or(&[][..], |seal| &seal.contributors);
    Link {
        commitment: attempt.commitment,
        contributions: &contributions(contributors, attempt),
        drawn: attempt.drawn.is_some(),
        nonce: attempt.nonce,
        seed: attempt.seed.as_ref().map(|seeded| seeded.seed),
        substitutions: attempt.substitutions.len(),
        void: attempt.void.as_ref(),
    }
    .digest()
}
