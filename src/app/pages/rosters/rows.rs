use crate::app::parts::{Choice, Field, Pager, page_of};
use crate::model::{Business, Officer, Source};
use crate::roster::Severity;
use crate::state::{Checked, RosterKind};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// A row as the table shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    source: Source,
    cells: Vec<String>,
    /// Why it does not take part.
    excluded: Option<String>,
    worst: Option<Severity>,
}

/// A row of either roster.
pub trait Row {
    fn source(&self) -> &Source;
    fn cells(&self) -> Vec<String>;
}

impl Row for Business {
    fn source(&self) -> &Source {
        &self.source
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.name.clone(),
            self.code.clone(),
            self.categories.join("、"),
            self.address.clone(),
            self.contact.clone(),
            self.phone.clone(),
        ]
    }
}

impl Row for Officer {
    fn source(&self) -> &Source {
        &self.source
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.name.clone(),
            self.department.clone(),
            self.certificate.clone(),
            self.valid_until.clone(),
            self.title.clone(),
            self.recusals.join("、"),
        ]
    }
}

const BUSINESS_HEADS: [&str; 6] = ["名称", "统一社会信用代码", "类别", "地址", "联系人", "电话"];
const OFFICER_HEADS: [&str; 6] = ["姓名", "单位", "执法证号", "证件有效期", "职务", "回避"];

/// The rows of a checked roster as the table shows them.
pub fn lines<T: Row>(checked: &Checked<T>, rows: &[T]) -> Vec<Line> {
    let mut worst: BTreeMap<(&str, u32), Severity> = BTreeMap::new();
    for p in &checked.problems {
        if let Some(row) = p.row {
            let place = worst.entry((&p.sheet, row)).or_insert(p.severity);
            *place = (*place).min(p.severity);
        }
    }
    let out: BTreeMap<_, _> = checked.used.excluded.iter().map(|e| (&e.source, &e.reason)).collect();
    rows.iter()
        .map(|row| Line {
            source: row.source().clone(),
            cells: row.cells(),
            excluded: out.get(row.source()).map(|r| (*r).clone()),
            worst: worst.get(&(row.source().sheet.as_str(), row.source().row)).copied(),
        })
        .collect()
}

#[derive(Properties, PartialEq)]
pub struct RowTableProps {
    pub kind: RosterKind,
    pub lines: Rc<Vec<Line>>,
    pub locked: bool,
    pub on_exclude: Callback<(Vec<Source>, AttrValue)>,
    pub on_include: Callback<Source>,
}

/// The rows, in pages, to search and to filter.
#[component]
pub fn RowTable(props: &RowTableProps) -> Html {
    let page = use_state_eq(|| 0_usize);
    let search = use_state_eq(String::new);
    let only = use_state_eq(|| false);
    let heads = if props.kind == RosterKind::Businesses { BUSINESS_HEADS } else { OFFICER_HEADS };
    let word = search.trim();
    let shown: Vec<&Line> = props
        .lines
        .iter()
        .filter(|l| !*only || l.worst.is_some() || l.excluded.is_some())
        .filter(|l| word.is_empty() || l.cells.iter().any(|c| c.contains(word)))
        .collect();
    let first_page = |then: Callback<()>| {
        let page = page.clone();
        Callback::from(move |()| {
            page.set(0);
            then.emit(());
        })
    };
    let on_text = {
        let (search, page) = (search.clone(), page.clone());
        Callback::from(move |text| {
            page.set(0);
            search.set(text);
        })
    };
    let on_pick = {
        let only = only.clone();
        let reset = first_page(Callback::noop());
        Callback::from(move |on| {
            reset.emit(());
            only.set(on);
        })
    };
    let on_page = {
        let page = page.clone();
        Callback::from(move |p| page.set(p))
    };
    let id = if props.kind == RosterKind::Businesses { "search-businesses" } else { "search-officers" };
    html! {
        <div>
            <div class="row between">
                <Field class="grow" {id} name="查找" placeholder="查找名称、代码、姓名……" value={(*search).clone()} {on_text} />
                <Choice kind="checkbox" group={id} checked={*only} {on_pick}>{ "只看有问题或不参加的" }</Choice>
            </div>
            <div class="scroll tall" tabindex="0" role="region" aria-label={format!("{}各行", props.kind.title())}>
                <table class="wrap-cards">
                    <thead><tr><th class="num">{ "行" }</th>{ for heads.iter().map(|h| html! { <th>{ *h }</th> }) }<th>{ "操作" }</th></tr></thead>
                    <tbody>{ for page_of(&shown, *page).iter().map(|line| row(props, &heads, line)) }</tbody>
                </table>
                if shown.is_empty() { <p class="empty">{ "没有符合条件的行" }</p> }
            </div>
            <Pager rows={shown.len()} page={*page} {on_page} label={format!("{}翻页", props.kind.title())} />
        </div>
    }
}

fn row(props: &RowTableProps, heads: &[&'static str], line: &Line) -> Html {
    let class = match (line.excluded.is_some(), line.worst) {
        (true, _) => "out",
        (_, Some(Severity::Error)) => "bad",
        (_, Some(Severity::Warning)) => "warn",
        _ => "",
    };
    let source = line.source.clone();
    let button = match (&line.excluded, props.locked) {
        (_, true) => Html::default(),
        (Some(_), _) => {
            html! { <button type="button" class="btn quiet" onclick={props.on_include.reform(move |_: MouseEvent| source.clone())}>{ "恢复" }</button> }
        }
        (None, _) => {
            let exclude = props.on_exclude.reform(move |_: MouseEvent| (vec![source.clone()], AttrValue::default()));
            html! { <button type="button" class="btn quiet" aria-label={format!("{}不参加", line.cells[0])} onclick={exclude}>{ "不参加……" }</button> }
        }
    };
    html! {
        <tr key={format!("{}!{}", line.source.sheet, line.source.row)} {class}>
            <td class="num small" data-label="行">{ line.source.row }</td>
            { for line.cells.iter().zip(heads).map(|(cell, head)| html! { <td data-label={*head} class={classes!(head.contains("号").then_some("nowrap"), head.contains("代码").then_some("nowrap"))}>{ cell }</td> }) }
            <td class="keep">
                if let Some(reason) = &line.excluded { <span class="small">{ format!("不参加：{reason}") }</span> }
                { button }
            </td>
        </tr>
    }
}
