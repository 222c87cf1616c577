//! What campaigns put down in 涉企行政检查台账, as values.

use super::tally::BusinessCounts;
use super::visit_line::VisitLine;
use super::worklist::WorklistItem;
use crate::model::Conduct;
use crate::text::plain;
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// A business of a draw, as it is counted, with the departments that inspect it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedObject {
    pub(super) departments: Vec<String>,
    /// 检查类型.
    pub(super) kind: String,
    /// It was drawn in an attempt that was voided later.
    pub(super) voided: bool,
    pub(super) counts: BusinessCounts,
}

impl CountedObject {
    /// Of a business on the list.
    pub fn of(b: &WorklistItem, conduct: &Conduct, kind: &str, voided: bool) -> Self {
        Self {
            departments: b.shares.iter().map(|share| share.department.clone()).collect(),
            kind: kind.to_owned(),
            voided,
            counts: BusinessCounts::of(b, conduct, &[], &[]),
        }
    }

    /// The day of its inspection, where its record is complete.
    pub const fn inspected(&self) -> Option<NaiveDate> {
        self.counts.inspected
    }
}

/// What campaigns put down in 涉企行政检查台账: the rows, and what is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// The departments, in the plan's order.
    pub departments: Vec<String>,
    /// A row a business and department, and one for each 复查.
    pub lines: Vec<VisitLine>,
    /// The businesses drawn that stand; of an attempt that was voided those that it inspected.
    pub objects: Vec<CountedObject>,
}

impl Account {
    /// What happened on these days; whom nobody has inspected is of none.
    #[must_use]
    pub fn within(mut self, days: &RangeInclusive<NaiveDate>) -> Self {
        let is_in = |day: NaiveDate| days.contains(&day);
        self.lines.retain(|line| line.when.parse().is_ok_and(is_in));
        self.objects.retain(|object| object.inspected().is_some_and(is_in));
        self
    }

    /// With another behind it.
    pub fn add(&mut self, other: Self) {
        plain::add_each(&mut self.departments, other.departments);
        self.lines.extend(other.lines);
        self.objects.extend(other.objects);
    }
}
