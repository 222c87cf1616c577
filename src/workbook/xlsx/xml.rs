//! Tags of a piece of XML, one after another, as spreadsheet programs write it: no CDATA, no comments within a text.

use crate::workbook::xlsx::stop::Stop;
use memchr::memchr;

/// A tag and the text before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// The local name.
    pub name: &'a str,
    /// What stands between the name and the end.
    pub attributes: &'a str,
    pub kind: TagKind,
    /// What stands between the tag before and this one, entities not undone.
    pub text: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TagKind {
    Open,
    Close,
    /// `<name …/>`
    Empty,
}

impl Tag<'_> {
    pub(crate) fn opens(&self, name: &str) -> bool {
        self.kind != TagKind::Close && self.name == name
    }

    /// Whether nothing of this element follows.
    pub(crate) fn ends(&self, name: &str) -> bool {
        self.kind != TagKind::Open && self.name == name
    }
}

/// The tags of a text.
#[derive(Debug)]
pub(crate) struct Tags<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// What is not looked at yet.
    pub(crate) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Passes over so many bytes.
    pub(crate) fn pass(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// The next tag; `None` after the last.
    ///
    /// # Errors
    /// [`Stop::Odd`] at CDATA, a comment within a text, or a tag that does not end.
    pub(crate) fn next(&mut self) -> Result<Option<Tag<'a>>, Stop> {
        loop {
            let rest = self.rest();
            let Some(start) = memchr(b'<', rest.as_bytes()) else { return Ok(None) };
            let inner = &rest[start + 1..];
            if let Some(comment) = inner.strip_prefix("!--").filter(|_| rest[..start].trim_ascii().is_empty()) {
                self.at += start + 4 + comment.find("-->").ok_or(Stop::Odd)? + 3;
                continue;
            }
            let end = end_of_tag(inner.as_bytes()).ok_or(Stop::Odd)?;
            self.at += start + 1 + end + 1;
            let tag = &inner[..end];
            match tag.as_bytes().first() {
                // The declaration at the start of a part.
                Some(b'?') => continue,
                Some(b'/') => {
                    return Ok(Some(Tag {
                        name: local(&tag[1..]),
                        attributes: "",
                        kind: TagKind::Close,
                        text: &rest[..start],
                    }));
                }
                Some(b'!') | None => return Err(Stop::Odd),
                Some(_) => {}
            }
            let (tag, kind) = tag.strip_suffix('/').map_or((tag, TagKind::Open), |tag| (tag, TagKind::Empty));
            let name = tag.bytes().position(|c| c.is_ascii_whitespace()).unwrap_or(tag.len());
            let (name, attributes) = tag.split_at(name);
            return Ok(Some(Tag { name: local(name), attributes, kind, text: &rest[..start] }));
        }
    }
}

/// Where the tag's `>` is, not counting those within quotes.
fn end_of_tag(tag: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        match tag.get(at)? {
            b'>' => return Some(at),
            quote @ (b'"' | b'\'') => at += memchr(*quote, &tag[at + 1..])? + 2,
            _ => at += 1,
        }
    }
}

fn local(name: &str) -> &str {
    let name = name.trim_ascii_end();
    memchr(b':', name.as_bytes()).map_or(name, |colon| &name[colon + 1..])
}

/// Names and values are a few bytes long: a search in blocks would cost more than it saves.
fn position(bytes: &[u8], wanted: u8) -> Option<usize> {
    bytes.iter().position(|c| *c == wanted)
}

/// The attributes of a tag: name as written and value, entities not undone.
pub(crate) fn attributes(mut rest: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        rest = rest.trim_ascii_start();
        let equals = position(rest.as_bytes(), b'=')?;
        let (name, value) = (rest[..equals].trim_ascii_end(), rest[equals + 1..].trim_ascii_start());
        let quote = *value.as_bytes().first().filter(|c| matches!(c, b'"' | b'\''))?;
        let end = position(&value.as_bytes()[1..], quote)?;
        rest = &value[end + 2..];
        Some((name, &value[1..=end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_with_prefixes_quotes_and_text() {
        let mut tags =
            Tags::new("<?xml version='1.0'?><!-- <c> --><x:c r=\"A1\" t='a>b' ><v>甲&amp;乙</v ></x:c><row/>");
        let mut next = || tags.next().ok().flatten();
        let c = next().unwrap();
        assert_eq!((c.name, c.kind), ("c", TagKind::Open));
        assert_eq!(attributes(c.attributes).collect::<Vec<_>>(), [("r", "A1"), ("t", "a>b")]);
        assert!(next().unwrap().opens("v"));
        let end = next().unwrap();
        assert_eq!((end.name, end.kind, end.text), ("v", TagKind::Close, "甲&amp;乙"));
        assert!(next().unwrap().ends("c") && next().unwrap().ends("row"));
        assert_eq!(next(), None);
        for odd in ["<a>1<!-- c --></a>", "<v><![CDATA[x]]></v>", "<a b=\"c>", "<"] {
            let mut tags = Tags::new(odd);
            while let Ok(tag) = tags.next() {
                assert!(tag.is_some(), "{odd} is not noticed");
            }
        }
    }
}
