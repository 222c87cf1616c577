//! The chain of attempts and the voids between them (protocol §8 and §9).

use super::difference::DifferenceKind as WhyAnswer;
use super::record::{Record, Void};
use super::text::text_fault;
use super::verify::{CheckName, Findings};
use crate::model::Digest;
use std::collections::BTreeMap;

/// Attempt *n* stands at place *n*, names the one before by what binds it, has a nonce of its own; each but the last is
/// void, the last void or drawn.
pub(super) fn chain(record: &Record, findings: &mut Findings) {
    let mut previous = None;
    let mut nonces = BTreeMap::<Digest, usize>::new();
    for (i, attempt) in record.attempts.iter().enumerate() {
        let (place, seal) = (i + 1, &attempt.seal);
        let mut found = Vec::new();
        if usize::try_from(seal.campaign.attempt) != Ok(place) {
            found.push(WhyAnswer::Attempt { expected: place, recorded: seal.campaign.attempt });
        }
        if seal.previous != previous {
            found.push(WhyAnswer::Previous { expected: previous, recorded: seal.previous });
        }
        match nonces.get(&seal.nonce_sha256) {
            Some(earlier) => found.push(WhyAnswer::NonceAgain(*earlier)),
            None => drop(nonces.insert(seal.nonce_sha256, place)),
        }
        let last = place == record.attempts.len();
        match &attempt.void {
            Some(void) => found.extend(of_void(void)),
            None if !last => found.push(WhyAnswer::VoidMissing),
            None if attempt.outcome.is_none() => found.push(WhyAnswer::Unfinished),
            None => {}
        }
        findings.add(CheckName::Chain, Some(place), found);
        previous = Some(attempt.link());
    }
}

fn of_void(void: &Void) -> Vec<WhyAnswer> {
    let mut found: Vec<_> = explained("作废", &void.reason, &void.approved_by).collect();
    if void.witnesses.is_empty() {
        found.push(WhyAnswer::NoWitness);
    }
    found.extend(void.witnesses.iter().filter_map(|witness| unexplained("作废", "见证人", witness)));
    found
}

/// What is wrong with the reason and the approver of an entry.
pub(super) fn explained<'a>(
    entry: &'a str,
    reason: &'a str,
    approved_by: &'a str,
) -> impl Iterator<Item = WhyAnswer> + 'a {
    [("原因", reason), ("批准人", approved_by)]
        .into_iter()
        .filter_map(move |(what, text)| unexplained(entry, what, text))
}

fn unexplained(entry: &str, what: &'static str, text: &str) -> Option<WhyAnswer> {
    text_fault(text).map(|fault| WhyAnswer::Unexplained { entry: entry.to_owned(), what, fault })
}
