//! What pages derive from the store.

pub mod readiness;
pub mod worklist;
