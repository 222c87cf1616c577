//! One business in full. What is published changes only by a correction with its reason.

use super::approval::{ApprovalDialog, Asked};
use super::form::{Form, FormChange, inspection_form};
use super::status::tag;
use super::table::team;
use super::visit_form::{VisitForm, visit_form};
use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::pages::publish::{TransferDialog, of_correction, of_transfer};
use crate::app::parts::{Dialog, Field, wanting};
use crate::browser::page;
use crate::course::{Worklist, WorklistItem, corrections_of, to_publish_again};
use crate::model::{Conduct, Status};
use crate::route::{Papers, Route, Step, Whose};
use crate::state::{Act, Amend};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OneBusinessProps {
    pub course: DrawnCampaign,
    /// Its key.
    pub business: AttrValue,
    pub on_close: Callback<()>,
}

/// 一户的检查情况. What is typed is kept at once; what is published changes only by a correction with its reason.
#[component]
pub fn OneBusiness(p: &OneBusinessProps) -> Html {
    let app = use_app();
    let amending = use_state_eq(|| None::<Amend>);
    let handing_on = use_state_eq(|| false);
    let tried = use_state_eq(|| false);
    let approving = use_state_eq(|| None::<Asked>);
    let on_approve = cb!(approving, move |asked: Asked| approving.set(Some(asked)));
    let Some(b) = p.course.list.0.get(&p.business) else { return Html::default() };
    let conduct = p.course.conduct();
    let id = &p.course.campaign.id;
    let status = conduct.status(&b.key);
    let published = status >= Status::Published;
    let stands = conduct.inspections.get(&b.key).cloned().unwrap_or_default();
    let on_change = cb!(app, id, key = b.key, amending, move |change: FormChange| match (*amending).clone() {
        Some(mut amend) => {
            change(&mut amend.inspection);
            amending.set(Some(amend));
        }
        None => app.inspect(&id, &key, change),
    });
    let begin = cb!(amending, tried, key = b.key, stands, move |_: MouseEvent| {
        let (business, inspection) = (key.clone(), stands.clone());
        amending.set(Some(Amend { business, inspection, reason: String::new(), approved_by: String::new() }));
        tried.set(false);
    });
    let amend = cb!(app, id, amending, tried, move |_: MouseEvent| {
        let Some(asked) = (*amending).clone() else { return };
        let complete = !asked.reason.trim().is_empty() && !asked.approved_by.trim().is_empty();
        tried.set(!complete);
        if asked.reason.trim().is_empty() {
            page::focus("amend-reason");
        } else if !complete {
            page::focus("amend-approver");
        } else if app.try_act(&id, Act::Amend(Box::new(asked))) {
            app.tell("已更正。公示过的内容有改动的，请到“公示”页重新公示；结果告知书已经送达的，请重新送达");
            amending.set(None);
        }
    });
    let close = p.on_close.reform(|_: MouseEvent| ());
    let shown = amending.as_ref().map_or(stands, |a| a.inspection.clone());
    let list = &p.course.list.0;
    // The whole list is gone over only for one that was corrected.
    let again = || to_publish_again(list, conduct, &p.course.campaign.settings);
    let is_again = conduct.corrected(&b.key).is_some() && again().iter().any(|c| c.business.key == b.key);
    html! {
        <Dialog title={b.name.clone()} wide=true on_close={p.on_close.clone()}>
            { head(id, list, b, status) }
            if published && amending.is_none() { <p class="note">{ "已经公示，不能直接修改。确有错误的，点“更正”，写明理由和批准人；原来的内容留在记录中。" }</p> }
            if is_again {
                <p class="note warn">{ "更正之后还没有重新公示。" }{ " " }<a href={Route::Step(id.clone(), Step::Publish).hash()}>{ "去公示" }</a></p>
            }
            { before(list, b, conduct) }
            { for amending.as_ref().map(|asked| why_amended(asked, *tried, &amending)) }
            { visit_form(&VisitForm { app: &app, course: &p.course, business: b, on_approve }) }
            { inspection_form(&Form { course: &p.course, business: b, inspection: &shown, on_change, locked: published && amending.is_none() }) }
            <div class="row end">
                if amending.is_some() {
                    <button type="button" class="btn" onclick={cb!(amending, move |_: MouseEvent| amending.set(None))}>{ "不更正" }</button>
                    <button type="button" class="btn main" onclick={amend}>{ "登记更正" }</button>
                } else {
                    <button type="button" class="btn quiet" onclick={cb!(on = handing_on, move |_: MouseEvent| on.set(true))}>{ "移送问题……" }</button>
                    if published { <button type="button" class="btn" onclick={begin}>{ "更正" }</button> }
                    <button type="button" class="btn main" onclick={close}>{ "完成" }</button>
                }
            </div>
            if let Some(asked) = &*approving { <ApprovalDialog course={p.course.clone()} asked={asked.clone()} on_close={cb!(approving, move |()| approving.set(None))} /> }
            if *handing_on { <TransferDialog course={p.course.clone()} business={p.business.clone()} on_close={cb!(on = handing_on, move |()| on.set(false))} /> }
        </Dialog>
    }
}

/// The reason of a correction and who approved it.
fn why_amended(asked: &Amend, tried: bool, amending: &UseStateHandle<Option<Amend>>) -> Html {
    let said = |change: fn(&mut Amend, String)| {
        cb!(amending, move |text| {
            let mut next = (*amending).clone();
            next.iter_mut().for_each(|a| change(a, String::clone(&text)));
            amending.set(next);
        })
    };
    html! {
        <div class="grid">
            <Field id="amend-reason" label="更正的理由" value={asked.reason.clone()} on_text={said(|a, t| a.reason = t)} error={wanting(tried, &asked.reason, "请填写更正的理由，它会留在记录中")} />
            <Field id="amend-approver" label="批准人" value={asked.approved_by.clone()} on_text={said(|a, t| a.approved_by = t)} error={wanting(tried, &asked.approved_by, "请填写批准人姓名")} />
        </div>
    }
}

/// How it stands, who it is, and its papers.
fn head(id: &str, list: &Worklist, b: &WorklistItem, status: Status) -> Html {
    let papers = |papers| Route::Papers(id.to_owned(), papers, Whose::Business(b.number)).hash();
    html! {
        <p class="row">
            <span class={tag(status)}>{ status.title() }</span>
            <span class="small mono">{ &b.code }</span>
            <span class="small">{ team(list, b) }{ "　" }{ &b.address }</span>
            <a class="btn quiet" href={papers(Papers::Approvals)}>{ "打印审批表" }</a>
            <a class="btn quiet" href={papers(Papers::Field)}>{ "打印附件5、附件3" }</a>
            if list.has_points() { <a class="btn quiet" href={papers(Papers::Checklists)}>{ "打印检查表单" }</a> }
            <a class="btn quiet" href={papers(Papers::Scenes)}>{ "打印现场检查笔录" }</a>
            if status >= Status::Published { <a class="btn quiet" href={papers(Papers::Letters)}>{ "打印结果告知书" }</a> }
        </p>
    }
}

/// What was corrected and what was handed on before.
fn before(list: &Worklist, b: &WorklistItem, conduct: &Conduct) -> Html {
    let corrections = corrections_of(conduct, &b.key).into_iter().filter_map(|(place, was, now)| {
        let told = of_correction(list, b, conduct.corrections.get(place)?, (was, now));
        Some(html! { <p class="note">{ told }</p> })
    });
    let transfers: Vec<_> = conduct.transfers.iter().filter(|t| t.business == b.key).collect();
    html! {
        <>
            { for corrections }
            if !transfers.is_empty() {
                <section aria-labelledby="handed-on">
                    <h3 id="handed-on">{ format!("已经移送 {} 件", transfers.len()) }</h3>
                    <ul class="list due">{ for transfers.iter().map(|t| of_transfer(t)) }</ul>
                </section>
            }
        </>
    }
}
