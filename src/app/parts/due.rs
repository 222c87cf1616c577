//! 到期事项 lead to where they are done.

use crate::course::{Deadline, DeadlineState, Matter};
use crate::route::{Route, Step};
use chrono::NaiveDate;
use yew::prelude::*;

/// 到期事项, the earliest first, `most` lines of them; publications due on one day are one line. The lines lead to the steps of
/// the campaign, if one is named.
pub fn due_list(deadlines: &[Deadline], campaign: Option<&str>, most: usize) -> Html {
    let lines = due_lines(deadlines, campaign, None);
    let left = lines.len().saturating_sub(most);
    html! {
        <ul class="list due">
            { for lines.into_iter().take(most).map(|(_, line)| line) }
            if left > 0 { <li class="small">{ format!("另有 {left} 项") }</li> }
        </ul>
    }
}

/// Each line with its day; of one among several campaigns with its `name`.
pub fn due_lines(deadlines: &[Deadline], campaign: Option<&str>, name: Option<&str>) -> Vec<(NaiveDate, Html)> {
    let mut lines: Vec<(&Deadline, Vec<&str>)> = Vec::new();
    for d in deadlines {
        let same = |l: &&mut (&Deadline, Vec<&str>)| {
            // What is in words takes its time, and is soon told apart by the day.
            (l.0.due, l.0.standing, l.0.estimated) == (d.due, d.standing, d.estimated) && l.0.what() == d.what()
        };
        match lines.iter_mut().find(same) {
            Some(line) => line.1.push(&d.whom),
            None => lines.push((d, vec![&d.whom])),
        }
    }
    lines.iter().map(|(d, whom)| (d.due, line(campaign, name, d, whom))).collect()
}

fn line(campaign: Option<&str>, name: Option<&str>, d: &Deadline, whom: &[&str]) -> Html {
    let text = format!("{}{}", d.what(), named(d, whom));
    html! {
        <li>
            <span class={class_of(d.standing)}>{ d.standing.title() }</span>
            <b class="nowrap">{ d.due.format("%Y年%-m月%-d日").to_string() }</b>
            if let Some(id) = campaign {
                <a class="grow" href={Route::Step(id.to_owned(), step_of(&d.matter)).hash()}>{ text }</a>
            } else {
                <span class="grow">{ text }</span>
            }
            if let Some(name) = name { <span class="small clip">{ name }</span> }
            if d.estimated { <span class="tag warn" title="当年的节假日安排还没有公布，按周末和法定节假日推算；公布后在“设置”里补上，并勾“已录全”">{ "预估" }</span> }
            if d.after_end { <span class="small">{ "晚于抽查期限" }</span> }
        </li>
    }
}

/// Where it is done.
fn step_of(matter: &Matter) -> Step {
    match matter {
        Matter::Publication(_) | Matter::Transfer(_) => Step::Publish,
        Matter::Rectification(_) | Matter::Reinspection(_) => Step::Publish,
        Matter::Filing(_) | Matter::Code(_) | Matter::Visit(_) => Step::Inspect,
        Matter::Materials => Step::Archive,
        Matter::Stage(name) => {
            // In this order: 抽查 is in many names, 实施检查 follows 抽取.
            let steps =
                [("公示", Step::Publish), ("抽取", Step::Draw), ("检查", Step::Inspect), ("总结", Step::Archive)];
            steps.iter().find(|(word, _)| name.contains(word)).map_or(Step::Plan, |(_, step)| *step)
        }
    }
}

const fn class_of(standing: DeadlineState) -> &'static str {
    match standing {
        DeadlineState::Overdue => "tag bad",
        DeadlineState::Soon => "tag warn",
        DeadlineState::Done => "tag ok",
        DeadlineState::Open | DeadlineState::Passed | DeadlineState::DoneLate => "tag",
    }
}

/// ：甲、乙等5户; ：5 户 where names are not known.
fn named(d: &Deadline, whom: &[&str]) -> String {
    match whom {
        _ if matches!(d.matter, Matter::Publication(_) | Matter::Filing(_) | Matter::Code(_))
            && whom.iter().all(|name| name.is_empty()) =>
        {
            format!("：{} 户", whom.len())
        }
        [] | [""] => String::new(),
        [one] => format!("：{one}"),
        [one, two] => format!("：{one}、{two}"),
        [one, two, ..] => format!("：{one}、{two}等{}户", whom.len()),
    }
}
