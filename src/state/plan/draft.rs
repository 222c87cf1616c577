//! 方案 as it is typed: every field is the raw text of its box.

use crate::model::{Assistant, InspectionType, Item, Role, StratifyBy, WHOLE, normal_key};
use serde::{Deserialize, Serialize};

/// 方案 as it is typed: every field is the raw text of its box. [`super::check::check_plan`] turns it into a
/// [`Plan`](crate::model::Plan) or names every problem.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanDraft {
    /// 任务名称.
    pub title: String,
    /// 任务编号.
    pub number: String,
    /// 依据.
    pub basis: String,
    /// 抽取地点.
    pub place: String,
    /// 检查类型.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inspection_type: Option<InspectionType>,
    /// 年度计划编号.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub annual_number: String,
    /// 年度计划名称.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub annual_title: String,
    /// The rows of the yearly plan that it was begun from, by their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub year_rows: Vec<String>,
    /// The departments in the order of the plan.
    pub departments: Vec<DepartmentDraft>,
    /// Whether each stratum is drawn from on its own.
    pub stratified: bool,
    /// The size of the draw when it is not stratified.
    pub whole: SizeDraft,
    /// The strata when it is.
    pub strata: Vec<StratumDraft>,
    /// By what they are made.
    #[serde(skip_serializing_if = "is_default")]
    pub by: StratifyBy,
    /// 总体不超过: a percentage of all businesses that may be drawn at most; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ceiling: String,
    /// Teams or per business.
    pub mode: Mode,
    /// Number of teams, in mode 检查组.
    pub teams: String,
    /// Who gives a number.
    pub contributors: Vec<ContributorDraft>,
    /// Stages with dates.
    pub stages: Vec<StageDraft>,
    /// Tell of businesses inspected within so many months; empty for none.
    pub recent_months: String,
    /// Whether it is a demonstration: nothing of it is ever overdue.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
    /// The last id given to a row of one of the lists; ids are never used again.
    pub last_id: u32,
}

/// A department while it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DepartmentDraft {
    /// Identity within the draft, for the screen.
    pub id: u32,
    /// Name.
    pub name: String,
    /// Lead or participant.
    pub role: Role,
    /// Officers per team or per business.
    pub per_team: String,
    /// 按户: how many officers to draw into the pool; empty for all.
    pub draw: String,
    /// 按户: most businesses an officer takes; empty for the smallest that suffices.
    pub cap: String,
    /// 事项.
    pub items: Vec<ItemDraft>,
    /// 协助人员.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assistants: Vec<Assistant>,
}

/// An item while it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ItemDraft {
    /// Identity within the draft.
    pub id: u32,
    /// The item.
    #[serde(flatten)]
    pub item: Item,
}

/// How large a draw is, while it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SizeDraft {
    /// Whether `value` is a number of businesses rather than a percentage.
    pub by_count: bool,
    /// The text of the box.
    pub value: String,
    /// Whether the percentage is 不超过 rather than 不少于.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_most: bool,
}

impl Default for SizeDraft {
    /// 不少于10%, as the founding campaign has it.
    fn default() -> Self {
        Self { by_count: false, value: "10".into(), at_most: false }
    }
}

fn is_default(by: &StratifyBy) -> bool {
    *by == StratifyBy::default()
}

/// A stratum while it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StratumDraft {
    /// Identity within the draft.
    pub id: u32,
    /// Its label: 客运, C, 客运·C.
    pub label: String,
    /// How many to draw.
    pub size: SizeDraft,
}

/// A contributor while it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContributorDraft {
    /// Identity within the draft.
    pub id: u32,
    /// Who.
    pub label: String,
}

/// A stage while it is typed; dates as a date box gives them, `2018-12-03` or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageDraft {
    /// Identity within the draft.
    pub id: u32,
    /// Name of the stage.
    pub name: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// How officers meet businesses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// 检查组.
    #[default]
    Teams,
    /// 按户.
    PerBusiness,
}

/// Who gives a number besides the departments, last: nobody of the lead or under it, and at the end dice, whose number nobody
/// chooses (protocol §4).
pub const OUTSIDERS: [&str; 2] = ["企业代表", "见证人掷骰"];

impl PlanDraft {
    /// An id that no row of this draft has had.
    pub fn fresh_id(&mut self) -> u32 {
        // What is stored may hold any number.
        self.last_id = self.last_id.wrapping_add(1);
        self.last_id
    }

    /// Within how many months a business must have been inspected to be told of.
    pub fn months(&self) -> Option<u32> {
        normal_key(&self.recent_months).parse().ok().filter(|m| *m > 0)
    }

    /// Adds a department at the end; the first is the lead.
    pub fn add_department(&mut self, name: &str) {
        let id = self.fresh_id();
        let lead = self.departments.iter().all(|d| d.role != Role::Lead);
        let role = if lead { Role::Lead } else { Role::Participant };
        let per_team = "2".into();
        self.departments.push(DepartmentDraft { id, name: name.into(), role, per_team, ..Default::default() });
    }

    /// Adds a stratum of 10 %.
    pub fn add_stratum(&mut self, label: &str) {
        let id = self.fresh_id();
        self.strata.push(StratumDraft { id, label: label.into(), size: SizeDraft::default() });
    }

    /// Adds somebody who gives a number.
    pub fn add_contributor(&mut self, label: &str) {
        let id = self.fresh_id();
        self.contributors.push(ContributorDraft { id, label: label.into() });
    }

    /// Adds a stage.
    pub fn add_stage(&mut self, name: &str, from: &str, to: &str) {
        let id = self.fresh_id();
        self.stages.push(StageDraft { id, name: name.into(), from: from.into(), to: to.into() });
    }

    /// Takes a department, what only it had, and its number, out; the first of the others leads if it did.
    pub fn remove_department(&mut self, id: u32) {
        let gone: Vec<_> = self.departments.extract_if(.., |d| d.id == id).map(|d| normal_key(&d.name)).collect();
        self.contributors.retain(|c| !gone.contains(&normal_key(&c.label)));
        if self.departments.iter().all(|d| d.role != Role::Lead)
            && let Some(first) = self.departments.first_mut()
        {
            first.role = Role::Lead;
        }
    }

    /// Takes the department of this name out, as [`Self::remove_department`]; the last one stays.
    pub fn remove_named(&mut self, name: &str) {
        let of_name = |d: &&DepartmentDraft| normal_key(&d.name) == normal_key(name);
        let id = self.departments.iter().find(of_name).map(|d| d.id);
        id.filter(|_| self.departments.len() > 1).into_iter().for_each(|id| self.remove_department(id));
    }

    /// Makes this department the only lead.
    pub fn set_lead(&mut self, id: u32) {
        for department in &mut self.departments {
            department.role = if department.id == id { Role::Lead } else { Role::Participant };
        }
    }

    /// Gives a stratum another name, also where items mention it.
    pub fn rename_stratum(&mut self, id: u32, name: &str) {
        let Some(stratum) = self.strata.iter_mut().find(|s| s.id == id) else { return };
        let old = std::mem::replace(&mut stratum.label, name.to_owned());
        let items = self.departments.iter_mut().flat_map(|d| &mut d.items);
        let mentions = items.flat_map(|i| &mut i.item.categories).filter(|c| !old.is_empty() && **c == old);
        mentions.for_each(|c| name.clone_into(c));
    }

    /// The labels that businesses are sorted into: the strata, or [`WHOLE`].
    pub fn labels(&self) -> Vec<String> {
        if self.stratified {
            self.strata.iter().map(|s| s.label.trim().to_owned()).collect()
        } else {
            vec![WHOLE.into()]
        }
    }

    /// The draft without what is not sealed: number, basis, place, type, 年度计划, stages, 协助人员 and the wording of items. Two drafts with
    /// the same sealed part seal the same (protocol §3).
    pub fn sealed_part(&self) -> Self {
        let mut part = Self { number: String::new(), basis: String::new(), place: String::new(), ..self.clone() };
        part.inspection_type = None;
        part.annual_number.clear();
        part.annual_title.clear();
        part.year_rows.clear();
        part.recent_months.clear();
        part.stages.clear();
        part.last_id = 0;
        part.demo = false;
        part.departments.iter_mut().for_each(|d| d.assistants.clear());
        for item in part.departments.iter_mut().flat_map(|d| &mut d.items) {
            item.item = Item { categories: std::mem::take(&mut item.item.categories), ..Item::default() };
        }
        part
    }

    /// Takes the departments, and who gives numbers, from the officer roster where the plan has none yet: the departments but
    /// the lead, which runs the program and can read its secret (protocol §4), and [`OUTSIDERS`].
    /// `officers` holds each department with its officers, in the roster's order. One with a single officer can't inspect
    /// (行政处罚法 42) and is more likely misspelt: it is told as unknown to the plan, with the others to choose from.
    pub fn take_departments(&mut self, officers: &[(String, u32)]) {
        if self.departments.iter().any(|d| !d.name.trim().is_empty()) {
            return;
        }
        self.departments.clear();
        let able = officers.iter().any(|(_, n)| *n > 1);
        let officers: Vec<_> = officers.iter().filter(|(_, n)| *n > 1 || !able).collect();
        officers.iter().for_each(|(name, _)| self.add_department(name));
        if self.contributors.iter().all(|c| c.label.trim().is_empty()) {
            self.contributors.clear();
            let others = officers.iter().skip(1).map(|(name, _)| name.as_str());
            others.chain(OUTSIDERS).for_each(|label| self.add_contributor(label));
        }
        if self.teams.trim().is_empty() {
            let most = officers.iter().map(|(_, n)| n / 2).min().unwrap_or(1).clamp(1, 4);
            self.teams = most.to_string();
        }
    }
}
