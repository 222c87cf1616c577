//! When the walk through a part ends before its end.

use crate::workbook::error::OpenError;

/// Bytes of a part that are looked at together.
pub(crate) const CHUNK: usize = 1 << 18;

/// Bytes that a row, a text or what follows the cells may take.
pub(crate) const MOST_AT_ONCE: usize = 64 << 20;

/// Why our own reader stopped.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Spelt otherwise, or damaged: calamine's turn.
    Odd,
    /// Beyond our limits, whoever reads it.
    Refused(OpenError),
}

impl From<OpenError> for Stop {
    fn from(error: OpenError) -> Self {
        Self::Refused(error)
    }
}
