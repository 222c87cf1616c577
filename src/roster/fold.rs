//! What a cell's text becomes in each field: the same whether it was read or typed.

use crate::roster::field::Field;
use crate::text::{codes, date, lists, names, phone, plain};

/// The value of a field that holds one text.
pub(crate) fn text(field: Field, text: &str) -> String {
    match field {
        Field::Name => names::business_name(text),
        Field::Code => codes::business_code(text),
        Field::Officer => names::person(text),
        Field::Department => names::department(text),
        Field::Certificate => codes::certificates(text),
        Field::Phone => phone::fold(text),
        Field::Speciality | Field::Address | Field::Licence => plain::line(text),
        Field::ValidUntil | Field::LicenceUntil => date::fold(text),
        Field::LastInspected => inspected(date::fold(text)),
        Field::Title
        | Field::LegalPerson
        | Field::Contact
        | Field::Category
        | Field::Risk
        | Field::Status
        | Field::Jurisdiction
        | Field::Recusal => names::name(text),
    }
}

/// The values of a field that holds several.
pub(crate) fn list(field: Field, text: &str) -> Vec<String> {
    if field == Field::Recusal { lists::values(text) } else { lists::words(text) }
}

/// Nothing for 未抽查, 从未检查.
fn inspected(day: String) -> String {
    if day.starts_with('未') || day.starts_with("从未") { String::new() } else { day }
}
