use crate::course::{Deadline, Standing};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DueListProps {
    pub deadlines: Vec<Deadline>,
}

/// 到期事项, the earliest first; publications due on one day are one line.
#[component]
pub fn DueList(props: &DueListProps) -> Html {
    let mut lines: Vec<(&Deadline, Vec<&str>)> = Vec::new();
    for d in &props.deadlines {
        let same = |l: &&mut (&Deadline, Vec<&str>)| {
            (l.0.due, l.0.what(), l.0.standing, l.0.estimated) == (d.due, d.what(), d.standing, d.estimated)
        };
        match lines.iter_mut().find(same) {
            Some(line) => line.1.push(&d.whom),
            None => lines.push((d, vec![&d.whom])),
        }
    }
    html! {
        <ul class="list due">{ for lines.iter().map(|(d, whom)| html! {
            <li>
                <span class={class_of(d.standing)}>{ d.standing.title() }</span>
                <b class="nowrap">{ d.due.format("%Y年%-m月%-d日").to_string() }</b>
                <span class="grow">{ d.what() }{ named(whom) }</span>
                if d.estimated { <span class="tag warn" title="当年的节假日安排还没有公布，按周末推算；公布后可在“设置”里补上">{ "预估" }</span> }
                if d.after_end { <span class="small">{ "晚于抽查期限" }</span> }
            </li>
        }) }</ul>
    }
}

const fn class_of(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "tag bad",
        Standing::Soon => "tag warn",
        Standing::Done => "tag ok",
        Standing::Open | Standing::Passed | Standing::DoneLate => "tag",
    }
}

/// ：甲、乙等5户.
fn named(whom: &[&str]) -> String {
    match whom {
        [] | [""] => String::new(),
        [one] => format!("：{one}"),
        [one, two] => format!("：{one}、{two}"),
        [one, two, ..] => format!("：{one}、{two}等{}户", whom.len()),
    }
}
