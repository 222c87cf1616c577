use crate::model::{Business, Source};
use crate::roster::field::Field;
use crate::roster::kind::Kind;
use crate::roster::read::cell_values::CellValues;
use crate::roster::record::sealed::{Slot, Value};
use crate::roster::record::{Record, sealed};
use crate::text::{codes, date, lists, names, phone, plain};

impl sealed::Readable for Business {
    fn read(values: &mut CellValues<'_, '_>, source: Source) -> Self {
        Self {
            source,
            name: values.get(Field::Name, names::business_name),
            code: values.get(Field::Code, codes::business_code),
            categories: values.list(Field::Category, lists::words),
            legal_person: values.get(Field::LegalPerson, names::name),
            contact: values.get(Field::Contact, names::name),
            phone: values.get(Field::Phone, phone::fold),
            address: values.get(Field::Address, plain::line),
            risk: values.get(Field::Risk, names::name),
            status: values.status(),
            jurisdiction: values.get(Field::Jurisdiction, names::name),
            last_inspected: inspected(values.date(Field::LastInspected)),
            licence: values.get(Field::Licence, plain::line),
            licence_until: values.date(Field::LicenceUntil),
        }
    }

    /// Never: the same business twice is asked about, for its categories decide the draw.
    fn is_more_of(&self, _above: &Self) -> bool {
        false
    }

    fn join(&mut self, more: Self) {
        plain::add_each(&mut self.categories, more.categories);
        plain::add(&mut self.contact, &more.contact);
        plain::add(&mut self.phone, &more.phone);
        plain::add(&mut self.address, &more.address);
        plain::add(&mut self.licence, &more.licence);
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
        let text = if plain::says_nothing(text) { "" } else { text };
        match field {
            Field::Name => self.name = names::business_name(text),
            Field::Code => self.code = codes::business_code(text),
            Field::LegalPerson => self.legal_person = names::name(text),
            Field::Contact => self.contact = names::name(text),
            Field::Phone => self.phone = phone::fold(text),
            Field::Address => self.address = plain::line(text),
            Field::Category => self.categories = lists::words(text),
            Field::Risk => self.risk = names::name(text),
            Field::Status => self.status = names::name(text),
            Field::Jurisdiction => self.jurisdiction = names::name(text),
            Field::LastInspected => self.last_inspected = inspected(date::fold(text)),
            Field::Licence => self.licence = plain::line(text),
            Field::LicenceUntil => self.licence_until = date::fold(text),
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
