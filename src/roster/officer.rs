//! A row as an officer.

use crate::model::{Officer, Source};
use crate::roster::field::Field;
use crate::roster::kind::Kind;
use crate::roster::read::cell_values::CellValues;
use crate::roster::record::sealed::{Slot, Value};
use crate::roster::record::{Record, sealed};
use crate::text::{date, plain};
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

    /// The same certificate again, with another speciality, title or recusal.
    fn is_more_of(&self, above: &Self) -> bool {
        let more =
            (&self.speciality, &self.title, &self.recusals) != (&above.speciality, &above.title, &above.recusals);
        more && !self.certificate.is_empty()
            && self.certificate == above.certificate
            && (&self.name, &self.department, &self.valid_until) == (&above.name, &above.department, &above.valid_until)
            && (&self.phone, &self.status) == (&above.phone, &above.status)
    }

    /// Another department, state, day or telephone is another officer's, or must be looked at.
    fn may_go_on(&self, above: &Self) -> bool {
        let same = |own: &str, above: &str| own.is_empty() || own == above;
        same(&self.department, &above.department)
            && same(&self.status, &above.status)
            && same(&self.valid_until, &above.valid_until)
            && same(&self.phone, &above.phone)
    }

    fn join(&mut self, more: Self) {
        plain::add_each(&mut self.recusals, more.recusals);
        plain::add(&mut self.certificate, &more.certificate);
        plain::add(&mut self.title, &more.title);
        plain::add(&mut self.speciality, &more.speciality);
        plain::add(&mut self.phone, &more.phone);
    }

    fn value_in(&self, field: Field) -> Value<'_> {
        match field {
            Field::Officer => Value::Text(&self.name),
            Field::Department => Value::Text(&self.department),
            Field::Certificate => Value::Text(&self.certificate),
            Field::ValidUntil => Value::Text(&self.valid_until),
            Field::Title => Value::Text(&self.title),
            Field::Speciality => Value::Text(&self.speciality),
            Field::Phone => Value::Text(&self.phone),
            Field::Status => Value::Text(&self.status),
            Field::Recusal => Value::List(&self.recusals),
            _ => Value::Text(""),
        }
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        Some(match field {
            Field::Officer => Slot::Text(&mut self.name),
            Field::Department => Slot::Text(&mut self.department),
            Field::Certificate => Slot::Text(&mut self.certificate),
            Field::ValidUntil => Slot::Text(&mut self.valid_until),
            Field::Title => Slot::Text(&mut self.title),
            Field::Speciality => Slot::Text(&mut self.speciality),
            Field::Phone => Slot::Text(&mut self.phone),
            Field::Status => Slot::Text(&mut self.status),
            Field::Recusal => Slot::List(&mut self.recusals),
            _ => return None,
        })
    }
}

impl Record for Officer {
    const KIND: Kind = Kind::Officer;
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
