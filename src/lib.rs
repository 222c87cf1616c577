//! 明抽 (`mingchou`): random draws for 双随机 joint inspections that a room can watch and anyone can recompute.
//!
//! # Layers
//! `main → app → work → {state, export} → course → {roster, draw, calendar} → model`; `export → forms → course`; `roster → workbook → text
//! → model`; `app → browser`; `{app, forms} → route`; `{app, work, state, draw} → json`; never backwards, and neither files nor folders
//! import each other in a circle. `tests/it/layers.rs` has the list, and reads from the code that it holds.
//!
//! The core (`model`, `calendar`, `text`, `workbook`, `roster`, `draw`, `course`, `forms`, `export`, `state`) is pure: bytes, text, time and
//! entropy come in as arguments, values and errors go out. It builds and is tested on the host, where Yew does not exist.
//! The shell (`browser`, `app`) exists on wasm32 only. `browser` knows none of the others: it trades bytes, text
//! and time. The same wasm, started in a worker, runs the core's heavy work (reading and writing workbooks, rehearsals)
//! off the page, in a memory of its own that may be exhausted without harm.
//!
//! # Rooms
//! `state` has a campaign's document and its stored forms (`campaign`), what is typed before the seal (`plan`, `rosters`), what is
//! sealed and drawn (`ceremony`), what follows (`conduct`), the acts (`action`, `apply`), and which window writes (`writer_lock`).
//! `work` is what the worker is asked: a request has one reply type, bytes travel in one envelope. `app` has `storage` (saving),
//! `worker` (the page's side of the worker), `serve` (the worker's shell), `hooks`, `parts` and `pages`.
//!
//! One loop: a handler gathers the impure facts, dispatches an [`state::Action`] that says what happened, the pure
//! [`state::Model::apply`] answers with the next model or a refusal, and an effect saves it.

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod calendar;
pub mod course;
pub mod draw;
pub mod export;
pub mod forms;
pub mod json;
pub mod model;
pub mod roster;
pub mod route;
pub mod state;
pub mod text;
pub mod work;
pub mod workbook;
