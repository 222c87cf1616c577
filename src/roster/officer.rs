use super::reading::{Record, Values};
use super::{Field, Kind, text};
use crate::model::{Officer, Source};

impl Record for Officer {
    const KIND: Kind = Kind::Officer;
    const CODE: Field = Field::Certificate;

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
        for recusal in more.recusals {
            if !self.recusals.contains(&recusal) {
                self.recusals.push(recusal);
            }
        }
        text::add(&mut self.title, &more.title);
        text::add(&mut self.speciality, &more.speciality);
        text::add(&mut self.phone, &more.phone);
    }
}

/// The officer's value of a field, as text; several joined by 、.
pub fn value(officer: &Officer, field: Field) -> String {
    match field {
        Field::Officer => officer.name.clone(),
        Field::Department => officer.department.clone(),
        Field::Certificate => officer.certificate.clone(),
        Field::ValidUntil => officer.valid_until.clone(),
        Field::Title => officer.title.clone(),
        Field::Speciality => officer.speciality.clone(),
        Field::Phone => officer.phone.clone(),
        Field::Status => officer.status.clone(),
        Field::Recusal => officer.recusals.join("、"),
        _ => String::new(),
    }
}
