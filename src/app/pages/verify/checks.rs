//! 逐项重算, as the protocol names the checks (§9).

use crate::draw::{CheckReport, CheckResult, Report};
use crate::forms::{check_told, result_told};
use yew::prelude::*;

/// 逐项重算: what each check found, every difference named.
pub fn checks(report: &Report) -> Html {
    html! {
        <section class="card" aria-labelledby="checks">
            <div class="head"><h2 id="checks">{ "逐项重算" }</h2></div>
            <ul class="list checks">{ for report.checks.iter().map(|check| html! {
                <li>
                    { tag(check.result) }
                    <b>{ check.name.to_string() }</b>
                    <span class="small grow">{ check_told(report, check) }</span>
                    { differences(check) }
                </li>
            }) }</ul>
        </section>
    }
}

fn tag(result: CheckResult) -> Html {
    let (class, mark) = match result {
        CheckResult::Passed => ("tag ok", "✓"),
        CheckResult::PassedWithoutOfficers => ("tag ok", "◐"),
        CheckResult::NotMade => ("tag warn", "—"),
        CheckResult::Different => ("tag bad", "✗"),
    };
    html! { <span class={class}>{ format!("{mark} {}", result_told(result)) }</span> }
}

fn differences(check: &CheckReport) -> Html {
    if check.differences.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="found">
            { for check.differences.iter().map(|d| html! { <li>{ d }</li> }) }
            if check.more > 0 { <li>{ format!("……另有 {} 处", check.more) }</li> }
        </ul>
    }
}
