//! 阶段安排: days may be changed after the seal too.

use super::fold::list;
use super::sheet::{Fold, Sheet};
use crate::app::parts::{DayBox, Field};
use crate::browser::clock;
use crate::state::{PlanDraft, PlanProblem, StageDraft, field, past_stages};
use chrono::NaiveDate;
use yew::prelude::*;

/// 阶段安排.
pub fn stages(sheet: &Sheet) -> Html {
    let d = &sheet.draft;
    // What was sealed in time may have ended since.
    let past = if sheet.locked { Vec::new() } else { past_stages(d, clock::now().date_naive()) };
    let first = d.stages.iter().map(|s| &s.from).filter(|d| !d.is_empty()).min();
    let last = d.stages.iter().map(|s| &s.to).filter(|d| !d.is_empty()).max();
    let lines: Vec<_> = d.stages.iter().map(|s| (s.name.clone(), field("stage", s.id, "name"))).collect();
    let told = if past.is_empty() { "" } else { "有日期已过" };
    html! {
        <section class="card stack" aria-labelledby="stages">
            <div class="head">
                <h2 id="stages" tabindex="-1">{ "阶段安排" }</h2>
                if let (Some(first), Some(last)) = (first, last) {
                    <span class="small">{ format!("抽查期限：{first} 至 {last}") }</span>
                }
            </div>
            { list(sheet, Fold::Stages, &lines, ("个阶段", told), html! { <ul class="lines">{ for d.stages.iter().map(|s| stage(sheet, s, &past)) }</ul> }) }
            <button type="button" class="btn" onclick={sheet.click(|p| p.add_stage("", "", ""))}>{ "添加阶段" }</button>
        </section>
    }
}

fn stage(sheet: &Sheet, s: &StageDraft, past: &[PlanProblem]) -> Html {
    let id = s.id;
    let edit = |change: fn(&mut StageDraft, String)| {
        sheet.edit(move |p: &mut PlanDraft, text| {
            if let Some(stage) = p.stages.iter_mut().find(|s| s.id == id) {
                change(stage, text);
            }
        })
    };
    let date = |part: &'static str, name: &'static str, value: &str, change: fn(&mut StageDraft, String)| {
        let box_id = field("stage", id, part);
        let error = sheet.error(&box_id);
        let told = past.iter().find(|p| p.field == box_id).map(|p| p.message.clone());
        let on_day = edit(change).reform(|day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default());
        html! {
            <div class="field w8">
                <DayBox {name} id={box_id} value={value.trim().parse().ok()} is_end={part == "to"} invalid={error.is_some()} {on_day} />
                if let Some(error) = error { <span class="error">{ error }</span> }
                else if let Some(told) = told { <span class="small told">{ told }</span> }
            </div>
        }
    };
    let name_id = field("stage", id, "name");
    html! {
        <li key={id}>
            <Field class="grow" id={name_id.clone()} name="阶段名称" value={s.name.clone()} error={sheet.error(&name_id)} on_text={edit(|s, t| s.name = t)} />
            { date("from", "开始日期", &s.from, |s, t| s.from = t) }
            <span class="unit">{ "至" }</span>
            { date("to", "结束日期", &s.to, |s, t| s.to = t) }
            <button type="button" class="btn quiet danger" aria-label={format!("删除阶段{}", s.name)}
                onclick={sheet.click(move |p| p.stages.retain(|s| s.id != id))}>{ "删除" }</button>
        </li>
    }
}
