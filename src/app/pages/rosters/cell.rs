//! A cell of a roster is text until it is entered, and a box until it is left.

use crate::model::Source;
use crate::roster::Field;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EditCellProps {
    pub source: Source,
    pub field: Field,
    pub value: AttrValue,
    /// What the workbook had, if it was mended.
    #[prop_or_default]
    pub before: Option<String>,
    pub locked: bool,
    /// The table's one stop for the Tab key; arrows lead on from it.
    #[prop_or_default]
    pub entry: bool,
    /// It stands in a line of text, not in a table.
    #[prop_or_default]
    pub inline: bool,
    /// Which cell, what it was, what it shall be.
    pub on_edit: Callback<(Source, Field, String, String)>,
}

/// A cell that becomes a box when it is clicked or entered: Enter keeps, Esc gives up. The text is the user's own until
/// it is kept, so that Chinese input methods compose undisturbed.
#[component]
pub fn EditCell(props: &EditCellProps) -> Html {
    // Which cell it is that became a box: another may take its place.
    let edited = use_state_eq(|| None::<Source>);
    let editing = edited.as_ref() == Some(&props.source);
    let (node, button) = (use_node_ref(), use_node_ref());
    // The box was left, so that the loss of its focus as it goes says nothing more.
    let left = use_mut_ref(|| false);
    // The focus was taken from a key, not by a click elsewhere: it goes back to the cell.
    let returns = use_mut_ref(|| false);
    use_effect_with(
        editing,
        with!(node, button, returns, value = props.value, move |editing| {
            if let Some(cell) = button.cast::<HtmlElement>().filter(|_| !editing && returns.replace(false)) {
                let _ = cell.focus();
            }
            if let Some(input) = node.cast::<HtmlInputElement>().filter(|_| *editing) {
                // Yew gives `defaultvalue` to text areas only.
                input.set_value(&value);
                let _ = input.focus();
                input.select();
            }
        }),
    );
    let name = props.field.name();
    let tag = if props.inline { "span" } else { "td" };
    if !editing {
        let onclick = cb!(edited, source = props.source, move |_: MouseEvent| {
            left.replace(false);
            edited.set(Some(source.clone()));
        });
        let title = props.before.as_ref().map(|b| format!("原来是“{b}”"));
        return html! {
            <@{tag} data-label={name} class={classes!(props.before.is_some().then_some("mended"))} {title}>
                if props.locked { { &props.value } } else {
                    <button ref={button} type="button" class="cell" tabindex={if props.entry { "0" } else { "-1" }} {onclick} aria-label={format!("{name}：{}，修改", props.value)}>{ if props.value.is_empty() { "—".into() } else { props.value.clone() } }</button>
                }
            </@>
        };
    }
    let value = props.value.to_string();
    let (source, field) = (&props.source, props.field);
    let keep = with!(edited, source, on_edit = props.on_edit, left, move |text: String| {
        edited.set(None);
        if !left.replace(true) && text != value {
            on_edit.emit((source.clone(), field, value.clone(), text));
        }
    });
    let onkeydown = cb!(node, keep, move |event: KeyboardEvent| match event.key().as_str() {
        // Enter that ends a composition belongs to the input method.
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            returns.replace(true);
            keep(node.cast::<HtmlInputElement>().map(|i| i.value()).unwrap_or_default());
        }
        "Escape" => {
            // The dialog or page beneath is not meant.
            event.stop_propagation();
            returns.replace(true);
            left.replace(true);
            edited.set(None);
        }
        _ => {}
    });
    let onblur = {
        let node = node.clone();
        // After Esc the box is gone, and there is nothing to keep.
        Callback::from(move |_: FocusEvent| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                keep(input.value());
            }
        })
    };
    html! { <@{tag} data-label={name}><input ref={node} type="text" aria-label={name} {onkeydown} {onblur} /></@> }
}
