//! Officers one by one and among each other: certificates, states, who is there twice.

use crate::model::{Excluded, Officer, normal_key};
use crate::roster::checks::duplicates;
use crate::roster::checks::duplicates::{Entry, Words};
use crate::roster::checks::findings::{Findings, kept};
use crate::roster::columns::column::Columns;
use crate::roster::field::Field;
use crate::roster::kind::Kind;
use crate::roster::problem::{Problem, ProblemCode, Severity};
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
    let rows = kept(rows, excluded, |o| &o.source);
    let mut findings = Findings::new(columns);
    check_columns(&rows, &mut findings);
    let departments = departments(&rows);
    let statuses = Statuses::of(Kind::Officer, rows.iter().map(|o| o.status.as_str()));
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
    let message = "名录没有执法证号一列，无法核对执法资格。请确认名单上的人都持有有效执法证，或补上这一列。";
    let code = ProblemCode::NoCertificateColumn;
    findings.add_to_sheet(&first.source.sheet, Severity::Warning, code, "", message.into());
}

fn check_name(officer: &Officer, findings: &mut Findings<'_>) {
    if normal_key(&officer.name).is_empty() {
        let message = "没有姓名。请点这一格补上，或排除这一行。".into();
        findings.add((&officer.source, Field::Officer), Severity::Error, ProblemCode::MissingName, "", message);
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
        let message =
            format!("“{name}”不像一个人的姓名。请点这一格改成姓名（职务、性别等不写在姓名里），或排除这一行。");
        findings.add((&officer.source, Field::Officer), Severity::Warning, ProblemCode::OddName, name, message);
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
    let severity = match (several, long || parted) {
        (true, _) => Severity::Error,
        (false, true) => Severity::Warning,
        _ => return,
    };
    let message =
        "姓名像是写了几个人，抽取时会当作一个人。请核对；是几个人的，每人一行，改正后重新导入，或在这里改正。".into();
    findings.add((&officer.source, Field::Officer), severity, ProblemCode::SeveralNames, &officer.name, message);
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
        let message = format!("{}没有填单位，不知道属于哪个部门。请补上，或排除这一行。", called(officer));
        let at = (&officer.source, Field::Department);
        let (severity, code) = (Severity::Error, ProblemCode::MissingDepartment);
        findings.add_with_choices(at, severity, code, "", message, departments.to_vec());
    }
}

/// “马建国”, or 这一行 when it has no name.
fn called(officer: &Officer) -> String {
    if officer.name.is_empty() { "这一行".into() } else { format!("“{}”", officer.name) }
}

fn check_certificate(officer: &Officer, findings: &mut Findings<'_>) {
    if !findings.columns.has(Field::Certificate) {
        return;
    }
    let at = (&officer.source, Field::Certificate);
    if normal_key(&officer.certificate).is_empty() {
        let message = format!("{}没有执法证号。没有执法证的人员不得抽取，请补上证号，或排除这一行。", called(officer));
        findings.add(at, Severity::Error, ProblemCode::MissingCertificate, "", message);
    } else if eligibility::is_no_certificate(&officer.certificate) {
        let message = format!(
            "{}的执法证号写着“{}”。没有有效执法证的人员不得抽取，请改成有效的证号，或排除这一行。",
            called(officer),
            officer.certificate
        );
        findings.add(at, Severity::Error, ProblemCode::MissingCertificate, &officer.certificate, message);
    } else if !officer.certificate.contains(|c: char| c.is_ascii_digit()) {
        let message =
            format!("“{}”里没有数字，不像执法证号。请核对；没有执法证的，请排除这一行。", officer.certificate);
        findings.add(at, Severity::Warning, ProblemCode::MissingCertificate, &officer.certificate, message);
    } else if phone::is_mobile(&officer.certificate) && officer.phone.contains(&officer.certificate) {
        let message =
            format!("“{}”和这个人的电话一样，像是手机号，不是执法证号。请核对，改填执法证号。", officer.certificate);
        findings.add(at, Severity::Warning, ProblemCode::MissingCertificate, &officer.certificate, message);
    } else if is_identity_number(&officer.certificate) {
        let message = "这像是身份证号码，不是执法证号。证号会写进公开的抽查记录，请改填执法证号。".into();
        findings.add(at, Severity::Warning, ProblemCode::IdentityNumber, "（已隐去）", message);
    }
}

fn check_validity(officer: &Officer, today: NaiveDate, findings: &mut Findings<'_>) {
    let (at, until) = ((&officer.source, Field::ValidUntil), officer.valid_until.as_str());
    if until.is_empty() || date::is_forever(until) {
        return;
    }
    let past = || date::last_meant(until).filter(|date| *date < today);
    match date::parse(until).or_else(past) {
        Some(date) if date >= today => {}
        Some(date) => {
            let message = format!("{}的执法证到{date}已过期，不得抽取。请核对有效期，或排除这一行。", called(officer));
            findings.add(at, Severity::Error, ProblemCode::ExpiredCertificate, until, message);
        }
        None if is_invalid(until) => {
            let message = format!("{}的执法证“{until}”，不得抽取。请核对，或排除这一行。", called(officer));
            findings.add(at, Severity::Error, ProblemCode::ExpiredCertificate, until, message);
        }
        None => {
            let message = "看不出执法证有效到哪一天。请写成2030-12-31这样的年-月-日。".into();
            findings.add(at, Severity::Warning, ProblemCode::NotADate, until, message);
        }
    }
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
    for officer in kept(rows, excluded, |o| &o.source) {
        let until = officer.valid_until.as_str();
        let Some(day) = date::parse(until).filter(|day| (today..last).contains(day)) else { continue };
        let (severity, from_then) = if day < first {
            (Severity::Error, "检查开始前就到期")
        } else {
            (Severity::Warning, "检查结束前就到期，到期后不能再去检查")
        };
        let message = format!(
            "{}的执法证有效到{day}，检查阶段是{first}至{last}，{from_then}。已换发的，请点这一格改正有效期；否则请排除这一行，或调整检查的日期。",
            called(officer)
        );
        let at = (&officer.source, Field::ValidUntil);
        findings.add(at, severity, ProblemCode::CertificateEnds, until, message);
    }
    findings.finish()
}

fn is_invalid(text: &str) -> bool {
    eligibility::word(Kind::Officer, text).is_some()
}

fn check_status(officer: &Officer, statuses: &Statuses<'_>, findings: &mut Findings<'_>) {
    let status = &officer.status;
    let (severity, said) = match statuses.get(status) {
        Status::Barred(_) | Status::BadAnswer => (Severity::Error, "，不得抽取。请核对，或排除这一行"),
        Status::Away(_) => (Severity::Warning, "。不能参加检查的，请排除这一行并写明原因"),
        Status::Unknown => (Severity::Warning, "，不知道能不能参加检查。不能的，请排除这一行并写明原因"),
        Status::Active | Status::Ended(_) | Status::Stopped(_) => return,
    };
    let message = format!("{}的状态是“{status}”{said}。", called(officer));
    findings.add((&officer.source, Field::Status), severity, ProblemCode::InactiveOfficer, status, message);
}

/// 辅警, 驾驶员, 退休返聘: no officer by the title.
fn check_title(officer: &Officer, findings: &mut Findings<'_>) {
    let title = &officer.title;
    if eligibility::is_no_officer_s(title) {
        let message = format!("{}的职务是“{title}”。不是执法人员的，请排除这一行并写明原因。", called(officer));
        findings.add((&officer.source, Field::Title), Severity::Warning, ProblemCode::InactiveOfficer, title, message);
    }
}

fn check_duplicates(rows: &[&Officer], findings: &mut Findings<'_>) {
    let entries: Vec<Entry<'_>> = rows
        .iter()
        .filter(|o| !o.name.is_empty())
        .map(|o| Entry {
            source: &o.source,
            key: o.key(),
            name: if o.department.is_empty() { o.name.clone() } else { format!("{}/{}", o.department, o.name) },
            code: &o.certificate,
        })
        .collect();
    let words = Words { name: Field::Officer, code: Field::Certificate, noun: "执法人员" };
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
        let message = format!(
            "这一列以0开头的证号（如“{}”）都是{length}位，这里只有{}位，像是表格软件丢掉了前面的0。请核对，需要的改为“{whole}”。",
            model.certificate,
            found.len()
        );
        let at = (&officer.source, Field::Certificate);
        findings.add_with_choices(at, Severity::Warning, ProblemCode::LostDigits, found, message, vec![whole]);
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
    for (name, officer, count) in counts.into_iter().filter(|(.., count)| *count < FEWEST) {
        let message = format!(
            "“{name}”只有{count}名执法人员，检查至少要{FEWEST}人。请补充人员；如果单位名称写得不一致，请改成一样；也可以排除这一行。"
        );
        findings.add((&officer.source, Field::Department), Severity::Error, ProblemCode::TooFewOfficers, name, message);
    }
}
