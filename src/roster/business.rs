use super::record::sealed::Slot;
use super::record::{Record, sealed};
use super::values::Values;
use super::{Field, Kind, text};
use crate::model::{Business, Source};
use std::borrow::Cow;

impl sealed::Readable for Business {
    fn read(values: &mut Values<'_, '_>, source: Source) -> Self {
        Self {
            source,
            name: values.get(Field::Name, text::name),
            code: values.get(Field::Code, text::code),
            categories: values.list(Field::Category),
            legal_person: values.get(Field::LegalPerson, text::name),
            contact: values.get(Field::Contact, text::name),
            phone: values.get(Field::Phone, text::phone),
            address: values.get(Field::Address, text::line),
            risk: values.get(Field::Risk, text::name),
            status: values.get(Field::Status, text::name),
            jurisdiction: values.get(Field::Jurisdiction, text::name),
            last_inspected: values.date(Field::LastInspected),
            licence: values.get(Field::Licence, text::line),
            licence_until: values.date(Field::LicenceUntil),
        }
    }

    fn join(&mut self, more: Self) {
        text::add_each(&mut self.categories, more.categories);
        text::add(&mut self.contact, &more.contact);
        text::add(&mut self.phone, &more.phone);
        text::add(&mut self.address, &more.address);
        text::add(&mut self.licence, &more.licence);
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        Some(match field {
            Field::Name => Slot::Text(&mut self.name),
            Field::Code => Slot::Text(&mut self.code),
            Field::LegalPerson => Slot::Text(&mut self.legal_person),
            Field::Contact => Slot::Text(&mut self.contact),
            Field::Phone => Slot::Text(&mut self.phone),
            Field::Address => Slot::Text(&mut self.address),
            Field::Category => Slot::List(&mut self.categories),
            Field::Risk => Slot::Text(&mut self.risk),
            Field::Status => Slot::Text(&mut self.status),
            Field::Jurisdiction => Slot::Text(&mut self.jurisdiction),
            Field::LastInspected => Slot::Text(&mut self.last_inspected),
            Field::Licence => Slot::Text(&mut self.licence),
            Field::LicenceUntil => Slot::Text(&mut self.licence_until),
            _ => return None,
        })
    }
}

impl Record for Business {
    const KIND: Kind = Kind::Business;
    const CODE: Field = Field::Code;

    fn text(&self, field: Field) -> Cow<'_, str> {
        match field {
            Field::Name => Cow::Borrowed(&self.name),
            Field::Code => Cow::Borrowed(&self.code),
            Field::LegalPerson => Cow::Borrowed(&self.legal_person),
            Field::Contact => Cow::Borrowed(&self.contact),
            Field::Phone => Cow::Borrowed(&self.phone),
            Field::Address => Cow::Borrowed(&self.address),
            Field::Category => text::joined(&self.categories),
            Field::Risk => Cow::Borrowed(&self.risk),
            Field::Status => Cow::Borrowed(&self.status),
            Field::Jurisdiction => Cow::Borrowed(&self.jurisdiction),
            Field::LastInspected => Cow::Borrowed(&self.last_inspected),
            Field::Licence => Cow::Borrowed(&self.licence),
            Field::LicenceUntil => Cow::Borrowed(&self.licence_until),
            _ => Cow::Borrowed(""),
        }
    }

    fn set(&mut self, field: Field, text: &str) {
        let text = if text::says_nothing(text) { "" } else { text };
        match field {
            Field::Name => self.name = text::name(text),
            Field::Code => self.code = text::code(text),
            Field::LegalPerson => self.legal_person = text::name(text),
            Field::Contact => self.contact = text::name(text),
            Field::Phone => self.phone = text::phone(text),
            Field::Address => self.address = text::line(text),
            Field::Category => self.categories = text::list(text),
            Field::Risk => self.risk = text::name(text),
            Field::Status => self.status = text::name(text),
            Field::Jurisdiction => self.jurisdiction = text::name(text),
            Field::LastInspected => self.last_inspected = text::date(text),
            Field::Licence => self.licence = text::line(text),
            Field::LicenceUntil => self.licence_until = text::date(text),
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
        Business::key(self)
    }

    fn name(&self) -> &str {
        &self.name
    }
}

/// The business's value of a field, as text; several joined by 、.
pub fn value(business: &Business, field: Field) -> String {
    business.value(field)
}
