//! 移送: by whom and to whom a problem is handed on, once.

use super::transfer_line::of_transfer;
use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{DayBox, Dialog, Field, Pick, checkbox, edit_state, wanting};
use crate::browser::clock;
use crate::model::{Status, Transfer, normal_key};
use crate::state::Act;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TransferDialogProps {
    pub course: DrawnCampaign,
    /// The key of the business; empty to choose it here.
    #[prop_or_default]
    pub business: AttrValue,
    /// The one to change, which is open; a new one else.
    #[prop_or_default]
    pub transfer: Option<Transfer>,
    pub on_close: Callback<()>,
}

/// 移送问题 (“谁管辖、谁负责”): what, by whom, to whom, until when.
#[component]
pub fn TransferDialog(p: &TransferDialogProps) -> Html {
    let app = use_app();
    let list = &p.course.list.0;
    let tried = use_state_eq(|| false);
    let another = use_state_eq(|| false);
    let asked = use_state_eq(|| {
        if let Some(transfer) = &p.transfer {
            return transfer.clone();
        }
        of_business(&p.course, nothing(&list.lead), &p.business)
    });
    // Nothing is handed on a second time without having been seen.
    let before: Vec<_> =
        p.course.conduct().transfers.iter().filter(|t| t.id != asked.id && t.business == asked.business).collect();
    let same_unit = |t: &&&Transfer| t.closed.is_none() && normal_key(&t.to) == normal_key(&asked.to);
    let twice = before.iter().find(same_unit).map(|t| t.id);
    let is_seen = *another || twice.is_none();
    let set = |change: fn(&mut Transfer, String)| edit_state(&asked, change);
    let onsubmit = cb!(app, id = p.course.campaign.id, asked, tried, close = p.on_close, move |event: SubmitEvent| {
        event.prevent_default();
        event.stop_propagation();
        tried.set(true);
        let complete = is_seen && ![&asked.business, &asked.problem, &asked.to].iter().any(|t| t.trim().is_empty());
        if complete && app.try_act(&id, Act::Transfer(Box::new((*asked).clone()))) {
            close.emit(());
        }
    });
    // They are many, and stay the same from key to key.
    let businesses = use_memo(p.course.clone(), inspected);
    let departments: Vec<_> = list.departments.iter().map(|d| (d.clone().into(), d.clone().into())).collect();
    let title = match (&p.transfer, list.get(&p.business)) {
        (Some(t), _) => format!("修改第{}号移送", t.id),
        (None, Some(b)) => format!("移送{}的问题", b.name),
        (None, None) => "移送问题".to_owned(),
    };
    let on_business =
        cb!(asked, course = p.course, move |key: String| asked.set(of_business(&course, (*asked).clone(), &key)));
    let day = |change: fn(&mut Transfer, Option<chrono::NaiveDate>)| edit_state(&asked, change);
    html! {
        <Dialog {title} on_close={p.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                if p.business.is_empty() {
                    <div class="field">
                        <label for="transfer-business">{ p.course.subject() }</label>
                        <Pick id="transfer-business" name={p.course.subject()} value={asked.business.clone()} options={(*businesses).clone()} on_pick={on_business} />
                        if let Some(error) = wanting(*tried, &asked.business, "请选择哪一户的问题") { <span class="error">{ error }</span> }
                    </div>
                }
                <Field id="transfer-problem" label="移送的问题" lines=true value={asked.problem.clone()} on_text={set(|t, text| t.problem = text)} error={wanting(*tried, &asked.problem, "请写明移送什么问题")} />
                <div class="grid">
                    <div class="field"><label for="transfer-from">{ "移送单位" }</label><Pick id="transfer-from" name="移送单位" value={asked.from.clone()} options={departments} on_pick={set(|t, text| t.from = text)} /></div>
                    <Field id="transfer-to" label="移送给" value={asked.to.clone()} on_text={set(|t, text| t.to = text)} error={wanting(*tried, &asked.to, "请写明移送给哪个单位")} />
                    <div class="field"><label for="transfer-on">{ "移送日期" }</label><DayBox id="transfer-on" name="移送日期" value={Some(asked.on)} on_day={day(|t, day| t.on = day.unwrap_or(t.on))} /></div>
                    <div class="field"><label for="transfer-due">{ "答复期限" }</label><DayBox id="transfer-due" name="答复期限" value={asked.due} on_day={day(|t, day| t.due = day)} /></div>
                </div>
                { handed_on(&before, twice, &another, *tried && !is_seen) }
                <div class="row end">
                    <button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                    <button type="submit" class="btn main">{ if p.transfer.is_some() { "修改" } else { "移送" } }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// The transfer with the business's first problem and the department that found it.
fn of_business(course: &DrawnCampaign, transfer: Transfer, key: &str) -> Transfer {
    let found = course.conduct().inspections.get(key);
    let problem = found.and_then(|i| i.findings.iter().find(|f| !f.problem.trim().is_empty()));
    let business = key.to_owned();
    match problem {
        Some(f) => Transfer { business, problem: f.problem.clone(), from: f.department.clone(), ..transfer },
        None => Transfer { business, ..transfer },
    }
}

/// A transfer that says nothing yet, of today.
fn nothing(from: &str) -> Transfer {
    Transfer {
        id: 0,
        business: String::new(),
        problem: String::new(),
        from: from.to_owned(),
        to: String::new(),
        on: clock::now().date_naive(),
        due: None,
        answer: String::new(),
        answered: None,
        closed: None,
    }
}

/// The businesses to choose from.
fn inspected(course: &DrawnCampaign) -> Vec<(AttrValue, AttrValue)> {
    let inspected = course.list.businesses.iter().filter(|b| course.conduct().status(&b.key) >= Status::Inspected);
    let choices = inspected.map(|b| (AttrValue::from(b.key.clone()), AttrValue::from(b.name.clone())));
    std::iter::once((AttrValue::Static(""), AttrValue::Static("请选择"))).chain(choices).collect()
}

/// What was handed on of the business before; where one of them that is open went to the same unit, whether this is another.
fn handed_on(before: &[&Transfer], twice: Option<u32>, another: &UseStateHandle<bool>, is_wanting: bool) -> Html {
    if before.is_empty() {
        return Html::default();
    }
    html! {
        <div class="note warn">
            <p>{ format!("这一户已经移送过 {} 件：", before.len()) }</p>
            <ul class="list due">{ for before.iter().map(|t| of_transfer(t)) }</ul>
            if let Some(id) = twice {
                { checkbox("another", **another, false, cb!(another, move |on| another.set(on)), format!("与第{id}号移送不是同一件事，另行移送")) }
                if is_wanting { <span class="error">{ "第一次移送还没有办结。同一件事不用再移送；不是同一件事的，请勾选上面一项" }</span> }
            }
        </div>
    }
}
