//! Tables are shown in pages of one length.

use std::ops::Range;
use yew::prelude::*;

/// Rows on one page of a table.
pub const PAGE: usize = 50;

/// The places of the rows on page `page` (from 0) of `rows` rows.
pub fn page_range(rows: usize, page: usize) -> Range<usize> {
    page_range_by(PAGE, rows, page)
}

/// The same of pages of `size` rows.
pub fn page_range_by(size: usize, rows: usize, page: usize) -> Range<usize> {
    let first = page.min(pages(size, rows) - 1) * size;
    first..(first + size).min(rows)
}

/// The rows of page `page` (from 0) of `rows`.
pub fn page_of<T>(rows: &[T], page: usize) -> &[T] {
    &rows[page_range(rows.len(), page)]
}

fn pages(size: usize, rows: usize) -> usize {
    rows.div_ceil(size).max(1)
}

/// 上一页, 下一页 of so many rows, as `page` has it; nothing when all is on one page.
pub fn pager(rows: usize, page: &UseStateHandle<usize>, label: impl Into<AttrValue>) -> Html {
    pager_by(PAGE, "行", rows, page, label.into())
}

/// The same of pages of `size`, counted in `unit`.
pub fn pager_by(size: usize, unit: &str, rows: usize, page: &UseStateHandle<usize>, label: AttrValue) -> Html {
    let last = pages(size, rows) - 1;
    let now = (**page).min(last);
    if last == 0 {
        return Html::default();
    }
    let to = |place: usize| cb!(page, move |_: MouseEvent| page.set(place));
    let from = now * size + 1;
    html! {
        <nav class="pager" aria-label={label}>
            <span class="small">{ format!("第 {from}–{} {unit}，共 {rows} {unit}", (from + size - 1).min(rows)) }</span>
            <button class="btn" type="button" onclick={to(now.saturating_sub(1))} disabled={now == 0}>{ "上一页" }</button>
            <button class="btn" type="button" onclick={to(now + 1)} disabled={now == last}>{ "下一页" }</button>
        </nav>
    }
}
