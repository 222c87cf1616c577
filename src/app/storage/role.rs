//! One window edits, the others look on.
//!
//! One lock for the whole browser, not one a campaign: campaigns share parts, room and the remembered mappings, and an
//! official has one ceremony at a time. Who wants to edit asks; the window that edits saves what is pending, says so,
//! and the one that asked steals the lock. One that does not answer can be stolen from all the same.

use crate::app::context::use_app;
use crate::app::storage::autosave::{Ended, Saving};
use crate::app::store::{Msg, Save, Store};
use crate::browser::tabs::{self, Channel};
use crate::json;
use crate::state::Action;
use gloo_timers::callback::Timeout;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What this window may do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Role {
    /// It is not known yet whether another window edits.
    #[default]
    Asking,
    /// It edits.
    Writer,
    /// It edits, in a browser that can't keep other windows from it.
    Unguarded,
    /// The window with this name asked to edit: what is pending is saved first.
    Giving(String),
    /// Another window edits.
    Reader(Asked),
    /// It takes the lock from whoever holds it.
    Taking,
}

/// How far it is with asking the window that edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asked {
    #[default]
    No,
    /// It was asked.
    Waiting,
    /// It has heard, and saves.
    Heard,
    /// It does not answer.
    Silent,
    /// It has something that can't be saved.
    Unsaved,
    /// A third window was given it, or took it, at the same time.
    Taken,
}

impl Asked {
    /// Whether an answer is waited for.
    const fn waits(self) -> bool {
        matches!(self, Self::Waiting | Self::Heard)
    }
}

impl Role {
    /// Whether what is done in this window counts.
    pub fn writes(&self) -> bool {
        matches!(self, Self::Writer | Self::Unguarded)
    }
}

/// What windows tell each other.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// `by` wants to edit.
    Ask { by: String },
    /// The window that edits has heard `to`.
    Heard { to: String },
    /// All is saved, `to` may edit.
    Given { to: String, saves: u64 },
    /// Something can't be saved.
    Unsaved { to: String },
    /// This window edits from now on.
    Edits,
    /// So often has been saved now.
    Saved { saves: u64 },
    /// A window that does not edit has read what is stored.
    Seen,
}

/// The lock of the window that edits.
pub const LOCK: &str = "writer";
const CHANNEL: &str = "tabs";

/// How long, in milliseconds, another window may hold the lock before this one only looks on: a page that is loaded anew
/// gets it from itself.
const MOMENT: u32 = 400;
/// How long the window that edits may take to answer.
const PATIENCE: u32 = 3_000;
/// How long it may take to save.
const LONG_PATIENCE: u32 = 30_000;

/// The channel to the other windows.
pub type Line = Rc<RefCell<Option<Channel>>>;

/// Says a word to all other windows.
pub fn say(line: &Line, word: &Word) {
    if let (Some(channel), Ok(text)) = (&*line.borrow(), serde_json::to_string(word)) {
        channel.say(&text);
    }
}

fn hear(saving: &Saving, text: &str) {
    // A window of another version may say what this one does not know.
    let Ok(word) = json::read::<Word>(text) else { return };
    let me = saving.name();
    let waits = matches!(saving.role(), Role::Reader(asked) if asked.waits());
    match word {
        Word::Ask { by } => {
            // Who asks second waits as well, and hears who has got it.
            if matches!(saving.role(), Role::Giving(to) if to != by) {
                say(saving.line(), &Word::Heard { to: by });
            } else {
                saving.send(Msg::Asked(by));
            }
        }
        Word::Heard { to } if to == me => saving.send(Msg::Answer(Asked::Heard)),
        // Whoever asked besides is not heard either.
        Word::Unsaved { .. } if waits => saving.send(Msg::Answer(Asked::Unsaved)),
        Word::Given { to, saves } => {
            saving.heard(saves);
            let asked = matches!(saving.role(), Role::Reader(asked) if asked != Asked::No);
            if to == me && asked {
                saving.send(Msg::Role(Role::Taking));
            }
        }
        Word::Edits if waits => saving.send(Msg::Answer(Asked::Taken)),
        Word::Saved { saves } => saving.heard(saves),
        Word::Seen => saving.send(Msg::Read(Action::Settle)),
        Word::Heard { .. } | Word::Unsaved { .. } | Word::Edits => {}
    }
}

/// Waits for the lock, in turn or by stealing it; once lost it waits again.
fn wait(saving: &Saving, steal: bool) {
    let turn = saving.begin_turn(steal);
    let got = {
        let saving = saving.clone();
        move || saving.take_over(turn)
    };
    let saving = saving.clone();
    tabs::hold(LOCK, steal, got, move || match saving.end_turn(turn) {
        Ended::Lost => {
            saving.lost();
            if !saving.is_in_line() {
                wait(&saving, false);
            }
        }
        Ended::Refused => spawn_local(async move { saving.begin_unguarded().await }),
        Ended::Failed if saving.role() == Role::Taking => saving.send(Msg::Role(Role::Reader(Asked::Taken))),
        Ended::Failed | Ended::Past => {}
    });
}

/// Finds out what this window may do, and does what becoming it takes. A window that only `follows` never asks.
#[hook]
pub fn use_role(store: &UseReducerHandle<Store>, saving: &Saving, follows: bool) {
    {
        let saving = saving.clone();
        use_effect_with((), move |()| {
            let hearing = saving.clone();
            // A window that only follows says what it has seen, and has nothing to hear.
            let heard = move |text: &str| {
                if !follows {
                    hear(&hearing, text);
                }
            };
            saving.line().replace(Some(Channel::join(CHANNEL, heard)));
            if follows {
                spawn_local(async move { saving.look_on().await });
            } else if tabs::has_locks() {
                wait(&saving, false);
            } else {
                spawn_local(async move { saving.begin_unguarded().await });
            }
        });
    }
    let saving = saving.clone();
    use_effect_with(store.role.clone(), move |role| {
        let later = |after, what: fn(&Saving)| {
            let saving = saving.clone();
            Some(Timeout::new(after, move || what(&saving)))
        };
        let silent = |saving: &Saving| saving.send(Msg::Answer(Asked::Silent));
        let timer = match role {
            Role::Asking if !follows => {
                let saving = saving.clone();
                Some(Timeout::new(MOMENT, move || spawn_local(async move { saving.look_on_if_held().await })))
            }
            // It let another one edit that may be gone.
            Role::Reader(Asked::No) => later(PATIENCE, |saving| {
                saving.take_back();
            }),
            Role::Reader(Asked::Waiting) if saving.take_back() => None,
            Role::Reader(Asked::Waiting) => {
                say(saving.line(), &Word::Ask { by: saving.name() });
                later(PATIENCE, silent)
            }
            Role::Reader(Asked::Heard) => later(LONG_PATIENCE, silent),
            Role::Giving(to) => {
                say(saving.line(), &Word::Heard { to: to.clone() });
                None
            }
            Role::Taking => {
                wait(&saving, true);
                None
            }
            _ => None,
        };
        move || drop(timer)
    });
}

/// That this window only looks on, and the way to edit here.
#[component]
pub fn TabsBar() -> Html {
    let app = use_app();
    let to = |role: Role| {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| app.send(Msg::Role(role.clone())))
    };
    let ask = to(Role::Reader(Asked::Waiting));
    let (text, button) = match &app.store.role {
        Role::Reader(_) if matches!(app.store.save, Save::Failed(_)) => ("本窗口只能查看：另一个窗口正在编辑。", None),
        Role::Asking | Role::Writer | Role::Unguarded => return Html::default(),
        Role::Giving(_) => ("另一个窗口要接着编辑，正在保存本窗口的内容……", None),
        Role::Taking => ("正在转到本窗口编辑……", None),
        Role::Reader(Asked::No) => ("本窗口只能查看：另一个窗口正在编辑。", Some(("在这里编辑", ask))),
        Role::Reader(Asked::Waiting | Asked::Heard) => ("已请另一个窗口保存并让出，请稍候……", None),
        Role::Reader(Asked::Silent) => (
            "另一个窗口没有回应，可能卡住了或正在后台休眠。可以切换到那个窗口看一下；直接接手，那个窗口里还没保存的内容会留在那个窗口，不会并进来。",
            Some(("直接接手", to(Role::Taking))),
        ),
        Role::Reader(Asked::Taken) => (
            "另一个窗口同时要求编辑，已转到那个窗口。本窗口现在只能查看；仍要在本窗口编辑，请再点一次。",
            Some(("在这里编辑", ask)),
        ),
        Role::Reader(Asked::Unsaved) => (
            "另一个窗口有没能保存的内容，没有让出。请先在那个窗口“存为文件”；直接接手，没保存的内容不会并进来。",
            Some(("直接接手", to(Role::Taking))),
        ),
    };
    html! {
        <p class="note warn chrome" role="status" id="tabs">
            { text }
            if let Some((label, onclick)) = button {
                { " " }<button type="button" class="btn" {onclick}>{ label }</button>
            }
        </p>
    }
}
