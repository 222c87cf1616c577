//! 检查: what would be sealed is shown and rehearsed, and sealed when the user says so.

use super::caps::CapsCard;
use super::contents::contents;
use super::rehearsal::Rehearse;
use super::unchecked::{Told, unchecked, warnings};
use crate::app::context::{AppContext, use_app};
use crate::app::hooks::readiness::{CheckStatus, use_readiness};
use crate::app::hooks::worklist::use_outcomes;
use crate::app::parts::{Dialog, Same};
use crate::browser::{clock, entropy};
use crate::draw::{Nonce, Salt, Time};
use crate::model::EntityKind;
use crate::roster::{Record, Severity};
use crate::route::{Route, Step};
use crate::state::{
    Act, Campaign, CheckedRoster, PlanProblem, Readiness, Refusal, SealInput, StratumCount, busy_officers,
    outside_the_plan, past_stages, small_samples,
};
use crate::work::{MakeSeal, Trial, TrySeal};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CheckCardProps {
    pub campaign: Rc<Campaign>,
}

/// 检查: everything that will be sealed, and the button that seals it.
#[component]
pub fn CheckCard(props: &CheckCardProps) -> Html {
    let app = use_app();
    let standing = use_readiness(&app, &props.campaign);
    let ready = standing.ready.clone();
    let asking = use_state_eq(|| false);
    let held = use_state_eq(Vec::<String>::new);
    let busy = use_state_eq(|| false);
    let trial = use_trial(&app, &props.campaign, &standing);
    let open = cb!(asking, move |on: bool| asking.set(on));
    let seal = cb!(app, id = props.campaign.id, open, busy, move |_: MouseEvent| {
        open.emit(false);
        let input = match fresh() {
            Ok(input) => input,
            Err(why) => return app.warn(why),
        };
        busy.set(true);
        let (app, id, busy) = (app.clone(), id.clone(), busy.clone());
        spawn_local(async move {
            seal_with(&app, &id, input).await;
            busy.set(false);
        });
    });
    let warnings = warnings(&ready);
    let past = past_stages(&props.campaign.plan, clock::now().date_naive());
    use_outcomes(&app);
    let busy_now = busy_officers(&app.store.model, &props.campaign, &ready);
    let small = small(&ready, &trial);
    // An inspection outside the yearly plan is told, and keeps nobody from sealing.
    let outside = outside_the_plan(&app.store.model, &props.campaign);
    let told: Vec<String> = held.iter().cloned().chain(outside.iter().map(|text| format!("{text}。"))).collect();
    html! {
        <>
            <section class="card stack" aria-labelledby="check">
                <h2 id="check" class="head">{ "检查将要封存的内容" }</h2>
                <ul class="list check-lines">
                    { plan_line(&props.campaign, &ready) }
                    { roster_line(&props.campaign, &ready, EntityKind::Business) }
                    { roster_line(&props.campaign, &ready, EntityKind::Officer) }
                </ul>
                if let Some(outside) = &outside { <p class="note warn">{ format!("{outside}。") }{ " " }<a href={Route::Year(props.campaign.year()).hash()}>{ "看年度计划" }</a></p> }
                if let Some(Err(why)) = &trial { <p class="note bad" role="status">{ format!("还不能封存：{why}。") }</p> }
                if trial.is_none() { <p class="small" role="status">{ "正在检查……" }</p> }
            </section>
            <CapsCard campaign={props.campaign.clone()} ready={ready.clone()} on_told={cb!(held, move |told: Vec<String>| held.set(told))} />
            { unchecked(&props.campaign, &ready, &Told { past: &past, small: &small, busy: &busy_now }) }
            if let Some(Ok(trial)) = &trial {
                { contents(&trial.outline, props.campaign.plan.drawn_by()) }
                <Rehearse json={Same(trial.json.clone())} />
            }
            <section class="card sealed stack">
                <h2>{ if props.campaign.is_rehearsal { "封存（演练）" } else { "封存" } }</h2>
                <p>{ "封存后，方案和名录一个字也不能改。先公布并打印封存单，各方在纸条上写好号码交齐，再打开、抄到封存单上签字。" }</p>
                <div class="row">
                    <button type="button" class="btn seal big" disabled={*busy || !matches!(trial, Some(Ok(_)))} onclick={open.reform(|_| true)}>{ if *busy { "正在封存……" } else { "封存……" } }</button>
                </div>
            </section>
            if *asking {
                { ask(&props.campaign, (&past, &told), [warnings, small.len(), busy_now.len()], &open, seal) }
            }
        </>
    }
}

/// What should be looked at in the sizes of the draw that would be sealed.
fn small(ready: &Readiness, trial: &Option<Result<Trial, String>>) -> Vec<String> {
    let (Ok(plan), Some(Ok(trial))) = (&ready.plan, trial) else { return Vec::new() };
    let sealed = trial.outline.seal.strata.iter();
    let counts: Vec<_> = plan.strata.iter().zip(sealed).map(|(s, of)| StratumCount::of(s, of.population)).collect();
    small_samples(&plan.strata, &counts)
}

/// The last question before the seal.
fn ask(
    campaign: &Campaign,
    (past, held): (&[PlanProblem], &[String]),
    [warnings, small, busy]: [usize; 3],
    open: &Callback<bool>,
    seal: Callback<MouseEvent>,
) -> Html {
    html! {
        <Dialog title="现在封存？" on_close={open.reform(|()| false)}>
            if campaign.is_rehearsal {
                <p>{ "这是演练：封存码是专用的，没有公开记录。封存后方案和名录不可修改；要重来，在首页删除这次演练，再演练一遍。" }</p>
            } else {
                <p>{ format!("将进行第{}次抽取。封存后方案和名录不可修改；要改只能说明理由作废，作废会留在公开记录中。", campaign.attempt_number()) }</p>
            }
            { for past.iter().map(|p| html! { <p class="note warn">{ format!("方案里{}。", p.message) }</p> }) }
            if warnings > 0 {
                <p class="note warn">{ format!("名录里还有 {warnings} 处提醒没有改动（列在“封存前再看一遍”里）。确认都看过了，再封存。") }</p>
            }
            if small > 0 {
                <p class="note warn">{ format!("方案里有 {small} 处抽取数量需要留意（列在“封存前再看一遍”里），例如有一层一户也不抽。") }</p>
            }
            if busy > 0 {
                <p class="note warn">{ format!("有 {busy} 名执法人员这段时间已被另一次抽查抽中（列在“封存前再看一遍”里），仍会参加抽取。") }</p>
            }
            { for held.iter().map(|told| html! { <p class="note warn">{ told }</p> }) }
            <p class="note">{ "请确认各方代表都在场，号码还没有打开。封存到产生种子之间不做备份，随机码只在这个浏览器里：请不要清理浏览器数据，也不要换电脑。" }</p>
            <div class="row end">
                <button type="button" class="btn" onclick={open.reform(|_| false)}>{ "再看看" }</button>
                <button type="button" class="btn seal" onclick={seal}>{ "封存" }</button>
            </div>
        </Dialog>
    }
}

/// What would be sealed, or what must be put right first; nothing while that is being found out.
#[hook]
fn use_trial(app: &AppContext, campaign: &Rc<Campaign>, standing: &CheckStatus) -> Option<Result<Trial, String>> {
    let known = use_state(|| None::<(Same<Readiness>, Result<Trial, String>)>);
    let ready = Same(standing.ready.clone());
    let (set, app, campaign) = (known.setter(), app.clone(), campaign.clone());
    use_effect_with((ready.clone(), standing.checking, campaign.attempts.len()), move |(ready, checking, _)| {
        if *checking {
            return;
        }
        let ready = ready.clone();
        spawn_local(async move {
            let at = (&*campaign, clock::now().date_naive());
            let trial = match now() {
                Ok(now) => {
                    let trial = app.worker.about(&app.store.model, at, TrySeal { input: SealInput::trial(now) }).await;
                    trial.map_err(|fault| fault.to_string())
                }
                Err(why) => Err(why),
            };
            set.set(Some((ready, trial)));
        });
    });
    (*known).clone().filter(|(of, _)| *of == ready && !standing.checking).map(|(_, trial)| trial)
}

fn now() -> Result<Time, String> {
    Time::of(&clock::now()).map_err(|_| Refusal::Clock.to_string())
}

/// The moment, with fresh entropy.
fn fresh() -> Result<SealInput, String> {
    let entropy = || entropy::bytes().map_err(|fault| fault.to_string());
    Ok(SealInput { at: now()?, nonce: Nonce::from_bytes(entropy()?), salt: Salt::from_bytes(entropy()?) })
}

/// Seals the campaign as it stands.
async fn seal_with(app: &AppContext, id: &str, input: SealInput) {
    let Some(campaign) = app.campaign(id) else { return };
    let at = (&*campaign, clock::now().date_naive());
    match app.worker.about(&app.store.model, at, MakeSeal { input }).await {
        Ok(ready) => app.act(id, Act::Seal(Box::new(ready.into_sealing(&campaign)))),
        Err(fault) => app.warn(format!("还不能封存：{fault}")),
    }
}

fn check_line(done: bool, what: &str, text: String, link: Route) -> Html {
    let (class, word) = if done { ("tag ok", "✓ 已就绪") } else { ("tag bad", "! 待处理") };
    html! {
        <li>
            <span class={class}>{ word }</span><b class="w5">{ what }</b><span class="grow">{ text }</span>
            <a class="btn" href={link.hash()}>{ if done { "修改" } else { "去处理" } }<span hidden=true>{ what }</span></a>
        </li>
    }
}

fn plan_line(campaign: &Campaign, ready: &Readiness) -> Html {
    let link = Route::Step(campaign.id.clone(), Step::Plan);
    match &ready.plan {
        Ok(plan) => check_line(
            true,
            "方案",
            format!("{}：{}个部门，{}个单位报数", plan.title, plan.departments.len(), plan.contributors.len()),
            link,
        ),
        Err(problems) => {
            check_line(false, "方案", format!("有{}处需要改正：{}", problems.len(), problems[0].message), link)
        }
    }
}

/// File, rows, rows left out, errors.
fn counts<T: Record>(c: &CheckedRoster<T>) -> (String, usize, usize, usize) {
    (c.all.title(), c.len(), c.findings.excluded, c.count(Severity::Error))
}

fn roster_line(campaign: &Campaign, ready: &Readiness, kind: EntityKind) -> Html {
    let link = Route::Step(campaign.id.clone(), Step::Rosters);
    let counts = match kind {
        EntityKind::Business => ready.businesses.as_ref().map(|c| counts(c)),
        EntityKind::Officer => ready.officers.as_ref().map(|c| counts(c)),
    };
    let name = if kind == EntityKind::Business { campaign.settings.subject.title() } else { "执法人员" };
    match counts {
        None => check_line(false, name, "还没有载入名录".into(), link),
        Some((file, rows, out, 0)) => {
            let others = if out == 0 { String::new() } else { format!("，另有{out}行注明理由不参加") };
            check_line(true, name, format!("{file}：{}行参加抽取{others}", rows.saturating_sub(out)), link)
        }
        Some((file, _, _, errors)) => check_line(false, name, format!("{file}：有{errors}处错误"), link),
    }
}
