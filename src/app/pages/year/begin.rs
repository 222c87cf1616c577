//! 由此新建抽查: what goes over from the rows, what does not, and which of their departments leads.

use super::sheet::{Open, Sheet};
use crate::app::context::{fresh_id, go};
use crate::app::parts::{Dialog, Field, Pick};
use crate::browser::clock;
use crate::course::row_departments;
use crate::model::{InOrder, PlanRow, Role, YearPlan};
use crate::route::{Route, Step};
use crate::state::{Action, Beginning, BegunFrom, Origin, PlanDraft, begun_from};
use yew::prelude::*;

/// The dialog of a campaign that is begun from the rows of these ids, the first of which leads.
pub fn dialog(sheet: &Sheet, year: &YearPlan, ids: &[String], title: Option<&str>) -> Html {
    let rows: Vec<&PlanRow> = ids.iter().filter_map(|id| year.rows.iter().find(|row| row.id == *id)).collect();
    let BegunFrom { mut plan, told } = begun_from(year, &rows);
    if let Some(title) = title {
        plan.title = title.to_owned();
    }
    let name = rows.iter().map(|row| row.name()).collect::<Vec<_>>().join("、");
    let origin = format!("{}：{name}", year.name());
    let on_title = cb!(sheet, ids, move |text| sheet.show(Some(Open::Begin(ids.clone(), Some(text)))));
    let onsubmit = cb!(sheet, plan, origin, move |event: SubmitEvent| {
        event.prevent_default();
        let id = match fresh_id() {
            Ok(id) => id,
            Err(fault) => return sheet.app.warn(fault),
        };
        let origin = Some(Origin::YearPlan(origin.clone()));
        let beginning = Beginning { id: id.clone(), at: clock::now(), plan: plan.clone(), settings: None, origin };
        if sheet.app.try_do(Action::Begin(Box::new(beginning))) {
            sheet.show(None);
            go(&Route::Step(id, Step::Plan));
        }
    });
    html! {
        <Dialog title="由年度计划新建抽查" on_close={sheet.close()}>
            <form class="stack begin" {onsubmit} novalidate=true>
                <p class="small">{ rows.iter().map(|row| row.name().to_owned()).collect::<Vec<_>>().join("；") }</p>
                <Field id="begin-title" label="任务名称" value={plan.title.clone()} on_text={on_title} />
                { lead(sheet, &rows, ids, title) }
                <div><span class="label">{ "带过去" }</span><ul>{ for carried(&plan).into_iter().map(|text| html! { <li>{ text }</li> }) }</ul></div>
                if !told.is_empty() {
                    <div class="note warn small" role="status"><p>{ "没有带过去的，和要您确认的：" }</p><ul>{ for told.iter().map(|text| html! { <li>{ text }</li> }) }</ul></div>
                }
                <p class="small">{ "设置按“单位设置”；检查组数、抽取地点等在方案里填写。" }</p>
                <div class="row end">
                    <button type="button" class="btn" onclick={sheet.close().reform(|_: MouseEvent| ())}>{ "取消" }</button>
                    <button type="submit" class="btn main">{ "新建" }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Which of the rows leads, where they are of several departments.
fn lead(sheet: &Sheet, rows: &[&PlanRow], ids: &[String], title: Option<&str>) -> Html {
    let first = |row: &PlanRow| row_departments(row).into_iter().next().unwrap_or_default();
    let mut options: Vec<(AttrValue, AttrValue)> = Vec::new();
    for row in rows {
        let name = first(row);
        if !name.is_empty() && options.iter().all(|(_, known)| *known != name) {
            options.push((row.id.clone().into(), name.into()));
        }
    }
    if options.len() < 2 {
        return Html::default();
    }
    let leads = rows.first().map(|row| first(row)).unwrap_or_default();
    let value = options.iter().find(|(_, name)| *name == leads).map_or(AttrValue::default(), |(id, _)| id.clone());
    let title = title.map(str::to_owned);
    let ids = ids.to_vec();
    let on_pick = cb!(sheet, ids, title, move |id: String| {
        let mut next = ids.clone();
        next.order_by_key(|other| *other != id);
        sheet.show(Some(Open::Begin(next, title.clone())));
    });
    html! { <div class="field"><label for="begin-lead">{ "牵头部门" }</label><Pick id="begin-lead" name="牵头部门" {value} {options} {on_pick} /></div> }
}

/// What goes over, a line each.
fn carried(plan: &PlanDraft) -> Vec<String> {
    let mut lines = Vec::new();
    let names = |role: Role| {
        let of = plan.departments.iter().filter(|d| d.role == role).map(|d| d.name.as_str());
        of.collect::<Vec<_>>().join("、")
    };
    let mut line = |what: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("{what}：{text}"));
        }
    };
    line("牵头部门", names(Role::Lead));
    line("配合部门", names(Role::Participant));
    let items: Vec<_> = plan.departments.iter().flat_map(|d| &d.items).map(|i| i.item.name.as_str()).collect();
    let based = plan.departments.iter().flat_map(|d| &d.items).any(|i| !i.item.basis.is_empty());
    line("检查事项", format!("{}项{}：{}", items.len(), if based { "（连同依据）" } else { "" }, items.join("；")));
    line("检查类型", plan.inspection_type.map(|kind| kind.title().to_owned()).unwrap_or_default());
    let size = &plan.whole;
    let size = match (size.by_count, size.at_most) {
        (true, _) => format!("{}户", size.value),
        (false, true) => format!("不超过{}%", size.value),
        (false, false) => format!("不少于{}%", size.value),
    };
    line("抽取比例", size);
    let dated = plan.stages.iter().find(|stage| !stage.from.is_empty() || !stage.to.is_empty());
    let day = |text: &str| if text.is_empty() { "……".to_owned() } else { text.to_owned() };
    line("实施检查", dated.map(|stage| format!("{} 至 {}", day(&stage.from), day(&stage.to))).unwrap_or_default());
    line("年度计划", [plan.annual_title.as_str(), &plan.annual_number].join(" ").trim().to_owned());
    lines
}
