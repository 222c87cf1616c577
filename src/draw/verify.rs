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
use super::difference::DifferenceKind;
use super::record::Record;
use super::verification::{CheckName, Verification, VerificationFindings};
use super::verify_attempt::attempt;
use crate::model::{Digest, EntityKind};
use std::collections::BTreeSet;

/// Recomputes the record (protocol §9).
pub fn verify(record: &Record) -> Verification {
    let mut findings = VerificationFindings::default();
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
fn rosters(record: &Record, findings: &mut VerificationFindings) {
    let named = |digest: fn(&super::Seal) -> Digest| record.attempts.iter().map(|a| digest(&a.seal)).collect();
    let businesses = record.businesses.iter().map(|(stated, roster)| (*stated, roster.digest()));
    one_side(EntityKind::Business, &named(|seal| seal.businesses_sha256), businesses.collect(), findings);
    if !record.is_withheld() {
        let officers = record.officers.iter().map(|(stated, roster)| (*stated, roster.digest()));
        one_side(EntityKind::Officer, &named(|seal| seal.officers_sha256), officers.collect(), findings);
    }
}

fn one_side(
    kind: EntityKind,
    named: &BTreeSet<Digest>,
    given: Vec<(Digest, Digest)>,
    findings: &mut VerificationFindings,
) {
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
