//! The official forms (附件2–7, domain §2) as data: what stands where, never how it is drawn. Pure.

mod afterwards;
mod facts;
mod form2;
mod form6;
mod qr;
mod seal_sheet;
mod text;
mod verification;

pub use facts::{DrawFacts, SealFacts, VoidLine, date, time};
pub use form2::form2;
pub use form6::form6;
pub use qr::{Qr, qr};
pub use seal_sheet::seal_sheet;
pub use verification::{VerificationFacts, verification};

/// A document to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// 附件2, above the title; empty for none.
    pub label: &'static str,
    /// The title's lines.
    pub title: Vec<String>,
    /// The parts, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A ruled grid of labels and values; the values of a row share its width.
    Facts(Vec<Vec<Fact>>),
    /// A heading.
    Heading(String),
    /// A ruled table whose header is repeated on every page.
    Table(Table),
    /// A QR code with what it is for beside it.
    Code {
        /// What the code says.
        text: String,
        /// The lines beside it.
        lines: Vec<String>,
    },
    /// Ruled boxes to sign in, a row each.
    Signatures(Vec<Vec<String>>),
    /// A small line below.
    Small(String),
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// The value; ruled blank when it is empty.
    pub value: String,
    /// A digest or command: set in a fixed pitch.
    pub mono: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// Rows that stay together on a page.
    pub groups: Vec<Vec<Vec<Cell>>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Header.
    pub head: &'static str,
    /// Width in per cent of the text area.
    pub width: u8,
    /// How its cells are set.
    pub set: Set,
}

/// How a column's cells are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Flush left.
    Left,
    /// Centred.
    Centred,
    /// Centred, a little smaller, so that a code or number of 18 digits stays on one line.
    Code,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text; a line feed begins a new line.
    pub text: String,
    /// How many rows it spans, from 1.
    pub rows: u32,
}

impl Fact {
    fn new(label: &'static str, value: impl Into<String>) -> Self {
        Self { label, value: value.into(), mono: false }
    }

    fn mono(label: &'static str, value: impl Into<String>) -> Self {
        Self { label, value: value.into(), mono: true }
    }
}

impl Column {
    const fn left(head: &'static str, width: u8) -> Self {
        Self { head, width, set: Set::Left }
    }

    const fn centred(head: &'static str, width: u8) -> Self {
        Self { head, width, set: Set::Centred }
    }

    const fn code(head: &'static str, width: u8) -> Self {
        Self { head, width, set: Set::Code }
    }
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

/// Rows that may each stand alone on a page.
fn single_rows(rows: impl IntoIterator<Item = Vec<Cell>>) -> Vec<Vec<Vec<Cell>>> {
    rows.into_iter().map(|row| vec![row]).collect()
}
