//! 审批: every inspection is approved by the head of the department beforehand (国办发〔2024〕54号); one that was urgent is
//! approved afterwards, with its reason.

use super::{Worklist, WorklistItem};
use crate::draw::Who;
use crate::model::{Approval, Conduct};
use chrono::NaiveDate;

/// What is wrong with the approval of an inspection that was made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApprovalFault {
    /// A department has none recorded, for businesses that it inspected: one approval may be of all of them.
    #[error("{department}没有登记审批，却检查了{businesses}。已经批准的请补登记，没有批准的请按规定补办")]
    None {
        /// Which department.
        department: String,
        /// Which businesses, at least one.
        businesses: Inspected,
    },
    /// It was approved after it was made, and no reason tells why.
    #[error(
        "{who}的检查日期{inspected}早于{department}的审批日期{approved}。请核实日期；确属紧急、事后补办的，请登记紧急补办的理由"
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

/// Businesses that were inspected: 甲（代码）, or the first and how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected(pub Vec<Who>);

impl std::fmt::Display for Inspected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0[..] {
            [] => Ok(()),
            [one] => write!(f, "{one}"),
            [first, ..] => write!(f, "“{}”等{}户", first.name, self.0.len()),
        }
    }
}

impl ApprovalFault {
    /// The businesses that it is about.
    pub fn businesses(&self) -> &[Who] {
        match self {
            Self::None { businesses, .. } => &businesses.0,
            Self::Late { who, .. } => std::slice::from_ref(who),
        }
    }
}

/// What is wrong with the approvals of the inspections that were made: departments without any first, in the plan's order.
pub(super) fn approval_faults(list: &Worklist, conduct: &Conduct) -> Vec<ApprovalFault> {
    let (mut none, mut late) = (Vec::new(), Vec::new());
    for department in &list.departments {
        let mut without = Vec::new();
        for b in list.businesses.iter().filter(|b| b.shares.iter().any(|s| s.department == *department)) {
            let Some(inspected) = conduct.inspections.get(&b.key).and_then(|i| i.date) else { continue };
            let (who, department) = (Who::new(&b.name, &b.key), department.clone());
            match conduct.approval(&department, &b.key) {
                None => without.push(who),
                Some(a) if is_late(a, inspected) => {
                    late.push(ApprovalFault::Late { who, department, approved: a.on, inspected });
                }
                Some(_) => {}
            }
        }
        if !without.is_empty() {
            none.push(ApprovalFault::None { department: department.clone(), businesses: Inspected(without) });
        }
    }
    none.extend(late);
    none
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
