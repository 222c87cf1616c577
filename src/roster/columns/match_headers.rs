//! The columns of a row of headers, by their texts alone.

use crate::model::EntityKind;
use crate::roster::columns::column::{Column, Columns};
use crate::roster::columns::header_names::field_of;
use crate::roster::field::Field;
use crate::text::plain::line;

/// Matches headers (with their columns from 0) to fields. The first of two columns for one field is taken; the second
/// comes back with the field that it claimed too.
pub fn match_headers<'a>(
    kind: EntityKind,
    headers: impl IntoIterator<Item = (u32, &'a str)>,
) -> (Columns, Vec<(Field, Column)>) {
    let mut columns = Columns::default();
    let mut rivals = Vec::new();
    for (index, header) in headers {
        let Some(field) = field_of(kind, header) else { continue };
        let column = Column::at(index, line(header));
        if columns.has(field) {
            rivals.push((field, column));
        } else {
            columns.0.insert(field, column);
        }
    }
    (columns, rivals)
}
