//! 首页.

use super::begin::{Asked, Begin};
use super::bin::{bin, confirm};
use super::due::{due_card, due_of};
use super::finish::Finish;
use super::list::{Groups, List, shared_titles, toggle};
use super::origin::offered;
use crate::app::context::{AppContext, fresh_id, go, use_app};
use crate::app::demo;
use crate::app::hooks::worklist::use_outcomes;
use crate::app::parts::{Field, Same};
use crate::app::storage::backup::{Broken, OpenBackup, Template, save_all};
use crate::app::storage::quota::AllRoom;
use crate::app::worker::import::take_samples;
use crate::browser::{clock, page};
use crate::model::InOrder;
use crate::route::{Route, Step};
use crate::state::writer_lock::WindowRole;
use crate::state::{Action, PlanDraft};
use chrono::Datelike;
use std::collections::BTreeSet;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// From so many campaigns on they are searched, and folded by year; what the program is for is told shortly.
const MANY: usize = 6;

/// 首页.
#[component]
pub fn Home() -> Html {
    let app = use_app();
    let removing = use_state_eq(|| None::<String>);
    let asked = use_state_eq(|| None::<Asked>);
    let finishing = use_state_eq(|| false);
    let open = use_state_eq(BTreeSet::<String>::new);
    let sought = use_state_eq(String::new);
    let demo = use_demo(&app);
    use_outcomes(&app);
    // With nothing to carry over it is begun at once: the presets are offered on its first page.
    let begin = cb!(app, asked, move |_: MouseEvent| {
        if offered(&app).is_empty() {
            if let Some(id) = create(&app, PlanDraft::blank()) {
                go(&Route::Step(id, Step::Plan));
            }
        } else {
            asked.set(Some(Asked { campaign: None, template: None }));
        }
    });
    let on_template = cb!(asked, move |template: Template| {
        asked.set(Some(Asked { campaign: None, template: Some(template) }));
    });
    let model = app.store.model.clone();
    let (mut campaigns, mut deleted): (Vec<_>, Vec<_>) =
        model.campaigns.values().cloned().partition(|c| c.deleted.is_none());
    deleted.order_by_key(|c| std::cmp::Reverse((c.deleted, c.id.clone())));
    campaigns.order_by_key(|c| std::cmp::Reverse((c.touched(), c.id.clone())));
    let today = clock::now().date_naive();
    // What is told of many campaigns is told anew only when one of them changes, or an outcome was read.
    let made_of = (Same(model.campaigns.clone()), Same(model.office.clone()), model.blobs.len(), today);
    let told = use_memo(made_of, |_| {
        (due_of(&model, &campaigns, today), Groups::of(&model, &campaigns), shared_titles(&campaigns))
    });
    let (due, groups, shared) = &*told;
    let finished: Vec<_> = groups.finished.iter().flat_map(|(_, list)| list).cloned().collect();
    let list = List { app: &app, removing: &removing, asked: &asked, open: &open, shared: shared.clone() };
    let search = cb!(sought, move |text| sought.set(text));
    html! {
        <div class="page">
            { hero(begin, demo, campaigns.len() >= MANY) }
            { for app.store.unreadable.iter().map(|one| html! { <Broken key={one.key.clone()} one={one.clone()} /> }) }
            if app.store.role == WindowRole::Unguarded {
                <p class="note warn">{ "这个浏览器（或不是https的网址）不能防止两个窗口同时编辑：请只开一个窗口。另一个窗口改过的，本窗口不会覆盖，会显示“未保存”。" }</p>
            }
            { due_card(due, (campaigns.len() > 1, shared), today, open.contains("due"), toggle(&open, "due")) }
            <section class="card" aria-labelledby="campaigns">
                <div class="head"><h2 id="campaigns">{ "我的抽查" }</h2><span class="right row">
                    if !finished.is_empty() { <button type="button" class="btn" onclick={cb!(finishing, move |_: MouseEvent| finishing.set(true))}>{ "归档并移出……" }</button> }
                    if campaigns.len() > 1 || !model.years.plans.is_empty() { <button type="button" class="btn" onclick={cb!(app, move |_: MouseEvent| save_all(&app))}>{ "全部存为文件" }</button> }
                    <OpenBackup {on_template} />
                    <a class="btn" href={Route::Year(today.year()).hash()}>{ "年度计划" }</a>
                    <a class="btn" href={Route::Ledger.hash()}>{ "检查台账" }</a>
                    <a class="btn" href={Route::Office.hash()}>{ "单位设置" }</a>
                </span></div>
                if campaigns.len() >= MANY {
                    <Field id="search-campaigns" name="查找抽查" placeholder="查找：任务名称、编号、年份、部门" value={(*sought).clone()} on_text={search} />
                }
                if campaigns.is_empty() {
                    <div class="empty">
                        <h2>{ "还没有抽查" }</h2>
                        <p>{ "点“新建抽查”从方案开始；有别处给的方案模板，用“打开备份、模板”打开；想先看看是什么样子，点“载入演示”。" }</p>
                    </div>
                } else {
                    if campaigns.len() >= MANY && !sought.trim().is_empty() { { list.found(&campaigns, &sought) } } else { { if campaigns.len() >= MANY { list.grouped(groups) } else { list.some("more", &campaigns) } } }
                    <AllRoom />
                }
                if !deleted.is_empty() { { bin(&app, &deleted, &removing, open.contains("bin"), toggle(&open, "bin")) } }
            </section>
            if let Some(id) = &*removing { { confirm(&app, id, &removing) } }
            if let Some(wish) = &*asked { <Begin asked={wish.clone()} on_close={cb!(asked, move |()| asked.set(None))} /> }
            if *finishing { <Finish {finished} on_close={cb!(finishing, move |()| finishing.set(false))} /> }
        </div>
    }
}

/// What it is for, and the ways to begin.
fn hero(begin: Callback<MouseEvent>, demo: Demo, slim: bool) -> Html {
    html! {
        <section class={classes!("hero", slim.then_some("slim"))}>
            <div>
                <h1 tabindex="-1" id="page-title">{ "先封存，再报数，" }<br />{ "人人都能重算的双随机抽取" }</h1>
                <p>{ "载入两份名录，当着各部门的面抽取检查对象和执法人员，打印选派记录单和匹配结果。全部在本机完成。" }</p>
                <div class="row">
                    <button type="button" class="btn main big" onclick={begin}>{ "新建抽查" }</button>
                    <button type="button" class="btn big" onclick={demo.start} disabled={demo.busy}>{ if demo.busy { "正在载入演示……" } else { "载入演示" } }</button>
                    <button type="button" class="btn big" onclick={demo.show} disabled={demo.busy}>{ "看一遍大屏" }</button>
                    <a class="btn big" href={Route::Verify(String::new()).hash()}>{ "验证记录" }</a>
                </div>
            </div>
            <ol class="why">
                <li><b>{ "封存在前" }</b>{ "名录和规则先算出封存码，公布、打印、签字，此后一个字也改不了。" }</li>
                <li><b>{ "号码在后" }</b>{ "各方把号码写在纸条上，交齐再打开，合成种子。只要有一方写的号码别人猜不到、没看见，谁也定不了结果。" }</li>
                <li><b>{ "人人可算" }</b>{ "每一户抽中没抽中，凭公开记录和一行命令就能自己重算。" }</li>
            </ol>
        </section>
    }
}

/// A new campaign; its id, unless it is refused or the browser can't make one.
fn create(app: &AppContext, plan: PlanDraft) -> Option<String> {
    match fresh_id() {
        Ok(id) => app.try_do(Action::Create { id: id.clone(), at: clock::now(), plan: Box::new(plan) }).then_some(id),
        Err(fault) => {
            app.warn(fault);
            None
        }
    }
}

struct Demo {
    start: Callback<MouseEvent>,
    show: Callback<MouseEvent>,
    busy: bool,
}

/// 载入演示: the preset plan with the two sample workbooks, made and read back in the worker; 看一遍大屏: drawn as well.
#[hook]
fn use_demo(app: &AppContext) -> Demo {
    let busy = use_state_eq(|| false);
    let start = |shown: bool| {
        cb!(app, busy, move |_: MouseEvent| {
            let Some(id) = create(&app, PlanDraft::demo(clock::now().date_naive())) else { return };
            busy.set(true);
            let (app, busy) = (app.clone(), busy.clone());
            spawn_local(async move {
                let taken = take_samples(&app, &id).await;
                busy.set(false);
                match taken {
                    // Who went on to another page stays there.
                    Ok(()) if shown && Route::parse(&page::hash()) == Route::Home => demo::show(&app, id),
                    Ok(()) if Route::parse(&page::hash()) == Route::Home => go(&Route::Step(id, Step::Rosters)),
                    Ok(()) => {}
                    Err(why) => app.warn(why),
                }
            });
        })
    };
    Demo { start: start(false), show: start(true), busy: *busy }
}
