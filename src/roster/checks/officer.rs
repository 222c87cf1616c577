//! Officers one by one and among each other: certificates, states, who is there twice.

use crate::model::{EntityKind, Excluded, Officer, normal_key};
use crate::roster::checks::duplicates;
use crate::roster::checks::duplicates::{EntryTerms, KeyedEntry};
use crate::roster::checks::findings::{Findings, not_excluded};
use crate::roster::columns::column::Columns;
use crate::roster::field::Field;
use crate::roster::officer::certificate_end;
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::of_officers::OfficerProblem;
use crate::roster::read::eligibility;
use crate::roster::read::status::{Status, Statuses};
use crate::text::identity::is_identity_number;
use crate::text::plain::is_chinese;
use crate::text::{date, names, phone};
use chrono::NaiveDate;

/// Officers without whom a department can inspect nothing (行政处罚法 42).
const FEWEST: usize = 2;

/// Everything wrong with the officers that were not excluded. Whose certificate is missing, expired or 失效 may never
/// be drawn (道路运输条例 59), so that is an error until mended or excluded. A roster without a column of certificates
/// gets one warning instead: a quick draw must be possible.
pub fn check_officers(rows: &[Officer], excluded: &[Excluded], columns: &Columns, today: NaiveDate) -> Vec<Problem> {
    let rows = not_excluded(rows, excluded, |o| &o.source);
    let mut findings = Findings::new(columns);
    check_columns(&rows, &mut findings);
    let departments = departments(&rows);
    let statuses = Statuses::of(EntityKind::Officer, rows.iter().map(|o| o.status.as_str()));
    for officer in &rows {
        check_name(officer, &mut findings);
        check_odd_name(officer, &mut findings);
        findings.add_long(*officer);
        check_several(officer, &mut findings);
        check_department(officer, &departments, &mut findings);
        check_certificate(officer, &mut findings);
        check_validity(officer, today, &mut findings);
        check_status(officer, &statuses, &mut findings);
        check_title(officer, &mut findings);
        findings.add_phone(&officer.source, &officer.phone);
    }
    check_duplicates(&rows, &mut findings);
    check_numbers(&rows, &mut findings);
    check_lost_zeros(&rows, &mut findings);
    findings.finish()
}

fn check_columns(rows: &[&Officer], findings: &mut Findings<'_>) {
    let Some(first) = rows.first().filter(|_| !findings.columns.has(Field::Certificate)) else { return };
    findings.add_to_sheet(&first.source.sheet, "", &OfficerProblem::NoCertificateColumn);
}

fn check_name(officer: &Officer, findings: &mut Findings<'_>) {
    if normal_key(&officer.name).is_empty() {
        findings.add((&officer.source, Field::Officer), "", &OfficerProblem::NoName);
    }
}

/// 12345, 待定, 组长：马建国, 张三*.
fn check_odd_name(officer: &Officer, findings: &mut Findings<'_>) {
    let name = &officer.name;
    // Rare characters of old programs stand in the private area.
    let fits = |c: char| c.is_alphabetic() || "·．、，,;；/ .'-".contains(c) || ('\u{e000}'..='\u{f8ff}').contains(&c);
    let strange = name.chars().any(|c| !fits(c)) || with_more(name);
    let stated = eligibility::away(name).is_some() || is_invalid(name);
    if strange || stated || eligibility::is_nobody(name) {
        findings.add((&officer.source, Field::Officer), name, &OfficerProblem::OddName(name));
    }
}

/// 马建国 男, 马建国 回族.
fn with_more(name: &str) -> bool {
    name.rsplit_once(' ').is_some_and(|(_, last)| names::is_more_of_person(last))
}

/// 马建国、王海霞 in one cell. A long name of one person is written with points between its parts, mostly.
fn check_several(officer: &Officer, findings: &mut Findings<'_>) {
    let several = officer.name.contains(['、', '，', ',', ';', '；', '/']);
    let long = officer.name.chars().count() > 5 && officer.name.chars().all(is_chinese);
    let parted = officer.name.contains(' ')
        && !with_more(&officer.name)
        && officer.name.split(' ').all(|word| word.chars().all(is_chinese));
    if several || long || parted {
        let problem = OfficerProblem::SeveralNames { sure: several };
        findings.add((&officer.source, Field::Officer), &officer.name, &problem);
    }
}

/// Departments offered for an officer without one.
const MOST_OFFERED: usize = 12;

/// The departments of the roster as they are first written.
fn departments(rows: &[&Officer]) -> Vec<String> {
    let mut departments: Vec<String> = Vec::new();
    for officer in rows.iter().filter(|o| !o.department.is_empty()) {
        if !departments.contains(&officer.department) {
            departments.push(officer.department.clone());
        }
        if departments.len() == MOST_OFFERED {
            break;
        }
    }
    departments
}

fn check_department(officer: &Officer, departments: &[String], findings: &mut Findings<'_>) {
    if findings.columns.has(Field::Department) && normal_key(&officer.department).is_empty() {
        let problem = OfficerProblem::NoDepartment { name: &officer.name };
        findings.add_with_choices((&officer.source, Field::Department), "", &problem, departments.to_vec());
    }
}

fn check_certificate(officer: &Officer, findings: &mut Findings<'_>) {
    if !findings.columns.has(Field::Certificate) {
        return;
    }
    let (at, name, found) = ((&officer.source, Field::Certificate), &officer.name, officer.certificate.as_str());
    if normal_key(found).is_empty() {
        findings.add(at, "", &OfficerProblem::NoCertificate { name });
    } else if eligibility::is_no_certificate(found) {
        findings.add(at, found, &OfficerProblem::NotValid { name, found });
    } else if !found.contains(|c: char| c.is_ascii_digit()) {
        findings.add(at, found, &OfficerProblem::NoDigits(found));
    } else if phone::is_mobile(found) && officer.phone.contains(found) {
        findings.add(at, found, &OfficerProblem::IsPhone(found));
    } else if is_identity_number(found) {
        findings.add(at, "（已隐去）", &OfficerProblem::IdentityNumber);
    }
}

fn check_validity(officer: &Officer, today: NaiveDate, findings: &mut Findings<'_>) {
    let (at, until) = ((&officer.source, Field::ValidUntil), officer.valid_until.as_str());
    if until.is_empty() || date::is_forever(until) {
        return;
    }
    // A year without a month says for sure only that it is over.
    let past = || date::year_end(until).filter(|date| *date < today);
    let name = &officer.name;
    let problem = match certificate_end(officer).or_else(past) {
        Some(date) if date >= today => return,
        Some(date) => OfficerProblem::Expired { name, date },
        None if is_invalid(until) => OfficerProblem::NotValidUntil { name, until },
        None => OfficerProblem::NotADate,
    };
    findings.add(at, until, &problem);
}

/// Certificates that are valid today and end before the inspections do, which are from the first day to the last: who may
/// not inspect on the day may not be sent.
pub fn check_certificates(
    rows: &[Officer],
    excluded: &[Excluded],
    columns: &Columns,
    today: NaiveDate,
    (first, last): (NaiveDate, NaiveDate),
) -> Vec<Problem> {
    let mut findings = Findings::new(columns);
    for officer in not_excluded(rows, excluded, |o| &o.source) {
        let until = officer.valid_until.as_str();
        let Some(day) = certificate_end(officer).filter(|day| (today..last).contains(day)) else { continue };
        let problem = OfficerProblem::Ends { name: &officer.name, day, inspections: (first, last) };
        findings.add((&officer.source, Field::ValidUntil), until, &problem);
    }
    findings.finish()
}

fn is_invalid(text: &str) -> bool {
    eligibility::word(EntityKind::Officer, text).is_some()
}

fn check_status(officer: &Officer, statuses: &Statuses<'_>, findings: &mut Findings<'_>) {
    let (name, state) = (&officer.name, officer.status.as_str());
    let problem = match statuses.get(state) {
        Status::Barred(_) | Status::BadAnswer => OfficerProblem::Barred { name, state },
        Status::Away(_) => OfficerProblem::Away { name, state },
        Status::Unknown => OfficerProblem::UnknownState { name, state },
        Status::Active | Status::Ended(_) | Status::Stopped(_) => return,
    };
    findings.add((&officer.source, Field::Status), state, &problem);
}

/// 辅警, 驾驶员, 退休返聘: no officer by the title.
fn check_title(officer: &Officer, findings: &mut Findings<'_>) {
    let Officer { name, title, .. } = officer;
    if eligibility::is_no_officer_s(title) {
        findings.add((&officer.source, Field::Title), title, &OfficerProblem::Title { name, title });
    }
}

fn check_duplicates(rows: &[&Officer], findings: &mut Findings<'_>) {
    let entries: Vec<KeyedEntry<'_>> = rows
        .iter()
        .filter(|o| !o.name.is_empty())
        .map(|o| KeyedEntry {
            source: &o.source,
            key: o.key().into(),
            name: if o.department.is_empty() {
                (&o.name).into()
            } else {
                format!("{}/{}", o.department, o.name).into()
            },
            code: &o.certificate,
        })
        .collect();
    let words = EntryTerms { name: Field::Officer, code: Field::Certificate, noun: "执法人员" };
    duplicates::check(&entries, &words, findings);
}

/// Zeros that may be gone.
const MOST_ZEROS: usize = 3;

/// Certificate numbers that begin with 0 are text; where others of the column were typed as numbers, their zeros are
/// gone.
fn check_lost_zeros(rows: &[&Officer], findings: &mut Findings<'_>) {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let (kept, others): (Vec<&Officer>, Vec<&Officer>) =
        rows.iter().copied().filter(|o| is_number(&o.certificate)).partition(|o| o.certificate.starts_with('0'));
    let [model, _, ..] = kept[..] else { return };
    let length = model.certificate.len();
    if kept.iter().any(|officer| officer.certificate.len() != length) {
        return;
    }
    let lost = length.saturating_sub(MOST_ZEROS)..length;
    for officer in others.iter().filter(|officer| lost.contains(&officer.certificate.len())) {
        let (found, whole) = (&officer.certificate, format!("{:0>length$}", officer.certificate));
        let problem = OfficerProblem::LostZeros { model: &model.certificate, found, whole: &whole };
        findings.add_with_choices((&officer.source, Field::Certificate), found, &problem, vec![whole.clone()]);
    }
}

/// A department must be able to send two officers.
fn check_numbers(rows: &[&Officer], findings: &mut Findings<'_>) {
    let mut counts: Vec<(&str, &Officer, usize)> = Vec::new();
    for officer in rows.iter().filter(|o| !o.department.is_empty()) {
        let key = normal_key(&officer.department);
        match counts.iter_mut().find(|(name, ..)| normal_key(name) == key) {
            Some(count) => count.2 += 1,
            None => counts.push((&officer.department, officer, 1)),
        }
    }
    for (department, officer, count) in counts.into_iter().filter(|(.., count)| *count < FEWEST) {
        let problem = OfficerProblem::TooFew { department, count, fewest: FEWEST };
        findings.add((&officer.source, Field::Department), department, &problem);
    }
}
