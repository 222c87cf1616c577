//! The strata that a roster of businesses has, by whatever they are made.

use crate::model::{Business, InOrder, StratifyBy, UNRATED};
use crate::roster::checks::label_of;
use crate::roster::{Rows, grade_place};
use crate::state::campaign::Campaign;
use crate::state::model::Model;
use crate::state::rosters::{BusinessRoster, overlay_of};

/// The strata of the businesses that take part, each with how many there are; `None` while the roster is not in memory.
/// Categories and townships stand in the order of first mention, grades in their own, 未评级 last. A business whose category
/// or grade can't be told is in none.
pub fn strata_found(model: &Model, campaign: &Campaign, by: StratifyBy) -> Option<Vec<(String, u32)>> {
    let used = campaign.businesses.as_ref()?;
    let roster = model.businesses(used.blob)?;
    let laid = overlay_of(&roster, used);
    let rows = laid.rows(&roster.reading.rows).filter(|row| row.out.is_none());
    Some(counted(rows.map(|row| row.row), by))
}

/// The same of a roster that was just read.
pub fn strata_of_roster(roster: &BusinessRoster, by: StratifyBy) -> Vec<(String, u32)> {
    let rows = &roster.reading.rows;
    counted((0..rows.len()).filter_map(|place| Some(rows.row(place)?.into_owned())), by)
}

/// More than this many labels are no strata, and are not told apart any further.
const MOST_LABELS: usize = 200;

fn counted(rows: impl Iterator<Item = Business>, by: StratifyBy) -> Vec<(String, u32)> {
    let mut found: Vec<(String, u32)> = Vec::new();
    for label in rows.filter_map(|row| label_of(by, &row)) {
        match found.iter().position(|(known, _)| *known == label) {
            Some(known) => found[known].1 += 1,
            None if found.len() > MOST_LABELS => {}
            None => found.push((label, 1)),
        }
    }
    let mut categories: Vec<String> = Vec::new();
    for category in found.iter().filter_map(|(label, _)| by.category_of(label)) {
        if categories.iter().all(|known| known != category) {
            categories.push(category.to_owned());
        }
    }
    if by.has_grade() {
        let grade = |label: &str| {
            let grade = by.grade_of(label).unwrap_or_default();
            (grade == UNRATED, grade_place(grade).unwrap_or(usize::MAX))
        };
        let category = |label: &str| categories.iter().position(|known| Some(known.as_str()) == by.category_of(label));
        found.order_by_key(|(label, _)| (category(label), grade(label)));
    }
    found
}
