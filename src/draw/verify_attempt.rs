//! Recomputes one attempt of a record (protocol §9).

use super::chain::explained;
use super::checked::{Checked, CheckedPublic};
use super::compare;
use super::difference::DifferenceKind as WhyAnswer;
use super::drawn::Drawn;
use super::in_force::InForce;
use super::numbers::check_number;
use super::outcome::Outcome;
use super::record::{Attempt, Record};
use super::remark;
use super::seal_fault::SealFault;
use super::seed::seed;
use super::substitution::Substitution;
use super::verify::{CheckName, Findings};
use super::verify_withheld as withheld;

/// What needs a seal that keeps the rules.
const OF_OUTCOME: [CheckName; 3] = [CheckName::Lists, CheckName::Teams, CheckName::Substitutions];

pub(super) fn attempt(record: &Record, place: usize, attempt: &Attempt, findings: &mut Findings) {
    let at = Some(place);
    let (recorded, computed) = (attempt.commitment, attempt.seal.commitment());
    let commitment = (recorded != computed).then_some(WhyAnswer::Commitment { recorded, computed });
    findings.add(CheckName::Commitment, at, commitment);
    findings.add(CheckName::Seed, at, seeding(attempt));
    findings.remark(place, remark::of_attempt(attempt));
    of_substitution_texts(attempt, place, findings);
    let Some(businesses) = record.businesses_of(attempt) else { return not_made(attempt, findings) };
    if record.is_withheld() {
        match CheckedPublic::new(&attempt.seal, businesses) {
            Ok(public) => withheld::outcome(&public, attempt, place, findings),
            Err(faults) => broken(faults, attempt, place, findings),
        }
        return;
    }
    let Some(officers) = record.officers_of(attempt) else {
        let faults = CheckedPublic::new(&attempt.seal, businesses).err().unwrap_or_default();
        return broken(faults, attempt, place, findings);
    };
    match Checked::new(&attempt.seal, businesses, officers) {
        Ok(checked) => outcome(&checked, attempt, place, findings),
        Err(faults) => broken(faults, attempt, place, findings),
    }
}

/// The seal breaks rules: nothing can be drawn from it.
fn broken(faults: Vec<SealFault>, attempt: &Attempt, place: usize, findings: &mut Findings) {
    findings.add(CheckName::Commitment, Some(place), faults.into_iter().map(WhyAnswer::Rule));
    not_made(attempt, findings);
}

fn not_made(attempt: &Attempt, findings: &mut Findings) {
    if attempt.outcome.is_some() {
        findings.not_made(&OF_OUTCOME);
    }
}

/// The numbers are those confirmed, of the first contributors; the seed is there exactly when all numbers and the nonce are.
fn seeding(attempt: &Attempt) -> Vec<WhyAnswer> {
    let (seal, numbers) = (&attempt.seal, &attempt.contributions);
    let mut found = Vec::new();
    for (i, c) in numbers.iter().enumerate() {
        let sealed = seal.contributors.get(i);
        if sealed != Some(&c.label) {
            let sealed = sealed.cloned().unwrap_or_default();
            found.push(WhyAnswer::Contributor { place: i + 1, sealed, recorded: c.label.clone() });
        }
        found.extend(check_number(&c.value).err().map(|fault| WhyAnswer::Number { label: c.label.clone(), fault }));
    }
    match attempt.nonce {
        Some(nonce) => {
            let (sealed, computed) = (seal.nonce_sha256, nonce.digest());
            found.extend((sealed != computed).then_some(WhyAnswer::Nonce { sealed, computed }));
        }
        None if attempt.void.is_none() => found.push(WhyAnswer::NonceMissing),
        None => {}
    }
    let nonce = attempt.nonce.filter(|_| numbers.len() == seal.contributors.len());
    match (attempt.seed, nonce) {
        (Some(recorded), Some(nonce)) => {
            let computed = seed(&attempt.commitment, &nonce, numbers);
            found.extend((recorded != computed).then_some(WhyAnswer::Seed { recorded, computed }));
        }
        (Some(_), None) => found.push(WhyAnswer::SeedUnfounded),
        (None, Some(_)) => found.push(WhyAnswer::SeedHidden),
        (None, None) => {}
    }
    found
}

/// Each says why, and by whom it was approved; there are some only with an outcome.
fn of_substitution_texts(attempt: &Attempt, place: usize, findings: &mut Findings) {
    let count = attempt.substitutions.len();
    if attempt.outcome.is_none() && count > 0 {
        findings.add(CheckName::Substitutions, Some(place), [WhyAnswer::SubstitutionsUnfounded(count)]);
    }
    for (number, s) in (1..).zip(&attempt.substitutions) {
        let entry = format!("第{number}次替补");
        findings.add(CheckName::Substitutions, Some(place), explained(&entry, &s.reason, &s.approved_by));
    }
}

fn outcome(checked: &Checked<'_>, attempt: &Attempt, place: usize, findings: &mut Findings) {
    let Some(recorded) = &attempt.outcome else { return };
    let at = Some(place);
    findings.remark(place, remark::of_officers(checked, attempt, recorded));
    let Some(seed) = attempt.seed else {
        findings.add(CheckName::Lists, at, [WhyAnswer::OutcomeUnfounded]);
        return findings.not_made(&OF_OUTCOME);
    };
    let drawn = checked.draw(seed);
    findings.add(CheckName::Lists, at, compare::lists(checked, &drawn.outcome, recorded));
    findings.add(CheckName::Teams, at, compare::teams(checked, &drawn.outcome, recorded));
    // Judged on the teams as they are recorded.
    let outcome = Outcome { teams: recorded.teams.clone(), ..drawn.outcome };
    let drawn = Drawn { outcome, ..drawn };
    findings.add(CheckName::Substitutions, at, substitutions(checked, &drawn, &attempt.substitutions));
}

/// Each in turn, judged on the teams that the ones before it left, as they are recorded.
fn substitutions(checked: &Checked<'_>, drawn: &Drawn, entries: &[Substitution]) -> Vec<WhyAnswer> {
    let mut force = InForce::new(checked, drawn);
    let mut found = Vec::new();
    for (number, entry) in (1..).zip(entries) {
        let Some(out) = &entry.out else {
            found.push(WhyAnswer::NobodyOut(number));
            continue;
        };
        match force.next(entry.kind, entry.team, out) {
            Err(refusal) => {
                found.push(WhyAnswer::Substitution { number, refusal });
                continue;
            }
            Ok(incoming) if incoming.who.as_ref().map(|who| &who.key) == entry.incoming.as_ref() => {}
            Ok(incoming) => {
                let recorded = entry.incoming.as_ref().map(|key| checked.who(key));
                let (team, out, who) = (entry.team, checked.who(out), incoming.who);
                found.push(WhyAnswer::Incoming { number, team, out, who, recorded });
            }
        }
        force.take(entry, out);
    }
    found
}
