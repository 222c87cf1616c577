//! 检查 and 公示: what became of each business drawn, and how far it is by what was entered, published and closed.

use super::visit::{orders_rectification, tells_penalty};
use super::{Approval, Conformity, PlannedDay, PointAnswer, Rectification, Stamp, Visit};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::Arc;

/// 检查与公示: what became of an attempt's outcome. Businesses are named by their key (protocol §2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Conduct {
    /// What was found, by business; a business not yet visited has no entry.
    pub inspections: BTreeMap<String, Inspection>,
    /// What is arranged for a visit, by business; one for which nothing is has no entry.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub visits: BTreeMap<String, Visit>,
    /// 审批, in the order in which they were entered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
    /// 公示 by batch, oldest first.
    pub publications: Publications,
    /// 移送, 抄告: problems handed on, oldest first.
    pub transfers: Vec<Transfer>,
    /// The highest number that a transfer had, also one that was withdrawn; 0 where none was.
    pub last_transfer: u32,
    /// What was changed after it was published, oldest first.
    pub corrections: Vec<Correction>,
}

/// 检查 of one business (附件3).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Inspection {
    /// 检查日期.
    pub date: Option<NaiveDate>,
    /// 检查地点; empty for the business's address.
    pub place: String,
    /// 检查方式, several of the settings' list.
    pub ways: Vec<String>,
    /// Officers present, by key; `None` while it is all of the team.
    pub present: Option<Vec<String>>,
    /// What was found, by department and item; one without words has no entry.
    pub findings: Vec<Finding>,
    /// What was found on the 检查要点, by department, item and point; one that was not looked at has no entry.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<PointAnswer>,
    /// 检查结果, one of the settings' list; empty while it is not known.
    pub result: String,
    /// 后续处置措施, of the settings' list or other words.
    pub follow_up: String,
    /// 整改与复查; none where nothing was ordered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rectification: Option<Rectification>,
    /// 被检查单位意见; for a refusal to sign, why.
    pub opinion: String,
    /// 拒签.
    pub refused: bool,
    /// 备注.
    pub notes: String,
    /// 完结: when the follow-up came to its end; an inspection that needs none ends with its publication.
    pub closed: Option<NaiveDate>,
}

/// What was found on one item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Of which department.
    pub department: String,
    /// 检查事项.
    pub item: String,
    /// 发现问题情况.
    pub problem: String,
    /// 处置情况.
    pub handling: String,
}

/// The batches of 公示, oldest first, and when each business was published first: a list is gone through business by business.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<Publication>")]
pub struct Publications {
    batches: Vec<Publication>,
    first: Arc<HashMap<String, NaiveDate>>,
}

impl Publications {
    /// Adds the latest batch.
    pub fn push(&mut self, batch: Publication) {
        let first = Arc::make_mut(&mut self.first);
        for business in &batch.businesses {
            first.entry(business.clone()).or_insert(batch.on);
        }
        self.batches.push(batch);
    }

    /// Takes the batch at this place out, which there must be.
    pub fn remove(&mut self, place: usize) -> Publication {
        let batch = self.batches.remove(place);
        *self = std::mem::take(&mut self.batches).into();
        batch
    }
}

impl From<Vec<Publication>> for Publications {
    fn from(batches: Vec<Publication>) -> Self {
        let mut all = Self::default();
        batches.into_iter().for_each(|batch| all.push(batch));
        all
    }
}

impl Serialize for Publications {
    /// The batches; the days follow from them.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.batches.serialize(serializer)
    }
}

impl Deref for Publications {
    type Target = [Publication];

    fn deref(&self) -> &[Publication] {
        &self.batches
    }
}

impl PartialEq for Publications {
    fn eq(&self, other: &Self) -> bool {
        self.batches == other.batches
    }
}

impl Eq for Publications {}

/// 公示: some businesses' results were published together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The day.
    pub on: NaiveDate,
    /// Where: 国家企业信用信息公示系统, 县政府网站.
    pub place: String,
    /// The businesses, by key.
    pub businesses: Vec<String>,
    /// When it was entered.
    pub at: Stamp,
}

/// 移送 (“谁管辖、谁负责”): a problem handed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Its number within the attempt, from 1; never used again.
    pub id: u32,
    /// At which business, by key.
    pub business: String,
    /// What.
    pub problem: String,
    /// By which department.
    pub from: String,
    /// To whom.
    pub to: String,
    /// When it was handed on.
    pub on: NaiveDate,
    /// When the answer is due.
    pub due: Option<NaiveDate>,
    /// The answer; empty while there is none.
    #[serde(default)]
    pub answer: String,
    /// 答复日期; none where only the day is kept on which it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<NaiveDate>,
    /// 办结日期.
    #[serde(default)]
    pub closed: Option<NaiveDate>,
}

/// 更正: something was changed after it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Of which business, by key.
    pub business: String,
    /// What stood there.
    pub was: Box<Inspection>,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approved_by: String,
    /// When.
    pub at: Stamp,
    /// When the batch was entered ([`Publication::at`]) that published it; none while what was published last still has
    /// what stood there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Stamp>,
}

/// 检查状态 of a business (domain §3), in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// 待检查: nothing is entered.
    Waiting,
    /// 已检查（录入中）: something is entered, but not both day and result.
    Entering,
    /// 待公示: day and result are entered.
    Inspected,
    /// 已公示.
    Published,
    /// 已完结: published, and nothing is left to follow up.
    Closed,
}

impl Status {
    /// Every status, in order.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Entering, Self::Inspected, Self::Published, Self::Closed];

    /// Its name on the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Waiting => "待检查",
            Self::Entering => "已检查（录入中）",
            Self::Inspected => "待公示",
            Self::Published => "已公示",
            Self::Closed => "已完结",
        }
    }
}

impl Conduct {
    /// When the business's result was published first.
    pub fn published(&self, business: &str) -> Option<NaiveDate> {
        self.publications.first.get(business).copied()
    }

    /// What was published last of a business that was corrected since.
    pub fn corrected(&self, business: &str) -> Option<&Inspection> {
        self.published(business)?;
        let open = self.corrections.iter().find(|c| c.business == business && c.published.is_none());
        open.map(|c| &*c.was)
    }

    /// Whether any 整改 is recorded. The columns and the sentences that tell of it are those of campaigns that keep it: what was
    /// entered before there was a place for it stays as it was.
    pub fn has_rectifications(&self) -> bool {
        self.inspections.values().any(|i| i.rectification.is_some())
    }

    /// The approval under which a department inspects a business: its own, else that of all.
    pub fn approval(&self, department: &str, business: &str) -> Option<&Approval> {
        let of = |business: Option<&str>| {
            self.approvals.iter().find(move |a| a.department == department && a.business.as_deref() == business)
        };
        of(Some(business)).or_else(|| of(None))
    }

    /// When a visit to the business is planned.
    pub fn planned(&self, business: &str) -> Option<PlannedDay> {
        self.visits.get(business)?.planned
    }

    /// How many businesses are at least so far.
    pub fn so_far(&self, least: Status) -> usize {
        self.inspections.keys().filter(|key| self.status(key) >= least).count()
    }

    /// How far the business is.
    pub fn status(&self, business: &str) -> Status {
        let Some(inspection) = self.inspections.get(business).filter(|i| **i != Inspection::default()) else {
            return Status::Waiting;
        };
        if inspection.date.is_none() || inspection.result.is_empty() {
            return Status::Entering;
        }
        if self.published(business).is_none() {
            return Status::Inspected;
        }
        let ended = inspection.closed.is_some() || !inspection.needs_follow_up();
        let open = self.open_transfers(business) > 0 || inspection.has_open_rectification();
        if ended && !open { Status::Closed } else { Status::Published }
    }

    /// How many of the transfers of a business are not closed.
    pub fn open_transfers(&self, business: &str) -> usize {
        self.transfers.iter().filter(|t| t.business == business && t.closed.is_none()).count()
    }
}

impl Inspection {
    /// Whether the result says that there were problems: 发现问题已责令改正 and the like.
    pub fn says_problems(&self) -> bool {
        self.result.trim().starts_with("发现问题")
    }

    /// What was found on an item, made if there is nothing yet.
    pub fn finding(&mut self, department: &str, item: &str) -> &mut Finding {
        let known = self.findings.iter().position(|f| f.department == department && f.item == item);
        let place = known.unwrap_or_else(|| {
            let (department, item) = (department.to_owned(), item.to_owned());
            self.findings.push(Finding { department, item, ..Finding::default() });
            self.findings.len() - 1
        });
        &mut self.findings[place]
    }

    /// Whether something was to be put right: it is recorded, or the result or the follow-up orders it.
    pub fn orders_rectification(&self) -> bool {
        let words = [&self.result, &self.follow_up];
        self.rectification.is_some() || words.into_iter().any(|text| orders_rectification(text))
    }

    /// Whether it ended in a penalty: its result, its follow-up or what was done about a problem says so.
    pub fn ends_in_penalty(&self) -> bool {
        let handlings = self.findings.iter().map(|f| &f.handling);
        [&self.result, &self.follow_up].into_iter().chain(handlings).any(|text| tells_penalty(text))
    }

    /// Whether a rectification is recorded that no re-inspection found done.
    pub fn lacks_rectification(&self) -> bool {
        self.rectification.as_ref().is_some_and(|r| !r.is_rectified())
    }

    /// Whether a rectification waits for its re-inspection. Where that found it wanting, the case goes on in other ways
    /// (处罚, 移送) and ends with its own 完结.
    pub fn has_open_rectification(&self) -> bool {
        let waits = |r: &Rectification| r.verified().is_none() || self.closed.is_none();
        self.lacks_rectification() && self.rectification.as_ref().is_some_and(waits)
    }

    /// The rectification, made if there is none yet.
    pub fn rectification(&mut self) -> &mut Rectification {
        self.rectification.get_or_insert_default()
    }

    /// What was found on a point.
    pub fn answer(&self, department: &str, item: &str, point: &str) -> Option<Conformity> {
        let known = self.answers.iter().find(|a| a.department == department && a.item == item && a.point == point);
        known.map(|a| a.answer)
    }

    /// Puts what was found on a point in the place of what stood there; none for 未查.
    pub fn set_answer(&mut self, department: &str, item: &str, point: &str, answer: Option<Conformity>) {
        let is_it = |a: &PointAnswer| a.department == department && a.item == item && a.point == point;
        match (self.answers.iter_mut().find(|a| is_it(a)), answer) {
            (Some(known), Some(answer)) => known.answer = answer,
            (Some(_), None) => self.answers.retain(|a| !is_it(a)),
            (None, Some(answer)) => self.answers.push(PointAnswer {
                department: department.to_owned(),
                item: item.to_owned(),
                point: point.to_owned(),
                answer,
            }),
            (None, None) => {}
        }
    }

    /// Leaves out findings without words and a rectification of which nothing is said: they are none.
    pub fn keep_said(&mut self) {
        self.findings.retain(|f| !(f.problem.trim().is_empty() && f.handling.trim().is_empty()));
        self.rectification.take_if(|r| *r == Rectification::default());
    }

    /// Whether there is something to follow up: other words than 无需后续处置.
    pub fn needs_follow_up(&self) -> bool {
        !matches!(self.follow_up.trim(), "" | super::NO_FOLLOW_UP)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_penalty_is_told_from_what_is_none() {
        let ends = |follow_up: &str, handling: &str| {
            let finding = Finding { handling: handling.into(), ..Finding::default() };
            let (follow_up, findings) = (follow_up.into(), vec![finding]);
            Inspection { follow_up, findings, ..Inspection::default() }.ends_in_penalty()
        };
        assert!(ends("已作出行政处罚", "") && ends("", "当场处以罚款200元"));
        for text in [
            "无需后续处置",
            "不予行政处罚",
            "首违免予处罚",
            "移送县公安局处罚",
            "责令改正，逾期不改的依法处罚",
            "建议罚款",
        ] {
            assert!(!ends(text, "") && !ends("", text), "{text}");
        }
    }

    /// 待检查 → 已检查（录入中）→ 待公示 → 已公示 → 已完结 (domain §3).
    #[test]
    fn a_business_goes_from_waiting_to_closed() {
        let at = Stamp::parse_from_rfc3339("2018-12-21T09:00:00+08:00").unwrap();
        let day = |d| NaiveDate::from_ymd_opt(2018, 12, d).unwrap();
        let mut conduct = Conduct::default();
        let status = |conduct: &Conduct| conduct.status("甲");
        assert_eq!(status(&conduct), Status::Waiting);
        conduct.inspections.insert("甲".into(), Inspection::default());
        assert_eq!(status(&conduct), Status::Waiting);
        let change = |conduct: &mut Conduct, f: &dyn Fn(&mut Inspection)| {
            f(conduct.inspections.get_mut("甲").unwrap());
        };
        change(&mut conduct, &|i| i.date = Some(day(12)));
        assert_eq!(status(&conduct), Status::Entering);
        change(&mut conduct, &|i| i.result = "发现问题待后续处理".into());
        assert_eq!(status(&conduct), Status::Inspected);
        let businesses = vec!["甲".to_owned()];
        conduct.publications.push(Publication { on: day(21), place: String::new(), businesses, at });
        assert_eq!(status(&conduct), Status::Closed);
        change(&mut conduct, &|i| i.follow_up = "抄告其他部门".into());
        assert_eq!(status(&conduct), Status::Published);
        change(&mut conduct, &|i| i.closed = Some(day(28)));
        assert_eq!(status(&conduct), Status::Closed);
        let transfer = Transfer {
            id: 1,
            business: "甲".into(),
            problem: "证照过期".into(),
            from: "县交通运输局".into(),
            to: "县公安局".into(),
            on: day(21),
            due: None,
            answer: String::new(),
            answered: None,
            closed: None,
        };
        conduct.transfers.push(transfer);
        assert_eq!(status(&conduct), Status::Published);
        conduct.transfers[0].closed = Some(day(30));
        assert_eq!(status(&conduct), Status::Closed);
    }
}
