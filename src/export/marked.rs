//! The user's workbook with its problems marked, for whoever owns the roster.

use super::safe::{ExportError, SheetNames, cell_text, write_text};
use crate::roster::checks::group;
use crate::roster::{Column, Field, Problem, ProblemCode, Reading, Record, Severity, SheetRead};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet};
use std::collections::{BTreeMap, HashMap};

/// Rows of a sheet.
const MOST_ROWS: u32 = 1_048_576;
/// Comments in one workbook: with many thousands spreadsheet programs grow slow; the column 问题 has them all.
const MOST_NOTES: usize = 2000;
const SUMMARY: &str = "问题汇总";

/// The rows as they were read, each in its own row and column of the user's workbook, with the cells of problems
/// coloured, what is wrong as a comment and in a last column 问题, and a sheet that sums it up.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn problem_workbook<T: Record>(
    file: &str,
    reading: &Reading<T>,
    problems: &[Problem],
) -> Result<Vec<u8>, ExportError> {
    let looks = Looks::new();
    let mut book = Workbook::new();
    let mut names = SheetNames::default();
    let summary = names.take(SUMMARY);
    write_summary(book.add_worksheet().set_name(summary)?, file, problems, &looks)?;
    let mut notes = MOST_NOTES;
    for part in parts(reading) {
        let sheet = book.add_worksheet().set_name(names.take(&part.sheet))?;
        let own: Vec<&Problem> = problems.iter().filter(|p| p.sheet == part.sheet && p.row.is_some()).collect();
        Marked { part: &part, looks: &looks, last: last_column(&part) }.write(sheet, reading, &own, &mut notes)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The sheets that were read; of a roster stored before several could be combined, the one.
fn parts<T>(reading: &Reading<T>) -> Vec<SheetRead> {
    if !reading.sheets.is_empty() {
        return reading.sheets.clone();
    }
    let columns = reading.columns.clone();
    vec![SheetRead {
        sheet: reading.sheet.clone(),
        header_row: reading.header_row,
        depth: 1,
        rows: reading.rows.len(),
        columns,
    }]
}

/// The column after the last that was read.
fn last_column(part: &SheetRead) -> u16 {
    part.columns.0.values().filter_map(index).max().map_or(0, |last| last.saturating_add(1))
}

fn index(column: &Column) -> Option<u16> {
    u16::try_from(column.index).ok().filter(|_| !column.letters.is_empty())
}

struct Looks {
    plain: Format,
    bold: Format,
    title: Format,
    grey: Format,
    wrapped: Format,
    by_severity: [Format; 3],
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_num_format("@").set_border(FormatBorder::Thin);
        let filled = |colour: u32| plain.clone().set_background_color(Color::RGB(colour));
        Self {
            bold: plain.clone().set_bold().set_align(FormatAlign::Center),
            title: Format::new().set_bold().set_font_size(16),
            grey: Format::new().set_num_format("@").set_font_color(Color::RGB(0x80_80_80)),
            wrapped: plain.clone().set_text_wrap(),
            by_severity: [filled(0xFF_C7_CE), filled(0xFF_EB_9C), filled(0xDD_EB_F7)],
            plain,
        }
    }

    fn of(&self, severity: Severity) -> &Format {
        match severity {
            Severity::Error => &self.by_severity[0],
            Severity::Warning => &self.by_severity[1],
            Severity::Note => &self.by_severity[2],
        }
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
        Severity::Note => "说明",
    }
}

fn write_summary(sheet: &mut Worksheet, file: &str, problems: &[Problem], looks: &Looks) -> Result<(), ExportError> {
    for (column, width) in [(0, 8), (1, 28), (2, 8), (3, 24), (4, 80)] {
        sheet.set_column_width(column, width)?;
    }
    write_text(sheet, 0, 0, &format!("“{file}”的问题"), &looks.title)?;
    let mut row = 2;
    for (column, text) in (0..).zip(["程度", "问题", "处数", "第一处", "怎样改"]) {
        write_text(sheet, row, column, text, &looks.bold)?;
    }
    for group in group(problems) {
        row += 1;
        let first = &problems[group.first];
        write_text(sheet, row, 0, word(group.severity), looks.of(group.severity))?;
        write_text(sheet, row, 1, group.code.title(), &looks.plain)?;
        sheet.write_number_with_format(row, 2, group.count as f64, &looks.plain)?;
        write_text(sheet, row, 3, &place(first), &looks.plain)?;
        write_text(sheet, row, 4, &first.message, &looks.wrapped)?;
    }
    let whole = problems.iter().filter(|p| p.row.is_none());
    for problem in whole {
        row += 1;
        write_text(sheet, row, 0, word(problem.severity), looks.of(problem.severity))?;
        write_text(sheet, row, 1, problem.code.title(), &looks.plain)?;
        write_text(sheet, row, 3, &place(problem), &looks.plain)?;
        write_text(sheet, row, 4, &problem.message, &looks.wrapped)?;
    }
    Ok(())
}

fn place(problem: &Problem) -> String {
    match (&problem.cell, problem.row) {
        (Some(cell), _) => format!("{} {cell}", problem.sheet),
        (None, Some(row)) => format!("{} 第{row}行", problem.sheet),
        (None, None) => problem.sheet.clone(),
    }
}

/// One sheet that is written.
struct Marked<'a> {
    part: &'a SheetRead,
    looks: &'a Looks,
    /// The column of the messages.
    last: u16,
}

impl Marked<'_> {
    fn write<T: Record>(
        &self,
        sheet: &mut Worksheet,
        reading: &Reading<T>,
        problems: &[&Problem],
        notes: &mut usize,
    ) -> Result<(), ExportError> {
        self.write_header(sheet)?;
        let mut worst: HashMap<&str, Severity> = HashMap::new();
        for problem in problems {
            let cell = problem.cell.as_deref().unwrap_or_default();
            let severity = worst.entry(cell).or_insert(problem.severity);
            *severity = problem.severity.min(*severity);
        }
        for row in reading.rows.iter().filter(|row| row.source().sheet == self.part.sheet) {
            self.write_row(sheet, row, &worst)?;
        }
        self.write_messages(sheet, problems, notes)
    }

    fn write_header(&self, sheet: &mut Worksheet) -> Result<(), ExportError> {
        let row = self.part.header_row.saturating_sub(1).min(MOST_ROWS - 1);
        for column in self.part.columns.0.values() {
            if let Some(index) = index(column) {
                write_text(sheet, row, index, &column.header, &self.looks.bold)?;
                sheet.set_column_width(index, 18)?;
            }
        }
        write_text(sheet, row, self.last, "问题", &self.looks.bold)?;
        sheet.set_column_width(self.last, 60)?;
        sheet.set_freeze_panes(row.saturating_add(1), 0)?;
        Ok(())
    }

    fn write_row<T: Record>(
        &self,
        sheet: &mut Worksheet,
        record: &T,
        worst: &HashMap<&str, Severity>,
    ) -> Result<(), ExportError> {
        let number = record.source().row;
        let Some(row) = number.checked_sub(1).filter(|row| *row < MOST_ROWS) else { return Ok(()) };
        for (field, column) in &self.part.columns.0 {
            let Some(index) = index(column) else { continue };
            let severity = worst.get(format!("{}{number}", column.letters).as_str());
            let look = severity.map_or(&self.looks.plain, |severity| self.looks.of(*severity));
            self.write_value(sheet, (row, index), record, *field, look)?;
        }
        Ok(())
    }

    fn write_value<T: Record>(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        record: &T,
        field: Field,
        look: &Format,
    ) -> Result<(), ExportError> {
        let value = record.value(field);
        if value.is_empty() {
            sheet.write_blank(row, column, look)?;
            return Ok(());
        }
        write_text(sheet, row, column, &value, look)
    }

    fn write_messages(
        &self,
        sheet: &mut Worksheet,
        problems: &[&Problem],
        notes: &mut usize,
    ) -> Result<(), ExportError> {
        let mut by_row: BTreeMap<u32, Vec<&Problem>> = BTreeMap::new();
        for problem in problems {
            by_row.entry(problem.row.unwrap_or_default()).or_default().push(problem);
        }
        for (number, problems) in by_row {
            let Some(row) = number.checked_sub(1).filter(|row| *row < MOST_ROWS) else { continue };
            let dropped = problems.iter().find(|p| p.code == ProblemCode::DroppedRow);
            if let Some(dropped) = dropped {
                write_text(sheet, row, 0, &dropped.found, &self.looks.grey)?;
            }
            write_text(sheet, row, self.last, &lines(&problems, ""), &self.looks.wrapped)?;
            self.write_notes(sheet, row, &problems, notes)?;
        }
        Ok(())
    }

    fn write_notes(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        problems: &[&Problem],
        notes: &mut usize,
    ) -> Result<(), ExportError> {
        for column in self.part.columns.0.values() {
            let cell = format!("{}{}", column.letters, row + 1);
            let own: Vec<&Problem> = problems.iter().copied().filter(|p| p.cell.as_ref() == Some(&cell)).collect();
            let Some(index) = index(column).filter(|_| !own.is_empty() && *notes > 0) else { continue };
            *notes -= 1;
            sheet.insert_note(row, index, &Note::new(cell_text(&lines(&own, ""))).add_author_prefix(false))?;
        }
        Ok(())
    }
}

fn lines(problems: &[&Problem], before: &str) -> String {
    let line = |p: &&Problem| format!("{before}{}：{}", word(p.severity), p.message);
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}
