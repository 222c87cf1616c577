//! 抽取 made visible: rulers with every ticket, the cut that sweeps over them, what it takes as cards. What is seen is the
//! arithmetic; the animation ends where it is drawn, and nothing depends on it.

use super::told::Told;
use crate::app::pages::draw::SealedAttempt;
use crate::app::parts::digest_text;
use crate::draw::TicketedKey;
use crate::forms::half_ems;
use crate::state::COLUMNS;
use std::collections::BTreeSet;
use std::ops::Range;
use yew::prelude::*;

/// Rulers on the screen at once; with more, those that a page of businesses falls on.
const RULERS: usize = 12;

/// A longer name of a category, in halves of a character, takes its line beside a shorter ruler.
const SHORT: u32 = 16;

/// More businesses than this on a page stand closer.
const WIDE: usize = 8;

/// The rulers with what is drawn up to a page of businesses, and that page; none drawn at first.
pub fn draw(s: &SealedAttempt, told: &Told, page: Option<&Range<usize>>) -> Html {
    let all = &told.rulers;
    let page = page.cloned().unwrap_or(0..0);
    let shown = page.clone().filter_map(|i| Some(all.drawn.get(i)?.0)).collect::<BTreeSet<_>>();
    let shown = |i: &usize| all.rulers.len() <= RULERS || if page.is_empty() { *i < RULERS } else { shown.contains(i) };
    let (before, swept) = (all.swept(page.start), all.swept(page.end));
    let ruler = |i: usize| {
        let on = |of: Range<usize>| {
            all.drawn
                .get(of)
                .unwrap_or_default()
                .iter()
                .filter(move |(ruler, _)| *ruler == i)
                .map(|(_, column)| *column)
        };
        let new = on(page.clone()).map(|column| (column, delay(column, before[i], swept[i])));
        let (r, cut) = (&all.rulers[i], swept[i]);
        let (waiting, drawn) = (on(page.end..all.drawn.len()), on(0..page.start));
        html! {
            <div class="ruler" key={r.label.clone()}>
                <h2><span>{ &r.label }</span><small>{ format!("{} 户抽 {} 户", r.population, r.sample) }</small></h2>
                <svg viewBox={format!("0 0 {COLUMNS} 100")} preserveAspectRatio="none" aria-hidden="true">
                    <rect class="swept" height="100" width={cut.to_string()} />
                    <path d={ticks(waiting.chain(r.left.iter().copied()), 60)} />
                    <path class="drawn" d={ticks(drawn, 15)} />
                    { for new.map(|(x, delay)| html! { <path key={x} class={format!("drawn new d{delay}")} d={ticks(std::iter::once(x), 15)} /> }) }
                    <rect class="cut" height="100" width="3" x={cut.to_string()} />
                </svg>
            </div>
        }
    };
    let cards = page.clone().filter_map(|i| {
        let (ruler, column) = *all.drawn.get(i)?;
        Some((i, told.facts.drawn.businesses.get(i)?, delay(column, before[ruler], swept[ruler])))
    });
    let close = page.len() > WIDE;
    let named = all.rulers.iter().any(|r| half_ems(&r.label) > SHORT);
    html! {
        <section class={classes!("scene", "draw", "fit", close.then_some("close"))} data-scene={if page.is_empty() { "tickets" } else { "businesses" }}>
            <p class="seedline"><span>{ "种子" }</span>{ digest_text(told.facts.drawn.seed, "code line gold") }</p>
            <div class={classes!("rulers", named.then_some("named"))}>
                { for (0..all.rulers.len()).filter(shown).map(ruler) }
                <div class="ruler scale" aria-hidden="true"><span /><div>{ for "0123456789abcdef".chars().map(|c| html! { <i>{ c }</i> }) }</div></div>
            </div>
            if !page.is_empty() {
                <ol class={classes!("cards", [3, 5, 6].contains(&page.len()).then_some("three"))} key={page.start}>{ for cards.map(|(i, placed, delay)| card(s, i, placed, delay)) }</ol>
            }
        </section>
    }
}

/// In which tenth of the sweep a column is reached.
fn delay(column: u32, from: u32, to: u32) -> u32 {
    (column.saturating_sub(from) * 9).checked_div(to.saturating_sub(from)).unwrap_or(0).min(9)
}

fn card(s: &SealedAttempt, i: usize, placed: &TicketedKey, delay: u32) -> Html {
    let business = s.sealed.businesses.get(&placed.key);
    html! {
        <li key={i} class={format!("d{delay}")}>
            <b>{ business.map_or(placed.key.as_str(), |b| &b.name) }</b>
            <small><i>{ i + 1 }</i>{ format!("{}　签号 {}…", business.map_or("", |b| &b.stratum), placed.ticket.short(1)) }</small>
        </li>
    }
}

/// Ticks of a height as the data of a path.
fn ticks(columns: impl Iterator<Item = u32>, top: u32) -> String {
    columns.map(|x| format!("M{x} 100V{top}")).collect()
}

/// The officers drawn, by department.
pub fn officers(s: &SealedAttempt, told: &Told, blocks: &[(usize, Range<usize>)]) -> Html {
    let all: usize = told.facts.drawn.officers.values().map(Vec::len).sum();
    let block = |(department, of): &(usize, Range<usize>)| {
        let department = &s.sealed.seal.departments.get(*department)?.name;
        let officers = told.facts.drawn.officers.get(department)?.get(of.clone())?;
        Some(
            html! { <li><b>{ department }if of.start > 0 { <span class="again">{ "（续）" }</span> }</b><p>{ for officers.iter().map(|o| html! { <span>{ s.sealed.name_of(&o.key) }</span> }) }</p></li> },
        )
    };
    html! {
        <section class="scene officers fit" data-scene="officers">
            <h2 class="say">{ "抽中执法人员 " }<b class="gold">{ all }</b>{ " 人" }</h2>
            <ul>{ for blocks.iter().filter_map(block) }</ul>
        </section>
    }
}
