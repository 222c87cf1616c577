use std::ops::Range;
use yew::prelude::*;

/// Rows on one page of a table.
pub const PAGE: usize = 50;

/// The places of the rows on page `page` (from 0) of `rows` rows.
pub fn page_range(rows: usize, page: usize) -> Range<usize> {
    let first = page.min(pages(rows) - 1) * PAGE;
    first..(first + PAGE).min(rows)
}

/// The rows of page `page` (from 0) of `rows`.
pub fn page_of<T>(rows: &[T], page: usize) -> &[T] {
    &rows[page_range(rows.len(), page)]
}

fn pages(rows: usize) -> usize {
    rows.div_ceil(PAGE).max(1)
}

#[derive(Properties, PartialEq)]
pub struct PagerProps {
    pub rows: usize,
    pub page: usize,
    pub on_page: Callback<usize>,
    pub label: AttrValue,
}

/// 上一页, 下一页; nothing when all is on one page.
#[component]
pub fn Pager(props: &PagerProps) -> Html {
    let last = pages(props.rows) - 1;
    let page = props.page.min(last);
    if last == 0 {
        return Html::default();
    }
    let to = |page: usize| props.on_page.reform(move |_: MouseEvent| page);
    let from = page * PAGE + 1;
    html! {
        <nav class="pager" aria-label={props.label.clone()}>
            <span class="small">{ format!("第 {from}–{} 行，共 {} 行", (from + PAGE - 1).min(props.rows), props.rows) }</span>
            <button class="btn" type="button" onclick={to(page.saturating_sub(1))} disabled={page == 0}>{ "上一页" }</button>
            <button class="btn" type="button" onclick={to(page + 1)} disabled={page == last}>{ "下一页" }</button>
        </nav>
    }
}
