//! What an imported plan makes of the one here: what it says again is not doubled, what it says anew is added, and a row that it
//! says otherwise is changed. No row goes by an import.

use super::stored::YearPlans;
use crate::course::ReadPlanRow;
use crate::model::{PlanField as F, PlanRow, ToMap, YearPlan, normal_key};
use std::collections::BTreeMap;

/// A row that is said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowChange {
    /// What it is called.
    pub name: String,
    /// Which cells, with what was and what is.
    pub cells: Vec<(F, String, String)>,
}

/// The plan with what was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// It.
    pub plan: YearPlan,
    /// How many rows are new.
    pub added: usize,
    /// How many were here already, or stood in the file before.
    pub same: usize,
    /// Those that are changed. An empty cell changes nothing.
    pub changed: Vec<RowChange>,
}

/// Takes rows of a file into a plan; `id` makes a new identity.
pub fn merged<'a>(
    plan: &YearPlan,
    rows: impl IntoIterator<Item = &'a ReadPlanRow>,
    mut id: impl FnMut() -> String,
) -> Merged {
    let read: Vec<&ReadPlanRow> = rows.into_iter().collect();
    let mut next = Merged { plan: plan.clone(), added: 0, same: 0, changed: Vec::new() };
    // Rows of one kind that stand more than once are told apart by nobody.
    let keys = count(read.iter().filter_map(|row| key(&row.cells)));
    let here = count(plan.rows.iter().filter_map(|row| key(&row.cells)));
    let mut known: Vec<_> = next.plan.rows.iter().map(|row| folded(&row.cells)).collect();
    for row in read {
        let own_cells = folded(&row.cells);
        if known.iter().any(|cells| own_cells.iter().all(|(field, text)| cells.get(field) == Some(text))) {
            next.same += 1;
            continue;
        }
        let number = row.cells.get(&F::Number).map(|number| normal_key(number)).filter(|n| !n.is_empty());
        let own = key(&row.cells).filter(|key| keys.get(key) == Some(&1) && here.get(key) == Some(&1));
        let is_it = |known: &PlanRow| match &number {
            Some(number) if !known.get(F::Number).is_empty() => normal_key(known.get(F::Number)) == *number,
            _ => own.is_some() && key(&known.cells) == own,
        };
        // Only what was here before is changed: two rows of a file stay two.
        match next.plan.rows.iter_mut().take(plan.rows.len()).find(|known| is_it(known)) {
            Some(row_here) => next.changed.push(change(row_here, row)),
            None => {
                next.plan.rows.push(PlanRow { id: id(), cells: row.cells.clone() });
                known.push(own_cells);
                next.added += 1;
            }
        }
    }
    next
}

fn change(known: &mut PlanRow, row: &ReadPlanRow) -> RowChange {
    let name = known.name().to_owned();
    let mut cells = Vec::new();
    for (field, text) in &row.cells {
        let was = known.get(*field).to_owned();
        if !alike(&was, text) {
            known.set(*field, text);
            cells.push((*field, was, text.clone()));
        }
    }
    RowChange { name, cells }
}

/// Cells as they are compared.
fn folded(cells: &BTreeMap<F, String>) -> BTreeMap<F, String> {
    cells.iter().map(|(field, text)| (*field, normal_key(text))).to_map()
}

fn alike(one: &str, two: &str) -> bool {
    one == two || normal_key(one) == normal_key(two)
}

/// What a row without a number is known by: what is inspected, by whom, and of whom.
fn key(cells: &BTreeMap<F, String>) -> Option<[String; 3]> {
    let of = |field: F| cells.get(&field).map(|text| normal_key(text)).filter(|key| !key.is_empty());
    Some([of(F::Title).or_else(|| of(F::Item))?, of(F::Lead)?, of(F::Objects)?])
}

fn count(keys: impl Iterator<Item = [String; 3]>) -> BTreeMap<[String; 3], usize> {
    let mut counts = BTreeMap::new();
    keys.for_each(|key| *counts.entry(key).or_insert(0) += 1);
    counts
}

/// The plans here with those of a backup: rows that are not here come back, those that are stay as they are here. How many came
/// back, and how many say something else in the backup.
pub fn restored_years(here: &YearPlans, backup: &YearPlans) -> (YearPlans, usize, usize) {
    let (mut next, mut back, mut other) = (here.clone(), 0, 0);
    for (year, theirs) in &backup.plans {
        let Some(own) = next.plans.get_mut(year) else {
            back += theirs.rows.len();
            next.plans.insert(*year, theirs.clone());
            continue;
        };
        for row in &theirs.rows {
            match own.rows.iter().find(|known| known.id == row.id) {
                Some(known) => other += usize::from(known != row),
                None => {
                    back += 1;
                    own.rows.push(row.clone());
                }
            }
        }
    }
    (next, back, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[(F, &str)]) -> ReadPlanRow {
        let mut row = ReadPlanRow::default();
        cells.iter().for_each(|(field, text)| drop(row.cells.insert(*field, (*text).to_owned())));
        row
    }

    fn take(plan: &YearPlan, rows: &[ReadPlanRow]) -> Merged {
        let mut last = plan.rows.len();
        merged(plan, rows, || {
            last += 1;
            format!("r-{last}")
        })
    }

    #[test]
    fn a_plan_is_not_doubled_and_none_of_its_rows_goes() {
        let (a, b) = ("县交通局", "县公安局");
        let rows = [
            read(&[(F::Title, "客运检查"), (F::Lead, a), (F::Objects, "客运企业"), (F::When, "3月")]),
            read(&[(F::Title, "客运检查"), (F::Lead, b), (F::Objects, "客运企业"), (F::When, "4月")]),
            read(&[(F::Title, "客运检查"), (F::Lead, b), (F::Objects, "客运企业"), (F::When, "9月")]),
        ];
        let first = take(&YearPlan::of(2026), &rows);
        assert_eq!((first.added, first.same, first.changed.len()), (3, 0, 0));
        let again = take(&first.plan, &rows);
        assert_eq!((again.added, again.same, &again.plan), (0, 3, &first.plan));
        // The row of its kind is changed, an empty cell changes nothing; of two of a kind nobody knows which is meant.
        let later = [
            read(&[(F::Title, "客运检查"), (F::Lead, a), (F::Objects, "客运企业"), (F::Ratio, "5%")]),
            read(&[(F::Title, "客运检查"), (F::Lead, b), (F::Objects, "客运企业"), (F::When, "10月")]),
        ];
        let next = take(&first.plan, &later);
        assert_eq!((next.added, next.same), (1, 0));
        assert_eq!(next.changed[0].cells, [(F::Ratio, String::new(), "5%".to_owned())]);
        assert_eq!(next.plan.rows[0].get(F::When), "3月");
        assert_eq!(next.plan.rows.len(), 4);
        // A row that stands twice in a file is one.
        assert_eq!(take(&YearPlan::of(2026), &[rows[0].clone(), rows[0].clone()]).same, 1);
    }

    #[test]
    fn a_number_says_which_row_it_is() {
        let first =
            take(&YearPlan::of(2026), &[read(&[(F::Number, "A-1"), (F::Title, "客运检查"), (F::Lead, "甲局")])]);
        let next = take(&first.plan, &[read(&[(F::Number, "a-１"), (F::Title, "客运专项检查"), (F::Lead, "甲局")])]);
        assert_eq!((next.added, next.changed.len(), next.plan.rows.len()), (0, 1, 1));
        assert_eq!(next.plan.rows[0].get(F::Title), "客运专项检查");
        let other = take(&first.plan, &[read(&[(F::Number, "A-2"), (F::Title, "客运检查"), (F::Lead, "甲局")])]);
        assert_eq!(other.added, 1);
    }

    #[test]
    fn a_backup_brings_rows_back_and_changes_none() {
        let here = take(&YearPlan::of(2026), &[read(&[(F::Title, "甲")]), read(&[(F::Title, "乙")])]).plan;
        let mut later = here.clone();
        later.rows.remove(0);
        later.rows[0].set(F::Note, "改过");
        let plans = |plan: YearPlan| YearPlans::default().with(plan);
        let (next, back, other) = restored_years(&plans(later.clone()), &plans(here.clone()));
        assert_eq!((back, other), (1, 1));
        assert_eq!(next.plans[&2026].rows, [later.rows[0].clone(), here.rows[0].clone()]);
        assert_eq!(restored_years(&YearPlans::default(), &plans(here.clone())), (plans(here), 2, 0));
    }
}
