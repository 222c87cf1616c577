//! Check boxes and radio buttons: box and label are one target.

use web_sys::HtmlInputElement;
use yew::html::IntoPropValue;
use yew::prelude::*;

/// A check box with its label as one target; `on_pick` is told whether it is ticked now.
pub fn checkbox(
    group: impl Into<AttrValue>,
    checked: bool,
    locked: bool,
    on_pick: Callback<bool>,
    label: impl IntoPropValue<Html>,
) -> Html {
    choice("checkbox", group.into(), checked, locked, on_pick, label.into_prop_value())
}

/// A radio button of a group with its label as one target.
pub fn radio(
    group: impl Into<AttrValue>,
    checked: bool,
    locked: bool,
    on_pick: Callback<bool>,
    label: impl IntoPropValue<Html>,
) -> Html {
    choice("radio", group.into(), checked, locked, on_pick, label.into_prop_value())
}

fn choice(
    kind: &'static str,
    name: AttrValue,
    checked: bool,
    disabled: bool,
    on_pick: Callback<bool>,
    label: Html,
) -> Html {
    let onchange =
        on_pick.reform(|event: Event| event.target_dyn_into::<HtmlInputElement>().is_some_and(|i| i.checked()));
    html! { <label class="choice"><input type={kind} {name} {checked} {disabled} {onchange} /><span>{ label }</span></label> }
}
