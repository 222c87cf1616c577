use crate::app::pages::draw::{Facts, Names, SealedAttempt, use_facts};
use crate::app::parts::DigestText;
use crate::app::store::use_shop;
use crate::draw::{Kind, Mode, Team};
use crate::state::{Model, Reveal, Scene, contributions};
use yew::prelude::*;

/// Businesses on the screen at once: three columns of four, large enough for the last row of the room.
const BUSINESSES: usize = 12;

/// How the attempt's outcome is revealed; `None` while it is not in memory.
pub fn reveal_of(model: &Model, s: &SealedAttempt) -> Option<Reveal> {
    Some(Reveal::of(&*model.outcome(s.attempt.drawn.as_ref()?.outcome)?))
}

#[derive(Properties, PartialEq)]
pub struct OutcomeStageProps {
    pub sealed: SealedAttempt,
    pub step: usize,
}

/// The outcome, as far as it is revealed.
#[component]
pub fn OutcomeStage(props: &OutcomeStageProps) -> Html {
    let shop = use_shop();
    let s = &props.sealed;
    let Some((facts, reveal)) = use_facts(&shop.0.model, s).ok().zip(reveal_of(&shop.0.model, s)) else {
        return html! { <section class="middle"><p class="lead">{ "正在打开……" }</p></section> };
    };
    let numbers = contributions(&s.sealed.seal.contributors, &s.attempt);
    let said: Vec<_> = numbers.into_iter().map(|c| format!("{} {}", c.label, c.value)).collect();
    let scene = match reveal.scene(props.step) {
        Scene::Waiting => {
            html! { <section class="middle"><p class="big">{ "结果已经算定" }</p><p class="lead">{ "按空格键逐个揭晓，按回车键一次全部揭晓" }</p></section> }
        }
        Scene::Businesses(n) => businesses(s, &facts, n),
        Scene::Officers(n) => officers(s, &facts, n),
        Scene::Teams(n) => teams(s, &facts, n),
    };
    html! {
        <>
            <dl class="sealed-line">
                <dt>{ "封存码" }</dt><dd><DigestText digest={s.attempt.commitment} class={classes!("code", "line")} /></dd>
                <dt>{ "各方报数" }</dt><dd class="said-line">{ said.join("　") }</dd>
                <dt>{ "种子" }</dt><dd><DigestText digest={facts.drawn.seed} class={classes!("code", "line", "seed")} /></dd>
            </dl>
            { scene }
        </>
    }
}

/// The page of a list that ends with its `n`-th item, and where it begins.
fn page_to<T>(all: &[T], n: usize, size: usize) -> (usize, &[T]) {
    let start = n.saturating_sub(1) / size * size;
    (start, all.get(start..n).unwrap_or_default())
}

fn businesses(s: &SealedAttempt, facts: &Facts, n: usize) -> Html {
    let placed = &facts.drawn.businesses;
    let (start, shown) = page_to(placed, n, BUSINESSES);
    html! {
        <section class="scene" data-scene="businesses">
            <h2>{ "抽中市场主体 " }<b>{ n }</b>{ format!(" / {} 户", placed.len()) }</h2>
            <ol class="cells">
                { for shown.iter().enumerate().map(|(i, p)| {
                    let business = s.sealed.businesses.get(&p.key);
                    html! {
                        <li key={p.key.clone()} class={(start + i + 1 == n).then_some("new")}>
                            <span class="n">{ start + i + 1 }</span><b>{ business.map_or(p.key.as_str(), |b| &b.name) }</b>
                            <small>{ format!("{} · 签号 {}…", business.map_or("", |b| &b.stratum), p.ticket.short(2)) }</small>
                        </li>
                    }
                }) }
            </ol>
        </section>
    }
}

fn officers(s: &SealedAttempt, facts: &Facts, n: usize) -> Html {
    let names = Names::of(&s.sealed);
    let all: usize = facts.drawn.officers.values().map(Vec::len).sum();
    html! {
        <section class="scene" data-scene="officers">
            <h2>{ "抽中执法人员 " }{ format!("{all} 人") }</h2>
            <ul class="groups">
                { for s.sealed.seal.departments.iter().take(n).enumerate().map(|(i, d)| {
                    let keys = facts.drawn.officers.get(&d.name).map_or(&[][..], Vec::as_slice);
                    html! {
                        <li key={i} class={(i + 1 == n).then_some("new")}><h3>{ &d.name }</h3><p>{ keys.iter().map(|o| names.get(&o.key)).collect::<Vec<_>>().join("　") }</p></li>
                    }
                }) }
            </ul>
        </section>
    }
}

/// Businesses of a team that are named; the rest are counted.
const NAMED: usize = 8;

fn teams(s: &SealedAttempt, facts: &Facts, n: usize) -> Html {
    let names = Names::of(&s.sealed);
    let joint = s.sealed.seal.matching.mode == Mode::Teams;
    let (start, shown) = page_to(&facts.teams, n, if joint { 4 } else { 8 });
    let name = |kind: Kind, key: &str| {
        let since = s.attempt.substitutions.iter().any(|x| x.kind == kind && x.incoming.as_deref() == Some(key));
        format!("{}{}", names.get(key), if since { "（替补）" } else { "" })
    };
    let people = |team: &Team, department: &str| {
        let keys = team.officers.as_ref()?.get(department)?;
        Some(keys.iter().map(|k| name(Kind::Officer, k)).collect::<Vec<_>>().join("、"))
    };
    let more = |team: &Team| team.businesses.len().checked_sub(NAMED).filter(|more| *more > 0);
    html! {
        <section class="scene" data-scene="teams">
            <h2>{ if joint { "检查组 " } else { "按户匹配 " } }<b>{ n }</b>{ format!(" / {}", facts.teams.len()) }</h2>
            <ul class={classes!("groups", "teams-grid", (!joint).then_some("small-grid"))}>
                { for shown.iter().enumerate().map(|(i, team)| html! {
                    <li key={team.number} class={(start + i + 1 == n).then_some("new")}>
                        <h3>{ format!("第 {} {}", team.number, s.sealed.seal.matching.mode.unit()) }</h3>
                        <p class={classes!("firms", (team.businesses.len() > 4).then_some("many"))}>{ for team.businesses.iter().take(NAMED).map(|b| html! { <span>{ name(Kind::Business, b) }</span> }) }
                            if let Some(more) = more(team) { <span>{ format!("……另有 {more} 户") }</span> }</p>
                        <p class="people">{ for s.sealed.seal.departments.iter().filter_map(|d| Some((&d.name, people(team, &d.name)?))).map(|(d, who)| html! { <span><i>{ d }</i>{ who }</span> }) }</p>
                    </li>
                }) }
            </ul>
        </section>
    }
}
