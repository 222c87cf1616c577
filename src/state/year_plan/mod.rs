//! 年度检查计划 of the office, beside 单位设置: as it is stored, what an import makes of it, how far its rows are by the campaigns,
//! and the campaign that is begun from rows of it.

pub(crate) mod begin;
pub(crate) mod merge;
pub(crate) mod rows;
pub(crate) mod stored;

pub use begin::{BegunFrom, begun_from};
pub use merge::{Merged, RowChange, merged, restored_years};
pub use rows::{RowProgress, RowState, YearRows, outside_the_plan, year_rows};
pub use stored::{YearPlans, read_years, write_years};
