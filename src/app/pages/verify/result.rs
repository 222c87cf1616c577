//! What became of a file: a record, a file of vectors, or neither.

use super::opened::Opened;
use super::papers::PapersHandle;
use super::state::{RecordWorker, VerifyState};
use crate::work::Vectors;
use yew::prelude::*;

/// What became of the record of this name.
pub fn result(name: &AttrValue, checked: &VerifyState, held: &RecordWorker, papers: PapersHandle) -> Html {
    let card = |body: Html| {
        html! { <section class="card stack" aria-live="polite">if !name.is_empty() { <h2>{ name }</h2> }{ body }</section> }
    };
    match checked {
        VerifyState::Busy => card(html! { <p role="status">{ "正在重算……" }</p> }),
        VerifyState::Unreadable(why) => card(html! { <p class="note bad" id="verdict">{ why }</p> }),
        VerifyState::Vectors(vectors) => card(told(vectors)),
        VerifyState::Done(finding) => {
            // Another record, other answers.
            let key = format!("{} {}", finding.digest, finding.at);
            html! { <Opened {key} finding={finding.clone()} held={held.clone()} {papers} /> }
        }
    }
}

/// A file of vectors, for developers.
fn told(vectors: &Vectors) -> Html {
    let (right, wrong) = (vectors.reproduced.len(), vectors.different.len());
    html! {
        <>
            if wrong == 0 {
                <p class="note ok" id="verdict"><b>{ "样例一致。" }</b>{ format!("这是协议 mingchou/2 的样例，共{right}例，本浏览器算出的与样例全部相同。") }</p>
            } else {
                <p class="note bad" id="verdict"><b>{ "样例不一致。" }</b>{ format!("这是协议 mingchou/2 的样例，共{}例，其中{wrong}例本浏览器算出的与样例不同，请勿用它抽取。", right + wrong) }</p>
                <ul class="small">{ for vectors.different.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            }
            <details>
                <summary>{ format!("相同的{right}例") }</summary>
                <ul class="small">{ for vectors.reproduced.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            </details>
        </>
    }
}
