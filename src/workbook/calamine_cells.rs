//! Cells of an xlsx that calamine reads (`xlsx/by_calamine`), as ours.
//!
//! Never calamine's `worksheet_range`: it allocates the whole rectangle, so that one stray cell at XFD1048576 asks for
//! 550 GB. Its cell readers stream.

use crate::workbook::error::OpenError;
use crate::workbook::look::Look;
use crate::workbook::number::{date, number, truth};
use crate::workbook::sheet::{Builder, CellKind, Merge};
use calamine::{DataRef, Dimensions, Sheet, SheetType, SheetVisible};
use std::borrow::Cow;

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

/// The cell as the user sees it.
pub(crate) fn push_shown(
    builder: &mut Builder,
    at: (u32, u32),
    value: &DataRef<'_>,
    look: Option<&Look>,
    from_1904: bool,
) -> Result<(), OpenError> {
    match (value, look) {
        (DataRef::Float(n), Some(look)) => look.push(builder, at, *n, from_1904),
        (DataRef::Int(n), Some(look)) => look.push(builder, at, *n as f64, from_1904),
        (DataRef::DateTime(moment), Some(look)) if look.is_of_days() => {
            look.push(builder, at, moment.as_f64(), from_1904)
        }
        (DataRef::DateTimeIso(moment), Some(look)) => look.push_moment(builder, at, moment),
        _ => push(builder, at, value),
    }
}

pub(crate) fn push(builder: &mut Builder, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<(), OpenError> {
    let (text, kind) = match value {
        DataRef::Empty => return Ok(()),
        DataRef::String(text) => (Cow::Borrowed(text.as_str()), CellKind::Text),
        DataRef::SharedString(text) => (Cow::Borrowed(*text), CellKind::Text),
        DataRef::Int(n) => (Cow::Owned(n.to_string()), CellKind::Number),
        DataRef::Float(n) => owned(number(*n)),
        DataRef::DateTime(moment) => owned(date(moment)),
        DataRef::DateTimeIso(text) => (Cow::Owned(text.chars().take(10).collect()), CellKind::Date),
        DataRef::DurationIso(text) => (Cow::Borrowed(text.as_str()), CellKind::Text),
        DataRef::Bool(yes) => (Cow::Borrowed(truth(*yes)), CellKind::Text),
        DataRef::Error(error) => (Cow::Owned(error.to_string()), CellKind::Error),
    };
    builder.push(row, column, &text, kind)
}

fn owned((text, kind): (String, CellKind)) -> (Cow<'static, str>, CellKind) {
    (Cow::Owned(text), kind)
}

pub(crate) fn damaged(error: &impl std::fmt::Display) -> OpenError {
    OpenError::Damaged(format!("技术信息：{}", crate::text::excerpt::excerpt(&error.to_string())))
}
