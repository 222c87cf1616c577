//! Verifying a record (protocol §9): everything is recomputed, every difference named.
//!
//! # What can honestly be required
//! - Each check uses what the record itself states for the step before (the seed is recomputed over the recorded
//!   commitment, the outcome from the recorded seed), so that one change shows where it was made.
//! - The reason, the approval, the time and *who had to leave* in a substitution are facts of the world: that they
//!   are stated is checked, whether they are true cannot be.
//! - A voided attempt may have stopped anywhere: before the numbers, between them, after the seed. What it holds must
//!   be true and must follow from what it holds; what it lacks is no difference. But a seed without an outcome, where
//!   the seed leads to one, is told as a [`Remark`]: the room may have seen an outcome that the record does not show.

use super::difference::{Comparison, Difference};
use super::manifest::{Manifest, PROTOCOL};
use super::outcome::{Drawn, Outcome, Refusal, draw};
use super::record::{Record, VoidedAttempt};
use super::seed::{Contribution, Nonce, clean_value, seed};
use super::substitution::{InForce, Substitution};
use crate::model::Digest;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckName {
    /// The manifest is right and its commitment the one recorded.
    Commitment,
    /// The nonce opens the seal, the contributions are those announced, the seed follows.
    Seed,
    /// The businesses and officers drawn.
    Lists,
    /// The teams.
    Teams,
    /// The substitutions, in turn.
    Substitutions,
    /// The chain of attempts and each voided one.
    Chain,
}

impl fmt::Display for CheckName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Commitment => "封存",
            Self::Seed => "种子",
            Self::Lists => "名单",
            Self::Teams => "分组",
            Self::Substitutions => "替补",
            Self::Chain => "作废链",
        })
    }
}

impl CheckName {
    /// What the check does, in a line for the reader.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Commitment => "由名录和规则重算封存码，与报数前公布的相同",
            Self::Seed => "由封存码、随机码和各方报数重算种子",
            Self::Lists => "由种子重算每一户、每一人的签号，抽中的名单相同",
            Self::Teams => "重新分组匹配，回避和组内户数都满足",
            Self::Substitutions => "逐次重算抽取后的替补",
            Self::Chain => "作废的抽取都在，前后封存码相连",
        }
    }
}

/// A check with what it found; passed if nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Which one.
    pub name: CheckName,
    /// What it found.
    pub differences: Vec<Difference>,
}

impl Check {
    /// Whether nothing was found.
    pub fn passed(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Something that is no difference but that a reader should know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// A voided attempt had a seed that leads to an outcome, and does not show it.
    #[error(
        "作废的第{attempt}次抽取已有种子而没有记录结果；按该种子本可抽出结果（{businesses}户），请结合作废原因判断"
    )]
    OutcomeNotShown {
        /// Its place in the chain, from 1.
        attempt: usize,
        /// How many businesses it drew.
        businesses: usize,
    },
}

/// All checks of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The checks, in the order of [`CheckName`].
    pub checks: Vec<Check>,
    /// What a reader should know besides.
    pub remarks: Vec<Remark>,
}

impl Verification {
    /// Whether every check passed.
    pub fn is_clean(&self) -> bool {
        self.checks.iter().all(Check::passed)
    }

    /// All differences.
    pub fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.checks.iter().flat_map(|check| &check.differences)
    }
}

/// Recomputes the record (protocol §9).
pub fn verify(record: &Record) -> Verification {
    let drawn = draw(&record.manifest, record.seed);
    let (lists, teams) = outcome(&record.manifest, &drawn, &record.outcome);
    let mut commitment = commitment(&record.manifest, record.commitment);
    if record.protocol != PROTOCOL {
        commitment.insert(0, Difference::Protocol(record.protocol.clone()));
    }
    let (chain, remarks) = chain(record);
    let found = [
        (CheckName::Commitment, commitment),
        (CheckName::Seed, seeding(record)),
        (CheckName::Lists, lists),
        (CheckName::Teams, teams),
        (CheckName::Substitutions, substitutions(record, &drawn)),
        (CheckName::Chain, chain),
    ];
    let checks = found.into_iter().map(|(name, differences)| Check { name, differences }).collect();
    Verification { checks, remarks }
}

fn commitment(manifest: &Manifest, recorded: Digest) -> Vec<Difference> {
    let mut found: Vec<_> = manifest.check().err().unwrap_or_default().into_iter().map(Difference::Manifest).collect();
    let computed = manifest.commitment();
    if computed != recorded {
        found.push(Difference::Commitment { recorded, computed });
    }
    found
}

fn seeding(record: &Record) -> Vec<Difference> {
    let mut found = opening(&record.manifest, &record.nonce);
    found.extend(contributors(&record.manifest, &record.contributions));
    found.extend(values(&record.contributions));
    found.extend(seed_follows(&record.commitment, &record.nonce, &record.contributions, record.seed));
    found
}

fn opening(manifest: &Manifest, nonce: &Nonce) -> Vec<Difference> {
    let (sealed, computed) = (manifest.nonce_sha256, nonce.digest());
    if sealed == computed { Vec::new() } else { vec![Difference::Nonce { sealed, computed }] }
}

fn contributors(manifest: &Manifest, given: &[Contribution]) -> Vec<Difference> {
    let sealed = &manifest.contributors;
    let at = |place: usize| {
        let label = sealed.get(place).cloned().unwrap_or_default();
        let recorded = given.get(place).map(|c| c.label.clone()).unwrap_or_default();
        let same = place < sealed.len() && place < given.len() && label == recorded;
        (!same).then_some(Difference::Contributor { place: place + 1, sealed: label, recorded })
    };
    (0..sealed.len().max(given.len())).filter_map(at).collect()
}

fn values(given: &[Contribution]) -> Vec<Difference> {
    let judge = |c: &Contribution| match clean_value(&c.value) {
        Ok(clean) if clean == c.value => None,
        Ok(clean) => Some(Difference::Unclean { label: c.label.clone(), recorded: c.value.clone(), clean }),
        Err(fault) => Some(Difference::Value { label: c.label.clone(), fault }),
    };
    given.iter().filter_map(judge).collect()
}

fn seed_follows(commitment: &Digest, nonce: &Nonce, given: &[Contribution], recorded: Digest) -> Option<Difference> {
    let computed = seed(commitment, nonce, given);
    (computed != recorded).then_some(Difference::Seed { recorded, computed })
}

fn outcome(
    manifest: &Manifest,
    drawn: &Result<Drawn, Refusal>,
    recorded: &Outcome,
) -> (Vec<Difference>, Vec<Difference>) {
    match drawn {
        Err(refusal) => (vec![Difference::Refused(refusal.clone())], Vec::new()),
        Ok(drawn) => {
            let comparison = Comparison::new(manifest);
            (comparison.lists(&drawn.outcome, recorded), comparison.teams(&drawn.outcome, recorded))
        }
    }
}

/// Each in turn, on the draw as recomputed. After a wrong one the right one is taken to be in force, so that the
/// entries after it are judged by the protocol and not by the error.
fn substitutions(record: &Record, drawn: &Result<Drawn, Refusal>) -> Vec<Difference> {
    let mut found = Vec::new();
    for (i, entry) in record.substitutions.iter().enumerate() {
        found.extend(explained(&format!("第{}次替补", i + 1), &entry.reason, &entry.approved_by));
    }
    if record.substitutions.is_empty() {
        return found;
    }
    if let Ok(drawn) = drawn {
        let names = Comparison::new(&record.manifest);
        let mut force = InForce::new(&record.manifest, drawn);
        for (i, entry) in record.substitutions.iter().enumerate() {
            found.extend(substitution(i + 1, entry, &mut force, &names));
        }
    } else {
        found.extend(drawn.as_ref().err().cloned().map(Difference::Refused));
    }
    found
}

fn substitution(
    number: usize,
    entry: &Substitution,
    force: &mut InForce<'_>,
    names: &Comparison<'_>,
) -> Option<Difference> {
    match force.apply(entry.kind, entry.team, &entry.out) {
        Err(refusal) => Some(Difference::Substitution { number, refusal }),
        Ok(incoming) if incoming.who.key == entry.incoming => None,
        Ok(incoming) => {
            let (out, recorded) = (names.who(&entry.out), names.who(&entry.incoming));
            Some(Difference::Incoming { number, team: entry.team, out, who: incoming.who, recorded })
        }
    }
}

fn explained(entry: &str, reason: &str, approved_by: &str) -> Vec<Difference> {
    let lacking = [("原因", reason), ("批准人", approved_by)].into_iter().filter(|(_, text)| text.trim().is_empty());
    lacking.map(|(what, _)| Difference::Unexplained { entry: entry.to_owned(), what }).collect()
}

fn chain(record: &Record) -> (Vec<Difference>, Vec<Remark>) {
    let (mut found, mut remarks) = (Vec::new(), Vec::new());
    let mut previous = None;
    for (i, attempt) in record.voided.iter().enumerate() {
        let mut differences = link(&attempt.manifest, i + 1, previous);
        differences.extend(commitment(&attempt.manifest, attempt.commitment));
        differences.extend(explained("作废", &attempt.reason, &attempt.approved_by));
        differences.extend(voided_seed(attempt));
        let (in_outcome, remark) = voided_outcome(i + 1, attempt);
        differences.extend(in_outcome);
        remarks.extend(remark);
        let of = |d| Difference::Voided { attempt: i + 1, difference: Box::new(d) };
        found.extend(differences.into_iter().map(of));
        previous = Some(attempt.commitment);
    }
    found.extend(link(&record.manifest, record.voided.len() + 1, previous));
    (found, remarks)
}

fn link(manifest: &Manifest, place: usize, previous: Option<Digest>) -> Vec<Difference> {
    let mut found = Vec::new();
    if usize::try_from(manifest.campaign.attempt) != Ok(place) {
        found.push(Difference::Attempt { expected: place, recorded: manifest.campaign.attempt });
    }
    if manifest.previous != previous {
        found.push(Difference::Previous { expected: previous, recorded: manifest.previous });
    }
    found
}

/// The numbers are given in the sealed order, so those given before the void are the first ones.
fn voided_seed(attempt: &VoidedAttempt) -> Vec<Difference> {
    let VoidedAttempt { manifest, nonce, contributions, .. } = attempt;
    let complete = contributions.len() == manifest.contributors.len();
    let mut found: Vec<_> = nonce.iter().flat_map(|nonce| opening(manifest, nonce)).collect();
    let mut labels = contributors(manifest, contributions);
    labels.retain(|d| !matches!(d, Difference::Contributor { place, .. } if *place > contributions.len()));
    found.extend(labels);
    found.extend(values(contributions));
    match (attempt.seed, nonce) {
        (Some(recorded), Some(nonce)) if complete => {
            found.extend(seed_follows(&attempt.commitment, nonce, contributions, recorded));
        }
        (Some(_), _) => found.push(Difference::SeedUnfounded),
        (None, _) => {}
    }
    found
}

fn voided_outcome(place: usize, attempt: &VoidedAttempt) -> (Vec<Difference>, Option<Remark>) {
    let complete = attempt.contributions.len() == attempt.manifest.contributors.len();
    // A seed that is not written down but can be computed is known all the same.
    let nonce = attempt.nonce.filter(|_| complete);
    let computed = nonce.map(|nonce| seed(&attempt.commitment, &nonce, &attempt.contributions));
    match (&attempt.outcome, attempt.seed.or(computed)) {
        (Some(_), _) if attempt.seed.is_none() => (vec![Difference::OutcomeUnfounded], None),
        (Some(recorded), Some(seed)) => {
            let (mut lists, teams) = outcome(&attempt.manifest, &draw(&attempt.manifest, seed), recorded);
            lists.extend(teams);
            (lists, None)
        }
        (None, Some(seed)) => {
            let drawn = draw(&attempt.manifest, seed).ok();
            let remark = |d: Drawn| Remark::OutcomeNotShown { attempt: place, businesses: d.businesses.len() };
            (Vec::new(), drawn.map(remark))
        }
        (_, None) => (Vec::new(), None),
    }
}
