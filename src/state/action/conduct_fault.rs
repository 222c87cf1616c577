//! Why something after the draw can't be entered.

use crate::course::DayFault;
use crate::draw::{Businesses, Sealed, Who};
use crate::model::{Conduct, Status};

/// Why something after the draw can't be entered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConductFault {
    /// Not drawn, or substituted since.
    #[error("{0}不在检查名单中：没有抽中，或者已被替补换下。请查看名称和代码")]
    NotListed(Who),
    /// A day that can't be.
    #[error(transparent)]
    Day(#[from] DayFault),
    /// A day that can't be, at one of several businesses.
    #[error("{0}的{1}")]
    DayOf(Who, DayFault),
    /// What was published changes by a correction only.
    #[error("{0}的检查结果已经公示，不能直接修改。确有错误的，请用“更正”，写明理由和批准人")]
    PublishedAlready(Who),
    /// It is not published, so that there is nothing to correct.
    #[error("{0}的检查结果还没有公示，请直接修改")]
    NotPublished(Who),
    /// Nothing would change.
    #[error("{0}没有改动，不需要更正")]
    NothingToCorrect(Who),
    /// These can't be published.
    #[error("没有标记公示，因为其中有{}户不能公示：{}", .0.len(), some(.0))]
    NotPublishable(Vec<(Who, Status)>),
    /// There is no such batch.
    #[error("没有这一批公示，可能已在另一个窗口撤回。请刷新后再看")]
    NoBatch,
    /// There is no such transfer.
    #[error("没有第{0}号移送，请刷新后再看")]
    NoTransfer(u32),
    /// The same is handed on already, and open.
    #[error(
        "{0}的这个问题已经移送给同一个单位（第{1}号移送，还没有办结），没有再登记。要补充情况的，请修改第{1}号移送"
    )]
    TransferredAlready(Who, u32),
    /// A closed transfer does not change.
    #[error("第{0}号移送已经办结，不能修改。请先去掉办结日期")]
    TransferClosed(u32),
    /// There is no such department.
    #[error("“{0}”不是这次抽查的部门，没有登记审批。请从列表中选部门")]
    NoDepartment(String),
    /// The department does not inspect the business.
    #[error("“{1}”不检查{0}，没有登记审批。请改选部门或企业")]
    NotItsDepartment(Who, String),
    /// It is not inspected yet.
    #[error("{0}还没有录入检查日期和检查结果，不能完结")]
    NotInspected(Who),
    /// What was inspected is not replaced.
    #[error(
        "{0}已经录入检查情况，不能再替补。请如实记录检查结果，如“已关闭停业或正在组织清算”；确属误录的，请先清空该户的检查情况"
    )]
    InspectedAlready(Who),
}

/// The first five, each with how far it is.
fn some(all: &[(Who, Status)]) -> String {
    let told = all.iter().take(5).map(|(who, status)| format!("{who}{}", status.title()));
    let told = told.collect::<Vec<_>>().join("、");
    if all.len() > 5 { format!("{told}等") } else { told }
}

/// Refuses to substitute a business that something was entered for.
pub(crate) fn not_inspected(conduct: &Conduct, sealed: &Sealed, business: &str) -> Result<(), ConductFault> {
    let transferred = conduct.transfers.iter().any(|t| t.business == business);
    if transferred || conduct.status(business) != Status::Waiting {
        return Err(ConductFault::InspectedAlready(who(&sealed.businesses, business)));
    }
    Ok(())
}

/// A business as sentences name it.
pub(crate) fn who(businesses: &Businesses, key: &str) -> Who {
    Who::new(businesses.get(key).map_or("", |b| &b.name), key)
}
