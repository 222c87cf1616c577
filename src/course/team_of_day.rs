//! A department's officers in a team as they stood on a day: whoever was replaced later was in it then.

use crate::draw::{Substitution, Team, Who};
use crate::model::EntityKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The officers of a department in a team, as drawn, as they stood on that day, by key; without a day, as they stand now. A
/// replacement counts from its own day on.
pub fn officers_on<'a>(
    drawn: &'a Team,
    substitutions: &'a [Substitution],
    department: &str,
    day: Option<NaiveDate>,
) -> Vec<&'a str> {
    let mut keys: Vec<&str> = drawn.officers_of(department).iter().map(String::as_str).collect();
    let of_team = replacements(drawn.number, substitutions).filter(|s| day.is_none_or(|day| on(s) <= day));
    for s in of_team {
        let Some(place) = keys.iter().position(|key| s.out.as_deref() == Some(key)) else { continue };
        match s.incoming.as_deref() {
            Some(incoming) => keys[place] = incoming,
            None => drop(keys.remove(place)),
        }
    }
    keys
}

/// The officers of a department at a business, before a replacement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Former {
    /// The day of the replacement.
    pub(super) until: NaiveDate,
    /// Who was to inspect on the days before it.
    pub(super) officers: Vec<Who>,
}

/// What stood before each replacement in the team, the first one first.
pub(super) fn former(
    drawn: &Team,
    substitutions: &[Substitution],
    department: &str,
    who: impl Fn(&str) -> Who,
) -> Vec<Former> {
    let mut days: Vec<NaiveDate> = replacements(drawn.number, substitutions).map(on).collect();
    days.sort_unstable();
    days.dedup();
    let before = |until: NaiveDate| {
        let officers = officers_on(drawn, substitutions, department, Some(until.pred_opt()?));
        Some(Former { until, officers: officers.into_iter().map(&who).collect() })
    };
    days.into_iter().filter_map(before).collect()
}

fn replacements(team: u32, substitutions: &[Substitution]) -> impl Iterator<Item = &Substitution> {
    substitutions.iter().filter(move |s| s.kind == EntityKind::Officer && s.team == team)
}

fn on(replaced: &Substitution) -> NaiveDate {
    replaced.at.stamp().date_naive()
}
