//! The words by which a roster is understood.

pub(crate) mod headers;
