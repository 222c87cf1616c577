//! 归档: the summary, charts, the report, and everything as one package.

use super::charts::drawn_charts;
use super::package::Package;
use crate::app::context::{AppContext, use_app};
use crate::app::pages::after_draw::{DrawnCampaign, after_draw};
use crate::app::pages::history::History;
use crate::app::pages::ledger::statistics_card;
use crate::app::parts::Same;
use crate::app::worker::download::{Job, make};
use crate::browser::clock;
use crate::course::{Discrepancy, Summary, Tally, discrepancies};
use crate::forms::chart::{Chart, charts};
use crate::forms::report;
use crate::route::{Papers, Route, Step, Whose};
use crate::state::Campaign;
use crate::work::Content;
use chrono::NaiveDate;
use std::rc::Rc;
use yew::prelude::*;

/// 归档.
pub fn archive_page(campaign: Rc<Campaign>) -> Html {
    after_draw(campaign, Step::Archive, "汇总、总结，把全部材料装成一个包", |course| html! { <Body ..course /> })
}

/// What is told of what was entered.
struct Told {
    summary: Summary,
    discrepancies: Vec<Discrepancy>,
    charts: Vec<Chart>,
}

impl Told {
    fn of(course: &DrawnCampaign, today: NaiveDate) -> Self {
        let (list, conduct, settings) = (&course.list, course.conduct(), &course.campaign.settings);
        let summary = Summary::counts(list, conduct, settings);
        Self { charts: charts(&summary, today), discrepancies: discrepancies(list, conduct, settings), summary }
    }
}

#[component]
fn Body(course: &DrawnCampaign) -> Html {
    let app = use_app();
    let job: Job = use_mut_ref(|| None);
    let told = use_memo((course.clone(), clock::now().date_naive()), |(course, today)| Told::of(course, *today));
    // An attempt that was voided has rosters of its own, which may be read later.
    let ledger = use_memo((course.clone(), app.store.model.blobs.len()), |(course, _)| {
        app.papers(&course.campaign).ledger(&course.list).map(Rc::new)
    });
    html! {
        <>
            { reconciled(&course.campaign.id, &told.discrepancies) }
            { totals(&course.campaign, &told.summary) }
            { match &*ledger {
                Ok(book) => statistics_card(&app, &job, book, Route::Settings(course.campaign.id.clone()).hash()),
                Err(why) => html! { <p class="note warn" role="status">{ format!("检查台账和统计还没有读出来：{why}。") }</p> },
            } }
            { drawn_charts(&told.charts) }
            { report_card(&app, course, &job) }
            { all_papers(&course.campaign, course.list.0.has_points(), told.summary.total.ordered > 0) }
            <History campaign={Same(course.campaign.clone())} />
            <Package ..course.clone() />
        </>
    }
}

/// The most discrepancies that are listed.
const MOST: usize = 100;

/// Whether what was entered fits the draw, and what does not.
fn reconciled(id: &str, odd: &[Discrepancy]) -> Html {
    html! {
        <section class="card" aria-labelledby="reconciled">
            <h2 id="reconciled" class="head">{ "与抽取结果是否相符" }</h2>
            if odd.is_empty() {
                <p class="note ok">{ "录入的检查情况、公示与抽取结果相符。" }</p>
            } else {
                <p class="note warn">
                    { format!("有 {} 处不相符，请改正：", odd.len()) }{ " " }
                    <a href={Route::Step(id.to_owned(), Step::Inspect).hash()}>{ "去检查" }</a>{ "　" }
                    <a href={Route::Step(id.to_owned(), Step::Publish).hash()}>{ "去公示" }</a>
                </p>
                <ul>{ for odd.iter().take(MOST).map(|d| html! { <li>{ d.to_string() }</li> }) }</ul>
                if odd.len() > MOST { <p class="small">{ format!("另有 {} 处，没有列出；改正以后会列出后面的。", odd.len() - MOST) }</p> }
            }
        </section>
    }
}

/// 汇总 (附件4).
fn totals(campaign: &Campaign, s: &Summary) -> Html {
    let used: Vec<usize> = (0..s.results.len()).filter(|i| s.total.results.get(*i).is_some_and(|n| *n > 0)).collect();
    let row = |t: &Tally| {
        html! {
            <tr key={t.label.clone()}>
                <th scope="row">{ &t.label }</th><td class="num">{ t.listed }</td><td class="num">{ t.inspected }</td><td class="num">{ t.published }</td><td class="num">{ t.completion() }</td>
                { for used.iter().map(|i| html! { <td class="num">{ t.results.get(*i) }</td> }) }
                if s.rectifies { <td class="num">{ t.ordered }</td><td class="num">{ t.rectified }</td><td class="num">{ t.reinspected }</td><td class="num">{ t.rectifying() }</td> }
                <td class="num">{ t.closed }</td><td class="num">{ t.closing() }</td>
            </tr>
        }
    };
    let part = |what: &'static str, rows: &[Tally]| {
        html! {
            if !rows.is_empty() {
                <tbody><tr><th class="group" colspan={(7 + used.len() + if s.rectifies { 4 } else { 0 }).to_string()} scope="colgroup">{ what }</th></tr>{ for rows.iter().map(row) }</tbody>
            }
        }
    };
    html! {
        <section class="card" aria-labelledby="totals">
            <div class="head">
                <h2 id="totals">{ "汇总（附件4）" }</h2>
                <span class="small">{ "完成率＝已公示÷应检查；完结率＝完结÷已公示" }</span>
                <span class="right"><a class="btn" href={Route::Papers(campaign.id.clone(), Papers::Form4, Whose::All).hash()}>{ "打印附件4" }</a></span>
            </div>
            <div class="scroll totals" tabindex="0" role="region" aria-label="汇总表"><table>
                <thead><tr><th>{ format!("部门或{}", s.stratum) }</th><th class="num">{ "应检查" }</th><th class="num">{ "已检查" }</th><th class="num">{ "已公示" }</th><th class="num">{ "完成率" }</th>
                    { for used.iter().map(|i| html! { <th class="num wraps">{ s.results.get(*i) }</th> }) }
                    if s.rectifies { { for ["需整改", "已整改", "已复查", "整改率"].map(|head| html! { <th class="num">{ head }</th> }) } }
                    <th class="num">{ "完结" }</th><th class="num">{ "完结率" }</th></tr></thead>
                { part("部门", &s.by_department) }
                { part(s.stratum, &s.by_category) }
                { part("检查组", &s.by_team) }
                <tbody>{ row(&s.total) }</tbody>
            </table></div>
            <p class="small">{ format!("移送 {} 件，未办结 {} 件。一户由几个部门检查的，按部门分别计数，合计不重复。", s.transfers.1, s.transfers.0) }</p>
        </section>
    }
}

/// Every paper of the campaign, in one place.
fn all_papers(campaign: &Campaign, points: bool, orders: bool) -> Html {
    let id = &campaign.id;
    let voided = campaign.attempts.iter().any(|a| a.void.is_some());
    let all = [
        (Papers::Form1, " 实施方案"),
        (Papers::SignIn, ""),
        (Papers::Minutes, ""),
        (Papers::Seal, ""),
        (Papers::Void, ""),
        (Papers::Form2, " 选派（抽取）记录单"),
        (Papers::Records, " 情况记录表"),
        (Papers::Form4, " 情况汇总表"),
        (Papers::Notices, " 通知书"),
        (Papers::Approvals, ""),
        (Papers::Form6, " 匹配结果"),
        (Papers::Form7, " 事项表"),
        (Papers::Letters, ""),
        (Papers::Scenes, ""),
        (Papers::Checklists, ""),
        (Papers::Orders, ""),
        (Papers::Reinspections, ""),
    ];
    // Papers that no business has are not offered.
    let is_meant = |(papers, _): &(Papers, &str)| match papers {
        Papers::Checklists => points,
        Papers::Orders | Papers::Reinspections => orders,
        Papers::Void => voided,
        Papers::SignIn => !campaign.meeting.people.is_empty(),
        _ => true,
    };
    html! {
        <section class="card" aria-labelledby="all-papers">
            <div class="head"><h2 id="all-papers">{ "各附件" }</h2><span class="small">{ "预览、打印，或存为docx、xlsx" }</span></div>
            <div class="row">{ for all.into_iter().filter(is_meant).map(|(papers, more)| html! { <a class="btn" href={Route::Papers(id.clone(), papers, Whose::All).hash()}>{ papers.title() }{ more }</a> }) }</div>
        </section>
    }
}

/// 总结报告.
fn report_card(app: &AppContext, course: &DrawnCampaign, job: &Job) -> Html {
    let write = cb!(app, job, campaign = course.campaign, list = course.list, move |_: MouseEvent| {
        let at = clock::now();
        let document =
            app.papers(&campaign).of_outcome(&list.0, |k| report(&k.facts, k.summary(), k.discrepancies(), at));
        match document {
            Some(document) => {
                make(&app, &job, format!("{}-总结报告.docx", campaign.title()), Content::Docx(vec![document]))
            }
            None => app.warn("还有内容没有读出来，请稍候再试；一直不行的，刷新页面"),
        }
    });
    html! {
        <section class="card" aria-labelledby="report">
            <div class="head"><h2 id="report">{ "总结报告" }</h2><span class="right"><button type="button" class="btn" onclick={write}>{ "生成总结报告（docx）" }</button></span></div>
            <p class="small">{ "用本次抽查的数据写好各段文字和表格，可以在WPS或Word中接着修改，补上经验和建议。" }</p>
        </section>
    }
}
