//! A paper as data: blocks that print, docx and the archive lay out each in its way.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A document to print.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// 附件2, above the title; empty for none.
    pub label: Cow<'static, str>,
    /// The title's lines.
    pub title: Vec<String>,
    /// How its pages are laid out.
    pub layout: Layout,
    /// What stands at the foot of every page: the record's number and a short fingerprint; empty for none.
    pub foot: String,
    /// The parts, from top to bottom.
    pub blocks: Vec<Block>,
}

/// How pages are laid out, all of them A4.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// Upright, with the margins of GB/T 9704.
    #[default]
    Letter,
    /// On its long side, with narrow margins: wide tables.
    Wide,
    /// Upright, with narrow margins and smaller letters (四号): a form to fill in by hand, or a letter with its 回执,
    /// which is to stay one sheet.
    Form,
    /// Upright, with narrow margins and letters of 五号 and less, set tight: what is signed on one page with all that it
    /// tells, in the room, or at the business whatever the length of its name.
    Sheet,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A ruled grid of labels and values; the values of a row share its width.
    Facts(Vec<Vec<Fact>>),
    /// A heading.
    Heading(String),
    /// A paragraph; a line feed begins a new line.
    Text {
        /// Its words.
        text: String,
        /// How it is set.
        set: Para,
    },
    /// A dashed line to cut along, with its word.
    Cut(String),
    /// Parts that stay together on a page.
    Together(Vec<Block>),
    /// A ruled table whose header is repeated on every page.
    Table(Table),
    /// A QR code with what it is for beside it.
    Code {
        /// What the code says.
        text: String,
        /// The lines beside it.
        lines: Vec<String>,
    },
    /// Several QR codes in a row: what each says, and the words below it.
    Codes(Vec<(String, String)>),
    /// Ruled boxes to sign in, a row each.
    Signatures(Vec<Vec<String>>),
    /// A small line below.
    Small(String),
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is; a line feed begins a new line.
    pub label: Cow<'static, str>,
    /// The value; ruled blank when it is empty.
    pub value: String,
    /// A digest or command: set in a fixed pitch.
    pub mono: bool,
    /// Names, numbers or choices: a line ends between two of them, never within one.
    pub whole: bool,
    /// The least height in mm, for handwriting; 0 for that of the text.
    pub height: u8,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Para {
    /// First line indented by two characters.
    Indented,
    /// Flush left.
    Flush,
    /// Flush right.
    Right,
    /// Flush right and small: 第1户，共11户.
    Mark,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// Rows that stay together on a page.
    pub groups: Vec<Vec<Vec<Cell>>>,
    /// The least height of a row in mm, for handwriting; 0 for that of the text.
    pub height: u8,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Header.
    pub head: Cow<'static, str>,
    /// Width in per cent of the text area.
    pub width: u8,
    /// How its cells are set.
    pub set: Set,
}

/// How a column's cells are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Set {
    /// Flush left.
    Left,
    /// Centred.
    Centred,
    /// Centred: a person, a team, a day, or several of them; a line ends between two, never within one.
    Name,
    /// Centred, a little smaller, so that a code or number of 18 digits stays on one line.
    Code,
    /// Centred; a count or rate, which a workbook holds as a number.
    Number,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text; a line feed begins a new line.
    pub text: String,
    /// How many rows it spans, from 1.
    pub rows: u32,
}

impl Document {
    /// As a paper of a rehearsal: told above the title and at the foot of every page.
    #[must_use]
    pub fn rehearsed(mut self) -> Self {
        self.title.insert(0, "【演练】不作抽取依据".into());
        self.foot = format!("演练，不作抽取依据　{}", self.foot);
        self
    }
}

impl Block {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), set: Para::Indented }
    }

    pub(super) fn set(text: impl Into<String>, set: Para) -> Self {
        Self::Text { text: text.into(), set }
    }

    pub(super) fn heading(text: impl Into<String>) -> Self {
        Self::Heading(text.into())
    }
}

impl Fact {
    pub(super) fn new(label: &'static str, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), mono: false, whole: false, height: 0 }
    }

    pub(super) fn mono(label: &'static str, value: impl Into<String>) -> Self {
        Self { mono: true, ..Self::new(label, value) }
    }

    /// Names, numbers or choices.
    pub(super) fn whole(label: &'static str, value: impl Into<String>) -> Self {
        Self { whole: true, ..Self::new(label, value) }
    }

    /// With room for handwriting, in mm.
    pub(super) fn tall(label: &'static str, value: impl Into<String>, height: u8) -> Self {
        Self { height, ..Self::new(label, value) }
    }
}

impl Column {
    pub(super) fn new(head: impl Into<Cow<'static, str>>, width: u8, set: Set) -> Self {
        Self { head: head.into(), width, set }
    }

    pub(super) const fn left(head: &'static str, width: u8) -> Self {
        Self { head: Cow::Borrowed(head), width, set: Set::Left }
    }

    pub(super) const fn centred(head: &'static str, width: u8) -> Self {
        Self { head: Cow::Borrowed(head), width, set: Set::Centred }
    }

    pub(super) const fn name(head: &'static str, width: u8) -> Self {
        Self { head: Cow::Borrowed(head), width, set: Set::Name }
    }

    pub(super) const fn code(head: &'static str, width: u8) -> Self {
        Self { head: Cow::Borrowed(head), width, set: Set::Code }
    }

    pub(super) const fn number(head: &'static str, width: u8) -> Self {
        Self { head: Cow::Borrowed(head), width, set: Set::Number }
    }
}

impl Table {
    /// Rows that may each stand alone on a page.
    pub(super) fn rows(columns: Vec<Column>, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        Self { columns, groups: rows.into_iter().map(|row| vec![row]).collect(), height: 0 }
    }

    /// How a cell of names or numbers is set: its lines, none of which ends within a name or number, and its letters in half
    /// points where the form's usual ones are too large for that. `None` for other cells, and for what is longer still.
    pub fn whole(&self, layout: Layout, column: usize, text: &str) -> Option<(String, Option<u8>)> {
        let c = self.columns.get(column).filter(|c| matches!(c.set, Set::Name | Set::Code))?;
        // In hundredths of a millimetre, without the cell's padding; 1 pt is 35 of them.
        let room = u32::from(c.width) * layout.text_width() - 220;
        let held = |half_points: u8| room * 4 / (35 * u32::from(half_points));
        let longest = text.split('\n').flat_map(parts).map(half_ems).max().unwrap_or(0);
        let usual = if c.set == Set::Code || layout == Layout::Wide { 18 } else { 21 };
        let size = [usual, 16, 13].into_iter().find(|size| longest <= held(*size))?;
        Some((lines(text, held(size)), (size < usual).then_some(size)))
    }

    /// Where the cells of a group's rows stand: each with the number of its column, after the cells that span from above.
    pub fn placed<'a>(&self, group: &'a [Vec<Cell>]) -> Vec<Vec<(usize, &'a Cell)>> {
        let mut taken = vec![0; self.columns.len()];
        let mut place = |row: &'a Vec<Cell>| {
            let mut cells = row.iter();
            let mut placed = Vec::new();
            for (column, left) in taken.iter_mut().enumerate() {
                if *left > 0 {
                    *left -= 1;
                } else if let Some(cell) = cells.next() {
                    *left = cell.rows.saturating_sub(1);
                    placed.push((column, cell));
                }
            }
            placed
        };
        group.iter().map(&mut place).collect()
    }
}

impl Layout {
    /// The width of the text in mm.
    pub const fn text_width(self) -> u32 {
        match self {
            Self::Letter => 156,
            Self::Wide => 257,
            Self::Form => 165,
            Self::Sheet => 170,
        }
    }
}

/// The parts of a line that stay whole: a line may end behind a mark of punctuation or the dot within a name, or before a
/// bracket that opens.
pub fn parts(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices().map(|(_, c)| c).zip(rest.char_indices().skip(1));
        let ends = |(c, (_, next)): &(char, (usize, char))| {
            *next == '（' || "·、；，。：）　 ".contains(*c) && !"、；，。：）　".contains(*next)
        };
        let end = chars.find(ends).map_or(rest.len(), |(_, (at, _))| at);
        let part;
        (part, rest) = rest.split_at(end);
        (!part.is_empty()).then_some(part)
    })
}

/// The parts of a line for a cell of so many halves of its size: choices with ideographic spaces between stay whole, as far as
/// the cell holds them; within those that it does not hold a line may end as in any text.
pub fn parts_within(line: &str, room: u32) -> Vec<&str> {
    let choices = line.split_inclusive('　').filter(|choice| !choice.is_empty());
    choices.flat_map(|c| if half_ems(c) <= room { vec![c] } else { parts(c).collect() }).collect()
}

/// The text with a line feed wherever a line of so many halves of its size is full.
pub fn lines(text: &str, room: u32) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let mut begin = out.len();
        for part in parts_within(line, room) {
            // What is blank at the end of a line takes no room.
            let so_far = out[begin..].trim_end_matches('　').len();
            if so_far > 0 && half_ems(&format!("{}{part}", &out[begin..])) > room {
                out.truncate(begin + so_far);
                out.push('\n');
                begin = out.len();
            }
            out.push_str(part);
        }
    }
    out
}

/// How wide a text is set, in halves of its size: 2 for a Chinese character, a little more than 1 for a digit or letter, half
/// of one between the scripts.
pub fn half_ems(text: &str) -> u32 {
    let is_wide = |c: char| c > '\u{2000}' || c == '·';
    let tenths = |c: char| {
        if is_wide(c) {
            20
        } else if c.is_uppercase() {
            13
        } else {
            11
        }
    };
    let text = text.trim_end();
    let between = text
        .chars()
        .zip(text.chars().skip(1))
        .filter(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric() && is_wide(*a) != is_wide(*b));
    let gaps = u32::try_from(between.count()).unwrap_or(0) * 5;
    (text.chars().map(tenths).sum::<u32>() + gaps).div_ceil(10)
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, rows: 1 }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By counting: a Chinese character is 2 halves, the blank between two choices as well.
    #[test]
    fn a_line_ends_between_two_choices_where_it_can() {
        let choices = "□甲乙丙丁、戊　□己庚　□辛";
        assert_eq!(lines(choices, 28), choices);
        assert_eq!(lines(choices, 27), "□甲乙丙丁、戊　□己庚\n□辛");
        assert_eq!(lines(choices, 21), "□甲乙丙丁、戊\n□己庚　□辛");
        assert_eq!(lines(choices, 14), "□甲乙丙丁、戊\n□己庚　□辛");
        // What the cell does not hold ends a line behind a mark of punctuation.
        assert_eq!(lines(choices, 13), "□甲乙丙丁、\n戊　□己庚\n□辛");
        assert_eq!(lines("张某、李某\n王某、赵某", 8), "张某、\n李某\n王某、\n赵某");
    }
}
