//! One sealed draw and what became of it. How far it came is one value, so that a draw without a seed, or a seed without its
//! numbers, can't be written down; [`super::stored_attempt`] has its stored form.

use super::inspection_undo::UndoStack;
use super::pages::Pages;
use crate::draw::{Contribution, Link, Nonce, Seal, Substitution, Void};
use crate::model::{Conduct, Digest, Stamp};
use serde::{Deserialize, Serialize};

/// One sealed draw and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// 封存码.
    pub commitment: Digest,
    /// What was sealed, its rosters by their digests. `None` of an attempt of the preliminary protocol `mingchou/1`, whose
    /// manifest is a part named by the commitment.
    pub seal: Option<Seal>,
    /// When it was sealed.
    pub sealed_at: Stamp,
    /// The secret that the seal commits to, shown once the numbers are in. `None` where it is lost: a backup made between
    /// seal and seed does not have it (protocol §10), so that the attempt can only be voided.
    pub nonce: Option<Nonce>,
    /// Whether the numbers are typed unseen until all are in (sealed-paper style).
    pub hidden: bool,
    /// How far it came.
    pub(super) stage: AttemptStage,
    /// What came in for what after the draw.
    pub substitutions: Vec<Substitution>,
    /// Why it does not count, if it does not.
    pub void: Option<Void>,
    /// The inspections of what was drawn, and what became of them; a void attempt keeps them.
    pub conduct: Conduct,
    /// Where the inspections lie, once they are many.
    pub pages: Pages,
    /// The entries of inspections that can be undone and done again; forgotten with the page.
    pub turns: UndoStack,
}

/// How far an attempt came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttemptStage {
    /// The numbers are being said.
    Sealed {
        /// What each contributor said so far, in the seal's order.
        said: Vec<ContributionInput>,
    },
    /// The seed is made of the numbers, which are final and clean.
    Seeded {
        /// The numbers.
        numbers: Numbers,
        /// The seed.
        seed: SeedRecord,
    },
    /// The outcome is fixed.
    Drawn {
        /// The numbers.
        numbers: Numbers,
        /// The seed.
        seed: SeedRecord,
        /// The outcome.
        drawn: DrawnRef,
    },
}

/// The numbers of all contributors, each confirmed, in the seal's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers(Vec<ContributionInput>);

impl Numbers {
    /// `None` while one of them is not confirmed.
    pub fn new(said: Vec<ContributionInput>) -> Option<Self> {
        said.iter().all(|s| s.confirmed.is_some()).then_some(Self(said))
    }
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
    /// What was sealed just now with this secret: nobody said a number yet.
    pub(crate) fn new(commitment: Digest, seal: Seal, nonce: Nonce) -> Self {
        Self {
            commitment,
            sealed_at: seal.sealed_at.stamp(),
            nonce: Some(nonce),
            hidden: false,
            stage: AttemptStage::Sealed { said: vec![ContributionInput::default(); seal.contributors.len()] },
            seal: Some(seal),
            substitutions: Vec::new(),
            void: None,
            conduct: Conduct::default(),
            pages: Pages::default(),
            turns: UndoStack::default(),
        }
    }

    /// How far it came.
    pub const fn stage(&self) -> &AttemptStage {
        &self.stage
    }

    /// What each contributor said, in the seal's order.
    pub fn said(&self) -> &[ContributionInput] {
        match &self.stage {
            AttemptStage::Sealed { said } => said,
            AttemptStage::Seeded { numbers, .. } | AttemptStage::Drawn { numbers, .. } => &numbers.0,
        }
    }

    /// The seed, once made.
    pub const fn seed(&self) -> Option<&SeedRecord> {
        match &self.stage {
            AttemptStage::Sealed { .. } => None,
            AttemptStage::Seeded { seed, .. } | AttemptStage::Drawn { seed, .. } => Some(seed),
        }
    }

    /// The outcome, once drawn.
    pub const fn drawn(&self) -> Option<&DrawnRef> {
        match &self.stage {
            AttemptStage::Sealed { .. } | AttemptStage::Seeded { .. } => None,
            AttemptStage::Drawn { drawn, .. } => Some(drawn),
        }
    }

    /// What each contributor said, while that can change: not once the seed is made.
    pub(crate) const fn said_mut(&mut self) -> Option<&mut Vec<ContributionInput>> {
        match &mut self.stage {
            AttemptStage::Sealed { said } => Some(said),
            AttemptStage::Seeded { .. } | AttemptStage::Drawn { .. } => None,
        }
    }

    /// The seed is made; `None` while a number is not confirmed, or if there is a seed.
    pub(crate) fn set_seed(&mut self, seed: SeedRecord) -> Option<()> {
        let numbers = Numbers::new(self.said_mut()?.clone())?;
        self.stage = AttemptStage::Seeded { numbers, seed };
        Some(())
    }

    /// It is drawn; `None` while there is no seed, or if there is an outcome.
    pub(crate) fn set_drawn(&mut self, drawn: DrawnRef) -> Option<()> {
        let AttemptStage::Seeded { numbers, seed } = &self.stage else { return None };
        self.stage = AttemptStage::Drawn { numbers: numbers.clone(), seed: seed.clone(), drawn };
        Some(())
    }

    /// Whether it was drawn by the preliminary protocol, which this program shows and can't verify.
    pub const fn is_preliminary(&self) -> bool {
        self.seal.is_none()
    }

    /// How many of the first contributors' numbers are confirmed: they are typed in the sealed order.
    pub fn confirmed(&self) -> usize {
        self.said().iter().take_while(|s| s.confirmed.is_some()).count()
    }

    /// Whether the number that comes next was confirmed before, and is being corrected.
    pub fn is_correcting(&self) -> bool {
        self.said().get(self.confirmed()).is_some_and(|said| said.correcting.is_some())
    }

    /// Whether all numbers are confirmed.
    pub fn all_confirmed(&self) -> bool {
        self.confirmed() == self.said().len()
    }

    /// Whether it is sealed and neither drawn nor voided, so that its secret must stay one.
    pub const fn is_open(&self) -> bool {
        self.seed().is_none() && self.void.is_none()
    }
}

/// The numbers that are confirmed, of the first of these contributors, in the sealed order.
pub fn contributions(contributors: &[String], attempt: &Attempt) -> Vec<Contribution> {
    let pairs = contributors.iter().zip(attempt.said()).take(attempt.confirmed());
    pairs.map(|(label, said)| Contribution { label: label.clone(), value: said.text.clone() }).collect()
}

/// What binds the attempt: `previous` of the next seal (protocol §8).
pub fn link(attempt: &Attempt) -> Digest {
    let contributors = attempt.seal.as_ref().map_or(&[][..], |seal| &seal.contributors);
    Link {
        commitment: attempt.commitment,
        contributions: &contributions(contributors, attempt),
        drawn: attempt.drawn().is_some(),
        nonce: attempt.nonce,
        seed: attempt.seed().map(|seeded| seeded.seed),
        substitutions: attempt.substitutions.len(),
        void: attempt.void.as_ref(),
    }
    .digest()
}
