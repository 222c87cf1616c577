//! Boxes of files: the same file can be chosen again.

use crate::browser::files;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// Hands on the file that a box of files was given.
pub fn on_choice(on_file: Callback<File>) -> Callback<Event> {
    on_choices(first_of(on_file))
}

/// Hands on the first of several files.
pub fn first_of(on_file: Callback<File>) -> Callback<Vec<File>> {
    Callback::from(move |files: Vec<File>| files.into_iter().take(1).for_each(|file| on_file.emit(file)))
}

/// Hands on the files that a box of files was given; at least one.
pub fn on_choices(on_files: Callback<Vec<File>>) -> Callback<Event> {
    Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            let chosen = files::all(input.files());
            if !chosen.is_empty() {
                on_files.emit(chosen);
            }
            // The same file can be chosen again after it was mended.
            input.set_value("");
        }
    })
}

/// The workbooks in which entries and items come back.
pub const WORKBOOK: &str = ".xlsx,.xls,.et,.ods";

/// A button that asks for a file.
pub fn file_button(
    id: impl Into<AttrValue>,
    button: &'static str,
    accept: &'static str,
    on_file: Callback<File>,
) -> Html {
    let id = id.into();
    html! {
        <span class="file">
            <input type="file" id={id.clone()} {accept} onchange={on_choice(on_file)} />
            <label class="btn" for={id}>{ button }</label>
        </span>
    }
}
