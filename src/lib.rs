//! 明抽 (`mingchou`): random draws for 双随机 joint inspections that a room can watch and anyone can recompute.
//!
//! # Layers
//! `main → app → {state, forms, export} → {roster, draw} → model`; `app → browser`; never backwards.
//!
//! The core (`model`, `roster`, `draw`, `forms`, `export`, `state`) is pure: bytes, text, time and entropy come in
//! as arguments, values and errors go out. It builds and is tested on the host, where Yew does not exist.
//! The shell (`browser`, `app`) exists on wasm32 only. `browser` knows none of the others: it trades bytes, text
//! and time. `bin/worker.rs` runs the core's heavy work (reading and writing workbooks, rehearsals) off the page,
//! in a wasm of its own that may die without harm.
//!
//! One loop: a handler gathers the impure facts, dispatches an [`state::Action`] that says what happened, the pure
//! [`state::Model::apply`] answers with the next model or a refusal, and an effect saves it.

pub mod draw;
pub mod model;
