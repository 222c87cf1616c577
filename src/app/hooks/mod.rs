//! What pages derive from the store.

pub mod parts;
pub mod readiness;
pub mod recompute;
pub mod worklist;
