//! What the columns of a sheet mean: by their headers, by what stands in them, by what was chosen before.

pub(crate) mod assign;
pub(crate) mod column;
pub(crate) mod header_names;
pub(crate) mod match_headers;
pub(crate) mod profile;
pub(crate) mod remembered;
pub(crate) mod why;

pub use header_names::field_of;
pub use match_headers::match_headers;
