//! 方案 as typed into a plan that can be sealed, or every problem of it with its box.

use super::draft::{DepartmentDraft, ItemDraft, Mode, PlanDraft, StageDraft};
use super::numbers::count;
use crate::model::{Assistant, Department, InOrder, Item, Matching, Plan, Role, Stage, normal_key};
use crate::state::typed::clean;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A problem of the plan: which box, and the sentence beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanProblem {
    /// The id of the box on the page, made by [`field`].
    pub field: String,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// The id of a box of the plan's form: `field("department", 3, "name")`.
pub fn field(list: &str, id: u32, part: &str) -> String {
    format!("{list}-{id}-{part}")
}

/// Turns the typed plan into one that can be sealed.
///
/// # Errors
/// Every problem at once, in the order of the page.
pub fn check_plan(draft: &PlanDraft) -> Result<Plan, Vec<PlanProblem>> {
    let mut c = Checker::default();
    let title = c.required("title", &draft.title, "请填写任务名称，它会印在每张表上");
    let departments = c.departments(draft);
    let strata = c.strata(draft);
    let ceiling = c.ceiling(draft);
    let matching = match draft.mode {
        Mode::Teams => Matching::Teams(c.number("teams", &draft.teams, 1, "请填写检查组数，至少1组")),
        Mode::PerBusiness => Matching::PerBusiness,
    };
    let contributors = c.contributors(draft);
    let stages = draft.stages.iter().map(|s| c.stage(s)).collect();
    let plan = Plan {
        title,
        number: clean(&draft.number),
        basis: clean(&draft.basis),
        place: clean(&draft.place),
        inspection_type: draft.inspection_type,
        annual_number: clean(&draft.annual_number),
        annual_title: clean(&draft.annual_title),
        departments,
        strata,
        by: draft.drawn_by(),
        ceiling,
        matching,
        contributors,
        stages,
    };
    if c.problems.is_empty() { Ok(plan) } else { Err(c.problems) }
}

/// The stages as far as they can be read, for what is due: a day that can't be read is none.
pub(crate) fn stages(draft: &PlanDraft) -> Vec<Stage> {
    let mut c = Checker::default();
    draft.stages.iter().map(|s| c.stage(s)).collect()
}

/// The stages that end before today although nothing is sealed, in the plan's order, as problems of the box of their end: what
/// is drawn now can't be inspected in days that are past. They keep nobody from sealing. That the plan itself was made before
/// is as it should be.
pub fn past_stages(draft: &PlanDraft, today: NaiveDate) -> Vec<PlanProblem> {
    let past = draft.stages.iter().zip(stages(draft)).filter(|(_, s)| !s.name.contains("方案"));
    let told = past.filter_map(|(typed, stage)| {
        let to = stage.to.filter(|to| *to < today)?.format("%Y年%-m月%-d日");
        let (name, field) = (stage.name, field("stage", typed.id, "to"));
        Some(PlanProblem {
            field, message: format!("“{name}”阶段{to}就结束了，早于今天，请核实日期")
        })
    });
    told.collect()
}

fn cleaned(a: &Assistant) -> Assistant {
    Assistant { name: clean(&a.name), unit: clean(&a.unit), task: clean(&a.task) }
}

/// Gathers the problems of a plan.
#[derive(Default)]
pub(super) struct Checker {
    pub(super) problems: Vec<PlanProblem>,
}

impl Checker {
    pub(super) fn problem(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.problems.push(PlanProblem { field: field.into(), message: message.into() });
    }

    pub(super) fn required(&mut self, field: impl Into<String>, text: &str, message: &str) -> String {
        let text = clean(text);
        if text.is_empty() {
            self.problem(field, message);
        }
        text
    }

    /// A whole number from `least` to 10,000.
    pub(super) fn number(&mut self, field: impl Into<String>, text: &str, least: u32, message: &str) -> u32 {
        match count(text) {
            Some(n) if n >= least => n,
            _ => {
                self.problem(field, message);
                least
            }
        }
    }

    fn optional(&mut self, field: String, text: &str, message: &str) -> Option<u32> {
        if text.trim().is_empty() { None } else { Some(self.number(field, text, 1, message)) }
    }

    fn departments(&mut self, draft: &PlanDraft) -> Vec<Department> {
        if draft.departments.is_empty() {
            self.problem("add-department", "请至少添加一个部门，或先载入执法人员名录，由名录带出");
        }
        let mut seen = BTreeSet::new();
        let mut out: Vec<_> = Vec::new();
        for d in &draft.departments {
            let id = field("department", d.id, "name");
            let wanted = format!("请填写第{}个部门的名称，与名录中的“单位”一致", out.len() + 1);
            let name = self.required(&*id, &d.name, &wanted);
            if !name.is_empty() && !seen.insert(normal_key(&name)) {
                self.problem(id, format!("“{name}”出现了两次，请合并或改名"));
            }
            let department = self.department(d, name, draft);
            out.push(department);
        }
        let leads = out.iter().filter(|d| d.role == Role::Lead).count();
        if leads != 1 && !out.is_empty() {
            self.problem("add-department", "牵头部门应当有且只有一个");
        }
        out.order_by_key(|d| d.role != Role::Lead);
        out
    }

    fn department(&mut self, d: &DepartmentDraft, name: String, draft: &PlanDraft) -> Department {
        let id = |part| field("department", d.id, part);
        let place = draft.departments.iter().position(|other| other.id == d.id).map_or(0, |place| place + 1);
        let of = if name.is_empty() { format!("第{place}个部门：") } else { format!("“{name}”：") };
        self.items(d, draft, &of);
        let fewest = format!("{of}每组（户）至少2人，执法人员不得少于两人（行政处罚法第四十二条）");
        let per_business = draft.mode == Mode::PerBusiness;
        let mut optional = |part, text, message: &str| {
            if per_business { self.optional(id(part), text, &format!("{of}{message}")) } else { None }
        };
        let draw = optional("draw", &d.draw, "抽取人数应是正整数；空着表示全部参加");
        let cap = optional("cap", &d.cap, "每人最多户数应是正整数；空着表示尽量平均");
        let item = |i: &ItemDraft| Item { categories: draft.strata_of(&i.item.categories), ..i.item.clone() };
        Department {
            name,
            role: d.role,
            items: d.items.iter().map(item).collect(),
            per_team: self.number(id("per-team"), &d.per_team, 2, &fewest),
            draw,
            cap,
            assistants: d.assistants.iter().map(cleaned).filter(|a| *a != Assistant::default()).collect(),
        }
    }

    /// What is wrong with the items of a department; `of` says of which.
    fn items(&mut self, d: &DepartmentDraft, draft: &PlanDraft, of: &str) {
        let labels = draft.item_labels();
        for item in &d.items {
            let field = field("item", item.id, "name");
            self.required(&*field, &item.item.name, &format!("{of}请填写事项名称，或删除这一行"));
            if let Some(odd) = item.item.categories.iter().find(|c| draft.stratified && !labels.contains(c)) {
                let message = if draft.by.has_category() {
                    format!("{of}适用类别“{odd}”不在抽取分层中，请去掉它，或在分层中添加")
                } else {
                    let by = draft.by.title();
                    format!(
                        "{of}适用的“{odd}”不是抽取的层：方案按{by}抽取，不分类别。请去掉它，或把抽取改为按类别、按类别和信用等级"
                    )
                };
                self.problem(&*field, message);
            }
            if !draft.stratified && !item.item.categories.is_empty() {
                let message = "不分类别抽取时，事项不能只适用于部分类别；请改为按类别抽取，或改为全部适用";
                self.problem(field, format!("{of}{message}"));
            }
        }
    }

    fn contributors(&mut self, draft: &PlanDraft) -> Vec<String> {
        if draft.contributors.len() < 2 {
            self.problem("add-contributor", "请至少添加两个报数单位；三个以上更好");
        }
        let mut seen = BTreeSet::new();
        let mut out = Vec::new();
        for contributor in &draft.contributors {
            let id = field("contributor", contributor.id, "label");
            let label = self.required(&*id, &contributor.label, "请填写报数的单位或来源，或删除这一行");
            if label.contains('=') {
                self.problem(&*id, "名称中不能有等号“=”（种子文本用它分隔名称和数字）");
            }
            if !label.is_empty() && !seen.insert(label.clone()) {
                self.problem(id, format!("“{label}”出现了两次，每个单位只报一次数"));
            }
            out.push(label);
        }
        out
    }

    fn stage(&mut self, s: &StageDraft) -> Stage {
        let name = self.required(field("stage", s.id, "name"), &s.name, "请填写阶段名称，或删除这一行");
        let mut date = |part, text: &str| {
            let day = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
            if day.is_none() && !text.trim().is_empty() {
                self.problem(field("stage", s.id, part), "日期应写成 2018-12-03 的样子");
            }
            day
        };
        let (from, to) = (date("from", &s.from), date("to", &s.to));
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            self.problem(field("stage", s.id, "to"), "结束日期早于开始日期");
        }
        Stage { name, from, to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_founding_campaign_is_complete() {
        let plan = check_plan(&PlanDraft::pingluo()).unwrap();
        assert_eq!(plan.departments.len(), 5);
        assert_eq!(plan.departments[0].name, "县交通运输局");
        assert_eq!(plan.departments[1].categories(), Some(vec!["客运".to_owned(), "危货".to_owned()]));
        assert_eq!(plan.departments[0].categories(), None);
        assert_eq!(plan.matching, Matching::Teams(4));
    }

    #[test]
    fn a_blank_plan_names_all_that_is_missing() {
        let problems = check_plan(&PlanDraft::blank()).unwrap_err();
        let fields: Vec<_> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["title", "add-department", "teams", "add-contributor"]);
    }

    #[test]
    fn fewer_than_two_officers_an_equals_sign_and_a_backward_stage_are_refused() {
        let mut draft = PlanDraft::pingluo();
        draft.departments[1].per_team = "1".into();
        draft.contributors[0].label = "甲=乙".into();
        draft.stages[1].to = "2018-12-01".into();
        draft.departments[3].role = Role::Lead;
        let fields: Vec<_> = check_plan(&draft).unwrap_err().into_iter().map(|p| p.field).collect();
        let wanted = [
            field("department", draft.departments[1].id, "per-team"),
            "add-department".into(),
            field("contributor", draft.contributors[0].id, "label"),
            field("stage", draft.stages[1].id, "to"),
        ];
        assert_eq!(fields, wanted);
    }

    #[test]
    fn the_rosters_fill_only_an_empty_plan() {
        let mut draft = PlanDraft::blank();
        draft.take_departments(&[("甲局".into(), 3), ("乙".into(), 1), ("乙局".into(), 2)]);
        draft.take_strata(&[("客运".into(), 2), ("货运".into(), 1)]);
        draft.title = "试".into();
        let plan = check_plan(&draft).unwrap();
        assert_eq!(plan.matching, Matching::Teams(1));
        // All but the lead, and who is of none of them (protocol §4).
        assert_eq!(plan.contributors, ["乙局", "企业代表", "见证人掷骰"]);
        assert_eq!(plan.strata.len(), 2);
        let before = draft.clone();
        draft.take_departments(&[("丙局".into(), 1)]);
        draft.take_strata(&[("危货".into(), 1)]);
        assert_eq!(draft, before);
    }

    #[test]
    fn what_is_not_sealed_may_change() {
        let draft = PlanDraft::pingluo();
        let mut other = draft.clone();
        other.basis = "另一份文件".into();
        other.stages[0].to = String::new();
        other.departments[0].items[0].item.name = "改了措辞".into();
        other.departments[0].assistants.push(Assistant { name: "专家甲".into(), ..Assistant::default() });
        (other.annual_number, other.annual_title) = ("平检〔2026〕7号".into(), "年度计划".into());
        other.inspection_type = Some(crate::model::InspectionType::Daily);
        assert_eq!(draft.sealed_part(), other.sealed_part());
        other.departments[0].items[0].item.categories = vec!["客运".into()];
        assert_ne!(draft.sealed_part(), other.sealed_part());
    }
}
