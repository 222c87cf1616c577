//! HTML in which a user's text can only stand as text.

use crate::model::{code_point, entity, is_unseen};
use std::fmt::Display;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// What the embedded data begin with.
pub(in crate::export) const DATA: &str = "<script type=\"application/json\" id=\"record\">";

/// A page in the making.
#[derive(Default)]
pub(in crate::export) struct Html(String);

impl Html {
    /// Markup of the program's own.
    pub(in crate::export) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, whatever it holds.
    pub(in crate::export) fn text(&mut self, text: impl Display) -> &mut Self {
        escape(&text.to_string(), &mut self.0);
        self
    }

    /// An element of the program's own with text in it.
    pub(in crate::export) fn tag(&mut self, open: &'static str, text: impl Display, close: &'static str) -> &mut Self {
        self.raw(open).text(text).raw(close)
    }

    /// JSON as a block of data, which a browser does not run; it stays the same JSON.
    pub(in crate::export) fn data(&mut self, json: &str) -> &mut Self {
        self.raw(DATA);
        self.0.push_str(&json.replace('<', "\\u003c"));
        self.raw("</script>\n")
    }

    pub(in crate::export) fn done(self) -> String {
        self.0
    }
}

/// `&`, `<`, `>` and quotes as entities. Control characters and those that steer the direction or are not seen are
/// spelt out, so that a name cannot turn the line around or hide what it holds.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match entity(c) {
            Some(entity) => out.push_str(entity),
            None if c != '\n' && hidden(c) => out.push_str(&code_point(c)),
            None => out.push(c),
        }
    }
}

/// What shows nothing, and what each machine shows as it likes.
fn hidden(c: char) -> bool {
    use GeneralCategory::{PrivateUse, Unassigned};
    is_unseen(c) || matches!(c.general_category(), PrivateUse | Unassigned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let mut html = Html::default();
        html.text("<a href=\"x\" o='y'>&amp;\u{202e}正\u{0}\u{200b}\n😀");
        let expected = "&lt;a href=&quot;x&quot; o=&#39;y&#39;&gt;&amp;amp;[U+202E]正[U+0000][U+200B]\n😀";
        assert_eq!(html.done(), expected);
    }

    #[test]
    fn data_never_ends_its_block() {
        let mut html = Html::default();
        html.data("{\"a\":\"</script><!--<script>\"}");
        let text = html.done();
        assert_eq!(text.matches('<').count(), 2);
        let json = text.split_once('>').unwrap().1.rsplit_once("</script>").unwrap().0;
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(value["a"], "</script><!--<script>");
    }
}
