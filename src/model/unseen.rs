//! Characters that show nothing: they can turn a line around, hide in a name, or end a file's text.

use std::borrow::Cow;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Whether the character shows nothing: control and format characters (those that steer the direction, those without
/// width, marks of byte order), separators of lines and paragraphs, and code points that Unicode keeps from being
/// characters.
pub fn is_unseen(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator};
    match c {
        ' '..='~' | '\u{3000}'..='\u{9fff}' | '\u{ff01}'..='\u{ffef}' => false,
        c => {
            matches!(c.general_category(), Control | Format | LineSeparator | ParagraphSeparator) || is_noncharacter(c)
        }
    }
}

fn is_noncharacter(c: char) -> bool {
    u32::from(c) & 0xFFFE == 0xFFFE || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

/// What else than a line feed begins a new line: vertical tab, form feed, next line, and Unicode's separators.
const fn breaks(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// How markup writes a character that it reserves; none for others.
pub const fn entity(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    }
}

/// The text within XML: what it reserves as entities, without what XML 1.0 can't hold, and with what shows nothing spelt out.
pub fn xml_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in spelt_out(text).chars() {
        match entity(c) {
            Some(entity) => out.push_str(entity),
            None => out.push(c),
        }
    }
    out
}

/// Whether a byte may begin an unseen character.
const MAY_HIDE: [bool; 256] = {
    let mut may = [false; 256];
    let mut b = 0;
    while b < 256 {
        may[b] = matches!(b, ..0x20 | 0x7f | 0xc2 | 0xd8..=0xdc | 0xe0..=0xe2 | 0xef | 0xf0..);
        b += 1;
    }
    may
};

/// Whether one of its bytes may begin an unseen character; most texts have none and are not decoded.
fn may_hide(text: &str) -> bool {
    text.bytes().any(|b| MAY_HIDE[usize::from(b)])
}

/// Hidden characters of protocol §2, as it writes them out: they show nothing, and two labels that differ in them look the same.
pub const fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// The text without the characters that show nothing; line ends and tabs stay, breaks of other kinds become line feeds.
pub fn without_unseen(text: &str) -> Cow<'_, str> {
    let stays = |c: char| matches!(c, '\n' | '\r' | '\t') || !is_unseen(c);
    if !may_hide(text) || text.chars().all(stays) {
        return text.into();
    }
    let kept = |c: char| if breaks(c) { Some('\n') } else { Some(c).filter(|c| stays(*c)) };
    text.chars().filter_map(kept).collect::<String>().into()
}

/// The text for readers, where it may come from strangers: what shows nothing is spelt out, `[U+202E]`, so that a name
/// can neither turn around what stands after it nor hide what it holds. Line feeds and tabs stay; other control
/// characters, and what is no character, which files of XML cannot hold, are dropped.
pub fn spelt_out(text: &str) -> Cow<'_, str> {
    let stays = |c: char| matches!(c, '\n' | '\t') || !is_unseen(c);
    if !may_hide(text) || text.chars().all(stays) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            c if stays(c) => out.push(c),
            c if c.is_control() || is_noncharacter(c) => {}
            c => out.push_str(&code_point(c)),
        }
    }
    out.into()
}

/// `[U+202E]`.
pub fn code_point(c: char) -> String {
    format!("[U+{:04X}]", u32::from(c))
}

/// The text as the name of a file that every system takes: without what Windows refuses or keeps for itself (CON,
/// COM1), without characters that show nothing, at most 80 characters besides the ending; empty if nothing is left.
pub fn file_name(text: &str) -> String {
    let kept = |c: char| if is_unseen(c) || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let name: String = text.chars().map(kept).collect();
    let name = name.trim_matches(|c: char| c.is_whitespace() || c == '.');
    // An ending of letters and digits; else it is no ending.
    let ending = |e: &&str| (1..=5).contains(&e.len()) && e.bytes().all(|b| b.is_ascii_alphanumeric());
    let (stem, ending) = match name.rsplit_once('.').filter(|(_, e)| ending(e)) {
        Some((stem, ending)) => (stem, format!(".{ending}")),
        None => (name, String::new()),
    };
    let stem: String = stem.chars().take(80).collect();
    let stem = stem.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let reserved = match first.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" => true,
        name => ["COM", "LPT"].iter().any(|port| {
            name.strip_prefix(port).is_some_and(|n| matches!(n, "¹" | "²" | "³") || (n.len() == 1 && n != "0"))
        }),
    };
    format!("{}{stem}{ending}", if reserved { "_" } else { "" })
}

/// The name of a file without its ending.
pub fn file_stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The characters of UAX 9 that steer the direction, and those without width.
    const STEERING: &str =
        "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
    const WIDTHLESS: &str = "\u{ad}\u{180e}\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{e0041}";

    #[test]
    fn markup_is_text_and_what_xml_cannot_hold_is_dropped() {
        assert_eq!(xml_text("a<b> & \"c's\"\u{0}\u{b}\u{ffff}\n"), "a&lt;b&gt; &amp; &quot;c&#39;s&quot;\n");
    }

    #[test]
    fn what_steers_or_has_no_width_is_unseen() {
        for c in
            STEERING.chars().chain(WIDTHLESS.chars()).chain("\0\u{7f}\u{9f}\u{2028}\u{ffff}\u{fffe}\u{fdd0}".chars())
        {
            assert!(is_unseen(c), "{c:?}");
            let text = format!("甲{c}乙");
            assert!(may_hide(&text), "{c:?}");
            assert!(!spelt_out(&text).contains(c), "{c:?}");
            assert!(breaks(c) || without_unseen(&text) == "甲乙", "{c:?}");
        }
        // A variation selector chooses the shape of a rare character of a name; private ones are such characters.
        for c in "a抽（）“”、 \u{3000}\u{e000}\u{e0100}\u{fe00}😀ىا�".chars() {
            assert!(!is_unseen(c), "{c:?}");
        }
    }

    /// Every unseen character is found by its first byte.
    #[test]
    fn none_slips_past_the_quick_look() {
        for c in ('\0'..=char::MAX).filter(|c| is_unseen(*c)) {
            assert!(may_hide(c.encode_utf8(&mut [0; 4])), "{c:?}");
        }
    }

    #[test]
    fn readers_see_what_was_hidden() {
        assert_eq!(spelt_out("甲\u{202e}乙\u{200b}\n丙\t丁\u{0}\r\u{ffff}"), "甲[U+202E]乙[U+200B]\n丙\t丁");
        assert!(matches!(spelt_out("（甲）“乙”"), Cow::Borrowed(_)));
        assert_eq!(without_unseen("甲\u{2066}乙\r\n\u{0}丙\u{2028}丁\u{b}"), "甲乙\r\n丙\n丁\n");
    }

    #[test]
    fn names_of_files() {
        for (text, name) in [
            ("抽查-备份.json", "抽查-备份.json"),
            ("../../a.txt", "_.._a.txt"),
            ("甲\u{202e}fdp.exe", "甲_fdp.exe"),
            ("CON", "_CON"),
            ("con.txt", "_con.txt"),
            ("Lpt1 .a.csv", "_Lpt1 .a.csv"),
            ("COMMON.txt", "COMMON.txt"),
            ("甲. .", "甲"),
            ("..", ""),
            ("a<b>:\"|?*\0", "a_b_______"),
        ] {
            assert_eq!(file_name(text), name, "{text:?}");
        }
        let long = format!("{}-备份.json", "长".repeat(300));
        assert_eq!(file_name(&long), format!("{}.json", "长".repeat(80)));
    }
}
