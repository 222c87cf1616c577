//! Compares outcomes and names whom they differ about (protocol §9).

use super::checked::Checked;
use super::difference::{DifferenceKind as WhyAnswer, OutcomePlace};
use super::outcome::{ByDepartment, Outcome, Who};
use std::collections::BTreeSet;

/// The lists of who is drawn.
pub(super) fn lists(checked: &Checked<'_>, expected: &Outcome, recorded: &Outcome) -> Vec<WhyAnswer> {
    let who = |key: &str| checked.who(key);
    let mut found = list(&who, &OutcomePlace::Businesses, &expected.businesses, &recorded.businesses);
    if expected.round != recorded.round {
        found.push(WhyAnswer::Round { expected: expected.round, recorded: recorded.round });
    }
    found.extend(by_department(&who, expected.officers.as_ref(), recorded.officers.as_ref(), OutcomePlace::Officers));
    found
}

/// Who is in which team.
pub(super) fn teams(checked: &Checked<'_>, expected: &Outcome, recorded: &Outcome) -> Vec<WhyAnswer> {
    let who = |key: &str| checked.who(key);
    let numbers = expected.teams.iter().map(|t| t.number);
    if let Some(shape) = numbering(numbers, recorded) {
        return vec![shape];
    }
    let mut found = Vec::new();
    for (right, team) in expected.teams.iter().zip(&recorded.teams) {
        let n = right.number;
        found.extend(list(&who, &OutcomePlace::TeamBusinesses(n), &right.businesses, &team.businesses));
        let place = |department| OutcomePlace::TeamOfficers(n, department);
        found.extend(by_department(&who, right.officers.as_ref(), team.officers.as_ref(), place));
    }
    found
}

/// Whether the teams are numbered so.
pub(super) fn numbering(expected: impl ExactSizeIterator<Item = u32> + Clone, recorded: &Outcome) -> Option<WhyAnswer> {
    let numbers = recorded.teams.iter().map(|t| t.number);
    if expected.len() == numbers.len() && expected.clone().eq(numbers.clone()) {
        return None;
    }
    Some(WhyAnswer::Shape { place: OutcomePlace::Teams, expected: counted(expected), recorded: counted(numbers) })
}

fn counted(numbers: impl ExactSizeIterator<Item = u32>) -> String {
    let count = numbers.len();
    let shown = numbers.take(20).map(|n| n.to_string()).collect::<Vec<_>>().join("、");
    format!("{count}个组（{shown}{}）", if count > 20 { "…" } else { "" })
}

fn by_department(
    who: &impl Fn(&str) -> Who,
    expected: Option<&ByDepartment>,
    recorded: Option<&ByDepartment>,
    place: impl Fn(Option<String>) -> OutcomePlace,
) -> Vec<WhyAnswer> {
    let Some(expected) = expected else { return Vec::new() };
    let Some(recorded) = recorded else { return vec![WhyAnswer::OfficersAbsent(place(None))] };
    let mut found = Vec::new();
    for department in expected.keys().chain(recorded.keys()).collect::<BTreeSet<_>>() {
        let shape = |expected: &str, recorded: &str| WhyAnswer::Shape {
            place: place(None),
            expected: format!("{expected}“{department}”"),
            recorded: recorded.to_owned(),
        };
        match (expected.get(department), recorded.get(department)) {
            (Some(right), Some(keys)) => found.extend(list(who, &place(Some(department.clone())), right, keys)),
            (Some(_), None) => found.push(shape("", "没有这个部门")),
            (None, _) => found.push(shape("的部门里没有", "有这个部门")),
        }
    }
    found
}

/// The keys of a list: who is missing, who is too many, and, where all are there, the first place that differs.
pub(super) fn list(
    who: &impl Fn(&str) -> Who,
    place: &OutcomePlace,
    expected: &[String],
    recorded: &[String],
) -> Vec<WhyAnswer> {
    if expected == recorded {
        return Vec::new();
    }
    let (right, found): (BTreeSet<_>, BTreeSet<_>) = (expected.iter().collect(), recorded.iter().collect());
    let place = || place.clone();
    let missing = expected.iter().filter(|key| !found.contains(key));
    let mut differences: Vec<_> = missing.map(|key| WhyAnswer::Missing { place: place(), who: who(key) }).collect();
    // What stands twice is one too many as well.
    let mut seen = BTreeSet::new();
    let extra = recorded.iter().filter(|key| !right.contains(key) || !seen.insert(*key));
    differences.extend(extra.map(|key| WhyAnswer::Extra { place: place(), who: who(key) }));
    if differences.is_empty() {
        let at = expected.iter().zip(recorded).position(|(a, b)| a != b);
        differences.extend(at.map(|i| WhyAnswer::Order {
            place: place(),
            at: i + 1,
            who: who(&expected[i]),
            recorded: who(&recorded[i]),
        }));
    }
    differences
}
