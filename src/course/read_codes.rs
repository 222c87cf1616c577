//! The rows of the sheet 检查码.

use super::codes::{code_elsewhere, code_twice_told};
use super::column_faults::{doubled, missing};
use super::day_fault::DayFault;
use super::entry::{Change, Difference, wanted};
use super::entry_codes::{ALL_DEPARTMENTS, CODE_SHEET, CODE_TITLES, CodeColumn as C, CodeField};
use super::entry_problem::EntryProblem;
use super::entry_sheets::AS_EXPORTED;
use super::read_entry::{EntryRow, Reader, clears, said};
use crate::draw::Who;
use crate::model::normal_key;
use crate::workbook::{SheetTable, TableRow, Workbook};
use std::collections::{HashMap, HashSet};

/// The columns that say something of a code.
const FIELDS: [C; 4] = [C::Code, C::Obtained, C::Reason, C::EnteredLater];

impl Reader<'_> {
    /// The sheets of codes in the book; whether there is one.
    pub(super) fn codes(&mut self, book: &Workbook) {
        let tables = book.tables(&wanted(&CODE_TITLES, &[C::Name as usize, C::Code as usize]));
        let says = |table: &SheetTable| table.filled().any(|row| !row.is_empty(FIELDS.map(|c| c as usize).into_iter()));
        if !self.facts.settings.codes {
            if tables.iter().any(says) {
                self.told_of(CODE_SHEET, "设置中没有启用检查码，这张表没有读取。要采用的，请先在“设置”中启用，再导入");
            }
            return;
        }
        if tables.is_empty() && self.done.rows > 0 {
            let name = self.facts.settings.subject.name_title();
            let message =
                format!("没有找到有“{name}”和“检查码”两列的表，检查码没有读取。请重新导出录入表，表头不要改动");
            self.told_of(CODE_SHEET, &message);
        }
        let mut seen = HashSet::new();
        let mut first = HashMap::new();
        for table in &tables {
            self.code_columns(book, table);
            for row in table.filled() {
                self.code_row(table, row, &mut seen, &mut first);
            }
        }
    }

    pub(super) fn told_of(&mut self, sheet: &str, message: &str) {
        let (sheet, message) = (sheet.to_owned(), message.to_owned());
        self.done.problems.push(EntryProblem { sheet, cell: String::new(), message, left: true });
    }

    /// Tells of columns that are missing or there twice.
    fn code_columns(&mut self, book: &Workbook, table: &SheetTable) {
        let titled = |c: C| (c as usize, CODE_TITLES[c as usize]);
        let mut all = missing(table, [titled(C::Department)], &format!("各行都按各部门共用的码读取。{AS_EXPORTED}"));
        all.extend(missing(table, FIELDS.map(titled), &format!("没有读取。{AS_EXPORTED}")));
        let wanted = wanted(&CODE_TITLES, &[]);
        all.extend(doubled(book, table, &wanted, |column| self.titled(CODE_TITLES[column])));
        self.done.problems.extend(all);
    }

    fn code_row(
        &mut self,
        table: &SheetTable,
        row: &TableRow,
        seen: &mut HashSet<(String, String)>,
        first: &mut HashMap<String, (String, String)>,
    ) {
        let broken = |column: &C| row.cells.get(*column as usize).is_some_and(|cell| cell.broken);
        if row.is_empty(FIELDS.map(|c| c as usize).into_iter()) && !FIELDS.iter().any(broken) {
            return;
        }
        let Some(business) = self.business(table, row, (C::Name as usize, C::Credit as usize)) else { return };
        self.done.rows += 1;
        let at = EntryRow { table, row, business };
        let Some(department) = self.code_department(&at) else { return };
        if !seen.insert((business.key.clone(), department.clone())) {
            let message =
                "前面已有同一户同一部门的一行，这一行没有采用。请合并后再导入；部门各有检查码的，请填写“部门”";
            self.problem(table, row, C::Department as usize, true, message.to_owned());
            return;
        }
        self.broken(&at, C::Code as usize..=C::EnteredLater as usize);
        for column in FIELDS {
            if let Some(field) = self.code_field(&at, column, first) {
                self.differ_in_code(&at, column as usize, &department, field);
            }
        }
    }

    /// The department of a row; empty for the whole visit.
    fn code_department(&mut self, at: &EntryRow<'_>) -> Option<String> {
        let text = at.row.text(C::Department as usize);
        let wanted = normal_key(text);
        if wanted.is_empty() || wanted == normal_key(ALL_DEPARTMENTS) {
            return Some(String::new());
        }
        let known = at.business.shares.iter().find(|s| normal_key(&s.department) == wanted);
        if known.is_none() {
            let message = format!(
                "“{text}”不检查“{}”，这一行没有采用。请改正部门；各部门共用一个码的，部门空着",
                at.business.name
            );
            self.problem(at.table, at.row, C::Department as usize, true, message);
        }
        known.map(|s| s.department.clone())
    }

    /// What the cell says, if it says anything that can be taken.
    fn code_field(
        &mut self,
        at: &EntryRow<'_>,
        column: C,
        first: &mut HashMap<String, (String, String)>,
    ) -> Option<CodeField> {
        let text = said(at.row.text(column as usize))?;
        match column {
            C::Obtained => return self.code_day(at, column, &text, CodeField::Obtained),
            C::EnteredLater => return self.code_day(at, column, &text, CodeField::EnteredLater),
            C::Reason => return Some(CodeField::Reason(text)),
            _ => {}
        }
        let place = (at.business.key.clone(), at.business.name.clone());
        // In this file, else in what stands.
        let key = normal_key(&text);
        let other = first.get(&key).filter(|(key, _)| *key != at.business.key).map(|(_, name)| name.clone());
        let (list, conduct) = (self.facts.list, self.facts.conduct);
        let other = other.or_else(|| code_elsewhere(list, conduct, &at.business.key, &text).map(|b| b.name.clone()));
        if !key.is_empty() {
            first.entry(key).or_insert(place);
        }
        if let Some(other) = other {
            self.problem(at.table, at.row, column as usize, false, code_twice_told(&other));
        }
        Some(CodeField::Code(text))
    }

    fn code_day(
        &mut self,
        at: &EntryRow<'_>,
        column: C,
        text: &str,
        field: fn(Option<chrono::NaiveDate>) -> CodeField,
    ) -> Option<CodeField> {
        if clears(at.row.text(column as usize)) {
            return Some(field(None));
        }
        let Some(day) = at.row.cells.get(column as usize).and_then(|cell| cell.day) else {
            let message = format!("“{text}”不是日期，请写成 2018-12-12 的样子");
            self.problem(at.table, at.row, column as usize, true, message);
            return None;
        };
        let what = if column == C::Obtained { "检查码取得日期" } else { "检查码补录日期" };
        if let Err(fault) = DayFault::not_future(what, day, self.facts.today) {
            self.problem(at.table, at.row, column as usize, true, fault.to_string());
            return None;
        }
        Some(field(Some(day)))
    }

    /// Notes the change unless it changes nothing. Codes are not published: they are entered later as well.
    fn differ_in_code(&mut self, at: &EntryRow<'_>, column: usize, department: &str, field: CodeField) {
        let b = at.business;
        let stands = self.facts.conduct.visits.get(&b.key).cloned().unwrap_or_default().code(department).clone();
        let mut now = stands.clone();
        field.apply(&mut now);
        if now == stands {
            return;
        }
        let business = Who::new(&b.name, &b.key);
        let (was, now) = (field.shown(&stands), field.shown(&now));
        let (sheet, cell) = (at.table.sheet.clone(), at.table.place(at.row, column));
        let change = Change::Code(department.to_owned(), field);
        self.done.differences.push(Difference { business, change, was, now, sheet, cell });
    }
}
