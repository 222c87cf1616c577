//! How many pages the papers take, counted before they are printed.

use super::page::{document, set_root_data};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How many pages each of the papers takes, where that is sure: for a moment they are set in columns, which break as pages do
/// (styles/print.css). Pages repeat a table's header, columns do not: at the least no page does, of which the columns are a
/// little larger; at the most every page but the first, to which the others are lower by the header and a little. Where both
/// come to the same number, so does the printer. Where a table goes on from each page to the next, every page but the first
/// repeats a header at the least as well. What is left in doubt is counted with the very headers that are repeated.
pub fn count_pages() -> Vec<Option<u32>> {
    let Some(document) = document() else { return Vec::new() };
    let papers = document.get_elements_by_class_name("paper");
    let papers: Vec<_> = (0..papers.length()).filter_map(|i| papers.item(i)?.dyn_into::<HtmlElement>().ok()).collect();
    let count = |how: &str| {
        set_root_data("counting", how);
        papers.iter().map(|paper| (columns(paper), tables_go_on(paper))).collect::<Vec<_>>()
    };
    let least = count("loose");
    papers.iter().for_each(tell_headers);
    let (repeated, most) = (count("more"), count("less"));
    let sure = |(((least, _), (repeated, goes_on)), (most, still))| {
        (least == most || (goes_on && still && repeated == most)).then_some(most)
    };
    let sure = least.into_iter().zip(repeated).zip(most).map(sure);
    let counted = papers.iter().zip(sure).map(|(paper, sure)| sure.or_else(|| with_headers(paper))).collect();
    stop_counting();
    counted
}

fn stop_counting() {
    if let Some(root) = document().and_then(|d| d.document_element()) {
        let _ = root.remove_attribute("data-counting");
    }
}

/// The number of pages with each header repeated where a page repeats it: a copy stands at the head of the column while it is
/// counted. None where a little more or less room comes to another number, or where it takes long.
fn with_headers(paper: &HtmlElement) -> Option<u32> {
    let _ = paper.style().set_property("--head", "0px");
    let mut counts = ["loose", "less"].map(|how| {
        set_root_data("counting", how);
        let mut copies = Vec::new();
        let mut column = 1;
        while column < columns(paper).min(FEW) {
            copies.extend(repeat_header(paper, column));
            column += 1;
        }
        let count = columns(paper);
        copies.iter().for_each(Element::remove);
        count
    });
    counts.sort_unstable();
    (counts[0] == counts[1] && counts[0] < FEW).then_some(counts[0])
}

/// Pages that are gone through one by one.
const FEW: u32 = 40;

/// Puts a copy of the header of the table that goes on from the column before at the head of this one, from 0.
fn repeat_header(paper: &HtmlElement, column: u32) -> Option<Element> {
    let (wide, begin) = (f64::from(paper.client_width().max(1)), left(paper)?);
    let edge = f64::from(column) - 0.5;
    let is_here = |e: &HtmlElement| left(e).is_some_and(|x| (x - begin) / wide > edge);
    let heads = all_of(paper, "thead");
    let mut crossing = heads.iter().filter_map(|head| {
        let table = head.parent_element()?.dyn_into::<HtmlElement>().ok()?;
        Some((head, all_of(&table, "tbody")))
    });
    // A group that is cut by the page stands in the column where it begins.
    let (head, groups) = crossing.find(|(_, groups)| {
        groups.first().is_some_and(|first| !is_here(first)) && groups.last().is_some_and(is_here)
    })?;
    let copy = head.clone_node_with_deep(true).ok()?.dyn_into::<Element>().ok()?;
    copy.set_attribute("class", "header-copy").ok()?;
    groups.iter().find(|group| is_here(group))?.insert_adjacent_element("beforebegin", &copy).ok()?
}

/// In how many columns a paper stands.
fn columns(paper: &HtmlElement) -> u32 {
    let (all, one) = (paper.scroll_width(), paper.client_width().max(1));
    u32::try_from((all + one / 2) / one).unwrap_or(1).max(1)
}

/// Tells the style sheet how high the highest and the lowest header are that a paper may repeat.
fn tell_headers(paper: &HtmlElement) {
    let heights: Vec<i32> = all_of(paper, "thead").iter().map(HtmlElement::offset_height).collect();
    for (name, height) in [("--head", heights.iter().max()), ("--low-head", heights.iter().min())] {
        let _ = paper.style().set_property(name, &format!("{}px", height.unwrap_or(&0)));
    }
}

/// Whether a table with a header goes on from each of the columns to the next.
fn tables_go_on(paper: &HtmlElement) -> bool {
    let wide = f64::from(paper.client_width().max(1));
    let Some(begin) = left(paper) else { return false };
    // In which column they begin, from 0.
    let all =
        |selector| all_of(paper, selector).iter().filter_map(left).map(|x| (x - begin) / wide).collect::<Vec<_>>();
    let (first, last) = (all("thead + tbody"), all("thead ~ tbody:last-child"));
    let goes_on = |to: f64| first.iter().zip(&last).any(|(first, last)| *first < to - 0.5 && *last > to - 0.5);
    (1..columns(paper)).map(f64::from).all(goes_on)
}

/// Where an element begins, in pixels from the left of the window.
fn left(element: &HtmlElement) -> Option<f64> {
    let of = |from: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(from, &name.into()).ok();
    let measure = of(element, "getBoundingClientRect")?.dyn_into::<js_sys::Function>().ok()?;
    of(&measure.call0(element).ok()?, "left")?.as_f64()
}

fn all_of(paper: &HtmlElement, selector: &str) -> Vec<HtmlElement> {
    let Ok(all) = paper.query_selector_all(selector) else { return Vec::new() };
    (0..all.length()).filter_map(|i| all.item(i)?.dyn_into().ok()).collect()
}
