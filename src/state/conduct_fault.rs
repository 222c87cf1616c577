use crate::draw::{Manifest, Who};
use crate::model::{Conduct, Inspection, Status};
use chrono::NaiveDate;

/// Why something after the draw can't be entered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConductFault {
    /// Not drawn, or substituted since.
    #[error("{0}不在检查名单中：没有抽中，或者已被替补换下。请核对名称和代码")]
    NotListed(Who),
    /// A day that has not come.
    #[error("{what}{day}还没有到，请核对日期")]
    Future {
        /// Of what.
        what: &'static str,
        /// The day.
        day: NaiveDate,
    },
    /// A day that can't be so early.
    #[error("{what}{day}早于{than}{earliest}，请核对日期")]
    TooEarly {
        /// Of what.
        what: &'static str,
        /// The day.
        day: NaiveDate,
        /// Before what.
        than: &'static str,
        /// The day of that.
        earliest: NaiveDate,
    },
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
    /// A closed transfer does not change.
    #[error("第{0}号移送已经办结，不能修改。请先去掉办结日期")]
    TransferClosed(u32),
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

/// Whether an inspection can be entered on `today` for a draw of that day. Results and follow-ups outside the settings'
/// lists are allowed: the tally names them.
///
/// # Errors
/// [`ConductFault::Future`], [`ConductFault::TooEarly`].
pub fn check_inspection(inspection: &Inspection, drawn_on: NaiveDate, today: NaiveDate) -> Result<(), ConductFault> {
    let Some(day) = inspection.date else { return Ok(()) };
    not_future("检查日期", day, today)?;
    not_before("检查日期", day, "抽取日期", drawn_on)
}

pub(super) fn not_future(what: &'static str, day: NaiveDate, today: NaiveDate) -> Result<(), ConductFault> {
    if day > today { Err(ConductFault::Future { what, day }) } else { Ok(()) }
}

pub(super) fn not_before(
    what: &'static str,
    day: NaiveDate,
    than: &'static str,
    earliest: NaiveDate,
) -> Result<(), ConductFault> {
    if day < earliest { Err(ConductFault::TooEarly { what, day, than, earliest }) } else { Ok(()) }
}

/// Refuses to substitute a business that something was entered for.
pub(super) fn not_inspected(conduct: &Conduct, manifest: &Manifest, business: &str) -> Result<(), ConductFault> {
    let transferred = conduct.transfers.iter().any(|t| t.business == business);
    if transferred || conduct.status(business) != Status::Waiting {
        return Err(ConductFault::InspectedAlready(who(manifest, business)));
    }
    Ok(())
}

/// A business as sentences name it.
pub(super) fn who(manifest: &Manifest, key: &str) -> Who {
    let found = manifest.businesses.binary_search_by(|b| b.key.as_str().cmp(key));
    Who::new(found.map(|i| manifest.businesses[i].name.as_str()).unwrap_or_default(), key)
}
