//! Dialogs are the browser's own: what is behind them rests, Esc closes them, the focus returns.

use super::field::{Field, wanting};
use super::toast::Toast;
use crate::app::context::use_app;
use crate::app::store::Msg;
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
    let app = use_app();
    let level = *use_memo((), |()| app.store.dialogs + 1);
    use_effect_with(
        (),
        with!(node, move |()| {
            app.send(Msg::Dialog { opened: true });
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
            }
            // Closed before it goes, so that the focus returns to what opened it.
            move || {
                dialog.iter().for_each(HtmlDialogElement::close);
                app.send(Msg::Dialog { opened: false });
            }
        }),
    );
    let oncancel = props.on_close.reform(|event: Event| event.prevent_default());
    html! {
        <dialog ref={node} class={props.wide.then_some("wide")} {oncancel} aria-labelledby="dialog-title">
            <h2 id="dialog-title">{ &props.title }</h2>
            <div class="stack">{ props.children.clone() }</div>
            <Toast {level} />
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
    /// Whether witnesses are asked for as well.
    #[prop_or_default]
    pub witnessed: bool,
    #[prop_or_default]
    pub reason: AttrValue,
    pub on_done: Callback<Reasoned>,
    pub on_close: Callback<()>,
    /// What it is about, in more than a sentence.
    #[prop_or_default]
    pub children: Html,
}

/// What a [`ReasonDialog`] was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reasoned {
    pub reason: String,
    pub approved_by: String,
    pub witnesses: String,
}

/// Asks for a reason, and an approver where one is needed, before an act that stays in the record.
#[component]
pub fn ReasonDialog(props: &ReasonDialogProps) -> Html {
    let said = use_state_eq(|| Reasoned { reason: props.reason.to_string(), ..Reasoned::default() });
    let tried = use_state_eq(|| false);
    let set = |place: fn(&mut Reasoned) -> &mut String| {
        cb!(said, move |text| {
            let mut next = (*said).clone();
            *place(&mut next) = text;
            said.set(next);
        })
    };
    let onsubmit = cb!(
        said,
        tried,
        done = props.on_done,
        approval = props.approval,
        witnessed = props.witnessed,
        move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            let approved = !approval || !said.approved_by.trim().is_empty();
            let seen = !witnessed || !said.witnesses.trim().is_empty();
            if approved && seen && !said.reason.trim().is_empty() {
                done.emit((*said).clone());
            }
        }
    );
    let close = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <Dialog title={props.title.clone()} on_close={props.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <p>{ &props.about }</p>
                { props.children.clone() }
                <Field id="reason" label="理由" value={said.reason.clone()} on_text={set(|r| &mut r.reason)} lines=true
                    error={wanting(*tried, &said.reason, "请填写理由，它会留在记录中")} />
                if props.approval {
                    <Field id="approver" label="批准人" value={said.approved_by.clone()} on_text={set(|r| &mut r.approved_by)}
                        error={wanting(*tried, &said.approved_by, "请填写批准人姓名")} />
                }
                if props.witnessed {
                    <Field id="witnesses" label="见证人" hint="在场监督、见证的人，至少一人，几人用顿号隔开" value={said.witnesses.clone()} on_text={set(|r| &mut r.witnesses)}
                        error={wanting(*tried, &said.witnesses, "请填写见证人姓名，至少一人")} />
                }
                <div class="row end">
                    <button class="btn" type="button" onclick={close}>{ "取消" }</button>
                    <button class="btn danger" type="submit">{ &props.button }</button>
                </div>
            </form>
        </Dialog>
    }
}
