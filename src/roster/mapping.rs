use super::columns::fold;
use super::{Choice, Field, HeaderSurvey, Kind, Survey};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the columns under a set of headers meant, remembered for the next file with the same headers. The caller
/// keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The roster.
    pub kind: Kind,
    /// The headers, folded and sorted; unnamed columns do not count, of equal ones the second is `电话#2`.
    pub headers: Vec<String>,
    /// What each of them holds; `None` for a column that is not used.
    pub fields: BTreeMap<String, Option<Field>>,
}

impl Mapping {
    /// The mappings to remember when the user has answered: one for each sheet that was taken.
    pub fn of(survey: &Survey, choice: &Choice) -> Vec<Self> {
        let of_sheet = |sheet: &super::SheetChoice| {
            let header = survey.sheet(&sheet.name)?.header.as_ref()?;
            Some(Self::new(survey.kind, header, &sheet.columns))
        };
        let all = choice.sheets.iter().filter_map(of_sheet);
        all.filter(|mapping| !mapping.headers.is_empty()).collect()
    }

    fn new(kind: Kind, header: &HeaderSurvey, chosen: &BTreeMap<u32, Option<Field>>) -> Self {
        let texts = header.columns.iter().map(|c| if c.named { c.header.as_str() } else { "" });
        let names = names(texts);
        let field = |i: usize| {
            let column = &header.columns[i];
            chosen.get(&column.index).copied().unwrap_or(column.field)
        };
        let named = names.iter().enumerate().filter(|(_, name)| !name.is_empty());
        let fields: BTreeMap<_, _> = named.map(|(i, name)| (name.clone(), field(i))).collect();
        Self { kind, headers: fields.keys().cloned().collect(), fields }
    }

    /// Whether it was made for the headers of this sheet.
    pub fn fits(&self, header: &HeaderSurvey) -> bool {
        self.fits_texts(header.columns.iter().map(|c| if c.named { c.header.as_str() } else { "" }))
    }

    /// Whether the other is for the same headers, and so replaces this one.
    pub fn same_headers(&self, other: &Self) -> bool {
        self.kind == other.kind && self.headers == other.headers
    }

    pub(super) fn fits_texts<'a>(&self, headers: impl Iterator<Item = &'a str>) -> bool {
        let mut names = names(headers);
        names.retain(|name| !name.is_empty());
        names.sort();
        names == self.headers
    }
}

/// The headers as mappings know them, in order; empty for one without a name.
pub(super) fn names<'a>(headers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut name = |header: &str| {
        let folded = fold(header);
        if folded.is_empty() {
            return folded;
        }
        let count = seen.entry(folded.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { folded } else { format!("{folded}#{count}") }
    };
    headers.map(&mut name).collect()
}
