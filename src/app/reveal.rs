//! How far the reveal is, shared by every window of this browser: the projector's and the operator's.

use crate::browser::storage;
use crate::json;
use yew::prelude::*;

/// The step of a campaign's reveal, and how to set it.
#[derive(Clone, PartialEq)]
pub struct Shared {
    pub step: usize,
    key: String,
    attempt: u32,
    state: UseStateHandle<(u32, usize)>,
}

impl Shared {
    /// Goes to a step, here and in the other windows.
    pub fn set(&self, step: usize) {
        self.state.set((self.attempt, step));
        // Where nothing can be stored there is no second window to tell either.
        let _ = storage::write(&self.key, &format!("[{},{step}]", self.attempt));
    }
}

fn read(key: &str) -> (u32, usize) {
    let stored = storage::read(key).ok().flatten();
    stored.and_then(|json| json::read(&json).ok()).unwrap_or_default()
}

/// The step of the attempt's reveal; a new attempt begins at 0.
#[hook]
pub fn use_reveal(id: &str, attempt: u32) -> Shared {
    let key = format!("stage/{id}");
    let state = use_state_eq(|| read(&key));
    {
        let (state, key) = (state.clone(), key.clone());
        use_effect_with(key, move |key| {
            let own = key.clone();
            let listener = storage::on_change(move |changed| {
                if changed == Some(&own) {
                    state.set(read(&own));
                }
            });
            move || drop(listener)
        });
    }
    let step = if state.0 == attempt { state.1 } else { 0 };
    Shared { step, key, attempt, state }
}
