//! Text within XML.

/// The text with what XML reserves escaped, and without what XML 1.0 cannot hold.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
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
