//! A file of a roster with its problems marked, for whoever sent it.

use super::cache::NO_SUCH_FILE;
use super::cached_record::CachedRecord;
use super::envelope::{Fault, FileBytes, refused};
use super::replies::MarkedWorkbook;
use super::request::Original;
use super::workbooks::Workbooks;
use crate::export;
use crate::model::{Digest, Source};
use crate::roster::{Columns, Edited, EditedCell, Problem};
use crate::state::Readiness;
use crate::workbook::Workbook;
use crate::workbook::encoding::GBK;

pub(super) fn marked<T: CachedRecord>(
    ready: &Readiness,
    place: usize,
    (workbooks, beside): (&Workbooks, &[u8]),
    original: &Original,
) -> Result<MarkedWorkbook, Fault> {
    let checked = T::checked(ready).ok_or(NO_SUCH_FILE)?;
    let file = checked.all.files.get(place).ok_or(NO_SUCH_FILE)?;
    let reopened;
    let original = match original {
        Original::Gone => None,
        Original::Open => match workbooks.of(T::KIND).ok().filter(|open| open.digest == file.digest) {
            Some(open) => Some(&open.book),
            None => return Ok(MarkedWorkbook::FileClosed),
        },
        Original::Beside(_) if Digest::of(beside) != file.digest => {
            let sentence = format!("这不是当初载入的“{}”，或者载入之后又改过。请选当初的那个文件", file.name);
            return Err(sentence.into());
        }
        Original::Beside(name) => {
            reopened = reopen(beside, name, &checked.all.reading.columns)?;
            Some(&reopened)
        }
    };
    // What is of this file, with the names that its sheets have there. What is of no file goes with the only one.
    let one = checked.all.files.len() == 1;
    let own = |sheet: &str| if one { Some(sheet.to_owned()) } else { file.sheets.get(sheet).cloned() };
    let own_source = |source: &Source| Some(Source { sheet: own(&source.sheet)?, row: source.row });
    let Edited { rows, cells, .. } = checked.laid.over(&checked.all.reading.rows);
    let of_file = |mut row: T| {
        row.set_source(own_source(row.source())?);
        Some(row)
    };
    let rows: Vec<T> = rows.into_iter().filter_map(of_file).collect();
    let of_file = |cell: EditedCell| Some(EditedCell { source: own_source(&cell.source)?, ..cell });
    let mended: Vec<EditedCell> = cells.into_iter().filter_map(of_file).collect();
    let of_file = |problem: Problem| Some(Problem { sheet: own(&problem.sheet)?, ..problem });
    let problems: Vec<Problem> = checked.findings.problems().filter_map(of_file).collect();
    let part = checked.all.parts().into_iter().nth(place).ok_or(NO_SUCH_FILE)?;
    let reading = part.reading.keep(|_| rows);
    let marking =
        export::Marking { file: &file.name, original, reading: &reading, mended: &mended, problems: &problems };
    Ok(MarkedWorkbook::Made(FileBytes(export::problem_workbook(&marking).map_err(refused)?)))
}

/// Opens the file that was handed over again, with the code page with which it has these columns: the user may have had it read
/// with another.
fn reopen(bytes: &[u8], name: &str, columns: &Columns) -> Result<Workbook, Fault> {
    let open = |codepage| Workbook::open_with(bytes, name, codepage, |_| {}).map_err(refused);
    let book = open(None)?;
    let again = (!book.has_headers(columns)).then(|| open(Some(GBK))).transpose()?;
    Ok(again.filter(|again| again.has_headers(columns)).unwrap_or(book))
}
