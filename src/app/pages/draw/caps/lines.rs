//! Who is at a cap, who is near it, and who was left out for it.

use crate::app::context::AppContext;
use crate::app::parts::{page_of, pager};
use crate::course::{CAP_REASON, CapLine};
use crate::model::{Business, EntityKind, InOrder, Source};
use crate::roster::{Edit, RowRanges};
use crate::state::{Act, Campaign, CheckedRoster};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// The rows at these places do not take part, each for its reason; rows of one reason go together.
pub fn exclude(checked: &CheckedRoster<Business>, rows: impl Iterator<Item = (u32, String)>) -> Vec<Edit> {
    let mut by_reason: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (place, reason) in rows {
        by_reason.entry(reason).or_default().push(place);
    }
    let edit = |(reason, mut places): (String, Vec<u32>)| {
        places.order();
        let rows: RowRanges = checked.sources(places.into_iter().map(|place| place as usize));
        Edit::ExcludeAll { rows, reason }
    };
    by_reason.into_iter().map(edit).collect()
}

/// Who is at a cap: all are left out by one press, or one alone.
pub fn at_cap(
    app: &AppContext,
    campaign: &Rc<Campaign>,
    checked: &Rc<CheckedRoster<Business>>,
    (lines, stale): (&[CapLine], bool),
    page: &UseStateHandle<usize>,
) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    let leave_out = |lines: Vec<CapLine>| {
        let many = lines.len();
        cb!(app, id = campaign.id, checked, move |_: MouseEvent| {
            let rows = lines.iter().map(|line| (line.place, line.says.clone()));
            let mends = exclude(&checked, rows);
            if app.try_act(&id, Act::Mend { kind: EntityKind::Business, mends }) {
                app.tell(format!("{many}户不参加抽取，理由已写明，印在封存单上；可以在下面恢复"));
            }
        })
    };
    html! {
        <div class="stack">
            <div class="row">
                <p class="grow"><span class="tag bad">{ "达到上限" }</span><b>{ format!(" {}户", lines.len()) }</b>{ "，建议不参加抽取" }</p>
                <button type="button" class="btn main" disabled={stale} onclick={leave_out(lines.to_vec())}>{ format!("{}户都不参加抽取", lines.len()) }</button>
            </div>
            <table class="wrap-cards">
                <thead><tr><th>{ "名称" }</th><th>{ "理由" }</th><th>{ "本年度的检查" }</th><th></th></tr></thead>
                <tbody>{ for page_of(lines, **page).iter().map(|line| html! {
                    <tr key={line.place}>
                        <td data-label="名称"><b>{ &line.name }</b><br /><span class="small">{ &line.code }</span></td>
                        <td data-label="理由">{ &line.says }</td>
                        <td data-label="本年度的检查" class="small">{ visits(line) }</td>
                        <td><button type="button" class="btn quiet" disabled={stale} onclick={leave_out(vec![line.clone()])} aria-label={format!("{}不参加抽取", line.name)}>{ "不参加" }</button></td>
                    </tr>
                }) }</tbody>
            </table>
            { pager(lines.len(), page, "达到上限的翻页") }
        </div>
    }
}

fn visits(line: &CapLine) -> Html {
    html! { { for line.visits.iter().map(|visit| html! { <div>{ visit }</div> }) } }
}

/// Who is near a cap, or was visited a short while ago.
pub fn near(lines: &[CapLine], page: &UseStateHandle<usize>) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <details class="more">
            <summary><span class="tag warn">{ "提醒" }</span>{ format!(" {}户临近上限，或刚检查过，仍参加抽取", lines.len()) }</summary>
            <table class="wrap-cards">
                <thead><tr><th>{ "名称" }</th><th>{ "提醒" }</th><th>{ "本年度的检查" }</th></tr></thead>
                <tbody>{ for page_of(lines, **page).iter().map(|line| html! {
                    <tr key={line.place}>
                        <td data-label="名称"><b>{ &line.name }</b></td>
                        <td data-label="提醒">{ &line.says }</td>
                        <td data-label="本年度的检查" class="small">{ visits(line) }</td>
                    </tr>
                }) }</tbody>
            </table>
            { pager(lines.len(), page, "提醒的翻页") }
        </details>
    }
}

/// The rows that are left out for such a reason.
pub fn out_for(checked: &CheckedRoster<Business>, is_it: impl Fn(&str) -> bool) -> Vec<Source> {
    let out = checked.laid.left_out(&checked.all.reading.rows);
    out.filter(|row| row.out.as_deref().is_some_and(&is_it)).map(|row| row.row.source).collect()
}

/// How many are left out because of a cap, and how they come back.
pub fn left_out(app: &AppContext, campaign: &Rc<Campaign>, checked: &CheckedRoster<Business>) -> Html {
    restore(
        app,
        &campaign.id,
        out_for(checked, |reason| reason.starts_with(CAP_REASON)),
        "因检查频次不参加抽取，理由印在封存单上",
    )
}

/// Rows that were left out, `told` why, and how they come back; nothing where there are none.
pub fn restore(app: &AppContext, id: &str, rows: Vec<Source>, told: &str) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    let many = rows.len();
    let restore = cb!(app, id, move |_: MouseEvent| {
        let mends = rows.iter().cloned().map(|source| Edit::Include { source }).collect();
        if app.try_act(&id, Act::Mend { kind: EntityKind::Business, mends }) {
            app.tell(format!("{many}户恢复参加抽取"));
        }
    });
    html! {
        <div class="row">
            <p class="grow"><span class="tag ok">{ "已处理" }</span>{ format!(" {many}户{told}") }</p>
            <button type="button" class="btn quiet" onclick={restore}>{ format!("{many}户恢复参加抽取") }</button>
        </div>
    }
}
