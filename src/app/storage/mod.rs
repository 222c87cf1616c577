//! What lies in this browser's storage: opened, saved after every change, shared with the other windows, backed up.

pub mod autosave;
pub mod backup;
pub mod journal;
pub mod quota;
pub mod repository;
pub mod visited;
