use super::Sheet;
use super::item_table::ItemTable;
use super::items::{add_item, item};
use crate::app::parts::{Choice, Field};
use crate::course::ItemsReading;
use crate::model::Role;
use crate::state::{DepartmentDraft, Mode, PlanDraft, field};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DepartmentsProps {
    pub sheet: Sheet,
    /// Hears what an imported 附件7 says.
    pub on_read: Callback<Rc<ItemsReading>>,
}

/// 部门与抽查事项（附件7）.
#[component]
pub fn Departments(p: &DepartmentsProps) -> Html {
    let sheet = &p.sheet;
    html! {
        <section class="card stack" aria-labelledby="departments">
            <div class="head">
                <h2 id="departments">{ "部门与抽查事项" }</h2>
                <span class="right row"><ItemTable sheet={sheet.clone()} on_read={p.on_read.clone()} /></span>
            </div>
            <p class="small">{ "部门名称须与执法人员名录中的“单位”一致。附件7可以导出，交各部门填好后再导入。" }</p>
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
