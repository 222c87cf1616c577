//! The rows of a roster: searched, filtered and sorted by the worker, mended here.

use super::cell::EditCell;
use crate::app::context::{AppContext, use_app};
use crate::app::parts::{Field as TextBox, LINE, PAGE, Same, checkbox, page_range, pager};
use crate::browser::{clock, page};
use crate::model::{EntityKind, Source};
use crate::roster::{Edit, EditedRow, Field, Record, RowRanges, Severity, edit_all};
use crate::state::{CheckedRoster, RowQuery};
use crate::work::{FindAlike, OrderRows, RowPlaces};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::virtual_dom::Key;

#[derive(Properties, PartialEq)]
pub struct RowTableProps<T: Record> {
    pub id: AttrValue,
    pub kind: EntityKind,
    pub title: AttrValue,
    pub checked: Same<CheckedRoster<T>>,
    pub locked: bool,
    pub on_mend: Callback<Vec<Edit>>,
    pub on_exclude: Callback<(RowRanges, AttrValue)>,
    pub on_include: Callback<Source>,
    /// The row to show, with the field to mend; a new number each time it is asked for.
    pub shown: Option<(Source, Option<Field>, u32)>,
}

/// Rows alike to one that was just edited.
#[derive(Debug, Clone, PartialEq)]
struct Offer {
    field: Field,
    before: String,
    after: String,
    rows: RowRanges,
}

/// The rows, in pages, to search, to filter, to sort and to mend.
#[component]
pub fn RowTable<T: Record + Clone + 'static>(props: &RowTableProps<T>) -> Html {
    let app = use_app();
    let page = use_state_eq(|| 0_usize);
    let row_query = use_state_eq(RowQuery::default);
    let offer = use_state_eq(|| None::<Offer>);
    use_shown(props, &row_query, &page);
    let order = use_order(&app, props, &row_query);
    let shown = order.as_ref().map_or(props.checked.len(), |order| order.len());
    let places = page_range(shown, *page).map(|n| order.as_ref().map_or(n, |order| order[n] as usize));
    let columns = &props.checked.laid.columns;
    let fields: Vec<Field> = T::KIND.fields().filter(|f| columns.has(*f)).collect();
    let several = props.checked.all.reading.sheets.len() > 1;
    let set = cb!(row_query, page, move |new| {
        page.set(0);
        row_query.set(new);
    });
    let on_edit = on_edit(&app, props, &offer);
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event
            .target_dyn_into::<web_sys::HtmlButtonElement>()
            .is_some_and(|button| page::step_cell(&button, &event.key()))
        {
            event.prevent_default();
        }
    });
    let id = AttrValue::from(format!("search-{}", props.title));
    let w = (*row_query).clone();
    html! {
        <div>
            <div class="row between">
                <TextBox class="grow" id={id.clone()} name="查找" placeholder="查找名称、代码、姓名……" value={w.search.clone()}
                    on_text={set.reform(with!(w, move |search| RowQuery { search, ..w.clone() }))} />
                { checkbox(id, w.only_problems, false, set.reform(with!(w, move |only_problems| RowQuery { only_problems, ..w.clone() })), "只看有问题或不参加的") }
            </div>
            if let Some(o) = &*offer { { ask_alike(props, o, &offer) } }
            <div class="scroll tall" tabindex="0" role="region" aria-label={format!("{}各行", props.title)}>
                <table class="wrap-cards" {onkeydown}>
                    <thead><tr>if several { <th>{ "出处" }</th> }<th class="num">{ "行" }</th>{ for fields.iter().map(|f| head(*f, &w, &set)) }<th>{ "操作" }</th></tr></thead>
                    <tbody>{ for places.enumerate().filter_map(|(n, place)| row(props, &fields, (n, place, w.is_all(), several), &on_edit)) }</tbody>
                </table>
                if shown == 0 { <p class="empty">{ "没有符合条件的行" }</p> }
            </div>
            { pager(shown, &page, format!("{}翻页", props.title)) }
        </div>
    }
}

/// UndoStack to the row that is to be shown, and opens its cell.
#[hook]
fn use_shown<T: Record + 'static>(
    props: &RowTableProps<T>,
    row_query: &UseStateHandle<RowQuery>,
    page: &UseStateHandle<usize>,
) {
    // Found once: it goes over the rows.
    let target = *use_memo((props.checked.clone(), props.shown.clone()), |(checked, shown)| {
        let (source, field, n) = shown.as_ref()?;
        Some((checked.laid.place(&checked.all.reading.rows, source, 0)?, *field, *n))
    });
    let on_page = target.map(|(place, field, n)| (row_id(&props.title, place), field, n));
    use_effect_with(
        props.shown.as_ref().map(|(.., n)| *n),
        with!(row_query, page, move |_| {
            if let Some((place, ..)) = target {
                row_query.set(RowQuery::default());
                page.set(place / PAGE);
            }
        }),
    );
    // Once the row is drawn.
    let done = use_mut_ref(|| 0);
    let is_drawn = target.is_some_and(|(place, ..)| row_query.is_all() && **page == place / PAGE);
    use_effect_with((is_drawn, on_page), move |(is_drawn, on_page)| {
        if let Some((id, field, n)) = on_page.as_ref().filter(|(.., n)| *is_drawn && *n != *done.borrow()) {
            done.replace(*n);
            page::open_cell(id, field.map(Field::name));
        }
    });
}

/// What the row at this place is called in the document.
fn row_id(title: &str, place: usize) -> String {
    format!("row-{title}-{place}")
}

/// The places of the rows that the user wants to see; nothing where that is every row in its place. Until the answer
/// to a new wish is there, the one before is shown.
#[hook]
fn use_order<T: Record + 'static>(
    app: &AppContext,
    props: &RowTableProps<T>,
    row_query: &RowQuery,
) -> Option<Rc<[u32]>> {
    let known = use_state(|| Rc::<[u32]>::from([]));
    let turn = use_mut_ref(|| 0_u32);
    let (set, app, id, kind) = (known.setter(), app.clone(), props.id.clone(), props.kind);
    use_effect_with((props.checked.clone(), row_query.clone()), move |(_, row_query)| {
        *turn.borrow_mut() += 1;
        if row_query.is_all() {
            return;
        }
        let (row_query, now) = (row_query.clone(), *turn.borrow());
        spawn_local(async move {
            let Some(campaign) = app.campaign(&id) else { return };
            let at = (&*campaign, clock::now().date_naive());
            let order = app.worker.about(&app.store.model, at, OrderRows { kind, row_query }).await;
            match order {
                Ok(RowPlaces(order)) if *turn.borrow() == now => set.set(order.into()),
                Ok(_) => {}
                Err(fault) => app.warn(fault),
            }
        });
    });
    (!row_query.is_all()).then(|| (*known).clone())
}

/// A column's heading, which sorts by it.
fn head(field: Field, row_query: &RowQuery, set: &Callback<RowQuery>) -> Html {
    let down = row_query.sort.filter(|(f, _)| *f == field).map(|(_, down)| down);
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
    let row_query = RowQuery { sort: next, ..row_query.clone() };
    let onclick = set.reform(move |_: MouseEvent| row_query.clone());
    html! { <th aria-sort={aria}><button type="button" class="sort" {onclick}>{ format!("{}{arrow}", field.name()) }</button></th> }
}

/// An edit of a cell, and the offer to do the same to rows alike.
fn on_edit<T: Record + Clone + 'static>(
    app: &AppContext,
    props: &RowTableProps<T>,
    offer: &UseStateHandle<Option<Offer>>,
) -> Callback<(Source, Field, String, String)> {
    cb!(app, id = props.id, kind = props.kind, checked = props.checked, mend = props.on_mend, offer, move |(
        source,
        field,
        before,
        after,
    ): (
        Source,
        Field,
        String,
        String
    )| {
        // As many as a line of a form takes: more was pasted by mistake, and is not cut in silence. What was longer may
        // be shortened step by step.
        let length = after.chars().count();
        if length > LINE.max(before.chars().count()) {
            let name = field.name();
            return app
                .warn(format!("{name}最多{LINE}个字，刚才的{length}个字没有采用，仍是原来的内容。请看看是否贴错"));
        }
        mend.emit(vec![Edit::Set { source: source.clone(), field, value: after.clone() }]);
        offer.set(None);
        if before.trim().is_empty() {
            return;
        }
        let (app, id, checked, offer) = (app.clone(), id.clone(), checked.clone(), offer.clone());
        spawn_local(async move {
            let Some(campaign) = app.campaign(&id) else { return };
            let at = (&*campaign, clock::now().date_naive());
            // The edit itself stands; without an answer nothing more is offered.
            let query = FindAlike { kind, field, value: before.clone() };
            let RowPlaces(alike) = app.worker.about(&app.store.model, at, query).await.unwrap_or_default();
            let others = alike.into_iter().map(|place| place as usize);
            let rows: RowRanges = others.filter_map(|p| checked.source(p)).filter(|s| *s != source).collect();
            offer.set((!rows.is_empty()).then_some(Offer { field, before, after, rows }));
        });
    })
}

fn ask_alike<T: Record>(props: &RowTableProps<T>, o: &Offer, offer: &UseStateHandle<Option<Offer>>) -> Html {
    let all = cb!(o, offer, mend = props.on_mend, move |_: MouseEvent| {
        mend.emit(edit_all(&o.rows.iter().collect::<Vec<_>>(), o.field, &o.after));
        offer.set(None);
    });
    let none = cb!(offer, move |_: MouseEvent| offer.set(None));
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
    (n, place, still, several): (usize, usize, bool, bool),
    on_edit: &Callback<(Source, Field, String, String)>,
) -> Option<Html> {
    let EditedRow { row, out, before } = props.checked.row(place)?;
    let source = row.source().clone();
    let class = match (&out, props.checked.findings.worst(place)) {
        (Some(_), _) => "out",
        (_, Some(Severity::Error)) => "bad",
        (_, Some(Severity::Warning)) => "warn",
        _ => "",
    };
    let button = match &out {
        _ if props.locked => Html::default(),
        Some(_) => {
            let source = source.clone();
            html! { <button type="button" class="btn quiet" aria-label={format!("{}恢复参加", row.name())} onclick={props.on_include.reform(move |_: MouseEvent| source.clone())}>{ "恢复参加" }</button> }
        }
        None => {
            let source = source.clone();
            let exclude = props
                .on_exclude
                .reform(move |_: MouseEvent| (std::iter::once(source.clone()).collect(), AttrValue::default()));
            html! { <button type="button" class="btn quiet" aria-label={format!("{}不参加", row.name())} onclick={exclude}>{ "不参加……" }</button> }
        }
    };
    // Where no row moves, by the place on the page: another page is then written into the rows that stand, which is much
    // faster. Elsewhere a mend may move the rows below it, and each keeps its own, with what is being typed in it.
    let key = if still { Key::from(n) } else { Key::from(format!("{}!{}", source.sheet, source.row)) };
    Some(html! {
        <tr {key} {class} id={row_id(&props.title, place)}>
            if several { <td class="small" data-label="出处">{ &source.sheet }</td> }
            <td class="num small" data-label="行">{ source.row }</td>
            { for fields.iter().enumerate().map(|(m, f)| {
                let before = before.get(f).cloned();
                html! { <EditCell key={f.name()} source={source.clone()} field={*f} value={row.value(*f)} {before} locked={props.locked || out.is_some()} entry={n == 0 && m == 0} on_edit={on_edit.clone()} /> }
            }) }
            <td class="keep">
                if let Some(reason) = &out { <span class="small">{ format!("不参加：{reason}") }</span> }
                { button }
            </td>
        </tr>
    })
}
