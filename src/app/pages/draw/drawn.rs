//! 抽取名单: who was drawn, to be read by group, category or department, copied and exported.

use super::outcome::{PartProps, Replacing, SealedNames};
use crate::app::context::use_app;
use crate::app::hooks::worklist::list_of;
use crate::app::parts::{Pager, copy, page_of, page_range};
use crate::app::worker::download::{Job, make};
use crate::draw::{LAST_ROUND, Mode, Team, ticket};
use crate::forms::{ListBy, drawn_list, drawn_text};
use crate::model::{Digest, EntityKind, ToMap, WHOLE};
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
    let s = &p.sealed;
    let mode = s.sealed.seal.matching.mode;
    let on_page = {
        let page = page.clone();
        Callback::from(move |p| page.set(p))
    };
    let choose = |way: ListBy| {
        let (set, page) = (by.setter(), page.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            set.set(way);
            page.set(0);
        });
        (*by == way, onclick)
    };
    let known = {
        let (app, campaign) = (app.clone(), s.campaign.clone());
        move |then: &dyn Fn(&OutcomeFacts<'_>)| {
            let list = list_of(&app, &campaign);
            let done = list.ok().and_then(|list| app.papers(&campaign).of_outcome(&list.0, |known| then(known)));
            if done.is_none() {
                app.warn("还有内容没有读出来，请稍候再试；一直不行的，刷新页面");
            }
        }
    };
    let on_copy = {
        let (known, app, by) = (known.clone(), app.clone(), *by);
        Callback::from(move |_: MouseEvent| known(&|k| copy(&app, &drawn_text(&k.facts, by))))
    };
    let on_export = {
        let (app, name) = (app.clone(), format!("{}-抽取名单.xlsx", s.campaign.title()));
        Callback::from(move |_: MouseEvent| {
            known(&|k| make(&app, &job, name.clone(), Content::Tables(vec![drawn_list(&k.facts)])));
        })
    };
    let (rows, body) = match *by {
        ListBy::Team => (p.facts.teams.len(), by_team(p, *page)),
        ListBy::Category => by_category(p, *page),
        ListBy::Department => (0, by_department(p)),
    };
    let officers: usize = p.facts.drawn.officers.values().map(Vec::len).sum();
    html! {
        <section class="card" aria-labelledby="drawn">
            <div class="head">
                <h2 id="drawn">{ format!("抽中市场主体{}户、执法人员{officers}人", p.facts.drawn.businesses.len()) }</h2>
                <span class="small">{ format!("名录{}户、{}人", s.sealed.businesses.len(), s.sealed.officers.officers.len()) }</span>
            </div>
            <div class="row between ways">
                <div class="row" role="group" aria-label="怎样看名单">{ for ListBy::ALL.map(|way| {
                    let (pressed, onclick) = choose(way);
                    html! { <button type="button" class="btn" aria-pressed={pressed.to_string()} {onclick}>{ way.title(mode) }</button> }
                }) }</div>
                <div class="row">
                    <button type="button" class="btn quiet" onclick={on_copy}>{ "复制名单" }</button>
                    <button type="button" class="btn quiet" onclick={on_export}>{ "导出名单（xlsx）" }</button>
                </div>
            </div>
            { round(p.facts.drawn.outcome.round) }
            <div id="drawn-businesses">{ body }</div>
            <Pager {rows} page={*page} {on_page} label="名单翻页" />
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
            html! { <p class="note">{ format!("前 {n} 轮抽出的人员无法满足回避，按规则再抽，以第 {} 轮为准；抽中的市场主体不受影响。", n + 1) }</p> }
        }
    }
}

/// 替补, on whoever came in.
fn came_in(p: &PartProps, kind: EntityKind, key: &str) -> Html {
    let since = p.sealed.attempt.substitutions.iter().any(|x| x.kind == kind && x.incoming.as_deref() == Some(key));
    html! { if since { <span class="tag warn">{ "替补" }</span> } }
}

/// 第9户: never parted.
fn team_name(p: &PartProps, number: u32) -> Html {
    html! { <span class="nowrap">{ format!("第{number}{}", p.sealed.sealed.seal.matching.mode.unit()) }</span> }
}

/// The button with which a business is put out.
fn put_out(p: &PartProps, team: u32, key: &str, name: &str, label: &'static str) -> Html {
    if p.sealed.attempt.is_preliminary() {
        return Html::default();
    }
    let whom = Replacing::Whom(EntityKind::Business, team, key.to_owned());
    let onclick = p.on_replace.reform(move |_: MouseEvent| whom.clone());
    html! { <button type="button" class="btn quiet" aria-label={format!("换下{name}")} {onclick}>{ label }</button> }
}

/// The teams as they stand now, each with its businesses and its officers.
fn by_team(p: &PartProps, page: usize) -> Html {
    let names = SealedNames::of(&p.sealed.sealed);
    html! { { for page_of(&p.facts.teams, page).iter().map(|team| one_team(p, &names, team)) } }
}

fn one_team(p: &PartProps, names: &SealedNames<'_>, team: &Team) -> Html {
    let m = &p.sealed.sealed.seal;
    let n = team.number;
    let led = team
        .leader(&m.campaign.lead)
        .map(|key| html! { <span class="whole">{ "组长：" }<b>{ names.get(key) }</b></span> });
    if let (Mode::PerBusiness, Some(key)) = (m.matching.mode, team.businesses.first()) {
        return html! {
            <section class="team-block household" key={n}>
                <div class="head">
                    <h3>{ team_name(p, n) }{ "　" }{ names.get(key) }</h3>{ stratum(p, key) }{ came_in(p, EntityKind::Business, key) }{ for led }
                    <span class="right">{ put_out(p, n, key, names.get(key), "换下本户") }{ put_people_out(p, n) }</span>
                </div>
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

fn stratum_of<'a>(p: &'a PartProps, key: &str) -> &'a str {
    p.sealed.sealed.businesses.get(key).map_or("", |b| &b.stratum)
}

/// Its category, where there are several.
fn stratum(p: &PartProps, key: &str) -> Html {
    let label = stratum_of(p, key);
    html! { if label != WHOLE { <span class="small kind whole">{ label }</span> } }
}

fn people_of(p: &PartProps, names: &SealedNames<'_>, keys: &[String]) -> Html {
    html! { { for keys.iter().enumerate().map(|(i, k)| html! { <><span class="whole">{ names.get(k) }{ came_in(p, EntityKind::Officer, k) }if i + 1 < keys.len() { { "、" } }</span></> }) } }
}

/// A line of the list by category.
struct Row<'a> {
    /// Its number in the record; none of what came in since.
    number: Option<usize>,
    key: &'a str,
    ticket: Digest,
    team: u32,
}

/// The businesses category by category, in the order of their tickets, with what came in since.
fn rows_by_category(p: &PartProps) -> Vec<Row<'_>> {
    let (s, d) = (&p.sealed, &p.facts.drawn);
    let teams: BTreeMap<_, _> =
        d.outcome.teams.iter().flat_map(|t| t.businesses.iter().map(|b| (b.as_str(), t.number))).to_map();
    let drawn = (1..).zip(&d.businesses).map(|(number, placed)| Row {
        number: Some(number),
        key: &placed.key,
        ticket: placed.ticket,
        team: teams.get(placed.key.as_str()).copied().unwrap_or_default(),
    });
    let since = s.attempt.substitutions.iter().filter(|x| x.kind == EntityKind::Business);
    let since = since.filter_map(|x| Some((x.team, x.incoming.as_deref()?))).map(|(team, key)| Row {
        number: None,
        key,
        ticket: ticket(&d.seed, "business", &[key]),
        team,
    });
    let mut rows: Vec<Row<'_>> = drawn.chain(since).collect();
    rows.sort_by_key(|row| s.sealed.seal.strata.iter().position(|stratum| stratum.label == stratum_of(p, row.key)));
    rows
}

/// A page of them as a table, and how many rows there are.
fn by_category(p: &PartProps, page: usize) -> (usize, Html) {
    let m = &p.sealed.sealed.seal;
    let rows = rows_by_category(p);
    let shown = &rows[page_range(rows.len(), page)];
    let groups = m.strata.iter().filter_map(|stratum| {
        let of: Vec<_> = shown.iter().filter(|row| stratum_of(p, row.key) == stratum.label).collect();
        let head = format!("{}：名录{}户，抽{}户", stratum.label, stratum.population, stratum.sample);
        (!of.is_empty()).then(|| {
            html! {
                <tbody key={stratum.label.clone()}>
                    <tr class="group-row"><th class="group" colspan="5" scope="colgroup">{ head }</th></tr>
                    { for of.into_iter().map(|row| business_row(p, row)) }
                </tbody>
            }
        })
    });
    let unit = if m.matching.mode == Mode::Teams { "检查组" } else { "户次" };
    let table = html! {
        <table class="wrap-cards drawn-rows">
            <thead><tr><th class="num">{ "序号" }</th><th>{ "市场主体" }</th><th>{ unit }</th><th>{ "签号" }</th><th><span class="sr">{ "换下" }</span></th></tr></thead>
            { for groups }
        </table>
    };
    (rows.len(), table)
}

fn business_row(p: &PartProps, row: &Row<'_>) -> Html {
    let key = row.key;
    let name = p.sealed.sealed.businesses.get(key).map_or(key, |b| &b.name);
    let here = p.facts.teams.iter().any(|t| t.businesses.iter().any(|b| b == key));
    let number = row.number.map_or_else(|| html! { <span class="tag warn">{ "替补" }</span> }, |n| html! { n });
    html! {
        <tr key={key.to_owned()} class={(!here).then_some("out")}>
            <td class="num" data-label="序号">{ number }</td>
            <td data-label="市场主体">{ name }if key != name { <br /><span class="small mono">{ key.to_owned() }</span> }</td>
            <td data-label="分在">{ team_name(p, row.team) }</td>
            <td class="mono nowrap" data-label="签号" title={row.ticket.hex()}>{ format!("{}…", row.ticket.short(2)) }</td>
            <td class="keep" data-label="换下">if here { { put_out(p, row.team, key, name, "换下……") } } else { <span class="tag warn">{ "已换下" }</span> }</td>
        </tr>
    }
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
            html! { <>{ " " }<span class="small">{ team_name(p, *n) }if *leads { { " 组长" } }</span></> }
        });
        let left = p.sealed.attempt.substitutions.iter().any(|x| x.out.as_deref() == Some(key));
        html! {
            <li key={key.to_owned()}>
                { names.get(key) }{ came_in(p, EntityKind::Officer, key) }{ for where_ }
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
