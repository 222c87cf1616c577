//! What is set once and folds away: on a phone each long list of the page and what is not always asked, which say shortly
//! what they hold.

use super::sheet::{Fold, Sheet};
use crate::browser::page;
use web_sys::Element;
use yew::prelude::*;

/// A part that opens where something in it is `wanting`, and stays as the user has it.
pub fn fold(sheet: &Sheet, of: Fold, wanting: bool, summary: Html, body: Html) -> Html {
    if wanting {
        sheet.open.borrow_mut().insert(of);
    }
    let open = sheet.open.borrow().contains(&of);
    let ontoggle = cb!(opened = sheet.open, move |event: Event| {
        let is_open = event.target_dyn_into::<Element>().is_some_and(|details| details.has_attribute("open"));
        let mut opened = opened.borrow_mut();
        if is_open {
            opened.insert(of)
        } else {
            opened.remove(&of)
        };
    });
    html! { <details {open} {ontoggle}><summary>{ summary }</summary>{ body }</details> }
}

/// A list with what each of its lines says shortly, and the box of each name. On a phone it is folded, unless a line of it is
/// to be filled in or mended; what is `told` of its lines stands beside.
pub fn list(
    sheet: &Sheet,
    of: Fold,
    lines: &[(String, String)],
    (counted, told): (&str, &'static str),
    body: Html,
) -> Html {
    if !page::is_narrow() {
        return body;
    }
    // A problem of any box of a line: stratum-3-label, stratum-3-size.
    let has_problem = |id: &str| {
        let line = id.rsplit_once('-').map_or(id, |(line, _)| line);
        sheet.problems.iter().any(|p| p.field.strip_prefix(line).is_some_and(|rest| rest.starts_with('-')))
    };
    let wanting = lines.is_empty() || lines.iter().any(|(name, id)| name.trim().is_empty() || has_problem(id));
    let names: Vec<&str> = lines.iter().map(|(name, _)| name.trim()).filter(|name| !name.is_empty()).collect();
    let summary = html! { <>{ format!("{}{counted}", lines.len()) }{ " " }if !told.is_empty() { <span class="tag warn">{ told }</span>{ " " } }<span class="small">{ names.join("、") }</span></> };
    fold(sheet, of, wanting, summary, body)
}

/// What a section may do without, as a phone folds it, unless it is `wanting`; `said` tells shortly what it holds.
pub fn rest(sheet: &Sheet, of: Fold, wanting: bool, (name, said): (&str, &str), body: Html) -> Html {
    let summary = html! { <>{ name }{ " " }<span class="small">{ said }</span></> };
    fold(sheet, of, wanting, summary, body)
}
