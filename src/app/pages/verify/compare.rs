//! 与签字的纸核对: what nobody compared counts as not compared.

use super::names::names;
use super::papers::{PapersAct, PapersHandle};
use crate::app::parts::{Field, checkbox, digest_text};
use crate::draw::{AttemptReport, Report};
use crate::forms::{Compared, Comparison, ComparisonLine, Item, attempts_told, substitution_told};
use yew::prelude::*;

/// What stands beside what: the record, and the papers as they are typed in.
struct Sides<'a> {
    report: &'a Report,
    papers: &'a PapersHandle,
}

/// 与签字的纸核对: what the record says, and beside it what the paper says, to be typed, scanned or ticked.
pub fn compare(report: &Report, comparison: &Comparison, papers: &PapersHandle) -> Html {
    let Some(last) = report.last() else { return Html::default() };
    let p = &Sides { report, papers };
    html! {
        <section class="card chrome" aria-labelledby="compare">
            <div class="head"><h2 id="compare">{ "与签字的纸核对" }</h2></div>
            <p class="lead">{ "与封存单上亲笔写的号码、附件2的种子逐一核对" }</p>
            <p class="small">{ "照纸上抄写，不要从本页抄。空格、全角都可以；要写全，只对前几位不算核对。扫封存单或附件2上的二维码打开本页，或把扫到的内容粘贴到封存码一栏，扫到的码会自动填好，标明“扫码”。" }</p>
            <ul class="compare">
                <li class="titles" aria-hidden="true"><span>{ "项目" }</span><span>{ "这份记录里的" }</span><span>{ "纸上的（您来填）" }</span><span>{ "核对" }</span></li>
                { for comparison.lines.iter().map(|line| row(p, last, line)) }
            </ul>
        </section>
    }
}

fn row(p: &Sides<'_>, last: &AttemptReport, line: &ComparisonLine) -> Html {
    let (recorded, paper) = match line.item {
        Item::Commitment => (digest_text(last.commitment, "digest"), code_box(p, line, "封存单上的封存码")),
        Item::Seed => {
            let seed = last.seed.map(|digest| digest_text(digest, "digest red"));
            (seed.unwrap_or_else(|| html! { <p>{ "没有得出种子" }</p> }), code_box(p, line, "附件2上的种子"))
        }
        Item::Number(at) => {
            let number = last.contributions.get(at);
            let value = number.map(|c| html! { <p class="value">{ &c.value }</p> });
            (value.unwrap_or_default(), number_box(p, line, number.map_or("", |c| &c.label)))
        }
        Item::Businesses => {
            let attempt = p.report.attempts.len().saturating_sub(1);
            (html! { { names(p.report, attempt) } }, ticks(p, line, "与附件2的名单相同"))
        }
        Item::Attempts => {
            let told = attempts_told(p.report);
            (html! { <p>{ told }</p> }, ticks(p, line, "与签字的纸次数相同"))
        }
        Item::Substitution(at) => {
            (html! { <p>{ substitution_told(last, at) }</p> }, ticks(p, line, "与重印后签字的附件2相同"))
        }
    };
    html! {
        <li key={format!("{:?}", line.item)} class={matches!(line.item, Item::Number(_)).then_some("number-row")}>
            <h3>{ &line.label }</h3>
            <div>{ recorded }</div>
            <div>{ paper }</div>
            <div class="state">{ state(line) }</div>
        </li>
    }
}

/// What came of it, in words and a sign.
fn state(line: &ComparisonLine) -> Html {
    let (class, text) = match &line.compared {
        Compared::Same => ("tag ok", "✓ 相同".to_owned()),
        Compared::Different(_) => ("tag bad", "✗ 不同".to_owned()),
        Compared::NotYet => ("tag open", "未核对".to_owned()),
        Compared::Partial(_) => ("tag warn", line.compared.to_string()),
        Compared::Unreadable(_) => ("tag warn", "请改正".to_owned()),
    };
    let more = match &line.compared {
        Compared::Different(place) => place.as_str(),
        Compared::Unreadable(why) => why.as_str(),
        _ => "",
    };
    html! {
        <>
            <span class={class}>{ text }</span>
            if line.scanned { <span class="tag">{ "扫码" }</span> }
            if !more.is_empty() { <span class="small more">{ more }</span> }
        </>
    }
}

fn id(item: Item) -> String {
    match item {
        Item::Commitment => "paper-commitment".into(),
        Item::Seed => "paper-seed".into(),
        Item::Number(at) => format!("paper-number-{}", at + 1),
        Item::Businesses => "paper-businesses".into(),
        Item::Attempts => "paper-attempts".into(),
        Item::Substitution(at) => format!("paper-substitution-{}", at + 1),
    }
}

fn typing(p: &Sides<'_>, item: Item) -> Callback<String> {
    let act = p.papers.act();
    Callback::from(move |text| act(PapersAct::Type(item, text)))
}

/// A box for a code of 64 digits, which stands in groups once it is left.
fn code_box(p: &Sides<'_>, line: &ComparisonLine, name: &'static str) -> Html {
    let (act, item) = (p.papers.act(), line.item);
    let onfocusout = Callback::from(move |_: FocusEvent| act(PapersAct::Leave(item)));
    html! {
        <div {onfocusout}>
            <Field id={id(item)} {name} placeholder={name} value={p.papers.get().typed(item).to_owned()} on_text={typing(p, item)} lines=true exact=true class="code-box" />
        </div>
    }
}

fn number_box(p: &Sides<'_>, line: &ComparisonLine, label: &str) -> Html {
    let name = format!("封存单上{label}写的号码");
    html! {
        <Field id={id(line.item)} name={name.clone()} placeholder={name} value={p.papers.get().typed(line.item).to_owned()} on_text={typing(p, line.item)} inputmode="numeric" exact=true class="number-box" />
    }
}

/// Two ticks of which one at most is set: what nobody ticked is not compared.
fn ticks(p: &Sides<'_>, line: &ComparisonLine, same: &'static str) -> Html {
    let item = line.item;
    let ticked = p.papers.get().ticked(item);
    let tick = |means: bool| {
        let act = p.papers.act();
        Callback::from(move |on: bool| act(PapersAct::Tick(item, on.then_some(means))))
    };
    html! {
        <fieldset id={id(item)}>
            <legend class="sr">{ &line.label }</legend>
            { checkbox(format!("{}-same", id(item)), ticked == Some(true), false, tick(true), same) }
            { checkbox(format!("{}-different", id(item)), ticked == Some(false), false, tick(false), "不同") }
        </fieldset>
    }
}
