//! A row as a business.

use crate::model::{Business, Source};
use crate::roster::field::Field;
use crate::roster::kind::Kind;
use crate::roster::read::cell_values::CellValues;
use crate::roster::record::sealed::{Slot, Value};
use crate::roster::record::{Record, sealed};
use crate::text::plain;

impl sealed::Readable for Business {
    fn read(values: &mut CellValues<'_, '_>, source: Source) -> Self {
        Self {
            source,
            name: values.text(Field::Name),
            code: values.text(Field::Code),
            categories: values.list(Field::Category),
            legal_person: values.text(Field::LegalPerson),
            contact: values.text(Field::Contact),
            phone: values.text(Field::Phone),
            address: values.text(Field::Address),
            risk: values.text(Field::Risk),
            status: values.status(),
            jurisdiction: values.text(Field::Jurisdiction),
            last_inspected: values.date(Field::LastInspected),
            licence: values.text(Field::Licence),
            licence_until: values.date(Field::LicenceUntil),
        }
    }

    /// Never: the same business twice is asked about, for its categories decide the draw.
    fn is_more_of(&self, _above: &Self) -> bool {
        false
    }

    fn may_go_on(&self, _above: &Self) -> bool {
        true
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
