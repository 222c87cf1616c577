//! The course of a campaign after its draw, as values: what is to be inspected, what is due, how it stands. It knows
//! nothing of how a campaign is kept. Pure.

mod correction;
mod day_fault;
mod deadline;
mod discrepancy;
mod entry;
mod ics;
mod item_cells;
mod item_owner;
mod item_repeats;
mod item_rows;
mod items;
mod lapsed;
mod public;
mod read_entry;
mod read_result;
mod tally;
mod worklist;

pub use crate::calendar::NOTICES;
pub use correction::{Corrected, FieldChange, compared, corrections_of, to_publish_again};
pub use day_fault::{DayFault, check_inspection};
pub use deadline::{Deadline, DeadlineState, DueFacts, Matter, SOON, deadlines, end, inspection_days};
pub use discrepancy::{Discrepancy, discrepancies};
pub use entry::{
    CLEAR, Change, Difference, ITEM_SHEET, ITEM_TITLES, ItemColumn, RESULT_SHEET, RESULT_TITLES, ResultColumn,
    present_names, take,
};
pub use ics::ics;
pub use item_owner::NOBODY;
pub use items::{ITEM_TABLE_TITLES, ItemPlace, ItemRow, ItemsReading, read_items};
pub use lapsed::{Lapsed, lapsed, lapsed_told};
pub use public::{
    Notice, NoticeFacts, PublicTable, correction_notice, correction_table, drawn_notice, drawn_table, mask_phones,
    result_notice, result_table,
};
pub use read_entry::{EntryFacts, EntryProblem, EntryReading, read_entry};
pub use tally::{Progress, Summary, SummaryLine, Tally, percent};
pub use worklist::{OfficerOf, Share, Sources, Worklist, WorklistItem, applies, items_for};
