//! 移送: the list, each with what can be done about it: 登记答复 and 办结 are two acts.

use super::transfer::TransferDialog;
use super::transfer_line::standing;
use crate::app::context::{AppContext, use_app};
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{DayBox, Dialog, Field, ReasonDialog, Reasoned};
use crate::browser::clock;
use crate::model::{InOrder, Transfer};
use crate::state::Act;
use chrono::NaiveDate;
use yew::prelude::*;

/// What is being done about a transfer, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    HandOn,
    Answer(u32),
    Change(u32),
    Withdraw(u32),
}

/// The list, the open ones first; `doing` is asked for what takes a dialog.
pub fn transfers(app: &AppContext, course: &DrawnCampaign, doing: &Callback<Doing>) -> Html {
    let mut transfers: Vec<&Transfer> = course.conduct().transfers.iter().collect();
    transfers.order_by_key(|t| (t.closed.is_some(), t.due, t.id));
    if transfers.is_empty() {
        return Html::default();
    }
    html! {
        <div class="scroll"><table class="wrap-cards transfers">
            <thead><tr><th class="num">{ "移送" }</th><th>{ course.subject() }</th><th>{ "问题" }</th><th>{ "移送给" }</th><th>{ "移送、期限" }</th><th>{ "答复" }</th><th>{ "办结日期" }</th><th><span class="sr">{ "办理" }</span></th></tr></thead>
            <tbody>{ for transfers.into_iter().map(|t| row(app, course, t, doing)) }</tbody>
        </table></div>
    }
}

fn row(app: &AppContext, course: &DrawnCampaign, t: &Transfer, doing: &Callback<Doing>) -> Html {
    let (id, name) = (t.id, course.list.0.get(&t.business).map_or(&t.business, |b| &b.name));
    let start = |what: Doing| doing.reform(move |_: MouseEvent| what);
    let on_day = cb!(app, campaign = course.campaign.id, move |on: Option<NaiveDate>| app
        .act(&campaign, Act::CloseTransfer { id, on }));
    html! {
        <tr key={id}>
            <td class="num" data-label="移送">{ format!("第{id}号") }</td><td data-label={course.subject()}>{ name }</td><td data-label="问题">{ &t.problem }</td>
            <td data-label="移送给">{ format!("{} → {}", t.from, t.to) }</td>
            <td class="nowrap" data-label="移送、期限"><span>{ t.on.to_string() }if let Some(due) = t.due { <br />{ format!("{due} 前答复") } }</span></td>
            <td data-label="答复"><span>{ standing(t) }if let Some(day) = t.answered { { " " }<span class="small nowrap">{ day.to_string() }</span> }{ " " }{ &t.answer }</span></td>
            <td data-label="办结日期">if t.answer.is_empty() && t.closed.is_none() { <span class="small">{ "先登记答复" }</span> } else { <DayBox name={format!("第{id}号移送的办结日期")} value={t.closed} {on_day} /> }</td>
            <td data-label="办理"><span class="row">
                <button type="button" class="btn quiet" aria-label={format!("登记第{id}号移送的答复")} onclick={start(Doing::Answer(id))}>{ "登记答复……" }</button>
                if t.closed.is_none() { <button type="button" class="btn quiet" aria-label={format!("修改第{id}号移送")} onclick={start(Doing::Change(id))}>{ "修改" }</button> }
                <button type="button" class="btn quiet danger" aria-label={format!("撤回第{id}号移送")} onclick={start(Doing::Withdraw(id))}>{ "撤回" }</button>
            </span></td>
        </tr>
    }
}

/// The dialog of what is being done; none where the transfer is not there any more.
pub fn dialog(app: &AppContext, course: &DrawnCampaign, doing: Doing, on_close: &Callback<()>) -> Html {
    let transfers = &course.conduct().transfers;
    let (course, on_close) = (course.clone(), on_close.clone());
    let known = |id: u32| transfers.iter().find(|t| t.id == id).cloned();
    match doing {
        Doing::HandOn => html! { <TransferDialog {course} {on_close} /> },
        Doing::Answer(id) => {
            html! { if let Some(transfer) = known(id) { <AnswerDialog {course} {transfer} {on_close} /> } }
        }
        Doing::Change(id) => {
            html! { if let Some(t) = known(id) { <TransferDialog {course} business={t.business.clone()} transfer={Some(t)} {on_close} /> } }
        }
        Doing::Withdraw(id) => known(id).map(|_| withdraw(app, &course, id, on_close)).unwrap_or_default(),
    }
}

/// 撤回 of a transfer that was entered by mistake.
fn withdraw(app: &AppContext, course: &DrawnCampaign, id: u32, on_close: Callback<()>) -> Html {
    let on_done = cb!(app, campaign = course.campaign.id, close = on_close, move |said: Reasoned| {
        let act = Act::Withdraw { id, reason: said.reason, approved_by: said.approved_by };
        if app.try_act(&campaign, act) {
            close.emit(());
        }
    });
    let about = "它会从清单、期限和汇总中去掉，编号不再使用；已经送出的，还要另行告知接收单位。撤回留在日志中。";
    html! { <ReasonDialog title={format!("撤回第{id}号移送？")} {about} button="撤回" approval=true {on_done} {on_close} /> }
}

#[derive(Properties, PartialEq)]
struct AnswerDialogProps {
    course: DrawnCampaign,
    transfer: Transfer,
    on_close: Callback<()>,
}

/// 登记答复: what was answered, and when. It does not end the matter.
#[component]
fn AnswerDialog(p: &AnswerDialogProps) -> Html {
    let app = use_app();
    let answer = use_state_eq(|| p.transfer.answer.clone());
    let on = use_state_eq(|| p.transfer.answered.or_else(|| Some(clock::now().date_naive())));
    let keep = cb!(
        id = p.course.campaign.id,
        transfer = p.transfer.id,
        close = p.on_close,
        answer,
        on,
        move |_: MouseEvent| {
            if app.try_act(&id, Act::Answer { id: transfer, answer: (*answer).clone(), on: *on }) {
                close.emit(());
            }
        }
    );
    let is_same = answer.trim().is_empty() && p.transfer.answer.is_empty();
    html! {
        <Dialog title={format!("第{}号移送的答复", p.transfer.id)} on_close={p.on_close.clone()}>
            <p class="small">{ format!("{} → {}：{}", p.transfer.from, p.transfer.to, p.transfer.problem) }</p>
            <Field id="answer" label="答复的内容" lines=true value={(*answer).clone()} on_text={cb!(a = answer, move |text| a.set(text))} />
            <div class="field"><label for="answer-on">{ "答复日期" }</label><span class="hint">{ "登记答复之后，在清单中另填办结日期" }</span><DayBox id="answer-on" name="答复日期" value={*on} on_day={cb!(on, move |day| on.set(day))} /></div>
            <div class="row end">
                <button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                <button type="button" class="btn main" disabled={is_same} onclick={keep}>{ "登记" }</button>
            </div>
        </Dialog>
    }
}
