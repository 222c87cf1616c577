//! A yearly plan as others write it, from any workbook: columns by their headers (`roster/vocabulary/year_plan_headers.tsv`), rows
//! that are none told apart as in 附件7. What stands in a column that the plan has not is kept in 备注, after the column's name.

use super::columns::{MOST_PLAN_ROWS, PlanColumns, Stranger, tables};
use super::sequence::is_place;
use super::sets::{lead_and_level, partners_of};
use super::when::years_named;
use crate::course::EntryProblems;
use crate::course::item_rows::{RowJudge, SeenRow, content, is_sure, is_wide};
use crate::model::{PlanField as F, PlanRow, ToSet, percent, points_of_share};
use crate::roster::PlanColumn as C;
use crate::text::{date, plain};
use crate::workbook::sheet::{Grid, Row};
use crate::workbook::{SheetTable, TableRow, Workbook};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A row of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadPlanRow {
    /// Where it stands: 第5行.
    pub place: String,
    /// What its cells say.
    pub cells: BTreeMap<F, String>,
}

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearReading {
    /// The rows, in their order.
    pub rows: Vec<ReadPlanRow>,
    /// The years that the file's name, its sheets and what stands above the header name.
    pub years: Vec<i32>,
    /// What could not be taken, or is to be looked at.
    pub problems: EntryProblems,
}

/// Reads the plan of every sheet that has one.
///
/// # Errors
/// The sentence that says what is wrong with the file as a whole, and what to do.
pub fn read_year_plan(book: &Workbook, file: &str) -> Result<YearReading, String> {
    let columns: Vec<C> = C::all().collect();
    let tables = tables(book, &columns);
    if tables.is_empty() {
        return Err("没有找到年度计划表的表头：要有“任务名称”或“检查事项”一列，还要有“检查机关”（检查主体、实施主体、发起部门）、“检查对象”、“时间”中的一列。请改好表头后再导入".into());
    }
    let rows: usize = tables.iter().map(|table| table.rows.len()).sum();
    if rows > MOST_PLAN_ROWS {
        return Err(format!(
            "表中共有{rows}行，一份年度计划最多{MOST_PLAN_ROWS}行。请确认是不是年度计划表；确实这样多的，请按机关分成几个文件，逐个导入"
        ));
    }
    let mut reading = YearReading { years: years_named(file), ..YearReading::default() };
    let several = tables.len() > 1;
    for table in &tables {
        let Some(grid) = book.grid_of(table) else { continue };
        reading.years.extend(years_above(grid, table));
        let of_table = PlanColumns::of(table, grid, &columns);
        of_table.tell_strangers(&mut reading.problems);
        let mut reader = Reader::of(of_table, several);
        for row in &table.rows {
            reader.take(book, row, &mut reading);
        }
    }
    reading.years = reading.years.into_iter().to_set().into_iter().collect();
    if reading.rows.is_empty() {
        return Err("表头下面没有一行可以读取，请看看是不是选错了文件".into());
    }
    Ok(reading)
}

/// The years that the sheet's name and what stands above the header name.
fn years_above(grid: &Grid, table: &SheetTable) -> Vec<i32> {
    let above = grid.rows().take_while(|row| row.number() < table.header);
    let cells = above.flat_map(|row| row.cells().map(|cell| cell.text).collect::<Vec<_>>());
    std::iter::once(table.sheet.as_str()).chain(cells).flat_map(years_named).collect()
}

struct Reader<'a> {
    columns: PlanColumns<'a>,
    several: bool,
    judge: RowJudge,
    /// What stood last in a column, for what is said to be as above.
    above: BTreeMap<usize, String>,
}

impl<'a> Reader<'a> {
    fn of(columns: PlanColumns<'a>, several: bool) -> Self {
        Self { columns, several, judge: RowJudge::default(), above: BTreeMap::new() }
    }

    /// What a cell says: nothing where it says that there is nothing, what is above where it says so, a day where it is one.
    fn value(&mut self, row: &TableRow, column: C, place: usize) -> String {
        let own = row.text(place);
        let is_day = matches!(column, C::From | C::To | C::Field(F::When));
        let value = match row.cells.get(place).and_then(|cell| cell.day) {
            _ if plain::says_as_above(own) => self.above.get(&place).cloned().unwrap_or_default(),
            _ if plain::says_nothing(own) => String::new(),
            Some(day) if is_day && (date::single(own).is_some() || own.parse::<f64>().is_ok()) => day.to_string(),
            _ => {
                let between = match column {
                    C::Field(field) if field.has_lines() => "\n",
                    C::Field(field) if field.has_departments() => "、",
                    _ => " ",
                };
                own.lines().map(plain::line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(between)
            }
        };
        self.above.insert(place, value.clone());
        value
    }

    fn take(&mut self, book: &Workbook, row: &TableRow, reading: &mut YearReading) {
        let Some((_, raw)) = book.row_of(self.columns.table, row) else { return };
        let content = content(&raw);
        let (cells, sequence, days) = self.cells(row, reading);
        let mut made = PlanRow { id: String::new(), cells };
        let name = made.name().to_owned();
        if content.is_empty() && made.cells.is_empty() {
            return;
        }
        let own = |field: F| self.columns.place(C::Field(field)).map_or("", |place| row.text(place));
        let header = [F::Item, F::Title].iter().any(|field| C::Field(*field).is_header(own(*field)));
        // A total has no department.
        let is_whole = !name.is_empty() && !header && !made.get(F::Lead).is_empty();
        let wide = is_wide(self.columns.grid, &raw);
        let seen = SeenRow { row: &raw, name: &name, whole: is_whole, wide, header };
        let sheet = &self.columns.table.sheet;
        if let Some(aside) = self.judge.aside(&seen) {
            if !is_sure(aside, &raw) {
                let message = format!("像是{}，没有采用：{content}", aside.name());
                reading.problems.push(sheet, format!("第{}行", row.number), message, true);
            }
            return;
        }
        if name.is_empty() {
            let message = format!("这一行没有任务名称，也没有检查事项，没有采用：{content}");
            return reading.problems.push(sheet, format!("第{}行", row.number), message, true);
        }
        let number = self.number(sequence, &raw);
        self.mend(&mut made, &number, days);
        self.keep_strangers(&mut made, &raw);
        if made.get(F::Lead).is_empty() {
            let message = format!("“{name}”没有写检查机关，照样采用；由此新建抽查之前请补上");
            reading.problems.push(sheet, format!("第{}行", row.number), message, false);
        }
        let place =
            if self.several { format!("{sheet} 第{}行", row.number) } else { format!("第{}行", row.number) };
        reading.rows.push(ReadPlanRow { place, cells: made.cells });
    }

    /// The cells of the fields, what stands in 序号, and the first and last day where they have columns of their own.
    fn cells(&mut self, row: &TableRow, reading: &mut YearReading) -> (BTreeMap<F, String>, String, [String; 2]) {
        let (mut cells, mut sequence, mut days) = (BTreeMap::new(), String::new(), [String::new(), String::new()]);
        for (column, place) in self.columns.found.clone() {
            if row.cells.get(place).is_some_and(|cell| cell.broken) {
                let message = "公式没有结果，这一格没有读到。请在表格软件里打开、重新计算并保存，或改成文字".to_owned();
                reading.problems.push(&self.columns.table.sheet, self.columns.table.place(row, place), message, true);
            }
            let value = self.value(row, column, place);
            match column {
                C::Sequence => sequence = value,
                C::From => days[0] = value,
                C::To => days[1] = value,
                C::Field(_) if value.is_empty() => {}
                C::Field(field) => drop(cells.insert(field, value)),
            }
        }
        (cells, sequence, days)
    }

    /// The number of a task: what 编号 says beside 序号, else what stands in 序号 and does not only count the rows.
    fn number(&self, sequence: String, raw: &Row<'_>) -> String {
        let own = self.columns.numbers.and_then(|column| raw.get(column)).map(|cell| plain::line(cell.text));
        let sequence =
            if self.columns.counts && is_place(&sequence, MOST_PLAN_ROWS) { String::new() } else { sequence };
        own.filter(|text| !plain::says_nothing(text)).unwrap_or(sequence)
    }

    /// Parts what stands together in one cell, and puts together what stands in two.
    fn mend(&self, row: &mut PlanRow, number: &str, [from, to]: [String; 2]) {
        if row.get(F::Number).is_empty() {
            row.set(F::Number, number);
        }
        if let Some(points) = points_of_share(row.get(F::Ratio)) {
            row.set(F::Ratio, &percent(points));
        }
        let when = match (from.is_empty(), to.is_empty()) {
            (false, false) => format!("{from}至{to}"),
            (false, true) => format!("{from}起"),
            (true, false) => format!("{to}前"),
            (true, true) => String::new(),
        };
        match row.get(F::When) {
            "" => row.set(F::When, &when),
            _ if when.is_empty() => {}
            _ => add_note(row, "起止时间", &when),
        }
        let (lead, level) = lead_and_level(row.get(F::Lead));
        let (lead, level) = (lead.to_owned(), level.to_owned());
        if !level.is_empty() && row.get(F::Level).is_empty() {
            row.set(F::Lead, &lead);
            row.set(F::Level, &level);
        }
        if self.columns.note_has_partners && row.get(F::Partners).is_empty() {
            let (partners, note) = partners_of(row.get(F::Note));
            row.set(F::Partners, &partners);
            row.set(F::Note, &note);
        }
    }

    fn keep_strangers(&self, row: &mut PlanRow, raw: &Row<'_>) {
        for Stranger { column, header } in &self.columns.strangers {
            let text = raw.get(*column).map(|cell| plain::line(cell.text)).unwrap_or_default();
            if !plain::says_nothing(&text) {
                add_note(row, header, &text);
            }
        }
    }
}

fn add_note(row: &mut PlanRow, what: &str, text: &str) {
    let note = row.get(F::Note);
    let break_ = if note.is_empty() { "" } else { "\n" };
    let note = format!("{note}{break_}{what}：{text}");
    row.set(F::Note, &note);
}
