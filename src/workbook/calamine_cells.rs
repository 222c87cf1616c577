//! Cells of an xlsx that calamine reads (`xlsx/by_calamine`), as ours.
//!
//! Never calamine's `worksheet_range`: it allocates the whole rectangle, so that one stray cell at XFD1048576 asks for
//! 550 GB. Its cell readers stream.

use crate::workbook::error::OpenError;
use crate::workbook::look::Look;
use crate::workbook::number::{date, number};
use crate::workbook::sheet::{Builder, CellKind, Merge};
use calamine::{DataRef, Dimensions, Sheet, SheetType, SheetVisible};
use std::borrow::Cow;

/// Hears how many cells were read so far.
pub(crate) type Hook<'a> = &'a mut dyn FnMut(usize);

/// Cells between two calls of the hook.
const STEP: usize = 1 << 16;

pub(crate) fn worksheets(sheets: &[Sheet]) -> Vec<(String, bool)> {
    sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect()
}

pub(crate) fn merges(dimensions: &[Dimensions]) -> Vec<Merge> {
    dimensions.iter().filter(|d| d.start != d.end).map(|d| Merge { start: d.start, end: d.end }).collect()
}

/// One more cell.
pub(crate) fn count(read: &mut usize, hook: Hook<'_>) {
    *read += 1;
    if read.is_multiple_of(STEP) {
        hook(*read);
    }
}

/// A code kept as a number gets back what the user sees around its digits.
pub(crate) fn push_shown(
    builder: &mut Builder,
    (row, column): (u32, u32),
    value: &DataRef<'_>,
    look: Option<&Look>,
) -> Result<(), OpenError> {
    let n = match value {
        DataRef::Float(n) => Some(*n),
        DataRef::Int(n) => Some(*n as f64),
        _ => None,
    };
    match (n, look) {
        (Some(n), Some(Look::Digits(format))) => {
            let (text, kind) = format.text(n);
            builder.push(row, column, &text, kind)
        }
        (n, look) => {
            let is_disguise = n.is_some() && look.is_some_and(Look::is_disguise);
            builder.disguise(is_disguise.then_some((row, column)));
            push(builder, (row, column), value)
        }
    }
}

pub(crate) fn push(builder: &mut Builder, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<(), OpenError> {
    let (text, kind) = match value {
        DataRef::Empty => return Ok(()),
        DataRef::String(text) => (unescape(text), CellKind::Text),
        DataRef::SharedString(text) => (unescape(text), CellKind::Text),
        DataRef::Int(n) => (Cow::Owned(n.to_string()), CellKind::Number),
        DataRef::Float(n) => owned(number(*n)),
        DataRef::DateTime(moment) => owned(date(moment)),
        DataRef::DateTimeIso(text) => (Cow::Owned(text.chars().take(10).collect()), CellKind::Date),
        DataRef::DurationIso(text) => (Cow::Borrowed(text.as_str()), CellKind::Text),
        DataRef::Bool(yes) => (Cow::Borrowed(if *yes { "TRUE" } else { "FALSE" }), CellKind::Text),
        DataRef::Error(error) => (Cow::Owned(error.to_string()), CellKind::Error),
    };
    builder.push(row, column, &text, kind)
}

fn owned((text, kind): (String, CellKind)) -> (Cow<'static, str>, CellKind) {
    (Cow::Owned(text), kind)
}

/// Undoes the `_x000D_` with which Office writes characters that XML can't hold.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x0") {
        return Cow::Borrowed(text);
    }
    let plain = ["_x000D_", "_x000d_"].iter().fold(text.to_owned(), |text, mark| text.replace(mark, "\r"));
    Cow::Owned(plain.replace("_x000A_", "\n").replace("_x0009_", "\t"))
}

pub(crate) fn damaged(error: &impl std::fmt::Display) -> OpenError {
    OpenError::Damaged(format!("技术信息：{}", crate::text::excerpt::excerpt(&error.to_string())))
}
