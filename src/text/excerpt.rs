//! A piece of a value, to be quoted in a sentence.

use crate::model::spelt_out;
use std::borrow::Cow;

/// At most 60 characters of a value on one line.
pub(crate) fn excerpt(value: &str) -> String {
    let line: String = value.chars().take(61).map(|c| if c.is_control() { ' ' } else { c }).collect();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", spelt_out(&line[..end])),
        None => sanitized(line),
    }
}

/// At most 60 characters of a value on one line, around the word.
pub(crate) fn excerpt_around(value: &str, word: &str) -> String {
    let before = value.find(word).map_or(0, |at| value[..at].chars().count());
    let from = before.saturating_sub(20);
    if from == 0 || value.chars().count() <= 60 {
        return excerpt(value);
    }
    let rest: String = value.chars().skip(from).collect();
    format!("…{}", excerpt(rest.trim_start()))
}

/// [`spelt_out`] of a text that mostly stays.
pub(crate) fn sanitized(text: String) -> String {
    match spelt_out(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(spelt) => spelt,
    }
}
