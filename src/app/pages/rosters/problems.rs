use crate::app::parts::{Pager, page_of};
use crate::model::Source;
use crate::roster::{Problem, ProblemCode, Severity};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ProblemListProps {
    pub problems: Vec<Problem>,
    pub locked: bool,
    /// Rows to leave out, with the reason to propose.
    pub on_exclude: Callback<(Vec<Source>, AttrValue)>,
}

/// What is wrong with a roster, the same kind together, the grave first.
#[component]
pub fn ProblemList(props: &ProblemListProps) -> Html {
    let mut kinds: Vec<(Severity, ProblemCode)> = props.problems.iter().map(|p| (p.severity, p.code)).collect();
    kinds.sort();
    kinds.dedup();
    html! {
        <>{ for kinds.into_iter().map(|(severity, code)| {
            let problems: Vec<_> = props.problems.iter().filter(|p| (p.severity, p.code) == (severity, code)).cloned().collect();
            html! { <Group key={format!("{severity:?}{code:?}")} {severity} {problems} locked={props.locked} on_exclude={props.on_exclude.clone()} /> }
        }) }</>
    }
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    severity: Severity,
    problems: Vec<Problem>,
    locked: bool,
    on_exclude: Callback<(Vec<Source>, AttrValue)>,
}

#[component]
fn Group(props: &GroupProps) -> Html {
    let page = use_state_eq(|| 0_usize);
    let (class, word) = match props.severity {
        Severity::Error => ("tag bad", "错误"),
        Severity::Warning => ("tag warn", "提醒"),
        Severity::Note => ("tag", "说明"),
    };
    let Some(first) = props.problems.first() else { return Html::default() };
    let sources: Vec<_> = props.problems.iter().filter_map(source).collect();
    let mendable = props.severity == Severity::Error && !props.locked;
    let exclude = |rows: Vec<Source>, p: &Problem| {
        let reason = AttrValue::from(p.code.title());
        props.on_exclude.reform(move |_: MouseEvent| (rows.clone(), reason.clone()))
    };
    let on_page = {
        let page = page.clone();
        Callback::from(move |p| page.set(p))
    };
    html! {
        <details open={props.severity == Severity::Error && props.problems.len() <= 20}>
            <summary><span class={class}>{ word }</span>{ format!(" {}：{} 处", first.code.title(), props.problems.len()) }</summary>
            if mendable && sources.len() > 1 {
                <p><button type="button" class="btn" onclick={exclude(sources.clone(), first)}>{ format!("这{}行都不参加抽取……", sources.len()) }</button></p>
            }
            <ul class="lines">
                { for page_of(&props.problems, *page).iter().map(|p| html! {
                    <li>
                        <span class="w8 small">{ place(p) }</span>
                        <span class="grow">{ &p.message }</span>
                        if let (true, Some(row)) = (mendable, source(p)) {
                            <button type="button" class="btn quiet" onclick={exclude(vec![row], p)}>{ "该行不参加……" }</button>
                        }
                    </li>
                }) }
            </ul>
            <Pager rows={props.problems.len()} page={*page} {on_page} label="问题翻页" />
        </details>
    }
}

fn source(p: &Problem) -> Option<Source> {
    Some(Source { sheet: p.sheet.clone(), row: p.row? })
}

/// 工作表 and cell, as the spreadsheet program names them.
fn place(p: &Problem) -> String {
    match (&p.cell, p.row) {
        (Some(cell), _) => format!("{} {cell}", p.sheet),
        (None, Some(row)) => format!("{} 第{row}行", p.sheet),
        (None, None) => p.sheet.clone(),
    }
}
