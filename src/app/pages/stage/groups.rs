//! 分组, one slide a group; 按户, eight households a slide; and the last slide.

use super::before::teams_in_words;
use super::told::Told;
use crate::app::context::verify_link;
use crate::app::pages::draw::SealedAttempt;
use crate::app::parts::{digest_text, qr_code};
use crate::draw::{Mode, Team};
use crate::model::EntityKind;
use crate::state::{Agreement, TwoPrograms, departments_of};
use std::ops::Range;
use yew::prelude::*;

/// 替补, on whoever came in.
fn came_in(s: &SealedAttempt, kind: EntityKind, key: &str) -> Html {
    let since = s.attempt.substitutions.iter().any(|x| x.kind == kind && x.incoming.as_deref() == Some(key));
    html! { if since { <em>{ "替补" }</em> } }
}

/// Officers in a line, none of them split.
fn people(s: &SealedAttempt, team: &Team, keys: &[String]) -> Html {
    let leader = team.leader(&s.sealed.seal.campaign.lead).filter(|_| s.sealed.seal.matching.mode == Mode::Teams);
    html! { { for keys.iter().map(|key| html! {
        <span>{ s.sealed.name_of(key) }if leader == Some(key.as_str()) { <em>{ "组长" }</em> }{ came_in(s, EntityKind::Officer, key) }</span>
    }) } }
}

fn firms(s: &SealedAttempt, keys: &[String]) -> Html {
    html! { { for keys.iter().map(|key| html! { <li key={key.clone()}>{ s.sealed.name_of(key) }{ came_in(s, EntityKind::Business, key) }</li> }) } }
}

pub fn group(
    s: &SealedAttempt,
    told: &Told,
    place: usize,
    businesses: &Range<usize>,
    departments: &Range<usize>,
) -> Html {
    let Some(team) = told.facts.teams.get(place) else { return Html::default() };
    let (all, number) = (team.businesses.len(), team.number);
    let shown = team.businesses.get(businesses.clone()).unwrap_or_default();
    let range = if shown.len() == all {
        String::new()
    } else {
        format!("第 {}–{} 户，", businesses.start + 1, businesses.end)
    };
    let departments = departments_of(&s.sealed, team).into_iter().skip(departments.start).take(departments.len());
    html! {
        <section class="scene group fit" data-scene="group" key={number}>
            <p class="label">{ format!("第 {number} 组，共 {} 组　　{range}共 {all} 户", told.facts.teams.len()) }</p>
            <h2 aria-label={format!("第{number}组")}>{ number }</h2>
            <ul class="firms">{ firms(s, shown) }</ul>
            <ul class="people">{ for departments.map(|(d, keys)| html! { <li><b>{ &d.name }</b><p>{ people(s, team, keys) }</p></li> }) }</ul>
        </section>
    }
}

/// 按户: each business with who inspects it.
pub fn households(s: &SealedAttempt, told: &Told, of: &Range<usize>) -> Html {
    let teams = &told.facts.teams;
    let all = teams.len();
    html! {
        <section class="scene households fit" data-scene="households">
            <p class="label">{ format!("第 {}–{} 户，共 {all} 户", of.start + 1, of.end) }</p>
            <ol>{ for teams.get(of.clone()).unwrap_or_default().iter().map(|team| html! {
                <li key={team.number}>
                    <ul class="firms">{ firms(s, &team.businesses) }</ul>
                    <ul class="people">{ for departments_of(&s.sealed, team).into_iter().map(|(d, keys)| html! { <li><b>{ &d.name }</b><p>{ people(s, team, keys) }</p></li> }) }</ul>
                </li>
            }) }</ol>
        </section>
    }
}

/// Totals, whether two programs agree, and the code with which anyone checks them.
pub fn closing(s: &SealedAttempt, told: &Told, found: &TwoPrograms) -> Html {
    let (seal, drawn) = (&s.sealed.seal, &told.facts.drawn);
    let officers: usize = drawn.officers.values().map(Vec::len).sum();
    let place = s.campaign.plan.place.trim();
    html! {
        <section class="scene closing fit" data-scene="closing">
            <div>
                <p class="counts"><b>{ s.sealed.businesses.len() }</b>{ "户" }<i>{ "→" }</i><b class="gold">{ drawn.businesses.len() }</b>{ "户" }<span>{ format!("执法人员 {officers} 人　{}", teams_in_words(s)) }</span></p>
                <dl>
                    <dt>{ "封存码" }</dt><dd>{ digest_text(s.attempt.commitment, "code less") }</dd>
                    <dt>{ "种子" }</dt><dd>{ digest_text(drawn.seed, "code less gold") }</dd>
                    <dt>{ "报数" }</dt><dd>{ seal.contributors.join("、") }</dd>
                    <dt>{ "牵头" }</dt><dd>{ &seal.campaign.lead }</dd>
                    <dt>{ "时间" }</dt><dd>{ s.attempt.drawn().map(|d| d.at.format("%Y年%-m月%-d日 %H:%M").to_string()) }{ if place.is_empty() { String::new() } else { format!("　{place}") } }</dd>
                </dl>
                if !s.attempt.is_preliminary() && !s.campaign.is_rehearsal {
                    <p class={if found.agreement() == Agreement::Differs { "agreed bad" } else { "agreed" }} id="two-programs" role="status">{ found.said() }</p>
                }
            </div>
            if !s.campaign.is_rehearsal { <figure>{ qr_code(&verify_link(s.attempt.commitment, Some(drawn.seed)), "封存码和种子的二维码") }<figcaption>{ "扫码验证" }</figcaption></figure> }
        </section>
    }
}
