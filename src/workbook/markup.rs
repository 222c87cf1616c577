//! A tolerant reader of tags, for web pages and SpreadsheetML: no document is wrong, at worst it holds nothing.

use crate::workbook::encoding;
use std::borrow::Cow;

/// A piece of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// `<name …>`: its local name as written and the rest of the tag.
    Open { name: &'a str, attributes: &'a str, empty: bool },
    /// `</name>`.
    Close(&'a str),
    /// What stands between tags, entities not undone.
    Text(&'a str),
    /// What stands in `<![CDATA[…]]>`.
    Verbatim(&'a str),
}

/// The pieces of a document from its start.
#[derive(Debug)]
pub(crate) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Passes over everything up to the closing tag of this name (scripts, styles).
    pub(crate) fn skip_to_close(&mut self, name: &str) {
        let end = self.rest.match_indices("</").map(|(at, _)| at).find(|at| {
            let tag = self.rest.get(at + 2..at + 2 + name.len());
            tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
        });
        self.rest = end.map_or("", |end| &self.rest[end..]);
    }

    fn special(&mut self) -> Option<Piece<'a>> {
        for (start, end) in [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<!", ">"), ("<?", ">")] {
            if let Some(inner) = self.rest.strip_prefix(start) {
                let (inner, rest) = inner.split_once(end).unwrap_or((inner, ""));
                self.rest = rest;
                return Some(if start == "<![CDATA[" { Piece::Verbatim(inner) } else { Piece::Text("") });
            }
        }
        None
    }

    fn tag(&mut self) -> Option<Piece<'a>> {
        let inner = self.rest.strip_prefix('<')?;
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            return None;
        }
        let (tag, rest) = inner.split_at(end_of_tag(inner));
        self.rest = rest.strip_prefix('>').unwrap_or(rest);
        if let Some(name) = tag.strip_prefix('/') {
            return Some(Piece::Close(local(name.trim())));
        }
        let empty = tag.ends_with('/');
        let tag = tag.strip_suffix('/').unwrap_or(tag);
        let (name, attributes) = tag.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((tag, ""));
        Some(Piece::Open { name: local(name), attributes, empty })
    }
}

/// Where the tag ends, not counting a `>` within quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.bytes().enumerate() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == b'>' => return at,
            None if (c == b'"' || c == b'\'') && tag[..at].trim_end().ends_with('=') => quote = Some(c),
            None => {}
        }
    }
    // A quote that never ends: the next `>` will do.
    tag.find('>').unwrap_or(tag.len())
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if self.rest.starts_with('<') {
            if let Some(piece) = self.special().or_else(|| self.tag()) {
                return Some(piece);
            }
            let (text, rest) = self.rest.split_at(1);
            self.rest = rest;
            return Some(Piece::Text(text));
        }
        let end = self.rest.find('<').unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(Piece::Text(text))
    }
}

/// An attribute's value, by its local name without regard to case; entities not undone.
pub(crate) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some((key, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((after, "")),
        };
        let key = key.trim().rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        if local(key).eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = next;
    }
    None
}

/// The attributes of every tag of this name.
pub(crate) fn tags<'t>(text: &'t str, wanted: &'t str) -> impl Iterator<Item = &'t str> {
    Pieces::new(text).filter_map(move |piece| match piece {
        Piece::Open { name, attributes, .. } if name == wanted => Some(attributes),
        _ => None,
    })
}

/// Appends text as pages and documents mean it: white space of the source is one space, and none at the start of a line.
pub(crate) fn push_flowing(whole: &mut String, text: &str, is_space: impl Fn(char) -> bool) {
    for c in text.chars() {
        if !is_space(c) {
            whole.push(c);
        } else if !whole.is_empty() && !whole.ends_with([' ', '\n']) {
            whole.push(' ');
        }
    }
}

/// A small number in an attribute.
pub(crate) fn number(attributes: &str, name: &str) -> Option<u32> {
    attribute(attributes, name)?.trim().parse().ok()
}

/// Undoes `&amp;`, `&#x4E2D;` and the like; an unknown one stays as it is.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let end = after.bytes().take(10).position(|c| c == b';');
        match end.and_then(|end| Some((entity(after.get(..end)?)?, end))) {
            Some((c, end)) => {
                plain.push(c);
                rest = &after[end + 1..];
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "middot" => Some('·'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

/// The document's text: by its mark, else by the encoding that it names (`charset=gb2312`, `encoding="GBK"`) unless
/// it is UTF-8 all the same, else as any text.
pub(crate) fn decode(bytes: &[u8], codepage: Option<u16>) -> Option<String> {
    if codepage.is_some() || encoding_rs::Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
        return encoding::decode(bytes, codepage).or_else(|| Some(String::from_utf8_lossy(bytes).into_owned()));
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let named = ["charset=", "encoding="].iter().find_map(|mark| {
        let (_, label) = head.split_once(mark)?;
        let label = label.trim_start_matches(['"', '\'', ' ']);
        let end = label.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(label.len());
        encoding_rs::Encoding::for_label(&label.as_bytes()[..end])
    });
    let encoding = named.filter(|encoding| *encoding != encoding_rs::UTF_8).unwrap_or(encoding_rs::GB18030);
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_markup_is_read_as_far_as_it_goes() {
        let pieces: Vec<_> =
            Pieces::new("<td a='>' b=\"x\">甲<乙 &amp;<![CDATA[<丙>]]></ss:TD><!--<td>--><br/><td").collect();
        assert_eq!(pieces[0], Piece::Open { name: "td", attributes: "a='>' b=\"x\"", empty: false });
        assert!(pieces.contains(&Piece::Verbatim("<丙>")) && pieces.contains(&Piece::Close("TD")));
        assert_eq!(pieces.last(), Some(&Piece::Open { name: "td", attributes: "", empty: false }));
        assert_eq!(attribute("ss:Index=\"3\" colspan=2 x", "index"), Some("3"));
        assert_eq!(attribute("ss:Index=\"3\" colspan=2 x", "colspan"), Some("2"));
        assert_eq!(unescape("a&lt;&#20013;&#x4e2d;&foo;&"), "a<中中&foo;&");
    }
}
