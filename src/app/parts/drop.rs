//! A place to drop files can be used by button and keyboard as well.

use super::file::on_choices;
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
    /// At least one.
    pub on_files: Callback<Vec<File>>,
    /// Whether several can be chosen at once.
    #[prop_or_default]
    pub multiple: bool,
    /// One line only: something is there already.
    #[prop_or_default]
    pub slim: bool,
}

/// A place to drop files on, or to choose them by button and keyboard. Where one is wanted, the first is taken.
#[component]
pub fn DropZone(props: &DropZoneProps) -> Html {
    let over = use_state_eq(|| false);
    let onchange = on_choices(props.on_files.clone());
    let ondrop = cb!(on_files = props.on_files, multiple = props.multiple, over, move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let mut dropped = files::all(event.data_transfer().and_then(|d| d.files()));
        dropped.truncate(if multiple { usize::MAX } else { 1 });
        if !dropped.is_empty() {
            on_files.emit(dropped);
        }
    });
    let hover = |on: bool| {
        cb!(over, move |event: DragEvent| {
            event.prevent_default();
            over.set(on);
        })
    };
    html! {
        <div class={classes!("drop", over.then_some("over"), props.slim.then_some("slim"))} {ondrop} ondragover={hover(true)} ondragleave={hover(false)}>
            <p>{ &props.title }</p>
            <p class="row">
                <input type="file" id={props.id.clone()} accept={props.accept.clone()} multiple={props.multiple} {onchange} />
                <label class="btn" for={props.id.clone()}>{ &props.button }</label>
            </p>
        </div>
    }
}
