//! What is due around a visit: 报备 before it, 补录 of a code after it.

use crate::calendar::{Calendar, Due, add_days};
use crate::model::{Conduct, Settings};
use chrono::NaiveDate;

/// Something that is due around the visit to a business.
pub(super) struct VisitDue<'a> {
    /// Which business, by key.
    pub(super) business: &'a str,
    /// When.
    pub(super) due: Due,
    /// What.
    pub(super) what: VisitMatter,
}

/// What is due around a visit.
pub(super) enum VisitMatter {
    /// 报备; whether it was done is not kept.
    Filing,
    /// 补录 of the codes, and when the last of them was entered.
    Code(Option<NaiveDate>),
}

/// What is due around the visits, by business.
pub(super) fn visits_due<'a>(conduct: &'a Conduct, settings: &Settings) -> Vec<VisitDue<'a>> {
    let calendar = Calendar::of(settings);
    let mut all = Vec::new();
    for (business, visit) in &conduct.visits {
        let inspected = conduct.inspections.get(business).and_then(|i| i.date);
        if let Some(planned) = visit.planned.filter(|_| settings.report_before > 0 && inspected.is_none()) {
            let due = calendar.working_days_before(planned.on, settings.report_before);
            all.push(VisitDue { business, due, what: VisitMatter::Filing });
        }
        let missed: Vec<_> = visit.codes.iter().filter(|c| !c.reason.trim().is_empty()).collect();
        let Some(day) = inspected.filter(|_| settings.codes && !missed.is_empty()) else { continue };
        let due = Due { on: add_days(day, settings.code_within), estimated: false };
        let entered = missed.iter().map(|c| c.entered_later).collect::<Option<Vec<_>>>();
        let entered = entered.and_then(|days| days.into_iter().max());
        all.push(VisitDue { business, due, what: VisitMatter::Code(entered) });
    }
    all
}
