use super::Sheet;
use crate::app::parts::{Choice, Field};
use crate::model::{Item, Role};
use crate::state::{DepartmentDraft, ItemDraft, Mode, PlanDraft, field};
use yew::prelude::*;

/// 部门与抽查事项（附件7）.
#[component]
pub fn Departments(sheet: &Sheet) -> Html {
    html! {
        <section class="card stack" aria-labelledby="departments">
            <div class="head">
                <h2 id="departments">{ "部门与抽查事项" }</h2>
                <span class="small">{ "部门名称须与执法人员名录中的“单位”一致" }</span>
            </div>
            if sheet.draft.departments.is_empty() {
                <p class="note">{ "还没有部门。可以在这里添加，也可以先到“名录”页载入执法人员名录，部门会自动带出。" }</p>
            }
            { for sheet.draft.departments.iter().map(|d| department(sheet, d)) }
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
    let box_id = |part| field("department", id, part);
    let number = |part: &'static str, label: &'static str, value: &str, change: fn(&mut DepartmentDraft, String)| {
        html! { <Field class="w8" id={box_id(part)} label={label} value={value.to_owned()} inputmode="numeric" locked={sheet.locked}
        error={sheet.error(&box_id(part))} on_text={sheet.edit(with(id, change))} /> }
    };
    let per = if sheet.draft.mode == Mode::Teams { "每组人数" } else { "每户人数" };
    html! {
        <fieldset class="lines" key={id}>
            <div class="row">
                <Field class="grow" id={box_id("name")} label="部门名称" value={d.name.clone()} locked={sheet.locked}
                    error={sheet.error(&box_id("name"))} on_text={sheet.edit(with(id, |d, t| d.name = t))} />
                { number("per-team", per, &d.per_team, |d, t| d.per_team = t) }
                if sheet.draft.mode == Mode::PerBusiness {
                    { number("draw", "先抽几人（空=全部）", &d.draw, |d, t| d.draw = t) }
                    { number("cap", "每人最多几户（空=平均）", &d.cap, |d, t| d.cap = t) }
                }
                <div>
                    <span class="label">{ "分工" }</span>
                    <Choice kind="radio" group="lead" checked={d.role == Role::Lead} locked={sheet.locked} on_pick={sheet.edit(move |p, _| p.set_lead(id))}>{ "牵头" }</Choice>
                    if d.role != Role::Lead { <span class="small">{ "责任部门" }</span> }
                </div>
            </div>
            <ul class="lines">{ for d.items.iter().map(|i| item(sheet, i)) }</ul>
            <div class="row between">
                <button type="button" class="btn quiet" disabled={sheet.locked} onclick={sheet.click(move |p| add_item(p, id))}>{ "＋ 添加抽查事项" }</button>
                <button type="button" class="btn quiet danger" disabled={sheet.locked} aria-label={format!("删除部门{}", d.name)}
                    onclick={sheet.click(move |p| p.remove_department(id))}>{ "删除部门" }</button>
            </div>
            <hr aria-hidden="true" />
        </fieldset>
    }
}

fn add_item(plan: &mut PlanDraft, department: u32) {
    let id = plan.fresh_id();
    if let Some(d) = plan.departments.iter_mut().find(|d| d.id == department) {
        d.items.push(ItemDraft { id, item: Item::default() });
    }
}

fn with_item(plan: &mut PlanDraft, id: u32, change: impl FnOnce(&mut Item)) {
    if let Some(item) = plan.departments.iter_mut().flat_map(|d| &mut d.items).find(|i| i.id == id) {
        change(&mut item.item);
    }
}

/// An item and the categories it applies to; none ticked means all.
fn item(sheet: &Sheet, i: &ItemDraft) -> Html {
    let id = i.id;
    let box_id = field("item", id, "name");
    let remove = move |p: &mut PlanDraft| p.departments.iter_mut().for_each(|d| d.items.retain(|i| i.id != id));
    let labels: Vec<_> = sheet.draft.labels().into_iter().filter(|l| sheet.draft.stratified && !l.is_empty()).collect();
    let odd = i.item.categories.iter().filter(|c| !labels.contains(c));
    let chips = labels.iter().chain(odd).cloned();
    html! {
        <li key={id}>
            <Field class="grow" id={box_id.clone()} name="抽查事项" value={i.item.name.clone()} placeholder="抽查事项，例如：客运、货运及运输站场监督检查"
                error={sheet.error(&box_id)} on_text={sheet.edit(move |p, t| with_item(p, id, |i| i.name = t))} />
            <button type="button" class="btn quiet danger" disabled={sheet.locked} aria-label={format!("删除事项{}", i.item.name)} onclick={sheet.click(remove)}>{ "删除" }</button>
            <fieldset class="chips wide">
                <legend class="hint">{ if i.item.categories.is_empty() { "适用类别：全部" } else { "适用类别：" } }</legend>
                { for chips.map(|label| chip(sheet, id, label, &i.item.categories)) }
            </fieldset>
        </li>
    }
}

fn chip(sheet: &Sheet, item: u32, label: String, chosen: &[String]) -> Html {
    let text = AttrValue::from(label.clone());
    let pick = {
        let label = label.clone();
        move |plan: &mut PlanDraft, on: bool| {
            with_item(plan, item, |i| {
                i.categories.retain(|c| *c != label);
                if on {
                    i.categories.push(label.clone());
                }
            });
        }
    };
    html! {
        <Choice key={label.clone()} kind="checkbox" group={format!("item-{item}")} checked={chosen.contains(&label)} locked={sheet.locked} on_pick={sheet.edit(pick)}>{ text }</Choice>
    }
}
