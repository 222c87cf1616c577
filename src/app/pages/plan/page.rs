//! 方案. Everything may be left open but what is sealed: what is missing is told only when the user goes on.

use super::basics::basics;
use super::contributors::contributors;
use super::departments::departments;
use super::matching::matching;
use super::numbers::{figures, use_population};
use super::points::points_taken;
use super::scope::scope;
use super::sheet::Sheet;
use super::stages::stages;
use super::taken::Taken;
use crate::app::context::{AppContext, go, use_app};
use crate::app::hooks::readiness::use_known_errors;
use crate::app::pages::rosters::{Handed, RosterDrop};
use crate::app::parts::{Same, Undo, anchors, use_error_summary};
use crate::app::storage::backup::save_template;
use crate::app::worker::download::Job;
use crate::course::{ItemsReading, PointsReading};
use crate::model::EntityKind;
use crate::route::{Route, Step};
use crate::state::{Act, Campaign, Phase, PlanDraft, check_plan};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PlanPageProps {
    pub campaign: Rc<Campaign>,
}

#[component]
pub fn PlanPage(props: &PlanPageProps) -> Html {
    let app = use_app();
    let campaign = &props.campaign;
    let started = !campaign.plan.title.trim().is_empty();
    let asked = use_state_eq(|| 0_u32);
    let handed: Handed = use_state(|| None);
    let read = use_state(|| None::<Rc<ItemsReading>>);
    let pointed = use_state(|| None::<Rc<PointsReading>>);
    let job: Job = use_mut_ref(|| None);
    // A plan that the rosters will fill is not told off for being empty.
    let shown = use_state_eq(|| started && !campaign.plan.departments.is_empty());
    // What was just read stays in sight as long as this page is open.
    let wanting =
        use_memo((), |()| KINDS.map(|kind| campaign.phase() == Phase::Open && campaign.roster(kind).is_none()));
    let open = use_memo((), |()| RefCell::new(BTreeSet::new()));
    let population = use_population(&app, campaign);
    let numbers = figures(campaign, &population);
    let both = campaign.businesses.is_some() && campaign.officers.is_some();
    let errors = use_known_errors(&app, campaign);
    let sound = both && errors == Some(0);
    let found = check_plan(&campaign.plan).err().unwrap_or_default();
    let complete = found.is_empty();
    let sheet = Sheet {
        id: campaign.id.clone().into(),
        draft: Rc::new(campaign.plan.clone()),
        problems: Rc::new(if *shown { found } else { Vec::new() }),
        locked: campaign.phase() != Phase::Open,
        open,
        app: app.clone(),
    };
    let summary = use_error_summary(&sheet.problems, *asked);
    // Order is free: the rosters fill what is missing here, so that a plan in progress does not bar the way.
    let bare = campaign.plan.departments.is_empty() && campaign.officers.is_none();
    let step = if sound && complete { Step::Draw } else { Step::Rosters };
    let next = cb!(asked, shown, id = campaign.id, move |event: SubmitEvent| {
        event.prevent_default();
        if complete || bare {
            go(&Route::Step(id.clone(), step));
        } else {
            shown.set(true);
            asked.set(*asked + 1);
        }
    });
    let on_read = cb!(read, move |reading| read.set(Some(reading)));
    let on_points = cb!(pointed, move |reading| pointed.set(Some(reading)));
    html! {
        <>
            <div class="page stack">
                { head(&sheet, campaign) }
                if sheet.locked {
                    <p class="note bad">{ "已封存，封存后不可修改。灰色的内容已经封存；编号、依据、地点、检查类型、年度计划、联系人、事项措辞、协助人员和日期仍可填写。" }</p>
                }
                { first_rosters(&app, campaign, *wanting, (numbers, &handed)) }
                <form class="stack" onsubmit={next} novalidate=true>
                { summary }
                { basics(&sheet) }
                { departments(&sheet, &job, &on_read, &on_points) }
                <div class="plan-columns">
                    { scope(&sheet, &population) }
                    <div>{ matching(&sheet) }{ contributors(&sheet) }</div>
                    { stages(&sheet) }
                </div>
                <div class="row end">
                    if campaign.newer.is_none() && campaign.plan != PlanDraft::blank() {
                        <button type="button" class="btn" onclick={cb!(app, campaign, move |_: MouseEvent| save_template(&app, &campaign))}>{ "存为方案模板" }</button>
                    }
                    <button class="btn main big" type="submit">{ if sound && complete { "下一步：抽取" } else { "下一步：名录" } }</button>
                </div>
                </form>
            </div>
            // Outside the form, which Enter in the dialog would send.
            if let Some(reading) = &*pointed { { points_taken(&sheet, reading, &cb!(pointed, move |()| pointed.set(None))) } }
            if let Some(reading) = &*read { <Taken {sheet} reading={Same(reading.clone())} on_close={cb!(read, move |()| read.set(None))} /> }
        </>
    }
}

const KINDS: [EntityKind; 2] = [EntityKind::Business, EntityKind::Officer];

/// The heading, with what fills a blank plan and takes changes back.
fn head(sheet: &Sheet, campaign: &Campaign) -> Html {
    let turns = (campaign.plan_turns.done.len(), campaign.plan_turns.undone.len());
    html! {
        <div class="head">
            <h1 tabindex="-1" id="page-title">{ "方案" }</h1>
            { anchors(PARTS) }
            <span class="right row">
                if campaign.plan == PlanDraft::blank() {
                    <span class="small">{ "从头填写，或" }</span>
                    <button type="button" class="btn" onclick={sheet.click(|plan| *plan = PlanDraft::transport())}>{ "套用“平罗县道路运输”预设" }</button>
                    <button type="button" class="btn" onclick={sheet.click(|plan| *plan = PlanDraft::transport_of_today())}>{ "套用“道路运输（现行机构）”预设" }</button>
                }
                if !sheet.locked || turns != (0, 0) {
                    <Undo {turns} on_undo={sheet.app.on_act(&sheet.id, Act::UndoPlan)} on_redo={sheet.app.on_act(&sheet.id, Act::RedoPlan)} />
                }
            </span>
        </div>
    }
}

/// The places to drop the rosters that were `wanting` when the page was opened, and the numbers that follow from them.
fn first_rosters(
    app: &AppContext,
    campaign: &Campaign,
    wanting: [bool; 2],
    (numbers, handed): (Html, &Handed),
) -> Html {
    html! {
        <section class="card stack" aria-labelledby="first-rosters">
            <div class="head">
                <h2 id="first-rosters" tabindex="-1">{ if wanting.contains(&true) { "先放名录" } else { "名录" } }</h2>
                { numbers }
            </div>
            if wanting.contains(&true) {
                <p class="small">{ "各部门的名录可以现在就放进来，两份一起选、一次几个也行：部门、类别和报数单位按名录自动填好，再在下面查看、改正。也可以以后到“名录”页再放。" }</p>
            }
            <div class="drops">
                { for KINDS.into_iter().zip(wanting).map(|(kind, wanting)| if wanting {
                    html! { <RosterDrop id={campaign.id.clone()} {kind} handed={handed.clone()} /> }
                } else {
                    roster_line(app, campaign, kind)
                }) }
            </div>
        </section>
    }
}

/// The parts of the page.
const PARTS: [(&str, &str); 6] = [
    ("basics", "基本信息"),
    ("departments", "部门与事项"),
    ("scope", "范围与数量"),
    ("matching", "匹配方式"),
    ("contributors", "报数单位"),
    ("stages", "阶段安排"),
];

/// A roster that is there, in a line.
fn roster_line(app: &AppContext, campaign: &Campaign, kind: EntityKind) -> Html {
    let rows = app.store.model.rows_of(campaign, kind);
    html! {
        <div class="row">
            <b>{ kind.roster_name() }</b>
            if let Some(rows) = rows { <span class="tag ok">{ format!("已载入{rows}行") }</span> }
            <a class="btn quiet" href={Route::Step(campaign.id.clone(), Step::Rosters).hash()}>{ "查看和改正" }</a>
        </div>
    }
}
