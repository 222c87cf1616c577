//! 大屏: the ceremony for the projector. It shows what is, and decides nothing.

mod before;
mod frame;
mod groups;
mod numbers;
mod outcome;
mod told;
mod why;

use crate::app::context::{go, use_app};
use crate::app::hooks::parts::use_parts;
use crate::app::hooks::recompute::{RecordWorker, use_two_programs};
use crate::app::pages::draw::{DrawnFacts, SealedAttempt};
use crate::app::reveal::{Shared, use_reveal};
use crate::browser::screen::FullScreen;
use crate::browser::{clock, page, screen};
use crate::route::{Route, Step};
use crate::state::{Model, Phase, Rulers, Show, Slide, StoredFault, TwoPrograms, record, turn};
use std::rc::Rc;
use told::Told;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StagePageProps {
    pub id: AttrValue,
    /// A window of its own, which follows the operator's.
    pub follows: bool,
}

#[component]
pub fn StagePage(props: &StagePageProps) -> Html {
    let app = use_app();
    let why = use_state_eq(|| false);
    let campaign = app.campaign(&props.id);
    let fault = use_parts(&app, campaign.as_ref());
    let shared = use_reveal(&props.id, campaign.as_ref().map_or(0, |c| turn(c)));
    let phase = campaign.as_ref().map_or(Phase::Open, |c| c.phase());
    let sealed = campaign.as_ref().and_then(|c| SealedAttempt::of(&app.store.model, c));
    let told = use_told(&app.store.model, sealed.as_ref());
    let found = use_recomputed(&app.store.model, sealed.as_ref());
    let show = sealed.as_ref().map_or_else(Show::open, |s| {
        Show::of(&s.sealed, &s.attempt, told.as_deref().map(|t| (&t.facts.drawn, &t.facts.teams[..])))
    });
    let leave = leave(props);
    use_keys(&shared, &show, &why, &leave);
    use_screen();
    use_effect_with(campaign.as_ref().map(|c| c.title()), |title| {
        page::set_title(&format!("大屏 · {}", title.as_deref().unwrap_or("明抽")));
    });
    let Some(campaign) = campaign.filter(|_| fault.is_none()) else {
        let why = fault.unwrap_or(AttrValue::Static("找不到这次抽查，请回到操作窗口重新打开大屏。"));
        return html! { <main class="stage" id="main"><section class="scene middle"><h1 id="page-title" tabindex="-1">{ "大屏打不开" }</h1><p class="lead">{ why }</p></section></main> };
    };
    let step = shared.step(&show);
    let slide = show.slide(step);
    let body = match (&sealed, phase, &told) {
        (None, Phase::Open, _) => before::open(&campaign),
        (None, ..) | (Some(_), Phase::Drawn, None) => {
            html! { <section class="scene middle"><p class="lead">{ "正在打开……" }</p></section> }
        }
        (Some(s), _, told) => scene(s, (told.as_deref(), &found), slide),
    };
    let draw = {
        let (app, id) = (app.clone(), props.id.clone());
        (!props.follows && phase == Phase::Seeded)
            .then(|| Callback::from(move |_: MouseEvent| crate::app::worker::drawing::draw(&app, &id, || {})))
    };
    let ask = cb!(why, move |_: MouseEvent| why.set(!*why));
    let at = frame::ShowPosition { show: &show, step, shared: &shared };
    html! {
        <main class="stage" id="main" data-phase={format!("{phase:?}")}>
            { frame::head(&campaign, sealed.as_ref(), slide) }
            <div class="turns" onpointerdown={at.pressed()} onpointerup={at.released()}>{ body }</div>
            { frame::foot(&campaign, &at, ask, draw, &leave) }
            if *why { { why::panel(&app.store.model, sealed.as_ref(), cb!(why, move |()| why.set(false))) } }
        </main>
    }
}

/// What a slide shows.
fn scene(s: &SealedAttempt, (told, found): (Option<&Told>, &TwoPrograms), slide: &Slide) -> Html {
    match (slide, told) {
        (Slide::Slips(handed), _) => numbers::slips(s, *handed),
        (Slide::Number(place), _) => numbers::number(s, *place),
        (Slide::Seed, _) => numbers::seed(s),
        (Slide::Tickets, Some(told)) => outcome::draw(s, told, None),
        (Slide::Businesses(of), Some(told)) => outcome::draw(s, told, Some(of)),
        (Slide::Officers(blocks), Some(told)) => outcome::officers(s, told, blocks),
        (Slide::Group { team, businesses, departments }, Some(told)) => {
            groups::group(s, told, *team, businesses, departments)
        }
        (Slide::Households(of), Some(told)) => groups::households(s, told, of),
        (Slide::Closing, Some(told)) => groups::closing(s, told, found),
        _ => before::seal(s),
    }
}

/// The outcome with its rulers, made again when a substitution is added or a part comes into memory.
#[hook]
fn use_told(model: &Model, sealed: Option<&SealedAttempt>) -> Option<Rc<Told>> {
    let key = sealed
        .map(|s| (s.attempt.commitment, s.attempt.drawn().cloned(), s.attempt.substitutions.len(), model.blobs.len()));
    let told = use_memo(key, |_| {
        let s = sealed.filter(|s| s.attempt.drawn().is_some())?;
        let facts = DrawnFacts::of(model, s).ok()?;
        let rulers = Rulers::new(&s.sealed, &facts.drawn.seed, &facts.drawn.businesses);
        Some(Rc::new(Told { facts, rulers }))
    });
    (*told).clone()
}

/// What two programs find in the record of what is drawn. This window lets them recompute it by itself.
#[hook]
fn use_recomputed(model: &Model, sealed: Option<&SealedAttempt>) -> TwoPrograms {
    let drawn = sealed.filter(|s| s.attempt.drawn().is_some());
    let key = drawn.map(|s| (s.attempt.commitment, s.attempt.substitutions.len(), model.blobs.len()));
    let record = use_memo(key, |_| match drawn {
        Some(s) => record(model, &s.campaign).map(Rc::new),
        None => Err(StoredFault::Damaged("还没有抽取结果".into())),
    });
    let held: RecordWorker = use_mut_ref(|| None);
    use_two_programs(&record, &held)
}

/// Closes the window of the projector; one that the browser does not let close, and the operator's, goes back to 抽取.
fn leave(props: &StagePageProps) -> Callback<()> {
    let (id, follows) = (props.id.to_string(), props.follows);
    Callback::from(move |()| {
        if follows {
            page::close();
        }
        let id = id.clone();
        let wait = if follows { 300 } else { 0 };
        gloo_timers::callback::Timeout::new(wait, move || go(&Route::Step(id, Step::Draw))).forget();
    })
}

/// The clock, and text that fits after every drawing and in every window.
#[hook]
fn use_screen() {
    use_effect(|| screen::fit("fit"));
    use_effect_with((), |()| {
        let kept = (
            screen::on_resize(|| screen::fit("fit")),
            screen::each_second("clock", || clock::now().format("%Y-%m-%d %H:%M:%S").to_string()),
        );
        move || drop(kept)
    });
}

/// Space, arrows and page keys (a presenter's clicker) step; Enter goes to the next part; W, F and Esc as the foot says.
#[hook]
fn use_keys(shared: &Shared, show: &Show, why: &UseStateHandle<bool>, leave: &Callback<()>) {
    let full = use_memo((), |()| FullScreen::watch());
    let (shared, show, why, leave) = (shared.clone(), show.clone(), why.clone(), leave.clone());
    use_effect_with((shared.clone(), show.clone(), *why), move |_| {
        let listener = page::on_key(move |key| {
            let step = shared.step(&show);
            match key {
                "w" | "W" => why.set(!*why),
                "Escape" if *why => why.set(false),
                _ if *why => return false,
                "f" | "F" => page::toggle_fullscreen(),
                "Escape" if full.leave() => {}
                "Escape" => leave.emit(()),
                " " | "Enter" if screen::is_on_button() => return false,
                " " | "ArrowRight" | "ArrowDown" | "PageDown" => shared.set(show.last().min(step + 1)),
                "ArrowLeft" | "ArrowUp" | "PageUp" => shared.set(step.saturating_sub(1)),
                "Enter" => shared.set(show.skip(step)),
                "End" => shared.set(show.last()),
                "Home" => shared.set(0),
                _ => return false,
            }
            true
        });
        move || drop(listener)
    });
}
