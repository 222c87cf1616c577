//! A yearly plan as others write it, from any workbook: columns by their headers (`roster/vocabulary/year_plan_headers.tsv`), rows
//! that are none told apart as in 附件7. What stands in a column that the plan has not is kept in 备注, after the column's name.

use super::sequence::{counts_rows, is_ambiguous, is_place};
use super::sets::{lead_and_level, partners_of};
use super::when::years_named;
use crate::course::EntryProblems;
use crate::course::item_rows::{RowJudge, SeenRow, content, is_sure, is_wide};
use crate::model::{PlanField as F, PlanRow, ToSet, percent, points_of_share};
use crate::roster::PlanColumn as C;
use crate::text::{date, plain};
use crate::workbook::a1::column_letters;
use crate::workbook::sheet::{Grid, Row};
use crate::workbook::{SheetTable, TableRow, WantedColumn, Workbook};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rows that one file may have: ten times what a county publishes.
pub const MOST_PLAN_ROWS: usize = 2_000;

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
        let mut reader = Reader::of(table, grid, &columns, several);
        reader.tell_strangers(&mut reading);
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

/// The tables that say what is inspected, and by whom, of whom or when.
fn tables(book: &Workbook, columns: &[C]) -> Vec<SheetTable> {
    let first: Vec<Vec<&str>> = columns.iter().map(|column| column.headers(false)).collect();
    let both: Vec<Vec<&str>> =
        columns.iter().zip(&first).map(|(column, first)| [&first[..], &column.headers(true)].concat()).collect();
    let found = |headers: &[&Vec<&str>], needed: [F; 2]| {
        let is_needed = |column: &C| needed.map(C::Field).contains(column);
        let wanted = columns.iter().zip(headers).map(|(c, h)| WantedColumn { headers: h, needed: is_needed(c) });
        book.tables(&wanted.collect::<Vec<_>>())
    };
    let mut tables: Vec<SheetTable> = Vec::new();
    // Headers that are of a field only where no other is come last.
    for headers in [&first, &both] {
        for what in [F::Item, F::Title] {
            for with in [F::Lead, F::Objects, F::When] {
                for table in found(&headers.iter().collect::<Vec<_>>(), [what, with]) {
                    if tables.iter().any(|known| known.sheet == table.sheet) {
                        continue;
                    }
                    let missing = |place: usize| table.columns.get(place).copied().flatten().is_none();
                    let more: Vec<_> =
                        (0..columns.len()).map(|at| if missing(at) { &both[at] } else { &first[at] }).collect();
                    let whole = found(&more, [what, with]).into_iter().find(|other| other.sheet == table.sheet);
                    tables.push(whole.unwrap_or(table));
                }
            }
        }
    }
    tables
}

/// The years that the sheet's name and what stands above the header name.
fn years_above(grid: &Grid, table: &SheetTable) -> Vec<i32> {
    let above = grid.rows().take_while(|row| row.number() < table.header);
    let cells = above.flat_map(|row| row.cells().map(|cell| cell.text).collect::<Vec<_>>());
    std::iter::once(table.sheet.as_str()).chain(cells).flat_map(years_named).collect()
}

/// The header of a column; of one over two rows the lower, else the upper, unless that is a title alone in its row.
fn header_of(grid: &Grid, table: &SheetTable, column: u32) -> String {
    let at = |row: Option<u32>| {
        let row = grid.row_at(row?)?;
        (row.cells().nth(1).is_some()).then(|| row.get(column)).flatten().map(|cell| plain::line(cell.text))
    };
    at(Some(table.header)).or_else(|| at(table.header.checked_sub(1))).unwrap_or_default()
}

/// A column that the plan has not, by its header.
struct Stranger {
    column: u32,
    header: String,
}

/// What stands in a column, in the rows that say what is inspected.
fn values(table: &SheetTable, grid: &Grid, found: &[(C, usize)], column: u32) -> Vec<String> {
    let named = |c: &C| [C::Field(F::Title), C::Field(F::Item)].contains(c);
    let is_task = |row: &&TableRow| found.iter().any(|(c, place)| named(c) && !plain::says_nothing(row.text(*place)));
    let text = |row: &TableRow| Some(plain::line(grid.row_at(row.number - 1)?.get(column)?.text));
    table.rows.iter().filter(is_task).filter_map(text).filter(|text| !plain::says_nothing(text)).collect()
}

/// A second column of 序号 goes where it only counts the rows. Else it has the numbers of the tasks, if it may and no other has, or
/// is a stranger.
fn numbers_of(
    table: &SheetTable,
    grid: &Grid,
    found: &[(C, usize)],
    mut strangers: Vec<Stranger>,
) -> (Vec<Stranger>, Option<u32>) {
    strangers.retain(|Stranger { column, header }| {
        let values = values(table, grid, found, *column);
        let counts = || values.iter().all(|text| is_place(text, MOST_PLAN_ROWS)) && counts_rows(header, &values);
        !C::Sequence.is_header(header) || !counts()
    });
    let has_numbers = found.iter().any(|(column, _)| *column == C::Field(F::Number));
    let is_number = |s: &Stranger| !has_numbers && C::Sequence.is_header(&s.header) && is_ambiguous(&s.header);
    let numbers = strangers.iter().find(|s| is_number(s)).map(|s| s.column);
    strangers.retain(|s| Some(s.column) != numbers);
    (strangers, numbers)
}

struct Reader<'a> {
    table: &'a SheetTable,
    grid: &'a Grid,
    /// The columns that were found, with their places in the table.
    found: Vec<(C, usize)>,
    strangers: Vec<Stranger>,
    /// The values of 序号 count the rows.
    counts: bool,
    /// A column 编号 beside 序号, which has the numbers of the tasks.
    numbers: Option<u32>,
    /// 备注 is headed 备注（联查部门）.
    note_has_partners: bool,
    several: bool,
    judge: RowJudge,
    /// What stood last in a column, for what is said to be as above.
    above: BTreeMap<usize, String>,
}

impl<'a> Reader<'a> {
    fn of(table: &'a SheetTable, grid: &'a Grid, columns: &[C], several: bool) -> Self {
        let (mut found, mut taken) = (Vec::new(), Vec::new());
        for (place, column) in columns.iter().enumerate() {
            // What stands in brackets may be missing, so that two fields may find one column: the first has it.
            if let Some(at) = table.columns.get(place).copied().flatten().filter(|at| !taken.contains(at)) {
                taken.push(at);
                found.push((*column, place));
            }
        }
        let below = table.rows.iter().filter_map(|row| grid.row_at(row.number - 1));
        let filled = below
            .flat_map(|row| row.cells().filter(|c| !plain::says_nothing(c.text)).map(|c| c.column).collect::<Vec<_>>());
        let strangers = filled.to_set().into_iter().filter(|column| !taken.contains(column));
        let named = |column: u32| {
            let header = header_of(grid, table, column);
            Stranger {
                column,
                header: if header.is_empty() { format!("{}列", column_letters(column)) } else { header },
            }
        };
        let strangers: Vec<Stranger> = strangers.map(named).collect();
        let column_of = |wanted: C| {
            let place = found.iter().find(|(column, _)| *column == wanted).map(|(_, place)| *place);
            place.and_then(|place| table.columns[place])
        };
        let counts = column_of(C::Sequence)
            .is_none_or(|column| counts_rows(&header_of(grid, table, column), &values(table, grid, &found, column)));
        let (strangers, numbers) = numbers_of(table, grid, &found, strangers);
        let note = column_of(C::Field(F::Note)).map(|column| header_of(grid, table, column));
        let words = ["联查", "联合", "参与", "配合"];
        let note_has_partners = note.is_some_and(|header| words.iter().any(|word| header.contains(word)));
        Self {
            table,
            grid,
            found,
            strangers,
            counts,
            numbers,
            note_has_partners,
            several,
            judge: RowJudge::default(),
            above: BTreeMap::new(),
        }
    }

    fn tell_strangers(&self, reading: &mut YearReading) {
        for Stranger { column, header } in &self.strangers {
            let cell = format!("{}{}", column_letters(*column), self.table.header + 1);
            let message = format!("“{header}”这一列年度计划里没有，内容记在“备注”里，写作“{header}：……”");
            reading.problems.push(&self.table.sheet, cell, message, false);
        }
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
        let Some((_, raw)) = book.row_of(self.table, row) else { return };
        let content = content(&raw);
        let (cells, sequence, days) = self.cells(row, reading);
        let mut made = PlanRow { id: String::new(), cells };
        let name = made.name().to_owned();
        if content.is_empty() && made.cells.is_empty() {
            return;
        }
        let own = |field: F| self.place(C::Field(field)).map_or("", |place| row.text(place));
        let header = [F::Item, F::Title].iter().any(|field| C::Field(*field).is_header(own(*field)));
        // A total has no department.
        let is_whole = !name.is_empty() && !header && !made.get(F::Lead).is_empty();
        let wide = is_wide(self.grid, &raw);
        let seen = SeenRow { row: &raw, name: &name, whole: is_whole, wide, header };
        let sheet = &self.table.sheet;
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

    fn place(&self, column: C) -> Option<usize> {
        self.found.iter().find(|(known, _)| *known == column).map(|(_, place)| *place)
    }

    /// The cells of the fields, what stands in 序号, and the first and last day where they have columns of their own.
    fn cells(&mut self, row: &TableRow, reading: &mut YearReading) -> (BTreeMap<F, String>, String, [String; 2]) {
        let (mut cells, mut sequence, mut days) = (BTreeMap::new(), String::new(), [String::new(), String::new()]);
        for (column, place) in self.found.clone() {
            if row.cells.get(place).is_some_and(|cell| cell.broken) {
                let message = "公式没有结果，这一格没有读到。请在表格软件里打开、重新计算并保存，或改成文字".to_owned();
                reading.problems.push(&self.table.sheet, self.table.place(row, place), message, true);
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
        let own = self.numbers.and_then(|column| raw.get(column)).map(|cell| plain::line(cell.text));
        let sequence = if self.counts && is_place(&sequence, MOST_PLAN_ROWS) { String::new() } else { sequence };
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
        if self.note_has_partners && row.get(F::Partners).is_empty() {
            let (partners, note) = partners_of(row.get(F::Note));
            row.set(F::Partners, &partners);
            row.set(F::Note, &note);
        }
    }

    fn keep_strangers(&self, row: &mut PlanRow, raw: &Row<'_>) {
        for Stranger { column, header } in &self.strangers {
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
