use super::grid::{Cell, CellKind};
use super::rows::Entry;
use super::{Field, Problem, ProblemCode, Severity, number, text};

/// The values of one row; what is wrong with a cell itself is noted on the way.
#[derive(Debug)]
pub struct Values<'a, 'p> {
    pub(super) entry: &'p Entry<'a>,
    pub(super) problems: &'p mut Vec<Problem>,
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

impl<'a> Values<'a, '_> {
    /// The field's value, folded; empty if there is none.
    pub(super) fn get(&mut self, field: Field, fold: impl Fn(&str) -> String) -> String {
        self.raw(field).map(|cell| fold(cell.text)).unwrap_or_default()
    }

    /// A date as ISO text if it is one; a bare serial number too.
    pub(super) fn date(&mut self, field: Field) -> String {
        let Some(cell) = self.raw(field) else { return String::new() };
        let serial = || cell.text.parse::<f64>().ok().filter(|n| (20_000.0..80_000.0).contains(n));
        match (cell.kind == CellKind::Number).then(serial).flatten() {
            Some(serial) => number::day_of_serial(serial),
            None => text::date(cell.text),
        }
    }

    /// The values of a cell that lists several.
    pub(super) fn list(&mut self, field: Field) -> Vec<String> {
        self.raw(field).map(|cell| text::list(cell.text)).unwrap_or_default()
    }

    fn raw(&mut self, field: Field) -> Option<Cell<'a>> {
        let cell = self.entry.cell(field)?;
        match cell.kind {
            CellKind::Error => {
                let message = format!("{}的公式算不出结果。请点这一格填上正确的值，或在原表改成文字后重新导入。", field.name());
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
            CellKind::LongNumber => self.lost_digits(field, cell.text),
            _ => {}
        }
        Some(cell)
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

    fn tell(&mut self, field: Field, severity: Severity, code: ProblemCode, found: &str, message: String) {
        let problem = Problem::of_sheet(&self.entry.grid.name, severity, code, message).found(found);
        self.problems.push(self.entry.columns.place(problem, field, self.entry.row.number() + 1));
    }
}
