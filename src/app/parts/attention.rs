//! 需要留意: what of a file was not taken is told with its place.

use super::pager::PAGE;
use crate::course::{EntryProblem, EntryProblems};
use yew::prelude::*;

/// 需要留意: what of a file could not be taken, or is to be looked at; nothing when there is nothing.
pub fn attention(problems: &[EntryProblem]) -> Html {
    if problems.is_empty() {
        return Html::default();
    }
    html! {
        <details open=true>
            <summary>{ format!("需要留意 {} 处", problems.len()) }</summary>
            <ul class="list">{ for problems.iter().take(PAGE).map(|problem| html! {
                <li>
                    <span class={if problem.left { "tag bad" } else { "tag warn" }}>{ if problem.left { "没有采用" } else { "请查看" } }</span>
                    if !problem.cell.is_empty() { <span class="small">{ format!("{} {}", problem.sheet, problem.cell) }</span> }
                    <span class="grow">{ &problem.message }</span>
                </li>
            }) }</ul>
            if problems.len() > PAGE { <p class="small">{ format!("只列出前 {PAGE} 处，改好表格后重新导入可看到其余的。") }</p> }
        </details>
    }
}

/// The same of a file that may be long, with how many are not listed.
pub fn attention_of(problems: &EntryProblems) -> Html {
    html! {
        <>
            { attention(&problems.told) }
            if problems.more > 0 { <p class="small">{ format!("另有{}处没有列出。", problems.more) }</p> }
        </>
    }
}
