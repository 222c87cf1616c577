//! What stands around an inspection: 审批, 检查码 and the planned day before it, its points, 整改 and 复查 after it (国办发〔2024〕54号).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What is arranged for the visit to a business drawn. None of it is an inspection: it changes no status and starts no
/// deadline (国办发〔2024〕54号; domain-2026 §3).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visit {
    /// 计划检查日期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<PlannedDay>,
    /// 检查码, one for the business or one a department.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<InspectionCode>,
}

/// The day and the half of it for which a visit is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlannedDay {
    /// The day.
    pub on: NaiveDate,
    /// Which half of it.
    #[serde(default, skip_serializing_if = "HalfDay::is_either")]
    pub half: HalfDay,
}

/// 上午, 下午, or the day without a half.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HalfDay {
    /// Not said.
    #[default]
    Either,
    /// 上午.
    Morning,
    /// 下午.
    Afternoon,
}

impl fmt::Display for PlannedDay {
    /// 2018-12-10上午.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.on, self.half.title())
    }
}

impl HalfDay {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Either, Self::Morning, Self::Afternoon];

    /// As it is written behind the day: nothing, 上午, 下午.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Either => "",
            Self::Morning => "上午",
            Self::Afternoon => "下午",
        }
    }

    // Serde hands a reference.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn is_either(&self) -> bool {
        *self == Self::Either
    }
}

/// 检查码 of a visit: issued by the region's platform, carried here (宁夏, domain-2026 §1), or why there was none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InspectionCode {
    /// Of which department; empty where one code holds for the whole visit.
    pub department: String,
    /// The code, or the address that its picture holds; empty while there is none.
    pub code: String,
    /// 取得日期.
    pub obtained: Option<NaiveDate>,
    /// 未亮码理由: why it was not shown at the visit.
    pub reason: String,
    /// 补录日期: when it was entered afterwards.
    pub entered_later: Option<NaiveDate>,
}

impl InspectionCode {
    /// Whether nothing is said of it.
    pub fn is_empty(&self) -> bool {
        *self == Self { department: self.department.clone(), ..Self::default() }
    }
}

impl Visit {
    /// The code of a department, empty for the whole visit; made if there is nothing yet.
    pub fn code(&mut self, department: &str) -> &mut InspectionCode {
        let known = self.codes.iter().position(|c| c.department == department);
        let place = known.unwrap_or_else(|| {
            self.codes.push(InspectionCode { department: department.to_owned(), ..InspectionCode::default() });
            self.codes.len() - 1
        });
        &mut self.codes[place]
    }

    /// Leaves out codes of which nothing is said.
    pub fn keep_said(&mut self) {
        self.codes.retain(|code| !code.is_empty());
    }
}

/// 审批: the head of a department approved its inspections beforehand (行政检查审批表).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Of which department.
    pub department: String,
    /// For which business, by key; none for all that the department inspects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business: Option<String>,
    /// Who approved.
    pub approver: String,
    /// The day.
    pub on: NaiveDate,
    /// 紧急补办: why it was approved afterwards; empty where it was not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub urgent: String,
}

/// 整改与复查 of a business whose result ordered it to put something right.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rectification {
    /// 责令改正通知书文号.
    pub number: String,
    /// 整改期限.
    pub due: Option<NaiveDate>,
    /// 整改情况.
    pub done: String,
    /// 复查日期.
    pub reinspected: Option<NaiveDate>,
    /// 复查人员, by key; at least two (行政处罚法 42).
    pub reinspectors: Vec<String>,
    /// 复查结果.
    pub outcome: Option<Reinspection>,
}

/// Words of a result, or of a follow-up, that order something to be put right.
const ORDERS: [&str; 5] = ["责令改正", "责令限期改正", "责令整改", "限期整改", "限期改正"];

/// Whether a result or a follow-up orders something to be put right.
pub fn orders_rectification(words: &str) -> bool {
    ORDERS.iter().any(|order| words.contains(order))
}

/// Words that tell of a penalty.
const PENALTIES: [&str; 2] = ["处罚", "罚款"];
/// Words that deny it where they stand before it, be it with some of [`BETWEEN`] between them: 不再给予行政处罚, not 未戴头盔罚款.
const DENIALS: &[&str] = &["不", "未", "无", "免", "没", "没有"];
/// What may stand between a denial and the penalty.
const BETWEEN: &[&str] = &[
    "行政",
    "作出",
    "做出",
    "作",
    "做",
    "给予",
    "予以",
    "予",
    "于",
    "处以",
    "处",
    "以",
    "进行",
    "实施",
    "需要",
    "需",
    "须",
    "应",
    "再",
    "被",
    "受到",
    "受",
    "达到",
    "到",
    "符合",
    "属于",
    "涉及",
    "发现",
    "依法",
    "当场",
    "立案",
    "除",
    "任何",
    "罚款",
    "对其",
    "对企业",
    "对当事人",
];
/// Words that put it off, or leave it to others, where they stand before it in the same clause.
const NOT_YET: [&str; 8] = ["逾期", "拒不", "移送", "建议", "拟", "将依法", "将予", "将给予"];
/// Words that do so right behind it: 处罚建议.
const NOT_YET_BEHIND: [&str; 3] = ["建议", "告知", "事先告知"];

/// Whether a result, a follow-up or what was done about a problem says that there was a penalty: one of its clauses does.
/// 逾期不改正的 puts off what is said in the rest of its sentence.
pub(super) fn tells_penalty(words: &str) -> bool {
    // The law's name tells of none.
    let words = words.replace("行政处罚法", "");
    words.split(['。', '；', ';', '\n']).any(|sentence| {
        let mut is_put_off = false;
        sentence.split(['，', ',', '、']).map(str::trim).any(|clause| {
            let is_told = !is_put_off && clause_tells_penalty(clause);
            is_put_off |= ["逾期", "拒不"].iter().any(|word| clause.contains(word)) && clause.ends_with('的');
            is_told
        })
    })
}

fn clause_tells_penalty(clause: &str) -> bool {
    let is_given = |word: &&str| {
        clause.match_indices(*word).any(|(at, _)| {
            let (before, from) = clause.split_at(at);
            let behind = from.strip_prefix(*word).unwrap_or_default();
            !is_denied(before)
                && !NOT_YET.iter().any(|word| before.contains(word))
                && !NOT_YET_BEHIND.iter().any(|word| behind.starts_with(word))
        })
    };
    PENALTIES.iter().any(is_given)
}

/// Whether a denial stands before what follows.
fn is_denied(before: &str) -> bool {
    let mut before = before;
    loop {
        if DENIALS.iter().any(|word| before.ends_with(word)) {
            return true;
        }
        let Some(rest) = BETWEEN.iter().find_map(|word| before.strip_suffix(word)) else { return false };
        before = rest;
    }
}

impl Rectification {
    /// What came of the re-inspection; none until it has its day and its result.
    pub fn verified(&self) -> Option<Reinspection> {
        self.reinspected.and(self.outcome)
    }

    /// 已整改: a re-inspection found it so. That a business says so is not enough.
    pub fn is_rectified(&self) -> bool {
        self.verified() == Some(Reinspection::Rectified)
    }
}

/// 复查结果.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reinspection {
    /// 已整改到位.
    Rectified,
    /// 部分整改.
    Partly,
    /// 未整改.
    NotRectified,
}

impl Reinspection {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Rectified, Self::Partly, Self::NotRectified];

    /// As the papers name it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Rectified => "已整改到位",
            Self::Partly => "部分整改",
            Self::NotRectified => "未整改",
        }
    }
}

impl Conformity {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Conforms, Self::Fails, Self::NotApplicable];

    /// What a point without an answer is.
    pub const UNSEEN: &'static str = "未查";

    /// As the papers name it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Conforms => "符合",
            Self::Fails => "不符合",
            Self::NotApplicable => "不适用",
        }
    }
}

/// 检查要点 of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckPoint {
    /// 编号.
    pub number: String,
    /// What is looked at.
    pub text: String,
    /// 标准或依据.
    pub basis: String,
    /// 检查方法.
    pub method: String,
}

/// What was found on one point of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointAnswer {
    /// Of which department.
    pub department: String,
    /// 检查事项.
    pub item: String,
    /// 检查要点, its words.
    pub point: String,
    /// What was found.
    pub answer: Conformity,
}

/// 符合, 不符合, 不适用; a point without an answer is 未查.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conformity {
    /// 符合.
    Conforms,
    /// 不符合.
    Fails,
    /// 不适用.
    NotApplicable,
}

/// 协助人员 (experts, 辅助人员): they help the officers and never inspect alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Assistant {
    /// 姓名.
    pub name: String,
    /// 单位.
    pub unit: String,
    /// 任务.
    pub task: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_penalty_is_told_clause_by_clause() {
        for text in [
            "已作出行政处罚",
            "当场处以罚款200元",
            "罚款500元，逾期不缴纳加处罚款",
            "罚款500元，逾期不缴纳的，每日加处罚款",
            "已处罚并移送县公安局",
            "未戴头盔罚款200元",
            "无证经营，予以处罚",
            "不予受理申辩；罚款1000元",
            "依据《行政处罚法》第五十一条当场处罚",
            "未缴纳罚款",
            "已下达《行政处罚决定书》",
        ] {
            assert!(tells_penalty(text), "{text}");
        }
        for text in [
            "依据《行政处罚法》第二十八条责令当场改正",
            "依据《中华人民共和国行政处罚法》第三十三条，不予行政处罚",
            "无需处罚",
            "未作处罚",
            "未予处罚",
            "未罚款",
            "不作处罚",
            "没有处罚",
            "责令改正，未作出行政处罚",
            "不再给予行政处罚",
            "未对其进行处罚",
            "首违免于罚款",
            "未达到处罚标准",
            "责令限期改正，逾期不改正的，依法予以处罚",
            "责令改正，拒不改正的，处以罚款",
            "如不改正，将依法处罚",
            "拟处罚款500元",
            "移送县公安局处罚",
            "提出处罚建议",
            "",
        ] {
            assert!(!tells_penalty(text), "{text}");
        }
    }
}
