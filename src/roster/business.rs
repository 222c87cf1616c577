use super::record::sealed::{Slot, Value};
use super::record::{Record, sealed};
use super::values::Values;
use super::{Field, Kind, day, list, phone, text};
use crate::model::{Business, Source};

impl sealed::Readable for Business {
    fn read(values: &mut Values<'_, '_>, source: Source) -> Self {
        Self {
            source,
            name: values.get(Field::Name, text::business_name),
            code: values.get(Field::Code, text::business_code),
            categories: values.list(Field::Category, list::words),
            legal_person: values.get(Field::LegalPerson, text::name),
            contact: values.get(Field::Contact, text::name),
            phone: values.get(Field::Phone, phone::fold),
            address: values.get(Field::Address, text::line),
            risk: values.get(Field::Risk, text::name),
            status: values.status(),
            jurisdiction: values.get(Field::Jurisdiction, text::name),
            last_inspected: inspected(values.date(Field::LastInspected)),
            licence: values.get(Field::Licence, text::line),
            licence_until: values.date(Field::LicenceUntil),
        }
    }

    /// Never: the same business twice is asked about, for its categories decide the draw.
    fn is_more_of(&self, _above: &Self) -> bool {
        false
    }

    fn join(&mut self, more: Self) {
        text::add_each(&mut self.categories, more.categories);
        text::add(&mut self.contact, &more.contact);
        text::add(&mut self.phone, &more.phone);
        text::add(&mut self.address, &more.address);
        text::add(&mut self.licence, &more.licence);
    }

    fn value_in(&self, field: Field) -> Value<'_> {
        match field {
            Field::Name => Value::Text(&self.name),
            Field::Code => Value::Text(&self.code),
            Field::LegalPerson => Value::Text(&self.legal_person),
            Field::Contact => Value::Text(&self.contact),
            Field::Phone => Value::Text(&self.phone),
            Field::Address => Value::Text(&self.address),
            Field::Category => Value::List(&self.categories),
            Field::Risk => Value::Text(&self.risk),
            Field::Status => Value::Text(&self.status),
            Field::Jurisdiction => Value::Text(&self.jurisdiction),
            Field::LastInspected => Value::Text(&self.last_inspected),
            Field::Licence => Value::Text(&self.licence),
            Field::LicenceUntil => Value::Text(&self.licence_until),
            _ => Value::Text(""),
        }
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

    fn set(&mut self, field: Field, text: &str) {
        let text = if text::says_nothing(text) { "" } else { text };
        match field {
            Field::Name => self.name = text::business_name(text),
            Field::Code => self.code = text::business_code(text),
            Field::LegalPerson => self.legal_person = text::name(text),
            Field::Contact => self.contact = text::name(text),
            Field::Phone => self.phone = phone::fold(text),
            Field::Address => self.address = text::line(text),
            Field::Category => self.categories = list::words(text),
            Field::Risk => self.risk = text::name(text),
            Field::Status => self.status = text::name(text),
            Field::Jurisdiction => self.jurisdiction = text::name(text),
            Field::LastInspected => self.last_inspected = inspected(day::fold(text)),
            Field::Licence => self.licence = text::line(text),
            Field::LicenceUntil => self.licence_until = day::fold(text),
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

/// Nothing for 未抽查, 从未检查.
fn inspected(day: String) -> String {
    if day.starts_with('未') || day.starts_with("从未") { String::new() } else { day }
}

/// The business's value of a field, as text; several joined by 、.
pub fn value(business: &Business, field: Field) -> String {
    business.value(field)
}
