//! 部门与抽查事项, as 附件7 has them.

use super::item_table::item_table;
use super::items::{add_item, item};
use super::sheet::Sheet;
use crate::app::parts::{Field, radio};
use crate::app::worker::download::Job;
use crate::course::ItemsReading;
use crate::model::Role;
use crate::state::{DepartmentDraft, ItemDraft, Mode, PlanDraft, field};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// 部门与抽查事项（附件7）: a line a department, its items folded beneath. `on_read` hears what an imported 附件7 says.
pub fn departments(sheet: &Sheet, job: &Job, on_read: &Callback<Rc<ItemsReading>>) -> Html {
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
            <div>
                <button type="button" id="add-department" class="btn" disabled={sheet.locked} onclick={sheet.click(|p| p.add_department(""))}>{ "添加部门" }</button>
                if let Some(error) = sheet.error("add-department") { <span class="error">{ error }</span> }
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
    if d.items.is_empty() || d.items.iter().any(is_wanting) {
        sheet.open.borrow_mut().insert(id);
    }
    let open = sheet.open.borrow().contains(&id);
    let ontoggle = cb!(opened = sheet.open, move |event: Event| {
        let is_open = event.target_dyn_into::<Element>().is_some_and(|details| details.has_attribute("open"));
        let mut opened = opened.borrow_mut();
        if is_open {
            opened.insert(id)
        } else {
            opened.remove(&id)
        };
    });
    let names: Vec<_> = d.items.iter().map(|i| i.item.name.trim()).filter(|name| !name.is_empty()).collect();
    html! {
        <details {open} {ontoggle}>
            <summary>{ format!("抽查事项 {} 项", d.items.len()) }{ " " }<span class="small">{ names.join("；") }</span></summary>
            <ul class="lines">{ for d.items.iter().map(|i| item(sheet, i)) }</ul>
            <button type="button" class="btn quiet" disabled={sheet.locked} onclick={sheet.click(move |p| add_item(p, id))}>{ "＋ 添加抽查事项" }</button>
        </details>
    }
}
