use super::file::on_choice;
use crate::browser::files;
use web_sys::File;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DropZoneProps {
    pub id: AttrValue,
    pub title: AttrValue,
    pub button: AttrValue,
    #[prop_or_default]
    pub accept: AttrValue,
    pub on_file: Callback<File>,
    /// One line only: something is there already.
    #[prop_or_default]
    pub slim: bool,
}

/// A place to drop a file on, or to choose one by button and keyboard.
#[component]
pub fn DropZone(props: &DropZoneProps) -> Html {
    let over = use_state_eq(|| false);
    let onchange = on_choice(props.on_file.clone());
    let ondrop = {
        let (on_file, over) = (props.on_file.clone(), over.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            if let Some(file) = files::first(event.data_transfer().and_then(|d| d.files())) {
                on_file.emit(file);
            }
        })
    };
    let hover = |on: bool| {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(on);
        })
    };
    html! {
        <div class={classes!("drop", over.then_some("over"), props.slim.then_some("slim"))} {ondrop} ondragover={hover(true)} ondragleave={hover(false)}>
            <p>{ &props.title }</p>
            <p class="row">
                <input type="file" id={props.id.clone()} accept={props.accept.clone()} {onchange} />
                <label class="btn" for={props.id.clone()}>{ &props.button }</label>
            </p>
        </div>
    }
}
