//! What to do with an outcome: print, publish, show, and how far it was recomputed.

use super::export::{ExportDialog, named};
use super::facts::DrawnFacts;
use super::sealed_attempt::SealedAttempt;
use crate::app::context::{AppContext, use_app};
use crate::app::hooks::recompute::{RecordWorker, use_two_programs};
use crate::app::parts::{Same, copy, qr_code};
use crate::app::reveal::Remote;
use crate::app::worker::download;
use crate::app::worker::task::{self, TaskFault};
use crate::browser::page;
use crate::browser::worker::Payload;
use crate::model::Digest;
use crate::route::{Papers, Route, Whose};
use crate::state::{Agreement, BlobKind, Campaign, Recomputed, Show, TwoPrograms, pack_record, record, turn};
use crate::work::{FileBytes, MakeRecordPage};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SideProps {
    pub sealed: SealedAttempt,
    pub facts: Same<DrawnFacts>,
}

/// 本次抽取, 为什么可信, and what to do with it.
#[component]
pub fn Side(props: &SideProps) -> Html {
    let app = use_app();
    let s = &props.sealed;
    let exporting = use_state_eq(|| false);
    // A part that was missing may come into memory; those of the log have nothing to do with it.
    let is_known =
        |(kind, name): &(BlobKind, Digest)| *kind != BlobKind::Log && app.store.model.blobs.contains_key(name);
    let known = s.campaign.parts().iter().filter(|part| is_known(part)).count();
    let made_of = (s.campaign.attempts.len(), s.attempt.drawn().cloned(), s.attempt.substitutions.len(), known);
    let record = use_memo(made_of, |_| record(&app.store.model, &s.campaign).map(Rc::new));
    let held: RecordWorker = use_mut_ref(|| None);
    let found = use_two_programs(&record, &held);
    let is_clean = found.own == Recomputed::Same;
    let link = use_memo(Same(record.clone()), |Same(record)| {
        let record = record.as_ref().as_ref().ok()?;
        let hash = Route::Verify(pack_record(&record.withheld())).hash();
        Some(format!("{}{hash}", page::address()?)).filter(|l| l.len() <= LINK).map(AttrValue::from)
    });
    let on_page =
        cb!(app, held, campaign = s.campaign, move |officers: bool| save_page(&app, &held, &campaign, officers));
    html! {
        <aside class="side">
            <section class="card stack">
                <h2>{ "下一步" }</h2>
                <a class="btn main" href={Route::Papers(s.campaign.id.clone(), Papers::Outcome, Whose::All).hash()}>{ "打印附件2、附件6" }</a>
                if !s.campaign.is_rehearsal { <a class="btn" href={Route::Papers(s.campaign.id.clone(), Papers::Approvals, Whose::All).hash()}>{ "打印行政检查审批表" }</a> }
                if !s.campaign.is_rehearsal { <p class="small">{ "附件2各方签字后，请大家把签字后的封存单和附件2都拍下来带走：以后核对公开记录，凭的就是这两张纸。" }</p> }
                if s.campaign.is_rehearsal {
                    <p class="note">{ "这是演练：没有公开记录，也不能导出。" }</p>
                } else if s.attempt.is_preliminary() {
                    <p class="note warn">{ "这次抽取用的是试行规则（mingchou/1），没有能由本版本验证的公开记录。" }</p>
                } else {
                    <button type="button" class="btn" onclick={cb!(exporting, move |_: MouseEvent| exporting.set(true))}>{ "导出公开记录……" }</button>
                    <p class="small">{ "公开记录不含电话、地址和回避理由；任何人可在“验证”页用它重算，再与签字的纸核对。" }</p>
                }
                { for (*link).clone().map(|link| link_box(&app, link)) }
            </section>
            <Remote id={s.campaign.id.clone()} turn={turn(&s.campaign)} show={Show::of(&s.sealed, &s.attempt, Some((&props.facts.drawn, &props.facts.teams)))} />
            if !s.campaign.is_rehearsal { { proves((!s.attempt.is_preliminary()).then_some(&found)) } }
            if let (true, Ok(record)) = (*exporting, &*record) {
                <ExportDialog campaign={s.campaign.clone()} record={Same(record.clone())} on_page={is_clean.then_some(on_page)}
                    on_close={cb!(exporting, move |()| exporting.set(false))} />
            }
        </aside>
    }
}

/// Why the outcome can be believed, with what recomputing its record found, where it has one.
fn proves(found: Option<&TwoPrograms>) -> Html {
    html! {
        <section class="card stack">
            <h2>{ "为什么可信" }</h2>
            { for found.map(recomputed) }
            <p class="small">{ "它证明结果出自这份名录和这些号码，不能证明名录完整，也拦不住别处另抽：以签字的封存单和附件2为准，请各方都拍照留存。" }</p>
        </section>
    }
}

/// What this program found, what both come to, and what the other one recomputes.
fn recomputed(found: &TwoPrograms) -> Html {
    let both = match found.agreement() {
        Agreement::Open => "note",
        Agreement::Agreed => "note ok",
        Agreement::Differs => "note bad",
        Agreement::NotCompared => "note warn",
    };
    html! {
        <>
            <p class={both} role="status">
                { match &found.own {
                    Recomputed::Running => html! { <span>{ "正在用公开记录重算一遍……" }</span> },
                    Recomputed::Same => html! { <span id="self-check">{ "已用公开记录重算一遍：一致" }</span> },
                    Recomputed::Different(_) => html! { <span id="self-check">{ "用公开记录重算不一致，请勿使用本结果，并导出记录供核查" }</span> },
                    Recomputed::Failed(why) => html! { <span id="self-check">{ format!("没有能重算：{why}") }</span> },
                } }
                <br /><span id="two-programs">{ found.said() }</span>
            </p>
            <details>
                <summary>{ "另一个程序算了什么" }</summary>
                <p class="small">{ "它就是公开网页里的程序，用另一种语言另外写成。名录的摘要、封存码、种子、抽中的每一户和每一名执法人员、各组的户数、检查对象的替补，它都另算一遍。人员以哪一轮为准、谁分到哪一组、人员的替补，只由本程序重算。" }</p>
            </details>
        </>
    }
}

/// The longest link that mail and chat programs pass on whole.
const LINK: usize = 30_000;

/// 验证链接: the record in an address of this very page, as a code too where it fits into one.
fn link_box(app: &AppContext, link: AttrValue) -> Html {
    let select = Callback::from(|event: FocusEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            input.select();
        }
    });
    let onclick = cb!(app, link, move |_: MouseEvent| copy(&app, &link));
    html! {
        <details>
            <summary>{ "验证链接" }</summary>
            <p class="small">{ "发给别人，对方用能打开本页面的浏览器打开，就会重算全部结果。" }</p>
            <input readonly=true value={link.clone()} onfocus={select} aria-label="验证链接" />
            <p class="row"><button type="button" class="btn quiet" {onclick}>{ "复制链接" }</button></p>
            { qr_code(&link, "验证链接的二维码") }
        </details>
    }
}

/// Asks the worker for the record as a page, and hands it over.
fn save_page(app: &AppContext, held: &RecordWorker, campaign: &Campaign, officers: bool) {
    let name = named(campaign, officers, "html");
    let app = app.clone();
    let done = move |made: Result<FileBytes, TaskFault>| download::hand_over(&app, &name, made, "已导出", "");
    if let Some(session) = held.borrow().as_ref() {
        task::ask(
            session,
            &MakeRecordPage { officers, present: campaign.meeting.published() },
            Payload::Bytes(&[]),
            |_| {},
            done,
        );
    }
}
