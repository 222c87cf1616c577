//! The values of one row's cells; what is wrong with a cell itself is told on the way.

use crate::roster::columns::column::Column;
use crate::roster::field::Field;
use crate::roster::fold;
use crate::roster::layout::entry::Entry;
use crate::roster::problem::{Problem, ProblemCode, Severity};
use crate::roster::read::answer::answer;
use crate::text::{date, plain};
use crate::workbook::number;
use crate::workbook::sheet::{Cell, CellKind};
use memchr::memchr;

/// The values of one row; what is wrong with a cell itself is noted on the way.
#[derive(Debug)]
pub struct CellValues<'a, 'p> {
    pub(crate) entry: &'p Entry<'a>,
    pub(crate) problems: &'p mut Vec<Problem>,
    /// Fields of which the cell only says that they are as in the row above.
    pub(crate) as_above: Vec<Field>,
}

/// Fields on which the draw depends.
const DECISIVE: [Field; 8] = [
    Field::Name,
    Field::Code,
    Field::Category,
    Field::Officer,
    Field::Department,
    Field::Certificate,
    Field::ValidUntil,
    Field::Recusal,
];

/// An error where the draw depends on the field, else a warning.
fn decides(field: Field) -> Severity {
    if DECISIVE.contains(&field) { Severity::Error } else { Severity::Warning }
}

impl<'a, 'p> CellValues<'a, 'p> {
    pub(crate) fn new(entry: &'p Entry<'a>, problems: &'p mut Vec<Problem>) -> Self {
        Self { entry, problems, as_above: Vec::new() }
    }

    /// The field's value, folded; empty if there is none.
    pub(crate) fn text(&mut self, field: Field) -> String {
        self.raw(field).map(|cell| fold::text(field, cell.text)).unwrap_or_default()
    }

    /// The status. Below 是否在岗 or 有无执法证 it is the answer, with the question where it is bad.
    pub(crate) fn status(&mut self) -> String {
        let header = self.entry.columns.get(Field::Status).map(Column::header);
        let own = self.entry.own_cell(Field::Status);
        let answer = header.zip(own).and_then(|(header, cell)| answer(header, cell.text));
        answer.map(|answer| answer.to_string()).unwrap_or_else(|| self.text(Field::Status))
    }

    /// A date as ISO text if it is one; a bare serial number too.
    pub(crate) fn date(&mut self, field: Field) -> String {
        let Some(cell) = self.raw(field) else { return String::new() };
        let serial = || cell.text.parse::<f64>().ok().filter(|n| (20_000.0..80_000.0).contains(n));
        match (cell.kind == CellKind::Number).then(serial).flatten() {
            Some(serial) => number::day_of_serial(serial, self.entry.grid.from_1904),
            None => {
                if cell.kind == CellKind::Number && date::may_be_october(cell.text) {
                    self.may_be_october(field, cell.text);
                }
                fold::text(field, cell.text)
            }
        }
    }

    /// The values of a cell that lists several.
    pub(crate) fn list(&mut self, field: Field) -> Vec<String> {
        self.raw(field).map(|cell| fold::list(field, cell.text)).unwrap_or_default()
    }

    fn raw(&mut self, field: Field) -> Option<Cell<'a>> {
        let cell = self.entry.cell(field)?;
        match cell.kind {
            // Most cells.
            CellKind::Text if begins_plainly(cell.text) && !is_garbled(cell.text) => {}
            CellKind::Error | CellKind::Text if cell.kind == CellKind::Error || is_error(cell.text) => {
                let message =
                    format!("{}的公式算不出结果。请点这一格填上正确的值，或在原表改成文字后重新导入。", field.name());
                self.tell(field, decides(field), ProblemCode::FormulaError, cell.text, message);
                return None;
            }
            CellKind::Uncalculated => {
                let message = format!(
                    "{}的公式没有算出值：文件由别的程序写成，没有保存计算结果。请点这一格填写，或用WPS、Excel打开保存一次后重新导入。",
                    field.name()
                );
                self.tell(field, decides(field), ProblemCode::FormulaWithoutValue, "", message);
                return None;
            }
            CellKind::Text if !self.entry.grid.separated && is_formula(cell.text) => {
                return self.formula(field, cell);
            }
            CellKind::Text if is_garbled(cell.text) => self.garbled(field, cell.text),
            CellKind::LongNumber => self.lost_digits(field, cell.text),
            CellKind::Date if matches!(field, Field::Certificate | Field::Code | Field::Licence) => {
                self.became_a_day(field, cell.text)
            }
            CellKind::Text if plain::says_as_above(cell.text) => self.as_above.push(field),
            _ => {}
        }
        Some(cell)
    }

    /// A picture or a formula kept as text. A name may begin like one: it stays, and is told.
    fn formula(&mut self, field: Field, cell: Cell<'a>) -> Option<Cell<'a>> {
        let is_picture = ["DISPIMG(", "IMAGE("].iter().any(|word| cell.text.contains(word));
        if !is_picture && matches!(field, Field::Name | Field::Officer | Field::Department) {
            let message = format!("{}写的像是公式，照原样读入了。请核对，不对的请点这一格改正。", field.name());
            self.tell(field, Severity::Warning, ProblemCode::NotText, cell.text, message);
            return Some(cell);
        }
        let what = if is_picture { "放的是图片" } else { "写的是公式的文字" };
        let message = format!("{}一格{what}，不是可读的内容，没有读入。请点这一格填写。", field.name());
        let severity = if is_picture { decides(field) } else { Severity::Warning };
        self.tell(field, severity, ProblemCode::NotText, cell.text, message);
        None
    }

    fn garbled(&mut self, field: Field, found: &str) {
        let message = format!("{}里有认不出的字（�），文件可能不完整或编码有误。请对照原表改正。", field.name());
        self.tell(field, decides(field), ProblemCode::GarbledText, found, message);
    }

    fn lost_digits(&mut self, field: Field, found: &str) {
        let severity = match field {
            Field::Certificate => Severity::Error,
            Field::Code | Field::Licence | Field::Phone => Severity::Warning,
            _ => return,
        };
        let message = format!(
            "{}存成了数字，表格软件只保留15位，后面的已经丢失。请点这一格填上完整的号码；很多时，请在原表把这一列设为文本格式、重新填写后再导入。",
            field.name()
        );
        self.tell(field, severity, ProblemCode::LostDigits, found, message);
    }

    fn became_a_day(&mut self, field: Field, found: &str) {
        let message = format!(
            "{}成了日期，多半是表格软件自动改的。请点这一格填上原来的号码；很多时，请在原表把这一列设为文本格式、重新填写后再导入。",
            field.name()
        );
        self.tell(field, Severity::Warning, ProblemCode::LostDigits, found, message);
    }

    fn may_be_october(&mut self, field: Field, found: &str) {
        let message = format!(
            "{}存成了数字{found}，分不清是1月还是10月：表格软件会去掉小数末尾的0，现在按1月读。请点这一格填上年-月-日；很多时，请在原表把这一列设为文本格式、重新填写后再导入。",
            field.name()
        );
        self.tell(field, Severity::Warning, ProblemCode::ShownOtherwise, found, message);
    }

    fn tell(&mut self, field: Field, severity: Severity, code: ProblemCode, found: &str, message: String) {
        let problem = Problem::of_sheet(&self.entry.grid.name, severity, code, message).found(found);
        self.problems.push(self.entry.columns.place(problem, field, self.entry.row.number() + 1));
    }
}

/// Whether the text begins as no formula, no error and no 同上 does.
fn begins_plainly(text: &str) -> bool {
    text.starts_with(|c| plain::is_common(c) && c != '同')
}

/// Whether a character could not be read. Its first byte is looked for before the character is, which takes longer.
fn is_garbled(text: &str) -> bool {
    memchr(0xEF, text.as_bytes()).is_some() && text.contains('\u{fffd}')
}

/// Whether a workbook keeps a formula there as text.
fn is_formula(text: &str) -> bool {
    text.trim_start().strip_prefix('=').is_some_and(|rest| !rest.is_empty())
}

/// The error of a formula, as a table of text or of a web page keeps it.
fn is_error(text: &str) -> bool {
    text.starts_with('#')
        && matches!(
            text,
            "#N/A" | "#REF!" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#NULL!" | "#NUM!" | "#SPILL!" | "#CALC!"
        )
}
