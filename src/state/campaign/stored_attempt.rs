//! The stored form of an attempt, in which everything that comes later is optional; one that contradicts itself is damaged.

use super::attempt::{Attempt, AttemptStage, ContributionInput, DrawnRef, Numbers, SeedRecord};
use super::fault::Contradiction;
use super::inspection_undo::UndoStack;
use super::pages::Pages;
use crate::draw::{Nonce, Seal, Substitution, Void};
use crate::model::{Conduct, Digest, Stamp};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// As it is read.
#[derive(Deserialize)]
struct StoredAttempt {
    commitment: Digest,
    #[serde(default)]
    seal: Option<Seal>,
    sealed_at: Stamp,
    #[serde(default)]
    nonce: Option<Nonce>,
    said: Vec<ContributionInput>,
    #[serde(default)]
    hidden: bool,
    #[serde(default)]
    seed: Option<SeedRecord>,
    #[serde(default)]
    drawn: Option<DrawnRef>,
    #[serde(default)]
    substitutions: Vec<Substitution>,
    #[serde(default)]
    void: Option<Void>,
    #[serde(default)]
    conduct: Conduct,
    #[serde(default)]
    pages: Pages,
}

/// As it is written: the same fields in the same order.
#[derive(Serialize)]
struct WrittenAttempt<'a> {
    commitment: Digest,
    seal: Option<&'a Seal>,
    sealed_at: Stamp,
    nonce: Option<Nonce>,
    said: &'a [ContributionInput],
    hidden: bool,
    seed: Option<&'a SeedRecord>,
    drawn: Option<&'a DrawnRef>,
    substitutions: &'a [Substitution],
    void: Option<&'a Void>,
    conduct: &'a Conduct,
    #[serde(skip_serializing_if = "Pages::is_none")]
    pages: &'a Pages,
}

impl Serialize for Attempt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = WrittenAttempt {
            commitment: self.commitment,
            seal: self.seal.as_ref(),
            sealed_at: self.sealed_at,
            nonce: self.nonce,
            said: self.said(),
            hidden: self.hidden,
            seed: self.seed(),
            drawn: self.drawn(),
            substitutions: &self.substitutions,
            void: self.void.as_ref(),
            conduct: &self.conduct,
            pages: &self.pages,
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Attempt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = StoredAttempt::deserialize(deserializer)?;
        let stage = stage(stored.said, stored.seed, stored.drawn, stored.seal.as_ref()).map_err(D::Error::custom)?;
        Ok(Self {
            commitment: stored.commitment,
            seal: stored.seal,
            sealed_at: stored.sealed_at,
            nonce: stored.nonce,
            hidden: stored.hidden,
            stage,
            substitutions: stored.substitutions,
            void: stored.void,
            conduct: stored.conduct,
            pages: stored.pages,
            turns: UndoStack::default(),
        })
    }
}

/// How far it came, where all of it is there. Who gave a number in an attempt of the preliminary protocol is not in the document.
fn stage(
    said: Vec<ContributionInput>,
    seed: Option<SeedRecord>,
    drawn: Option<DrawnRef>,
    seal: Option<&Seal>,
) -> Result<AttemptStage, Contradiction> {
    let Some(seed) = seed else {
        return if drawn.is_none() { Ok(AttemptStage::Sealed { said }) } else { Err(Contradiction::DrawnWithoutSeed) };
    };
    let all = seal.is_none_or(|seal| seal.contributors.len() == said.len());
    let numbers = Numbers::new(said).filter(|_| all).ok_or(Contradiction::SeedWithoutNumbers)?;
    Ok(match drawn {
        None => AttemptStage::Seeded { numbers, seed },
        Some(drawn) => AttemptStage::Drawn { numbers, seed, drawn },
    })
}
