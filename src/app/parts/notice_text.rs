//! An announcement as it is looked at before it is copied or saved: its text, and the first rows of its table.

use super::pager::PAGE;
use crate::course::{Notice, PublicTable};
use crate::model::spelt_out;
use yew::prelude::*;

/// The announcement; `cell` is the class of the table's cells.
pub fn notice_text(notice: &Notice, table: &PublicTable, cell: Option<&'static str>) -> Html {
    let told = |text: &str| spelt_out(text).into_owned();
    let all = table.rows.len();
    html! {
        <div class="notice" tabindex="0" role="region" aria-label="公告文字">
            <h3>{ told(&notice.title) }</h3>
            { for notice.paragraphs.iter().map(|paragraph| html! { <p>{ told(paragraph) }</p> }) }
            { for notice.signed.iter().filter(|line| !line.is_empty()).map(|line| html! { <p class="signed">{ told(line) }</p> }) }
            <h4>{ format!("附：{}", told(&table.title)) }</h4>
            <table class="wrap-cards">
                <thead><tr>{ for table.head.iter().map(|head| html! { <th>{ head.to_string() }</th> }) }</tr></thead>
                <tbody>{ for table.rows.iter().take(PAGE).map(|row| html! {
                    <tr>{ for table.head.iter().zip(row).map(|(head, text)| html! { <td class={classes!(cell)} data-label={head.to_string()}>{ told(text) }</td> }) }</tr>
                }) }</tbody>
            </table>
            if all > PAGE { <p class="small">{ format!("这里列出前 {PAGE} 行；复制和保存的是全部 {all} 行。") }</p> }
        </div>
    }
}
