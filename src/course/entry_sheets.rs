//! The sheets of the entry workbook that are read back, what each must have, and what is told of one that came back otherwise.

use super::answers::{POINT_SHEET, POINT_TITLES, PointColumn as P};
use super::column_faults::{doubled, missing};
use super::entry::{ITEM_SHEET, ITEM_TITLES, ItemColumn as I, RESULT_SHEET, RESULT_TITLES, ResultColumn as R, wanted};
use super::entry_problem::EntryProblem;
use super::entry_rectification::{RECTIFICATION_SHEET, RECTIFICATION_TITLES, RectificationColumn as Z};
use crate::workbook::{SheetTable, Workbook};
use std::ops::RangeInclusive;

/// What to do about a header that was changed.
pub(super) const AS_EXPORTED: &str = "请对照导出的录入表补上这一列，再导入";

/// A kind of sheet.
pub(super) struct SheetKind {
    /// What it is called.
    name: &'static str,
    titles: &'static [&'static str],
    /// Without these it is not this sheet.
    needed: &'static [usize],
    /// Those that are filled in.
    filled: RangeInclusive<usize>,
}

pub(super) const RESULTS: SheetKind = SheetKind {
    name: RESULT_SHEET,
    titles: &RESULT_TITLES,
    needed: &[R::Name as usize, R::Result as usize],
    filled: R::Date as usize..=R::Notes as usize,
};
pub(super) const ITEMS: SheetKind = SheetKind {
    name: ITEM_SHEET,
    titles: &ITEM_TITLES,
    needed: &[I::Name as usize, I::Department as usize, I::Item as usize, I::Problem as usize],
    filled: I::Problem as usize..=I::Handling as usize,
};
pub(super) const POINTS: SheetKind = SheetKind {
    name: POINT_SHEET,
    titles: &POINT_TITLES,
    needed: &[P::Name as usize, P::Department as usize, P::Item as usize, P::Point as usize, P::Answer as usize],
    filled: P::Answer as usize..=P::Answer as usize,
};
pub(super) const RECTIFICATIONS: SheetKind = SheetKind {
    name: RECTIFICATION_SHEET,
    titles: &RECTIFICATION_TITLES,
    needed: &[Z::Name as usize, Z::Outcome as usize],
    filled: Z::Paper as usize..=Z::Outcome as usize,
};

impl SheetKind {
    /// The sheets of this kind.
    pub(super) fn tables(&self, book: &Workbook) -> Vec<SheetTable> {
        book.tables(&wanted(self.titles, self.needed))
    }

    /// What is told of those that were `found`: columns that are missing or there twice, and a sheet of this name of which nothing
    /// can be read. `titled` says what a column is called in this campaign.
    pub(super) fn told(
        &self,
        book: &Workbook,
        found: &[SheetTable],
        titled: &dyn Fn(&'static str) -> &'static str,
    ) -> Vec<EntryProblem> {
        let title = |column: usize| self.titles.get(column).map_or("", |title| titled(title));
        let mut all = Vec::new();
        for table in found {
            let filled = self.filled.clone().map(|column| (column, title(column)));
            all.extend(missing(table, filled, &format!("没有读取。{AS_EXPORTED}")));
            all.extend(doubled(book, table, &wanted(self.titles, &[]), title));
        }
        if found.is_empty() && book.has_sheet(self.name) {
            let needed: Vec<_> = self.needed.iter().map(|column| title(*column)).collect();
            let message = format!(
                "这张表的表头要有“{}”各列，现在不全，整张表没有读取。请对照导出的录入表改正表头，再导入",
                needed.join("”“")
            );
            all.push(EntryProblem { sheet: self.name.to_owned(), cell: String::new(), message, left: true });
        }
        all
    }
}
