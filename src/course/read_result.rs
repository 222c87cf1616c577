//! The rows of one business each.

use super::entry::{Change, ResultColumn as R, officer_named};
use super::read_entry::{EntryRow, Reader, clears};
use super::{check_inspection, lapsed, lapsed_told};
use crate::model::{Inspection, normal_key};
use crate::text::lists;
use crate::workbook::SheetTable;

impl Reader<'_> {
    pub(super) fn results(&mut self, table: &SheetTable) {
        for row in table.filled() {
            let fields = R::Date as usize..=R::Notes as usize;
            if row.is_empty([R::Name as usize, R::Code as usize].into_iter()) && row.is_empty(fields.clone()) {
                continue;
            }
            let Some(business) = self.business(table, row, (R::Name as usize, R::Code as usize)) else { continue };
            self.done.rows += 1;
            let at = EntryRow { table, row, business };
            if row.is_empty(fields) || !self.first(&at, None, R::Name as usize) {
                continue;
            }
            self.broken(&at, R::Date as usize..=R::Notes as usize);
            let mut inspection = self.inspection(&business.key);
            for column in
                [R::Date, R::Place, R::Ways, R::Present, R::Result, R::FollowUp, R::Opinion, R::Refused, R::Notes]
            {
                if let Some(change) = self.result(&at, column, &inspection) {
                    change.apply(&mut inspection);
                    self.differ(&at, column as usize, change);
                }
            }
            self.certificates(&at, &inspection);
        }
    }

    /// What the cell says, if it says anything that can be taken. The inspection is as the cells before it make it.
    fn result(&mut self, at: &EntryRow<'_>, column: R, inspection: &Inspection) -> Option<Change> {
        let text = at.row.text(column as usize).to_owned();
        if text.is_empty() {
            return None;
        }
        if clears(&text) {
            return emptied(column);
        }
        let settings = self.facts.settings;
        Some(match column {
            R::Date => return self.date(at, &text),
            R::Place => Change::Place(text),
            R::Ways => {
                let whole = [text.clone()];
                let split = lists::values(&text);
                let known = settings.ways.iter().any(|way| normal_key(way) == normal_key(&text));
                let ways = if known { &whole[..] } else { &split };
                Change::Ways(ways.iter().map(|way| listed(&settings.ways, way)).collect())
            }
            R::Present => return self.present(at, &text, inspection),
            R::Result => {
                let result = listed(&settings.results, &text);
                if !settings.results.contains(&result) {
                    let message = format!("“{result}”不在检查结果的选项中，可以采用，但汇总时单独列出");
                    self.problem(at.table, at.row, column as usize, false, message);
                }
                Change::Result(result)
            }
            R::FollowUp => Change::FollowUp(listed(&settings.follow_ups, &text)),
            R::Opinion => Change::Opinion(text),
            R::Refused => return self.refused(at, &text),
            R::Notes => Change::Notes(text),
            R::Number | R::Name | R::Code | R::Category | R::Team => return None,
        })
    }

    fn date(&mut self, at: &EntryRow<'_>, text: &str) -> Option<Change> {
        let column = R::Date as usize;
        let Some(day) = at.row.cells.get(column).and_then(|cell| cell.day) else {
            let message = format!("“{text}”不是日期，请写成 2018-12-12 的样子");
            self.problem(at.table, at.row, column, true, message);
            return None;
        };
        let inspection = Inspection { date: Some(day), ..Inspection::default() };
        if let Err(fault) = check_inspection(&inspection, self.facts.list.drawn_on, self.facts.today) {
            self.problem(at.table, at.row, column, true, fault.to_string());
            return None;
        }
        Some(Change::Date(Some(day)))
    }

    /// Tells of officers whose certificate had ended on the day that the row, or who is present by it, makes of the inspection.
    fn certificates(&mut self, at: &EntryRow<'_>, inspection: &Inspection) {
        let columns = [R::Date, R::Present].map(|column| column as usize);
        let says = columns.into_iter().find(|column| !at.row.text(*column).is_empty());
        let (Some(column), Some(day)) = (says, inspection.date) else { return };
        // What is published changes by a correction only, as is told.
        if self.facts.conduct.published(&at.business.key).is_some() {
            return;
        }
        if let Some(message) = lapsed_told(&lapsed(self.facts.list, at.business, inspection), day) {
            self.problem(at.table, at.row, column, false, message);
        }
    }

    fn present(&mut self, at: &EntryRow<'_>, text: &str, inspection: &Inspection) -> Option<Change> {
        let (list, team) = (self.facts.list, at.business.team);
        let mut keys = Vec::new();
        for name in lists::values(text) {
            let Some(key) = officer_named(list, team, &name) else {
                let message = format!("“{name}”不是{}的人员，或者组内有同名的，请核实", list.team_name(team));
                self.problem(at.table, at.row, R::Present as usize, true, message);
                return None;
            };
            keys.push(key);
        }
        let same = |all: &[String]| all.len() == keys.len() && all.iter().all(|key| keys.contains(key));
        let everybody: Vec<String> = at.business.officers_on(inspection.date).map(|o| o.key.clone()).collect();
        // The same people in another order are no difference.
        let present = match &inspection.present {
            Some(was) if same(was) => Some(was.clone()),
            _ if same(&everybody) => None,
            _ => Some(keys),
        };
        Some(Change::Present(present))
    }

    fn refused(&mut self, at: &EntryRow<'_>, text: &str) -> Option<Change> {
        match normal_key(text).as_str() {
            "是" | "√" | "✓" | "1" | "TRUE" | "拒签" | "Y" => Some(Change::Refused(true)),
            "否" | "×" | "X" | "0" | "FALSE" | "未拒签" | "N" => Some(Change::Refused(false)),
            _ => {
                let message = format!("“{text}”看不出是否拒签，请填写“是”或“否”");
                self.problem(at.table, at.row, R::Refused as usize, true, message);
                None
            }
        }
    }
}

/// The change that leaves nothing in the column; the officers are then all of the team.
fn emptied(column: R) -> Option<Change> {
    Some(match column {
        R::Date => Change::Date(None),
        R::Place => Change::Place(String::new()),
        R::Ways => Change::Ways(Vec::new()),
        R::Present => Change::Present(None),
        R::Result => Change::Result(String::new()),
        R::FollowUp => Change::FollowUp(String::new()),
        R::Opinion => Change::Opinion(String::new()),
        R::Refused => Change::Refused(false),
        R::Notes => Change::Notes(String::new()),
        R::Number | R::Name | R::Code | R::Category | R::Team => return None,
    })
}

/// The text as the settings spell it, else as it is.
fn listed(known: &[String], text: &str) -> String {
    known.iter().find(|k| normal_key(k) == normal_key(text)).map_or(text, |k| k.as_str()).to_owned()
}
