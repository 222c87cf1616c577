use super::Course;
use super::transfer::TransferDialog;
use crate::app::parts::{DayBox, Dialog, Field, Pager, ReasonDialog, Reasoned, page_of};
use crate::app::store::use_shop;
use crate::browser::clock;
use crate::model::{Status, Transfer};
use crate::route::{Papers, Route, Whose};
use crate::state::Act;
use chrono::NaiveDate;
use yew::prelude::*;

/// 后续处置: what is handed on and what is to be ended, the open ones first.
#[component]
pub fn FollowUp(course: &Course) -> Html {
    let shop = use_shop();
    let doing = use_state_eq(|| None::<Doing>);
    let page = use_state_eq(|| 0_usize);
    let conduct = course.conduct();
    let list = &course.list.0;
    let waiting: Vec<_> = list
        .businesses
        .iter()
        .filter(|b| {
            conduct.inspections.get(&b.key).is_some_and(|i| i.needs_follow_up())
                && conduct.status(&b.key) >= Status::Inspected
        })
        .collect();
    let mut transfers: Vec<&Transfer> = conduct.transfers.iter().collect();
    transfers.sort_by_key(|t| (t.closed.is_some(), t.due, t.id));
    let name = |key: &str| list.get(key).map_or(key, |b| &b.name).to_owned();
    let ended = |key: &String| {
        let (shop, id, business) = (shop.clone(), course.campaign.id.clone(), key.clone());
        Callback::from(move |on: Option<NaiveDate>| shop.act(&id, Act::Close { business: business.clone(), on }))
    };
    let start = |what: Doing| {
        let doing = doing.clone();
        Callback::from(move |_: MouseEvent| doing.set(Some(what)))
    };
    let close = {
        let doing = doing.clone();
        Callback::from(move |()| doing.set(None))
    };
    html! {
        <section class="card stack" aria-labelledby="follow-up">
            <div class="head">
                <h2 id="follow-up">{ "后续处置与移送" }</h2>
                <span class="right row">
                    <button type="button" class="btn" onclick={start(Doing::HandOn)}>{ "登记移送……" }</button>
                    <a class="btn" href={Route::Papers(course.campaign.id.clone(), Papers::Letters, Whose::All).hash()}>{ "打印结果告知书" }</a>
                </span>
            </div>
            if waiting.is_empty() && transfers.is_empty() {
                <p class="note">{ "没有需要跟踪的后续处置。发现问题需要移送的，点右上的“登记移送”。" }</p>
            }
            if !waiting.is_empty() {
                <table class="wrap-cards">
                    <thead><tr><th>{ "市场主体" }</th><th>{ "检查结果" }</th><th>{ "后续处置措施" }</th><th>{ "状态" }</th><th>{ "完结日期" }</th></tr></thead>
                    <tbody>{ for page_of(&waiting, *page).iter().filter_map(|b| Some((b, conduct.inspections.get(&b.key)?))).map(|(b, i)| html! {
                        <tr key={b.key.clone()}>
                            <td data-label="市场主体">{ &b.name }</td><td data-label="检查结果">{ &i.result }</td><td data-label="后续处置">{ &i.follow_up }</td>
                            <td class="nowrap" data-label="状态">{ conduct.status(&b.key).title() }</td>
                            <td data-label="完结日期"><DayBox name={format!("{}的完结日期", b.name)} value={i.closed} on_day={ended(&b.key)} /></td>
                        </tr>
                    }) }</tbody>
                </table>
                <Pager rows={waiting.len()} page={*page} on_page={let page = page.clone(); Callback::from(move |to| page.set(to))} label="后续处置翻页" />
            }
            if !transfers.is_empty() {
                <table class="wrap-cards">
                    <thead><tr><th class="num">{ "移送" }</th><th>{ "市场主体" }</th><th>{ "问题" }</th><th>{ "移送给" }</th><th>{ "移送、期限" }</th><th>{ "答复" }</th><th><span class="sr">{ "登记" }</span></th></tr></thead>
                    <tbody>{ for transfers.iter().map(|t| html! {
                        <tr key={t.id}>
                            <td class="num" data-label="移送">{ format!("第{}号", t.id) }</td><td data-label="市场主体">{ name(&t.business) }</td><td data-label="问题">{ &t.problem }</td>
                            <td data-label="移送给">{ format!("{} → {}", t.from, t.to) }</td>
                            <td class="nowrap" data-label="移送、期限">{ t.on.to_string() }if let Some(due) = t.due { <br />{ format!("{due} 前答复") } }</td>
                            <td data-label="答复">if let Some(day) = t.closed { <span class="tag ok">{ format!("{day} 办结") }</span>{ " " } } else { <span class="tag warn">{ "未办结" }</span>{ " " } }{ &t.answer }</td>
                            <td data-label="登记"><span class="row nowrap-row">
                                <button type="button" class="btn quiet" aria-label={format!("登记第{}号移送的答复", t.id)} onclick={start(Doing::Answer(t.id))}>{ "登记答复……" }</button>
                                if t.closed.is_none() { <button type="button" class="btn quiet" aria-label={format!("修改第{}号移送", t.id)} onclick={start(Doing::Change(t.id))}>{ "修改……" }</button> }
                                <button type="button" class="btn quiet danger" aria-label={format!("撤回第{}号移送", t.id)} onclick={start(Doing::Withdraw(t.id))}>{ "撤回……" }</button>
                            </span></td>
                        </tr>
                    }) }</tbody>
                </table>
            }
            if let Some(doing) = *doing { { dialog(course, doing, &close) } }
        </section>
    }
}

/// What is being done about a transfer, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    HandOn,
    Answer(u32),
    Change(u32),
    Withdraw(u32),
}

fn dialog(course: &Course, doing: Doing, on_close: &Callback<()>) -> Html {
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
        Doing::Withdraw(id) => html! { if known(id).is_some() { <WithdrawDialog {course} {id} {on_close} /> } },
    }
}

#[derive(Properties, PartialEq)]
struct WithdrawDialogProps {
    course: Course,
    id: u32,
    on_close: Callback<()>,
}

/// 撤回 of a transfer that was entered by mistake.
#[component]
fn WithdrawDialog(p: &WithdrawDialogProps) -> Html {
    let shop = use_shop();
    let on_done = {
        let (campaign, id, close) = (p.course.campaign.id.clone(), p.id, p.on_close.clone());
        Callback::from(move |said: Reasoned| {
            let act = Act::Withdraw { id, reason: said.reason, approved_by: said.approved_by };
            if shop.try_act(&campaign, act) {
                close.emit(());
            }
        })
    };
    let about = "它会从清单、期限和汇总中去掉，编号不再使用；已经送出的，还要另行告知接收单位。撤回留在日志中。";
    html! { <ReasonDialog title={format!("撤回第{}号移送？", p.id)} {about} button="撤回" approval=true {on_done} on_close={p.on_close.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct AnswerDialogProps {
    course: Course,
    transfer: Transfer,
    on_close: Callback<()>,
}

/// 登记答复.
#[component]
fn AnswerDialog(p: &AnswerDialogProps) -> Html {
    let shop = use_shop();
    let answer = use_state_eq(|| p.transfer.answer.clone());
    let closed = use_state_eq(|| p.transfer.closed.or_else(|| Some(clock::now().date_naive())));
    let keep = {
        let (id, transfer, close) = (p.course.campaign.id.clone(), p.transfer.id, p.on_close.clone());
        let (answer, closed) = (answer.clone(), closed.clone());
        Callback::from(move |_: MouseEvent| {
            if shop.try_act(&id, Act::Answer { id: transfer, answer: (*answer).clone(), closed: *closed }) {
                close.emit(());
            }
        })
    };
    html! {
        <Dialog title={format!("第{}号移送的答复", p.transfer.id)} on_close={p.on_close.clone()}>
            <p class="small">{ format!("{} → {}：{}", p.transfer.from, p.transfer.to, p.transfer.problem) }</p>
            <Field id="answer" label="答复的内容" lines=true value={(*answer).clone()} on_text={let a = answer.clone(); Callback::from(move |text| a.set(text))} />
            <div class="field"><label for="answer-closed">{ "办结日期" }</label><span class="hint">{ "还没有办结的，清空日期" }</span><DayBox id="answer-closed" name="办结日期" value={*closed} on_day={let c = closed.clone(); Callback::from(move |day| c.set(day))} /></div>
            <div class="row end">
                <button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                <button type="button" class="btn main" disabled={answer.trim().is_empty()} onclick={keep}>{ "登记" }</button>
            </div>
        </Dialog>
    }
}
