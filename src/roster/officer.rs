use super::record::sealed::Slot;
use super::record::{Record, sealed};
use super::values::Values;
use super::{Field, Kind, text};
use crate::model::{Officer, Source};
use std::borrow::Cow;

impl sealed::Readable for Officer {
    fn read(values: &mut Values<'_, '_>, source: Source) -> Self {
        Self {
            source,
            name: values.get(Field::Officer, text::name),
            department: values.get(Field::Department, text::name),
            certificate: values.get(Field::Certificate, text::code),
            valid_until: values.date(Field::ValidUntil),
            title: values.get(Field::Title, text::name),
            speciality: values.get(Field::Speciality, text::line),
            phone: values.get(Field::Phone, text::phone),
            status: values.get(Field::Status, text::name),
            recusals: values.list(Field::Recusal),
        }
    }

    fn join(&mut self, more: Self) {
        text::add_each(&mut self.recusals, more.recusals);
        text::add(&mut self.title, &more.title);
        text::add(&mut self.speciality, &more.speciality);
        text::add(&mut self.phone, &more.phone);
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

    fn text(&self, field: Field) -> Cow<'_, str> {
        match field {
            Field::Officer => Cow::Borrowed(&self.name),
            Field::Department => Cow::Borrowed(&self.department),
            Field::Certificate => Cow::Borrowed(&self.certificate),
            Field::ValidUntil => Cow::Borrowed(&self.valid_until),
            Field::Title => Cow::Borrowed(&self.title),
            Field::Speciality => Cow::Borrowed(&self.speciality),
            Field::Phone => Cow::Borrowed(&self.phone),
            Field::Status => Cow::Borrowed(&self.status),
            Field::Recusal => text::joined(&self.recusals),
            _ => Cow::Borrowed(""),
        }
    }

    fn set(&mut self, field: Field, text: &str) {
        let text = if text::says_nothing(text) { "" } else { text };
        match field {
            Field::Officer => self.name = text::name(text),
            Field::Department => self.department = text::name(text),
            Field::Certificate => self.certificate = text::code(text),
            Field::ValidUntil => self.valid_until = text::date(text),
            Field::Title => self.title = text::name(text),
            Field::Speciality => self.speciality = text::line(text),
            Field::Phone => self.phone = text::phone(text),
            Field::Status => self.status = text::name(text),
            Field::Recusal => self.recusals = text::list(text),
            _ => {}
        }
    }

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

/// The officer's value of a field, as text; several joined by 、.
pub fn value(officer: &Officer, field: Field) -> String {
    officer.value(field)
}
