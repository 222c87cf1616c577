//! The texts that cells share (`sharedStrings.xml`), and how a text is undone.

use crate::workbook::markup::unescape;
use crate::workbook::strings::Strings;
use crate::workbook::xlsx::stop::{CHUNK, MOST_AT_ONCE, Stop};
use crate::workbook::xlsx::xml::{TagKind, Tags, attributes};
use memchr::{memchr, memchr2, memchr3, memmem};
use std::borrow::Cow;
use std::io::Read;

/// Reads them all; the part has so many bytes.
pub(crate) fn read(part: impl Read, size: usize) -> Result<Strings, Stop> {
    let mut strings = Strings::default();
    strings.reserve(size);
    pieces(part, "si", |piece| {
        let mut tags = Tags::new(piece);
        loop {
            if let Some((content, keeps_spaces, length)) = plain_item(tags.rest()) {
                tags.pass(length);
                strings.add(|text| {
                    push_content(content, keeps_spaces, text);
                    Ok::<_, Stop>(false)
                })?;
                continue;
            }
            let Some(tag) = tags.next()? else { break };
            if tag.opens("si") {
                let is_open = tag.kind == TagKind::Open;
                strings.add(|text| if is_open { text_until(&mut tags, "si", text) } else { Ok(false) })?;
            }
        }
        Ok(strings.within_limits()?)
    })?;
    strings.shrink();
    Ok(strings)
}

/// A text as most programs write it, `<si><t>甲</t></si>`: what stands in it, whether its spaces are kept, how many bytes it takes.
fn plain_item(text: &str) -> Option<(&str, bool, usize)> {
    const OPEN: &str = "<si><t>";
    const KEEPING: &str = "<si><t xml:space=\"preserve\">";
    const CLOSE: &str = "</t></si>";
    let keeps_spaces = !text.starts_with(OPEN);
    let open = if keeps_spaces { KEEPING } else { OPEN };
    let content = text.strip_prefix(open)?;
    let end = memchr(b'<', content.as_bytes())?;
    let is_plain = content.as_bytes()[end..].starts_with(CLOSE.as_bytes());
    is_plain.then(|| (&content[..end], keeps_spaces, open.len() + end + CLOSE.len()))
}

/// Appends what stands in a `<t>`.
fn push_content(content: &str, keeps_spaces: bool, text: &mut String) {
    let is_space = |c: char| !keeps_spaces && matches!(c, ' ' | '\t' | '\r' | '\n');
    // Most texts have nothing that is written in another way.
    if memchr3(b'&', b'\r', b'_', content.as_bytes()).is_none() {
        return text.push_str(content.trim_matches(is_space));
    }
    text.push_str(&undo_escapes(plain(content).trim_matches(is_space)));
}

/// Appends the text of the element that was opened: of its `<t>`, but not of those that tell how it is pronounced.
/// Whether a part of it is struck through.
pub(crate) fn text_until(tags: &mut Tags<'_>, name: &str, text: &mut String) -> Result<bool, Stop> {
    let (mut phonetic, mut keeps_spaces, mut struck) = (false, false, false);
    while let Some(tag) = tags.next()? {
        match (tag.name, tag.kind) {
            ("strike" | "dstrike", TagKind::Open | TagKind::Empty) => {
                struck |= !attributes(tag.attributes).any(|a| matches!(a, ("val", "0" | "false")));
            }
            ("rPh", kind) => phonetic = kind == TagKind::Open,
            ("t", TagKind::Open) => keeps_spaces = attributes(tag.attributes).any(|a| a == ("xml:space", "preserve")),
            ("t", TagKind::Close) if !phonetic => push_content(tag.text, keeps_spaces, text),
            (closed, TagKind::Close) if closed == name => return Ok(struck),
            _ => {}
        }
    }
    Err(Stop::Odd)
}

/// Text between tags as XML means it: line ends as one line feed, entities undone.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if memchr2(b'&', b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(unescape(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned())
}

/// Undoes the `_x000D_` with which Office writes characters that XML can't hold (ECMA-376 part 1, 22.4.2.4, bstr).
pub(crate) fn undo_escapes(text: &str) -> Cow<'_, str> {
    if memchr(b'_', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match escaped(rest) {
            Some(unit) => {
                units.push(unit);
                rest = &rest[7..];
            }
            None => {
                units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Cow::Owned(String::from_utf16_lossy(&units))
}

fn escaped(text: &str) -> Option<u16> {
    let hex = text.strip_prefix("_x")?.get(..5)?.strip_suffix('_')?;
    hex.bytes().all(|c| c.is_ascii_hexdigit()).then(|| u16::from_str_radix(hex, 16).ok())?
}

/// Hands over the part in pieces that end after a closing tag of this name; the last piece is what remains.
pub(crate) fn pieces(
    mut part: impl Read,
    name: &str,
    mut take: impl FnMut(&str) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut buffer: Vec<u8> = Vec::with_capacity(2 * CHUNK);
    loop {
        let before = buffer.len();
        let read = part.by_ref().take(CHUNK as u64).read_to_end(&mut buffer).map_err(|_| Stop::Odd)?;
        if read == 0 {
            return take(std::str::from_utf8(&buffer).map_err(|_| Stop::Odd)?);
        }
        let end = last_close(&buffer, before.saturating_sub(name.len() + 32), name);
        if end > 0 {
            take(std::str::from_utf8(&buffer[..end]).map_err(|_| Stop::Odd)?)?;
            buffer.drain(..end);
        } else if buffer.len() > MOST_AT_ONCE {
            return Err(Stop::Odd);
        }
    }
}

/// Where the last `</name>` or `</prefix:name>` at or after `from` ends; 0 if there is none.
fn last_close(bytes: &[u8], from: usize, name: &str) -> usize {
    let needle = format!("{name}>");
    let mut end = bytes.len();
    while let Some(at) = bytes.get(from..end).and_then(|part| memmem::rfind(part, needle.as_bytes())) {
        let start = from + at;
        let before = &bytes[..start];
        let prefix = before.iter().rev().take(24).take_while(|c| c.is_ascii_alphanumeric() || **c == b':').count();
        if before[..start - prefix].ends_with(b"</") && (prefix == 0 || before.ends_with(b":")) {
            return start + needle.len();
        }
        end = start;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_plain_rich_and_pronounced() {
        let part = "<?xml version=\"1.0\"?>\n<sst count=\"9\" uniqueCount=\"999999999\"><si><t>甲 </t></si><si/><si><r><rPr><b/></rPr><t xml:space=\"preserve\"> 乙</t></r>\
            <r><t>丙&lt;</t></r><rPh sb=\"0\" eb=\"1\"><t>bing</t></rPh></si><si><t>a\r\nb_x000D__x005F_x000D_</t></si><si><t>_xD83D__xDE00_</t></si></sst>";
        for cut in [1, 7, 1000] {
            let strings = read(Slow(part.as_bytes(), cut), 0).unwrap();
            let text = |(start, end): (u32, u32)| &strings.arena()[start as usize..end as usize];
            let all: Vec<&str> = (0..6).filter_map(|i| strings.place(i).map(text)).collect();
            assert_eq!(all, ["甲", "", " 乙丙<", "a\nb\r_x000D_", "😀"]);
        }
        assert!(read(&b"<sst><si><t>\xff</t></si></sst>"[..], 9).is_err());
        assert!(read(&b"<sst><si><t>1</t>"[..], 9).is_err());
    }

    #[test]
    fn closing_tags_are_found_whatever_their_prefix() {
        assert_eq!(last_close(b"<x:row>1</x:row><x:row>", 0, "row"), 16);
        assert_eq!(last_close(b"</row><c>arrow></c>", 0, "row"), 6);
        assert_eq!(last_close(b"<c>/row></c></throw>", 0, "row"), 0);
    }

    /// Gives so many bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let n = self.1.min(buffer.len());
            self.0.read(&mut buffer[..n])
        }
    }
}
