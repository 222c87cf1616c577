//! 新建抽查: from an earlier campaign, a template file, a preset, or from nothing.

use super::origin::{Choice, Days, Made, PRESETS, Source, offered};
use crate::app::context::{AppContext, fresh_id, go, use_app};
use crate::app::parts::{DayBox, Dialog, Field, Pick, checkbox, file_button, radio};
use crate::app::storage::backup::{Template, open_template};
use crate::browser::clock;
use crate::model::Settings;
use crate::route::{Route, Step};
use crate::state::{Action, Beginning, PlanDraft, days_told};
use chrono::NaiveDate;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// Who asks for a new campaign.
#[derive(Clone, PartialEq)]
pub struct Asked {
    /// The campaign that is to be carried over, by id.
    pub campaign: Option<String>,
    /// The template that was opened.
    pub template: Option<Template>,
}

#[derive(Properties, PartialEq)]
pub struct BeginProps {
    pub asked: Asked,
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn Begin(props: &BeginProps) -> Html {
    let app = use_app();
    let choice = use_state_eq(|| {
        let mut choice = Choice::proposed(&app, props.asked.template.clone());
        if let Some(id) = &props.asked.campaign {
            (choice.from, choice.campaign) = (Source::Campaign, id.clone());
        }
        choice
    });
    let made = choice.made(&app);
    let ready = choice.from == Source::Nothing || made.is_some();
    let close = props.on_close.clone();
    let onsubmit = cb!(app, choice, close, move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(id) = begin(&app, &choice) {
            close.emit(());
            go(&Route::Step(id, Step::Plan));
        }
    });
    html! {
        <Dialog title="新建抽查" on_close={close.clone()}>
            <form class="stack begin" {onsubmit} novalidate=true>
                { sources(&app, &choice) }
                if let Some(made) = &made { { taken(&app, &choice, made) } }
                <div class="row end">
                    <button type="button" class="btn" onclick={close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                    <button type="submit" class="btn main" disabled={!ready}>{ "新建" }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Begins it; its id, unless it is refused or the browser can't make one.
fn begin(app: &AppContext, choice: &Choice) -> Option<String> {
    let id = fresh_id().map_err(|fault| app.warn(fault)).ok()?;
    let at = clock::now();
    let beginning = match choice.made(app) {
        Some(Made { carried, origin, .. }) => {
            let keeps = choice.settings && choice.from != Source::Preset;
            let settings = keeps.then_some(carried.settings);
            Beginning { id: id.clone(), at, plan: carried.plan, settings, origin }
        }
        None if choice.from == Source::Nothing => {
            Beginning { id: id.clone(), at, plan: PlanDraft::blank(), settings: None, origin: None }
        }
        None => return None,
    };
    app.try_do(Action::Begin(Box::new(beginning))).then_some(id)
}

/// Changes what is chosen.
fn set<T: 'static>(choice: &UseStateHandle<Choice>, change: impl Fn(&mut Choice, T) + 'static) -> Callback<T> {
    cb!(choice, move |value: T| {
        let mut next = (*choice).clone();
        change(&mut next, value);
        choice.set(next);
    })
}

/// 空白, 沿用, 方案模板, 预设.
fn sources(app: &AppContext, choice: &UseStateHandle<Choice>) -> Html {
    let campaigns = offered(app);
    let one = |from: Source, locked: bool, label: &'static str| {
        let pick = set(choice, move |c, _: bool| (c.from, c.title) = (from, None));
        radio("begin-from", choice.from == from, locked, pick, label)
    };
    let names: Vec<_> = campaigns.iter().map(|c| (c.id.clone().into(), c.full_name().into())).collect();
    let presets = PRESETS.iter().enumerate().map(|(i, (name, _))| (i.to_string().into(), AttrValue::Static(name)));
    let on_campaign = set(choice, |c, id| (c.campaign, c.title) = (id, None));
    let on_preset = set(choice, |c, place: String| (c.preset, c.title) = (place.parse().unwrap_or_default(), None));
    let chosen = match choice.from {
        Source::Campaign => {
            html! { <Pick id="begin-campaign" name="沿用哪一次" value={choice.campaign.clone()} options={names} on_pick={on_campaign} /> }
        }
        Source::Template => template(app, choice),
        Source::Preset => {
            html! { <Pick id="begin-preset" name="哪一个预设" value={choice.preset.to_string()} options={presets.collect::<Vec<_>>()} on_pick={on_preset} /> }
        }
        Source::Nothing => html! { <span class="small">{ "方案从头填写，设置按“单位设置”。" }</span> },
    };
    html! {
        <fieldset>
            <legend class="label">{ "从哪里开始" }</legend>
            <div class="chips">
                { one(Source::Campaign, campaigns.is_empty(), "沿用以前的抽查") }
                { one(Source::Template, false, "方案模板") }
                { one(Source::Preset, false, "预设") }
                { one(Source::Nothing, false, "空白") }
            </div>
            { chosen }
        </fieldset>
    }
}

/// The file of a template.
fn template(app: &AppContext, choice: &UseStateHandle<Choice>) -> Html {
    let on_file = cb!(app, choice, move |file: File| {
        let (app, choice) = (app.clone(), choice.clone());
        spawn_local(async move {
            match open_template(file).await {
                Ok(template) => choice.set(Choice { template: Some(template), title: None, ..(*choice).clone() }),
                Err(why) => app.warn(why),
            }
        });
    });
    html! {
        <span class="row">
            { file_button("template-file", "选择模板文件", ".json,application/json", on_file) }
            <span class="small">{ choice.template.as_ref().map_or("用“存为方案模板”得到的 .json 文件", |t| t.name.as_str()) }</span>
        </span>
    }
}

/// What is taken, and what can be said of it.
fn taken(app: &AppContext, choice: &UseStateHandle<Choice>, made: &Made) -> Html {
    let plan = &made.carried.plan;
    let has_settings = choice.from != Source::Preset;
    html! {
        <>
            <Field id="begin-title" label="任务名称" value={plan.title.clone()} on_text={set(choice, |c, text| c.title = Some(text))} />
            if choice.from == Source::Campaign { { days(app, choice, made) } }
            if has_settings { { checkbox("begin-settings", choice.settings, false, set(choice, |c, on| c.settings = on), "设置和表格用语也沿用；不选的，用“单位设置”") } }
            <p class="small">{ counted(plan) }</p>
            if !made.told.is_empty() {
                <div class="note warn small" role="status"><ul>{ for made.told.iter().map(|told| html! { <li>{ told }</li> }) }</ul></div>
            }
        </>
    }
}

/// 5个部门、7个事项……, and what does not go over.
fn counted(plan: &PlanDraft) -> String {
    let items: Vec<_> = plan.departments.iter().flat_map(|d| &d.items).collect();
    let points = items.iter().map(|i| i.item.points.len()).sum::<usize>();
    let counts = [
        (plan.departments.len(), "个部门"),
        (items.len(), "个事项"),
        (points, "个检查要点"),
        (if plan.stratified { plan.strata.len() } else { 0 }, "个类别"),
        (plan.contributors.len(), "个报数单位"),
        (plan.stages.len(), "个阶段"),
    ];
    let some = counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n}{what}"));
    let some = some.collect::<Vec<_>>().join("、");
    format!("带过来：{some}。不带：名录、任务编号、年度计划编号和名称、协助人员，以及封存、抽取、检查的一切内容。")
}

/// The days of the stages.
fn days(app: &AppContext, choice: &UseStateHandle<Choice>, made: &Made) -> Html {
    if !made.has_days {
        return html! { <p class="small">{ "那次抽查没有填阶段日期，请在“方案”中填写。" }</p> };
    }
    let one = |days: Days, label: &'static str| {
        radio("begin-days", choice.days == days, false, set(choice, move |c, _: bool| c.days = days), label)
    };
    let plan = &made.carried.plan;
    let own: &Settings = &made.carried.settings;
    let settings = app.store.model.office.over(own);
    let told = days_told(plan, &settings);
    let span = |from: &str, to: &str| if from == to { from.to_owned() } else { format!("{from} 至 {to}") };
    let dated = plan.stages.iter().filter(|s| !s.from.is_empty() || !s.to.is_empty());
    let dated: Vec<_> = dated.map(|s| html! { <li>{ format!("{}：{}", s.name, span(&s.from, &s.to)) }</li> }).collect();
    let on_day = set(choice, |c, day: Option<NaiveDate>| c.begin = day);
    html! {
        <fieldset>
            <legend class="label">{ "阶段日期（各阶段的长短和间隔不变）" }</legend>
            <div class="chips">
                { one(Days::YearLater, "推后一年") }
                { one(Days::Begin, "从某一天开始") }
                if choice.days == Days::Begin { <DayBox id="begin-day" name="第一个阶段从哪一天开始" value={choice.begin} {on_day} /> }
                { one(Days::None, "不带日期") }
            </div>
            if !dated.is_empty() { <ul class="small days">{ for dated }</ul> }
            if !told.is_empty() {
                <div class="note warn small" role="status"><ul>{ for told.iter().map(|told| html! { <li>{ told }</li> }) }</ul></div>
            }
        </fieldset>
    }
}
