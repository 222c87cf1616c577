//! What the rosters still say before they are sealed: warnings that nobody has settled, and rows that were not read.

use crate::roster::{ProblemCode, Record, Severity};
use crate::route::{Route, Step};
use crate::state::{Campaign, Checked, Found, Readiness};
use yew::prelude::*;

/// Lines of a kind that are shown here; the rosters' page has all.
const SHOWN: usize = 20;
/// Kinds with so few lines are shown open.
const FEW: usize = 5;

/// How many warnings there are, for the question before the seal.
pub fn warnings(ready: &Readiness) -> usize {
    ready.businesses.as_ref().map_or(0, |c| c.findings.open_warnings())
        + ready.officers.as_ref().map_or(0, |c| c.findings.open_warnings())
}

/// The card; nothing where there is nothing to say.
pub fn unchecked(campaign: &Campaign, ready: &Readiness) -> Html {
    let businesses = ready.businesses.iter().flat_map(|checked| groups("市场主体", checked));
    let officers = ready.officers.iter().flat_map(|checked| groups("执法人员", checked));
    let all: Vec<Html> = businesses.chain(officers).collect();
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card" aria-labelledby="unchecked">
            <h2 id="unchecked" class="head">{ "封存前再看一遍" }</h2>
            <p class="small">{ "名录里还有下面这些提醒没有核对，还有没有读入的行。要改的，请到名录页改好；没有问题的，在名录页勾“已核对”，这里就不再列。" }</p>
            { for all }
            <p class="row"><a class="btn" href={Route::Step(campaign.id.clone(), Step::Rosters).hash()}>{ "到名录页处理" }</a></p>
        </section>
    }
}

fn groups<T: Record>(name: &'static str, checked: &Checked<T>) -> Vec<Html> {
    let counts = |f: &&Found| match f.severity {
        Severity::Warning => f.acknowledged < f.count,
        _ => matches!(f.code, ProblemCode::DroppedRow | ProblemCode::JoinedRow),
    };
    checked.findings.groups.iter().filter(counts).map(|found| group(name, checked, found)).collect()
}

fn group<T: Record>(name: &str, checked: &Checked<T>, found: &Found) -> Html {
    let (class, word) = if found.severity == Severity::Warning { ("tag warn", "提醒") } else { ("tag", "说明") };
    let what = if found.code == ProblemCode::DroppedRow { "没有读入的行" } else { found.code.title() };
    let open = found.count - found.acknowledged;
    let more = open.saturating_sub(SHOWN);
    let all = found.first..found.first + found.count;
    let lines = all.filter(|i| !checked.findings.is_acknowledged(*i)).take(SHOWN).filter_map(|i| line(checked, i));
    html! {
        <details open={open <= FEW}>
            <summary><span class={class}>{ word }</span>{ format!(" {name}：{what}：{open} 处") }</summary>
            <ul class="lines">{ for lines }</ul>
            if more > 0 { <p class="small">{ format!("还有 {more} 处，在名录页。") }</p> }
        </details>
    }
}

fn line<T: Record>(checked: &Checked<T>, i: usize) -> Option<Html> {
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
