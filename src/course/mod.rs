//! The course of a campaign after its draw, as values: what is to be inspected, what is due, how it stands. It knows
//! nothing of how a campaign is kept. Pure.

mod account;
mod answers;
mod approvals;
mod caps;
mod codes;
mod column_faults;
mod correction;
mod correction_notice;
mod counting_rule;
mod day_fault;
mod deadline;
mod discrepancy;
mod entry;
mod entry_codes;
mod entry_problem;
mod entry_rectification;
mod entry_sheets;
mod entry_titles;
mod ics;
mod item_cells;
mod item_columns;
mod item_owner;
mod item_repeats;
mod item_rows;
mod item_sections;
mod items;
mod lapsed;
mod ledger;
mod ledger_book;
mod ledger_tables;
mod planned;
mod points;
mod present;
mod public;
mod read_answers;
mod read_codes;
mod read_entry;
mod read_ledger;
mod read_rectification;
mod read_result;
mod rectification;
mod statistics;
mod tally;
mod team_of_day;
mod visit_due;
mod visit_line;
mod worklist;
mod year_plan;

pub use crate::calendar::notice_years;
pub use account::{Account, CountedObject};
pub use answers::{POINT_SHEET, POINT_TITLES, PointColumn, PointOf, points_of, unexplained};
pub use approvals::{ApprovalFault, Inspected, approval_told};
pub use caps::{
    CAP_REASON, CapFacts, CapLine, CapReport, HeldBusiness, INCOMPLETE, Ledger, ListMatch, PENALTY, VISITS_TOLD,
    concerned_days, hold, match_list, year_days,
};
pub use codes::{CodeFault, Departments, code_elsewhere, code_twice_told};
pub use correction::{Corrected, FieldChange, compared, corrections_of, to_publish_again};
pub use correction_notice::{correction_notice, correction_table};
pub use day_fault::{DayFault, check_inspection};
pub use deadline::{Deadline, DeadlineState, DueFacts, Matter, SOON, deadlines, end, inspection_days};
pub use discrepancy::{Discrepancy, discrepancies};
pub use entry::{
    CLEAR, Change, Difference, ITEM_SHEET, ITEM_TITLES, ItemColumn, RESULT_SHEET, RESULT_TITLES, ResultColumn,
    present_names, take, take_visits,
};
pub use entry_codes::{
    ALL_DEPARTMENTS, CODE_SHEET, CODE_TITLES, CodeColumn, CodeField, CodeRow, check_visit, code_rows,
};
pub use entry_problem::{EntryProblem, EntryProblems};
pub use entry_rectification::{
    RECTIFICATION_SHEET, RECTIFICATION_TITLES, RectificationColumn, RectificationField, rectification_rows,
    reinspector_names,
};
pub use entry_titles::entry_title;
pub use ics::ics;
pub use item_columns::ITEM_TABLE_TITLES;
pub use item_owner::NOBODY;
pub use items::{ItemPlace, ItemRow, ItemsReading, read_items};
pub use lapsed::{Lapsed, lapsed, lapsed_told};
pub use ledger::{LedgerRow, LedgerText};
pub use ledger_book::{LEDGER_TITLE, LedgerBook};
pub use planned::{days_between, is_inspected, planned_told, planned_visits, spread, spread_over, weekday};
pub use points::{POINT_TABLE_TITLES, PointRow, PointsReading, read_points};
pub use present::present;
pub use public::{
    Notice, NoticeFacts, PublicTable, drawn_notice, drawn_table, mask_phones, result_notice, result_table,
};
pub use read_entry::{EntryFacts, EntryReading, read_entry};
pub use read_ledger::{LedgerReading, MOST_LEDGER_ROWS, read_ledger, read_own_ledger, years_told};
pub use rectification::{RectificationFault, rectification_faults, reinspectors};
pub use statistics::{StatRow, Statistics};
pub use tally::{Progress, Summary, SummaryLine, Tally, percent, told_rectification};
pub use team_of_day::officers_on;
pub use visit_line::{REINSPECTED, VisitLine};
pub use worklist::{OfficerOf, Share, Sources, Worklist, WorklistItem, applies, items_for};
pub use year_plan::columns::MOST_PLAN_ROWS;
pub use year_plan::joint::{JOINT_RULE, joinable, row_departments, says_joint};
pub use year_plan::notice::{USUAL_BASIS, plan_table, year_notice, year_table};
pub use year_plan::public_note::{private_lines, public_note};
pub use year_plan::read::{ReadPlanRow, YearReading, read_year_plan};
pub use year_plan::when::{PlanDays, plan_days, years_named};
