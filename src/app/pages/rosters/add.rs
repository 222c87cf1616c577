//! A row typed by hand needs what every row of its roster needs.

use crate::app::parts::{Dialog, Field as TextBox};
use crate::model::{EntityKind, Source};
use crate::roster::{Edit, Field};
use std::collections::BTreeMap;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct AddDialogProps {
    /// Which roster.
    pub kind: EntityKind,
    /// The place of the new row.
    pub source: Source,
    /// Adds it; whether that was accepted.
    pub on_add: Callback<Edit, bool>,
    pub on_close: Callback<()>,
}

/// A row that the workbook does not have, typed by hand.
#[component]
pub fn AddDialog(props: &AddDialogProps) -> Html {
    let values = use_state_eq(BTreeMap::<Field, String>::new);
    let tried = use_state_eq(|| false);
    let needed = props.kind.required();
    let missing = values.get(&needed).is_none_or(|v| v.trim().is_empty());
    let onsubmit = cb!(
        values,
        tried,
        add = props.on_add,
        close = props.on_close,
        source = props.source,
        move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            if !missing && add.emit(Edit::Add { source: source.clone(), values: (*values).clone() }) {
                close.emit(());
            }
        }
    );
    html! {
        <Dialog title="手工添加一行" on_close={props.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <div class="grid">
                    { for props.kind.fields().map(|field| {
                        let state = values.clone();
                        let on_text = Callback::from(move |text| {
                            let mut new = (*state).clone();
                            new.insert(field, text);
                            state.set(new);
                        });
                        let error = (field == needed && *tried && missing).then(|| AttrValue::from(format!("请填写{}", field.name())));
                        html! { <TextBox key={field.name()} id={format!("add-{}", field.name())} label={field.name()} value={values.get(&field).cloned().unwrap_or_default()} {on_text} {error} /> }
                    }) }
                </div>
                <div class="row end">
                    <button class="btn" type="button" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                    <button class="btn main" type="submit">{ "添加" }</button>
                </div>
            </form>
        </Dialog>
    }
}
