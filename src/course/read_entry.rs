//! A filled entry workbook into changes of inspections: each row matched to its business, each cell that can't be taken told.

use super::entry::{CLEAR, Change, Difference, ITEM_SHEET, ItemColumn as I, RESULT_SHEET, present_names};
use super::entry_codes::has_codes;
use super::entry_problem::EntryProblem;
use super::entry_sheets::{ITEMS, POINTS, RECTIFICATIONS, RESULTS};
use super::entry_titles::entry_title;
use super::{Worklist, WorklistItem};
use crate::draw::Who;
use crate::model::{Conduct, Inspection, Settings, normal_key};
use crate::workbook::{SheetTable, TableRow, Workbook};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What a filled entry workbook says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryReading {
    /// What it would change, in its order. An empty cell changes nothing; one that says [`CLEAR`] empties what stands.
    pub differences: Vec<Difference>,
    /// What could not be taken, or should be looked at.
    pub problems: Vec<EntryProblem>,
    /// How many rows with a business were read, on both sheets.
    pub rows: u32,
}

/// What readings are made against.
#[derive(Debug, Clone, Copy)]
pub struct EntryFacts<'a> {
    /// The businesses to inspect.
    pub list: &'a Worklist,
    /// What is entered already.
    pub conduct: &'a Conduct,
    /// The lists to choose from.
    pub settings: &'a Settings,
    /// Now.
    pub today: NaiveDate,
}

/// Reads a filled entry workbook, or several of its sheets in one file. Businesses are matched by their code, else by
/// their exact name.
pub fn read_entry(book: &Workbook, facts: EntryFacts<'_>) -> EntryReading {
    let [results, items, points, ordered] =
        [RESULTS, ITEMS, POINTS, RECTIFICATIONS].map(|kind| (kind.tables(book), kind));
    let all = [&results, &items, &points, &ordered];
    let mut reader = Reader::new(facts);
    if all.iter().all(|(found, _)| found.is_empty()) && !has_codes(book) {
        let message = format!(
            "没有找到“{RESULT_SHEET}”“{ITEM_SHEET}”这两张表的表头，请选择从本页导出、填写后的工作簿，表头不要改动。"
        );
        reader.told_of("", &message);
    } else {
        let titled = |title: &'static str| entry_title(title, facts.settings, facts.list);
        let told = all.into_iter().flat_map(|(found, kind)| kind.told(book, found, &titled));
        reader.done.problems.extend(told);
    }
    let [results, items, points, ordered] = [results, items, points, ordered].map(|(found, _)| found);
    results.iter().for_each(|table| reader.results(table));
    items.iter().for_each(|table| reader.items(table));
    points.iter().for_each(|table| reader.points(table));
    let mut seen = HashSet::new();
    ordered.iter().for_each(|table| reader.rectifications(table, &mut seen));
    reader.codes(book);
    reader.done
}

pub(super) struct Reader<'a> {
    pub(super) facts: EntryFacts<'a>,
    by_code: HashMap<String, &'a WorklistItem>,
    by_name: HashMap<String, Vec<&'a WorklistItem>>,
    /// Businesses, and items of them, that a row was read of.
    seen: HashSet<(String, Option<(String, String)>)>,
    /// Businesses whose publication was told of.
    told: HashSet<String>,
    pub(super) done: EntryReading,
}

/// A row of a business.
pub(super) struct EntryRow<'a> {
    pub(super) table: &'a SheetTable,
    pub(super) row: &'a TableRow,
    pub(super) business: &'a WorklistItem,
}

impl<'a> Reader<'a> {
    fn new(facts: EntryFacts<'a>) -> Self {
        let mut by_code = HashMap::new();
        let mut by_name: HashMap<String, Vec<&WorklistItem>> = HashMap::new();
        for b in &facts.list.businesses {
            by_code.insert(b.key.clone(), b);
            if !b.code.is_empty() {
                by_code.insert(normal_key(&b.code), b);
            }
            by_name.entry(normal_key(&b.name)).or_default().push(b);
        }
        let (seen, told) = (HashSet::new(), HashSet::new());
        Self { facts, by_code, by_name, seen, told, done: EntryReading::default() }
    }

    /// What a column is called in this campaign.
    pub(super) fn titled(&self, title: &'static str) -> &'static str {
        entry_title(title, self.facts.settings, self.facts.list)
    }

    pub(super) fn problem(&mut self, table: &SheetTable, row: &TableRow, column: usize, left: bool, message: String) {
        let (sheet, cell) = (table.sheet.clone(), table.place(row, column));
        self.done.problems.push(EntryProblem { sheet, cell, message, left });
    }

    /// The business of a row, whose name stands at `name` and code at `code`.
    pub(super) fn business(
        &mut self,
        table: &SheetTable,
        row: &TableRow,
        (name, code): (usize, usize),
    ) -> Option<&'a WorklistItem> {
        let by_code = self.by_code.get(&normal_key(row.text(code))).copied();
        let named = self.by_name.get(&normal_key(row.text(name))).map_or(&[][..], Vec::as_slice);
        let message = match (by_code, named) {
            (Some(b), _) if row.text(name).is_empty() || named.iter().any(|n| n.key == b.key) => return Some(b),
            (None, [b]) if row.text(code).is_empty() => return Some(b),
            (Some(b), _) => {
                format!("代码是“{}”的，名称却是“{}”，可能只排序了部分列。请改正后再导入", b.name, row.text(name))
            }
            (None, [b]) => format!("“{}”的代码应为“{}”，请改正后再导入", b.name, b.code),
            (None, []) => format!("“{}”不在检查名单中：没有抽中，或者已被替补换下", label(row, name, code)),
            (None, _) => format!("有{}户名称都是“{}”，请填写代码", named.len(), row.text(name)),
        };
        self.problem(table, row, if row.text(code).is_empty() { name } else { code }, true, message);
        None
    }

    /// Whether the row is the first of its kind.
    pub(super) fn first(&mut self, at: &EntryRow<'_>, item: Option<(String, String)>, column: usize) -> bool {
        let new = self.seen.insert((at.business.key.clone(), item));
        if !new {
            let message = "前面已有同一户同一事项的一行，这一行没有采用。请合并后再导入".to_owned();
            self.problem(at.table, at.row, column, true, message);
        }
        new
    }

    pub(super) fn inspection(&self, key: &str) -> Inspection {
        self.facts.conduct.inspections.get(key).cloned().unwrap_or_default()
    }

    /// Tells of formulas without a value.
    pub(super) fn broken(&mut self, at: &EntryRow<'_>, columns: std::ops::RangeInclusive<usize>) {
        for column in columns.filter(|c| at.row.cells.get(*c).is_some_and(|cell| cell.broken)) {
            let message = "公式没有值，这一格没有采用。请改成文字后再导入".to_owned();
            self.problem(at.table, at.row, column, true, message);
        }
    }

    fn items(&mut self, table: &SheetTable) {
        for row in table.filled() {
            let fields = [I::Problem as usize, I::Handling as usize];
            let broken = |column: &usize| row.cells.get(*column).is_some_and(|cell| cell.broken);
            if row.is_empty(fields.into_iter()) && !fields.iter().any(broken) {
                continue;
            }
            let Some(business) = self.business(table, row, (I::Name as usize, I::Code as usize)) else { continue };
            self.done.rows += 1;
            let at = EntryRow { table, row, business };
            let Some((department, item)) = self.share(&at) else { continue };
            if !self.first(&at, Some((department.clone(), item.clone())), I::Item as usize) {
                continue;
            }
            self.broken(&at, I::Problem as usize..=I::Handling as usize);
            if let Some(text) = said(row.text(I::Problem as usize)) {
                self.differ(&at, I::Problem as usize, Change::Problem(department.clone(), item.clone(), text));
            }
            if let Some(text) = said(row.text(I::Handling as usize)) {
                self.differ(&at, I::Handling as usize, Change::Handling(department, item, text));
            }
        }
    }

    /// The department and item of a row: those of the list, or those that something is entered for.
    fn share(&mut self, at: &EntryRow<'_>) -> Option<(String, String)> {
        let same = |a: &str, b: &str| normal_key(a) == normal_key(b);
        let (department, item) = (at.row.text(I::Department as usize), at.row.text(I::Item as usize));
        let shares = at.business.shares.iter().filter(|s| same(&s.department, department));
        let listed = shares.flat_map(|s| s.items.iter().map(|i| (s.department.clone(), i.clone())));
        let entered = self.inspection(&at.business.key).findings.into_iter();
        let entered = entered.filter(|f| same(&f.department, department)).map(|f| (f.department, f.item));
        let found = listed.chain(entered).find(|(_, name)| same(name, item));
        if found.is_none() {
            let message = format!("“{department}”对“{}”没有检查事项“{item}”，请改正", at.business.name);
            self.problem(at.table, at.row, I::Item as usize, true, message);
        }
        found
    }

    /// Notes the change unless it changes nothing, or the business is published.
    pub(super) fn differ(&mut self, at: &EntryRow<'_>, column: usize, change: Change) {
        let b = at.business;
        let was = self.inspection(&b.key);
        let mut now = was.clone();
        change.apply(&mut now);
        if now == was {
            return;
        }
        // What is put right goes on after the publication.
        let is_locked = !matches!(change, Change::Rectification(_));
        if is_locked && self.facts.conduct.published(&b.key).is_some() {
            if self.told.insert(b.key.clone()) {
                let message = format!("“{}”的检查结果已经公示，没有采用。确有错误的，请在页面用“更正”", b.name);
                self.problem(at.table, at.row, column, true, message);
            }
            return;
        }
        let show = |i: &Inspection| shown(self.facts.list, b, i, &change);
        let (was, now) = (show(&was), show(&now));
        let business = Who::new(&b.name, &b.key);
        let (sheet, cell) = (at.table.sheet.clone(), at.table.place(at.row, column));
        self.done.differences.push(Difference { business, change, was, now, sheet, cell });
    }
}

/// What a cell of text says: nothing, if it is empty; empty, if what is entered shall go.
pub(super) fn said(text: &str) -> Option<String> {
    match text {
        "" => None,
        text if clears(text) => Some(String::new()),
        text => Some(text.to_owned()),
    }
}

/// Whether a cell says that what is entered shall go.
pub(super) fn clears(text: &str) -> bool {
    normal_key(text) == CLEAR
}

/// The field of a change, as the screen shows it.
pub(super) fn shown(list: &Worklist, b: &WorklistItem, i: &Inspection, change: &Change) -> String {
    let found = |department: &str, item: &str| i.findings.iter().find(|f| f.department == department && f.item == item);
    match change {
        Change::Date(_) => i.date.map(|day| day.to_string()).unwrap_or_default(),
        Change::Place(_) => i.place.clone(),
        Change::Ways(_) => i.ways.join("、"),
        Change::Present(_) => present_names(list, b, i),
        Change::Result(_) => i.result.clone(),
        Change::FollowUp(_) => i.follow_up.clone(),
        Change::Opinion(_) => i.opinion.clone(),
        Change::Refused(_) => if i.refused { "是" } else { "否" }.into(),
        Change::Notes(_) => i.notes.clone(),
        Change::Problem(department, item, _) => found(department, item).map(|f| f.problem.clone()).unwrap_or_default(),
        Change::Handling(department, item, _) => {
            found(department, item).map(|f| f.handling.clone()).unwrap_or_default()
        }
        Change::Answer(department, item, point, _) => {
            i.answer(department, item, point).map(|answer| answer.title().to_owned()).unwrap_or_default()
        }
        Change::Rectification(field) => i.rectification.as_ref().map(|r| field.shown(list, r)).unwrap_or_default(),
        Change::Code(..) => String::new(),
    }
}

fn label(row: &TableRow, name: usize, code: usize) -> &str {
    if row.text(name).is_empty() { row.text(code) } else { row.text(name) }
}
