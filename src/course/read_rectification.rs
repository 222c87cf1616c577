//! The rows of the sheet 整改复查.

use super::day_fault::DayFault;
use super::entry::Change;
use super::entry_rectification::{RectificationColumn as C, RectificationField as F, reinspector_names};
use super::read_entry::{EntryRow, Reader, clears, said};
use super::{WorklistItem, rectification_faults, reinspectors};
use crate::model::{Inspection, Reinspection, normal_key};
use crate::text::lists;
use crate::workbook::SheetTable;
use std::collections::HashSet;

/// The columns that say something.
const FIELDS: [C; 6] = [C::Paper, C::Due, C::Done, C::Reinspected, C::Reinspectors, C::Outcome];

impl Reader<'_> {
    pub(super) fn rectifications(&mut self, table: &SheetTable, seen: &mut HashSet<String>) {
        for row in table.filled() {
            let broken = |c: &C| row.cells.get(*c as usize).is_some_and(|cell| cell.broken);
            if row.is_empty(FIELDS.map(|c| c as usize).into_iter()) && !FIELDS.iter().any(broken) {
                continue;
            }
            let Some(business) = self.business(table, row, (C::Name as usize, C::Credit as usize)) else { continue };
            self.done.rows += 1;
            let at = EntryRow { table, row, business };
            if !seen.insert(business.key.clone()) {
                let message = "前面已有同一户的一行，这一行没有采用。请合并后再导入".to_owned();
                self.problem(table, row, C::Name as usize, true, message);
                continue;
            }
            self.broken(&at, C::Paper as usize..=C::Outcome as usize);
            // The same file may hold the result that orders it.
            let mut inspection = self.inspection_by_now(&business.key);
            if !inspection.orders_rectification() {
                let message = format!(
                    "“{}”的检查结果和后续处置都不是责令改正，这一行没有采用。请先录入检查结果，或删去这一行",
                    business.name
                );
                self.problem(table, row, C::Name as usize, true, message);
                continue;
            }
            for column in FIELDS {
                if let Some(field) = self.rectification_field(&at, column) {
                    let change = Change::Rectification(field);
                    change.apply(&mut inspection);
                    self.differ(&at, column as usize, change);
                }
            }
            self.contradictions(&at, &inspection);
        }
    }

    /// What stands at a business once what was read so far is taken.
    fn inspection_by_now(&self, key: &str) -> Inspection {
        let mut inspection = self.inspection(key);
        self.done.differences.iter().filter(|d| d.business.key == key).for_each(|d| d.change.apply(&mut inspection));
        inspection
    }

    /// What the cell says, if it says anything that can be taken.
    fn rectification_field(&mut self, at: &EntryRow<'_>, column: C) -> Option<F> {
        let text = at.row.text(column as usize).to_owned();
        if text.is_empty() {
            return None;
        }
        let empties = clears(&text);
        Some(match column {
            C::Paper => F::Number(said(&text)?),
            C::Done => F::Done(said(&text)?),
            C::Due if empties => F::Due(None),
            C::Reinspected if empties => F::Reinspected(None),
            C::Reinspectors if empties => F::Reinspectors(Vec::new()),
            C::Outcome if empties => F::Outcome(None),
            C::Due | C::Reinspected => return self.rectification_day(at, column, &text),
            C::Reinspectors => F::Reinspectors(self.reinspectors_named(at, &text)?),
            C::Outcome => {
                let found = Reinspection::ALL.into_iter().find(|o| normal_key(o.title()) == normal_key(&text));
                if found.is_none() {
                    let message = format!("“{text}”不是复查结果，请填写“已整改到位”“部分整改”或“未整改”");
                    self.problem(at.table, at.row, column as usize, true, message);
                }
                F::Outcome(Some(found?))
            }
            C::Number | C::Name | C::Credit | C::Team => return None,
        })
    }

    fn rectification_day(&mut self, at: &EntryRow<'_>, column: C, text: &str) -> Option<F> {
        let Some(day) = at.row.cells.get(column as usize).and_then(|cell| cell.day) else {
            let message = format!("“{text}”不是日期，请写成 2018-12-12 的样子");
            self.problem(at.table, at.row, column as usize, true, message);
            return None;
        };
        if column == C::Due {
            return Some(F::Due(Some(day)));
        }
        if let Err(fault) = DayFault::not_future("复查日期", day, self.facts.today) {
            self.problem(at.table, at.row, column as usize, true, fault.to_string());
            return None;
        }
        Some(F::Reinspected(Some(day)))
    }

    /// The officers whom the text names, of those who can re-inspect the business.
    fn reinspectors_named(&mut self, at: &EntryRow<'_>, text: &str) -> Option<Vec<String>> {
        let mut keys = Vec::new();
        for name in lists::values(text) {
            let Some(key) = self.reinspector(at.business, &name) else {
                let message = format!("“{name}”不是检查这一户的部门的人员，或者有同名的，请核实");
                self.problem(at.table, at.row, C::Reinspectors as usize, true, message);
                return None;
            };
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        // The same people in another order are no difference.
        let was = self.inspection(&at.business.key).rectification.unwrap_or_default().reinspectors;
        let same = was.len() == keys.len() && was.iter().all(|key| keys.contains(key));
        Some(if same { was } else { keys })
    }

    fn reinspector(&self, business: &WorklistItem, text: &str) -> Option<String> {
        let (list, wanted) = (self.facts.list, normal_key(text));
        let able = || reinspectors(list, business).into_iter();
        let label = |key: &str| normal_key(&reinspector_names(list, &[key.to_owned()]));
        let exact = able().find(|key| *key == wanted || label(key) == wanted);
        let mut by_name = able().filter(|key| normal_key(list.officer_name(key)) == wanted);
        let only = match (by_name.next(), by_name.next()) {
            (Some(key), None) => Some(key),
            _ => None,
        };
        exact.or(only).map(str::to_owned)
    }

    /// Tells of what does not reconcile; it is taken all the same, as on the screen.
    fn contradictions(&mut self, at: &EntryRow<'_>, inspection: &Inspection) {
        for fault in rectification_faults(self.facts.list, at.business, inspection, true) {
            self.problem(at.table, at.row, C::Name as usize, false, format!("“{}”：{fault}", at.business.name));
        }
    }
}
