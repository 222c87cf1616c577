//! How far a business is, as it looks.

use crate::model::Status;

/// The look of a status.
pub const fn tag(status: Status) -> &'static str {
    match status {
        Status::Waiting => "tag",
        Status::Entering | Status::Inspected => "tag warn",
        Status::Published | Status::Closed => "tag ok",
    }
}
