//! A roster of several files, one from each department or township: each is read by itself, and together they are one list,
//! in which every sheet bears the name of its file, so that a row is found again wherever it is named.

use crate::model::{Digest, InOrder, Source, ToMap};
use crate::roster::choice::Choice;
use crate::roster::columns::column::Columns;
use crate::roster::compact_rows::CompactRows;
use crate::roster::edits::acknowledged::mark_of;
use crate::roster::edits::compare::{Changes, compare};
use crate::roster::edits::{ADDED, Edit, gathered};
use crate::roster::problem::Problem;
use crate::roster::reading::{Reading, ReadingOf, SheetRead};
use crate::roster::record::Record;
use crate::roster::rows::Rows;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// A file that a roster was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRead {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// How it was read.
    #[serde(default)]
    pub choice: Choice,
    /// Its sheets as they are called in the roster, with their names in the file.
    pub sheets: BTreeMap<String, String>,
    /// What tells its warnings from those of other files once they are acknowledged ([`super::FileMarks`]), whether it is
    /// alone or among others. A newer file in its place takes it over. Empty for the file that a roster began with; a file
    /// that was always alone has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
}

/// A file and what was read of it, its sheets called as in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct FilePart<T> {
    /// The file.
    pub file: FileRead,
    /// What was read of it.
    pub reading: ReadingOf<CompactRows<T>>,
}

impl<T: Record> FilePart<T> {
    /// A file that was read by itself.
    pub fn new(name: String, digest: Digest, choice: Choice, reading: ReadingOf<CompactRows<T>>) -> Self {
        let rows = reading.rows.sheets().iter();
        let read = reading.sheets.iter().map(|sheet| &sheet.sheet);
        let told = reading.problems.iter().map(|problem| &problem.sheet);
        let names = rows.chain(read).chain(told).chain([&reading.sheet]);
        let sheets = names.map(|name| (name.clone(), name.clone())).to_map();
        Self { file: FileRead { name, digest, choice, sheets, mark: None }, reading }
    }

    /// The same, in the place of an older file: what was acknowledged there stays so as long as it says the same.
    #[must_use]
    pub fn in_place_of(mut self, older: &Self) -> Self {
        self.file.mark.clone_from(&older.file.mark);
        self
    }

    /// Whether the same rows were read of the same file.
    fn is_as(&self, other: &Self) -> bool {
        (self.file.digest, &self.file.name) == (other.file.digest, &other.file.name)
            && self.reading.rows == other.reading.rows
    }

    /// Its rows as they stand in the roster, added to a list.
    fn list(&self, all: &mut Vec<T>) {
        let here: HashMap<&String, &String> = self.file.sheets.iter().map(|(here, own)| (own, here)).collect();
        all.extend(self.reading.rows.iter().map(|mut row| {
            let Source { sheet, row: number } = row.source().clone();
            let sheet = here.get(&sheet).map_or(sheet.clone(), |here| (*here).clone());
            row.set_source(Source { sheet, row: number });
            row
        }));
    }
}

/// Where the sheets of a roster stand: file by file, and in each file as they were read.
#[derive(Debug, Default)]
pub struct SheetOrder(BTreeMap<String, SheetPlace>);

/// The file's place, and in it the sheet's: 0 for one of which nothing was read, which is told of before the others.
type SheetPlace = (usize, usize);

impl SheetOrder {
    /// The order of the sheets of these files.
    pub fn of<'a>(files: &[FileRead], read: impl Iterator<Item = &'a String>) -> Self {
        let sheets = files.iter().enumerate().flat_map(|(at, file)| file.sheets.keys().map(move |name| (name, at)));
        let mut order: BTreeMap<String, SheetPlace> = sheets.map(|(name, at)| (name.clone(), (at, 0))).to_map();
        for (at, name) in read.enumerate() {
            let place = order.entry(name.clone()).or_default();
            if place.1 == 0 {
                place.1 = at + 1;
            }
        }
        // What was typed in stands in no file, and comes last.
        order.entry(ADDED.to_owned()).or_insert((files.len(), 0));
        Self(order)
    }

    /// Puts problems that stand by their rows in order, sheet by sheet.
    pub fn order(&self, problems: &mut [Problem]) {
        problems.order_by_key(|problem| self.place(&problem.sheet));
    }

    fn place(&self, sheet: &str) -> SheetPlace {
        self.0.get(sheet).copied().unwrap_or_default()
    }
}

/// Files as one roster, in their order.
pub fn together<T: Record>(mut parts: Vec<FilePart<T>>) -> (Vec<FileRead>, ReadingOf<CompactRows<T>>) {
    if parts.len() == 1
        && let Some(FilePart { file, reading }) = parts.pop()
    {
        return (vec![FileRead { sheets: own(&file), ..file }], reading);
    }
    mark_apart(&mut parts);
    let mut labels: Vec<String> = Vec::new();
    let (mut files, mut all) = (Vec::new(), ReadingOf::<CompactRows<T>>::default());
    let mut elsewhere = Columns::default();
    for FilePart { file, reading } in parts {
        // Files of one name are told apart, whatever others are called.
        let mut label = file.name.clone();
        let mut number = 1;
        while labels.contains(&label) {
            number += 1;
            label = format!("{}（{number}）", file.name);
        }
        labels.push(label.clone());
        let here = |own: &str| format!("{label} · {own}");
        for place in 0..reading.rows.len() {
            let Some(source) = reading.rows.source(place) else { continue };
            all.rows.push_from(&reading.rows, place, &here(&source.sheet));
        }
        if files.is_empty() {
            (all.sheet, all.header_row) = (here(&reading.sheet), reading.header_row);
        }
        let sheets = reading.sheets_of(reading.rows.len());
        all.sheets.extend(sheets.into_iter().map(|sheet| SheetRead { sheet: here(&sheet.sheet), ..sheet }));
        all.problems.extend(reading.problems.into_iter().map(|p| Problem { sheet: here(&p.sheet), ..p }));
        elsewhere.0.extend(reading.columns.0.into_iter().filter(|(_, column)| column.letters().is_empty()));
        let sheets = file.sheets.into_values().map(|own| (here(&own), own)).to_map();
        files.push(FileRead { sheets, ..file });
    }
    all.columns = Columns::of_sheets(&all.sheets);
    for (field, column) in elsewhere.0 {
        all.columns.0.entry(field).or_insert(column);
    }
    (files, all)
}

/// Gives each of several files a mark of its own.
fn mark_apart<T>(parts: &mut [FilePart<T>]) {
    let mut marks: Vec<String> = parts.iter().filter_map(|part| part.file.mark.clone()).collect();
    let first = parts.iter().all(|part| part.file.mark.is_none()).then(String::new);
    for (file, first) in
        parts.iter_mut().map(|part| &mut part.file).zip(std::iter::once(first).chain(std::iter::repeat(None)))
    {
        if file.mark.is_some() {
            continue;
        }
        let mut mark = first.unwrap_or_else(|| mark_of(file.digest.hex().as_bytes()));
        // One file may be there twice.
        while marks.contains(&mark) {
            mark = mark_of(mark.as_bytes());
        }
        marks.push(mark.clone());
        file.mark = Some(mark);
    }
}

fn own(file: &FileRead) -> BTreeMap<String, String> {
    file.sheets.values().map(|own| (own.clone(), own.clone())).to_map()
}

/// The files of a roster, each by itself.
pub fn apart<T: Record>(files: &[FileRead], whole: &ReadingOf<CompactRows<T>>) -> Vec<FilePart<T>> {
    if let [file] = files {
        return vec![FilePart { file: file.clone(), reading: whole.clone() }];
    }
    files.iter().map(|file| part(file, whole)).collect()
}

/// What was read of this file.
fn part<T: Record>(file: &FileRead, whole: &ReadingOf<CompactRows<T>>) -> FilePart<T> {
    let mut rows = CompactRows::default();
    for place in 0..whole.rows.len() {
        let own = whole.rows.source(place).and_then(|source| file.sheets.get(&source.sheet));
        own.into_iter().for_each(|own| rows.push_from(&whole.rows, place, own));
    }
    let sheets: Vec<SheetRead> = whole
        .sheets
        .iter()
        .filter_map(|sheet| Some(SheetRead { sheet: file.sheets.get(&sheet.sheet)?.clone(), ..sheet.clone() }))
        .collect();
    let mut columns = Columns::of_sheets(&sheets);
    let elsewhere = whole.columns.0.iter().filter(|(_, column)| column.letters().is_empty());
    let named = file.choice.sheet_name_as;
    for (field, column) in elsewhere.filter(|(field, _)| named == Some(**field)) {
        columns.0.entry(*field).or_insert_with(|| column.clone());
    }
    let own = |p: &Problem| Some(Problem { sheet: file.sheets.get(&p.sheet)?.clone(), ..p.clone() });
    let reading = ReadingOf {
        sheet: sheets.first().map(|sheet| sheet.sheet.clone()).unwrap_or_default(),
        header_row: sheets.first().map_or(0, |sheet| sheet.header_row),
        columns,
        rows,
        problems: whole.problems.iter().filter_map(own).collect(),
        sheets,
    };
    FilePart { file: file.clone(), reading }
}

/// What newer files of a roster change. The rows of a file that stays as it is are not compared, for what is one row there
/// may be another elsewhere; their edits stay with them.
pub fn compare_files<T: Record>(old: &[FilePart<T>], edits: &[Edit], new: &[FilePart<T>]) -> Changes {
    let mut stays = vec![false; new.len()];
    let (mut before, mut moved, mut same) = (Reading::<T>::default(), HashMap::new(), 0);
    for part in old {
        let place = (0..new.len()).find(|i| !stays[*i] && new[*i].is_as(part));
        let Some(place) = place else {
            part.list(&mut before.rows);
            continue;
        };
        stays[place] = true;
        same += part.reading.rows.len();
        for (here, own) in &part.file.sheets {
            let now = new[place].file.sheets.iter().find(|(_, name)| *name == own);
            moved.extend(now.map(|(now, _)| (here.as_str(), now.as_str())));
        }
    }
    let mut after = Reading::<T>::default();
    new.iter().zip(&stays).filter(|(_, stays)| !**stays).for_each(|(part, _)| part.list(&mut after.rows));
    let (mut staying, mut others) = (Vec::new(), Vec::new());
    others.extend(edits.iter().filter(|edit| matches!(edit, Edit::Acknowledge { .. })).cloned());
    for (edit, source) in edits.iter().flat_map(|edit| edit.rows().map(move |row| (edit, row))) {
        match moved.get(source.sheet.as_str()) {
            Some(sheet) => staying.push(edit.of_one(Source { sheet: (*sheet).to_owned(), row: source.row })),
            None => others.push(edit.of_one(source)),
        }
    }
    let mut changes = compare(&before, &others, &after);
    changes.same += same;
    staying.append(&mut changes.kept);
    changes.kept = gathered(staying);
    changes
}
