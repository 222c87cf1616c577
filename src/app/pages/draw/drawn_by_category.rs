//! 抽取名单 by stratum.

use super::drawn_part::{PartProps, put_out, stratum_of, team_name};
use crate::app::parts::page_range;
use crate::draw::{Mode, ticket};
use crate::model::{Digest, EntityKind, InOrder, ToMap};
use std::collections::BTreeMap;
use yew::prelude::*;

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
    rows.order_by_key(|row| s.sealed.seal.strata.iter().position(|stratum| stratum.label == stratum_of(p, row.key)));
    rows
}

/// A page of them as a table, and how many rows there are.
pub fn by_category(p: &PartProps, page: usize) -> (usize, Html) {
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
            <thead><tr><th class="num">{ "序号" }</th><th>{ p.sealed.campaign.settings.subject.title() }</th><th>{ unit }</th><th>{ "签号" }</th><th><span class="sr">{ "换下" }</span></th></tr></thead>
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
            <td data-label={p.sealed.campaign.settings.subject.title()}>{ name }if key != name { <br /><span class="small mono">{ key.to_owned() }</span> }</td>
            <td data-label="分在">{ team_name(p, row.team) }</td>
            <td class="mono nowrap" data-label="签号" title={row.ticket.hex()}>{ format!("{}…", row.ticket.short(2)) }</td>
            <td class="keep" data-label="换下">if here { { put_out(p, row.team, key, name, "换下……") } } else { <span class="tag warn">{ "已换下" }</span> }</td>
        </tr>
    }
}
