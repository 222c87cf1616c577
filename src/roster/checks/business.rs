//! Businesses one by one and among each other: names, codes, states, who is there twice.

use crate::model::{Business, CodeKind, Excluded, code_kind, normal_key};
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
use crate::text::{date, names};

/// Everything wrong with the businesses that were not excluded.
pub fn check_businesses(rows: &[Business], excluded: &[Excluded], columns: &Columns) -> Vec<Problem> {
    let rows = kept(rows, excluded, |b| &b.source);
    let mut findings = Findings::new(columns);
    if let Some(first) = rows.first().filter(|_| !columns.has(Field::Code)) {
        let message = "名录没有统一社会信用代码一列，将用名称区分市场主体。如有代码，补上这一列更可靠。";
        findings.add_to_sheet(&first.source.sheet, Severity::Note, ProblemCode::MissingCode, "", message.into());
    }
    let statuses = Statuses::of(Kind::Business, rows.iter().map(|b| b.status.as_str()));
    for business in &rows {
        check_name(business, &mut findings);
        findings.add_long(*business);
        check_code(business, &mut findings);
        check_status(business, &statuses, &mut findings);
        check_name_for_status(business, &mut findings);
        check_several(business, &mut findings);
        findings.add_phone(&business.source, &business.phone);
        check_date(business, Field::LastInspected, &business.last_inspected, &mut findings);
        check_date(business, Field::LicenceUntil, &business.licence_until, &mut findings);
    }
    let entries: Vec<Entry<'_>> =
        rows.iter().map(|b| Entry { source: &b.source, key: b.key(), name: b.name.clone(), code: &b.code }).collect();
    let words = Words { name: Field::Name, code: Field::Code, noun: "市场主体" };
    duplicates::check(&entries, &words, &mut findings);
    findings.finish()
}

fn check_name(business: &Business, findings: &mut Findings<'_>) {
    if normal_key(&business.name).is_empty() {
        let message = "没有名称。请点这一格补上，或排除这一行。".into();
        findings.add((&business.source, Field::Name), Severity::Error, ProblemCode::MissingName, "", message);
    } else if business.name.chars().all(|c| c.is_ascii_digit() || c == '.') {
        let message = "名称里只有数字，不像市场主体的名称。请点这一格改正，或排除这一行。".into();
        findings.add((&business.source, Field::Name), Severity::Error, ProblemCode::OddName, &business.name, message);
    }
}

fn check_code(business: &Business, findings: &mut Findings<'_>) {
    use ProblemCode::{LostDigits, MissingCode, OddCode, RegistrationNumber, WrongCheckDigit};
    let code = normal_key(&business.code);
    let (problem, message) = match code_kind(&code) {
        CodeKind::CreditCode => return,
        CodeKind::Missing if !findings.columns.has(Field::Code) => return,
        CodeKind::Missing => (MissingCode, "没有代码，将用名称区分。如有统一社会信用代码，请补上。".into()),
        CodeKind::RegistrationNumber => {
            (RegistrationNumber, "这是15位的老注册号，可以用。如已换发统一社会信用代码，请换成18位的新代码。".into())
        }
        _ if lost_digits(&code) => {
            (LostDigits, "代码的末几位像是被表格软件丢掉了。请点这一格填上完整的代码；很多时，请在原表把这一列设为文本格式、重新填写后再导入。".into())
        }
        _ if is_identity_number(&code) => {
            let message = "这像是身份证号码，不是统一社会信用代码。代码会写进公开的抽查记录，请改填统一社会信用代码，或清空这一格（将用名称区分）。";
            let at = (&business.source, Field::Code);
            return findings.add(at, Severity::Warning, ProblemCode::IdentityNumber, "（已隐去）", message.into());
        }
        CodeKind::WrongCheckDigit(right) => (
            WrongCheckDigit,
            format!(
                "统一社会信用代码的校验码不对：按前17位计算，最后一位应为“{right}”。请核对整个代码；不改也能抽取，将用名称区分。"
            ),
        ),
        CodeKind::Other => (OddCode, odd_code(&code)),
    };
    let at = (&business.source, Field::Code);
    let choices = likely_code(&code).into_iter().collect();
    findings.add_with_choices(at, Severity::Warning, problem, &business.code, message, choices);
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

fn odd_code(code: &str) -> String {
    let count = code.chars().count();
    let strange: String = code.chars().filter(|c| "IOSVZ".contains(*c) || !c.is_ascii_alphanumeric()).collect();
    if let Some(likely) = likely_code(code) {
        return format!(
            "代码不对。字母O、I、L是不是数字0、1？写成“{likely}”时校验码正确。请核对；不改也能抽取，将用名称区分。"
        );
    }
    if count == 18 && !strange.is_empty() {
        return format!(
            "统一社会信用代码里不会有“{strange}”（字母I、O、S、V、Z和符号都不用）。请核对；不改也能抽取，将用名称区分。"
        );
    }
    format!("代码有{count}位，不是18位的统一社会信用代码，也不是15位的注册号。请核对；不改也能抽取，将用名称区分。")
}

fn check_status(business: &Business, statuses: &Statuses<'_>, findings: &mut Findings<'_>) {
    let status = &business.status;
    let said = match statuses.get(status) {
        Status::Ended(word) | Status::Stopped(word) => format!("，含“{word}”"),
        Status::BadAnswer => String::new(),
        Status::Unknown => "，不知道是不是还在经营".to_owned(),
        Status::Active | Status::Barred(_) | Status::Away(_) => return,
    };
    let message = format!("状态是“{status}”{said}。如不应参加抽查，请排除这一行并写明原因。");
    let at = (&business.source, Field::Status);
    findings.add(at, Severity::Warning, ProblemCode::InactiveBusiness, status, message);
}

/// 甲公司（注销）, 甲公司-吊销: the state stands beside the name.
fn check_name_for_status(business: &Business, findings: &mut Findings<'_>) {
    let beside = business
        .name
        .split(['（', '(', '【', '[', '-', '—', '－', '_'])
        .skip(1)
        .filter_map(|rest| rest.split(['）', ')', '】', ']']).next());
    let is_state = |text: &str| eligibility::word(Kind::Business, text).is_some_and(|word| word == text);
    let Some(word) = beside.map(|text| text.trim_start_matches('已')).find(|text| is_state(text)) else {
        return;
    };
    let name = &business.name;
    let message = format!("名称里写着“{word}”。如不应参加抽查，请排除这一行并写明原因；否则请改为登记的名称。");
    findings.add((&business.source, Field::Name), Severity::Warning, ProblemCode::InactiveBusiness, name, message);
}

/// 甲公司、乙公司 in one cell.
fn check_several(business: &Business, findings: &mut Findings<'_>) {
    if names::several_businesses(&business.name, |c| "、，,;；".contains(c)) {
        let message =
            "名称像是写了几家，抽取时会当作一家。请核对；是几家的，每家一行，改正后重新导入，或在这里改正。".into();
        let at = (&business.source, Field::Name);
        findings.add(at, Severity::Warning, ProblemCode::SeveralNames, &business.name, message);
    }
}

fn check_date(business: &Business, field: Field, value: &str, findings: &mut Findings<'_>) {
    if !value.is_empty() && !date::is_forever(value) && date::parse(value).is_none() {
        let message = format!("“{value}”不是日期。请写成2030-12-31这样的年-月-日。");
        findings.add((&business.source, field), Severity::Note, ProblemCode::NotADate, value, message);
    }
}
