//! What is told of a sheet as a whole, as opposed to its rows.

use crate::model::EntityKind;
use crate::roster::columns::assign::ColumnGuess;
use crate::roster::columns::column::{Column, Columns};
use crate::roster::columns::profile::is_name;
use crate::roster::field::Field;
use crate::roster::layout::header::HeadedSheet;
use crate::roster::layout::{group_titles, stray_tables};
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::of_sheets::SheetProblem;
use crate::roster::read::eligibility;
use crate::roster::vocabulary::header_parts::HEADER_PARTS;
use crate::roster::vocabulary::row_words::ROW_WORDS;
use crate::text::header_key::fold;
use crate::workbook::a1::column_letters;
use crate::workbook::sheet::{CellKind, Grid};
use std::collections::HashSet;

/// What is wrong with the sheet; `named_by_sheet` is the field that its name stands for.
pub(crate) fn problems_of_sheet(
    table: &HeadedSheet<'_>,
    kind: EntityKind,
    named_by_sheet: Option<Field>,
) -> Vec<Problem> {
    let HeadedSheet { grid, header, .. } = table;
    let of_sheet = |problem: SheetProblem<'_>| Problem::of_kind(&grid.name, &problem);
    let beside = stray_tables::told_beside(table, kind);
    let rivals: &[_] = if beside.is_some() { &[] } else { &header.rivals };
    let people = if beside.is_some() { Vec::new() } else { people_elsewhere(table, kind) };
    let mut problems = rival_problems(&grid.name, header.number(), &header.columns, rivals);
    // Whoever stands in the other column is named, which tells more.
    problems.retain(|rival| people.iter().all(|problem| problem.cell != rival.cell));
    problems.extend(people);
    problems.extend(stray_tables::told_above(table, kind));
    problems.extend(legend(table, kind));
    problems.extend(beside);
    if kind == EntityKind::Officer
        && !header.columns.has(Field::Department)
        && named_by_sheet != Some(Field::Department)
    {
        problems.push(of_sheet(SheetProblem::NoDepartmentColumn).at_row(header.number().max(1)));
    }
    if grid.hidden {
        problems.push(of_sheet(SheetProblem::HiddenSheet { name: &grid.name, kind }));
    }
    let is_entry = |row: &&u32| **row >= header.top() && grid.row_at(**row).is_some();
    let hidden = grid.hidden_rows.iter().filter(is_entry).count();
    if hidden > 0 {
        problems.push(of_sheet(SheetProblem::HiddenRows(hidden)));
    }
    if grid.overlooks {
        problems.push(of_sheet(SheetProblem::Overlooked));
    }
    problems.extend(disguised(table));
    if let Some((count, (row, column))) = grid.stray {
        let cell = format!("{}{}", column_letters(column), u64::from(row) + 1);
        problems.push(of_sheet(SheetProblem::StrayCells { count, cell }));
    }
    problems
}

/// Says which column was taken where two claim one field.
fn rival_problems(sheet: &str, row: u32, columns: &Columns, rivals: &[(Field, Column)]) -> Vec<Problem> {
    let problem = |(field, rival): &(Field, Column)| {
        let taken = columns.get(*field)?;
        let problem = SheetProblem::DuplicateColumn {
            field: *field,
            taken: (taken.letters(), taken.header()),
            rival: (rival.letters(), rival.header()),
        };
        Some(Problem::of_kind(sheet, &problem).at_cell(rival.letters(), row).found(rival.header()))
    };
    rivals.iter().filter_map(problem).collect()
}

/// Columns of a team (组长 beside 组员), or of a second officer in each row, that hold people who stand in no row of their own: nobody is left out without a word.
fn people_elsewhere(table: &HeadedSheet<'_>, kind: EntityKind) -> Vec<Problem> {
    let HeadedSheet { grid, header, .. } = table;
    let name = header.columns.get(Field::Officer).filter(|_| kind == EntityKind::Officer);
    let Some((name, at)) = name.and_then(|name| Some((name, name.index()?))) else { return Vec::new() };
    let values = |column: u32| {
        let texts = grid.rows_from(header.top()).filter_map(move |row| Some(row.get(column)?.text.trim()));
        texts.filter(|text| is_name(kind, text) && !HEADER_PARTS.team_member.fit(text))
    };
    let may_hold = |column: &&ColumnGuess| {
        let may_be = column.field.is_none() && column.claims.is_none() && column.candidates.contains(&Field::Officer);
        let is_of_team = || HEADER_PARTS.team_member.fit(&fold(&column.header));
        column.claims == Some(Field::Officer) || may_be && is_of_team()
    };
    let mut columns = header.seen.iter().filter(may_hold).peekable();
    if columns.peek().is_none() {
        return Vec::new();
    }
    let read: HashSet<&str> = values(at).collect();
    let told = columns.filter_map(|column| {
        let mut known = read.clone();
        let people: Vec<&str> = values(column.index).filter(|text| known.insert(text)).collect();
        people.first()?;
        let letters = column_letters(column.index);
        let problem = SheetProblem::PeopleElsewhere {
            column: (&letters, &column.header),
            names: (name.letters(), name.header()),
            people,
        };
        Some(Problem::of_kind(&grid.name, &problem).at_cell(&letters, header.number()).found(&column.header))
    });
    told.collect()
}

/// What stands above the table and says what a colour or a sign means: 红色底色为已注销企业.
fn legend(table: &HeadedSheet<'_>, kind: EntityKind) -> Option<Problem> {
    let HeadedSheet { grid, header, .. } = table;
    let above = grid.rows().take_while(|row| header.depth > 0 && row.number() < header.row);
    let says = |text: &str| ROW_WORDS.legend.fit(text) && eligibility::is_remark_of_others(kind, text);
    let (row, cell) =
        above.flat_map(|row| row.cells().map(move |cell| (row.number(), cell))).find(|(_, c)| says(c.text))?;
    let problem = Problem::of_kind(&grid.name, &SheetProblem::Legend(cell.text));
    Some(problem.at_cell(&column_letters(cell.column), row + 1).found(cell.text))
}

/// Numbers of entries that are shown as Chinese numerals (一二三, 壹贰叁), of which the digits are read; and days of which the
/// month or year alone is shown and read.
fn disguised(table: &HeadedSheet<'_>) -> impl Iterator<Item = Problem> {
    let numbers = [Field::Code, Field::Certificate, Field::Licence, Field::Phone];
    let days = [Field::ValidUntil, Field::LicenceUntil, Field::LastInspected];
    let of_numbers = disguised_in(table, &numbers, |kind| kind != CellKind::Date);
    let of_days = disguised_in(table, &days, |kind| kind == CellKind::Date);
    let problem = |(letters, row, found): (&str, u32, &str), problem: &SheetProblem<'_>| {
        Problem::of_kind(&table.grid.name, problem).at_cell(letters, row).found(found)
    };
    let of_numbers = of_numbers.map(|(letters, row, count, found)| {
        let cell = format!("{letters}{row}");
        problem((&letters, row, found), &SheetProblem::ShownAsNumerals { count, cell, found })
    });
    let of_days = of_days.map(|(letters, row, count, found)| {
        let cell = format!("{letters}{row}");
        problem((&letters, row, found), &SheetProblem::ShownAsMonth { count, cell, found })
    });
    of_numbers.into_iter().chain(of_days)
}

/// The first cell of these fields that shows another text than it holds: its column and row as a sheet numbers them, how many
/// there are, and what is read of the first.
fn disguised_in<'a>(
    HeadedSheet { grid, header, .. }: &HeadedSheet<'a>,
    fields: &[Field],
    is_kind: impl Fn(CellKind) -> bool,
) -> Option<(String, u32, usize, &'a str)> {
    let columns: Vec<u32> = fields.iter().filter_map(|f| header.columns.get(*f)?.index()).collect();
    let mut cells = grid.disguised().iter().filter_map(|(row, column)| {
        let cell = grid.row_at(*row)?.get(*column)?;
        let is_one = *row >= header.top() && columns.contains(column) && is_kind(cell.kind);
        is_one.then_some((*row, cell))
    });
    let (row, cell) = cells.next()?;
    Some((column_letters(cell.column), row + 1, 1 + cells.count(), cell.text))
}

/// Titles amid the rows that name departments: where no column does, those were taken; where one does, it may name parts of
/// them.
pub(crate) fn groups(table: &HeadedSheet<'_>, kind: EntityKind, grouped: bool) -> Option<Problem> {
    let title = group_titles::first(table).filter(|_| kind == EntityKind::Officer)?;
    let problem = match (grouped, table.header.columns.get(Field::Department)) {
        (true, _) => SheetProblem::DepartmentsFromTitles { title },
        (false, Some(column)) if column.index().is_none_or(|at| group_titles::agrees(table, &title, at)) => {
            return None;
        }
        (false, Some(column)) => SheetProblem::DepartmentsBesideTitles { title, header: column.header() },
        (false, None) => return None,
    };
    Some(Problem::of_kind(&table.grid.name, &problem))
}

/// Sheets that hold the roster too but were not read; all of them hidden, or none.
pub(crate) fn other_sheets(grid: &Grid, others: &[&Grid], kind: EntityKind) -> Option<Problem> {
    let hidden = others.first()?.hidden;
    let names = others.iter().map(|other| other.name.as_str()).collect();
    Some(Problem::of_kind(&grid.name, &SheetProblem::OtherSheets { names, read: &grid.name, hidden, kind }))
}

/// There is no entry under the header.
pub(crate) fn no_rows(table: &HeadedSheet<'_>, kind: EntityKind) -> Problem {
    let header = table.header.number();
    Problem::of_kind(&table.grid.name, &SheetProblem::NoRows { header, kind }).at_row(header)
}

/// The text was read with another code page than the file names.
pub(crate) fn second_reading(sheet: &str) -> Problem {
    Problem::of_kind(sheet, &SheetProblem::SecondReading)
}
