//! Two questions kept apart (protocol §9): whether a record agrees with itself, and whether it is the one of that meeting.

use super::attempts::attempts;
use super::checks::checks;
use super::compare::compare;
use super::papers::PapersHandle;
use super::state::{Finding, RecordWorker};
use super::why::WhyCard;
use crate::app::context::use_app;
use crate::app::parts::{Papers as Sheets, Same};
use crate::app::worker::download;
use crate::browser::page;
use crate::draw::{Report, Verdict};
use crate::forms::{
    Comparison, Conclusion, Papers, VerificationFacts, time, verdict_meaning, verdict_told, verification,
};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OpenedProps {
    pub finding: Same<Finding>,
    pub held: RecordWorker,
    pub papers: PapersHandle,
}

/// A record that was recomputed: whether it agrees with itself, whether it is the one of that meeting, and why.
#[component]
pub fn Opened(p: &OpenedProps) -> Html {
    let app = use_app();
    let f = &p.finding;
    let papers = p.papers.get();
    let comparison = Comparison::new(&f.report, &papers);
    let document = use_memo((f.clone(), papers.clone()), |_| verification(&facts(f, &papers)));
    // What differs is told before anything else.
    let differs = f.report.verdict == Verdict::Different;
    let unit = f.report.last().map_or("", |last| last.mode.unit());
    let title = f.report.last().map(|last| last.title.clone()).unwrap_or_default();
    let save = cb!(document, title, app, move |_: MouseEvent| {
        match download::save(&format!("{title}-验证报告.txt"), document.text().as_bytes()) {
            Ok(name) => app.tell(format!("已下载“{name}”")),
            Err(fault) => app.warn(fault),
        }
    });
    html! {
        <>
            <section class="chrome stack" aria-labelledby="record-title">
                <div class="head">
                    <h2 id="record-title">{ &title }</h2>
                    <span class="small">{ about(f) }</span>
                </div>
                <div class="two">
                    { itself(&f.report) }
                    { meeting(&comparison) }
                </div>
                { remarks(&f.report) }
            </section>
            if differs { <div class="chrome">{ checks(&f.report) }</div> }
            { compare(&f.report, &comparison, &p.papers) }
            { attempts(&f.report) }
            <div class={if differs { "chrome" } else { "two chrome" }}>
                if !differs { { checks(&f.report) } }
                <WhyCard held={p.held.clone()} {unit} />
            </div>
            <div class="row end chrome">
                <button type="button" class="btn" onclick={save}>{ "下载验证报告" }</button>
                <button type="button" class="btn" onclick={Callback::from(|_: MouseEvent| page::print())}>{ "打印验证报告" }</button>
            </div>
            <div class="print-only"><Sheets documents={Same(Rc::new(vec![document.clone()]))} /></div>
        </>
    }
}

fn facts<'a>(f: &'a Finding, papers: &'a Papers) -> VerificationFacts<'a> {
    VerificationFacts { report: &f.report, file: &f.name, file_digest: f.digest, at: f.at, papers }
}

fn about(f: &Finding) -> String {
    let Some(last) = f.report.last() else { return f.name.clone() };
    let drawn = last.outcome.as_ref().map_or_else(|| "没有抽取结果".to_owned(), |o| format!("抽中{}户", o.drawn));
    let (attempt, sealed, lead) = (last.attempt, time(last.sealed_at.stamp()), &last.lead);
    format!("{} · 第{attempt}次抽取 · {sealed}封存 · {lead}牵头 · 名录{}户，{drawn}", f.name, last.population)
}

/// Whether the record agrees with itself.
fn itself(report: &Report) -> Html {
    let (class, mark) = match report.verdict {
        Verdict::Verified => ("ok", "✓"),
        Verdict::OfficersWithheld => ("ok", "◐"),
        Verdict::Different => ("bad", "✗"),
    };
    verdict("verdict", class, mark, &verdict_told(report), verdict_meaning(report))
}

/// Whether it is the one of that meeting.
fn meeting(comparison: &Comparison) -> Html {
    let (class, mark) = match comparison.conclusion() {
        Conclusion::Same => ("ok", "✓"),
        Conclusion::Open => ("open", "?"),
        Conclusion::Different => ("bad", "✗"),
    };
    verdict("paper-verdict", class, mark, comparison.headline(), &comparison.count())
}

fn verdict(id: &'static str, class: &'static str, mark: &'static str, headline: &str, more: &str) -> Html {
    html! {
        <div class={classes!("verdict", class)} {id} aria-live="polite">
            <span class="mark" aria-hidden="true">{ mark }</span>
            <div><b>{ headline }</b><span class="small">{ more }</span></div>
        </div>
    }
}

/// What a reader should know though nothing differs.
fn remarks(report: &Report) -> Html {
    if report.remarks.is_empty() {
        return Html::default();
    }
    let more = report.remark_count.saturating_sub(report.remarks.len());
    html! {
        <section class="note warn remarks" aria-labelledby="remarks">
            <h3 id="remarks">{ "请注意" }</h3>
            <ul>
                { for report.remarks.iter().map(|remark| html! { <li>{ remark }</li> }) }
                if more > 0 { <li>{ format!("……另有{more}条") }</li> }
            </ul>
        </section>
    }
}
