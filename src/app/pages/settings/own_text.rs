//! A box of the settings that is read line by line while it is typed.

use crate::app::parts::Field;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OwnTextProps {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: AttrValue,
    #[prop_or_default]
    pub lines: bool,
    /// What stands, as text.
    pub value: AttrValue,
    /// Whether what is typed says what stands; where it does not any more, what stands is shown. None: what is typed is.
    #[prop_or_default]
    pub says: Option<Callback<String, bool>>,
    /// What is wrong with a text.
    #[prop_or_default]
    pub fault: Option<Callback<String, Option<AttrValue>>>,
    pub on_text: Callback<String>,
}

/// A box that keeps its own text, of which what it says is read: so an empty line can be typed, and half a day.
#[component]
pub fn OwnText(p: &OwnTextProps) -> Html {
    let text = use_state_eq(|| p.value.to_string());
    let is_shown = p.says.as_ref().is_none_or(|says| says.emit((*text).clone()));
    let value = if is_shown { AttrValue::from((*text).clone()) } else { p.value.clone() };
    let error = p.fault.as_ref().and_then(|fault| fault.emit((*text).clone()));
    let on_text = cb!(on_text = p.on_text, move |typed: String| {
        on_text.emit(typed.clone());
        text.set(typed);
    });
    let (class, inputmode) = if p.lines { ("lines-box", None) } else { ("", Some("numeric")) };
    html! { <Field id={p.id.clone()} {class} {inputmode} label={p.label.clone()} hint={p.hint.clone()} lines={p.lines} {value} {error} {on_text} /> }
}
