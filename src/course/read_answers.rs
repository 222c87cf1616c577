//! The rows of one 检查要点 each.

use super::answers::{PointColumn as P, PointOf, points_of};
use super::entry::{CLEAR, Change};
use super::read_entry::{EntryRow, Reader};
use crate::model::{Conformity, normal_key};
use crate::workbook::SheetTable;

impl Reader<'_> {
    pub(super) fn points(&mut self, table: &SheetTable) {
        for row in table.filled() {
            let answer = P::Answer as usize;
            if row.text(answer).is_empty() && !row.cells.get(answer).is_some_and(|cell| cell.broken) {
                continue;
            }
            let Some(business) = self.business(table, row, (P::Name as usize, P::Code as usize)) else { continue };
            self.done.rows += 1;
            let at = EntryRow { table, row, business };
            self.broken(&at, answer..=answer);
            if row.text(answer).is_empty() {
                continue;
            }
            let Some((department, item, point)) = self.point(&at) else { continue };
            // 检查要点 and the item have one row each.
            if !self.first(&at, Some((department.clone(), format!("{item}\n{point}"))), P::Point as usize) {
                continue;
            }
            let Some(said) = said(row.text(answer)) else {
                let message = format!("“{}”看不出是否符合，请填写“符合”“不符合”或“不适用”", row.text(answer));
                self.problem(table, row, answer, true, message);
                continue;
            };
            self.differ(&at, answer, Change::Answer(department, item, point, said));
        }
    }

    /// The department, item and point of a row.
    fn point(&mut self, at: &EntryRow<'_>) -> Option<(String, String, String)> {
        let same = |a: &str, b: &str| normal_key(a) == normal_key(b);
        let [department, item, point] = [P::Department, P::Item, P::Point].map(|column| at.row.text(column as usize));
        let inspection = self.inspection(&at.business.key);
        let known = points_of(self.facts.list, at.business, &inspection);
        let is_it =
            |p: &&PointOf<'_>| same(p.department, department) && same(p.item, item) && same(&p.point.text, point);
        let found = known.iter().find(is_it).map(|p| (p.department.into(), p.item.into(), p.point.text.clone()));
        if found.is_none() {
            let message = format!("“{department}”对“{}”的“{item}”没有检查要点“{point}”，请改正", at.business.name);
            self.problem(at.table, at.row, P::Point as usize, true, message);
        }
        found
    }
}

/// What a cell says of a point: an answer, or that there is none.
fn said(text: &str) -> Option<Option<Conformity>> {
    let key = normal_key(text);
    if key == CLEAR || key == Conformity::UNSEEN {
        return Some(None);
    }
    // As a hand that ticks would write it.
    let signs = match key.as_str() {
        "√" | "✓" | "是" | "合格" => Some(Conformity::Conforms),
        "×" | "X" | "否" | "不合格" => Some(Conformity::Fails),
        "/" | "—" | "无此项" => Some(Conformity::NotApplicable),
        _ => None,
    };
    Conformity::ALL.into_iter().find(|c| key == c.title()).or(signs).map(Some)
}
