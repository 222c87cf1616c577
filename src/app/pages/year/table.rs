//! The rows: searched, ticked, how far each is.

use super::sheet::{ONLY, Only, Open, Sheet, View};
use crate::app::parts::{Field, Pick, checkbox, page_of, pager};
use crate::model::{PlanField as F, PlanRow, YearPlan, normal_key};
use crate::route::{Route, Step};
use crate::state::{RowState, YearRows};
use yew::prelude::*;

/// From so many rows on they are searched.
const MANY: usize = 8;

/// The boxes that search, the acts on what is ticked, the table and its pager.
pub fn rows(sheet: &Sheet, plan: &YearPlan, known: &YearRows, page: &UseStateHandle<usize>) -> Html {
    let view = &*sheet.view;
    let shown: Vec<usize> = (0..plan.rows.len()).filter(|place| is_shown(view, plan, known, *place)).collect();
    let search = cb!(sheet, page, move |text: String| {
        page.set(0);
        sheet.look(|view| view.sought = text);
    });
    let choices: Vec<_> =
        ONLY.iter().enumerate().map(|(i, (label, _))| (i.to_string().into(), AttrValue::Static(label))).collect();
    let chosen = ONLY.iter().position(|(_, only)| *only == view.only).unwrap_or_default().to_string();
    let pick = cb!(sheet, page, move |place: String| {
        page.set(0);
        let only = place.parse().ok().and_then(|at: usize| ONLY.get(at)).map(|(_, only)| *only).unwrap_or_default();
        sheet.look(|view| view.only = only);
    });
    let all_ticked = !shown.is_empty() && shown.iter().all(|at| view.ticked.contains(&plan.rows[*at].id));
    let ids: Vec<String> = shown.iter().map(|at| plan.rows[*at].id.clone()).collect();
    let tick_all = cb!(sheet, ids, move |on: bool| sheet.look(|view| {
        if on {
            view.ticked.extend(ids.iter().cloned());
        } else {
            view.ticked.retain(|id| !ids.contains(id));
        }
    }));
    html! {
        <>
            if plan.rows.len() >= MANY {
                <div class="row filters">
                    <Field id="search-rows" class="grow" name="查找任务" placeholder="查找：任务、事项、机关、对象" value={view.sought.clone()} on_text={search} />
                    <Pick id="only-rows" name="只看" value={chosen} options={choices} on_pick={pick} />
                </div>
            }
            { acts(sheet, plan) }
            if shown.is_empty() {
                <p class="note">{ "没有符合条件的任务，请放宽上面的条件。" }</p>
            } else {
                <div class="scroll">
                    <table class="wrap-cards year-rows">
                        <thead><tr><th>{ checkbox("tick-all", all_ticked, false, tick_all, html! { <span class="sr">{ "全选" }</span> }) }</th><th>{ "任务" }</th><th>{ "检查机关" }</th><th>{ "检查对象" }</th><th>{ "时间" }</th><th>{ "比例" }</th><th>{ "进度" }</th><th><span class="sr">{ "操作" }</span></th></tr></thead>
                        <tbody>{ for page_of(&shown, **page).iter().map(|at| line(sheet, &plan.rows[*at], known, *at)) }</tbody>
                    </table>
                </div>
                { pager(shown.len(), page, "任务翻页") }
            }
        </>
    }
}

fn is_shown(view: &View, plan: &YearPlan, known: &YearRows, place: usize) -> bool {
    let Some(row) = plan.rows.get(place) else { return false };
    let state = known.states.get(place).map_or(RowState::Unplanned, |(state, _)| *state);
    let is_meant = match view.only {
        Only::All => true,
        Only::Between(from, to) => (from..=to).contains(&state),
        Only::Joinable => {
            known.joint.get(place) == Some(&false) && known.joinable.iter().any(|group| group.contains(&place))
        }
    };
    if !is_meant || view.sought.trim().is_empty() {
        return is_meant;
    }
    let text = normal_key(&row.cells.values().map(String::as_str).collect::<Vec<_>>().join(" "));
    view.sought.split_whitespace().all(|word| text.contains(&normal_key(word)))
}

/// What can be done with the rows that are ticked.
fn acts(sheet: &Sheet, plan: &YearPlan) -> Html {
    let ticked = &sheet.view.ticked;
    let ids: Vec<String> = plan.rows.iter().map(|row| &row.id).filter(|id| ticked.contains(*id)).cloned().collect();
    if ids.is_empty() {
        return html! { <p class="small">{ "勾选一项或几项任务，可以由此新建抽查：部门、事项、依据、比例和检查时间都带过去。" }</p> };
    }
    let begin = cb!(sheet, ids, move |_: MouseEvent| sheet.show(Some(Open::Begin(ids.clone(), None))));
    let remove = cb!(sheet, ids, move |_: MouseEvent| {
        let mut plan = sheet.plan();
        plan.rows.retain(|row| !ids.contains(&row.id));
        if sheet.save(plan) {
            sheet.app.tell(format!("已删除{}项任务，可用页首的“撤销”退回", ids.len()));
            sheet.look(|view| view.ticked.clear());
        }
    });
    let clear = cb!(sheet, move |_: MouseEvent| sheet.look(|view| view.ticked.clear()));
    html! {
        <div class="row note ticked-rows" role="status">
            <span class="grow">{ format!("已勾选 {} 项", ids.len()) }</span>
            <button type="button" class="btn main" onclick={begin}>{ "由此新建抽查……" }</button>
            <button type="button" class="btn quiet danger" onclick={remove}>{ "删除" }</button>
            <button type="button" class="btn quiet" onclick={clear}>{ "取消勾选" }</button>
        </div>
    }
}

fn line(sheet: &Sheet, row: &PlanRow, known: &YearRows, place: usize) -> Html {
    let name = row.name().to_owned();
    let tick = cb!(sheet, id = row.id, move |on: bool| sheet.look(|view| {
        if on {
            view.ticked.insert(id.clone());
        } else {
            view.ticked.remove(&id);
        }
    }));
    let edit = cb!(sheet, row, move |_: MouseEvent| sheet.show(Some(Open::Row(row.clone(), false))));
    let remove = cb!(sheet, id = row.id, name, move |_: MouseEvent| {
        let mut plan = sheet.plan();
        plan.rows.retain(|row| row.id != id);
        if sheet.save(plan) {
            sheet.app.tell(format!("已删除“{name}”，可用页首的“撤销”退回"));
        }
    });
    let item = if row.get(F::Title).is_empty() { "" } else { row.get(F::Item) };
    let number = row.get(F::Number);
    let number = if number.is_empty() { String::new() } else { format!("{number}　") };
    let partners = [("联合：", F::Partners), ("可联合：", F::MayJoin)];
    let partners = partners.into_iter().filter(|(_, field)| !row.get(*field).is_empty());
    let partners: Html =
        partners.map(|(word, field)| html! { <div class="small">{ word }{ row.get(field) }</div> }).collect();
    let ratio = if row.get(F::Ratio).is_empty() { row.get(F::Target) } else { row.get(F::Ratio) };
    let tick_label = html! { <span class="sr">{ format!("勾选{name}") }</span> };
    html! {
        <tr key={row.id.clone()}>
            <td class="tick" data-label="勾选">{ checkbox("tick-row", sheet.view.ticked.contains(&row.id), false, tick, tick_label) }</td>
            <td data-label="任务"><div><b>{ &name }</b>if !number.is_empty() || !item.is_empty() { <div class="small two-lines" title={item.to_owned()}>{ number }{ item }</div> }</div></td>
            <td data-label="检查机关"><div><div class="as-typed">{ row.get(F::Lead) }</div>{ partners }if known.joint.get(place) == Some(&true) { <span class="tag ok">{ "已联合" }</span> }</div></td>
            <td data-label="检查对象"><div class="two-lines" title={row.get(F::Objects).to_owned()}>{ row.get(F::Objects) }</div></td>
            <td data-label="时间">{ row.get(F::When) }</td>
            <td data-label="比例">{ ratio }</td>
            <td data-label="进度">{ state(known, place) }</td>
            <td class="acts" data-label="操作"><span class="row">
                <button type="button" class="btn quiet" aria-label={format!("编辑{name}")} onclick={edit}>{ "编辑" }</button>
                <button type="button" class="btn quiet danger" aria-label={format!("删除{name}")} onclick={remove}>{ "删除" }</button>
            </span></td>
        </tr>
    }
}

/// How far a row is, with its campaigns.
fn state(known: &YearRows, place: usize) -> Html {
    let Some((state, campaigns)) = known.states.get(place) else { return Html::default() };
    let tag = match state {
        RowState::Unplanned => "tag",
        RowState::Closed => "tag ok",
        _ => "tag warn",
    };
    let several = campaigns.len() > 1;
    let link = |campaign: &crate::state::Campaign, own: RowState| {
        let step = match own {
            RowState::Unplanned | RowState::Planned => Step::Plan,
            RowState::Sealed => Step::Draw,
            RowState::Drawn | RowState::Inspecting => Step::Inspect,
            RowState::Inspected => Step::Publish,
            RowState::Published | RowState::Closed => Step::Archive,
        };
        html! { <div><a class="small" href={Route::Step(campaign.id.clone(), step).hash()}>{ campaign.title() }</a>if several { <span class="small">{ format!(" {}", own.title()) }</span> }</div> }
    };
    html! { <div><span class={tag}>{ state.title() }</span>{ for campaigns.iter().map(|(campaign, own)| link(campaign, *own)) }</div> }
}
