//! A transfer in a line, wherever one is told of.

use crate::model::Transfer;
use yew::prelude::*;

/// A transfer in a line: number, from whom to whom, what, and how it stands.
pub fn of_transfer(t: &Transfer) -> Html {
    html! {
        <li key={t.id}>
            { standing(t) }
            <span class="grow">
                { format!("第{}号　{} {} → {}：{}", t.id, t.on, t.from, t.to, t.problem) }
                if !t.answer.is_empty() { { format!("。答复：{}", t.answer) } }
            </span>
        </li>
    }
}

/// How a transfer stands.
pub fn standing(t: &Transfer) -> Html {
    match (t.closed, t.answer.is_empty()) {
        (Some(day), _) => html! { <span class="tag ok">{ format!("{day} 办结") }</span> },
        (None, false) => html! { <span class="tag warn">{ "已答复，未办结" }</span> },
        (None, true) => html! { <span class="tag warn">{ "未答复" }</span> },
    }
}
