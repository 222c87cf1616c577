use crate::app::parts::{Dialog, Field as TextBox};
use crate::roster::{Field, Mend, Record, added_source};
use crate::state::Checked;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct AddDialogProps<T: Record> {
    pub checked: Rc<Checked<T>>,
    pub on_mend: Callback<Vec<Mend>>,
    pub on_close: Callback<()>,
}

impl<T: Record> PartialEq for AddDialogProps<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.checked, &other.checked)
    }
}

/// A row that the workbook does not have, typed by hand.
#[component]
pub fn AddDialog<T: Record + 'static>(props: &AddDialogProps<T>) -> Html {
    let values = use_state_eq(BTreeMap::<Field, String>::new);
    let tried = use_state_eq(|| false);
    let needed = T::KIND.required();
    let missing = values.get(&needed).is_none_or(|v| v.trim().is_empty());
    let onsubmit = {
        let (values, tried, mend, close) = (values.clone(), tried.clone(), props.on_mend.clone(), props.on_close.clone());
        let source = added_source(&props.checked.mended.rows);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            if !missing {
                mend.emit(vec![Mend::Add { source: source.clone(), values: (*values).clone() }]);
                close.emit(());
            }
        })
    };
    html! {
        <Dialog title="手工添加一行" on_close={props.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <div class="grid">
                    { for T::KIND.fields().map(|field| {
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
