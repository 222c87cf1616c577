//! A roster as it is kept: what was read of one or several files, never changed afterwards. Edits lie over it
//! ([`super::used::RosterRef`]).

use crate::json;
use crate::model::{Business, Digest, EntityKind, Officer, ToMap};
use crate::roster::{
    Choice, CompactRows, Field, FilePart, FileRead, Problem, Reading, ReadingOf, Record, Rows, SheetOrder, apart,
    together,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A roster as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Roster<T> {
    /// The files that it was read from, in their order; at least one.
    pub files: Vec<FileRead>,
    /// What was read in them; its problems are in `reading_problems`.
    pub reading: ReadingOf<CompactRows<T>>,
    /// What was wrong with the files themselves, as one line of JSON: there may be one for each cell, and most who have the
    /// roster need none of them.
    pub reading_problems: Vec<u8>,
}

/// A roster without its rows and the problems of its reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "StoredHead")]
pub struct RosterHead {
    files: Vec<FileRead>,
    /// What stands in each line after the numbers of sheet and row.
    fields: Vec<Field>,
    /// The names of the sheets, by number.
    sheets: Vec<String>,
    reading: ReadingOf<()>,
}

/// [`RosterHead`] of any version: before version 9 a roster was of one file.
#[derive(Deserialize)]
struct StoredHead {
    #[serde(default)]
    files: Vec<FileRead>,
    file: Option<String>,
    file_digest: Option<Digest>,
    fields: Vec<Field>,
    sheets: Vec<String>,
    reading: ReadingOf<()>,
}

impl From<StoredHead> for RosterHead {
    fn from(stored: StoredHead) -> Self {
        let StoredHead { mut files, file, file_digest, fields, sheets, reading } = stored;
        if let Some((name, digest)) = file.zip(file_digest) {
            let names = sheets.iter().chain(reading.sheets.iter().map(|sheet| &sheet.sheet)).chain([&reading.sheet]);
            let sheets: BTreeMap<_, _> = names.map(|name| (name.clone(), name.clone())).to_map();
            files.push(FileRead { name, digest, choice: Choice::default(), sheets, mark: None });
        }
        Self { files, fields, sheets, reading }
    }
}

impl<T: Record> Roster<T> {
    /// A roster of files that were read by themselves.
    pub fn of_parts(parts: Vec<FilePart<T>>) -> Self {
        let (files, mut reading) = together(parts);
        // Texts and numbers can always be written.
        let reading_problems = serde_json::to_vec(&std::mem::take(&mut reading.problems)).unwrap_or_default();
        Self { files, reading, reading_problems }
    }

    /// A roster of one file.
    pub fn new(file: String, digest: Digest, reading: ReadingOf<CompactRows<T>>) -> Self {
        Self::of_parts(vec![FilePart::new(file, digest, Choice::default(), reading)])
    }

    /// [`Roster::new`] of entries in a list.
    pub fn of_list(file: String, digest: Digest, reading: Reading<T>) -> Self {
        Self::new(file, digest, reading.keep(|rows| rows.into_iter().collect()))
    }

    /// Its files, each by itself.
    pub fn parts(&self) -> Vec<FilePart<T>> {
        let whole = ReadingOf { problems: self.problems(), ..self.reading.clone() };
        apart(&self.files, &whole)
    }

    /// In which order its sheets are told of.
    pub fn sheet_order(&self) -> SheetOrder {
        let read = self.reading.sheets.iter().map(|sheet| &sheet.sheet);
        SheetOrder::of(&self.files, read.chain(self.reading.rows.sheets()))
    }

    /// What to call it: the name of its file, or of the first of several and how many there are.
    pub fn title(&self) -> String {
        match &self.files[..] {
            [] => String::new(),
            [file] => format!("“{}”", file.name),
            [first, ..] => format!("“{}”等{}个文件", first.name, self.files.len()),
        }
    }

    /// What was wrong with the files themselves.
    pub fn problems(&self) -> Vec<Problem> {
        json::read_bytes(&self.reading_problems).unwrap_or_default()
    }

    /// All but the rows and the problems.
    pub fn head(&self) -> RosterHead {
        let ReadingOf { sheet, header_row, columns, rows, problems: _, sheets } = &self.reading;
        let reading = ReadingOf {
            sheet: sheet.clone(),
            header_row: *header_row,
            columns: columns.clone(),
            rows: (),
            problems: Vec::new(),
            sheets: sheets.clone(),
        };
        RosterHead {
            files: self.files.clone(),
            fields: CompactRows::<T>::fields().collect(),
            sheets: rows.sheets().to_vec(),
            reading,
        }
    }

    /// A roster of its parts.
    pub fn from_parts(head: RosterHead, reading_problems: Vec<u8>, lines: Vec<u8>, starts: Vec<u32>) -> Self {
        let rows = CompactRows::from_text(lines, starts, head.sheets, &head.fields);
        Self { files: head.files, reading: head.reading.keep(|()| rows), reading_problems }
    }

    /// The categories of the businesses or the departments of the officers, the first of each row, in the order of
    /// first mention, with the number of their rows.
    pub fn labels(&self) -> Vec<(String, u32)> {
        let field = match T::KIND {
            EntityKind::Business => Field::Category,
            EntityKind::Officer => Field::Department,
        };
        let ledger = &self.reading.rows;
        let mut labels: Vec<(String, u32)> = Vec::new();
        for place in 0..ledger.len() {
            let cell = ledger.first(place, field);
            let first = cell.trim();
            match labels.iter().position(|(label, _)| label == first) {
                Some(known) => labels[known].1 += 1,
                None if first.is_empty() || labels.len() > MOST_LABELS => {}
                None => labels.push((first.to_owned(), 1)),
            }
        }
        labels
    }
}

/// A column of more labels than this holds no categories, nor departments.
const MOST_LABELS: usize = 200;

/// 市场主体名录 as read.
pub type BusinessRoster = Roster<Business>;
/// 执法人员名录 as read.
pub type OfficerRoster = Roster<Officer>;
