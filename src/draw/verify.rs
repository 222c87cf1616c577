//! Verifying a record (protocol §9): everything is recomputed, every difference named.
//!
//! # What can honestly be required
//! - Each check takes the step before it as recorded (the seed is recomputed over the recorded commitment, the outcome from
//!   the recorded seed, substitutions on the recorded teams), so that one change shows where it was made.
//! - A reason, an approval, a time and *who had to leave* are facts of the world: that they are stated is checked, whether
//!   they are true cannot be.
//! - A record alone proves that it is consistent, not that it is the one of that meeting. What has to be compared with the
//!   signed papers is in the [`Report`](super::Report).

use super::chain::chain;
use super::difference::{Difference, DifferenceKind};
use super::record::Record;
use super::remark::{Remark, RemarkKind};
use super::verify_attempt::attempt;
use crate::model::Digest;
use crate::model::EntityKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckName {
    /// Every rule of the seal, both rosters' digests, the commitment.
    Commitment,
    /// Nonce, numbers, seed.
    Seed,
    /// The businesses and officers drawn.
    Lists,
    /// The teams.
    Teams,
    /// The substitutions, in turn.
    Substitutions,
    /// The chain of attempts and voids.
    Chain,
}

impl CheckName {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 6] =
        [Self::Commitment, Self::Seed, Self::Lists, Self::Teams, Self::Substitutions, Self::Chain];
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

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckResult {
    /// All of it was recomputed, and nothing differs.
    Passed,
    /// Nothing differs in what can be recomputed without officers; what is said of them is a claim.
    PassedWithoutOfficers,
    /// It could not be made, because of what another check found.
    NotMade,
    /// Something differs.
    Different,
}

impl fmt::Display for CheckResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passed => "一致",
            Self::PassedWithoutOfficers => "公开部分一致（执法人员未公开，未核对）",
            Self::NotMade => "未能核对",
            Self::Different => "不一致",
        })
    }
}

/// A check with what it found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Which one.
    pub name: CheckName,
    /// How it ended.
    pub result: CheckResult,
    /// What it found; some exactly if it ended [`CheckResult::Different`].
    pub differences: Vec<Difference>,
}

/// What a verification comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Everything was recomputed and nothing differs.
    Verified,
    /// Officers are withheld; nothing differs in all the rest.
    OfficersWithheld,
    /// Something differs, or could not be checked.
    Different,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The checks, in the order of [`CheckName::ALL`].
    pub checks: Vec<Check>,
    /// Whether officers are withheld.
    pub officers_withheld: bool,
    /// What a reader should know besides.
    pub remarks: Vec<Remark>,
}

impl Verification {
    /// What it comes to.
    pub fn verdict(&self) -> Verdict {
        let passed = |c: &Check| matches!(c.result, CheckResult::Passed | CheckResult::PassedWithoutOfficers);
        match (self.checks.iter().all(passed), self.officers_withheld) {
            (false, _) => Verdict::Different,
            (true, true) => Verdict::OfficersWithheld,
            (true, false) => Verdict::Verified,
        }
    }

    /// Whether nothing differs.
    pub fn is_clean(&self) -> bool {
        self.verdict() != Verdict::Different
    }

    /// All differences.
    pub fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.checks.iter().flat_map(|check| &check.differences)
    }
}

/// Gathers what is found.
#[derive(Default)]
pub(super) struct Findings {
    differences: [Vec<Difference>; CheckName::ALL.len()],
    not_made: BTreeSet<CheckName>,
    remarks: Vec<Remark>,
}

impl Findings {
    /// Notes what a check found in an attempt.
    pub(super) fn add(
        &mut self,
        check: CheckName,
        attempt: Option<usize>,
        found: impl IntoIterator<Item = DifferenceKind>,
    ) {
        self.differences[check as usize].extend(found.into_iter().map(|what| Difference { attempt, what }));
    }

    /// Notes that a check could not be made.
    pub(super) fn not_made(&mut self, checks: &[CheckName]) {
        self.not_made.extend(checks);
    }

    pub(super) fn remark(&mut self, attempt: usize, remarks: Vec<RemarkKind>) {
        self.remarks.extend(remarks.into_iter().map(|what| Remark { attempt, what }));
    }

    fn check(&mut self, name: CheckName, withheld: bool) -> Check {
        let differences = std::mem::take(&mut self.differences[name as usize]);
        let officers = !matches!(name, CheckName::Seed | CheckName::Chain);
        let result = if !differences.is_empty() {
            CheckResult::Different
        } else if self.not_made.contains(&name) {
            CheckResult::NotMade
        } else if withheld && officers {
            CheckResult::PassedWithoutOfficers
        } else {
            CheckResult::Passed
        };
        Check { name, result, differences }
    }
}

/// Recomputes the record (protocol §9).
pub fn verify(record: &Record) -> Verification {
    let mut findings = Findings::default();
    rosters(record, &mut findings);
    for (place, of_record) in record.attempts.iter().enumerate() {
        attempt(record, place + 1, of_record, &mut findings);
    }
    findings.add(CheckName::Chain, None, record.attempts.is_empty().then_some(DifferenceKind::NoAttempt));
    chain(record, &mut findings);
    let officers_withheld = record.is_withheld();
    let checks = CheckName::ALL.map(|name| findings.check(name, officers_withheld)).into();
    Verification { checks, officers_withheld, remarks: findings.remarks }
}

/// The rosters have exactly the digests that the seals name, and are what these stand for.
fn rosters(record: &Record, findings: &mut Findings) {
    let named = |digest: fn(&super::Seal) -> Digest| record.attempts.iter().map(|a| digest(&a.seal)).collect();
    let businesses = record.businesses.iter().map(|(stated, roster)| (*stated, roster.digest()));
    one_side(EntityKind::Business, &named(|seal| seal.businesses_sha256), businesses.collect(), findings);
    if !record.is_withheld() {
        let officers = record.officers.iter().map(|(stated, roster)| (*stated, roster.digest()));
        one_side(EntityKind::Officer, &named(|seal| seal.officers_sha256), officers.collect(), findings);
    }
}

fn one_side(kind: EntityKind, named: &BTreeSet<Digest>, given: Vec<(Digest, Digest)>, findings: &mut Findings) {
    let missing = named.iter().filter(|digest| given.iter().all(|(stated, _)| stated != *digest));
    let missing: Vec<_> = missing.map(|digest| DifferenceKind::RosterMissing(kind, *digest)).collect();
    findings.add(CheckName::Commitment, None, missing);
    for (stated, computed) in given {
        let surplus = (!named.contains(&stated)).then_some(DifferenceKind::RosterSurplus(kind, stated));
        findings.add(CheckName::Commitment, None, surplus);
        let changed = (stated != computed).then_some(DifferenceKind::RosterChanged { kind, stated, computed });
        findings.add(CheckName::Commitment, None, changed);
    }
}
