use crate::model::spelt_out;
use std::borrow::Cow;

/// At most 60 characters of a value on one line.
pub(crate) fn excerpt(value: &str) -> String {
    let line: String = value.chars().take(61).map(|c| if c.is_control() { ' ' } else { c }).collect();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", spelt_out(&line[..end])),
        None => seen(line),
    }
}

/// [`spelt_out`] of a text that mostly stays.
pub(crate) fn seen(text: String) -> String {
    match spelt_out(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(spelt) => spelt,
    }
}
