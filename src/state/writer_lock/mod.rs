//! Which window edits. One lock of the browser (Web Locks) for all campaigns: they share parts, room and the remembered
//! mappings, and an official has one ceremony at a time. Who wants to edit asks; the window that edits saves what is
//! pending, says so, and the one that asked steals the lock. One that does not answer can be stolen from all the same.
//!
//! [`step`] decides; the shell carries out the [`LockEffect`]s and tells what came of them. Whatever takes time has a number,
//! and an answer whose number nobody waits for any more changes nothing.

mod lock_state;
mod step;

pub use lock_state::{
    LONG_PATIENCE, LOOK, LOOKS, LockAnswer, LockEffect, LockEvent, LockState, MOMENT, PATIENCE, READINGS, WindowRole,
    Word,
};
pub use step::step;
