//! What an imported plan makes of the one here: what it says again is not doubled, what it says anew is added, and a row that it
//! says otherwise is changed. No row goes by an import.

use super::stored::YearPlans;
use crate::course::ReadPlanRow;
use crate::model::{PlanField as F, PlanRow, ToMap, YearPlan, may_be_one_department, normal_key};
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

/// Takes rows of a file into a plan; `id` makes a new identity. A row here is met by one row of the file at most, so that two rows
/// of a file stay two.
pub fn merged<'a>(
    plan: &YearPlan,
    rows: impl IntoIterator<Item = &'a ReadPlanRow>,
    mut id: impl FnMut() -> String,
) -> Merged {
    let read: Vec<(&ReadPlanRow, Cells)> = rows.into_iter().map(|row| (row, folded(&row.cells))).collect();
    let here: Vec<Cells> = plan.rows.iter().map(|row| folded(&row.cells)).collect();
    let mut met = vec![false; here.len()];
    let mut next = Merged { plan: plan.clone(), added: 0, same: 0, changed: Vec::new() };
    let left = without_same(&read, &here, &mut met);
    next.same = read.len() - left.len();
    // Rows of one number, or of one kind, that stand more than once are told apart by nobody.
    let names = KNOWN_BY.map(|by| {
        let of_here: Vec<Name> = here.iter().map(by).collect();
        (count(read.iter().map(|(_, own)| by(own))), count(of_here.iter().cloned()), of_here)
    });
    for at in left {
        let (row, own) = &read[at];
        // It stands in the file twice.
        if read[..at].iter().any(|(_, before)| before == own) {
            next.same += 1;
            continue;
        }
        let place = KNOWN_BY.iter().zip(&names).find_map(|(by, (in_file, in_plan, of_here))| {
            let name = by(own).filter(|name| in_file.get(name) == Some(&1) && in_plan.get(name) == Some(&1));
            let place = of_here.iter().position(|known| name.is_some() && *known == name);
            place.filter(|at| !met[*at] && may_be_one(own, &here[*at]))
        });
        match place {
            Some(at) => {
                met[at] = true;
                next.changed.push(change(&mut next.plan.rows[at], row));
            }
            None => {
                next.plan.rows.push(PlanRow { id: id(), cells: row.cells.clone() });
                next.added += 1;
            }
        }
    }
    next
}

/// The read rows that say something that no row here says. What says the same to the letter goes first, then what says nothing
/// that is not here: a file of fewer columns.
fn without_same(read: &[(&ReadPlanRow, Cells)], here: &[Cells], met: &mut [bool]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..read.len()).collect();
    let says_same: [fn(&Cells, &Cells) -> bool; 2] =
        [|own, known| own == known, |own, known| own.iter().all(|(field, text)| known.get(field) == Some(text))];
    for says in says_same {
        left.retain(|at| {
            let found = here.iter().zip(&mut *met).find(|(known, met)| !**met && says(&read[*at].1, known));
            found.map(|(_, met)| *met = true).is_none()
        });
    }
    left
}

/// Cells as they are compared.
type Cells = BTreeMap<F, String>;

fn folded(cells: &BTreeMap<F, String>) -> Cells {
    cells.iter().map(|(field, text)| (*field, normal_key(text))).to_map()
}

/// What a row is known by; none of one that does not say it.
type Name = Option<Vec<String>>;

const KNOWN_BY: [fn(&Cells) -> Name; 2] = [number, kind];

/// The number of a row.
fn number(cells: &Cells) -> Name {
    cells.get(&F::Number).map(|number| vec![number.clone()])
}

/// What a row is known by besides: what is inspected, by whom, and of whom.
fn kind(cells: &Cells) -> Name {
    let of = |field: F| cells.get(&field).cloned();
    Some(vec![of(F::Title).or_else(|| of(F::Item))?, of(F::Lead)?, of(F::Objects)?])
}

/// Whether two rows may be one. Each department counts its own rows from 1: one number, or one name, is of two rows where the
/// departments are two; a row of another number is another row; and beside the number something else must be the same.
fn may_be_one(one: &Cells, two: &Cells) -> bool {
    let both = |field: F| one.get(&field).zip(two.get(&field));
    let lead = both(F::Lead).map(|(one, two)| may_be_one_department(one, two));
    let is_same = |field: F| both(field).is_some_and(|(one, two)| one == two);
    both(F::Number).is_none_or(|(one, two)| one == two)
        && lead != Some(false)
        && (lead == Some(true) || is_same(F::Title) || is_same(F::Item))
}

fn count(names: impl Iterator<Item = Name>) -> BTreeMap<Vec<String>, usize> {
    let mut counts = BTreeMap::new();
    names.flatten().for_each(|name| *counts.entry(name).or_insert(0) += 1);
    counts
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

fn alike(one: &str, two: &str) -> bool {
    one == two || normal_key(one) == normal_key(two)
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
        let (came, differ) = restore(own, theirs);
        (back, other) = (back + came, other + differ);
    }
    (next, back, other)
}

/// Brings the rows of one plan back. Two machines that imported one file gave its rows an identity each: rows that say the same are
/// one, under both.
fn restore(own: &mut YearPlan, theirs: &YearPlan) -> (usize, usize) {
    let here: Vec<Cells> = own.rows.iter().map(|row| folded(&row.cells)).collect();
    let mut met = vec![false; here.len()];
    let (mut back, mut other) = (0, 0);
    // The identity here of each of their rows.
    let mut known_as: BTreeMap<&str, String> = BTreeMap::new();
    for row in &theirs.rows {
        if let Some(at) = own.rows.iter().position(|known| own.is_row(known, &row.id) || theirs.is_row(row, &known.id))
        {
            met[at] = true;
            other += usize::from(own.rows[at].cells != row.cells);
            known_as.insert(&row.id, own.rows[at].id.clone());
        }
    }
    for row in &theirs.rows {
        if known_as.contains_key(row.id.as_str()) {
            continue;
        }
        let cells = folded(&row.cells);
        let same = here.iter().zip(&met).position(|(known, met)| !met && *known == cells);
        match same {
            Some(at) => met[at] = true,
            None => {
                back += 1;
                own.rows.push(row.clone());
            }
        }
        known_as.insert(&row.id, same.map_or(&row.id, |at| &own.rows[at].id).clone());
    }
    let theirs_too = theirs.aliases.iter().filter_map(|(alias, id)| Some((alias.clone(), known_as.get(id.as_str())?)));
    for (alias, id) in known_as.keys().map(|id| (*id).to_owned()).zip(known_as.values()).chain(theirs_too) {
        if own.rows.iter().all(|row| row.id != alias) {
            own.aliases.insert(alias, id.clone());
        }
    }
    (back, other)
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

    /// Each department counts its own rows: the file of another changes none of them.
    #[test]
    fn the_same_number_of_another_department_is_another_row() {
        let file = |lead: &'static str, titles: [&'static str; 2]| {
            ["1", "2"].iter().zip(titles).map(move |(n, t)| read(&[(F::Number, n), (F::Title, t), (F::Lead, lead)]))
        };
        let first = take(&YearPlan::of(2026), &file("县交通局", ["客运检查", "货运检查"]).collect::<Vec<_>>());
        let next = take(&first.plan, &file("县公安局", ["客运检查", "路面检查"]).collect::<Vec<_>>());
        assert_eq!((next.added, next.changed.len()), (2, 0));
        assert_eq!(next.plan.rows[..2], first.plan.rows);
        // A department written otherwise is the same one; who writes none must call the task the same.
        let own = take(&first.plan, &file("平罗县交通局", ["客运检查", "货运检查"]).collect::<Vec<_>>());
        assert_eq!((own.added, own.changed.len()), (0, 2));
        let bare = |title: &str| take(&first.plan, &[read(&[(F::Number, "2"), (F::Title, title), (F::Ratio, "5%")])]);
        assert_eq!((bare("货运检查").added, bare("货运检查").changed.len()), (0, 1));
        assert_eq!((bare("校车检查").added, bare("校车检查").changed.len()), (1, 0));
    }

    #[test]
    fn a_row_that_stands_twice_in_a_file_is_one_each_time() {
        let row = read(&[(F::Title, "客运检查"), (F::Lead, "县交通局")]);
        let twice = [row.clone(), row];
        let first = take(&YearPlan::of(2026), &twice);
        assert_eq!((first.added, first.same), (1, 1));
        let again = take(&first.plan, &twice);
        assert_eq!((again.added, again.same, again.plan), (0, 2, first.plan));
    }

    /// Two machines read one file; each opens the backup of the other.
    #[test]
    fn a_row_that_two_machines_imported_is_one() {
        let file = [read(&[(F::Title, "甲"), (F::Lead, "甲局")]), read(&[(F::Title, "乙"), (F::Lead, "乙局")])];
        let machine = |name: &str| {
            let mut last = 0;
            let id = || {
                last += 1;
                format!("{name}{last}")
            };
            merged(&YearPlan::of(2026), &file, id).plan
        };
        let plans = |plan: &YearPlan| YearPlans::default().with(plan.clone());
        let (here, mut there) = (machine("a"), machine("b"));
        there.rows.push(there.rows[1].clone());
        there.rows[2].id = "b3".into();
        // The third is a row of its own, though it says the same as the second.
        let (next, back, other) = restored_years(&plans(&here), &plans(&there));
        assert_eq!((back, other), (1, 0));
        let mut next = next.plans[&2026].clone();
        assert_eq!(next.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["a1", "a2", "b3"]);
        assert!(next.is_row(&next.rows[0], "b1") && !next.is_row(&next.rows[0], "b2"));
        // Still one after it is changed on a side, and on the way back.
        next.rows[0].set(F::Note, "改过");
        let (again, back, other) = restored_years(&plans(&next), &plans(&there));
        assert_eq!((again, back, other), (plans(&next), 0, 1));
        let (round, back, other) = restored_years(&plans(&there), &plans(&next));
        assert_eq!((back, other, round.plans[&2026].rows.len()), (0, 1, 3));
        assert!(round.plans[&2026].is_row(&there.rows[0], "a1"));
        // A row that went here comes back as theirs.
        next.rows.remove(0);
        let (came, back, _) = restored_years(&plans(&next), &plans(&there));
        let came = &came.plans[&2026];
        assert_eq!((back, came.rows[2].id.as_str()), (1, "b1"));
        assert!(came.is_row(&came.rows[2], "b1"));
    }

    /// A plan may give one number to several rows, and a row may say less than another.
    #[test]
    fn rows_of_one_number_and_rows_that_say_less_stay() {
        let one = |item: &'static str, when: &'static str| {
            read(&[(F::Number, "P-1"), (F::Item, item), (F::Lead, "甲局"), (F::When, when)])
        };
        let first = take(&YearPlan::of(2026), &[one("资质", "3月"), one("车辆", "3月")]);
        assert_eq!(first.added, 2);
        assert_eq!(take(&first.plan, &[one("资质", "3月"), one("车辆", "3月")]).same, 2);
        // Which of the two is meant, nobody knows: nothing is written over.
        let next = take(&first.plan, &[one("资质", "4月"), one("车辆", "4月")]);
        assert_eq!((next.added, next.changed.len(), &next.plan.rows[..2]), (2, 0, &first.plan.rows[..]));
        let less = [
            read(&[(F::Title, "甲"), (F::Lead, "甲局"), (F::When, "3月")]),
            read(&[(F::Title, "甲"), (F::Lead, "甲局")]),
        ];
        let both = take(&YearPlan::of(2026), &less);
        assert_eq!((both.added, both.same), (2, 0));
        assert_eq!(take(&both.plan, &less).same, 2);
        // A file of fewer columns says nothing new.
        let narrow = [read(&[(F::Title, "甲")]), read(&[(F::Title, "甲")])];
        assert_eq!(take(&both.plan, &narrow).same, 2);
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
