//! The texts that cells share, in one arena, in which the sheets look them up.

use crate::model::without_unseen;
use crate::text::plain::is_blank;
use crate::workbook::error::OpenError;
use std::borrow::Cow;
use std::collections::HashSet;

/// Bytes of all texts together.
const MOST_TEXT: usize = 1 << 30;

/// The shared texts by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
    /// Those of which a part is struck through.
    struck: HashSet<usize>,
}

impl Strings {
    /// A text by itself, in which cells may stand without being numbered.
    pub(crate) fn of_text(text: String) -> Self {
        let mut strings = Self { text, ..Self::default() };
        strings.shrink();
        strings
    }

    /// Where this piece of the arena stands in it; `None` for a text from elsewhere.
    pub(crate) fn place_of(&self, piece: &str) -> Option<(u32, u32)> {
        let start = piece.as_ptr().addr().checked_sub(self.text.as_ptr().addr())?;
        let end = start.checked_add(piece.len()).filter(|end| *end <= self.text.len())?;
        Some((u32::try_from(start).ok()?, u32::try_from(end).ok()?))
    }

    /// Makes room for so many bytes, if there is so much.
    pub(crate) fn reserve(&mut self, bytes: usize) {
        // Without it, the text asks for what it needs.
        let _ = self.text.try_reserve(bytes.min(MOST_TEXT));
    }

    /// Gives back the room that was not needed.
    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// All of them, one behind the other.
    pub(crate) fn arena(&self) -> &str {
        &self.text
    }

    /// Where the text of this number stands in the arena; nothing stands for one of white space alone.
    pub(crate) fn place(&self, at: usize) -> Option<(u32, u32)> {
        let end = *self.ends.get(at)?;
        Some((at.checked_sub(1).map_or(0, |before| self.ends[before]), end))
    }

    /// Whether a part of the text of this number is struck through.
    pub(crate) fn is_struck(&self, at: usize) -> bool {
        self.struck.contains(&at)
    }

    /// The next text: what is appended, without the characters that show nothing. Who appends says whether a part of it is struck
    /// through.
    ///
    /// # Errors
    /// Those of who appends.
    pub(crate) fn add<E>(&mut self, append: impl FnOnce(&mut String) -> Result<bool, E>) -> Result<(), E> {
        let start = self.text.len();
        if append(&mut self.text)? {
            self.struck.insert(self.ends.len());
        }
        let added = &self.text[start..];
        if is_blank(added) {
            self.text.truncate(start);
        } else if let Cow::Owned(plain) = without_unseen(added) {
            self.text.truncate(start);
            self.text.push_str(if is_blank(&plain) { "" } else { &plain });
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        Ok(())
    }

    /// Whether they are not too much.
    ///
    /// # Errors
    /// [`OpenError::TooLarge`] where they are.
    pub(crate) fn within_limits(&self) -> Result<(), OpenError> {
        if self.text.len() <= MOST_TEXT {
            return Ok(());
        }
        Err(OpenError::TooLarge(format!("文字内容超过{}兆字节", MOST_TEXT >> 20)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_without_what_shows_nothing() {
        let mut strings = Strings::default();
        for text in ["甲", " \n", "乙\u{200b}丙", "\u{202e} ", " 丁"] {
            let added: Result<(), ()> = strings.add(|all| {
                all.push_str(text);
                Ok(text == "甲")
            });
            assert!(added.is_ok());
        }
        let place = |at| strings.place(at).map(|(start, end)| &strings.arena()[start as usize..end as usize]);
        assert_eq!([0, 1, 2, 3, 4, 5].map(place), [Some("甲"), Some(""), Some("乙丙"), Some(""), Some(" 丁"), None]);
        assert!(strings.is_struck(0) && !strings.is_struck(1));
    }
}
