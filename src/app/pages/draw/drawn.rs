//! 抽取名单: who was drawn, to be read by group, category or department, copied and exported.

use super::drawn_by_category::by_category;
use super::drawn_part::{PartProps, Replacing, came_in, put_out, stratum, team_name};
use super::names::SealedNames;
use crate::app::context::use_app;
use crate::app::hooks::worklist::list_of;
use crate::app::parts::{Field, copy, page_range_by, pager, pager_by};
use crate::app::worker::download::{Job, make};
use crate::browser::page;
use crate::draw::{LAST_ROUND, Mode, Team};
use crate::forms::{ListBy, drawn_list, drawn_text, leader_word};
use crate::model::{EntityKind, normal_key};
use crate::work::{Content, OutcomeFacts};
use std::collections::BTreeMap;
use yew::prelude::*;

/// 抽取名单.
#[component]
pub fn DrawnList(p: &PartProps) -> Html {
    let app = use_app();
    let job: Job = use_mut_ref(|| None);
    let by = use_state_eq(ListBy::default);
    let page = use_state_eq(|| 0_usize);
    let sought = use_state_eq(String::new);
    let s = &p.sealed;
    let mode = s.sealed.seal.matching.mode;
    let choose = |way: ListBy| {
        let (set, page) = (by.setter(), page.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            set.set(way);
            page.set(0);
        });
        (*by == way, onclick)
    };
    let known = with!(app, campaign = s.campaign, move |then: &dyn Fn(&OutcomeFacts<'_>)| {
        let list = list_of(&app, &campaign);
        let done = list.ok().and_then(|list| app.papers(&campaign).of_outcome(&list.0, |known| then(known)));
        if done.is_none() {
            app.warn("还有内容没有读出来，请稍候再试；一直不行的，刷新页面");
        }
    });
    let on_copy = cb!(known, app, by = *by, move |_: MouseEvent| known(&|k| copy(&app, &drawn_text(&k.facts, by))));
    let name = format!("{}-抽取名单.xlsx", s.campaign.title());
    let on_export = cb!(app, move |_: MouseEvent| {
        known(&|k| make(&app, &job, name.clone(), Content::Tables(vec![drawn_list(&k.facts)])));
    });
    let (body, turn) = match *by {
        ListBy::Team => by_team(p, &page, &sought),
        ListBy::Category => {
            let (rows, body) = by_category(p, *page);
            (body, pager(rows, &page, "名单翻页"))
        }
        ListBy::Department => (by_department(p), Html::default()),
    };
    let officers: usize = p.facts.drawn.officers.values().map(Vec::len).sum();
    html! {
        <section class="card" aria-labelledby="drawn">
            <div class="head">
                <h2 id="drawn">{ format!("抽中{}{}户、执法人员{officers}人", p.sealed.campaign.settings.subject.title(), p.facts.drawn.businesses.len()) }</h2>
                <span class="small">{ format!("名录{}户、{}人", s.sealed.businesses.len(), s.sealed.officers.officers.len()) }</span>
            </div>
            <div class="row between ways">
                <div class="row" role="group" aria-label="怎样看名单">{ for ListBy::ALL.map(|way| {
                    let (pressed, onclick) = choose(way);
                    html! { <button type="button" class="btn" aria-pressed={pressed.to_string()} {onclick}>{ way.title(mode, s.campaign.plan.drawn_by()) }</button> }
                }) }</div>
                // What is copied or exported would not say that it is of a rehearsal.
                if !s.campaign.is_rehearsal {
                    <div class="row">
                        <button type="button" class="btn quiet" onclick={on_copy}>{ "复制名单" }</button>
                        <button type="button" class="btn quiet" onclick={on_export}>{ "导出名单（xlsx）" }</button>
                    </div>
                }
            </div>
            { round(p.facts.drawn.outcome.round) }
            <div id="drawn-businesses">{ body }</div>
            { turn }
            <p class="small">{ "人员不得随意调换；确需换下的，由签号决定谁递补，写明理由和批准人。" }</p>
        </section>
    }
}

/// That officers were drawn more than once, as the rules have it; the businesses are the same whatever the round.
fn round(round: u32) -> Html {
    match round {
        0 => Html::default(),
        LAST_ROUND => {
            html! { <p class="note warn">{ "人员抽了一百轮，回避仍无法全部满足，按规则以最后一轮为准：须回避的人员标在附件6上，请在检查之前替补。" }</p> }
        }
        n => {
            html! { <p class="note">{ format!("前 {n} 轮抽出的人员无法满足回避，按规则再抽，以第 {} 轮为准；抽中的各户不受影响。", n + 1) }</p> }
        }
    }
}

/// Groups or households on one page, as many as 大屏 reveals at once.
const TEAMS: usize = 8;

/// The teams as they stand now, each with its businesses and its officers, by eights and to be searched; and the pager.
fn by_team(p: &PartProps, page: &UseStateHandle<usize>, sought: &UseStateHandle<String>) -> (Html, Html) {
    let names = SealedNames::of(&p.sealed.sealed);
    let words = normal_key(sought);
    let is_sought = |team: &&Team| {
        words.is_empty()
            || team.businesses.iter().chain(team.all_officers()).any(|key| normal_key(names.get(key)).contains(&words))
    };
    let found: Vec<&Team> = p.facts.teams.iter().filter(is_sought).collect();
    let shown = &found[page_range_by(TEAMS, found.len(), **page)];
    let on_text = cb!(page, sought, move |text: String| {
        page.set(0);
        sought.set(text);
    });
    let unit = p.sealed.sealed.seal.matching.mode.unit();
    let label = AttrValue::from(format!("查找{}或执法人员", p.sealed.campaign.settings.subject.title()));
    let body = html! {
        <>
            if p.facts.teams.len() > TEAMS {
                <Field id="find-drawn" name={label.clone()} placeholder={label} kind="search" value={(**sought).clone()} {on_text} />
            }
            if found.is_empty() { <p class="small">{ "没有找到，请换个词" }</p> }
            { for shown.iter().map(|team| one_team(p, &names, team)) }
        </>
    };
    (body, pager_by(TEAMS, unit, found.len(), page, "名单翻页".into()))
}

fn one_team(p: &PartProps, names: &SealedNames<'_>, team: &Team) -> Html {
    let m = &p.sealed.sealed.seal;
    let n = team.number;
    let word = leader_word(m.matching.mode);
    let led = team
        .leader(&m.campaign.lead)
        .map(|key| html! { <span class="whole">{ word }{ "：" }<b>{ names.get(key) }</b></span> });
    if let (Mode::PerBusiness, Some(key)) = (m.matching.mode, team.businesses.first()) {
        let title = html! {
            <>
                <h3>{ team_name(p, n) }{ "　" }{ names.get(key) }</h3>
                { stratum(p, key) }{ came_in(p, EntityKind::Business, key) }{ for led }
            </>
        };
        let acts = html! { <>{ put_out(p, n, key, names.get(key), "换下本户") }{ put_people_out(p, n) }</> };
        // On a phone who is drawn and who leads; the others at a touch.
        if page::is_narrow() {
            return html! {
                <details class="team-block household" key={n}>
                    <summary><div class="head">{ title }</div></summary>
                    <div class="row">{ acts }</div>
                    { members(p, names, team) }
                </details>
            };
        }
        return html! {
            <section class="team-block household" key={n}>
                <div class="head">{ title }<span class="right">{ acts }</span></div>
                { members(p, names, team) }
            </section>
        };
    }
    let business = |key: &String| {
        html! {
            <li key={key.clone()}>
                <span class="grow">{ names.get(key) }{ " " }{ stratum(p, key) }{ came_in(p, EntityKind::Business, key) }</span>
                { put_out(p, n, key, names.get(key), "换下……") }
            </li>
        }
    };
    html! {
        <section class="team-block" key={n}>
            <div class="head"><h3>{ team_name(p, n) }</h3>{ for led }<span class="right">{ put_people_out(p, n) }</span></div>
            <div class="halves">
                <ul class="firms">{ for team.businesses.iter().map(business) }</ul>
                { members(p, names, team) }
            </div>
        </section>
    }
}

/// The button that asks which officer of a team is put out.
fn put_people_out(p: &PartProps, team: u32) -> Html {
    if p.sealed.attempt.is_preliminary() {
        return Html::default();
    }
    let unit = p.sealed.sealed.seal.matching.mode.unit();
    let onclick = p.on_replace.reform(move |_: MouseEvent| Replacing::SomeoneOf(team));
    html! { <button type="button" class="btn quiet" aria-label={format!("第{team}{unit}换下人员")} {onclick}>{ "换下人员……" }</button> }
}

/// A team's officers by department.
fn members(p: &PartProps, names: &SealedNames<'_>, team: &Team) -> Html {
    let departments = p.sealed.sealed.seal.departments.iter().map(|d| (d, team.officers_of(&d.name)));
    html! {
        <dl class="people">{ for departments.filter(|(_, keys)| !keys.is_empty()).map(|(d, keys)| html! {
            <div><dt>{ &d.name }</dt><dd>{ people_of(p, names, keys) }</dd></div>
        }) }</dl>
    }
}

fn people_of(p: &PartProps, names: &SealedNames<'_>, keys: &[String]) -> Html {
    html! { { for keys.iter().enumerate().map(|(i, k)| html! { <><span class="whole">{ names.get(k) }{ came_in(p, EntityKind::Officer, k) }{ speciality(p, k) }if i + 1 < keys.len() { { "、" } }</span></> }) } }
}

/// 专长, to divide the work by; the draw does not know it.
fn speciality(p: &PartProps, key: &str) -> Html {
    let text = p.facts.specialities.get(key);
    html! { { for text.map(|text| html! { <span class="small" title="专长（不影响抽取）">{ format!("（{text}）") }</span> }) } }
}

/// The officers by department in the order of their tickets, with who came in since: where each of them is.
fn by_department(p: &PartProps) -> Html {
    let m = &p.sealed.sealed.seal;
    let names = SealedNames::of(&p.sealed.sealed);
    let joint = m.matching.mode == Mode::Teams;
    let mut here: BTreeMap<&str, Vec<(u32, bool)>> = BTreeMap::new();
    for team in &p.facts.teams {
        let leader = team.leader(&m.campaign.lead);
        for key in team.all_officers() {
            here.entry(key).or_default().push((team.number, leader == Some(key)));
        }
    }
    let since = p.sealed.attempt.substitutions.iter().filter(|x| x.kind == EntityKind::Officer);
    let since: Vec<&str> = since.filter_map(|x| x.incoming.as_deref()).collect();
    let person = |key: &str| {
        let places = here.get(key).map_or(&[][..], Vec::as_slice);
        let where_ = places.iter().map(|(n, leads)| {
            html! { <>{ " " }<span class="small">{ team_name(p, *n) }if *leads { { " " }{ leader_word(m.matching.mode) } }</span></> }
        });
        let left = p.sealed.attempt.substitutions.iter().any(|x| x.out.as_deref() == Some(key));
        html! {
            <li key={key.to_owned()}>
                { names.get(key) }{ came_in(p, EntityKind::Officer, key) }{ speciality(p, key) }{ for where_ }
                if places.is_empty() { <span class="small">{ if left { " 已换下" } else { " 没有分到户" } }</span> }
            </li>
        }
    };
    html! {
        <table class="wrap-cards by-department">
            <thead><tr><th>{ "部门" }</th><th class="num">{ "人数" }</th><th>{ if joint { "人员和所在的组" } else { "人员和检查的户" } }</th></tr></thead>
            <tbody>{ for m.departments.iter().map(|d| {
                let drawn: Vec<&str> = p.facts.drawn.officers.get(&d.name).into_iter().flatten().map(|o| o.key.as_str()).collect();
                let of = |key: &&&str| p.sealed.sealed.officers.get(key).is_some_and(|o| o.department == d.name) && !drawn.contains(*key);
                let later: Vec<&str> = since.iter().filter(of).copied().collect();
                html! { <tr key={d.name.clone()}><td data-label="部门">{ &d.name }</td><td class="num" data-label="人数">{ drawn.len() }</td><td data-label="人员"><ul class="inline">{ for drawn.iter().chain(&later).map(|key| person(key)) }</ul></td></tr> }
            }) }</tbody>
        </table>
    }
}
