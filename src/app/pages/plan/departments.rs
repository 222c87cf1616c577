//! 部门与抽查事项, as 附件7 has them.

use super::fold::fold;
use super::item_table::item_table;
use super::items::{add_item, item};
use super::points::point_table;
use super::sheet::{Fold, Sheet};
use crate::app::parts::{Field, radio};
use crate::app::worker::download::Job;
use crate::course::{ItemsReading, PointsReading};
use crate::model::{Assistant, Role};
use crate::state::{DepartmentDraft, ItemDraft, Mode, PlanDraft, field};
use std::rc::Rc;
use yew::prelude::*;

/// 部门与抽查事项（附件7）: a line a department, its items folded beneath. `on_read` and `on_points` hear what an imported 附件7, or
/// table of 检查要点, says.
pub fn departments(
    sheet: &Sheet,
    job: &Job,
    on_read: &Callback<Rc<ItemsReading>>,
    on_points: &Callback<Rc<PointsReading>>,
) -> Html {
    let per_business = sheet.draft.mode == Mode::PerBusiness;
    html! {
        <section class="card stack" aria-labelledby="departments">
            <div class="head">
                <h2 id="departments" tabindex="-1">{ "部门与抽查事项" }</h2>
                <span class="right row">{ item_table(sheet, job, on_read) }</span>
            </div>
            <p class="small">{ "部门名称须与执法人员名录中的“单位”一致。附件7可以导出，交各部门填好后再导入。" }</p>
            if sheet.draft.departments.is_empty() {
                <p class="note">{ "还没有部门。可以在这里添加，也可以先到“名录”页载入执法人员名录，部门会自动带出。" }</p>
            } else {
                <table class="wrap-cards departments">
                    <thead><tr>
                        <th>{ "部门名称" }</th><th>{ if per_business { "每户人数" } else { "每组人数" } }</th>
                        if per_business { <th>{ "先抽几人" }</th><th>{ "每人最多几户" }</th> }
                        <th>{ "分工" }</th><th>{ "操作" }</th>
                    </tr></thead>
                    { for sheet.draft.departments.iter().map(|d| department(sheet, d)) }
                </table>
            }
            <div class="row">
                <button type="button" id="add-department" class="btn" disabled={sheet.locked} onclick={sheet.click(|p| p.add_department(""))}>{ "添加部门" }</button>
                if let Some(error) = sheet.error("add-department") { <span class="error">{ error }</span> }
                if sheet.draft.departments.iter().any(|d| !d.items.is_empty()) { { point_table(sheet, job, on_points) } }
            </div>
        </section>
    }
}

fn with(id: u32, change: impl Fn(&mut DepartmentDraft, String)) -> impl Fn(&mut PlanDraft, String) {
    move |plan, text| {
        if let Some(department) = plan.departments.iter_mut().find(|d| d.id == id) {
            change(department, text);
        }
    }
}

fn department(sheet: &Sheet, d: &DepartmentDraft) -> Html {
    let id = d.id;
    let per_business = sheet.draft.mode == Mode::PerBusiness;
    let box_id = |part| field("department", id, part);
    let number = |part: &'static str,
                  name: &'static str,
                  placeholder: &'static str,
                  value: &str,
                  change: fn(&mut DepartmentDraft, String)| {
        html! { <td data-label={name}><Field class="w5" id={box_id(part)} {name} {placeholder} value={value.to_owned()} inputmode="numeric" locked={sheet.locked}
        error={sheet.error(&box_id(part))} on_text={sheet.edit(with(id, change))} /></td> }
    };
    let per = if per_business { "每户人数" } else { "每组人数" };
    html! {
        <tbody key={id}>
            <tr>
                <td data-label="部门名称"><Field id={box_id("name")} name="部门名称" value={d.name.clone()} locked={sheet.locked}
                    error={sheet.error(&box_id("name"))} on_text={sheet.edit(with(id, |d, t| d.name = t))} /></td>
                { number("per-team", per, "", &d.per_team, |d, t| d.per_team = t) }
                if per_business {
                    { number("draw", "先抽几人（空=全部）", "全部", &d.draw, |d, t| d.draw = t) }
                    { number("cap", "每人最多几户（空=平均）", "平均", &d.cap, |d, t| d.cap = t) }
                }
                <td data-label="分工">
                    { radio("lead", d.role == Role::Lead, sheet.locked, sheet.edit(move |p, _| p.set_lead(id)), "牵头") }
                    if d.role != Role::Lead { <span class="small">{ "配合部门" }</span> }
                </td>
                <td data-label="操作"><button type="button" class="btn quiet danger" disabled={sheet.locked} aria-label={format!("删除部门{}", d.name)}
                    onclick={sheet.click(move |p| p.remove_department(id))}>{ "删除" }</button></td>
            </tr>
            <tr><td colspan="6">{ items(sheet, d) }</td></tr>
        </tbody>
    }
}

/// The items of a department, open while one of them is to be filled in or mended, or the user opened them.
fn items(sheet: &Sheet, d: &DepartmentDraft) -> Html {
    let id = d.id;
    let is_wanting =
        |i: &ItemDraft| i.item.name.trim().is_empty() || sheet.error(&field("item", i.id, "name")).is_some();
    let wanting = d.items.is_empty() || d.items.iter().any(is_wanting);
    let names: Vec<_> = d.items.iter().map(|i| i.item.name.trim()).filter(|name| !name.is_empty()).collect();
    let summary = html! { <>{ format!("抽查事项 {} 项", d.items.len()) }{ " " }<span class="small">{ names.join("；") }</span></> };
    let body = html! {
        <>
            <ul class="lines">{ for d.items.iter().map(|i| item(sheet, i)) }</ul>
            <button type="button" class="btn quiet" disabled={sheet.locked} onclick={sheet.click(move |p| add_item(p, id))}>{ "＋ 添加抽查事项" }</button>
            { assistants(sheet, d) }
        </>
    };
    fold(sheet, Fold::Department(id), wanting, summary, body)
}

/// 协助人员 of a department, a line each. They are not sealed.
fn assistants(sheet: &Sheet, d: &DepartmentDraft) -> Html {
    let id = d.id;
    let change = move |plan: &mut PlanDraft, change: &dyn Fn(&mut Vec<Assistant>)| {
        plan.departments.iter_mut().filter(|d| d.id == id).for_each(|d| change(&mut d.assistants));
    };
    let text = |n: usize, part: &'static str, name: &'static str, value: &str, set: fn(&mut Assistant, String)| {
        let edit = sheet.edit(move |p, text: String| {
            change(p, &|all| all.get_mut(n).into_iter().for_each(|a| set(a, text.clone())));
        });
        html! { <Field class="grow" id={field(&format!("assistant-{id}"), u32::try_from(n).unwrap_or(0), part)} {name} placeholder={name} value={value.to_owned()} on_text={edit} /> }
    };
    let line = |(n, a): (usize, &Assistant)| {
        html! {
            <li key={n}>
                { text(n, "name", "姓名", &a.name, |a, t| a.name = t) }
                { text(n, "unit", "单位", &a.unit, |a, t| a.unit = t) }
                { text(n, "task", "任务", &a.task, |a, t| a.task = t) }
                <button type="button" class="btn quiet danger" aria-label={format!("删除协助人员{}", a.name)}
                    onclick={sheet.click(move |p| change(p, &|all| { all.remove(n); }))}>{ "删除" }</button>
            </li>
        }
    };
    html! {
        <>
            if !d.assistants.is_empty() {
                <p class="small">{ "协助人员（专家、辅助人员）印在附件5和审批表上，不参加抽取，不得单独检查。" }</p>
                <ul class="lines">{ for d.assistants.iter().enumerate().map(line) }</ul>
            }
            <button type="button" class="btn quiet" onclick={sheet.click(move |p| change(p, &|all| all.push(Assistant::default())))}>{ "＋ 添加协助人员" }</button>
        </>
    }
}
