//! A row as a business.

use crate::model::EntityKind;
use crate::model::{Business, Source};
use crate::roster::field::Field;
use crate::roster::read::cell_values::CellValues;
use crate::roster::record::sealed::{FieldSlot, FieldValue};
use crate::roster::record::{Record, sealed};

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

    const GROWING: &[Field] = &[Field::Category, Field::Contact, Field::Phone, Field::Address, Field::Licence];

    /// Never: the same business twice is asked about, for its categories decide the draw.
    fn is_more_of(&self, _above: &Self, _as_above: &[Field]) -> bool {
        false
    }

    fn may_go_on(&self, _above: &Self, _as_above: &[Field]) -> bool {
        true
    }

    fn value_in(&self, field: Field) -> FieldValue<'_> {
        match field {
            Field::Name => FieldValue::Text(&self.name),
            Field::Code => FieldValue::Text(&self.code),
            Field::LegalPerson => FieldValue::Text(&self.legal_person),
            Field::Contact => FieldValue::Text(&self.contact),
            Field::Phone => FieldValue::Text(&self.phone),
            Field::Address => FieldValue::Text(&self.address),
            Field::Category => FieldValue::List(&self.categories),
            Field::Risk => FieldValue::Text(&self.risk),
            Field::Status => FieldValue::Text(&self.status),
            Field::Jurisdiction => FieldValue::Text(&self.jurisdiction),
            Field::LastInspected => FieldValue::Text(&self.last_inspected),
            Field::Licence => FieldValue::Text(&self.licence),
            Field::LicenceUntil => FieldValue::Text(&self.licence_until),
            _ => FieldValue::Text(""),
        }
    }

    fn slot(&mut self, field: Field) -> Option<FieldSlot<'_>> {
        Some(match field {
            Field::Name => FieldSlot::Text(&mut self.name),
            Field::Code => FieldSlot::Text(&mut self.code),
            Field::LegalPerson => FieldSlot::Text(&mut self.legal_person),
            Field::Contact => FieldSlot::Text(&mut self.contact),
            Field::Phone => FieldSlot::Text(&mut self.phone),
            Field::Address => FieldSlot::Text(&mut self.address),
            Field::Category => FieldSlot::List(&mut self.categories),
            Field::Risk => FieldSlot::Text(&mut self.risk),
            Field::Status => FieldSlot::Text(&mut self.status),
            Field::Jurisdiction => FieldSlot::Text(&mut self.jurisdiction),
            Field::LastInspected => FieldSlot::Text(&mut self.last_inspected),
            Field::Licence => FieldSlot::Text(&mut self.licence),
            Field::LicenceUntil => FieldSlot::Text(&mut self.licence_until),
            _ => return None,
        })
    }
}

impl Record for Business {
    const KIND: EntityKind = EntityKind::Business;
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
