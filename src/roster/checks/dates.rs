//! Days in a business roster held against today: inspected not long ago, a licence that has ended.

use crate::model::{Business, Excluded};
use crate::roster::checks::findings::{Findings, kept};
use crate::roster::columns::column::Columns;
use crate::roster::field::Field;
use crate::roster::problem::{Problem, ProblemCode, Severity};
use crate::text::date;
use chrono::{Months, NaiveDate};

/// Businesses that were inspected within the last `months`, which the user may exclude before sealing (domain §4),
/// and those whose licence has expired.
pub fn check_dates(
    rows: &[Business],
    excluded: &[Excluded],
    columns: &Columns,
    today: NaiveDate,
    months: Option<u32>,
) -> Vec<Problem> {
    let mut findings = Findings::new(columns);
    let since = months.filter(|months| *months > 0).and_then(|months| today.checked_sub_months(Months::new(months)));
    for business in kept(rows, excluded, |b| &b.source) {
        check_last_inspected(business, today, since.zip(months), &mut findings);
        check_licence(business, today, &mut findings);
    }
    findings.finish()
}

fn check_last_inspected(
    business: &Business,
    today: NaiveDate,
    recent: Option<(NaiveDate, u32)>,
    findings: &mut Findings<'_>,
) {
    let Some(date) = date::parse(&business.last_inspected) else { return };
    let (code, message) = match recent {
        _ if date > today => (ProblemCode::FutureDate, format!("上次抽查日期{date}在今天之后。请核对。")),
        Some((since, months)) if date > since => (
            ProblemCode::RecentlyInspected,
            format!(
                "“{}”{date}查过，距今不到{months}个月。如本次不再检查，请写明理由后不让它参加抽取。",
                business.name
            ),
        ),
        _ => return,
    };
    let at = (&business.source, Field::LastInspected);
    findings.add(at, Severity::Warning, code, &business.last_inspected, message);
}

fn check_licence(business: &Business, today: NaiveDate, findings: &mut Findings<'_>) {
    let until = business.licence_until.as_str();
    if until.is_empty() || date::is_forever(until) {
        return;
    }
    if let Some(date) = date::parse(until).filter(|date| *date < today) {
        let message = format!("“{}”的许可证到{date}已过期。照常参加抽取；请核对是否已换证。", business.name);
        let at = (&business.source, Field::LicenceUntil);
        findings.add(at, Severity::Note, ProblemCode::ExpiredLicence, until, message);
    }
}
