//! Which column holds which field: what the user chose, what was remembered, the header, then the values.

use crate::model::{EntityKind, ToMap, normal_key};
use crate::roster::columns::column::{Column, Columns};
use crate::roster::columns::header_names::{HeaderStrength, claim, is_bare_unit};
use crate::roster::columns::profile::{ColumnProfile, shapes};
use crate::roster::columns::remembered::{Mapping, names};
use crate::roster::columns::why::Why;
use crate::roster::field::Field;
use crate::text::plain;
use crate::workbook::a1::column_letters;
use crate::workbook::sheet::Grid;
use std::collections::BTreeMap;

/// What is known before a sheet's columns are looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KnownColumns<'a> {
    pub chosen: Option<&'a BTreeMap<u32, Option<Field>>>,
    pub mappings: &'a [Mapping],
    pub departments: &'a [String],
}

impl<'a> KnownColumns<'a> {
    pub(crate) fn mapping(&self, kind: EntityKind, headers: &[(u32, String)]) -> Option<&'a Mapping> {
        let fits = |m: &&Mapping| m.kind == kind && m.fits_texts(headers.iter().map(|(_, text)| text.as_str()));
        self.mappings.iter().find(fits)
    }
}

/// A column and what was found about it.
#[derive(Debug, Clone)]
pub(crate) struct ColumnGuess {
    pub index: u32,
    /// Empty if it has no header.
    pub header: String,
    pub field: Option<Field>,
    pub why: Option<Why>,
    /// The field that it claims, though another column has it.
    pub claims: Option<Field>,
    pub candidates: Vec<Field>,
    pub shape: ColumnProfile,
}

impl ColumnGuess {
    pub(crate) fn column(&self) -> Column {
        let unnamed = || format!("列{}", column_letters(self.index));
        Column::at(self.index, if self.header.is_empty() { unnamed() } else { self.header.clone() })
    }

    /// Whether it only numbers the rows: its header says so, or says no more than that it does, and its first values count on.
    pub(crate) fn is_sequence(&self) -> bool {
        let header = normal_key(&self.header);
        let header = header.trim_end_matches('.');
        let counts_on = || {
            let numbers: Option<Vec<u32>> = self.shape.samples.iter().map(|text| text.trim().parse().ok()).collect();
            numbers.is_some_and(|n| !n.is_empty() && n.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1])))
        };
        self.field.is_none()
            && (["序号", "行号", "顺序号", "NO"].contains(&header)
                || ["编号", "ID", ""].contains(&header) && counts_on())
    }

    /// Nobody chose to leave it unused.
    fn open(&self) -> bool {
        self.field.is_none() && self.why.is_none() && self.claims.is_none()
    }
}

/// Whether the header tells of businesses that an officer is bound up with: 本人或近亲属任职（持股）企业.
fn tells_of_recusal(header: &str) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| header.contains(word));
    says(&["回避", "利害关系", "利益关系", "任职", "持股", "入股", "亲属", "关联"])
        && says(&["企业", "单位", "公司", "对象", "主体", "业户"])
        && !says(&["是否", "有无"])
}

/// Every column of the table that begins at row `top` (from 0), with the field that it is taken for.
pub(crate) fn assign(
    grid: &Grid,
    kind: EntityKind,
    top: u32,
    headers: &[(u32, String)],
    known: KnownColumns<'_>,
) -> Vec<ColumnGuess> {
    let mut seen = columns(grid, top, headers, known.departments);
    // What would be taken anyway is no choice: the dialog hands back all that it was shown. What was chosen for the file before
    // was chosen.
    let guessed = known.chosen.map(|_| guess(seen.clone(), kind));
    for column in &mut seen {
        if let Some(chosen) = known.chosen.and_then(|chosen| chosen.get(&column.index)) {
            (column.field, column.why) = (*chosen, Some(Why::Chosen));
        }
    }
    take_remembered(&mut seen, known.mapping(kind, headers));
    let mut seen = guess(seen, kind);
    for (column, guess) in seen.iter_mut().zip(guessed.iter().flatten()) {
        if column.why == Some(Why::Chosen) && column.field == guess.field {
            column.why = guess.why;
        }
    }
    seen
}

/// The columns with what their headers and values tell of those that nothing is known of yet.
fn guess(mut seen: Vec<ColumnGuess>, kind: EntityKind) -> Vec<ColumnGuess> {
    take_named(&mut seen, kind, |strength| strength != HeaderStrength::Ending);
    take_proven(&mut seen, kind);
    take_unit(&mut seen, kind);
    take_proven(&mut seen, kind);
    take_named(&mut seen, kind, |strength| strength == HeaderStrength::Ending);
    for column in seen.iter_mut().filter(|column| column.open()) {
        column.candidates = column.shape.suggests(kind);
        if kind == EntityKind::Officer && tells_of_recusal(&column.header) {
            column.candidates.push(Field::Recusal);
        }
    }
    seen
}

fn columns(grid: &Grid, top: u32, headers: &[(u32, String)], departments: &[String]) -> Vec<ColumnGuess> {
    let mut shapes = shapes(grid, top, departments);
    let mut texts: BTreeMap<u32, String> = headers.iter().map(|(index, text)| (*index, plain::line(text))).to_map();
    shapes.keys().for_each(|index| _ = texts.entry(*index).or_default());
    let seen = |(index, header)| {
        let shape = shapes.remove(&index).unwrap_or_default();
        ColumnGuess { index, header, field: None, why: None, claims: None, candidates: Vec::new(), shape }
    };
    texts.into_iter().map(seen).collect()
}

fn has(seen: &[ColumnGuess], field: Field) -> bool {
    seen.iter().any(|column| column.field == Some(field))
}

/// Gives each field to the column whose header names it best; columns that name it as well claim it too. A field that
/// the user chose a column for has no rivals.
fn take_named(seen: &mut [ColumnGuess], kind: EntityKind, wanted: impl Fn(HeaderStrength) -> bool) {
    let mut claims: BTreeMap<Field, Vec<(usize, HeaderStrength)>> = BTreeMap::new();
    for (i, column) in seen.iter().enumerate().filter(|(_, column)| column.open()) {
        let named = claim(kind, &column.header).filter(|(_, strength)| wanted(*strength));
        if let Some((field, strength)) = named.filter(|(field, _)| !has(seen, *field)) {
            claims.entry(field).or_default().push((i, strength));
        }
    }
    for (field, mut claims) in claims {
        // A column without values, as the other half of a merged header, is no rival.
        if claims.iter().any(|(i, _)| seen[*i].shape.filled > 0) {
            claims.retain(|(i, _)| seen[*i].shape.filled > 0);
        } else {
            claims.truncate(1);
        }
        let constant = |i: usize| field == kind.required() && seen[i].shape.is_constant();
        claims.retain(|(i, strength)| !(constant(*i) && *strength >= HeaderStrength::Weak));
        let order = |(i, strength): &(usize, HeaderStrength)| {
            let alike = *strength == HeaderStrength::Own && !own_name_decides(field);
            (constant(*i), if alike { HeaderStrength::Alias } else { *strength })
        };
        let Some(best) = claims.iter().map(order).min() else { continue };
        claims.retain(|claim| order(claim) == best);
        for (n, (i, strength)) in claims.into_iter().enumerate() {
            if n > 0 {
                seen[i].claims = Some(field);
            } else {
                let why = if strength == HeaderStrength::Own { Why::Exact } else { Why::Alias };
                (seen[i].field, seen[i].why) = (Some(field), Some(why));
            }
        }
    }
}

/// Whether a column with the field's own name is the right one beside others that name it. Not where both may be, and
/// the draw or a call depends on which: 单位 and 部门, 电话 and 手机号, 执法证有效期 and 有效期至.
fn own_name_decides(field: Field) -> bool {
    !matches!(field, Field::Department | Field::Phone | Field::ValidUntil | Field::LicenceUntil)
}

/// Takes a column 单位 as that of the names if nothing else is and there is one of credit codes.
fn take_unit(seen: &mut [ColumnGuess], kind: EntityKind) {
    if kind != EntityKind::Business || has(seen, Field::Name) || !has(seen, Field::Code) {
        return;
    }
    // 企业 over the numbers of sequence and the names.
    let counts = |c: &ColumnGuess| c.shape.samples.iter().all(|text| text.trim().bytes().all(|b| b.is_ascii_digit()));
    let says = |c: &ColumnGuess| c.shape.filled > 0 && !c.shape.is_constant() && !counts(c);
    let fits = |c: &&mut ColumnGuess| c.open() && is_bare_unit(&c.header) && says(c);
    if let Some(column) = seen.iter_mut().find(fits) {
        (column.field, column.why) = (Some(Field::Name), Some(Why::Alias));
    }
}

fn take_remembered(seen: &mut [ColumnGuess], mapping: Option<&Mapping>) {
    let Some(mapping) = mapping else { return };
    let names = names(seen.iter().map(|column| column.header.as_str()));
    for (i, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let Some(field) = mapping.fields.get(name).filter(|_| seen[i].why.is_none()) else { continue };
        let free = field.filter(|field| !has(seen, *field));
        (seen[i].field, seen[i].why) = (free, Some(Why::Remembered));
    }
}

/// Takes columns whose values leave no doubt; when two show the same field, neither.
fn take_proven(seen: &mut [ColumnGuess], kind: EntityKind) {
    let mut proven: BTreeMap<Field, Vec<(usize, u8)>> = BTreeMap::new();
    for (i, column) in seen.iter().enumerate().filter(|(_, column)| column.open()) {
        if let Some((field, percent)) = column.shape.proves(kind, !column.header.is_empty()) {
            proven.entry(field).or_default().push((i, percent));
        }
    }
    for (field, columns) in proven {
        match columns[..] {
            _ if has(seen, field) => {}
            [(i, percent)] => (seen[i].field, seen[i].why) = (Some(field), Some(Why::Values { percent })),
            _ => columns.iter().for_each(|(i, _)| seen[*i].claims = Some(field)),
        }
    }
}

/// The columns that were taken, by field, and those that claim a field which another column has.
pub(crate) fn taken(seen: &[ColumnGuess]) -> (Columns, Vec<(Field, Column)>) {
    let columns = seen.iter().filter_map(|column| Some((column.field?, column.column()))).collect();
    let columns = Columns(columns);
    let rivals = seen.iter().filter_map(|column| Some((column.claims?, column.column())));
    let rivals = rivals.filter(|(field, _)| columns.has(*field)).collect();
    (columns, rivals)
}
