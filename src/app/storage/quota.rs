//! How much room what is stored takes.

use crate::app::context::use_app;
use crate::app::storage::repository;
use crate::browser::storage;
use crate::state::Campaign;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// From this share of the room on, in hundredths, it is warned of.
const NARROW: usize = 80;

#[derive(Properties, PartialEq)]
pub struct RoomProps {
    pub campaign: Rc<Campaign>,
}

/// What a campaign takes: 占用约60 KB.
#[component]
pub fn Room(props: &RoomProps) -> Html {
    let app = use_app();
    let text = use_state_eq(String::new);
    {
        let (text, campaign) = (text.clone(), props.campaign.clone());
        use_effect_with((props.campaign.clone(), app.store.save.clone()), move |_| {
            spawn_local(async move {
                let (units, bytes) = repository::room(&campaign).await;
                text.set(format!("占用约{}", told(units * UNIT + bytes)));
            });
        });
    }
    html! { <span class="small">{ (*text).clone() }</span> }
}

/// What all that is stored takes together, with a warning where it becomes narrow.
#[component]
pub fn AllRoom() -> Html {
    // What was saved since is counted as the page is drawn anew.
    let _app = use_app();
    let taken = storage::taken();
    let left = storage::ROOM.saturating_sub(taken);
    let percent = taken * 100 / storage::ROOM;
    let told = format!("本机共占用约{}，还可存约{}。", told(taken * UNIT), told(left * UNIT));
    if percent < NARROW {
        return html! { <p class="small">{ told }</p> };
    }
    html! {
        <p class="note warn" role="status">
            { told }{ "快满了，满了以后不能保存。请把办完的抽查“存为文件”，放好文件后再删除。" }
        </p>
    }
}

/// The bytes of a UTF-16 unit.
const UNIT: usize = 2;

/// So many bytes in words, rounded up: 60 KB, 9.4 MB.
fn told(bytes: usize) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1 << 10)),
        _ => {
            let tenths = (bytes * 10).div_ceil(1 << 20);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}
