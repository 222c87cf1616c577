//! Our reader and calamine's read the same out of the workbooks that other programs wrote.

use crate::workbook::calamine_cells;
use crate::workbook::format::{Format, sniff};
use crate::workbook::look::Look;
use crate::workbook::number;
use crate::workbook::sheet::{Builder, CellKind, Grid, Row};
use crate::workbook::xls;
use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls};
use std::io::Cursor;
use std::path::Path;

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap()
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(v) => DataRef::Int(*v),
        Data::Float(v) => DataRef::Float(*v),
        Data::String(v) => DataRef::SharedString(v),
        Data::Bool(v) => DataRef::Bool(*v),
        Data::DateTime(v) => DataRef::DateTime(*v),
        Data::Error(v) => DataRef::Error(v.clone()),
        _ => DataRef::Empty,
    }
}

fn by_calamine(bytes: &[u8]) -> Option<Vec<Grid>> {
    let mut book: Xls<_> = std::panic::catch_unwind(|| Xls::new(Cursor::new(bytes.to_vec())).ok()).ok()??;
    let sheets = book.sheets_metadata().to_vec();
    let sheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let grid = sheets.map(|sheet| {
        let mut builder = Builder::new(&sheet.name, sheet.visible != SheetVisible::Visible);
        let range = book.worksheet_range(&sheet.name).ok()?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = (top + narrow(row), left + narrow(column));
            calamine_cells::push(&mut builder, at, &borrowed(value)).ok()?;
        }
        let merges = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        Some(builder.finish(calamine_cells::merges(&merges)))
    });
    grid.collect()
}

type Cells = Vec<(u32, u32, String, CellKind)>;

fn sheets(grids: &[Grid]) -> Vec<(String, bool, usize, Cells)> {
    let row = |row: Row<'_>| {
        let number = row.number();
        row.cells().map(move |c| (number, c.column, c.text.to_owned(), c.kind)).collect::<Vec<_>>()
    };
    grids.iter().map(|g| (g.name.clone(), g.hidden, g.merges.len(), g.rows().flat_map(row).collect())).collect()
}

/// Ours, where calamine does not know how a number is shown: it passes over formats with numbers that Excel leaves out.
fn as_shown(mut theirs: Cells, ours: &Cells) -> Cells {
    for (their, our) in theirs.iter_mut().zip(ours) {
        let day = || number::day_of_serial(their.2.parse().unwrap_or_default(), false);
        let is_padded = || our.2.trim_end_matches('0') == their.2;
        let is_number =
            their.3 == CellKind::Number && (our.2.ends_with(their.2.as_str()) || our.2 == day() || is_padded());
        // Of a day it does not know that the month alone is shown.
        let is_day = their.3 == CellKind::Date && our.3 == CellKind::Date && Look::Month.moment(&their.2) == our.2;
        if is_number || is_day {
            their.clone_from(our);
        }
    }
    theirs
}

#[test]
fn on_every_fixture() {
    let mut agreed = Vec::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(bytes) = std::fs::read(&path).ok().filter(|bytes| sniff(bytes, &name) == Ok(Format::Xls)) else {
            continue;
        };
        let (Ok(ours), Some(theirs)) = (xls::read(&bytes, None), by_calamine(&bytes)) else { continue };
        let ours = sheets(&ours);
        let shown = |((name, hidden, merges, cells), ours): ((_, _, _, Cells), &(_, _, _, Cells))| {
            (name, hidden, merges, as_shown(cells, &ours.3))
        };
        let theirs: Vec<_> = sheets(&theirs).into_iter().zip(&ours).map(shown).collect();
        assert_eq!(ours, theirs, "{name}");
        agreed.push(name);
    }
    assert!(agreed.len() >= 8, "{agreed:?}");
}
