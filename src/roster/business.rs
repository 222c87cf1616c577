use super::reading::{Record, Values};
use super::{Field, Kind, text};
use crate::model::{Business, Source};

impl Record for Business {
    const KIND: Kind = Kind::Business;
    const CODE: Field = Field::Code;

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
        for category in more.categories {
            if !self.categories.contains(&category) {
                self.categories.push(category);
            }
        }
        text::add(&mut self.contact, &more.contact);
        text::add(&mut self.phone, &more.phone);
        text::add(&mut self.address, &more.address);
        text::add(&mut self.licence, &more.licence);
    }
}

/// The business's value of a field, as text; several joined by 、.
pub fn value(business: &Business, field: Field) -> String {
    match field {
        Field::Name => business.name.clone(),
        Field::Code => business.code.clone(),
        Field::LegalPerson => business.legal_person.clone(),
        Field::Contact => business.contact.clone(),
        Field::Phone => business.phone.clone(),
        Field::Address => business.address.clone(),
        Field::Category => business.categories.join("、"),
        Field::Risk => business.risk.clone(),
        Field::Status => business.status.clone(),
        Field::Jurisdiction => business.jurisdiction.clone(),
        Field::LastInspected => business.last_inspected.clone(),
        Field::Licence => business.licence.clone(),
        Field::LicenceUntil => business.licence_until.clone(),
        _ => String::new(),
    }
}
