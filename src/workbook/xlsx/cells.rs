//! The cells of a sheet, read once from its start to its end (ECMA-376 part 1, 18.3.1).

use crate::workbook::a1::{reference, reference_of};
use crate::workbook::look::Look;
use crate::workbook::markup::{attribute, tags};
use crate::workbook::number::truth;
use crate::workbook::progress::{Hook, count};
use crate::workbook::sheet::{Builder, CellKind, Merge};
use crate::workbook::xlsx::shared_strings::{pieces, plain, text_until, undo_escapes};
use crate::workbook::xlsx::stop::Stop;
use crate::workbook::xlsx::xml::{Tag, TagKind, Tags, attributes};
use std::io::Read;

/// What cells refer to.
pub(crate) struct Facts<'a> {
    pub looks: &'a [Look],
    pub struck: &'a [bool],
    pub from_1904: bool,
}

/// Reads the cells into the builder and returns the merged ones.
pub(crate) fn read(
    part: impl Read,
    facts: &Facts<'_>,
    builder: &mut Builder,
    read: &mut usize,
    hook: Hook<'_>,
) -> Result<Vec<Merge>, Stop> {
    let mut walk =
        Walk { facts, builder, place: Where::Before, row: 0, column: 0, merges: Vec::new(), text: String::new() };
    pieces(part, "row", |piece| walk.piece(piece, read, hook))?;
    if walk.place == Where::After { Ok(walk.merges) } else { Err(Stop::Odd) }
}

/// On which side of the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Before,
    Among,
    After,
}

struct Walk<'a> {
    facts: &'a Facts<'a>,
    builder: &'a mut Builder,
    place: Where,
    /// Of the next cell that does not say where it is, from 0.
    row: u32,
    column: u32,
    merges: Vec<Merge>,
    /// Used again for each text that is put together.
    text: String,
}

impl<'a> Walk<'a> {
    fn piece(&mut self, piece: &str, read: &mut usize, hook: Hook<'_>) -> Result<(), Stop> {
        let mut tags = Tags::new(piece);
        while self.place != Where::After {
            if self.place == Where::Among
                && let Some(plain) = PlainCell::of(tags.rest())
            {
                tags.pass(plain.length);
                self.plain(&plain)?;
                count(read, &mut *hook);
                continue;
            }
            let Some(tag) = tags.next()? else { return Ok(()) };
            match (self.place, tag.name) {
                (_, "sheetData") => self.place = if tag.kind == TagKind::Open { Where::Among } else { Where::After },
                (Where::Among, "row") => self.row(&tag)?,
                (Where::Among, "c") => {
                    self.cell(&tag, &mut tags)?;
                    count(read, &mut *hook);
                }
                _ => {}
            }
        }
        self.merges.extend(merges(tags.rest()));
        Ok(())
    }

    fn row(&mut self, tag: &Tag<'_>) -> Result<(), Stop> {
        if tag.kind != TagKind::Close {
            let mut hidden = false;
            for (name, value) in attributes(tag.attributes) {
                match name {
                    "r" => self.row = value.parse::<u32>().ok().and_then(|r| r.checked_sub(1)).ok_or(Stop::Odd)?,
                    "hidden" => hidden = matches!(value, "1" | "true"),
                    _ => {}
                }
            }
            self.builder.hide_rows(hidden.then_some(self.row));
        }
        if tag.ends("row") {
            self.row = self.row.saturating_add(1);
            self.column = 0;
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'_>, tags: &mut Tags<'_>) -> Result<(), Stop> {
        let [mut place, mut kind, mut style] = [None; 3];
        for (name, value) in attributes(tag.attributes) {
            match name {
                "r" => place = Some(value),
                "t" => kind = Some(value),
                "s" => style = Some(value),
                _ => {}
            }
        }
        let place = place.map(|place| reference(place).ok_or(Stop::Odd)).transpose()?;
        let cell = self.start(place, kind, style)?;
        if tag.kind == TagKind::Open { self.content(&cell, tags) } else { Ok(()) }
    }

    fn plain(&mut self, plain: &PlainCell<'_>) -> Result<(), Stop> {
        let cell = self.start(plain.place, plain.kind, plain.style)?;
        self.value(&cell, plain.value)
    }

    /// A cell by its attributes.
    fn start<'c>(
        &mut self,
        place: Option<(u32, u32)>,
        kind: Option<&'c str>,
        style: Option<&str>,
    ) -> Result<Cell<'c>, Stop>
    where
        'a: 'c,
    {
        let (row, column) = place.unwrap_or((self.row, self.column));
        self.column = column.saturating_add(1);
        let style: Option<usize> = style.map(|style| style.parse().unwrap_or(usize::MAX));
        let facts = self.facts;
        let struck = style.and_then(|style| facts.struck.get(style)).copied().unwrap_or_default();
        self.builder.strike(struck.then_some((row, column)));
        let look = style.and_then(|style| facts.looks.get(style)).unwrap_or(&Look::Number);
        Ok(Cell { row, column, kind, look })
    }

    fn content(&mut self, cell: &Cell<'_>, tags: &mut Tags<'_>) -> Result<(), Stop> {
        let (mut formula, mut valued) = (false, false);
        let inline = matches!(cell.kind, Some("inlineStr" | "is"));
        while let Some(tag) = tags.next()? {
            match (tag.name, tag.kind) {
                ("c", TagKind::Close) => {
                    if formula && !valued {
                        self.builder.push_uncalculated(cell.row, cell.column)?;
                    }
                    return Ok(());
                }
                ("f", TagKind::Open | TagKind::Empty) => formula = true,
                ("v", TagKind::Close) if !inline => {
                    // A formula whose result is the empty text has been calculated.
                    valued = !tag.text.is_empty() || cell.kind == Some("str");
                    self.value(cell, tag.text)?;
                }
                ("is", TagKind::Open) => {
                    valued = true;
                    self.text.clear();
                    let struck = text_until(tags, "is", &mut self.text)?;
                    self.builder.strike(struck.then_some((cell.row, cell.column)));
                    self.builder.push(cell.row, cell.column, &self.text, CellKind::Text)?;
                }
                _ => {}
            }
        }
        Err(Stop::Odd)
    }

    fn value(&mut self, cell: &Cell<'_>, text: &str) -> Result<(), Stop> {
        let (row, column) = (cell.row, cell.column);
        if text.is_empty() {
            return Ok(());
        }
        match cell.kind {
            Some("s") => {
                let at: usize = text.parse().map_err(|_| Stop::Odd)?;
                self.builder.push_shared(row, column, at).ok_or(Stop::Odd)??;
            }
            None | Some("n") => self.number(cell, text)?,
            Some("str") => self.builder.push(row, column, &undo_escapes(&plain(text)), CellKind::Text)?,
            Some("e") => self.builder.push(row, column, &plain(text), CellKind::Error)?,
            Some("d") => {
                cell.look.push_moment(self.builder, (row, column), &plain(text))?;
            }
            Some("b") => {
                let yes = match text.trim() {
                    "0" | "false" => false,
                    "1" | "true" => true,
                    _ => return Err(Stop::Odd),
                };
                self.builder.push(row, column, truth(yes), CellKind::Text)?;
            }
            Some(_) => return Err(Stop::Odd),
        }
        Ok(())
    }

    fn number(&mut self, cell: &Cell<'_>, text: &str) -> Result<(), Stop> {
        if matches!(cell.look, Look::Number | Look::Places(_)) && is_short_integer(text) {
            return Ok(self.builder.push(cell.row, cell.column, text, CellKind::Number)?);
        }
        match text.parse::<f64>() {
            Ok(n) => Ok(cell.look.push(self.builder, (cell.row, cell.column), n, self.facts.from_1904)?),
            // Some programs write a text without saying so.
            Err(_) if cell.kind.is_none() => {
                Ok(self.builder.push(cell.row, cell.column, &plain(text), CellKind::Text)?)
            }
            Err(_) => Err(Stop::Odd),
        }
    }
}

/// A cell's place, type and look.
struct Cell<'a> {
    row: u32,
    column: u32,
    kind: Option<&'a str>,
    look: &'a Look,
}

/// A cell as most programs write it, `<c r="B5" s="3" t="s"><v>7</v></c>`: a shared text or a number.
struct PlainCell<'a> {
    place: Option<(u32, u32)>,
    kind: Option<&'static str>,
    style: Option<&'a str>,
    value: &'a str,
    /// How many bytes it takes.
    length: usize,
}

impl<'a> PlainCell<'a> {
    /// The cell with which the text begins; `None` where it is written in another way. There may be millions: it is looked at as
    /// bytes, and only what is needed as text is made one.
    fn of(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        let [b'<', b'c', ..] = bytes else { return None };
        let (mut place, mut kind, mut style, mut at) = (None, None, None, 2);
        while let [b' ', name, b'=', b'"', value @ ..] = &bytes[at..] {
            let end = value.iter().position(|c| *c == b'"')?;
            match (name, &value[..end]) {
                (b'r', name) => place = Some(reference_of(name)?),
                (b's', _) => style = text.get(at + 4..at + 4 + end),
                (b't', b"s") => kind = Some("s"),
                (b't', b"n") => kind = Some("n"),
                _ => return None,
            }
            at += 5 + end;
        }
        let [b'>', b'<', b'v', b'>', value @ ..] = &bytes[at..] else { return None };
        let end = value.iter().position(|c| *c == b'<').filter(|end| *end > 0)?;
        let [b'<', b'/', b'v', b'>', b'<', b'/', b'c', b'>', ..] = &value[end..] else { return None };
        let value = text.get(at + 4..at + 4 + end)?;
        Some(Self { place, kind, style, value, length: at + 12 + end })
    }
}

/// An integer that a double holds and that is written as it is shown.
fn is_short_integer(text: &str) -> bool {
    text.len() <= 15 && text.bytes().all(|c| c.is_ascii_digit()) && (text.len() == 1 || !text.starts_with('0'))
}

fn merges(tail: &str) -> Vec<Merge> {
    let merge = |tag: &str| {
        let (start, end) = attribute(tag, "ref")?.split_once(':')?;
        let (start, end) = (reference(start)?, reference(end)?);
        (start < end).then_some(Merge { start, end })
    };
    tags(tail, "mergeCell").filter_map(merge).collect()
}
