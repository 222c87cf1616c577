//! The attempts that were voided: they stay in the record with all that was opened.

use super::names::names;
use crate::draw::{AttemptReport, Report, Void};
use crate::forms::{substitution_told, time};
use yew::prelude::*;

/// 作废的各次: each with its commitment, numbers, seed and outcome, as far as it came.
pub fn attempts(report: &Report) -> Html {
    let count = report.attempts.len();
    let left = report.attempt_count.saturating_sub(count);
    let void: Vec<_> = report.attempts.iter().enumerate().filter(|(i, a)| a.void.is_some() || i + 1 < count).collect();
    if void.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card chrome" aria-labelledby="voided">
            <div class="head">
                <h2 id="voided">{ "作废的各次抽取" }</h2>
                <span class="small">{ "当时的封存码、号码、种子和结果都在；请与签字的封存单、作废单核对" }</span>
            </div>
            if left > 0 { <p class="small">{ format!("只列出最后{count}次，前面还有{left}次。") }</p> }
            { for void.into_iter().map(|(i, attempt)| one(report, i, attempt)) }
        </section>
    }
}

fn one(report: &Report, place: usize, attempt: &AttemptReport) -> Html {
    let came = match (&attempt.outcome, attempt.seed) {
        (Some(outcome), _) => format!("作废前已抽中{}户", outcome.drawn),
        (None, Some(_)) => "作废前已得出种子，结果没有写入记录".to_owned(),
        (None, None) if attempt.contributions.is_empty() => "没有打开号码就作废".to_owned(),
        (None, None) => "没有得出种子就作废".to_owned(),
    };
    let number = |(label, value): (&str, &str)| html! { <><dt>{ format!("{label}的号码") }</dt><dd class="mono">{ value }</dd></> };
    let numbers = attempt.contributions.iter().map(|c| (c.label.as_str(), c.value.as_str()));
    html! {
        <details class="attempt">
            <summary>{ format!("第{}次抽取：{came}", attempt.attempt) }</summary>
            <dl class="kv left">
                { attempt.void.as_ref().map(why).unwrap_or_default() }
                <dt>{ "封存时间" }</dt><dd>{ time(attempt.sealed_at.stamp()) }</dd>
                <dt>{ "封存码" }</dt><dd class="mono">{ attempt.commitment.groups() }</dd>
                { for numbers.map(number) }
                <dt>{ "种子" }</dt><dd class="mono">{ attempt.seed.map_or_else(|| "没有得出".to_owned(), |seed| seed.groups()) }</dd>
                if attempt.nonce.is_none() { <dt>{ "随机码" }</dt><dd>{ "没有留下来" }</dd> }
                if attempt.outcome.is_some() {
                    <dt>{ "当时抽中的" }</dt><dd>{ names(report, place) }</dd>
                }
                { for (0..attempt.substitutions.len()).map(|at| html! { <><dt>{ format!("第{}次替补", at + 1) }</dt><dd>{ substitution_told(attempt, at) }</dd></> }) }
            </dl>
        </details>
    }
}

fn why(void: &Void) -> Html {
    html! {
        <>
            <dt>{ "作废原因" }</dt><dd>{ &void.reason }</dd>
            <dt>{ "批准人" }</dt><dd>{ &void.approved_by }</dd>
            <dt>{ "见证人" }</dt><dd>{ void.witnesses.join("、") }</dd>
            <dt>{ "作废时间" }</dt><dd>{ time(void.at.stamp()) }</dd>
        </>
    }
}
