//! The record that is published (protocol §8).

use super::canonical;
use super::numbers::Contribution;
use super::outcome::Outcome;
use super::roster::{Businesses, Officers};
use super::seal::{Protocol, Seal, present};
use super::sealed::Sealed;
use super::secret::Nonce;
use super::strict::{self, RecordFault};
use super::substitution::Substitution;
use super::time::Time;
use crate::model::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The record of protocol §8. It holds only what may be public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The attempts, in order; the last one counts.
    pub attempts: Vec<Attempt>,
    /// The businesses' rosters that the seals name.
    pub businesses: BTreeMap<Digest, Rc<Businesses>>,
    /// The officers' rosters that the seals name; empty where officers are withheld.
    pub officers: BTreeMap<Digest, Rc<Officers>>,
    /// Always [`PROTOCOL`](super::PROTOCOL).
    pub protocol: Protocol,
}

/// An attempt, with as much as it came to. What is not there is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// 封存码, as it was shown before any slip was opened.
    pub commitment: Digest,
    /// The numbers confirmed, of the first contributors, in the sealed order.
    pub contributions: Vec<Contribution>,
    /// The nonce, opened; `None` only where it is lost.
    #[serde(deserialize_with = "present")]
    pub nonce: Option<Nonce>,
    /// What was drawn.
    #[serde(deserialize_with = "present")]
    pub outcome: Option<Outcome>,
    /// What was sealed.
    pub seal: Seal,
    /// The seed; there exactly when all numbers and the nonce are.
    #[serde(deserialize_with = "present")]
    pub seed: Option<Digest>,
    /// The substitutions, in turn.
    pub substitutions: Vec<Substitution>,
    /// That it is void.
    #[serde(deserialize_with = "present")]
    pub void: Option<Void>,
}

/// Why, by whom and before whom an attempt was voided (protocol §8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Void {
    /// Who approved it.
    pub approved_by: String,
    /// When.
    pub at: Time,
    /// Why.
    pub reason: String,
    /// Who was there, at least one.
    pub witnesses: Vec<String>,
}

impl Void {
    /// Who approved it, and who witnessed it: 李主任（见证：王某、赵某）.
    pub fn approval(&self) -> String {
        if self.witnesses.is_empty() {
            return self.approved_by.clone();
        }
        format!("{}（见证：{}）", self.approved_by, self.witnesses.join("、"))
    }
}

/// What an attempt is bound by, with how far it had come (protocol §8).
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Link<'a> {
    /// 封存码.
    pub commitment: Digest,
    /// The numbers confirmed.
    pub contributions: &'a [Contribution],
    /// Whether there is an outcome.
    pub drawn: bool,
    /// The nonce, unless it is lost.
    pub nonce: Option<Nonce>,
    /// The seed, if it came to one.
    pub seed: Option<Digest>,
    /// How many substitutions were made.
    pub substitutions: usize,
    /// That it is void.
    pub void: Option<&'a Void>,
}

impl Link<'_> {
    /// `previous` of the next seal.
    pub fn digest(&self) -> Digest {
        canonical::digest(self)
    }
}

impl Attempt {
    /// What binds the attempt, with how far it had come: `previous` of the next seal (protocol §8).
    pub fn link(&self) -> Digest {
        Link {
            commitment: self.commitment,
            contributions: &self.contributions,
            drawn: self.outcome.is_some(),
            nonce: self.nonce,
            seed: self.seed,
            substitutions: self.substitutions.len(),
            void: self.void.as_ref(),
        }
        .digest()
    }

    fn withheld(&self) -> Self {
        Self {
            outcome: self.outcome.as_ref().map(Outcome::withheld),
            substitutions: self.substitutions.iter().map(Substitution::withheld).collect(),
            ..self.clone()
        }
    }
}

impl Record {
    /// A record of the attempts, with the rosters that their seals name.
    pub fn new(attempts: Vec<Attempt>, rosters: impl IntoIterator<Item = (Rc<Businesses>, Rc<Officers>)>) -> Self {
        let (mut businesses, mut officers) = (BTreeMap::new(), BTreeMap::new());
        for (listed, people) in rosters {
            businesses.insert(listed.digest(), listed);
            officers.insert(people.digest(), people);
        }
        businesses.retain(|digest, _| attempts.iter().any(|a| a.seal.businesses_sha256 == *digest));
        officers.retain(|digest, _| attempts.iter().any(|a| a.seal.officers_sha256 == *digest));
        Self { attempts, businesses, officers, protocol: Protocol::Mingchou2 }
    }

    /// Reads a record from the bytes of a file that may come from strangers.
    ///
    /// # Errors
    /// [`RecordFault`]; whether what it says is true is for [`verify`](super::verify).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RecordFault> {
        let text = std::str::from_utf8(bytes).map_err(|e| RecordFault::NotUtf8(e.valid_up_to() + 1))?;
        Self::parse(text)
    }

    /// Reads a record from text that may come from strangers.
    ///
    /// # Errors
    /// As [`Record::from_bytes`].
    pub fn parse(text: &str) -> Result<Self, RecordFault> {
        strict::read(text)
    }

    /// The record as indented JSON with a final line feed: the same record always gives the same text.
    pub fn to_json(&self) -> String {
        // It cannot fail: every key is text.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The record as canonical JSON, on one line.
    pub fn canonical(&self) -> String {
        canonical::text(self)
    }

    /// The record for publication, without officers (protocol §8).
    #[must_use]
    pub fn withheld(&self) -> Self {
        Self {
            attempts: self.attempts.iter().map(Attempt::withheld).collect(),
            businesses: self.businesses.clone(),
            officers: BTreeMap::new(),
            protocol: self.protocol,
        }
    }

    /// Whether officers are withheld.
    pub fn is_withheld(&self) -> bool {
        self.officers.is_empty()
    }

    /// The businesses of an attempt, if the record has them.
    pub fn businesses_of(&self, attempt: &Attempt) -> Option<&Rc<Businesses>> {
        self.businesses.get(&attempt.seal.businesses_sha256)
    }

    /// The officers of an attempt, if the record has them.
    pub fn officers_of(&self, attempt: &Attempt) -> Option<&Rc<Officers>> {
        self.officers.get(&attempt.seal.officers_sha256)
    }

    /// What an attempt was drawn from, if the record has both its rosters.
    pub fn sealed(&self, attempt: &Attempt) -> Option<Sealed> {
        let (businesses, officers) = (self.businesses_of(attempt)?.clone(), self.officers_of(attempt)?.clone());
        Some(Sealed { businesses, officers, seal: attempt.seal.clone() })
    }
}
