//! The tables of 检查台账 and of lists of businesses in a workbook, by their headers: those of the vocabulary, or those with which
//! this program wrote the workbook.

use crate::model::LedgerField;
use crate::roster::LedgerColumn as C;
use crate::workbook::{SheetTable, WantedColumn, Workbook};

/// The column of a ledger that a column of 涉企行政检查台账 is; none of those that 频次核对 has no use for.
pub(super) const fn column_of(field: LedgerField) -> Option<C> {
    match field {
        LedgerField::Name => Some(C::Name),
        LedgerField::Code => Some(C::Code),
        LedgerField::Department => Some(C::Department),
        LedgerField::Item => Some(C::Item),
        LedgerField::Kind => Some(C::Kind),
        LedgerField::Plan => Some(C::Batch),
        LedgerField::Day => Some(C::Day),
        LedgerField::Counted => Some(C::Counted),
        _ => None,
    }
}

/// The sheets that have a table with these headers: who, and of visits when.
pub(super) fn tables<'a>(book: &Workbook, visits: bool, headers: &dyn Fn(C) -> Vec<&'a str>) -> Vec<SheetTable> {
    let mut tables: Vec<SheetTable> = Vec::new();
    let whens: &[Option<C>] = if visits { &[Some(C::Day), Some(C::Year)] } else { &[None] };
    let names = C::ALL.map(headers);
    for when in whens {
        for who in [C::Name, C::NameOrCode, C::Code] {
            let needed = |column: C| column == who || Some(column) == *when;
            let wanted = C::ALL.map(|c| WantedColumn { headers: &names[c as usize], needed: needed(c) });
            let found = book.tables(&wanted);
            let is_new = |table: &SheetTable| tables.iter().all(|known| known.sheet != table.sheet);
            let found: Vec<_> = found.into_iter().filter(is_new).collect();
            tables.extend(found);
        }
    }
    tables
}
