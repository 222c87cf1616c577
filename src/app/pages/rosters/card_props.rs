//! What a roster's card and its parts share.

use super::import::{Handed, Import};
use crate::app::parts::Same;
use crate::model::{EntityKind, Source};
use crate::roster::{FileRead, Record};
use crate::state::CheckedRoster;
use yew::prelude::*;

/// What a box of files proposes to choose.
pub const WORKBOOKS: &str = ".xlsx,.xlsm,.xls,.et,.xlsb,.ods,.csv,.tsv,.txt,.html,.htm,.xml";

#[derive(Clone, Properties, PartialEq)]
pub struct RosterCardProps<T: Record> {
    pub id: AttrValue,
    pub kind: EntityKind,
    pub handed: Handed,
    pub checked: Option<Same<CheckedRoster<T>>>,
    /// What was found is of the state before the last change.
    pub checking: bool,
    pub locked: bool,
    /// How many mends can be undone and done again.
    pub turns: (usize, usize),
    /// Whether Ctrl+Z is this roster's: it was mended last.
    pub keys: bool,
    /// This roster is mended.
    pub on_touch: Callback<EntityKind>,
    /// The place of the next row added by hand.
    pub next_added: Source,
}

/// The button that shows what was recognised in a file, while that is at hand.
pub fn look_again(import: &Import, place: usize, file: &FileRead, class: &'static str) -> Html {
    if !import.is_at_hand(file) {
        return Html::default();
    }
    let onclick = cb!(import, file, move |_: MouseEvent| import.show_file(place, &file));
    html! { <button type="button" {class} {onclick}>{ "核对表头和各列……" }</button> }
}
