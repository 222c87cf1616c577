//! 作废: what was opened stays in the record, so what is missing of it comes first (protocol §4).

use super::names::SealedNames;
use super::sealed_attempt::SealedAttempt;
use crate::app::context::use_app;
use crate::app::parts::{Dialog, ReasonDialog, Reasoned, checkbox};
use crate::app::worker::drawing;
use crate::state::{Act, Attempt, Campaign};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct VoidDialogProps {
    pub campaign: Rc<Campaign>,
    pub sealed: Option<SealedAttempt>,
    pub on_close: Callback<()>,
}

/// What a void needs first (protocol §4): what is thrown away must stand in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Before {
    /// Nothing: no number was opened, or the outcome is there.
    Nothing,
    /// The number of this party and those after it.
    Numbers(String),
    /// What the numbers would have drawn.
    Outcome,
}

impl Before {
    fn of(attempt: &Attempt) -> Self {
        let Some(seal) = attempt.seal.as_ref().filter(|_| attempt.drawn().is_none()) else { return Self::Nothing };
        match seal.contributors.get(attempt.confirmed()) {
            _ if attempt.confirmed() == 0 && !attempt.is_correcting() => Self::Nothing,
            Some(label) => Self::Numbers(label.clone()),
            None if attempt.nonce.is_none() => Self::Nothing,
            None => Self::Outcome,
        }
    }
}

/// 作废: what is missing first, then why, by whom, before whom.
#[component]
pub fn VoidDialog(p: &VoidDialogProps) -> Html {
    let app = use_app();
    let unobtainable = use_state_eq(|| false);
    let drawing = use_state_eq(|| false);
    let title = format!("作废第 {} 次抽取？", p.campaign.attempt_number());
    let close = p.on_close.reform(|_: MouseEvent| ());
    let Some(attempt) = p.campaign.current() else { return Html::default() };
    let before = Before::of(attempt);
    let incomplete = matches!(before, Before::Numbers(_));
    let done = cb!(app, id = p.campaign.id, close = p.on_close, move |said: Reasoned| {
        let Reasoned { reason, approved_by, witnesses } = said;
        if app.try_act(&id, Act::Void { reason, approved_by, witnesses, incomplete }) {
            close.emit(());
        }
    });
    let set = cb!(unobtainable, move |on| unobtainable.set(on));
    let would_be = if attempt.nonce.is_some() { "，看到本来会抽出的结果" } else { "" };
    match before {
        Before::Numbers(label) if !*unobtainable => html! {
            <Dialog {title} on_close={p.on_close.clone()}>
                <p class="note warn">{ format!("已经有号码打开了。作废之前请先录入“{label}”等其余各方的号码{would_be}：打开过的号码和结果都要留在公开记录里，谁也不能因为不满意而丢掉。") }</p>
                { checkbox("unobtainable", false, false, set, "有的号码确实无法取得（须在理由中写明是哪一方、为什么）") }
                <div class="row end"><button type="button" class="btn main" onclick={close}>{ "继续录入" }</button></div>
            </Dialog>
        },
        Before::Outcome if !*unobtainable => {
            let is_seeded = attempt.seed().is_some();
            let onclick = cb!(app, id = p.campaign.id, drawing, move |_: MouseEvent| {
                if is_seeded || app.try_act(&id, Act::MakeSeed) {
                    drawing.set(true);
                    let drawing = drawing.clone();
                    drawing::draw(&app, &id, move || drawing.set(false));
                }
            });
            html! {
                <Dialog {title} on_close={p.on_close.clone()}>
                    <p class="note warn">{ "号码已经录齐，结果已由它们定下。作废之前先把它算出来：本来会抽中谁，要留在公开记录里。" }</p>
                    { checkbox("unobtainable", false, false, set, "确实算不出来，如封存的名录已丢失（须写明）") }
                    <div class="row end">
                        <button type="button" class="btn" onclick={close}>{ "取消" }</button>
                        <button type="button" class="btn main" disabled={*drawing} {onclick}>{ if *drawing { "正在计算……" } else { "算出本来的结果" } }</button>
                    </div>
                </Dialog>
            }
        }
        _ => html! {
            <ReasonDialog {title}
                about="本次的封存码、号码和结果不再有效，但会连同理由、随机码留在公开记录和附件2中，不能删除。作废后可以修改方案和名录，再次封存；下一次封存会写明这一次到了哪一步。作废后请打印作废单签字。"
                button="作废" approval=true witnessed=true on_done={done} on_close={p.on_close.clone()}>
                { for p.sealed.iter().map(|s| would_have_been(&app.store.model, s)) }
            </ReasonDialog>
        },
    }
}

/// Businesses that are told by name.
const NAMED: usize = 30;

/// What is thrown away.
fn would_have_been(model: &crate::state::Model, s: &SealedAttempt) -> Html {
    let Some(outcome) = s.attempt.drawn().and_then(|drawn| model.outcome(drawn.outcome)) else {
        return Html::default();
    };
    let names = SealedNames::of(&s.sealed);
    let told: Vec<_> = outcome.businesses.iter().take(NAMED).map(|key| names.get(key)).collect();
    let more = if outcome.businesses.len() > NAMED { "等" } else { "" };
    html! {
        <p class="note" id="would-have-been">{ format!("作废的是这样的结果：抽中{}户：{}{more}。", outcome.businesses.len(), told.join("、")) }</p>
    }
}
