//! 整改与复查: what does not reconcile of it. A re-inspection is an inspection: by two officers at least (行政处罚法 42), of the
//! departments that inspect the business, after the order.

use super::{Worklist, WorklistItem};
use crate::model::Inspection;
use chrono::NaiveDate;

/// What is wrong with the 整改与复查 of a business, as a sentence without its name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RectificationFault {
    /// The result orders something, and nothing of it is recorded, though the campaign records it of others.
    #[error("检查结果是责令改正，还没有登记整改期限，请在“整改与复查”中填写")]
    NotRecorded,
    /// To be put right before it was found.
    #[error("整改期限{due}早于检查日期{inspected}，请改正其中一个")]
    DueTooEarly {
        /// The deadline.
        due: NaiveDate,
        /// When it was inspected.
        inspected: NaiveDate,
    },
    /// Re-inspected before it was inspected.
    #[error("复查日期{reinspected}早于检查日期{inspected}，请改正其中一个")]
    ReinspectedTooEarly {
        /// The re-inspection.
        reinspected: NaiveDate,
        /// When it was inspected.
        inspected: NaiveDate,
    },
    /// A day of re-inspection, and no result.
    #[error("有复查日期{0}，没有复查结果，请补上")]
    NoOutcome(NaiveDate),
    /// A result of the re-inspection, and no day.
    #[error("有复查结果，没有复查日期，请补上")]
    NoDay,
    /// Fewer than two officers.
    #[error("复查人员只有{0}人，少于2人，请补上实际到场的人员")]
    TooFew(usize),
    /// Not of the departments that inspect the business.
    #[error("复查人员“{0}”不是检查这一户的部门的人员，请改正")]
    Stranger(String),
}

use RectificationFault as F;

/// What is wrong with the 整改与复查 of a business; `recorded` where the campaign records it at all.
pub fn rectification_faults(
    list: &Worklist,
    b: &WorklistItem,
    inspection: &Inspection,
    recorded: bool,
) -> Vec<RectificationFault> {
    let Some(r) = &inspection.rectification else {
        let wanting = recorded && inspection.orders_rectification();
        return if wanting { vec![F::NotRecorded] } else { Vec::new() };
    };
    let mut all = Vec::new();
    let early = |day: Option<NaiveDate>| day.zip(inspection.date).filter(|(day, inspected)| day < inspected);
    all.extend(early(r.due).map(|(due, inspected)| F::DueTooEarly { due, inspected }));
    let too_early = early(r.reinspected);
    all.extend(too_early.map(|(reinspected, inspected)| F::ReinspectedTooEarly { reinspected, inspected }));
    match (r.reinspected, r.outcome) {
        (Some(day), None) => all.push(F::NoOutcome(day)),
        (None, Some(_)) => all.push(F::NoDay),
        _ => {}
    }
    if (r.reinspected.is_some() || r.outcome.is_some()) && r.reinspectors.len() < 2 {
        all.push(F::TooFew(r.reinspectors.len()));
    }
    let able = reinspectors(list, b);
    let strangers = r.reinspectors.iter().filter(|key| !able.contains(&key.as_str()));
    all.extend(strangers.map(|key| F::Stranger(list.officer_name(key).to_owned())));
    all
}

/// Who can re-inspect a business, by key: its own officers first, then the others who were drawn or came in of the departments
/// that inspect it.
pub fn reinspectors<'a>(list: &'a Worklist, b: &'a WorklistItem) -> Vec<&'a str> {
    let mut all: Vec<&str> = b.officers().map(|officer| officer.key.as_str()).collect();
    for share in &b.shares {
        for (key, officer) in &list.officers {
            if officer.department == share.department && !all.contains(&key.as_str()) {
                all.push(key);
            }
        }
    }
    all
}
