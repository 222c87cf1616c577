//! Days in a business roster held against today: inspected not long ago, a licence that has ended.

use crate::model::{Business, Excluded};
use crate::roster::checks::findings::{Findings, not_excluded};
use crate::roster::columns::column::Columns;
use crate::roster::field::Field;
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::of_businesses::BusinessProblem;
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
    for business in not_excluded(rows, excluded, |b| &b.source) {
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
    let Some(date) = date::past(&business.last_inspected, today) else { return };
    let problem = match recent {
        _ if date > today => BusinessProblem::FutureDate(date),
        Some((since, months)) if date > since => {
            BusinessProblem::RecentlyInspected { name: &business.name, date, months }
        }
        _ => return,
    };
    findings.add((&business.source, Field::LastInspected), &business.last_inspected, &problem);
}

fn check_licence(business: &Business, today: NaiveDate, findings: &mut Findings<'_>) {
    let until = business.licence_until.as_str();
    if until.is_empty() || date::is_forever(until) {
        return;
    }
    if let Some(date) = date::valid_until(until).filter(|date| *date < today) {
        let problem = BusinessProblem::ExpiredLicence { name: &business.name, date };
        findings.add((&business.source, Field::LicenceUntil), until, &problem);
    }
}
