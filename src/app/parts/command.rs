//! Lines to be copied and run elsewhere.

use crate::app::context::AppContext;
use crate::browser::clipboard;
use crate::model::spelt_out;
use yew::prelude::*;

/// Copies a text and says so, or how it is copied by hand.
pub fn copy(app: &AppContext, text: &str) {
    if clipboard::copy(text) {
        app.tell("已复制");
    } else {
        app.warn("浏览器没有允许复制，请选中文字后按 Ctrl+C");
    }
}

/// A line to be run: where, a button that copies it, the line.
pub fn command(app: &AppContext, place: &'static str, line: &str) -> Html {
    let onclick = cb!(app, line, move |_: MouseEvent| copy(&app, &line));
    html! {
        <div class="command">
            <div class="row between"><span class="label">{ place }</span><button type="button" class="btn quiet" aria-label={format!("复制：{place}")} {onclick}>{ "复制" }</button></div>
            <pre class="pre" tabindex="0">{ spelt_out(line).into_owned() }</pre>
        </div>
    }
}
