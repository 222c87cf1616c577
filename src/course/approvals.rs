//! 审批: every inspection is approved by the head of the department beforehand (国办发〔2024〕54号); one that was urgent is
//! approved afterwards, with its reason.

use super::{Worklist, WorklistItem};
use crate::draw::Who;
use crate::model::{Approval, Conduct};
use chrono::NaiveDate;

/// What is wrong with the approval of an inspection that was made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApprovalFault {
    /// None is recorded, of these departments.
    #[error("{0}的检查没有登记审批（{list}）。已经批准的请补登记，没有批准的请按规定补办", list = .1.join("、"))]
    None(Who, Vec<String>),
    /// It was approved after it was made, and no reason tells why.
    #[error(
        "{who}的检查日期{inspected}早于{department}的审批日期{approved}。请核对日期；确属紧急、事后补办的，请登记紧急补办的理由"
    )]
    Late {
        /// Which business.
        who: Who,
        /// Which department.
        department: String,
        /// When it was approved.
        approved: NaiveDate,
        /// When it was inspected.
        inspected: NaiveDate,
    },
}

impl ApprovalFault {
    /// The business that it is about.
    pub const fn business(&self) -> &Who {
        match self {
            Self::None(who, _) | Self::Late { who, .. } => who,
        }
    }
}

/// What is wrong with the approvals of the inspections that were made, in the order of the list.
pub(super) fn approval_faults(list: &Worklist, conduct: &Conduct) -> Vec<ApprovalFault> {
    let inspected = list.businesses.iter().filter_map(|b| Some((b, conduct.inspections.get(&b.key)?.date?)));
    inspected.flat_map(|(b, day)| of_business(conduct, b, day)).collect()
}

fn of_business(conduct: &Conduct, b: &WorklistItem, inspected: NaiveDate) -> Vec<ApprovalFault> {
    let who = || Who::new(&b.name, &b.key);
    let mut all = Vec::new();
    let (approved, missing): (Vec<_>, Vec<_>) = b
        .shares
        .iter()
        .map(|s| (s.department.clone(), conduct.approval(&s.department, &b.key)))
        .partition(|(_, a)| a.is_some());
    if !missing.is_empty() {
        all.push(ApprovalFault::None(who(), missing.into_iter().map(|(department, _)| department).collect()));
    }
    for (department, approval) in approved {
        if let Some(on) = approval.filter(|a| is_late(a, inspected)).map(|a| a.on) {
            all.push(ApprovalFault::Late { who: who(), department, approved: on, inspected });
        }
    }
    all
}

fn is_late(approval: &Approval, inspected: NaiveDate) -> bool {
    approval.on > inspected && approval.urgent.trim().is_empty()
}

/// What is told where an approval is entered that is later than inspections which it is of, without a reason.
pub fn approval_told(list: &Worklist, conduct: &Conduct, approval: &Approval) -> Option<String> {
    let is_of = |b: &&WorklistItem| match &approval.business {
        Some(key) => b.key == *key,
        // One that has an approval of its own has no need of it.
        None => {
            b.shares.iter().any(|s| s.department == approval.department)
                && conduct.approval(&approval.department, &b.key).is_none_or(|a| a.business.is_none())
        }
    };
    let late = list.businesses.iter().filter(is_of).filter_map(|b| {
        let day = conduct.inspections.get(&b.key)?.date?;
        is_late(approval, day).then_some((b, day))
    });
    let late: Vec<_> = late.collect();
    let [(first, day), others @ ..] = &late[..] else { return None };
    let more = if others.is_empty() { String::new() } else { format!("等{}户", late.len()) };
    Some(format!(
        "审批日期{}晚于“{}”{more}的检查日期{day}。检查前就批准了的，请改正日期；确属紧急、事后补办的，请填写紧急补办的理由",
        approval.on, first.name
    ))
}
