//! Paragraphs.

use super::parts::MONO;
use crate::model::xml_text;

/// How a paragraph looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// The id of its style.
    pub style: &'static str,
    /// Flush left, centred or flush right, in the format's words.
    pub set: &'static str,
    /// First line indented by two characters.
    pub indented: bool,
    /// Bold.
    pub bold: bool,
    /// In a fixed pitch.
    pub mono: bool,
    /// In half points, where it is not the style's.
    pub size: Option<u32>,
    /// On the page of the paragraph after it.
    pub kept: bool,
    /// Room above and below in twentieths of a point, where it is not the style's.
    pub room: Option<[u32; 2]>,
}

impl Look {
    pub(super) const fn of(style: &'static str) -> Self {
        Self { style, set: "", indented: false, bold: false, mono: false, size: None, kept: false, room: None }
    }

    pub(super) const fn centred(self) -> Self {
        Self { set: "center", ..self }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn mono(self) -> Self {
        Self { mono: true, size: Some(19), ..self }
    }

    /// Of a table's header: three characters fit the narrowest columns of a wide one.
    pub(super) fn head(self) -> Self {
        if self.style == "CellWide" { Self { size: Some(16), ..self } } else { self }
    }

    pub(super) const fn smaller(self) -> Self {
        Self { size: Some(18), ..self }
    }
}

/// A paragraph; a line feed begins a new line.
pub(super) fn paragraph(text: &str, look: Look) -> String {
    format!("<w:p>{}{}</w:p>", properties(look, ""), run(text, look))
}

/// Its properties; `more` are those of a section that ends with it.
pub(super) fn properties(look: Look, more: &str) -> String {
    let kept = if look.kept { "<w:keepNext/>" } else { "" };
    // The order of the elements is the schema's.
    let room = look
        .room
        .map_or_else(String::new, |[above, below]| format!("<w:spacing w:before=\"{above}\" w:after=\"{below}\"/>"));
    let indented = if look.indented { "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>" } else { "" };
    let set = if look.set.is_empty() { String::new() } else { format!("<w:jc w:val=\"{}\"/>", look.set) };
    format!("<w:pPr><w:pStyle w:val=\"{}\"/>{kept}{room}{indented}{set}{more}</w:pPr>", look.style)
}

fn run(text: &str, look: Look) -> String {
    if text.is_empty() {
        return String::new();
    }
    let font = if look.mono {
        format!("<w:rFonts w:ascii=\"{MONO}\" w:hAnsi=\"{MONO}\" w:cs=\"{MONO}\"/>")
    } else {
        // What both scripts have, as quotes and □, is of the Chinese font.
        "<w:rFonts w:hint=\"eastAsia\"/>".to_owned()
    };
    let size = look.size.map_or_else(String::new, |n| format!("<w:sz w:val=\"{n}\"/><w:szCs w:val=\"{n}\"/>"));
    let properties = format!("{font}{}{size}", if look.bold { "<w:b/><w:bCs/>" } else { "" });
    let part = |text: &str| format!("<w:t xml:space=\"preserve\">{}</w:t>", xml_text(text));
    let lines = text.split('\n').map(|line| {
        let parts = unbroken(line).into_iter().map(part);
        parts.collect::<Vec<_>>().join("<w:noBreakHyphen/>")
    });
    format!("<w:r><w:rPr>{properties}</w:rPr>{}</w:r>", lines.collect::<Vec<_>>().join("<w:br/>"))
}

/// What stands between the hyphens of days and telephone numbers, at which LibreOffice would end a line: 2018-12-20.
fn unbroken(line: &str) -> Vec<&str> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut parts = Vec::new();
    let mut begin = 0;
    for (at, hyphen) in line.match_indices('-') {
        if digit(line[..at].chars().next_back()) && digit(line[at + hyphen.len()..].chars().next()) {
            parts.push(&line[begin..at]);
            begin = at + hyphen.len();
        }
    }
    parts.push(&line[begin..]);
    parts
}
