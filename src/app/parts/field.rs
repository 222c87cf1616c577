//! A box mirrors what is typed: nothing is trimmed or changed while an input method composes.

use crate::model::without_unseen;
use std::borrow::Cow;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FieldProps {
    pub id: AttrValue,
    /// Empty for a box whose label stands elsewhere; then `name` tells screen readers what it is.
    #[prop_or_default]
    pub label: AttrValue,
    #[prop_or_default]
    pub name: AttrValue,
    #[prop_or_default]
    pub hint: AttrValue,
    pub value: AttrValue,
    pub on_text: Callback<String>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub locked: bool,
    #[prop_or_default]
    pub placeholder: AttrValue,
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    #[prop_or_default]
    pub inputmode: Option<AttrValue>,
    #[prop_or_default]
    pub class: Classes,
    /// What is typed counts as it is, and is judged elsewhere: nothing of it is dropped.
    #[prop_or_default]
    pub exact: bool,
    /// Several lines.
    #[prop_or_default]
    pub lines: bool,
}

/// Characters that a box of one line takes at most.
pub const LINE: usize = 1_000;
/// Characters that a box of several lines takes at most.
const LINES: usize = 10_000;

/// A box with its label, hint and problem. It mirrors the raw text: nothing is trimmed or changed while typing, so
/// that Chinese input methods compose undisturbed. What only pasting brings does not stay: characters that show nothing,
/// and more text than a box is for, which is told.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let p = props;
    let most = if p.lines { LINES } else { LINE };
    let was_cut = use_state_eq(|| false);
    let too_long = was_cut.then(|| AttrValue::from(format!("最多{most}个字，多出的没有放进来，请看看是否贴错")));
    let error = too_long.or_else(|| p.error.clone());
    let (hint_id, error_id) = (format!("{}-hint", p.id), format!("{}-error", p.id));
    let described = [(!p.hint.is_empty(), &hint_id), (error.is_some(), &error_id)];
    let described: Vec<_> = described.iter().filter(|(on, _)| *on).map(|(_, id)| id.as_str()).collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let name = (!p.name.is_empty()).then(|| p.name.clone());
    let invalid = error.is_some().then_some("true");
    let drawn = use_force_update();
    let oninput = cb!(on_text = p.on_text, lines = p.lines, exact = p.exact, drawn, move |event: InputEvent| {
        let (input, area) =
            (event.target_dyn_into::<HtmlInputElement>(), event.target_dyn_into::<HtmlTextAreaElement>());
        let raw = input.as_ref().map(|i| i.value()).or_else(|| area.as_ref().map(|a| a.value())).unwrap_or_default();
        let shown = if exact { Cow::Borrowed(raw.as_str()) } else { without_unseen(&raw) };
        // Breaks of other kinds than the browser's own end a line too.
        let text: String = shown.chars().take(most).map(|c| if c == '\n' && !lines { ' ' } else { c }).collect();
        was_cut.set(text.len() < shown.len());
        if text != raw {
            input.iter().for_each(|i| i.set_value(&text));
            area.iter().for_each(|a| a.set_value(&text));
        }
        on_text.emit(text);
        // Yew hands back to the browser where no drawing is due, were it in the middle of telling the new state to
        // those below. With this one due the box never shows an older text to the next key.
        drawn.force_update();
    });
    let input = if p.lines {
        html! { <textarea id={p.id.clone()} value={p.value.clone()} {oninput} readonly={p.locked} placeholder={p.placeholder.clone()}
        aria-describedby={described} aria-invalid={invalid} aria-label={name} rows="2" /> }
    } else {
        html! { <input id={p.id.clone()} type={p.kind.clone()} value={p.value.clone()} {oninput} readonly={p.locked}
        placeholder={p.placeholder.clone()} inputmode={p.inputmode.clone()} aria-describedby={described} aria-invalid={invalid}
        aria-label={name} autocomplete="off" spellcheck="false" /> }
    };
    html! {
        <div class={classes!("field", p.class.clone())}>
            if !p.label.is_empty() { <label for={p.id.clone()}>{ &p.label }</label> }
            if !p.hint.is_empty() { <span class="hint" id={hint_id}>{ &p.hint }</span> }
            { input }
            if let Some(error) = &error { <span class="error" id={error_id}>{ error }</span> }
        </div>
    }
}

/// What is said of a box that was left empty, once the user `tried` to go on.
pub fn wanting(tried: bool, text: &str, what: &'static str) -> Option<AttrValue> {
    (tried && text.trim().is_empty()).then_some(AttrValue::Static(what))
}
