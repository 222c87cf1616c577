//! Good news goes by itself; a refusal stays until it was read.

use crate::app::context::use_app;
use crate::app::store::{Msg, ToastMessage};
use gloo_timers::callback::Interval;
use web_sys::Element;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ToastProps {
    /// How many dialogs lie below it. A dialog hides what is behind it, and keeps it from being pressed or read aloud.
    pub level: u32,
}

/// The message at the foot of the page, or of the uppermost dialog.
#[component]
pub fn Toast(props: &ToastProps) -> Html {
    let app = use_app();
    let notice = app.store.notice.clone().filter(|_| app.store.dialogs == props.level);
    let node = use_node_ref();
    use_effect_with(
        notice.as_ref().map(|n| (n.text.clone(), n.bad)),
        with!(app, node, move |notice| {
            // Good news goes by itself, but not from under whoever is at it; a refusal stays until it was read.
            let good = notice.as_ref().is_some_and(|(_, bad)| !bad);
            let timer = good.then(|| {
                Interval::new(6_000, move || {
                    let at_it =
                        node.cast::<Element>().is_some_and(|e| e.matches(":hover, :focus-within").unwrap_or(false));
                    if !at_it {
                        app.send(Msg::Dismiss);
                    }
                })
            });
            move || drop(timer)
        }),
    );
    let dismiss = Callback::from(move |_: MouseEvent| app.send(Msg::Dismiss));
    let Some(ToastMessage { text, bad, .. }) = notice else { return Html::default() };
    // Good news in the way is gone at a click; of a refusal the words may be marked and copied.
    let onclick = (!bad).then(|| dismiss.clone());
    html! {
        <div ref={node} {onclick} class={classes!("toast", "chrome", bad.then_some("bad"))} role={if bad { "alert" } else { "status" }}>
            <span>{ text }</span>
            <button type="button" class="btn" onclick={dismiss}>{ "知道了" }</button>
        </div>
    }
}
