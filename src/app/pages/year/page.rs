//! 年度计划: figures, what can be joined, the rows, and the ways in and out.

use super::sheet::{Open, Sheet, Turns, View, pick_set};
use super::{begin, edit, notice, table, taken};
use crate::app::context::use_app;
use crate::app::hooks::worklist::use_outcomes;
use crate::app::parts::{Same, Undo, file_button};
use crate::app::worker::download::{Job, make, read};
use crate::browser::clock;
use crate::course::{JOINT_RULE, YearReading, percent, plan_table};
use crate::model::{PlanField as F, PlanRow, ToSet, YearPlan};
use crate::roster::PlanSet;
use crate::route::Route;
use crate::state::{RowState, StoredFault, YearRows, year_rows};
use crate::work::{Content, ReadYearPlan};
use chrono::Datelike;
use web_sys::File;
use yew::prelude::*;

/// Workbooks and texts.
const FILES: &str = ".xlsx,.xls,.et,.ods,.csv,.html,.htm";

/// Groups that can be joined are shown open up to so many.
const FEW: usize = 5;

#[derive(Properties, PartialEq)]
pub struct YearPageProps {
    pub year: i32,
}

/// 年度计划 of a year.
#[component]
pub fn YearPage(props: &YearPageProps) -> Html {
    let app = use_app();
    let year = props.year;
    let job: Job = use_mut_ref(|| None);
    let set = use_state_eq(|| PlanSet::Whole);
    let page = use_state_eq(|| 0_usize);
    let sheet = Sheet {
        app: app.clone(),
        year,
        view: use_state_eq(View::default),
        open: use_state_eq(|| None::<Open>),
        turns: use_state_eq(Turns::default),
    };
    use_outcomes(&app);
    let model = app.store.model.clone();
    let made_of = (Same(model.years.clone()), Same(model.campaigns.clone()), model.blobs.len(), year);
    let known = use_memo(made_of, |_| {
        let plan = sheet.plan();
        let rows = year_rows(&model, &plan);
        (plan, rows)
    });
    let (plan, rows) = (&known.0, &known.1);
    let on_file = cb!(sheet, job, move |file: File| {
        let (of, name) = (sheet.clone(), file.name());
        let done = move |reading: YearReading| taken::show(&of, name, reading);
        read(&sheet.app, &job, file, |file| ReadYearPlan { file }, done);
    });
    let add = cb!(sheet, move |_: MouseEvent| sheet.show(Some(Open::Row(PlanRow::default(), false))));
    let announce = cb!(sheet, move |_: MouseEvent| {
        sheet.show(Some(Open::Notice(Box::new(sheet.plan()), PlanSet::Fc)));
    });
    let export = cb!(sheet, job, set, move |_: MouseEvent| {
        let plan = sheet.plan();
        make(&sheet.app, &job, format!("{}.xlsx", plan.name()), Content::YearPlan(plan_table(&plan, *set)));
    });
    let on_set = cb!(set, move |chosen: PlanSet| set.set(chosen));
    let empty = plan.rows.is_empty();
    html! {
        <div class="page stack">
            <div class="head">
                <h1 tabindex="-1" id="page-title">{ format!("{year}年度计划") }</h1>
                { years(year, model.years.plans.keys().copied()) }
                <span class="right row">
                    <Undo turns={sheet.counts(plan)} on_undo={cb!(sheet, move |()| sheet.turn(false))} on_redo={cb!(sheet, move |()| sheet.turn(true))} />
                    { file_button("year-file", "导入", FILES, on_file) }
                    if !empty { <button type="button" class="btn" onclick={announce}>{ "公告……" }</button> }
                    <button type="button" class="btn main" onclick={add}>{ "添加任务" }</button>
                </span>
            </div>
            { faults(model.years.fault.as_ref()) }
            if empty {
                <section class="card empty">
                    <h2>{ format!("还没有{year}年度的计划") }</h2>
                    <p>{ "有现成的计划表，点“导入”：xlsx、xls、et、ods、csv都可以，各地常用的表头（检查主体、任务名称、抽查计划编号、实施处室、抽查任务名称……）都认得。也可以点“添加任务”逐项填写。" }</p>
                    <p>{ "计划有了以后：由任务一键新建抽查，随时看到每一项做到哪一步、哪些可以联合；封存前对照是不是计划内的检查。" }</p>
                </section>
            } else {
                { figures(rows) }
                { joinable(&sheet, plan, rows) }
                <section class="card" aria-labelledby="rows">
                    <div class="head">
                        <h2 id="rows">{ format!("任务 {} 项", plan.rows.len()) }</h2>
                        <span class="right row export">
                            { pick_set("year-set", "导出哪些列", *set, &on_set) }
                            <button type="button" class="btn" onclick={export}>{ "导出xlsx" }</button>
                        </span>
                    </div>
                    { table::rows(&sheet, plan, rows, &page) }
                </section>
            }
            { dialog(&sheet, plan, &job) }
        </div>
    }
}

fn dialog(sheet: &Sheet, plan: &YearPlan, job: &Job) -> Html {
    match &*sheet.open {
        None => Html::default(),
        Some(Open::Row(row, tried)) => edit::dialog(sheet, row, *tried),
        Some(Open::Taken(taken)) => taken::dialog(sheet, taken),
        Some(Open::Begin(ids, title)) => begin::dialog(sheet, plan, ids, title.as_deref()),
        Some(Open::Notice(plan, set)) => notice::dialog(sheet, plan, *set, job),
    }
}

/// The years beside, those with a plan, and this one.
fn years(year: i32, known: impl Iterator<Item = i32>) -> Html {
    let all = known.chain([year - 1, year + 1, clock::now().year()]).to_set();
    let link =
        |other: i32| html! { <a class="btn quiet" href={Route::Year(other).hash()}>{ format!("{other}年") }</a> };
    html! { <span class="row years">{ for all.into_iter().filter(|other| *other != year).map(link) }</span> }
}

fn faults(fault: Option<&StoredFault>) -> Html {
    let told = match fault {
        None => return Html::default(),
        Some(StoredFault::Newer(_)) => {
            "年度计划由更新版本的明抽保存，本版本只能查看，不能修改；看不懂的内容没有显示。".to_owned()
        }
        Some(fault) => format!(
            "本机保存的年度计划打不开：{fault}。打不开的原样留在本机；一导入或添加，就另外重新保存。有“全部存为文件”的备份的，请在首页打开备份。"
        ),
    };
    html! { <p class="note warn">{ told }</p> }
}

/// How many rows, how many of them are joint, how far they are.
fn figures(rows: &YearRows) -> Html {
    let all = rows.states.len();
    let few = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let rate = |n: usize| percent(few(n), few(all));
    let one = |what: &str, n: usize, rate: String| {
        html! { <div><dt>{ what }</dt><dd>{ n }if !rate.is_empty() { <small>{ rate }</small> }</dd></div> }
    };
    let (begun, closed) = (rows.so_far(RowState::Planned), rows.so_far(RowState::Closed));
    html! {
        <section class="card" aria-label="合计">
            <dl class="figures year-figures">
                { one("任务", all, String::new()) }
                { one("已联合", rows.joint(), format!("联合率{}", rate(rows.joint()))) }
                { one("还可联合", rows.could_join(), String::new()) }
                { one("未安排", all - begun, String::new()) }
                { one("进行中", begun - closed, String::new()) }
                { one("已办结", closed, format!("办结率{}", rate(closed))) }
            </dl>
        </section>
    }
}

/// The groups of rows that can be joined and are not joint yet, with the rule.
fn joinable(sheet: &Sheet, plan: &YearPlan, rows: &YearRows) -> Html {
    let is_open = |group: &&Vec<usize>| group.iter().any(|place| rows.joint.get(*place) == Some(&false));
    let groups: Vec<_> = rows.joinable.iter().filter(is_open).collect();
    let one = |group: &Vec<usize>| {
        let of: Vec<&PlanRow> = group.iter().filter_map(|place| plan.rows.get(*place)).collect();
        let ids: Vec<String> = of.iter().map(|row| row.id.clone()).collect();
        let begin = cb!(sheet, ids, move |_: MouseEvent| sheet.show(Some(Open::Begin(ids.clone(), None))));
        let told = |row: &&PlanRow| {
            let rest = [row.get(F::Lead), row.get(F::Objects), row.get(F::When)];
            let rest: Vec<_> =
                rest.iter().filter(|text| !text.is_empty()).map(|text| text.replace('\n', " ")).collect();
            html! { <div>{ row.name() }<span class="small">{ format!("　{}", rest.join("｜")) }</span></div> }
        };
        html! {
            <li>
                <span class="grow">{ for of.iter().map(told) }</span>
                <button type="button" class="btn" onclick={begin}>{ format!("由这{}项新建……", of.len()) }</button>
            </li>
        }
    };
    html! {
        <section class="card" aria-labelledby="joinable">
            <details open={groups.len() <= FEW && !groups.is_empty()}>
                <summary><h2 id="joinable" class="inline">{ format!("可联合的任务 {} 组", groups.len()) }</h2></summary>
                if groups.is_empty() {
                    <p class="small">{ "按下面的规则，没有还可以联合的任务。" }</p>
                } else {
                    <ul class="list">{ for groups.into_iter().map(one) }</ul>
                }
                <p class="small">{ "规则：" }{ JOINT_RULE }</p>
            </details>
        </section>
    }
}
