//! A drop-down list shows what stands, also where a choice was refused or is none of the list.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PickProps {
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// What screen readers call it.
    pub name: AttrValue,
    pub value: AttrValue,
    /// Value and text of each choice, in order.
    pub options: Vec<(AttrValue, AttrValue)>,
    pub on_pick: Callback<String>,
    #[prop_or_default]
    pub locked: bool,
    #[prop_or_default]
    pub class: Classes,
}

/// A drop-down list. A value that is not among the choices stands first among them, so that nothing is lost.
#[component]
pub fn Pick(props: &PickProps) -> Html {
    let node = use_node_ref();
    let told = use_state(|| 0_u32);
    let onchange = cb!(on_pick = props.on_pick, told, move |event: Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            on_pick.emit(select.value());
            told.set(told.wrapping_add(1));
        }
    });
    {
        // Once the user has chosen, `selected` no longer moves the list; nor does a choice that was refused stay. This
        // comes after the drawing, perhaps when the next choice is made already: that one is then not moved back.
        let (node, now) = (node.clone(), told.clone());
        use_effect_with((*told, props.value.clone(), props.options.len()), move |(told, value, _)| {
            if let Some(select) = node.cast::<HtmlSelectElement>().filter(|_| *told == *now) {
                select.set_value(value);
            }
        });
    }
    let known = props.options.iter().any(|(value, _)| *value == props.value);
    let odd = (!known).then(|| (props.value.clone(), props.value.clone()));
    html! {
        <select ref={node} id={props.id.clone()} aria-label={props.name.clone()} class={props.class.clone()} disabled={props.locked} {onchange}>
            { for odd.iter().chain(&props.options).map(|(value, text)| html! {
                <option key={value.to_string()} value={value.clone()} selected={*value == props.value}>{ text }</option>
            }) }
        </select>
    }
}

/// The choices of a list of words, with none before them.
pub fn words(none: &'static str, list: &[String]) -> Vec<(AttrValue, AttrValue)> {
    let word = |w: &String| (AttrValue::from(w.clone()), AttrValue::from(w.clone()));
    std::iter::once((AttrValue::Static(""), AttrValue::Static(none))).chain(list.iter().map(word)).collect()
}
