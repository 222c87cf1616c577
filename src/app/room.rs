//! How much room what is stored takes.

use super::shelf;
use super::store::use_shop;
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

/// What a campaign takes: 占用35万字符.
#[component]
pub fn Room(props: &RoomProps) -> Html {
    let shop = use_shop();
    let text = use_state_eq(String::new);
    {
        let (text, campaign) = (text.clone(), props.campaign.clone());
        use_effect_with((props.campaign.clone(), shop.0.save.clone()), move |_| {
            spawn_local(async move {
                let (units, bytes) = shelf::room(&campaign).await;
                let vault = if bytes > 0 { format!("，另有名录等{}", megabytes(bytes)) } else { String::new() };
                text.set(format!("占用{}{vault}", characters(units)));
            });
        });
    }
    html! { <span class="small">{ (*text).clone() }</span> }
}

/// What all that is stored takes together, with a warning where it becomes narrow.
#[component]
pub fn AllRoom() -> Html {
    // What was saved since is counted as the page is drawn anew.
    let _shop = use_shop();
    let taken = storage::taken();
    let percent = taken * 100 / storage::ROOM;
    let share = if percent == 0 {
        "，不到浏览器允许的500万字符的1%".into()
    } else {
        format!("，约为浏览器允许的500万字符的{percent}%")
    };
    let told = format!("本机共用{}{share}。", characters(taken));
    if percent < NARROW {
        return html! { <p class="small">{ told }</p> };
    }
    html! {
        <p class="note warn" role="status">
            { told }{ "快满了，满了以后不能保存。请把办完的抽查“存为文件”，放好文件后再删除。" }
        </p>
    }
}

/// So many UTF-16 units in words.
fn characters(units: usize) -> String {
    match units {
        0..10_000 => format!("{units}字符"),
        _ => format!("{}.{}万字符", units / 10_000, units % 10_000 / 1_000),
    }
}

/// So many bytes in words.
fn megabytes(bytes: usize) -> String {
    let tenths = (bytes * 10).div_ceil(1 << 20);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
