//! The texts that cells share, in one arena.

use std::collections::HashSet;

/// Bytes of all texts together.
const MOST_TEXT: usize = 1 << 30;

/// The shared texts by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<usize>,
    /// Those of which a part is struck through.
    struck: HashSet<usize>,
}

impl Strings {
    /// Makes room for so many bytes, if there is so much.
    pub(crate) fn reserve(&mut self, bytes: usize) {
        // Without it, the text asks for what it needs.
        let _ = self.text.try_reserve(bytes.min(MOST_TEXT));
    }

    /// The text of this number.
    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end)
    }

    /// Whether a part of the text of this number is struck through.
    pub(crate) fn is_struck(&self, at: usize) -> bool {
        self.struck.contains(&at)
    }

    /// The next text: what is appended. Says whether a part of it is struck through.
    ///
    /// # Errors
    /// Those of who appends.
    pub(crate) fn add<E>(&mut self, append: impl FnOnce(&mut String) -> Result<bool, E>) -> Result<(), E> {
        if append(&mut self.text)? {
            self.struck.insert(self.ends.len());
        }
        self.ends.push(self.text.len());
        Ok(())
    }

    /// Whether they are not too much.
    pub(crate) fn within_limits(&self) -> bool {
        self.text.len() <= MOST_TEXT
    }
}
