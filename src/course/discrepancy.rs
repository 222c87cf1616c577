//! What was entered and does not reconcile with the draw, the settings or itself; told, never refused.

use super::approvals::{ApprovalFault, approval_faults};
use super::codes::{CodeFault, code_faults};
use super::{RectificationFault, Worklist, WorklistItem, lapsed, rectification_faults, to_publish_again, unexplained};
use crate::draw::Who;
use crate::model::{Conduct, Inspection, Settings, Stamp};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};

/// Something that was entered and does not reconcile with the draw, the settings or itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Discrepancy {
    /// The list has another length than was to be drawn.
    #[error("应抽{wanted}户，检查名单有{listed}户")]
    Count {
        /// To be drawn.
        wanted: u32,
        /// On the list.
        listed: usize,
    },
    /// An inspection of a business that is not on the list.
    #[error("{0}不在检查名单中，却录入了检查情况")]
    Inspected(Who),
    /// A publication of a business that is not on the list.
    #[error("{0}不在检查名单中，却标记了公示")]
    Published(Who),
    /// A transfer at a business that is not on the list.
    #[error("第{1}号移送的{0}不在检查名单中")]
    Transferred(Who, u32),
    /// A result that is not in the settings' list.
    #[error("{0}的检查结果“{1}”不在结果选项中")]
    Result(Who, String),
    /// Published without a day or a result.
    #[error("{0}已公示，但没有检查日期或检查结果")]
    Incomplete(Who),
    /// Published before it was inspected.
    #[error("{who}的公示日期{published}早于检查日期{inspected}")]
    TooEarly {
        /// Which business.
        who: Who,
        /// When it was published.
        published: NaiveDate,
        /// When it was inspected.
        inspected: NaiveDate,
    },
    /// In more than one batch.
    #[error("{0}在{1}批公示中重复出现")]
    Repeated(Who, usize),
    /// What was published last is not what stands now.
    #[error("{0}更正之后还没有重新公示")]
    Corrected(Who),
    /// 未发现问题, and a problem is entered.
    #[error("{0}的检查结果是“未发现问题”，却填写了问题")]
    ProblemButNone(Who),
    /// 发现问题, and no problem is entered.
    #[error("{0}的检查结果是“{1}”，却没有填写问题")]
    NoProblem(Who, String),
    /// An officer who was never in the business's team.
    #[error("{who}的到场人员{officer}不是{team}的人员")]
    Stranger {
        /// Which business.
        who: Who,
        /// Which officer.
        officer: Who,
        /// The team.
        team: String,
    },
    /// Fewer than two officers (行政处罚法 42).
    #[error("{0}的到场人员只有{1}人，少于2人")]
    TooFew(Who, usize),
    /// Inspected after the last day of an officer's certificate.
    #[error("{who}的检查日期{day}在到场人员“{officer}”的执法证到期（{until}）之后")]
    Lapsed {
        /// Which business.
        who: Who,
        /// When it was inspected.
        day: NaiveDate,
        /// The officer's name.
        officer: String,
        /// The last day of the certificate.
        until: NaiveDate,
    },
    /// A finding of a department that does not apply to the business.
    #[error("{0}填写了“{1}”的检查情况，但该部门没有对这一户的检查事项")]
    Department(Who, String),
    /// 整改与复查 that does not reconcile.
    #[error("{0}：{1}")]
    Rectification(Who, RectificationFault),
    /// A point fails, and no problem is entered of its item.
    #[error("{who}的检查要点“{}”不符合（{department}，{item}），却没有填写这一事项发现的问题", points.join("”“"))]
    Unexplained {
        /// Which business.
        who: Who,
        /// The department.
        department: String,
        /// 检查事项.
        item: String,
        /// The points.
        points: Vec<String>,
    },
    /// 审批 is wanting, or came too late.
    #[error(transparent)]
    Approval(#[from] ApprovalFault),
    /// 检查码 is wanting, came too late, or is another's.
    #[error(transparent)]
    Code(#[from] CodeFault),
}

use Discrepancy as D;

impl Discrepancy {
    /// Whether it is about this business, among others perhaps.
    pub fn concerns(&self, business: &str) -> bool {
        match self {
            D::Approval(fault) => fault.businesses().iter().any(|who| who.key == business),
            other => other.business().is_some_and(|who| who.key == business),
        }
    }

    /// The business that it is about alone.
    fn business(&self) -> Option<&Who> {
        match self {
            D::Count { .. } => None,
            D::Approval(_) => None,
            D::Code(fault) => Some(fault.business()),
            D::Inspected(who)
            | D::Published(who)
            | D::Transferred(who, _)
            | D::Result(who, _)
            | D::Incomplete(who)
            | D::TooEarly { who, .. }
            | D::Repeated(who, _)
            | D::Corrected(who)
            | D::ProblemButNone(who)
            | D::NoProblem(who, _)
            | D::Stranger { who, .. }
            | D::Lapsed { who, .. }
            | D::TooFew(who, _)
            | D::Rectification(who, _)
            | D::Unexplained { who, .. }
            | D::Department(who, _) => Some(who),
        }
    }
}

/// Everything that does not reconcile, in the order of the list; what concerns others comes first.
pub fn discrepancies(list: &Worklist, conduct: &Conduct, settings: &Settings) -> Vec<Discrepancy> {
    let mut all = Vec::new();
    if list.sample as usize != list.businesses.len() {
        all.push(D::Count { wanted: list.sample, listed: list.businesses.len() });
    }
    let stray = |key: &&String| list.get(key).is_none();
    all.extend(conduct.inspections.keys().filter(stray).map(|key| D::Inspected(Who::new("", key))));
    let published = batches(conduct);
    let corrected: Vec<&str> = to_publish_again(list, conduct, settings).iter().map(|c| &*c.business.key).collect();
    all.extend(published.keys().filter(|key| list.get(key).is_none()).map(|key| D::Published(Who::new("", *key))));
    let transfers = conduct.transfers.iter().filter(|t| list.get(&t.business).is_none());
    all.extend(transfers.map(|t| D::Transferred(Who::new("", &t.business), t.id)));
    let recorded = conduct.has_rectifications();
    for b in &list.businesses {
        let who = Who::new(&b.name, &b.key);
        let none = Inspection::default();
        let inspection = conduct.inspections.get(&b.key).unwrap_or(&none);
        if let Some(days) = published.get(b.key.as_str()) {
            of_publication(&who, inspection, days, &mut all);
        }
        if corrected.contains(&b.key.as_str()) {
            all.push(D::Corrected(who.clone()));
        }
        of_result(&who, inspection, settings, &mut all);
        of_officers(list, b, &who, inspection, &mut all);
        of_certificates(list, b, &who, inspection, &mut all);
        let faults = rectification_faults(list, b, inspection, recorded).into_iter();
        all.extend(faults.map(|fault| D::Rectification(who.clone(), fault)));
        all.extend(unexplained(inspection).into_iter().map(|(department, item, points)| D::Unexplained {
            who: who.clone(),
            department: department.to_owned(),
            item: item.to_owned(),
            points: points.into_iter().map(str::to_owned).collect(),
        }));
        let known = |department: &str| b.shares.iter().any(|s| s.department == department);
        let mut unknown: Vec<&str> = inspection.findings.iter().map(|f| f.department.as_str()).collect();
        unknown.retain(|department| !known(department));
        unknown.dedup();
        all.extend(unknown.into_iter().map(|department| D::Department(who.clone(), department.to_owned())));
    }
    if settings.approvals {
        all.extend(approval_faults(list, conduct).into_iter().map(D::from));
    }
    if settings.codes {
        all.extend(code_faults(list, conduct).into_iter().map(D::from));
    }
    all
}

/// The days of the batches that name a business, but for those that published its correction after another one.
fn batches(conduct: &Conduct) -> BTreeMap<&str, Vec<NaiveDate>> {
    let again: HashSet<(&str, Stamp)> =
        conduct.corrections.iter().filter_map(|c| Some((c.business.as_str(), c.published?))).collect();
    let mut all: BTreeMap<&str, Vec<NaiveDate>> = BTreeMap::new();
    for batch in conduct.publications.iter() {
        for key in &batch.businesses {
            let days = all.entry(key).or_default();
            if days.is_empty() || !again.contains(&(key.as_str(), batch.at)) {
                days.push(batch.on);
            }
        }
    }
    all
}

fn of_publication(who: &Who, inspection: &Inspection, days: &[NaiveDate], all: &mut Vec<D>) {
    if inspection.date.is_none() || inspection.result.trim().is_empty() {
        all.push(D::Incomplete(who.clone()));
    }
    if let (Some(inspected), Some(published)) = (inspection.date, days.iter().min().copied())
        && published < inspected
    {
        all.push(D::TooEarly { who: who.clone(), published, inspected });
    }
    if days.len() > 1 {
        all.push(D::Repeated(who.clone(), days.len()));
    }
}

fn of_result(who: &Who, inspection: &Inspection, settings: &Settings, all: &mut Vec<D>) {
    let result = inspection.result.trim();
    if result.is_empty() {
        return;
    }
    if !settings.results.iter().any(|known| known.trim() == result) {
        all.push(D::Result(who.clone(), result.to_owned()));
    }
    let problem = inspection.findings.iter().any(|f| !f.problem.trim().is_empty());
    if problem && result == "未发现问题" {
        all.push(D::ProblemButNone(who.clone()));
    }
    if !problem && inspection.says_problems() {
        all.push(D::NoProblem(who.clone(), result.to_owned()));
    }
}

fn of_officers(list: &Worklist, b: &WorklistItem, who: &Who, inspection: &Inspection, all: &mut Vec<D>) {
    let Some(present) = &inspection.present else { return };
    if present.len() < 2 {
        all.push(D::TooFew(who.clone(), present.len()));
    }
    let was_in = |key: &String| list.officers.get(key).is_some_and(|o| o.teams.contains(&b.team));
    let stranger = |key: &String| D::Stranger {
        who: who.clone(),
        officer: Who::new(list.officer_name(key), key),
        team: list.team_name(b.team),
    };
    all.extend(present.iter().filter(|key| !was_in(key)).map(stranger));
}

fn of_certificates(list: &Worklist, b: &WorklistItem, who: &Who, inspection: &Inspection, all: &mut Vec<D>) {
    let Some(day) = inspection.date else { return };
    let lapsed = lapsed(list, b, inspection).into_iter();
    all.extend(lapsed.map(|l| D::Lapsed { who: who.clone(), day, officer: l.officer, until: l.until }));
}
