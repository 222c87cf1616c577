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

#[derive(Properties, PartialEq)]
pub struct FileButtonProps {
    pub id: AttrValue,
    pub button: AttrValue,
    #[prop_or(AttrValue::Static(".xlsx,.xls,.et,.ods"))]
    pub accept: AttrValue,
    pub on_file: Callback<File>,
}

/// A button that asks for a file, by default a workbook.
#[component]
pub fn FileButton(p: &FileButtonProps) -> Html {
    html! {
        <span class="file">
            <input type="file" id={p.id.clone()} accept={p.accept.clone()} onchange={on_choice(p.on_file.clone())} />
            <label class="btn" for={p.id.clone()}>{ &p.button }</label>
        </span>
    }
}
