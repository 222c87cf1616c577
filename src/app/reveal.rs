//! Which slide of 大屏 is shown, shared by every window of this browser: the projector's and the operator's.

use crate::browser::storage;
use crate::json;
use crate::state::Show;
use yew::prelude::*;

/// The step of a campaign's show, and how to set it.
#[derive(Clone, PartialEq)]
pub struct Shared {
    key: String,
    turn: u32,
    state: UseStateHandle<(u32, usize)>,
}

impl Shared {
    /// The step that the windows stand at.
    pub fn step(&self, show: &Show) -> usize {
        if self.state.0 == self.turn { self.state.1.min(show.last()) } else { show.start() }
    }

    /// Goes to a step, here and in the other windows.
    pub fn set(&self, step: usize) {
        self.state.set((self.turn, step));
        keep(&self.key, self.turn, step);
    }
}

fn key(id: &str) -> String {
    format!("stage/{id}")
}

fn keep(key: &str, turn: u32, step: usize) {
    // Where nothing can be stored there is no second window to tell either.
    let _ = storage::write(key, &format!("[{turn},{step}]"));
}

fn read(key: &str) -> (u32, usize) {
    let stored = storage::read(key).ok().flatten();
    stored.and_then(|json| json::read(&json).ok()).unwrap_or_default()
}

/// Goes to the first slide, before the page is opened.
pub fn rewind(id: &str, turn: u32) {
    keep(&key(id), turn, 0);
}

/// The step within this [`turn`](crate::state::turn) of the campaign; a new one begins anew.
#[hook]
pub fn use_reveal(id: &str, turn: u32) -> Shared {
    let key = key(id);
    let state = use_state_eq(|| read(&key));
    use_effect_with(
        key.clone(),
        with!(state, move |key| {
            let own = key.clone();
            let listener = storage::on_change(move |changed| {
                if changed == Some(&own) {
                    state.set(read(&own));
                }
            });
            move || drop(listener)
        }),
    );
    Shared { key, turn, state }
}

#[derive(Properties, PartialEq)]
pub struct RemoteProps {
    pub id: AttrValue,
    pub turn: u32,
    pub show: Show,
}

/// 大屏: turns the pages of the projector's window.
#[component]
pub fn Remote(p: &RemoteProps) -> Html {
    let shared = use_reveal(&p.id, p.turn);
    let (step, last) = (shared.step(&p.show), p.show.last());
    let button = |word: &'static str, to: usize| {
        let shared = shared.clone();
        html! { <button type="button" class="btn" disabled={step == to} onclick={Callback::from(move |_: MouseEvent| shared.set(to))}>{ word }</button> }
    };
    html! {
        <section class="card stack">
            <h2>{ "大屏翻页" }</h2>
            <p class="small">{ format!("大屏在第 {} 页，共 {} 页。翻页只是展示，什么也不改变。", step + 1, last + 1) }</p>
            <div class="row">
                { button("上一页", step.saturating_sub(1)) }
                { button("下一页", last.min(step + 1)) }
                { button("下一部分", p.show.skip(step)) }
            </div>
        </section>
    }
}
