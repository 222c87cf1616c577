//! What plan and rosters still say before they are sealed: stages that are over, warnings that nobody has settled, and rows
//! that were not read.

use crate::roster::{ProblemCode, Record, Severity};
use crate::route::{Route, Step};
use crate::state::{Campaign, CheckedRoster, PlanProblem, ProblemGroup, Readiness};
use yew::prelude::*;

/// Lines of a kind that are shown here; the rosters' page has all.
const SHOWN: usize = 20;
/// So few lines in all are shown open; more would hide the button that seals.
const FEW: usize = 5;

/// How many warnings there are, for the question before the seal.
pub fn warnings(ready: &Readiness) -> usize {
    ready.businesses.as_ref().map_or(0, |c| c.findings.open_warnings())
        + ready.officers.as_ref().map_or(0, |c| c.findings.open_warnings())
}

/// The card; nothing where there is nothing to say.
pub fn unchecked(campaign: &Campaign, ready: &Readiness, past: &[PlanProblem]) -> Html {
    let count = |found: Vec<&ProblemGroup>| found.iter().map(|f| f.count - f.acknowledged).sum::<usize>();
    let lines = ready.businesses.as_ref().map_or(0, |c| count(told(c).collect()))
        + ready.officers.as_ref().map_or(0, |c| count(told(c).collect()));
    if lines + past.len() == 0 {
        return Html::default();
    }
    let open = lines <= FEW;
    let to = |step: Step, text: &'static str| html! { <a class="btn" href={Route::Step(campaign.id.clone(), step).hash()}>{ text }</a> };
    html! {
        <section class="card" aria-labelledby="unchecked">
            <div class="head">
                <h2 id="unchecked">{ "封存前再看一遍" }</h2>
                <span class="right row">
                    if !past.is_empty() { { to(Step::Plan, "到方案页处理") } }
                    if lines > 0 { { to(Step::Rosters, "到名录页处理") } }
                </span>
            </div>
            if !past.is_empty() {
                <ul class="lines">{ for past.iter().map(|p| html! { <li><span class="tag warn">{ "提醒" }</span><span class="grow">{ "方案：" }{ &p.message }</span></li> }) }</ul>
            }
            { for ready.businesses.iter().flat_map(|checked| told(checked).map(|found| group("市场主体", checked, found, open))) }
            { for ready.officers.iter().flat_map(|checked| told(checked).map(|found| group("执法人员", checked, found, open))) }
            if lines > 0 { <p class="small">{ "没有问题的，在名录页勾“已核对”，这里就不再列。" }</p> }
        </section>
    }
}

/// The kinds that are told: warnings that nobody has settled, and rows that were not read.
fn told<T: Record>(checked: &CheckedRoster<T>) -> impl Iterator<Item = &ProblemGroup> {
    let counts = |f: &&ProblemGroup| match f.severity {
        Severity::Warning => f.acknowledged < f.count,
        _ => matches!(f.code, ProblemCode::DroppedRow | ProblemCode::JoinedRow),
    };
    checked.findings.groups.iter().filter(counts)
}

fn group<T: Record>(name: &str, checked: &CheckedRoster<T>, found: &ProblemGroup, is_open: bool) -> Html {
    let (class, word) = if found.severity == Severity::Warning { ("tag warn", "提醒") } else { ("tag", "说明") };
    let open = found.count - found.acknowledged;
    let more = open.saturating_sub(SHOWN);
    let all = found.first..found.first + found.count;
    let shown: Vec<usize> = all.filter(|i| !checked.findings.is_acknowledged(*i)).take(SHOWN).collect();
    let what = title(checked, found, &shown);
    html! {
        <details open={is_open}>
            <summary><span class={class}>{ word }</span>{ format!(" {name}：{what}：{open} 处") }</summary>
            <ul class="lines">{ for shown.into_iter().filter_map(|i| line(checked, i)) }</ul>
            if more > 0 { <p class="small">{ format!("还有{more}处，在名录页。") }</p> }
        </details>
    }
}

/// What a kind is called: rows with a state by their own states, 注销、吊销.
fn title<T: Record>(checked: &CheckedRoster<T>, found: &ProblemGroup, shown: &[usize]) -> String {
    match found.code {
        ProblemCode::DroppedRow => "没有读入的行".to_owned(),
        ProblemCode::InactiveBusiness | ProblemCode::InactiveOfficer => {
            let mut states: Vec<String> = Vec::new();
            for said in shown.iter().filter_map(|i| checked.findings.problem(*i)).map(|p| p.found) {
                if !said.is_empty() && said.chars().count() <= WORD && !states.contains(&said) {
                    states.push(said);
                }
            }
            let more = if states.len() > STATES || shown.len() < found.count { "等" } else { "" };
            match states.get(..STATES.min(states.len())) {
                Some(some @ [_, ..]) => format!("{}{more}", some.join("、")),
                _ => found.code.title().to_owned(),
            }
        }
        code => code.title().to_owned(),
    }
}

/// States that are named, and how long each may be.
const STATES: usize = 4;
const WORD: usize = 8;

fn line<T: Record>(checked: &CheckedRoster<T>, i: usize) -> Option<Html> {
    let problem = checked.findings.problem(i)?;
    let row = checked.findings.place(i).and_then(|place| checked.row(place));
    let name =
        row.map(|row| row.row.name().to_owned()).filter(|name| !name.is_empty() && !problem.message.contains(name));
    Some(html! {
        <li>
            <span class="w8 small">{ problem.place() }</span>
            <span class="grow">
                if let Some(name) = name { <b>{ name }{ "：" }</b> }
                if problem.code == ProblemCode::DroppedRow { { format!("写着“{}”。", problem.found) } }
                { &problem.message }
            </span>
        </li>
    })
}
