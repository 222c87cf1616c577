//! A row as an officer.

use crate::model::EntityKind;
use crate::model::{Officer, Source};
use crate::roster::field::Field;
use crate::roster::read::cell_values::CellValues;
use crate::roster::record::sealed::{FieldSlot, FieldValue};
use crate::roster::record::{Record, sealed};
use crate::text::date;
use chrono::NaiveDate;

impl sealed::Readable for Officer {
    fn read(values: &mut CellValues<'_, '_>, source: Source) -> Self {
        Self {
            source,
            name: values.text(Field::Officer),
            department: values.text(Field::Department),
            certificate: values.text(Field::Certificate),
            valid_until: values.date(Field::ValidUntil),
            title: values.text(Field::Title),
            speciality: values.text(Field::Speciality),
            phone: values.text(Field::Phone),
            status: values.status(),
            recusals: values.list(Field::Recusal),
        }
    }

    const GROWING: &[Field] = &[Field::Certificate, Field::Title, Field::Speciality, Field::Phone, Field::Recusal];

    /// The same certificate again, with another speciality, title or recusal.
    fn is_more_of(&self, above: &Self, as_above: &[Field]) -> bool {
        use Field::{Certificate, Department, Officer, Phone, Recusal, Speciality, Status, Title, ValidUntil};
        let same = |field: &Field| as_above.contains(field) || self.value_in(*field) == above.value_in(*field);
        !above.certificate.is_empty()
            && [Certificate, Officer, Department, ValidUntil, Phone, Status].iter().all(same)
            && ![Speciality, Title, Recusal].iter().all(same)
    }

    /// Another department, state, day or telephone is another officer's, or must be looked at.
    fn may_go_on(&self, above: &Self, as_above: &[Field]) -> bool {
        let same = |field: &Field| {
            let own = self.value_in(*field);
            as_above.contains(field) || own == FieldValue::Text("") || own == above.value_in(*field)
        };
        [Field::Department, Field::Status, Field::ValidUntil, Field::Phone].iter().all(same)
    }

    fn value_in(&self, field: Field) -> FieldValue<'_> {
        match field {
            Field::Officer => FieldValue::Text(&self.name),
            Field::Department => FieldValue::Text(&self.department),
            Field::Certificate => FieldValue::Text(&self.certificate),
            Field::ValidUntil => FieldValue::Text(&self.valid_until),
            Field::Title => FieldValue::Text(&self.title),
            Field::Speciality => FieldValue::Text(&self.speciality),
            Field::Phone => FieldValue::Text(&self.phone),
            Field::Status => FieldValue::Text(&self.status),
            Field::Recusal => FieldValue::List(&self.recusals),
            _ => FieldValue::Text(""),
        }
    }

    fn slot(&mut self, field: Field) -> Option<FieldSlot<'_>> {
        Some(match field {
            Field::Officer => FieldSlot::Text(&mut self.name),
            Field::Department => FieldSlot::Text(&mut self.department),
            Field::Certificate => FieldSlot::Text(&mut self.certificate),
            Field::ValidUntil => FieldSlot::Text(&mut self.valid_until),
            Field::Title => FieldSlot::Text(&mut self.title),
            Field::Speciality => FieldSlot::Text(&mut self.speciality),
            Field::Phone => FieldSlot::Text(&mut self.phone),
            Field::Status => FieldSlot::Text(&mut self.status),
            Field::Recusal => FieldSlot::List(&mut self.recusals),
            _ => return None,
        })
    }
}

impl Record for Officer {
    const KIND: EntityKind = EntityKind::Officer;
    const CODE: Field = Field::Certificate;

    fn source(&self) -> &Source {
        &self.source
    }

    fn set_source(&mut self, source: Source) {
        self.source = source;
    }

    fn key(&self) -> String {
        Officer::key(self)
    }

    fn name(&self) -> &str {
        &self.name
    }
}

/// The last day of the officer's certificate; none if it has no end, or none that can be told.
pub fn certificate_end(officer: &Officer) -> Option<NaiveDate> {
    date::valid_until(&officer.valid_until)
}

/// The officer's value of a field, as text; several joined by 、.
pub fn value(officer: &Officer, field: Field) -> String {
    officer.value(field)
}
