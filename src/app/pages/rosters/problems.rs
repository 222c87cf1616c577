use crate::app::parts::{Pager, page_of};
use crate::model::Source;
use crate::roster::{Field, Mend, Problem, Record, Severity, alike, edit_all};
use crate::state::Checked;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct ProblemListProps<T: Record> {
    pub checked: Rc<Checked<T>>,
    pub locked: bool,
    /// Rows to leave out, with the reason to propose.
    pub on_exclude: Callback<(Vec<Source>, AttrValue)>,
    pub on_mend: Callback<Vec<Mend>>,
}

impl<T: Record> PartialEq for ProblemListProps<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.checked, &other.checked) && self.locked == other.locked
    }
}

/// What is wrong with a roster, the same kind together, the grave first.
#[component]
pub fn ProblemList<T: Record + 'static>(props: &ProblemListProps<T>) -> Html {
    let mut kinds: Vec<_> = props.checked.problems.iter().map(|p| (p.severity, p.code)).collect();
    kinds.sort();
    kinds.dedup();
    html! {
        <>{ for kinds.into_iter().map(|kind| {
            let problems: Vec<_> = props.checked.problems.iter().filter(|p| (p.severity, p.code) == kind).cloned().collect();
            html! { <Group<T> key={format!("{kind:?}")} {problems} checked={props.checked.clone()} locked={props.locked}
                on_exclude={props.on_exclude.clone()} on_mend={props.on_mend.clone()} /> }
        }) }</>
    }
}

#[derive(Properties)]
struct GroupProps<T: Record> {
    problems: Vec<Problem>,
    checked: Rc<Checked<T>>,
    locked: bool,
    on_exclude: Callback<(Vec<Source>, AttrValue)>,
    on_mend: Callback<Vec<Mend>>,
}

impl<T: Record> PartialEq for GroupProps<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.checked, &other.checked) && self.locked == other.locked && self.problems == other.problems
    }
}

#[component]
fn Group<T: Record + 'static>(props: &GroupProps<T>) -> Html {
    let page = use_state_eq(|| 0_usize);
    let Some(first) = props.problems.first() else { return Html::default() };
    let (class, word) = match first.severity {
        Severity::Error => ("tag bad", "错误"),
        Severity::Warning => ("tag warn", "提醒"),
        Severity::Note => ("tag", "说明"),
    };
    let mut sources: Vec<_> = props.problems.iter().filter_map(source).collect();
    sources.dedup();
    let open = first.severity == Severity::Error && props.problems.len() <= 20;
    let excludable = first.severity != Severity::Note && !props.locked;
    let on_page = {
        let page = page.clone();
        Callback::from(move |p| page.set(p))
    };
    html! {
        <details {open}>
            <summary><span class={class}>{ word }</span>{ format!(" {}：{} 处", first.code.title(), props.problems.len()) }</summary>
            if excludable && sources.len() > 1 {
                <p><button type="button" class="btn" onclick={exclude(props, sources.clone(), first)}>{ format!("这{}行都不参加抽取……", sources.len()) }</button></p>
            }
            <ul class="lines">{ for page_of(&props.problems, *page).iter().map(|p| line(props, p, excludable)) }</ul>
            <Pager rows={props.problems.len()} page={*page} {on_page} label="问题翻页" />
        </details>
    }
}

fn exclude<T: Record>(props: &GroupProps<T>, rows: Vec<Source>, p: &Problem) -> Callback<MouseEvent> {
    let reason = AttrValue::from(p.code.title());
    props.on_exclude.reform(move |_: MouseEvent| (rows.clone(), reason.clone()))
}

/// One problem: where, what, and the values that would do as buttons.
fn line<T: Record>(props: &GroupProps<T>, p: &Problem, excludable: bool) -> Html {
    let mendable = field_of::<T>(props, p).filter(|_| !props.locked);
    html! {
        <li>
            <span class="w8 small">{ place(p) }</span>
            <span class="grow">
                { &p.message }
                if let Some(field) = mendable { if !p.choices.is_empty() {
                    <span class="row choices"><span class="small">{ "改为：" }</span>{ for p.choices.iter().take(8).map(|choice| mend_button(props, p, field, choice)) }</span>
                } }
            </span>
            if let (true, Some(row)) = (excludable, source(p)) {
                <button type="button" class="btn quiet" onclick={exclude(props, vec![row], p)}>{ "该行不参加……" }</button>
            }
        </li>
    }
}

/// One click mends this cell and all that say the same.
fn mend_button<T: Record>(props: &GroupProps<T>, p: &Problem, field: Field, choice: &str) -> Html {
    let same = if p.found.is_empty() { Vec::new() } else { alike(&props.checked.mended.rows, field, &p.found) };
    let rows = if same.is_empty() { source(p).into_iter().collect() } else { same };
    let label = if rows.len() > 1 { format!("{choice}（{}行）", rows.len()) } else { choice.to_owned() };
    let mends = edit_all(&rows, field, choice);
    html! { <button type="button" class="btn" onclick={props.on_mend.reform(move |_: MouseEvent| mends.clone())}>{ label }</button> }
}

/// The field whose column the problem's cell stands in.
fn field_of<T: Record>(props: &GroupProps<T>, p: &Problem) -> Option<Field> {
    let letters = p.cell.as_ref()?.trim_end_matches(|c: char| c.is_ascii_digit());
    let columns = &props.checked.mended.columns.0;
    columns.iter().find(|(_, c)| c.letters == letters).map(|(f, _)| *f)
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
