//! How far a long reading is.

use serde::{Deserialize, Serialize};

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// So many cells have been read.
    Read(usize),
    /// So many rows of so many have become entries.
    Rows(usize, usize),
    /// The entries are being checked.
    Checks,
}

/// Hears how many cells were read so far.
pub(crate) type Hook<'a> = &'a mut dyn FnMut(usize);

/// Cells between two calls of the hook.
const STEP: usize = 1 << 16;

/// One more cell.
pub(crate) fn count(read: &mut usize, hook: Hook<'_>) {
    *read += 1;
    if read.is_multiple_of(STEP) {
        hook(*read);
    }
}
