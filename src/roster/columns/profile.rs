//! What the values of a column look like, for columns whose header says nothing known.

use crate::model::{CodeKind, EntityKind, code_kind, normal_key};
use crate::roster::field::Field;
use crate::roster::vocabulary::name_parts::NAME_PARTS;
use crate::text::{date, phone, plain};
use crate::workbook::sheet::Grid;
use std::collections::{BTreeMap, HashSet};

/// Rows below the header whose values are looked at.
const ROWS: usize = 400;

/// How many values of a column have which shape.
#[derive(Debug, Clone, Default)]
pub(crate) struct ColumnProfile {
    pub filled: usize,
    pub samples: Vec<String>,
    codes: usize,
    old_codes: usize,
    phones: usize,
    dates: usize,
    departments: usize,
    companies: usize,
    people: usize,
    /// The first value, while all are the same.
    constant: Option<String>,
}

impl ColumnProfile {
    fn note(&mut self, value: &str, departments: &HashSet<String>) {
        let key = normal_key(value);
        match self.filled {
            0 => self.constant = Some(key.clone()),
            _ => self.constant = self.constant.take().filter(|constant| *constant == key),
        }
        self.filled += 1;
        if self.samples.len() < 3 {
            self.samples.push(crate::text::excerpt::excerpt(value));
        }
        match code_kind(&key) {
            CodeKind::CreditCode => self.codes += 1,
            CodeKind::RegistrationNumber => self.old_codes += 1,
            _ => {}
        }
        let date = date::parse(value).is_some();
        self.dates += usize::from(date);
        self.phones += usize::from(!date && phone::is_phone(&key));
        self.departments += usize::from(departments.contains(&key));
        self.companies += usize::from(is_company(&key));
        self.people += usize::from(is_person(&key));
    }

    /// It says the same in every row: 企业 of all that are one.
    pub fn is_constant(&self) -> bool {
        self.filled >= 3 && self.constant.is_some()
    }

    fn percent(&self, count: usize) -> u8 {
        u8::try_from(count * 100 / self.filled.max(1)).unwrap_or(100)
    }

    /// The field that the values show beyond doubt, and how many in a hundred do. A header that names something else
    /// (传真) is believed more than the shape of a telephone number; a right check digit is never chance.
    pub fn proves(&self, kind: EntityKind, named: bool) -> Option<(Field, u8)> {
        let sure = |count: usize, percent: u8| self.filled >= 2 && self.percent(count) >= percent;
        let codes = if self.codes * 3 >= self.filled { self.codes + self.old_codes } else { self.codes };
        match kind {
            EntityKind::Business if sure(codes, 90) => Some((Field::Code, self.percent(codes))),
            EntityKind::Officer if sure(self.departments, 80) => {
                Some((Field::Department, self.percent(self.departments)))
            }
            _ if !named && sure(self.phones, 90) => Some((Field::Phone, self.percent(self.phones))),
            _ => None,
        }
    }

    /// The fields that it might hold.
    pub fn suggests(&self, kind: EntityKind) -> Vec<Field> {
        let likely = |count: usize| self.filled > 0 && self.percent(count) >= 80;
        let mut fields = Vec::new();
        let mut add = |yes: bool, all: &[Field]| {
            if yes {
                fields.extend_from_slice(all);
            }
        };
        add(likely(self.phones), &[Field::Phone]);
        match kind {
            EntityKind::Business => {
                add(likely(self.companies), &[Field::Name]);
                add(likely(self.codes + self.old_codes), &[Field::Code]);
                add(likely(self.dates), &[Field::LastInspected, Field::LicenceUntil]);
                add(likely(self.people), &[Field::LegalPerson, Field::Contact]);
            }
            EntityKind::Officer => {
                add(likely(self.people), &[Field::Officer]);
                add(likely(self.departments), &[Field::Department]);
                add(likely(self.dates), &[Field::ValidUntil]);
            }
        }
        fields
    }
}

/// Whether the text might be the name of an entry.
pub(crate) fn is_name(kind: EntityKind, text: &str) -> bool {
    let key = normal_key(text);
    match kind {
        EntityKind::Business => is_company(&key),
        EntityKind::Officer => is_person(&key),
    }
}

pub(crate) fn is_company(key: &str) -> bool {
    key.chars().count() >= 4 && NAME_PARTS.business.fit(key)
}

fn is_person(key: &str) -> bool {
    (2..=4).contains(&key.chars().count()) && key.chars().all(|c| plain::is_chinese(c) || c == '·')
}

/// The shapes of the columns (from 0) in the first rows from `top` on.
pub(crate) fn shapes(grid: &Grid, top: u32, departments: &[String]) -> BTreeMap<u32, ColumnProfile> {
    let departments: HashSet<String> = departments.iter().map(|d| normal_key(d)).collect();
    let mut shapes: BTreeMap<u32, ColumnProfile> = BTreeMap::new();
    for row in grid.rows_from(top).take(ROWS) {
        for cell in row.cells().filter(|cell| !plain::says_nothing(cell.text)) {
            shapes.entry(cell.column).or_default().note(cell.text, &departments);
        }
    }
    shapes
}
