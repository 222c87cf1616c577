//! Which column means what: exact match of folded headers with the names seen in real rosters (domain §5). Never edit
//! distance: among real headers, different fields (姓名, 性别) are two edits apart.

use crate::model::EntityKind;
use crate::roster::field::Field;
use crate::roster::vocabulary::header_parts::HEADER_PARTS;
use crate::roster::vocabulary::{self, Words};
pub(crate) use crate::text::header_key::{fold, may_be_header, without_brackets};
use std::collections::BTreeSet;

/// How surely a header names its field, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum HeaderStrength {
    /// It is the field's own name.
    Own,
    /// It is another name of the field.
    Alias,
    /// It gives way to any column with a better name.
    Weak,
    /// Only its end tells, where no other column is one of the field.
    Ending,
}

/// The field that the header names in a roster of this kind.
pub fn field_of(kind: EntityKind, header: &str) -> Option<Field> {
    claim(kind, header).map(|(field, _)| field)
}

/// The field that the header names, and how surely.
pub(crate) fn claim(kind: EntityKind, header: &str) -> Option<(Field, HeaderStrength)> {
    if !may_be_header(header) {
        return None;
    }
    let whole = fold(header);
    if let Some(found) = named(kind, &whole) {
        return Some(found);
    }
    let bare = fold(&without_brackets(header));
    // 企业名称（曾用名）; an instruction in brackets may name one too: （与执照一致，不得使用简称）.
    let hint = whole.chars().count() - bare.chars().count().min(whole.chars().count());
    let looked_at = if hint <= SHORT_HINT { &whole } else { &bare };
    if HEADER_PARTS.second_name.fit(looked_at) {
        return None;
    }
    let alias = |field: Field| (field, HeaderStrength::Alias);
    let of_subject = || {
        let rest = without_subject(kind, &bare)?;
        exact(kind, rest).map(alias).or_else(|| of_somebody(kind, rest))
    };
    named(kind, &bare)
        .or_else(|| all_parts(kind, &bare).map(alias))
        .or_else(|| end_of_validity(kind, &whole).or_else(|| end_of_validity(kind, &bare)).map(alias))
        .or_else(|| of_somebody(kind, &bare))
        .or_else(of_subject)
        .or_else(|| in_two_languages(kind, &bare))
        .or_else(|| by_ending(kind, &bare).map(|field| (field, HeaderStrength::Ending)))
}

/// Characters of a hint in brackets that says which name it is.
const SHORT_HINT: usize = 4;

/// 企业名称 Company Name.
fn in_two_languages(kind: EntityKind, folded: &str) -> Option<(Field, HeaderStrength)> {
    let is_name = |c: u8| c.is_ascii_alphabetic() || c == b'/' || c == b'-';
    let foreign = folded.bytes().filter(u8::is_ascii).all(is_name) && folded.bytes().any(|c| c.is_ascii_alphabetic());
    // Most headers, and all names that are asked whether they are one, are in one.
    if !foreign {
        return None;
    }
    named(kind, &folded.chars().filter(|c| !c.is_ascii()).collect::<String>())
}

/// 学校名称, 监督员姓名, 城管执法证号: names that no list has all of, told by their end.
fn by_ending(kind: EntityKind, folded: &str) -> Option<Field> {
    let parts = &HEADER_PARTS;
    let ends =
        |endings: &Words| endings.iter().find_map(|end| folded.strip_suffix(end)).filter(|rest| !rest.is_empty());
    match kind {
        EntityKind::Business => {
            ends(&parts.name_ending).filter(|rest| !parts.other_name.fit(rest)).map(|_| Field::Name)
        }
        EntityKind::Officer => {
            let name =
                || ends(&parts.person_ending).filter(|rest| !parts.other_person.fit(rest)).map(|_| Field::Officer);
            let is_officers = |rest: &&str| parts.officer_certificate.fit(rest) && !rest.contains('证');
            ends(&parts.number_ending).filter(is_officers).map(|_| Field::Certificate).or_else(name)
        }
    }
}

fn named(kind: EntityKind, folded: &str) -> Option<(Field, HeaderStrength)> {
    let header = vocabulary::headers::named(kind, folded)?;
    let field = header.field;
    let strength = match folded == field.name() || header.first {
        true => HeaderStrength::Own,
        false if header.weak => HeaderStrength::Weak,
        false => HeaderStrength::Alias,
    };
    Some((field, strength))
}

/// The telephone of somebody who is not there to be called: taken where no other is given.
fn of_somebody(kind: EntityKind, folded: &str) -> Option<(Field, HeaderStrength)> {
    let rest = HEADER_PARTS
        .somebody
        .iter()
        .find_map(|who| folded.strip_prefix(who))
        .filter(|_| kind == EntityKind::Business)?;
    (exact(kind, rest)? == Field::Phone).then_some((Field::Phone, HeaderStrength::Weak))
}

fn is_validity(kind: EntityKind, header: &str) -> bool {
    matches!(field_of(kind, header), Some(Field::ValidUntil | Field::LicenceUntil))
}

/// Whether the lower header names the day on which what the upper one names begins: 有效期 over 自.
pub(crate) fn is_begin(kind: EntityKind, upper: &str, lower: &str) -> bool {
    HEADER_PARTS.begins.has(&fold(lower)) && is_validity(kind, upper)
}

/// Whether the lower header names the day on which what the upper one names ends: 有效期 over 至.
pub(crate) fn is_end(kind: EntityKind, upper: &str, lower: &str) -> bool {
    HEADER_PARTS.ends.has(&fold(lower)) && is_validity(kind, upper)
}

/// 执法证有效期到期日期.
fn end_of_validity(kind: EntityKind, folded: &str) -> Option<Field> {
    let rest = HEADER_PARTS.ends.iter().filter_map(|end| folded.strip_suffix(end)).find_map(|rest| exact(kind, rest));
    rest.filter(|field| matches!(field, Field::ValidUntil | Field::LicenceUntil))
}

/// 单位 beside a column of credit codes: whom they belong to.
pub(crate) fn is_bare_unit(header: &str) -> bool {
    may_be_header(header) && HEADER_PARTS.bare_unit.has(&fold(header))
}

/// The fields that a row of headers names.
pub(crate) fn fields_of<'a>(kind: EntityKind, headers: impl Iterator<Item = &'a str> + Clone) -> BTreeSet<Field> {
    let mut fields: BTreeSet<Field> = headers.clone().filter_map(|header| field_of(kind, header)).collect();
    if kind == EntityKind::Business && fields.contains(&Field::Code) && headers.clone().any(is_bare_unit) {
        fields.insert(Field::Name);
    }
    fields
}

/// 被检查单位地址 without whom it is about.
fn without_subject(kind: EntityKind, folded: &str) -> Option<&str> {
    let subjects = match kind {
        EntityKind::Business => &HEADER_PARTS.business_subject,
        EntityKind::Officer => &HEADER_PARTS.officer_subject,
    };
    subjects.iter().find_map(|subject| folded.strip_prefix(subject))
}

fn exact(kind: EntityKind, folded: &str) -> Option<Field> {
    vocabulary::headers::named(kind, folded).map(|header| header.field)
}

/// 法定代表人/负责人: a field if every part names the same one.
fn all_parts(kind: EntityKind, folded: &str) -> Option<Field> {
    let mut fields = folded.split(['/', '或']).map(|part| exact(kind, part));
    let first = fields.next()??;
    fields.all(|field| field == Some(first)).then_some(first)
}
