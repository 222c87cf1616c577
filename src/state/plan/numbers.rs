//! The numbers of a plan as typed: how many teams and officers, and percentages.

use super::draft::{Mode, PlanDraft};
use crate::model::normal_key;

/// How many teams the plan has, as far as that can be read: none 按户.
pub fn teams(plan: &PlanDraft) -> Option<u32> {
    count(&plan.teams).filter(|_| plan.mode == Mode::Teams)
}

/// How many officers its teams take; `None` 按户, and while a number can't be read.
pub fn officers_needed(plan: &PlanDraft) -> Option<u32> {
    let each = plan.departments.iter().map(|d| count(&d.per_team)).try_fold(0_u32, |all, n| all.checked_add(n?))?;
    each.checked_mul(teams(plan)?)
}

/// A number of a box, as far as it is one.
pub(super) fn count(text: &str) -> Option<u32> {
    fold_digits(text).parse().ok().filter(|n| *n <= 10_000)
}

/// Full-width digits and signs as half-width, without white space.
fn fold_digits(text: &str) -> String {
    normal_key(text)
}

/// A percentage with at most two decimals, as basis points from 1 to 10,000.
pub(super) fn basis_points(text: &str) -> Option<u32> {
    basis_points_or_none(text).filter(|b| *b > 0)
}

/// The same from 0 on: at most none.
pub(super) fn basis_points_or_none(text: &str) -> Option<u32> {
    let text = fold_digits(text);
    let text = text.strip_suffix('%').unwrap_or(&text);
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > 2 || !whole.bytes().chain(decimals.bytes()).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let whole: u32 = whole.parse().ok().filter(|w| *w <= 100)?;
    let hundredths: u32 = format!("{decimals:0<2}").parse().ok()?;
    Some(whole * 100 + hundredths).filter(|b| *b <= 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages() {
        for (text, points) in
            [("10", 1000), ("１０％", 1000), ("12.5", 1250), ("0.01", 1), ("100", 10_000), ("3.", 300)]
        {
            assert_eq!(basis_points(text), Some(points), "{text}");
        }
        for text in ["", "0", "100.01", "-1", "1.234", "十", "1e2", "+5", "."] {
            assert_eq!(basis_points(text), None, "{text}");
        }
        assert_eq!(basis_points_or_none("0"), Some(0));
        for text in ["", ".", "-0", "100.01", "%"] {
            assert_eq!(basis_points_or_none(text), None, "{text}");
        }
    }
}
