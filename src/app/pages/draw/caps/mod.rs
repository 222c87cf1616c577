//! 频次核对, before the seal: who was visited as often as may be, and who is on a list, is proposed to be left out. Nothing is left
//! out by itself.

mod files;
mod held;
mod lines;
mod lists;

use self::files::{FilesPart, files, keep_own, told};
use self::held::{Held, HeldStatus, use_held};
use self::lines::{at_cap, left_out, near};
use self::lists::lists;
use crate::app::context::use_app;
use crate::browser::clock;
use crate::model::{CapRules, ListKind};
use crate::route::Route;
use crate::state::{Campaign, ListRef, Readiness};
use crate::work::inspection_from;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct CapsCardProps {
    pub campaign: Rc<Campaign>,
    /// The roster as mended.
    pub ready: Rc<Readiness>,
    /// Hears what is to be told before the seal.
    pub on_told: Callback<Vec<String>>,
}

impl PartialEq for CapsCardProps {
    fn eq(&self, other: &Self) -> bool {
        self.campaign == other.campaign && Rc::ptr_eq(&self.ready, &other.ready)
    }
}

/// 频次核对 with its files.
#[component]
pub fn CapsCard(props: &CapsCardProps) -> Html {
    let app = use_app();
    let status = use_held(&app, &props.campaign);
    let before_seal = before_seal(&status, &props.campaign.lists);
    use_effect_with(before_seal, with!(on_told = props.on_told, move |told| on_told.emit(told.clone())));
    let importing = use_state_eq(|| None::<AttrValue>);
    let problems = use_state(|| None);
    let pages = [use_state_eq(|| 0_usize), use_state_eq(|| 0_usize)];
    let Some(checked) = props.ready.businesses.clone() else { return Html::default() };
    let caps = &props.campaign.settings.caps;
    let part = FilesPart { app: &app, campaign: &props.campaign, importing: &importing, problems: &problems };
    html! {
        <section class="card stack" aria-labelledby="caps">
            <div class="head">
                <h2 id="caps">{ "频次核对" }</h2>
                <span class="small">{ caps_told(caps) }</span>
                <span class="right"><a class="btn quiet" href={Route::Settings(props.campaign.id.clone()).hash()}>{ "设置频次上限" }</a></span>
            </div>
            { files(&part) }
            { match &status {
                HeldStatus::Nothing => html! { <p class="small">{ if caps.has_cap() { "已设频次上限，还没有导入台账。" } else { "" } }{ format!("导入各部门本年度的检查台账，这里列出达到上限、临近上限和刚检查过的{}。本机各次抽查当年的检查自动计入。不导入也可以封存。", props.campaign.settings.subject.title()) }</p> },
                HeldStatus::Busy => html! { <p class="small" role="status">{ "正在计算……" }</p> },
                HeldStatus::Failed(why) => html! { <p class="note bad" role="status">{ format!("没有算成：{why}。") }</p> },
                HeldStatus::Done(held, stale) => html! {
                    <>
                        { counted(held, caps, keep_own(&part, held)) }
                        { at_cap(&app, &props.campaign, &checked, (&held.report.caps.at_cap, *stale), &pages[0]) }
                        { near(&held.report.caps.near, &pages[1]) }
                    </>
                },
            } }
            { left_out(&app, &props.campaign, &checked) }
            { lists(&part, &status, &checked, inspection_from(&props.campaign, clock::now().date_naive())) }
            { told(&part) }
        </section>
    }
}

/// What is still open before the seal: a comparison that was not made, who is at a cap, and who of a 必查 list takes part.
fn before_seal(status: &HeldStatus, lists: &[ListRef]) -> Vec<String> {
    match status {
        HeldStatus::Nothing => Vec::new(),
        HeldStatus::Busy | HeldStatus::Done(_, true) => vec!["频次核对还没有做完，哪些达到频次上限还不知道。".into()],
        HeldStatus::Failed(_) => {
            vec!["频次核对没有做成（理由列在“频次核对”里），哪些达到频次上限不知道。".into()]
        }
        HeldStatus::Done(held, false) => {
            let at_cap = held.report.caps.at_cap.len();
            let found = lists.iter().filter(|list| list.kind != ListKind::Ledger).zip(&held.report.lists);
            let must: usize =
                found.filter(|(list, _)| list.kind == ListKind::Must).map(|(_, found)| found.places.len()).sum();
            let at_cap = (at_cap > 0)
                .then(|| format!("有 {at_cap} 户本年度的检查已达频次上限（列在“频次核对”里），仍会参加抽取。"));
            let must =
                (must > 0).then(|| format!("必查名单上有 {must} 户没有列为必查（列在“频次核对”里），只是参加抽取。"));
            at_cap.into_iter().chain(must).collect()
        }
    }
}

/// The caps in words.
fn caps_told(caps: &CapRules) -> String {
    let mut told: Vec<String> = Vec::new();
    told.extend(caps.total.map(|n| format!("各部门合计一年至多{n}次")));
    told.extend(caps.each.map(|n| format!("每个部门一年至多{n}次")));
    told.extend(caps.departments.iter().map(|(name, n)| format!("{name}{n}次")));
    if told.is_empty() { "还没有设频次上限".into() } else { told.join("，") }
}

/// What was counted.
fn counted(held: &Held, caps: &CapRules, keep: Html) -> Html {
    let r = &held.report.caps;
    let list =
        |all: &[(String, usize)]| all.iter().map(|(what, n)| format!("{what}{n}条")).collect::<Vec<_>>().join("、");
    let own = |o: &held::OwnVisits| {
        let deleted = if o.is_deleted { "，已删除，仍计入" } else { "" };
        format!("“{}”{}条{deleted}", o.title, o.rows)
    };
    let years = |(year, n): &(i32, usize)| {
        if *year == 0 { format!("没有年份的{n}条") } else { format!("{year}年{n}条") }
    };
    let mut told: Vec<String> = Vec::new();
    if !held.own.is_empty() {
        told.push(format!("本机登记的检查：{}。", held.own.iter().map(own).collect::<Vec<_>>().join("，")));
    }
    if !r.uncounted.is_empty() {
        told.push(format!("不计入：{}。哪些类型计入，可以在设置中改。", list(&r.uncounted)));
    }
    if !r.other_years.is_empty() {
        let years = r.other_years.iter().map(years).collect::<Vec<_>>().join("、");
        let near = match r.near_before {
            0 => String::new(),
            n => format!("，其中{n}条离检查开始不足{}天，只用来提醒刚检查过的", caps.near_days),
        };
        told.push(format!("不是{}年的没有计入次数：{years}{near}。", r.year));
    }
    if r.unmatched > 0 {
        told.push(format!("{}条不在名录里，与本次抽查无关；名称或代码写错的也在其中，请留意。", r.unmatched));
    }
    let by_department = caps.each.is_some() || !caps.departments.is_empty();
    if by_department && !r.strangers.is_empty() {
        told.push(format!("检查机关与方案的部门名称对不上的，只计入合计，不计入部门上限：{}。名称写法不同的，请在台账里改成一致再导入。", list(&r.strangers)));
    }
    html! {
        <>
            if r.rows > 0 {
                <p>{ format!("{}年：台账共{}条，计入{}条。", r.year, r.rows, r.counted) }
                { keep }</p>
                { for told.iter().map(|text| html! { <p class="small">{ text }</p> }) }
            }
            { for held.faults.iter().map(|fault| html! { <p class="note warn">{ fault }</p> }) }
            if r.unclear_rows > 0 {
                <details class="more">
                    <summary><span class="tag warn">{ "提醒" }</span>{ format!(" {}条分不清是哪一户，没有计入", r.unclear_rows) }</summary>
                    <ul class="list">{ for r.unclear.iter().map(|text| html! { <li>{ text }</li> }) }</ul>
                    if r.unclear_rows > r.unclear.len() { <p class="small">{ format!("另有{}条没有列出。", r.unclear_rows - r.unclear.len()) }</p> }
                    <p class="small">{ "请在台账里补上统一社会信用代码，再导入。" }</p>
                </details>
            }
        </>
    }
}
