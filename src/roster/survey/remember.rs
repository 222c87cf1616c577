//! What an answered survey leaves for the next file.

use crate::model::EntityKind;
use crate::model::ToMap;
use crate::roster::choice::{Choice, SheetChoice};
use crate::roster::columns::remembered::{Mapping, names};
use crate::roster::field::Field;
use crate::roster::survey::{HeaderSurvey, Survey};
use std::collections::BTreeMap;

impl Mapping {
    /// The mappings to remember when the user has answered: one for each sheet that was taken.
    pub fn of(survey: &Survey, choice: &Choice) -> Vec<Self> {
        let of_sheet = |sheet: &SheetChoice| {
            let header = survey.sheet(&sheet.name)?.header.as_ref()?;
            Some(Self::new(survey.kind, header, &sheet.columns))
        };
        let all = choice.sheets.iter().filter_map(of_sheet);
        all.filter(|mapping| !mapping.headers.is_empty()).collect()
    }

    fn new(kind: EntityKind, header: &HeaderSurvey, chosen: &BTreeMap<u32, Option<Field>>) -> Self {
        let texts = header.columns.iter().map(|c| if c.named { c.header.as_str() } else { "" });
        let names = names(texts);
        let field = |i: usize| {
            let column = &header.columns[i];
            chosen.get(&column.index).copied().unwrap_or(column.field)
        };
        let named = names.iter().enumerate().filter(|(_, name)| !name.is_empty());
        let fields: BTreeMap<_, _> = named.map(|(i, name)| (name.clone(), field(i))).to_map();
        Self { kind, headers: fields.keys().cloned().collect(), fields }
    }

    /// Whether it was made for the headers of this sheet.
    pub fn fits(&self, header: &HeaderSurvey) -> bool {
        self.fits_texts(header.columns.iter().map(|c| if c.named { c.header.as_str() } else { "" }))
    }
}
