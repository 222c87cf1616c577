//! What businesses and officers have in common as entries of a roster.

use crate::model::EntityKind;
use crate::model::Source;
use crate::roster::field::Field;
use crate::roster::fold;
use crate::roster::record::sealed::{FieldSlot, FieldValue};
use crate::text::plain;
use std::borrow::Cow;

/// An entry of a roster: [`Business`](crate::model::Business) or [`Officer`](crate::model::Officer).
pub trait Record: Clone + PartialEq + Default + sealed::Readable {
    /// Its roster.
    const KIND: EntityKind;
    /// The field that tells entries of one name apart.
    const CODE: Field;
    /// The value of a field, as text; several joined by 、. Empty for a field of the other roster.
    fn text(&self, field: Field) -> Cow<'_, str> {
        match self.value_in(field) {
            FieldValue::Text(text) => Cow::Borrowed(text),
            FieldValue::List([]) => Cow::Borrowed(""),
            FieldValue::List([one]) => Cow::Borrowed(one),
            FieldValue::List(several) => Cow::Owned(several.join("、")),
        }
    }
    /// [`Record::text`] of its own.
    fn value(&self, field: Field) -> String {
        self.text(field).into_owned()
    }
    /// Sets a field to what was typed, folded as when it is read.
    fn set(&mut self, field: Field, text: &str) {
        let text = if plain::says_nothing(text) { "" } else { text };
        match self.slot(field) {
            Some(FieldSlot::Text(value)) => *value = fold::text(field, text),
            Some(FieldSlot::List(values)) => *values = fold::list(field, text),
            None => {}
        }
    }
    /// Where it stood.
    fn source(&self) -> &Source;
    /// The same entry at another place.
    fn set_source(&mut self, source: Source);
    /// Its key (protocol §2).
    fn key(&self) -> String;
    /// 名称 or 姓名.
    fn name(&self) -> &str;
}

pub(crate) mod sealed {
    use crate::model::Source;
    use crate::roster::field::Field;
    use crate::roster::read::cell_values::CellValues;

    /// What only the reader does with entries.
    #[allow(private_interfaces, reason = "the trait can't be named outside")]
    pub trait Readable: Sized {
        /// Takes an entry out of a row.
        fn read(values: &mut CellValues<'_, '_>, source: Source) -> Self;
        /// The fields of which each row of an entry may tell another value.
        const GROWING: &[Field];
        /// Whether the entry above is the same, of which this row only tells more. Of the fields in `as_above` the row says that
        /// they are as there.
        fn is_more_of(&self, above: &Self, as_above: &[Field]) -> bool;
        /// Whether a row of the same merged cell may go on with that entry: it says nothing else of it.
        fn may_go_on(&self, above: &Self, as_above: &[Field]) -> bool;
        /// The value of a field, as it is; an empty text for a field of the other roster.
        fn value_in(&self, field: Field) -> FieldValue<'_>;
        /// Where the value of a field is kept, as it is; nothing for a field of the other roster.
        fn slot(&mut self, field: Field) -> Option<FieldSlot<'_>>;
    }

    /// A value.
    #[derive(Debug, PartialEq)]
    pub enum FieldValue<'a> {
        /// One text.
        Text(&'a str),
        /// Several values.
        List(&'a [String]),
    }

    /// The place of a value.
    #[derive(Debug)]
    pub enum FieldSlot<'a> {
        /// One text.
        Text(&'a mut String),
        /// Several values.
        List(&'a mut Vec<String>),
    }
}
