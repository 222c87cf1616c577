//! 设置 of 涉企行政检查台账: which columns it has, what they are called, and in which order they stand.

use super::visits::SettingsChange;
use crate::app::parts::{Field, checkbox};
use crate::model::{LedgerColumn, LedgerField, Settings};
use yew::prelude::*;

/// 检查台账的列.
pub fn ledger_columns(s: &Settings, on_change: &Callback<SettingsChange>) -> Html {
    let columns = s.all_ledger_columns();
    let last = columns.len().saturating_sub(1);
    let edit = |place: usize, change: fn(&mut Vec<LedgerColumn>, usize)| {
        on_change
            .reform(move |_: MouseEvent| -> SettingsChange { Box::new(move |s| changed(s, |all| change(all, place))) })
    };
    let reset = on_change.reform(|_: MouseEvent| -> SettingsChange { Box::new(|s| s.ledger_columns.clear()) });
    let line = |(place, column): (usize, &LedgerColumn)| {
        let usual = column.field.heading();
        let show = on_change
            .reform(move |on: bool| -> SettingsChange { Box::new(move |s| changed(s, |all| all[place].off = !on)) });
        let rename = on_change.reform(move |text: String| -> SettingsChange {
            let own = if text.trim() == usual { String::new() } else { text };
            Box::new(move |s| changed(s, |all| all[place].heading = own))
        });
        html! {
            <li key={usual}>
                <span class="ledger-tick">{ checkbox("ledger-column", !column.off, false, show, usual) }</span>
                <Field id={format!("ledger-column-{usual}")} name={format!("“{usual}”的列名")} placeholder={usual} value={column.heading.clone()} locked={column.off} on_text={rename} />
                <button type="button" class="btn quiet" disabled={place == 0} onclick={edit(place, |all, at| all.swap(at, at - 1))} aria-label={format!("“{usual}”上移")}>{ "上移" }</button>
                <button type="button" class="btn quiet" disabled={place == last} onclick={edit(place, |all, at| all.swap(at, at + 1))} aria-label={format!("“{usual}”下移")}>{ "下移" }</button>
            </li>
        }
    };
    html! {
        <section class="card stack" aria-labelledby="ledger-columns">
            <div class="head"><h2 id="ledger-columns">{ "涉企行政检查台账的列" }</h2><span class="right"><button type="button" class="btn quiet" disabled={s.ledger_columns.is_empty()} onclick={reset}>{ "恢复默认的列" }</button></span></div>
            <p class="small">{ "勾选的列按这里的顺序写进台账；列名不填的用默认的。" }</p>
            { for told(s).into_iter().map(|text| html! { <p class="note warn" role="status">{ text }</p> }) }
            <details class="more">
                <summary>{ "各列的名称、顺序和取舍" }</summary>
                <ol class="list ledger-columns">{ for columns.iter().enumerate().map(line) }</ol>
            </details>
        </section>
    }
}

/// Changes the columns; a place is that of all of them, also of those that are left out.
fn changed(s: &mut Settings, change: impl FnOnce(&mut Vec<LedgerColumn>)) {
    let mut all = s.all_ledger_columns();
    change(&mut all);
    s.set_ledger_columns(all);
}

/// What is to be known of the columns as they are.
fn told(s: &Settings) -> Vec<String> {
    let shown = s.shown_ledger_columns();
    let has = |field: LedgerField| shown.iter().any(|(f, _)| *f == field);
    let mut told = Vec::new();
    if !(has(LedgerField::Name) || has(LedgerField::Code)) || !has(LedgerField::Day) {
        told.push("没有企业、代码或者没有检查日期的台账，别的抽查“频次核对”时导入不了。".into());
    }
    let twice = shown.iter().enumerate().find(|(i, (_, title))| shown.iter().take(*i).any(|(_, other)| other == title));
    told.extend(twice.map(|(_, (_, title))| format!("有两列都叫“{title}”，请改成不同的列名。")));
    told
}
