use super::columns::{Columns, rival_problems};
use super::grid::{Grid, column_letters};
use super::header::Found;
use super::rows::{Entry, Merged, Sorter, What};
use super::{Field, Kind, Problem, ProblemCode, ReadError, Severity, format, header, sheet, text};
use crate::model::{Business, Officer, Source};
use serde::{Deserialize, Serialize};

/// What was read of a roster, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading<T> {
    /// The sheet that it stood on.
    pub sheet: String,
    /// The header's (first) row as the spreadsheet program numbers it, from 1.
    pub header_row: u32,
    /// What the columns mean.
    pub columns: Columns,
    /// The entries in the order of the sheet.
    pub rows: Vec<T>,
    /// What was wrong with the file itself, as opposed to its entries.
    pub problems: Vec<Problem>,
}

/// What the user decided about the file; the default leaves it to us.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// The sheet to read.
    pub sheet: Option<String>,
    /// The header's row from 1.
    pub header_row: Option<u32>,
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// The workbook has been read; it holds this many cells.
    Read(usize),
    /// So many rows of so many have become entries.
    Rows(usize, usize),
    /// The entries are being checked.
    Checks,
}

/// Rows between two calls of the progress hook.
const STEP: usize = 2048;

/// A kind of entry.
pub(super) trait Record: Sized {
    const KIND: Kind;
    /// The field that tells entries of one name apart.
    const CODE: Field;
    fn read(values: &mut Values<'_, '_>, source: Source) -> Self;
    /// Takes in a row that goes on with this entry.
    fn join(&mut self, more: Self);
}

/// Reads a business roster.
///
/// # Errors
/// [`ReadError`] when there is nothing to read; problems of a readable file are in the [`Reading`].
pub fn read_businesses(bytes: &[u8], file_name: &str) -> Result<Reading<Business>, ReadError> {
    read_businesses_with(bytes, file_name, &Choice::default(), |_| {})
}

/// Reads an officer roster.
///
/// # Errors
/// As [`read_businesses`].
pub fn read_officers(bytes: &[u8], file_name: &str) -> Result<Reading<Officer>, ReadError> {
    read_officers_with(bytes, file_name, &Choice::default(), |_| {})
}

/// [`read_businesses`] with the user's choices, telling how far it is.
///
/// # Errors
/// As [`read_businesses`].
pub fn read_businesses_with(
    bytes: &[u8],
    file_name: &str,
    choice: &Choice,
    progress: impl FnMut(Progress),
) -> Result<Reading<Business>, ReadError> {
    read(bytes, file_name, choice, progress)
}

/// [`read_officers`] with the user's choices, telling how far it is.
///
/// # Errors
/// As [`read_businesses`].
pub fn read_officers_with(
    bytes: &[u8],
    file_name: &str,
    choice: &Choice,
    progress: impl FnMut(Progress),
) -> Result<Reading<Officer>, ReadError> {
    read(bytes, file_name, choice, progress)
}

fn read<T: Record>(
    bytes: &[u8],
    file_name: &str,
    choice: &Choice,
    mut progress: impl FnMut(Progress),
) -> Result<Reading<T>, ReadError> {
    let grids = sheet::read(bytes, format::sniff(bytes, file_name)?)?;
    progress(Progress::Read(grids.iter().map(Grid::cells).sum()));
    let found = header::choose(&grids, T::KIND, choice)?;
    let mut problems = problems_of_sheet(&found, T::KIND);
    let rows = read_rows(&found, &mut problems, progress);
    if rows.is_empty() {
        let message = format!(
            "第{}行的表头下面没有{}的内容。请填好后重新导入，或确认选对了文件。",
            found.header.row + 1,
            T::KIND.name()
        );
        let problem = Problem::of_sheet(&found.grid.name, Severity::Error, ProblemCode::NoRows, message);
        problems.push(problem.at_row(found.header.row + 1));
    }
    Ok(Reading {
        sheet: found.grid.name.clone(),
        header_row: found.header.row + 1,
        columns: found.header.columns,
        rows,
        problems,
    })
}

fn read_rows<T: Record>(found: &Found<'_>, problems: &mut Vec<Problem>, mut progress: impl FnMut(Progress)) -> Vec<T> {
    let Found { grid, header, .. } = found;
    let (columns, top) = (&header.columns, header.row + header.depth);
    let merged = Merged::new(grid, columns);
    let mut sorter = Sorter::new(T::KIND);
    let mut rows: Vec<T> = Vec::new();
    for (done, row) in grid.rows().enumerate() {
        if done % STEP == 0 {
            progress(Progress::Rows(done, grid.len()));
        }
        if row.number() < top {
            continue;
        }
        let entry = Entry { grid, columns, merged: &merged, row, top };
        match sorter.sort(&entry) {
            What::Nothing => {}
            What::Dropped(why) => problems.push(dropped(grid, &entry, why)),
            What::Entry => {
                let source = Source { sheet: grid.name.clone(), row: row.number() + 1 };
                let record = T::read(&mut Values { entry: &entry, problems }, source);
                match rows.last_mut() {
                    Some(last) if entry.goes_on(T::KIND.required(), T::CODE) => last.join(record),
                    _ => rows.push(record),
                }
            }
        }
    }
    rows
}

fn dropped(grid: &Grid, entry: &Entry<'_>, why: &str) -> Problem {
    let row = entry.row.number() + 1;
    let texts: Vec<&str> = entry.row.cells().map(|cell| cell.text).take(8).collect();
    let message = format!("第{row}行像是{why}，没有读入名录。如果它是名录里的一条，请改正后重新导入。");
    Problem::of_sheet(&grid.name, Severity::Note, ProblemCode::DroppedRow, message).at_row(row).found(&texts.join(" "))
}

fn problems_of_sheet(found: &Found<'_>, kind: Kind) -> Vec<Problem> {
    let Found { grid, header, others } = found;
    let of_sheet = |severity, code, message: String| Problem::of_sheet(&grid.name, severity, code, message);
    let mut problems = rival_problems(&grid.name, header.row + 1, &header.columns, &header.rivals);
    if kind == Kind::Officer && !header.columns.has(Field::Department) {
        let message = "没有找到“单位”列（也可写作工作单位、所属部门、部门等），不知道执法人员属于哪个部门。请补上这一列后重新导入。";
        problems.push(of_sheet(Severity::Error, ProblemCode::MissingColumn, message.into()).at_row(header.row + 1));
    }
    if grid.hidden {
        let message =
            format!("工作表“{}”在工作簿里是隐藏的，只有它像{}，所以读了它。请确认没有用错表。", grid.name, kind.name());
        problems.push(of_sheet(Severity::Warning, ProblemCode::HiddenSheet, message));
    }
    if !others.is_empty() {
        let names: Vec<String> = others.iter().map(|other| format!("“{}”", other.name)).collect();
        let message = format!(
            "工作表{}里也有{}，没有读入；读的是“{}”。如果都要用，请合并到一张工作表后重新导入。",
            names.join("、"),
            kind.name(),
            grid.name
        );
        problems.push(of_sheet(Severity::Warning, ProblemCode::OtherSheet, message));
    }
    if let Some((count, (row, column))) = grid.stray {
        let at = format!("{}{}", column_letters(column), u64::from(row) + 1);
        let message = format!("表格右边很远处（{at}等）还有{count}个单元格，没有读入。名录若不在那里，可以不管。");
        problems.push(of_sheet(Severity::Note, ProblemCode::StrayCells, message));
    }
    problems
}

/// The values of one row; what is wrong with a cell itself is noted on the way.
pub(super) struct Values<'a, 'p> {
    entry: &'a Entry<'a>,
    problems: &'p mut Vec<Problem>,
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

impl Values<'_, '_> {
    /// The field's value, folded; empty if there is none.
    pub(super) fn get(&mut self, field: Field, fold: impl Fn(&str) -> String) -> String {
        self.raw(field).map(|(text, _)| fold(&text)).unwrap_or_default()
    }

    /// A date as ISO text if it is one; a bare serial number too.
    pub(super) fn date(&mut self, field: Field) -> String {
        let Some((text, kind)) = self.raw(field) else { return String::new() };
        let serial = text.parse::<f64>().ok().filter(|n| (20_000.0..80_000.0).contains(n));
        match serial.filter(|_| kind == super::grid::CellKind::Number) {
            Some(serial) => super::number::day_of_serial(serial),
            None => text::date(&text),
        }
    }

    /// The values of a cell that lists several.
    pub(super) fn list(&mut self, field: Field) -> Vec<String> {
        self.raw(field).map(|(text, _)| text::list(&text)).unwrap_or_default()
    }

    fn raw(&mut self, field: Field) -> Option<(String, super::grid::CellKind)> {
        use super::grid::CellKind;
        let cell = self.entry.cell(field)?;
        match cell.kind {
            CellKind::Error => {
                let severity = if DECISIVE.contains(&field) { Severity::Error } else { Severity::Warning };
                let message = format!("{}的公式算不出结果。请在表里改成文字后重新导入。", field.name());
                self.tell(field, severity, ProblemCode::FormulaError, cell.text, message);
                return None;
            }
            CellKind::LongNumber => self.lost_digits(field, cell.text),
            _ => {}
        }
        Some((cell.text.to_owned(), cell.kind))
    }

    fn lost_digits(&mut self, field: Field, found: &str) {
        let severity = match field {
            Field::Certificate => Severity::Error,
            Field::Code | Field::Licence | Field::Phone => Severity::Warning,
            _ => return,
        };
        let message = format!(
            "{}存成了数字，表格软件只保留15位，后面的已经丢失。请把这一列设为文本格式，重新填写后再导入。",
            field.name()
        );
        self.tell(field, severity, ProblemCode::LostDigits, found, message);
    }

    fn tell(&mut self, field: Field, severity: Severity, code: ProblemCode, found: &str, message: String) {
        let problem = Problem::of_sheet(&self.entry.grid.name, severity, code, message).found(found);
        self.problems.push(self.entry.columns.place(problem, field, self.entry.row.number() + 1));
    }
}
