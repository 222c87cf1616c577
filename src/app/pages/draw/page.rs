//! 抽取, a card for each phase: none is gone back to but by 作废.

use super::check::CheckCard;
use super::meeting::MeetingCard;
use super::numbers::NumbersCard;
use super::outcome::OutcomeView;
use super::seal::seal_card;
use super::sealed_attempt::SealedAttempt;
use super::seed::SeedCard;
use super::void::VoidDialog;
use crate::app::context::{AppContext, fresh_id, go, use_app};
use crate::app::reveal::Remote;
use crate::browser::{clock, page};
use crate::route::{Papers, Route, Step, Whose};
use crate::state::{Action, Attempt, Campaign, Phase, Refusal, Show, turn};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DrawPageProps {
    pub id: AttrValue,
}

#[component]
pub fn DrawPage(props: &DrawPageProps) -> Html {
    let app = use_app();
    let voiding = use_state_eq(|| false);
    let found = app.campaign(&props.id);
    let phase = found.as_ref().map_or(Phase::Open, |c| c.phase());
    use_new_phase(phase);
    let Some(campaign) = found else { return Html::default() };
    let sealed = SealedAttempt::of(&app.store.model, &campaign);
    let void = cb!(voiding, move |_: MouseEvent| voiding.set(true));
    let body = match (phase, &sealed) {
        (Phase::Open, _) => html! { <CheckCard campaign={campaign.clone()} /> },
        (_, None) => html! { <section class="card"><p>{ "正在打开……" }</p></section> },
        (Phase::Sealed | Phase::Seeded, Some(s)) if s.attempt.is_preliminary() => seal_card(s),
        (Phase::Sealed, Some(s)) => html! { <>{ seal_card(s) }<NumbersCard ..s.clone() /></> },
        (Phase::Seeded, Some(s)) => html! { <>{ seal_card(s) }<SeedCard ..s.clone() /></> },
        (Phase::Drawn, Some(s)) => html! { <OutcomeView sealed={s.clone()} /> },
    };
    html! {
        <div class="page stack">
            <div class="head">
                <h1 class="ceremony" tabindex="-1" id="page-title">{ if phase == Phase::Drawn { "抽取结果" } else { "抽取" } }</h1>
                <span class="small">{ format!("第{}次抽取", campaign.attempt_number()) }</span>
                <span class="right row">{ phases(phase) }<a class="btn" href={Route::Stage(campaign.id.clone()).hash()} target="_blank" title="在新窗口打开，拖到投影上全屏">{ "大屏" }</a><a class="btn" href={Route::Stage(campaign.id.clone()).hash()}>{ "在本屏放映" }</a></span>
            </div>
            { for voided(&campaign) }
            if campaign.current().is_some_and(Attempt::is_preliminary) {
                <p class="note warn">{ Refusal::Preliminary.to_string() }</p>
            }
            { body }
            if let (Some(s), Phase::Sealed | Phase::Seeded) = (&sealed, phase) {
                <Remote id={props.id.clone()} turn={turn(&campaign)} show={Show::of(&s.sealed, &s.attempt, None)} />
            }
            <MeetingCard campaign={campaign.clone()} />
            if phase == Phase::Open && !campaign.is_rehearsal { { rehearse(&app, &campaign) } }
            if phase != Phase::Open && !campaign.is_rehearsal {
                <div class="row end">
                    <span class="small">{ "作废须说明理由，并永远留在公开记录中。" }</span>
                    <button type="button" class="btn danger" onclick={void}>{ "作废重抽……" }</button>
                </div>
            }
            if *voiding { <VoidDialog campaign={campaign.clone()} {sealed} on_close={cb!(voiding, move |()| voiding.set(false))} /> }
        </div>
    }
}

/// 演练: the whole ceremony beforehand, as a campaign of its own.
fn rehearse(app: &AppContext, campaign: &Campaign) -> Html {
    let onclick = cb!(app, of = campaign.id, move |_: MouseEvent| match fresh_id() {
        Ok(id) => {
            if app.try_do(Action::Rehearse { of: of.clone(), id: id.clone(), at: clock::now() }) {
                go(&Route::Step(id, Step::Draw));
            }
        }
        Err(fault) => app.warn(fault),
    });
    html! {
        <section class="card row between">
            <p class="grow">{ "正式封存之前，可以用同样的名录和方案把全过程演练一遍，连同大屏。演练另存为一次，封存码是专用的，没有公开记录，不影响这里的抽取。" }</p>
            <button type="button" class="btn" {onclick}>{ "演练一遍" }</button>
        </section>
    }
}

/// A new phase is a new page to the eye: from the top, the focus on its heading.
#[hook]
fn use_new_phase(phase: Phase) {
    let last = use_mut_ref(|| phase);
    use_effect_with(phase, move |phase| {
        if *last.borrow() != *phase {
            *last.borrow_mut() = *phase;
            page::scroll_to_top();
            page::focus("page-title");
        }
    });
}

fn phases(here: Phase) -> Html {
    let names = [(Phase::Open, "检查"), (Phase::Sealed, "封存、报数"), (Phase::Seeded, "种子"), (Phase::Drawn, "结果")];
    html! {
        <ol class="phases" aria-label="抽取进度">
            { for names.into_iter().map(|(phase, name)| html! {
                <li class={classes!((phase < here).then_some("done"))} aria-current={(phase == here).then_some("step")}>{ name }</li>
            }) }
        </ol>
    }
}

fn voided(campaign: &Campaign) -> impl Iterator<Item = Html> {
    (1..).zip(&campaign.attempts).filter_map(|(place, attempt)| {
        let void = attempt.void.as_ref()?;
        let number = campaign.number_of(place);
        Some(html! {
            <p class="note warn" key={place}>
                <b>{ format!("第 {number} 次抽取已作废：") }</b>
                if attempt.is_preliminary() { { "（试行规则）" } }
                { format!("{}（批准人：{}，{}；封存码 {}…）", void.reason, void.approval(), void.at.stamp().format("%Y年%-m月%-d日 %H:%M"), attempt.commitment.short(4)) }
                { " " }<a href={Route::Papers(campaign.id.clone(), Papers::Void, Whose::Attempt(place)).hash()}>{ "打印作废单" }</a>
            </p>
        })
    })
}
