//! Businesses one by one and among each other: names, codes, states, who is there twice.

use crate::model::{Business, CodeKind, EntityKind, Excluded, code_kind};
use crate::roster::checks::duplicates;
use crate::roster::checks::duplicates::{EntryTerms, KeyedEntry};
use crate::roster::checks::findings::{Findings, not_excluded};
use crate::roster::columns::column::Columns;
use crate::roster::field::Field;
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::of_businesses::BusinessProblem;
use crate::roster::read::eligibility;
use crate::roster::read::status::{Status, Statuses};
use crate::text::identity::is_identity_number;
use crate::text::{date, names, plain};
use chrono::NaiveDate;
use std::borrow::Cow;

/// Everything wrong with the businesses that were not excluded.
pub fn check_businesses(rows: &[Business], excluded: &[Excluded], columns: &Columns) -> Vec<Problem> {
    let rows = not_excluded(rows, excluded, |b| &b.source);
    let mut findings = Findings::new(columns);
    if let Some(first) = rows.first().filter(|_| !columns.has(Field::Code)) {
        findings.add_to_sheet(&first.source.sheet, "", &BusinessProblem::NoCodeColumn);
    }
    let statuses = Statuses::of(EntityKind::Business, rows.iter().map(|b| b.status.as_str()));
    for business in &rows {
        check_name(business, &mut findings);
        findings.add_long(*business);
        check_code(business, &mut findings);
        check_status(business, &statuses, &mut findings);
        check_name_for_status(business, &mut findings);
        check_several(business, &mut findings);
        findings.add_phone(&business.source, &business.phone);
        check_date((business, Field::LastInspected), &business.last_inspected, date::valid_until, &mut findings);
        check_date((business, Field::LicenceUntil), &business.licence_until, date::valid_until, &mut findings);
    }
    let entries =
        rows.iter().map(|b| KeyedEntry { source: &b.source, key: key(b), name: (&b.name).into(), code: &b.code });
    let entries: Vec<KeyedEntry<'_>> = entries.collect();
    let words = EntryTerms { name: Field::Name, code: Field::Code, noun: "检查对象" };
    duplicates::check(&entries, &words, &mut findings);
    findings.finish()
}

/// The key of a business: most have a right code, which is it.
fn key(business: &Business) -> Cow<'_, str> {
    match plain::key(&business.code) {
        Cow::Borrowed(code) if code_kind(code).is_right() => Cow::Borrowed(code),
        _ => Cow::Owned(business.key()),
    }
}

fn check_name(business: &Business, findings: &mut Findings<'_>) {
    let at = (&business.source, Field::Name);
    if plain::key(&business.name).is_empty() {
        findings.add(at, "", &BusinessProblem::NoName);
    } else if business.name.chars().all(|c| c.is_ascii_digit() || c == '.') {
        findings.add(at, &business.name, &BusinessProblem::NameOfDigits);
    }
}

fn check_code(business: &Business, findings: &mut Findings<'_>) {
    let (at, code) = ((&business.source, Field::Code), plain::key(&business.code));
    let problem = match code_kind(&code) {
        CodeKind::CreditCode => return,
        CodeKind::Missing if !findings.columns.has(Field::Code) => return,
        CodeKind::Missing => BusinessProblem::NoCode,
        CodeKind::RegistrationNumber => BusinessProblem::RegistrationNumber,
        _ if lost_digits(&code) => BusinessProblem::LostDigits,
        _ if is_identity_number(&code) => return findings.add(at, "（已隐去）", &BusinessProblem::IdentityNumber),
        CodeKind::WrongCheckDigit(right) => BusinessProblem::WrongCheckDigit(right),
        CodeKind::Other => odd_code(&code),
    };
    findings.add_with_choices(at, &business.code, &problem, likely_code(&code).into_iter().collect());
}

/// The code with 0 for O, 1 for I and the like, if that has the right check digit.
fn likely_code(code: &str) -> Option<String> {
    let alike = |c| match c {
        'O' => '0',
        'I' | 'L' => '1',
        'Z' => '2',
        'S' => '5',
        c => c,
    };
    let likely: String = code.chars().filter(char::is_ascii_alphanumeric).map(alike).collect();
    (likely != code && code_kind(&likely) == CodeKind::CreditCode).then_some(likely)
}

/// `9.16402E+17`, or the zeros that a spreadsheet program puts after 15 digits.
fn lost_digits(code: &str) -> bool {
    let digits = code.bytes().all(|c| c.is_ascii_digit());
    let scientific = code.split_once('E').is_some_and(|(digits, power)| {
        let power = power.strip_prefix('+').unwrap_or(power);
        let point = digits.as_bytes().get(1) == Some(&b'.');
        point && digits.bytes().all(|c| c.is_ascii_digit() || c == b'.') && power.bytes().all(|c| c.is_ascii_digit())
    });
    scientific || (digits && code.len() >= 16 && code.bytes().skip(15).all(|c| c == b'0'))
}

fn odd_code(code: &str) -> BusinessProblem<'static> {
    let count = code.chars().count();
    let strange: String = code.chars().filter(|c| "IOSVZ".contains(*c) || !c.is_ascii_alphanumeric()).collect();
    match likely_code(code) {
        Some(likely) => BusinessProblem::LikelyCode(likely),
        None if count == 18 && !strange.is_empty() => BusinessProblem::StrangeInCode(strange),
        None => BusinessProblem::CodeOfLength(count),
    }
}

fn check_status(business: &Business, statuses: &Statuses<'_>, findings: &mut Findings<'_>) {
    let state = business.status.as_str();
    let problem = match statuses.get(state) {
        Status::Ended(word) | Status::Stopped(word) => BusinessProblem::Inactive { state, word: Some(word) },
        Status::BadAnswer => BusinessProblem::Inactive { state, word: None },
        Status::Unknown => BusinessProblem::UnknownState(state),
        Status::Active | Status::Barred(_) | Status::Away(_) => return,
    };
    findings.add((&business.source, Field::Status), state, &problem);
}

/// 甲公司（注销）, 甲公司-吊销: the state stands beside the name.
fn check_name_for_status(business: &Business, findings: &mut Findings<'_>) {
    let beside = business
        .name
        .split(['（', '(', '【', '[', '-', '—', '－', '_'])
        .skip(1)
        .filter_map(|rest| rest.split(['）', ')', '】', ']']).next());
    let is_state = |text: &str| eligibility::word(EntityKind::Business, text).is_some_and(|word| word == text);
    let Some(word) = beside.map(|text| text.trim_start_matches('已')).find(|text| is_state(text)) else {
        return;
    };
    findings.add((&business.source, Field::Name), &business.name, &BusinessProblem::StateInName(word));
}

/// 甲公司、乙公司 in one cell.
fn check_several(business: &Business, findings: &mut Findings<'_>) {
    if names::several_businesses(&business.name, |c| matches!(c, '、' | '，' | ',' | ';' | '；')) {
        findings.add((&business.source, Field::Name), &business.name, &BusinessProblem::SeveralNames);
    }
}

fn check_date(
    (business, field): (&Business, Field),
    value: &str,
    day: fn(&str) -> Option<NaiveDate>,
    findings: &mut Findings<'_>,
) {
    if !value.is_empty() && !date::is_forever(value) && day(value).is_none() {
        findings.add((&business.source, field), value, &BusinessProblem::NotADate(value));
    }
}
