//! What 通知书 and 审批表 both tell of the task: its type, where it comes from, on what basis, who assists.

use super::words::{BLANK, each_once, open_ended, or, quoted, ticks};
use super::{DrawFacts, date};
use crate::draw::{Mode, Team};
use crate::model::{Department, InspectionType, Item};

/// 检查类型, that of the plan ticked.
pub(super) fn types(f: &DrawFacts<'_>) -> String {
    let all = InspectionType::ALL.map(|t| t.title().to_owned());
    ticks(&all, &[f.plan.plan.inspection_type.map_or("", InspectionType::title)])
}

/// 任务来源: the yearly plan, and that chance chose.
pub(super) fn origin(f: &DrawFacts<'_>) -> String {
    let plan = f.plan.plan;
    let named = if plan.annual_title.is_empty() { BLANK.to_owned() } else { quoted(&plan.annual_title) };
    format!(
        "年度行政检查计划{named}（编号{}）；{}经公开随机抽取，封存码 {}",
        or(&plan.annual_number, BLANK),
        date(f.drawn_at),
        f.seal.commitment.short(4),
    )
}

/// The plan's own 依据 and that of the settings.
pub(super) fn general_basis(f: &DrawFacts<'_>) -> String {
    let all = [&f.plan.plan.basis, &f.plan.settings.words.notice_basis];
    each_once(all.map(|b| open_ended(b))).join("；")
}

/// 抽查事项, with its code and where it was published.
pub(super) fn item_name(item: &Item) -> String {
    item_named(item, item.published.trim())
}

/// The same, with this place of publication, or without.
pub(super) fn item_named(item: &Item, published: &str) -> String {
    let told = [("事项编码", item.code.trim()), ("公布于", published)];
    let told: Vec<_> = told.iter().filter(|(_, v)| !v.is_empty()).map(|(what, v)| format!("{what}{v}")).collect();
    if told.is_empty() { item.name.clone() } else { format!("{}（{}）", item.name, told.join("，")) }
}

/// 协助人员, a line each: 王某（县环境监测站）：采样.
pub(super) fn assistants(department: Option<&Department>) -> String {
    let line = |a: &crate::model::Assistant| {
        let unit = if a.unit.is_empty() { String::new() } else { format!("（{}）", a.unit) };
        let task = if a.task.is_empty() { String::new() } else { format!("：{}", a.task) };
        format!("{}{unit}{task}", a.name)
    };
    department.iter().flat_map(|d| &d.assistants).map(line).collect::<Vec<_>>().join("\n")
}

/// 上限 of a department's inspections of a business in a year: 频次 of its items, or room for it.
pub(super) fn cap(items: &[&Item]) -> String {
    let caps = each_once(items.iter().map(|i| i.frequency.as_str()));
    if caps.is_empty() { "　　次".to_owned() } else { caps.join("、") }
}

/// 抽查方式 of the items that apply; the first of the settings where the plan says nothing.
pub(super) fn planned_ways(f: &DrawFacts<'_>, business: &str) -> Vec<String> {
    let mut ways: Vec<String> = Vec::new();
    for item in f.departments_of(business).flat_map(|d| f.items_of(&d.name, business)) {
        let way = item.way.trim();
        if !way.is_empty() && !ways.iter().any(|w| w == way) {
            ways.push(way.to_owned());
        }
    }
    if ways.is_empty() { f.plan.settings.ways.iter().take(1).cloned().collect() } else { ways }
}

/// 由第1组实施检查，; nothing where every business has officers of its own.
pub(super) fn team_said(f: &DrawFacts<'_>, team: &Team) -> String {
    if f.seal.seal().matching.mode == Mode::Teams {
        format!("由{}实施检查，", f.team_name(team.number))
    } else {
        String::new()
    }
}
