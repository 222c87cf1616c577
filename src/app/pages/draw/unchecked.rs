//! What plan and rosters still say before they are sealed: stages that are over, warnings that nobody has settled, and rows
//! that were not read.

use crate::roster::{ProblemCode, Record, Severity};
use crate::route::{Route, Step};
use crate::state::{BusyOfficer, Campaign, CheckedRoster, PlanProblem, ProblemGroup, Readiness};
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

/// What is told besides the rosters' own warnings.
pub struct Told<'a> {
    /// Stages that are over.
    pub past: &'a [PlanProblem],
    /// Sizes that should be looked at.
    pub small: &'a [String],
    /// Officers who are drawn in another campaign at the same time.
    pub busy: &'a [BusyOfficer],
}

/// The card; nothing where there is nothing to say.
pub fn unchecked(campaign: &Campaign, ready: &Readiness, also: &Told<'_>) -> Html {
    let count = |found: Vec<&ProblemGroup>| found.iter().map(|f| f.count - f.acknowledged).sum::<usize>();
    let lines = ready.businesses.as_ref().map_or(0, |c| count(told(c).collect()))
        + ready.officers.as_ref().map_or(0, |c| count(told(c).collect()));
    let of_plan: Vec<&str> =
        also.past.iter().map(|p| p.message.as_str()).chain(also.small.iter().map(String::as_str)).collect();
    if lines + of_plan.len() + also.busy.len() == 0 {
        return Html::default();
    }
    let open = lines <= FEW;
    let to = |step: Step, text: &'static str| html! { <a class="btn" href={Route::Step(campaign.id.clone(), step).hash()}>{ text }</a> };
    html! {
        <section class="card" aria-labelledby="unchecked">
            <div class="head">
                <h2 id="unchecked">{ "封存前再看一遍" }</h2>
                <span class="right row">
                    if !of_plan.is_empty() { { to(Step::Plan, "到方案页处理") } }
                    if lines + also.busy.len() > 0 { { to(Step::Rosters, "到名录页处理") } }
                </span>
            </div>
            if !of_plan.is_empty() {
                <ul class="lines">{ for of_plan.iter().map(|text| html! { <li><span class="tag warn">{ "提醒" }</span><span class="grow">{ "方案：" }{ text }</span></li> }) }</ul>
            }
            { busy(also.busy) }
            { for ready.businesses.iter().flat_map(|checked| told(checked).map(|found| group(campaign.settings.subject.title(), checked, found, open))) }
            { for ready.officers.iter().flat_map(|checked| told(checked).map(|found| group("执法人员", checked, found, open))) }
            if lines > 0 { <p class="small">{ "没有问题的，在名录页勾“已核对”，这里就不再列。" }</p> }
        </section>
    }
}

/// Who is drawn elsewhere, by campaign.
fn busy(officers: &[BusyOfficer]) -> Html {
    let one = |same: &[BusyOfficer]| {
        let Some(first) = same.first() else { return Html::default() };
        let day = |day: chrono::NaiveDate| day.format("%-m月%-d日").to_string();
        let names = same.iter().map(|o| format!("{}（{}）", o.name, o.department)).collect::<Vec<_>>().join("、");
        html! {
            <details open={same.len() <= FEW}>
                <summary><span class="tag warn">{ "提醒" }</span>{ format!(" 执法人员：已被“{}”抽中，检查时间重叠：{} 人", first.campaign, same.len()) }</summary>
                <p>{ format!("{names}。那次的检查时间是{}至{}。仍让他们参加抽取的，不必处理；安排不开的，到名录页写明理由，不让该行参加。", day(first.days.0), day(first.days.1)) }</p>
            </details>
        }
    };
    let groups = officers.chunk_by(|a, b| (&a.campaign, a.days) == (&b.campaign, b.days));
    html! { { for groups.map(one) } }
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
    // Nobody looks for a row that is in no list.
    let most = if found.code == ProblemCode::DroppedRow { 500 } else { SHOWN };
    let more = open.saturating_sub(most);
    let all = found.first..found.first + found.count;
    let shown: Vec<usize> = all.filter(|i| !checked.findings.is_acknowledged(*i)).take(most).collect();
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
