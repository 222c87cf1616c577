//! What can be recomputed of an attempt whose officers are withheld (protocol §8): every business drawn, substituted or
//! not, and the shape of the teams. All that is said of officers is a claim.

use super::checked::CheckedPublic;
use super::compare;
use super::difference::{DifferenceKind as WhyAnswer, OutcomePlace};
use super::drawing::LAST_ROUND;
use super::in_force::BusinessesInForce;
use super::outcome::Outcome;
use super::record::Attempt;
use super::seal::{Mode, size};
use super::teams::sizes;
use super::verify::{CheckName, Findings};
use crate::model::Digest;
use crate::model::EntityKind;
use std::collections::{HashMap, HashSet};

pub(super) fn outcome(public: &CheckedPublic<'_>, attempt: &Attempt, place: usize, findings: &mut Findings) {
    let Some(recorded) = &attempt.outcome else { return };
    let at = Some(place);
    let given = recorded.officers.is_some().then_some(WhyAnswer::OfficersGiven(OutcomePlace::Officers(None)));
    findings.add(CheckName::Lists, at, given);
    let beyond = (recorded.round > LAST_ROUND).then_some(WhyAnswer::RoundBeyond(recorded.round));
    findings.add(CheckName::Lists, at, beyond);
    findings.add(CheckName::Teams, at, teams(public, recorded));
    let Some(seed) = attempt.seed else {
        findings.add(CheckName::Lists, at, [WhyAnswer::OutcomeUnfounded]);
        return findings.not_made(&[CheckName::Lists, CheckName::Substitutions]);
    };
    let drawn: Vec<_> = public.draw_businesses(seed).into_iter().map(|placed| placed.key).collect();
    let who = |key: &str| public.who(key);
    findings.add(CheckName::Lists, at, compare::list(&who, &OutcomePlace::Businesses, &drawn, &recorded.businesses));
    findings.add(CheckName::Substitutions, at, substitutions(public, attempt, recorded, seed));
}

/// They are numbered from 1, as many as they should be, of the right sizes, and hold each drawn business once and in the
/// record's order; in mode `per-business` team *i* the *i*-th.
fn teams(public: &CheckedPublic<'_>, outcome: &Outcome) -> Vec<WhyAnswer> {
    let drawn = outcome.businesses.len();
    let count = match public.seal.matching.mode {
        Mode::Teams => public.seal.matching.teams.unwrap_or(0),
        Mode::PerBusiness => u32::try_from(drawn).unwrap_or(u32::MAX),
    };
    // Of a half-open range it is known how long it is.
    if let Some(shape) = compare::numbering((0..count).map(|n| n + 1), outcome) {
        return vec![shape];
    }
    let given = outcome.teams.iter().filter(|t| t.officers.is_some());
    let mut found: Vec<_> =
        given.map(|t| WhyAnswer::OfficersGiven(OutcomePlace::TeamOfficers(t.number, None))).collect();
    for (team, size) in outcome.teams.iter().zip(sizes(drawn, size(count))).filter(|(t, n)| t.businesses.len() != *n) {
        let (place, recorded) = (OutcomePlace::TeamBusinesses(team.number), format!("{}户", team.businesses.len()));
        found.push(WhyAnswer::Shape { place, expected: format!("{size}户"), recorded });
    }
    found.extend(order(public, outcome));
    found
}

/// Each drawn business stands in one team, and there in the record's order.
fn order(public: &CheckedPublic<'_>, outcome: &Outcome) -> Vec<WhyAnswer> {
    let places: HashMap<_, _> = outcome.businesses.iter().enumerate().map(|(i, key)| (key, i)).collect();
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    for team in &outcome.teams {
        let place = || OutcomePlace::TeamBusinesses(team.number);
        let extra = team.businesses.iter().filter(|key| !places.contains_key(key) || !seen.insert(*key));
        found.extend(extra.map(|key| WhyAnswer::Extra { place: place(), who: public.who(key) }));
        let mut right: Vec<_> = team.businesses.iter().filter(|key| places.contains_key(key)).collect();
        right.sort_by_key(|key| places[*key]);
        let right: Vec<_> = right.into_iter().cloned().collect();
        if right.len() == team.businesses.len() {
            found.extend(compare::list(&|key: &str| public.who(key), &place(), &right, &team.businesses));
        }
    }
    let missing = outcome.businesses.iter().filter(|key| !seen.contains(key));
    found.extend(missing.map(|key| WhyAnswer::Missing { place: OutcomePlace::Teams, who: public.who(key) }));
    if public.seal.matching.mode == Mode::PerBusiness && found.is_empty() {
        for (team, key) in outcome.teams.iter().zip(&outcome.businesses) {
            let right = std::slice::from_ref(key);
            let place = OutcomePlace::TeamBusinesses(team.number);
            found.extend(compare::list(&|key: &str| public.who(key), &place, right, &team.businesses));
        }
    }
    found
}

fn substitutions(public: &CheckedPublic<'_>, attempt: &Attempt, outcome: &Outcome, seed: Digest) -> Vec<WhyAnswer> {
    let mut force = BusinessesInForce::new(public, seed, outcome.teams.clone());
    let mut found = Vec::new();
    for (number, entry) in (1..).zip(&attempt.substitutions) {
        if entry.kind == EntityKind::Officer {
            let named = entry.out.is_some() || entry.incoming.is_some();
            found.extend(named.then_some(WhyAnswer::OfficersGiven(OutcomePlace::Substitution(number))));
            continue;
        }
        let Some(out) = &entry.out else {
            found.push(WhyAnswer::NobodyOut(number));
            continue;
        };
        match force.next(entry.team, out) {
            Err(refusal) => {
                found.push(WhyAnswer::Substitution { number, refusal });
                continue;
            }
            Ok(incoming) if incoming == entry.incoming.as_deref() => {}
            Ok(incoming) => {
                let recorded = entry.incoming.as_ref().map(|key| public.who(key));
                let (team, out, who) = (entry.team, public.who(out), incoming.map(|key| public.who(key)));
                found.push(WhyAnswer::Incoming { number, team, out, who, recorded });
            }
        }
        force.put(entry.team, out, entry.incoming.as_deref());
    }
    found
}
