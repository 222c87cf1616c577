use super::record::{Record, sealed};
use super::values::Values;
use super::{Field, Kind, day, list, phone, text};
use crate::model::{Officer, Source};

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
            phone: values.get(Field::Phone, phone::fold),
            status: values.get(Field::Status, text::name),
            recusals: values.list(Field::Recusal, list::values),
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

    fn join(&mut self, more: Self) {
        text::add_each(&mut self.recusals, more.recusals);
        text::add(&mut self.title, &more.title);
        text::add(&mut self.speciality, &more.speciality);
        text::add(&mut self.phone, &more.phone);
    }
}

impl Record for Officer {
    const KIND: Kind = Kind::Officer;
    const CODE: Field = Field::Certificate;

    fn value(&self, field: Field) -> String {
        value(self, field)
    }

    fn set(&mut self, field: Field, text: &str) {
        let text = if text::says_nothing(text) { "" } else { text };
        match field {
            Field::Officer => self.name = text::name(text),
            Field::Department => self.department = text::name(text),
            Field::Certificate => self.certificate = text::code(text),
            Field::ValidUntil => self.valid_until = day::fold(text),
            Field::Title => self.title = text::name(text),
            Field::Speciality => self.speciality = text::line(text),
            Field::Phone => self.phone = phone::fold(text),
            Field::Status => self.status = text::name(text),
            Field::Recusal => self.recusals = list::values(text),
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
