//! The parts of a long page, as links within it.

use crate::browser::page;
use yew::prelude::*;

/// A link to each heading of these ids. A heading takes the focus where its `tabindex` is -1.
pub fn anchors(parts: impl IntoIterator<Item = (&'static str, &'static str)>) -> Html {
    let anchor = |(id, name): (&'static str, &'static str)| {
        let onclick = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            page::show(id);
        });
        html! { <a class="small" href={format!("#{id}")} {onclick}>{ name }</a> }
    };
    html! { <nav class="row anchors" aria-label="本页内容">{ for parts.into_iter().map(anchor) }</nav> }
}
