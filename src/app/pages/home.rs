//! 首页: what there is, where each goes on, what presses.

use crate::app::context::{AppContext, fresh_id, go, use_app};
use crate::app::demo;
use crate::app::hooks::worklist::{pressing, use_outcomes};
use crate::app::parts::{Dialog, due_list};
use crate::app::storage::backup::{Broken, OpenBackup, backed, save_all, save_backup};
use crate::app::storage::quota::{AllRoom, Room};
use crate::app::store::Msg;
use crate::app::worker::import::take_samples;
use crate::browser::{clock, page};
use crate::model::{InOrder, Status};
use crate::route::{Route, Step};
use crate::state::writer_lock::Role;
use crate::state::{Action, Campaign, KEPT_DAYS, Model, Phase, PlanDraft, has_visits, reached};
use chrono::Datelike;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// 首页.
#[component]
pub fn Home() -> Html {
    let app = use_app();
    let removing = use_state_eq(|| None::<String>);
    let demo = use_demo(&app);
    use_outcomes(&app);
    let begin = cb!(app, move |_: MouseEvent| {
        if let Some(id) = create(&app, PlanDraft::blank()) {
            go(&Route::Step(id, Step::Plan));
        }
    });
    let (mut campaigns, mut deleted): (Vec<_>, Vec<_>) =
        app.store.model.campaigns.values().cloned().partition(|c| c.deleted.is_none());
    deleted.order_by_key(|c| std::cmp::Reverse((c.deleted, c.id.clone())));
    campaigns.order_by_key(|c| std::cmp::Reverse((c.touched(), c.id.clone())));
    html! {
        <div class="page">
            { hero(begin, demo) }
            { for app.store.unreadable.iter().map(|one| html! { <Broken key={one.key.clone()} one={one.clone()} /> }) }
            if app.store.role == Role::Unguarded {
                <p class="note warn">{ "这个浏览器（或不是https的网址）不能防止两个窗口同时编辑：请只开一个窗口。另一个窗口改过的，本窗口不会覆盖，会显示“未保存”。" }</p>
            }
            <section class="card" aria-labelledby="campaigns">
                <div class="head"><h2 id="campaigns">{ "我的抽查" }</h2><span class="right">
                    if campaigns.len() > 1 { <button type="button" class="btn" onclick={cb!(app, move |_: MouseEvent| save_all(&app))}>{ "全部存为文件" }</button>{ " " } }
                    <OpenBackup />
                </span></div>
                if campaigns.is_empty() {
                    <div class="empty">
                        <h2>{ "还没有抽查" }</h2>
                        <p>{ "点“新建抽查”从方案开始；想先看看是什么样子，点“载入演示”。" }</p>
                    </div>
                } else {
                    <ul class="list">{ for campaigns.iter().map(|c| line(&app, c, &removing)) }</ul>
                    <AllRoom />
                }
                if !deleted.is_empty() { { bin(&app, &deleted, &removing) } }
            </section>
            if let Some(id) = &*removing { { confirm(&app, id, &removing) } }
        </div>
    }
}

/// What it is for, and the ways to begin.
fn hero(begin: Callback<MouseEvent>, demo: Demo) -> Html {
    html! {
        <section class="hero">
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
                <li><b>{ "人人可算" }</b>{ "每一户抽中没抽中，凭公开记录和一行命令就能自己核对。" }</li>
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

/// The step to go on with.
fn next_step(model: &Model, campaign: &Campaign) -> Step {
    if campaign.phase() == Phase::Drawn {
        let wanted = [(Step::Inspect, Status::Inspected), (Step::Publish, Status::Published)];
        let next = wanted.into_iter().find(|(_, least)| !reached(model, campaign, *least));
        next.map_or(Step::Archive, |(step, _)| step)
    } else if campaign.phase() != Phase::Open || !campaign.attempts.is_empty() {
        Step::Draw
    } else if campaign.plan.title.trim().is_empty() {
        Step::Plan
    } else if campaign.businesses.is_none() || campaign.officers.is_none() {
        Step::Rosters
    } else {
        Step::Draw
    }
}

/// The most deadlines told of a campaign.
const MOST_DUE: usize = 3;

fn line(app: &AppContext, campaign: &Rc<Campaign>, removing: &UseStateHandle<Option<String>>) -> Html {
    let step = next_step(&app.store.model, campaign);
    // Without all inspections nothing is said of what is due.
    let lacking = campaign.lacks().is_some();
    let pressing = if lacking { Vec::new() } else { pressing(&app.store.model, campaign, None) };
    let here = format!("第 {} 步：{}", step as usize + 1, step.title());
    let (tag, text) = match campaign.phase() {
        Phase::Open => ("tag", here),
        Phase::Sealed => ("tag bad", "已封存，等待报数".to_owned()),
        Phase::Seeded => ("tag bad", "种子已产生，等待抽取".to_owned()),
        Phase::Drawn => ("tag ok", here),
    };
    let remove = cb!(removing, id = campaign.id, move |_: MouseEvent| removing.set(Some(id.clone())));
    let keep = cb!(app, campaign, move |_: MouseEvent| save_backup(&app, &campaign));
    html! {
        <li key={campaign.id.clone()}>
            <a class="grow" href={Route::Step(campaign.id.clone(), step).hash()}><b>{ campaign.title() }</b></a>
            <span class={tag}>{ text }</span>
            if lacking { <span class="tag bad">{ "缺少一部分内容，打不开" }</span> }
            if campaign.newer.is_some() { <span class="tag warn">{ "由更新版本的明抽保存，只能查看" }</span> }
            <span class="small">{ campaign.touched().format("%Y年%-m月%-d日 %H:%M").to_string() }</span>
            <Room campaign={campaign.clone()} />
            <button type="button" class="btn quiet" aria-label={format!("把{}存为文件", campaign.title())} onclick={keep}>{ "存为文件" }</button>
            <button type="button" class="btn quiet danger" aria-label={format!("删除{}", campaign.title())} onclick={remove}>{ "删除" }</button>
            if !pressing.is_empty() { { due_list(&pressing, Some(&campaign.id), MOST_DUE) } }
        </li>
    }
}

/// 已删除: what can still be recovered, and until when.
fn bin(app: &AppContext, deleted: &[Rc<Campaign>], removing: &UseStateHandle<Option<String>>) -> Html {
    let line = |c: &Rc<Campaign>| {
        let recover = cb!(app, id = c.id, move |_: MouseEvent| app.send(Msg::Do(Action::Recover(id.clone()))));
        let remove = cb!(removing, id = c.id, move |_: MouseEvent| removing.set(Some(id.clone())));
        let until = c.gone_from().map(|from| from.format("%Y年%-m月%-d日以后清除").to_string());
        html! {
            <li key={c.id.clone()}>
                <b class="grow">{ c.title() }</b>
                <span class="small">{ until }</span>
                <Room campaign={c.clone()} />
                <button type="button" class="btn" aria-label={format!("恢复{}", c.title())} onclick={recover}>{ "恢复" }</button>
                <button type="button" class="btn quiet danger" aria-label={format!("彻底删除{}", c.title())} onclick={remove}>{ "彻底删除" }</button>
            </li>
        }
    };
    html! {
        <details>
            <summary>{ format!("已删除 {} 次", deleted.len()) }{ " " }<span class="small">{ format!("保留{KEPT_DAYS}天，可以恢复") }</span></summary>
            <ul class="list">{ for deleted.iter().map(line) }</ul>
        </details>
    }
}

/// Whether a backup has all that would be deleted.
fn backup_told(campaign: &Campaign) -> String {
    match backed().get(&campaign.id) {
        None => "还没有存过备份文件。".into(),
        Some(at) => {
            let then = at.format("%Y年%-m月%-d日 %H:%M");
            if *at >= campaign.touched() {
                format!("{then}存过备份文件，此后没有改动。")
            } else {
                format!("最近一份备份文件是{then}存的，此后又有改动，那份文件里没有。")
            }
        }
    }
}

/// What becomes of the visits of this year, which count for the caps of other campaigns.
const VISITS_STAY: &str = "它今年的检查记录在清除之前仍计入其他抽查的频次核对。";
const VISITS_GO: &str =
    "它今年的检查记录不再计入其他抽查的频次核对；要继续计入的，请先在其他抽查的“频次核对”里点“存为台账”。";

/// Asks before a campaign is deleted; before one is removed for good, be it that it was deleted before or that a newer program
/// wrote it, whose document is not changed.
fn confirm(app: &AppContext, id: &str, removing: &UseStateHandle<Option<String>>) -> Html {
    let close = cb!(removing, move |()| removing.set(None));
    let Some(campaign) = app.campaign(id) else { return Html::default() };
    let for_good = campaign.deleted.is_some() || campaign.newer.is_some();
    let remove = cb!(app, id, close, move |_: MouseEvent| {
        let id = id.clone();
        if app.try_do(if for_good { Action::Remove(id) } else { Action::Delete { id, at: clock::now() } }) {
            close.emit(());
        }
    });
    let keep = cb!(app, campaign, move |_: MouseEvent| save_backup(&app, &campaign));
    let title = campaign.title();
    let (heading, told) = if for_good {
        ("彻底删除这次抽查？", format!("“{title}”的方案、名录、封存和抽取结果都会从本机删除，不能恢复。"))
    } else {
        ("删除这次抽查？", format!("“{title}”会移到“已删除”，保留{KEPT_DAYS}天，其间可以恢复；到期后清除。"))
    };
    html! {
        <Dialog title={heading} on_close={close.clone()}>
            <p>{ told }</p>
            <p>{ backup_told(&campaign) }</p>
            if has_visits(&campaign, clock::now().year()) { <p>{ if for_good { VISITS_GO } else { VISITS_STAY } }</p> }
            <div class="row end">
                <button type="button" class="btn quiet" onclick={keep}>{ "存为文件" }</button>
                <button type="button" class="btn" onclick={close.reform(|_| ())}>{ "保留" }</button>
                <button type="button" class="btn danger" onclick={remove}>{ if for_good { "彻底删除" } else { "删除" } }</button>
            </div>
        </Dialog>
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
