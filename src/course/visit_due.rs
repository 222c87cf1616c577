//! Deadlines around a visit: 报备 before it, 补录 of a code after it.

use super::planned::is_inspected;
use super::{Deadline, DeadlineState, Matter};
use crate::calendar::{Calendar, add_days};
use crate::model::{Conduct, Settings};

/// What is due of visits; `name` says who a key is, and is none for one that is not on the list.
pub(super) fn visit_deadlines(
    conduct: &Conduct,
    settings: &Settings,
    name: &dyn Fn(&str) -> Option<String>,
) -> Vec<Deadline> {
    let calendar = Calendar::of(settings);
    let mut all = Vec::new();
    for (key, visit) in &conduct.visits {
        let Some(whom) = name(key) else { continue };
        let inspected = conduct.inspections.get(key).and_then(|i| i.date);
        let of = |matter, due, standing| Deadline {
            matter,
            whom: whom.clone(),
            due,
            estimated: false,
            after_end: false,
            standing,
        };
        if let Some(planned) = visit.planned.filter(|_| settings.report_before > 0 && !is_inspected(conduct, key)) {
            let due = calendar.working_days_before(planned.on, settings.report_before);
            // Whether it was filed is not kept.
            let filing = of(Matter::Filing(key.clone()), due.on, DeadlineState::Passed);
            all.push(Deadline { estimated: due.estimated, ..filing });
        }
        let Some(day) = inspected.filter(|_| settings.codes) else { continue };
        let missed: Vec<_> = visit.codes.iter().filter(|c| !c.reason.trim().is_empty()).collect();
        if missed.is_empty() {
            continue;
        }
        let due = add_days(day, settings.code_within);
        let entered = missed.iter().map(|c| c.entered_later).collect::<Option<Vec<_>>>();
        let standing = match entered.and_then(|days| days.into_iter().max()) {
            None => DeadlineState::Open,
            Some(on) if on > due => DeadlineState::DoneLate,
            Some(_) => DeadlineState::Done,
        };
        all.push(of(Matter::Code(key.clone()), due, standing));
    }
    all
}
