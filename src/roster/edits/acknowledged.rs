//! 已核对: warnings that the user looked at and lets stand. Each is known by a mark of what it says, so that one that says
//! anything else, of another row or after a change, is to be looked at again.

use crate::model::Digest;
use crate::roster::edits::Edit;
use std::collections::HashSet;

/// Hexadecimal digits of a mark: of a hundred thousand warnings no two have the same.
const LENGTH: usize = 16;

/// The mark of a problem, or of several one after another, by their JSON.
pub fn mark_of(json: &[u8]) -> String {
    let mut mark = Digest::of(json).hex();
    mark.truncate(LENGTH);
    mark
}

/// The marks that are acknowledged after all these edits.
pub fn acknowledged<'a>(edits: impl IntoIterator<Item = &'a Edit>) -> HashSet<&'a str> {
    let mut marks = HashSet::new();
    for edit in edits {
        match edit {
            Edit::Acknowledge { marks: new, withdrawn: false, .. } => marks.extend(new.iter().map(String::as_str)),
            Edit::Acknowledge { marks: old, withdrawn: true, .. } => {
                for mark in old {
                    marks.remove(mark.as_str());
                }
            }
            _ => {}
        }
    }
    marks
}
