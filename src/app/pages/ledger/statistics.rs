//! 统计 on the screen, as the workbook has it, and the button for the workbook.

use crate::app::context::AppContext;
use crate::app::hooks::worklist::list_of;
use crate::app::worker::download::{Job, make};
use crate::course::{LEDGER_TITLE, LedgerBook, StatRow, Statistics};
use crate::state::Campaign;
use crate::work::Content;
use std::rc::Rc;
use yew::prelude::*;

/// A button that makes the workbook in the worker and hands it over.
fn save_ledger(app: &AppContext, job: &Job, book: &Rc<LedgerBook>) -> Html {
    let save = cb!(app, job, book, move |_: MouseEvent| {
        make(&app, &job, format!("{}.xlsx", book.title), Content::Ledger(Box::new((*book).clone())));
    });
    html! { <button type="button" class="btn" onclick={save} disabled={book.lines.is_empty()}>{ format!("{LEDGER_TITLE}（xlsx）") }</button> }
}

/// The same of a campaign, whose workbook is put together when it is asked for.
pub fn campaign_ledger(app: &AppContext, job: &Job, campaign: &Rc<Campaign>) -> Html {
    let save = cb!(app, job, campaign, move |_: MouseEvent| {
        let list = list_of(&app, &campaign).map_err(|why| why.to_string());
        match list.and_then(|list| app.papers(&campaign).ledger(&list.0)) {
            Ok(book) => make(&app, &job, format!("{}.xlsx", book.title), Content::Ledger(Box::new(book))),
            Err(why) => app.warn(why),
        }
    });
    html! { <button type="button" class="btn" onclick={save}>{ format!("{LEDGER_TITLE}（xlsx）") }</button> }
}

/// 统计 with its rule; `settings` is where the rule and the columns are settled.
pub fn statistics_card(app: &AppContext, job: &Job, book: &Rc<LedgerBook>, settings: String) -> Html {
    let s = &book.statistics;
    html! {
        <section class="card" aria-labelledby="statistics">
            <div class="head">
                <h2 id="statistics">{ "检查台账与统计" }</h2>
                <span class="small">{ format!("台账{}行", book.lines.len()) }</span>
                <span class="right row"><a class="btn quiet" href={settings}>{ "设置列和计次规则" }</a>{ save_ledger(app, job, book) }</span>
            </div>
            if book.lines.is_empty() {
                <p class="note">{ "还没有登记检查日期，台账里没有内容。在“检查”页登记检查日期和结果以后，这里按部门、检查类型统计，并可导出台账。" }</p>
            } else {
                <div class="scroll totals" tabindex="0" role="region" aria-label="检查统计表"><table>
                    <thead><tr>{ for s.headings().into_iter().skip(1).enumerate().map(|(i, head)| html! { <th class={(i > 0).then_some("num")}>{ head }</th> }) }</tr></thead>
                    { for parts(s).into_iter().map(|(part, rows)| html! {
                        <tbody>
                            if !part.is_empty() { <tr><th class="group" colspan={(s.headings().len() - 1).to_string()} scope="colgroup">{ part }</th></tr> }
                            { for rows.into_iter().map(|row| line(s, row)) }
                        </tbody>
                    }) }
                </table></div>
                { for s.told().into_iter().map(|text| html! { <p class="small">{ text }</p> }) }
                <details class="more">
                    <summary>{ "计数规则" }</summary>
                    <ol class="small">{ for s.rule.iter().map(|text| html! { <li>{ text }</li> }) }</ol>
                </details>
            }
        </section>
    }
}

/// The rows, those of a part together.
fn parts(s: &Statistics) -> Vec<(&str, Vec<&StatRow>)> {
    let mut parts: Vec<(&str, Vec<&StatRow>)> = Vec::new();
    for row in &s.rows {
        match parts.last_mut().filter(|(part, _)| *part == row.part) {
            Some((_, rows)) => rows.push(row),
            None => parts.push((&row.part, vec![row])),
        }
    }
    parts
}

fn line(s: &Statistics, row: &StatRow) -> Html {
    let mut cells = s.cells(row).into_iter().skip(1);
    html! {
        <tr key={row.label.clone()}>
            <th scope="row">{ cells.next().unwrap_or_default() }</th>
            { for cells.map(|text| html! { <td class="num">{ text }</td> }) }
        </tr>
    }
}
