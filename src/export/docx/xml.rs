//! Text within XML.

use crate::model::spelt_out;

/// The text with what XML reserves escaped, without what XML 1.0 cannot hold, and with what shows nothing spelt out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in spelt_out(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_is_text_and_what_xml_cannot_hold_is_dropped() {
        assert_eq!(super::escape("a<b> & \"c\"\u{0}\u{b}\u{ffff}\n"), "a&lt;b&gt; &amp; &quot;c&quot;\n");
    }
}
