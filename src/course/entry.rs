//! The entry workbook: what it has in which column, and what a filled one would change. `export` writes it,
//! [`read_entry`](super::read_entry) reads it back.

use super::entry_codes::CodeField;
use super::entry_rectification::RectificationField;
use super::entry_titles::{NAME, STRATUM, headers_of};
use super::{Worklist, WorklistItem};
use crate::draw::Who;
use crate::model::{Conduct, Conformity, Inspection, Visit};
use crate::workbook::WantedColumn;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The sheet of one row a business.
pub const RESULT_SHEET: &str = "检查结果";
/// Written in a cell, it empties what is entered; an empty cell changes nothing.
pub const CLEAR: &str = "清空";
/// The sheet of one row a business, department and item.
pub const ITEM_SHEET: &str = "检查事项";

/// The columns of [`RESULT_SHEET`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
#[allow(missing_docs, reason = "the titles say what they are")]
pub enum ResultColumn {
    Number,
    Name,
    Code,
    Category,
    Team,
    Date,
    Place,
    Ways,
    Present,
    Result,
    FollowUp,
    Opinion,
    Refused,
    Notes,
}

/// The titles of [`RESULT_SHEET`], in the order of [`ResultColumn`].
pub const RESULT_TITLES: [&str; 14] = [
    "序号",
    NAME,
    "统一社会信用代码",
    STRATUM,
    "检查组",
    "检查日期",
    "检查地点",
    "检查方式",
    "到场人员",
    "检查结果",
    "后续处置措施",
    "被检查单位意见",
    "拒签",
    "备注",
];

/// The columns of [`ITEM_SHEET`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
#[allow(missing_docs, reason = "the titles say what they are")]
pub enum ItemColumn {
    Number,
    Name,
    Code,
    Team,
    Department,
    Item,
    Problem,
    Handling,
}

/// The titles of [`ITEM_SHEET`], in the order of [`ItemColumn`].
pub const ITEM_TITLES: [&str; 8] =
    ["序号", NAME, "统一社会信用代码", "检查组", "部门", "检查事项", "发现问题情况", "处置情况"];

/// The titles as columns to look for, of which those at `needed` must be there.
pub(super) fn wanted<'a>(titles: &'a [&'a str], needed: &[usize]) -> Vec<WantedColumn<'a>> {
    let column = |(i, title)| WantedColumn { headers: headers_of(title), needed: needed.contains(&i) };
    titles.iter().enumerate().map(column).collect()
}

/// A field of an inspection and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// 检查日期.
    Date(Option<NaiveDate>),
    /// 检查地点.
    Place(String),
    /// 检查方式.
    Ways(Vec<String>),
    /// 到场人员, by key; `None` for all of the team.
    Present(Option<Vec<String>>),
    /// 检查结果.
    Result(String),
    /// 后续处置措施.
    FollowUp(String),
    /// 被检查单位意见.
    Opinion(String),
    /// 拒签.
    Refused(bool),
    /// 备注.
    Notes(String),
    /// 发现问题情况 of a department's item.
    Problem(String, String, String),
    /// 处置情况 of a department's item.
    Handling(String, String, String),
    /// 检查要点 of a department's item: what was found on it; none for 未查.
    Answer(String, String, String, Option<Conformity>),
    /// A field of 整改与复查.
    Rectification(RectificationField),
    /// A field of the code of a department; of an empty one, of the whole visit. It is none of the inspection.
    Code(String, CodeField),
}

/// What a workbook would change: shown before it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// EntryRow which business.
    pub business: Who,
    /// What.
    pub change: Change,
    /// What stands there, as the screen shows it.
    pub was: String,
    /// What the workbook has.
    pub now: String,
    /// On which sheet.
    pub sheet: String,
    /// In which cell: `F5`.
    pub cell: String,
}

impl Change {
    /// The field's name on the screen.
    pub fn title(&self) -> String {
        match self {
            Self::Date(_) => "检查日期".into(),
            Self::Place(_) => "检查地点".into(),
            Self::Ways(_) => "检查方式".into(),
            Self::Present(_) => "到场人员".into(),
            Self::Result(_) => "检查结果".into(),
            Self::FollowUp(_) => "后续处置措施".into(),
            Self::Opinion(_) => "被检查单位意见".into(),
            Self::Refused(_) => "拒签".into(),
            Self::Notes(_) => "备注".into(),
            Self::Problem(department, item, _) => format!("发现问题情况（{department}，{item}）"),
            Self::Handling(department, item, _) => format!("处置情况（{department}，{item}）"),
            Self::Answer(department, item, point, _) => format!("检查要点“{point}”（{department}，{item}）"),
            Self::Rectification(field) => field.title().into(),
            Self::Code(department, field) if department.is_empty() => field.title().into(),
            Self::Code(department, field) => format!("{}（{department}）", field.title()),
        }
    }

    /// Makes the change.
    pub fn apply(&self, inspection: &mut Inspection) {
        match self.clone() {
            Self::Date(day) => inspection.date = day,
            Self::Place(text) => inspection.place = text,
            Self::Ways(ways) => inspection.ways = ways,
            Self::Present(present) => inspection.present = present,
            Self::Result(text) => inspection.result = text,
            Self::FollowUp(text) => inspection.follow_up = text,
            Self::Opinion(text) => inspection.opinion = text,
            Self::Refused(refused) => inspection.refused = refused,
            Self::Notes(text) => inspection.notes = text,
            Self::Problem(department, item, text) => inspection.finding(&department, &item).problem = text,
            Self::Handling(department, item, text) => inspection.finding(&department, &item).handling = text,
            Self::Answer(department, item, point, answer) => {
                inspection.set_answer(&department, &item, &point, answer);
            }
            Self::Rectification(field) => field.apply(inspection.rectification()),
            Self::Code(..) => {}
        }
        inspection.keep_said();
    }
}

/// The inspections after these differences, for [`crate::state::Act::InspectMany`].
pub fn take<'a>(conduct: &Conduct, differences: impl IntoIterator<Item = &'a Difference>) -> Vec<(String, Inspection)> {
    let mut all: Vec<(String, Inspection)> = Vec::new();
    for d in differences.into_iter().filter(|d| !matches!(d.change, Change::Code(..))) {
        let key = &d.business.key;
        let place = all.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
            all.push((key.clone(), conduct.inspections.get(key).cloned().unwrap_or_default()));
            all.len() - 1
        });
        d.change.apply(&mut all[place].1);
    }
    all
}

/// The visits after these differences, as far as they are of codes.
pub fn take_visits<'a>(
    conduct: &Conduct,
    differences: impl IntoIterator<Item = &'a Difference>,
) -> Vec<(String, Visit)> {
    let mut all: BTreeMap<String, Visit> = BTreeMap::new();
    for d in differences {
        let Change::Code(department, field) = &d.change else { continue };
        let stands = || conduct.visits.get(&d.business.key).cloned().unwrap_or_default();
        let visit = all.entry(d.business.key.clone()).or_insert_with(stands);
        field.apply(visit.code(department));
        visit.keep_said();
    }
    all.into_iter().collect()
}

/// The officers present as the workbook names them; the certificate number behind a name that two of the team have.
pub fn present_names(list: &Worklist, b: &WorklistItem, inspection: &Inspection) -> String {
    let present = b.present(inspection).into_iter().map(|key| list.officer_label(Some(b.team), key));
    present.collect::<Vec<_>>().join("、")
}

/// The officer of the team whom a text names, by name, key, or both.
pub(super) fn officer_named(list: &Worklist, team: u32, text: &str) -> Option<String> {
    let wanted = crate::model::normal_key(text);
    let of_team = || list.officers.iter().filter(|(_, o)| o.teams.contains(&team));
    let label = |key: &str, name: &str| crate::model::normal_key(&format!("{name}（{key}）"));
    if let Some((key, _)) = of_team().find(|(key, o)| **key == wanted || label(key, &o.name) == wanted) {
        return Some(key.clone());
    }
    let mut named = of_team().filter(|(_, o)| crate::model::normal_key(&o.name) == wanted);
    match (named.next(), named.next()) {
        (Some((key, _)), None) => Some(key.clone()),
        _ => None,
    }
}
