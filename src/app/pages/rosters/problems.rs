//! What is wrong with a roster, and what can be done about each of it at once.

use super::cell::EditCell;
use crate::app::context::{AppContext, use_app};
use crate::app::parts::{Same, checkbox, page_range, pager};
use crate::browser::clock;
use crate::model::{EntityKind, Source};
use crate::roster::checks::with_recusal;
use crate::roster::{Edit, EditedRow, Field, Problem, ProblemCode, Record, RowRanges, Severity, edit_all};
use crate::state::{Act, CheckedRoster, PlanDraft, ProblemGroup, strata_found};
use crate::work::{FindAlike, RowPlaces};
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The problems of a roster, and what can be done about them.
#[derive(Clone, PartialEq)]
pub struct Problems<T: Record> {
    pub id: AttrValue,
    pub kind: EntityKind,
    pub checked: Same<CheckedRoster<T>>,
    pub locked: bool,
    /// Rows to leave out, with the reason to propose.
    pub on_exclude: Callback<(RowRanges, AttrValue)>,
    pub on_mend: Callback<Vec<Edit>>,
    /// Shows a row among the others, its cell of this field open to be mended.
    pub on_show: Callback<(Source, Option<Field>)>,
}

/// What is wrong with a roster, the same kind together, the grave first.
pub fn problem_list<T: Record + 'static>(list: &Problems<T>) -> Html {
    html! {
        <>{ for list.checked.findings.groups.iter().map(|found| {
            html! { <Group<T> key={format!("{:?}{:?}", found.severity, found.code)} found={found.clone()} list={list.clone()} /> }
        }) }</>
    }
}

#[derive(Properties, PartialEq)]
struct GroupProps<T: Record> {
    found: ProblemGroup,
    list: Problems<T>,
}

#[component]
fn Group<T: Record + 'static>(props: &GroupProps<T>) -> Html {
    let app = use_app();
    let page = use_state_eq(|| 0_usize);
    let GroupProps { found, list } = props;
    let (class, word) = match found.severity {
        Severity::Error => ("tag bad", "错误"),
        Severity::Warning => ("tag warn", "提醒"),
        Severity::Note => ("tag", "说明"),
    };
    let open = found.severity == Severity::Error && found.count <= 20;
    let excludable = found.severity != Severity::Note && found.code.is_of_entry() && !list.locked;
    let all = list.on_exclude.reform(with!(checked = list.checked, found, move |_: MouseEvent| {
        // Each remark is a reason of its own.
        let own = matches!(found.code, ProblemCode::Remark | ProblemCode::RecusalInRemark);
        let reason = if own { "" } else { found.code.title() };
        (checked.sources(checked.findings.places(&found)), AttrValue::from(reason))
    }));
    // Each row's state is its own reason, which nobody need type; it can be undone.
    let each = list.on_mend.reform(with!(checked = list.checked, found, move |_: MouseEvent| {
        let mut by_state: BTreeMap<String, Vec<Source>> = BTreeMap::new();
        for p in (found.first..found.first + found.count).filter_map(|i| checked.findings.problem(i)) {
            let rows = p.source();
            by_state.entry(p.found).or_default().extend(rows);
        }
        let out = |(reason, rows): (String, Vec<Source>)| Edit::ExcludeAll { rows: rows.into_iter().collect(), reason };
        by_state.into_iter().map(out).collect()
    }));
    let by_state = matches!(found.code, ProblemCode::InactiveBusiness | ProblemCode::InactiveOfficer);
    let warning = found.severity == Severity::Warning && !list.locked;
    let acknowledge = list.on_mend.reform(with!(checked = list.checked, found, move |_: MouseEvent| vec![
        checked.findings.acknowledge_all(&found)
    ]));
    html! {
        <details {open}>
            <summary><span class={class}>{ word }</span>{ format!(" {}：{} 处", found.code.title(), found.count) }
                if found.acknowledged > 0 { <span class="small">{ format!("（已核对{}处）", found.acknowledged) }</span> }
            </summary>
            <p class="row">
                if warning && found.count > 1 && found.acknowledged < found.count {
                    <button type="button" class="btn" onclick={acknowledge}>{ format!("这{}处都已核对，照原样", found.count) }</button>
                }
                if excludable && found.rows > 1 && by_state {
                    <button type="button" class="btn" onclick={each}>{ format!("这{}行都不参加，理由写各自的状态", found.rows) }</button>
                } else if excludable && found.rows > 1 {
                    <button type="button" class="btn" onclick={all}>{ format!("这{}行都不参加抽取……", found.rows) }</button>
                }
            </p>
            <ul class="lines">{ for page_range(found.count, *page).filter_map(|i| line(&app, list, found, found.first + i, excludable)) }</ul>
            { pager(found.count, &page, "问题翻页") }
        </details>
    }
}

/// One problem: where, what, and the values that would do as buttons.
fn line<T: Record + 'static>(
    app: &AppContext,
    list: &Problems<T>,
    found: &ProblemGroup,
    i: usize,
    excludable: bool,
) -> Option<Html> {
    let checked = &list.checked;
    let p = checked.findings.problem(i)?;
    // The message of a check may have the name already.
    let place = checked.findings.place(i);
    let row = place.and_then(|place| checked.row(place));
    let name = row.as_ref().map(|laid| laid.row.name().to_owned());
    let name = name.filter(|n| !n.is_empty() && !p.message.contains(n.as_str()));
    let remark = p.code == ProblemCode::RecusalInRemark;
    let own = checked.laid.columns.field_of(&p).filter(|_| !remark);
    let mendable = own.or(remark.then_some(Field::Recusal)).filter(|_| !list.locked && place.is_some());
    let exclude = p.source().filter(|_| excludable).map(|row| {
        let said = matches!(
            p.code,
            ProblemCode::Remark
                | ProblemCode::RecusalInRemark
                | ProblemCode::InactiveBusiness
                | ProblemCode::InactiveOfficer
        );
        let reason = AttrValue::from(if said { p.found.clone() } else { p.code.title().to_owned() });
        list.on_exclude.reform(move |_: MouseEvent| (std::iter::once(row.clone()).collect(), reason.clone()))
    });
    Some(html! {
        <li>
            { where_it_stands(list, &p, mendable.filter(|field| checked.laid.columns.has(*field)), place.is_some()) }
            <span class="grow">
                if let Some(name) = name { <b>{ name }{ "：" }</b> }
                { &p.message }
                if let (Some(field), Some(laid)) = (mendable, &row) {
                    { mend_here(list, field, laid) }
                }
                if let (true, Some(laid)) = (remark && mendable.is_some() && !p.choices.is_empty(), &row) {
                    <span class="row choices"><span class="small">{ "加进“回避”：" }</span>{ for p.choices.iter().map(|business| recusal_button(list, laid, business)) }</span>
                }
                if let Some(field) = mendable.filter(|_| !remark) { if !p.choices.is_empty() {
                    <span class="row choices"><span class="small">{ "改为：" }</span>{ for p.choices.iter().take(8).map(|choice| mend_button(app, list, (i, &p), field, choice)) }</span>
                } }
            </span>
            { if list.locked { Html::default() } else { mend_plan(app, list, &p, i) } }
            if p.severity == Severity::Warning && !list.locked { { acknowledge_one(list, found, i) } }
            if let Some(onclick) = exclude {
                <button type="button" class="btn quiet" {onclick}>{ "该行不参加……" }</button>
            }
        </li>
    })
}

/// Where it is the plan that may be wrong: a department that it lacks, or one that nobody is of any more.
fn mend_plan<T: Record>(app: &AppContext, list: &Problems<T>, p: &Problem, i: usize) -> Html {
    let edit = |change: fn(&mut PlanDraft, &str)| {
        cb!(app, id = list.id, name = p.found, move |_: MouseEvent| {
            if let Some(campaign) = app.campaign(&id) {
                let mut plan = campaign.plan.clone();
                change(&mut plan, &name);
                app.act(&id, Act::EditPlan(Box::new(plan)));
            }
        })
    };
    match p.code {
        ProblemCode::UnknownDepartment => {
            let alike = list.checked.findings.alike(i).max(1);
            let onclick = edit(|plan, name| plan.add_department(name));
            html! { <button type="button" class="btn" {onclick}>{ format!("把“{}”加进方案（{alike}人）", p.found) }</button> }
        }
        ProblemCode::DepartmentAbsent => {
            let onclick = edit(PlanDraft::remove_named);
            html! { <button type="button" class="btn" {onclick}>{ format!("从方案里去掉“{}”", p.found) }</button> }
        }
        ProblemCode::StratumOutsidePlan => {
            let onclick = cb!(app, id = list.id, move |_: MouseEvent| {
                if let Some(campaign) = app.campaign(&id) {
                    let mut plan = campaign.plan.clone();
                    let found = strata_found(&app.store.model, &campaign, plan.by);
                    plan.add_found(&found.unwrap_or_default());
                    app.act(&id, Act::EditPlan(Box::new(plan)));
                }
            });
            html! { <button type="button" class="btn" {onclick}>{ "按名录补齐方案的分层" }</button> }
        }
        _ => Html::default(),
    }
}

/// 已核对 of one warning.
fn acknowledge_one<T: Record + 'static>(list: &Problems<T>, found: &ProblemGroup, i: usize) -> Html {
    let checked = list.checked.findings.is_acknowledged(i);
    let (all, found) = (list.checked.clone(), found.clone());
    let on_pick = list.on_mend.reform(move |on: bool| vec![all.findings.acknowledge_one(&found, i, !on)]);
    checkbox(format!("acknowledge-{i}"), checked, false, on_pick, "已核对")
}

/// Sheet and cell, as a link to the row where there is one.
fn where_it_stands<T: Record>(list: &Problems<T>, p: &Problem, mendable: Option<Field>, has_row: bool) -> Html {
    let Some(source) = p.source().filter(|_| has_row) else {
        return html! { <span class="w8 small">{ p.place() }</span> };
    };
    let onclick = list.on_show.reform(move |_: MouseEvent| (source.clone(), mendable));
    html! { <span class="w8"><button type="button" class="btn link small" {onclick} aria-label={format!("到{}", p.place())}>{ p.place() }</button></span> }
}

/// The cell itself, to be mended where it is told of.
fn mend_here<T: Record>(list: &Problems<T>, field: Field, laid: &EditedRow<T>) -> Html {
    let on_edit = list
        .on_mend
        .reform(|(source, field, _, value): (Source, Field, String, String)| vec![Edit::Set { source, field, value }]);
    let before = laid.before.get(&field).cloned();
    html! {
        <span class="row here small">{ format!("{}：", field.name()) }
            <EditCell inline=true entry=true source={laid.row.source().clone()} {field} value={laid.row.value(field)} {before} locked={laid.out.is_some()} {on_edit} />
        </span>
    }
}

/// One click adds a business to what the officer's 回避 lists.
fn recusal_button<T: Record>(list: &Problems<T>, laid: &EditedRow<T>, business: &str) -> Html {
    let (source, field) = (laid.row.source().clone(), Field::Recusal);
    let value = with_recusal(&laid.row.value(field), business);
    let onclick = list
        .on_mend
        .reform(move |_: MouseEvent| vec![Edit::Set { source: source.clone(), field, value: value.clone() }]);
    html! { <button type="button" class="btn" {onclick}>{ business }</button> }
}

/// One click mends this cell and all that say the same.
fn mend_button<T: Record + 'static>(
    app: &AppContext,
    list: &Problems<T>,
    (i, p): (usize, &Problem),
    field: Field,
    choice: &str,
) -> Html {
    let alike = list.checked.findings.alike(i);
    let label = if alike > 1 { format!("{choice}（{alike}行）") } else { choice.to_owned() };
    let (app, list, p, choice) = (app.clone(), list.clone(), p.clone(), choice.to_owned());
    let onclick = Callback::from(move |_: MouseEvent| {
        let own = p.source();
        if alike <= 1 {
            return list.on_mend.emit(edit_all(own.as_slice(), field, &choice));
        }
        let (app, list, found, choice) = (app.clone(), list.clone(), p.found.clone(), choice.clone());
        spawn_local(async move {
            let Some(campaign) = app.campaign(&list.id) else { return };
            let at = (&*campaign, clock::now().date_naive());
            match app.worker.about(&app.store.model, at, FindAlike { kind: list.kind, field, value: found }).await {
                Ok(RowPlaces(places)) => {
                    let rows: Vec<_> = places.iter().filter_map(|place| list.checked.source(*place as usize)).collect();
                    list.on_mend.emit(edit_all(&rows, field, &choice));
                }
                Err(fault) => app.warn(fault),
            }
        });
    });
    html! { <button type="button" class="btn" {onclick}>{ label }</button> }
}
