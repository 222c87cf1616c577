//! 大屏: the ceremony for the projector. It shows what is, and decides nothing.

mod before;
mod outcome;
mod why;

use crate::app::pages::draw::SealedAttempt;
use crate::app::reveal::{Shared, use_reveal};
use crate::app::root::use_parts;
use crate::app::store::{go, use_shop};
use crate::browser::page;
use crate::route::{Route, Step};
use crate::state::{Phase, Reveal};
use before::{OpenView, SealedView, SeededView};
use outcome::{OutcomeStage, reveal_of};
use why::WhyPanel;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StagePageProps {
    pub id: AttrValue,
    /// A window of its own, which follows the operator's.
    pub follows: bool,
}

#[component]
pub fn StagePage(props: &StagePageProps) -> Html {
    let shop = use_shop();
    let why = use_state_eq(|| false);
    let campaign = shop.campaign(&props.id);
    let fault = use_parts(&shop, campaign.as_ref());
    let phase = campaign.as_ref().map_or(Phase::Open, |c| c.phase());
    let attempt = campaign.as_ref().map_or(0, |c| c.attempt_number());
    let shared = use_reveal(&props.id, attempt);
    let sealed = campaign.as_ref().and_then(|c| SealedAttempt::of(&shop.0.model, c));
    let reveal = sealed.as_ref().filter(|_| phase == Phase::Drawn).and_then(|s| reveal_of(&shop.0.model, s));
    let leave = {
        let (id, follows) = (props.id.to_string(), props.follows);
        Callback::from(move |()| if follows { page::close() } else { go(&Route::Step(id.clone(), Step::Draw)) })
    };
    use_keys(&shared, reveal, &why, leave);
    use_effect_with(campaign.as_ref().map(|c| c.title()), |title| {
        page::set_title(&format!("大屏 · {}", title.as_deref().unwrap_or("明抽")));
    });
    let Some(campaign) = campaign.filter(|_| fault.is_none()) else {
        let why = fault.unwrap_or(AttrValue::Static("找不到这次抽查，请回到操作窗口重新打开大屏。"));
        return html! { <main class="stage" id="main"><section class="middle"><h1 id="page-title" tabindex="-1">{ "大屏打不开" }</h1><p class="lead">{ why }</p></section></main> };
    };
    let body = match (phase, &sealed) {
        (Phase::Open, _) => html! { <OpenView campaign={campaign.clone()} /> },
        (_, None) => html! { <section class="middle"><p class="lead">{ "正在打开……" }</p></section> },
        (Phase::Sealed, Some(s)) => html! { <SealedView ..s.clone() /> },
        (Phase::Seeded, Some(s)) => html! { <SeededView ..s.clone() /> },
        (Phase::Drawn, Some(s)) => html! { <OutcomeStage sealed={s.clone()} step={shared.step} /> },
    };
    let draw = {
        let (shop, id) = (shop.clone(), props.id.clone());
        (!props.follows && phase == Phase::Seeded)
            .then(|| Callback::from(move |_: MouseEvent| crate::app::drawing::draw(&shop, &id, || {})))
    };
    html! {
        <main class="stage" id="main" data-phase={format!("{phase:?}")}>
            <header>
                <span class="chop" aria-hidden="true">{ "抽" }</span>
                <h1 id="page-title" tabindex="-1">{ campaign.title() }</h1>
                <span class="attempt">{ format!("第 {attempt} 次抽取") }</span>
                { phases(phase) }
            </header>
            { body }
            <footer>
                { foot(phase, reveal, &shared, draw) }
                <span class="keys">
                    <button type="button" onclick={let why = why.clone(); Callback::from(move |_: MouseEvent| why.set(!*why))}>{ "为什么可信（W）" }</button>
                    <button type="button" onclick={Callback::from(|_: MouseEvent| page::toggle_fullscreen())}>{ "全屏（F）" }</button>
                </span>
            </footer>
            if *why { <WhyPanel {sealed} on_close={let why = why.clone(); Callback::from(move |()| why.set(false))} /> }
        </main>
    }
}

/// Space, arrows and page keys (a presenter's clicker) step; Enter shows all; W, F and Esc as the foot says.
#[hook]
fn use_keys(shared: &Shared, reveal: Option<Reveal>, why: &UseStateHandle<bool>, leave: Callback<()>) {
    let (shared, why) = (shared.clone(), why.clone());
    use_effect_with((shared.clone(), reveal, *why), move |_| {
        let listener = page::on_key(move |key| {
            let last = reveal.map_or(0, |r| r.last());
            let step = shared.step.min(last);
            match (key, reveal) {
                (" " | "ArrowRight" | "ArrowDown" | "PageDown", Some(_)) => shared.set((step + 1).min(last)),
                ("ArrowLeft" | "ArrowUp" | "PageUp", Some(_)) => shared.set(step.saturating_sub(1)),
                ("Enter" | "End", Some(_)) => shared.set(last),
                ("Home", Some(_)) => shared.set(0),
                ("w" | "W", _) => why.set(!*why),
                ("f" | "F", _) => page::toggle_fullscreen(),
                ("Escape", _) if *why => why.set(false),
                // The browser itself leaves the full screen.
                ("Escape", _) if !page::is_fullscreen() => leave.emit(()),
                _ => return false,
            }
            true
        });
        move || drop(listener)
    });
}

fn phases(here: Phase) -> Html {
    let names = [(Phase::Open, "核对"), (Phase::Sealed, "封存、报数"), (Phase::Seeded, "种子"), (Phase::Drawn, "揭晓")];
    html! {
        <ol aria-label="抽取进度">{ for names.into_iter().map(|(phase, name)| html! {
            <li class={classes!((phase < here).then_some("done"))} aria-current={(phase == here).then_some("step")}>{ name }</li>
        }) }</ol>
    }
}

/// What happens next, and the keys that do it.
fn foot(phase: Phase, reveal: Option<Reveal>, shared: &Shared, draw: Option<Callback<MouseEvent>>) -> Html {
    match (phase, reveal) {
        (Phase::Open, _) => {
            html! { <span>{ "先封存，再打开号码。封存之前没有人知道种子，封存之后没有人能改名录。" }</span> }
        }
        (Phase::Sealed, _) => {
            html! { <span>{ "封存后方案和名录一个字也不能改。号码交齐再打开；请各方拍下签字后的封存单和附件2。" }</span> }
        }
        (Phase::Seeded, _) => html! {
            <span>{ "种子已经决定了结果，抽取只是把它算出来。" }if let Some(onclick) = draw { <button type="button" class="act" {onclick}>{ "抽取" }</button> }</span>
        },
        (Phase::Drawn, Some(reveal)) => html! {
            <span>{ format!("结果在种子产生时已经确定，揭晓只是展示　空格下一个 · ←上一个 · 回车全部 · Esc退出　{} / {}", shared.step.min(reveal.last()), reveal.last()) }</span>
        },
        (Phase::Drawn, None) => html! { <span>{ "结果在种子产生时已经确定，揭晓只是展示" }</span> },
    }
}
