use super::Field;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    pub title: AttrValue,
    pub on_close: Callback<()>,
    /// As wide as the page: it holds a table.
    #[prop_or_default]
    pub wide: bool,
    pub children: Html,
}

/// A modal dialog; Esc closes it.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
            }
            // Closed before it goes, so that the focus returns to what opened it.
            move || dialog.iter().for_each(HtmlDialogElement::close)
        });
    }
    let oncancel = props.on_close.reform(|event: Event| event.prevent_default());
    html! {
        <dialog ref={node} class={props.wide.then_some("wide")} {oncancel} aria-labelledby="dialog-title">
            <h2 id="dialog-title">{ &props.title }</h2>
            <div class="stack">{ props.children.clone() }</div>
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
pub struct ReasonDialogProps {
    pub title: AttrValue,
    /// What will happen and what is lost.
    pub about: AttrValue,
    pub button: AttrValue,
    /// Whether somebody must approve.
    #[prop_or_default]
    pub approval: bool,
    #[prop_or_default]
    pub reason: AttrValue,
    /// Reason and approver.
    pub on_done: Callback<(String, String)>,
    pub on_close: Callback<()>,
}

/// Asks for a reason, and an approver where one is needed, before an act that stays in the record.
#[component]
pub fn ReasonDialog(props: &ReasonDialogProps) -> Html {
    let reason = use_state_eq(|| props.reason.to_string());
    let approver = use_state_eq(String::new);
    let tried = use_state_eq(|| false);
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |text| state.set(text))
    };
    let wanting =
        |text: &str, what: &'static str| (*tried && text.trim().is_empty()).then_some(AttrValue::Static(what));
    let onsubmit = {
        let (reason, approver, tried, approval, done) =
            (reason.clone(), approver.clone(), tried.clone(), props.approval, props.on_done.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            let approved = !approval || !approver.trim().is_empty();
            if approved && !reason.trim().is_empty() {
                done.emit(((*reason).clone(), (*approver).clone()));
            }
        })
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <Dialog title={props.title.clone()} on_close={props.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <p>{ &props.about }</p>
                <Field id="reason" label="理由" value={(*reason).clone()} on_text={set(&reason)} lines=true
                    error={wanting(&reason, "请填写理由，它会留在记录中")} />
                if props.approval {
                    <Field id="approver" label="批准人" value={(*approver).clone()} on_text={set(&approver)}
                        error={wanting(&approver, "请填写批准人姓名")} />
                }
                <div class="row end">
                    <button class="btn" type="button" onclick={close}>{ "取消" }</button>
                    <button class="btn seal" type="submit">{ &props.button }</button>
                </div>
            </form>
        </Dialog>
    }
}
