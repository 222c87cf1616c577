use super::cell::EditCell;
use crate::app::parts::{Choice, Field as TextBox, Pager, Same, page_of};
use crate::browser::page;
use crate::model::Source;
use crate::roster::{Field, Mend, Record, Severity, alike, edit_all};
use crate::state::Checked;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct RowTableProps<T: Record> {
    pub title: AttrValue,
    pub checked: Rc<Checked<T>>,
    pub locked: bool,
    pub on_mend: Callback<Vec<Mend>>,
    pub on_exclude: Callback<(Vec<Source>, AttrValue)>,
    pub on_include: Callback<Source>,
}

impl<T: Record> PartialEq for RowTableProps<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.checked, &other.checked) && self.locked == other.locked
    }
}

/// What is shown and in which order.
#[derive(Debug, Clone, Default, PartialEq)]
struct Wish {
    search: String,
    only_problems: bool,
    sort: Option<(Field, bool)>,
}

/// Rows alike to one that was just edited.
#[derive(Debug, Clone, PartialEq)]
struct Offer {
    field: Field,
    before: String,
    after: String,
    rows: Vec<Source>,
}

/// The rows, in pages, to search, to filter, to sort and to mend.
#[component]
pub fn RowTable<T: Record + Clone + 'static>(props: &RowTableProps<T>) -> Html {
    let page = use_state_eq(|| 0_usize);
    let wish = use_state_eq(Wish::default);
    let offer = use_state_eq(|| None::<Offer>);
    let marks = use_memo(Same(props.checked.clone()), |c| Marks::of(&c.0));
    let order = use_memo((Same(props.checked.clone()), (*wish).clone()), |(c, wish)| order(&c.0, &marks, wish));
    let fields: Vec<Field> = T::KIND.fields().filter(|f| props.checked.mended.columns.has(*f)).collect();
    let set = {
        let (wish, page) = (wish.clone(), page.clone());
        Callback::from(move |new| {
            page.set(0);
            wish.set(new);
        })
    };
    let on_edit = on_edit(props, &offer);
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event
            .target_dyn_into::<web_sys::HtmlButtonElement>()
            .is_some_and(|button| page::step_cell(&button, &event.key()))
        {
            event.prevent_default();
        }
    });
    let id = AttrValue::from(format!("search-{}", props.title));
    let w = (*wish).clone();
    html! {
        <div>
            <div class="row between">
                <TextBox class="grow" id={id.clone()} name="查找" placeholder="查找名称、代码、姓名……" value={w.search.clone()}
                    on_text={set.reform({ let w = w.clone(); move |search| Wish { search, ..w.clone() } })} />
                <Choice kind="checkbox" group={id} checked={w.only_problems}
                    on_pick={set.reform({ let w = w.clone(); move |only_problems| Wish { only_problems, ..w.clone() } })}>{ "只看有问题或不参加的" }</Choice>
            </div>
            if let Some(o) = &*offer { { ask_alike(props, o, &offer) } }
            <div class="scroll tall" tabindex="0" role="region" aria-label={format!("{}各行", props.title)}>
                <table class="wrap-cards" {onkeydown}>
                    <thead><tr><th class="num">{ "行" }</th>{ for fields.iter().map(|f| head(*f, &w, &set)) }<th>{ "操作" }</th></tr></thead>
                    <tbody>{ for page_of(&order, *page).iter().enumerate().map(|(n, i)| row(props, &fields, &marks, (n, *i), &on_edit)) }</tbody>
                </table>
                if order.is_empty() { <p class="empty">{ "没有符合条件的行" }</p> }
            </div>
            <Pager rows={order.len()} page={*page} on_page={Callback::from(move |p| page.set(p))} label={format!("{}翻页", props.title)} />
        </div>
    }
}

/// What is known of rows and cells besides their values.
struct Marks {
    worst: BTreeMap<Source, Severity>,
    cells: BTreeMap<(Source, Field), String>,
    out: BTreeMap<Source, String>,
    touched: BTreeSet<Source>,
}

impl Marks {
    fn of<T: Record>(checked: &Checked<T>) -> Self {
        let mut worst = BTreeMap::new();
        for p in &checked.problems {
            if let Some(row) = p.row {
                let place = worst.entry(Source { sheet: p.sheet.clone(), row }).or_insert(p.severity);
                *place = (*place).min(p.severity);
            }
        }
        let m = &checked.mended;
        Self {
            worst,
            cells: m.cells.iter().map(|c| ((c.source.clone(), c.field), c.before.clone())).collect(),
            out: m.excluded.iter().map(|e| (e.source.clone(), e.reason.clone())).collect(),
            touched: m.cells.iter().map(|c| c.source.clone()).collect(),
        }
    }

    fn concerns(&self, source: &Source) -> bool {
        self.worst.contains_key(source) || self.out.contains_key(source) || self.touched.contains(source)
    }
}

/// The rows to show, by place.
fn order<T: Record>(checked: &Checked<T>, marks: &Marks, wish: &Wish) -> Vec<usize> {
    let rows = &checked.mended.rows;
    let word = wish.search.trim();
    let found = |row: &T| word.is_empty() || T::KIND.fields().any(|f| row.value(f).contains(word));
    let mut order: Vec<usize> = (0..rows.len())
        .filter(|i| (!wish.only_problems || marks.concerns(rows[*i].source())) && found(&rows[*i]))
        .collect();
    if let Some((field, down)) = wish.sort {
        order.sort_by_cached_key(|i| rows[*i].value(field));
        if down {
            order.reverse();
        }
    }
    order
}

/// A column's heading, which sorts by it.
fn head(field: Field, wish: &Wish, set: &Callback<Wish>) -> Html {
    let down = wish.sort.filter(|(f, _)| *f == field).map(|(_, down)| down);
    let next = match down {
        None => Some((field, false)),
        Some(false) => Some((field, true)),
        Some(true) => None,
    };
    let (aria, arrow) = match down {
        None => ("none", ""),
        Some(false) => ("ascending", " ↑"),
        Some(true) => ("descending", " ↓"),
    };
    let wish = Wish { sort: next, ..wish.clone() };
    let onclick = set.reform(move |_: MouseEvent| wish.clone());
    html! { <th aria-sort={aria}><button type="button" class="sort" {onclick}>{ format!("{}{arrow}", field.name()) }</button></th> }
}

/// An edit of a cell, and the offer to do the same to rows alike.
fn on_edit<T: Record + Clone + 'static>(
    props: &RowTableProps<T>,
    offer: &UseStateHandle<Option<Offer>>,
) -> Callback<(Source, Field, String, String)> {
    let (checked, mend, offer) = (props.checked.clone(), props.on_mend.clone(), offer.clone());
    Callback::from(move |(source, field, before, after): (Source, Field, String, String)| {
        let mut rows = if before.trim().is_empty() { Vec::new() } else { alike(&checked.mended.rows, field, &before) };
        rows.retain(|s| *s != source);
        mend.emit(vec![Mend::Edit { source, field, value: after.clone() }]);
        offer.set((!rows.is_empty()).then_some(Offer { field, before, after, rows }));
    })
}

fn ask_alike<T: Record>(props: &RowTableProps<T>, o: &Offer, offer: &UseStateHandle<Option<Offer>>) -> Html {
    let all = {
        let (o, offer, mend) = (o.clone(), offer.clone(), props.on_mend.clone());
        Callback::from(move |_: MouseEvent| {
            mend.emit(edit_all(&o.rows, o.field, &o.after));
            offer.set(None);
        })
    };
    let none = {
        let offer = offer.clone();
        Callback::from(move |_: MouseEvent| offer.set(None))
    };
    html! {
        <div class="note row between" role="status">
            <span>{ format!("另有{}行的{}也是“{}”。", o.rows.len(), o.field.name(), o.before) }</span>
            <span class="row">
                <button type="button" class="btn main" onclick={all}>{ format!("都改为“{}”", o.after) }</button>
                <button type="button" class="btn" onclick={none}>{ "不改" }</button>
            </span>
        </div>
    }
}

fn row<T: Record>(
    props: &RowTableProps<T>,
    fields: &[Field],
    marks: &Marks,
    (n, i): (usize, usize),
    on_edit: &Callback<(Source, Field, String, String)>,
) -> Html {
    let row = &props.checked.mended.rows[i];
    let source = row.source().clone();
    let out = marks.out.get(&source);
    let class = match (out, marks.worst.get(&source)) {
        (Some(_), _) => "out",
        (_, Some(Severity::Error)) => "bad",
        (_, Some(Severity::Warning)) => "warn",
        _ => "",
    };
    let button = match out {
        _ if props.locked => Html::default(),
        Some(_) => {
            let source = source.clone();
            html! { <button type="button" class="btn quiet" onclick={props.on_include.reform(move |_: MouseEvent| source.clone())}>{ "恢复" }</button> }
        }
        None => {
            let source = source.clone();
            let exclude = props.on_exclude.reform(move |_: MouseEvent| (vec![source.clone()], AttrValue::default()));
            html! { <button type="button" class="btn quiet" aria-label={format!("{}不参加", row.name())} onclick={exclude}>{ "不参加……" }</button> }
        }
    };
    html! {
        <tr key={format!("{}!{}", source.sheet, source.row)} {class}>
            <td class="num small" data-label="行">{ source.row }</td>
            { for fields.iter().enumerate().map(|(m, f)| {
                let before = marks.cells.get(&(source.clone(), *f)).cloned();
                html! { <EditCell key={f.name()} source={source.clone()} field={*f} value={row.value(*f)} {before} locked={props.locked || out.is_some()} entry={n == 0 && m == 0} on_edit={on_edit.clone()} /> }
            }) }
            <td class="keep">
                if let Some(reason) = out { <span class="small">{ format!("不参加：{reason}") }</span> }
                { button }
            </td>
        </tr>
    }
}
