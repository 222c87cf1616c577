//! Which visits count, and how many they are: one rule for 频次核对 and for 涉企行政检查台账 with its 统计. What the ledger
//! says of a row goes first, then its kind (`roster/vocabulary/uncounted.tsv`) as the county settles it, then how visits of
//! several departments on one day count; those of one day are one.

use crate::course::ledger::LedgerRow;
use crate::model::{CapRules, InOrder, JointVisits, normal_key};
use crate::roster::uncounted_kind;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

/// Why a visit of which no result is recorded does not count (domain-2026 §1, DT): a kind of the vocabulary.
pub const INCOMPLETE: &str = "记录不完整";
/// Why a visit that ended in a penalty does not count: a kind of the vocabulary.
pub const PENALTY: &str = "作出处罚";
/// A visit in passing: a kind of the vocabulary.
const PATROL: &str = "巡查";

/// A visit that was found to be of a business.
pub(in crate::course) struct Visit<'a> {
    pub row: LedgerRow<'a>,
    /// Of which business.
    pub business: usize,
    /// Of which ledger.
    pub ledger: usize,
    /// Which of the departments known so far.
    pub department: usize,
    /// Why it does not count.
    pub uncounted: Option<String>,
}

impl<'a> Visit<'a> {
    /// What makes it one with others: its day, or where only the year is known its row, which may name several departments.
    fn occasion(&self) -> (usize, &'a str, usize) {
        let (when, of) = if self.row.day().is_some() { (self.row.when, 0) } else { (self.row.place, self.ledger + 1) };
        (self.business, when, of)
    }

    /// Whether officers were there as in an inspection that counts, be its record unfinished or its end a penalty: who was
    /// visited a short while ago is told by these.
    pub fn was_made(&self) -> bool {
        self.uncounted.as_deref().is_none_or(|why| matches!(why, INCOMPLETE | PENALTY))
    }
}

/// Why a visit does not count: the ledger says so, or it is of a kind that does not.
pub(in crate::course) fn uncounted(row: &LedgerRow<'_>, rules: &CapRules) -> Option<String> {
    match row.counted {
        "1" => None,
        "0" if row.reason.is_empty() => Some("台账写明不计入".into()),
        "0" => Some(uncounted_kind(row.reason).unwrap_or(row.reason).to_owned()),
        _ => {
            // The name of an item says what is looked at, not why: it is asked only where nothing else is said, and never what
            // came of the visit or how it was made (行政处罚信息公示情况检查).
            let of_item = Some(row.item).filter(|_| row.kind.is_empty()).and_then(uncounted_kind);
            let of_item = of_item.filter(|kind| !matches!(*kind, INCOMPLETE | PENALTY | PATROL));
            let kinds = [row.reason, row.kind].into_iter().filter_map(uncounted_kind).chain(of_item);
            let counts = |kind: &&str| rules.counted.iter().any(|counted| counted == kind);
            kinds.filter(|kind| !counts(kind)).map(str::to_owned).next()
        }
    }
}

/// Where the county settles it so, visits of several departments on one day, or that say that they are joint, do not count.
pub(in crate::course) fn settle_joint(visits: &mut [Visit<'_>], rules: &CapRules) {
    if rules.joint != JointVisits::No {
        return;
    }
    let mut of_day: HashMap<(usize, &str, usize), HashSet<usize>> = HashMap::new();
    for visit in visits.iter() {
        of_day.entry(visit.occasion()).or_default().insert(visit.department);
    }
    for visit in visits.iter_mut().filter(|v| v.uncounted.is_none()) {
        let several = of_day.get(&visit.occasion()).is_some_and(|departments| departments.len() > 1);
        if several || visit.row.kind.contains("联合") {
            visit.uncounted = Some("联合检查".into());
        }
    }
}

/// How many visits these are, each occasion once, or once for each department; those that do not count once for each reason.
pub(in crate::course) fn times<'a>(visits: impl Iterator<Item = &'a Visit<'a>>, of_departments: bool) -> u32 {
    let occasions: HashSet<_> = visits
        .map(|visit| (visit.occasion(), if of_departments { visit.department } else { 0 }, &visit.uncounted))
        .collect();
    u32::try_from(occasions.len()).unwrap_or(u32::MAX)
}

/// The departments that are named, those of the plan first.
pub(in crate::course) struct Departments {
    pub names: Vec<String>,
    keys: HashMap<String, usize>,
    rows: Vec<usize>,
    /// How many of them are the plan's.
    pub planned: usize,
}

/// Strange departments that are told.
const STRANGERS_TOLD: usize = 10;

impl Departments {
    pub fn of(planned: &[String]) -> Self {
        let mut all = Self { names: Vec::new(), keys: HashMap::new(), rows: Vec::new(), planned: 0 };
        for name in planned {
            all.place(name);
        }
        all.planned = all.names.len();
        all
    }

    pub fn place(&mut self, name: &str) -> usize {
        let key = normal_key(name);
        if let Some(place) = self.keys.get(&key) {
            return *place;
        }
        self.keys.insert(key, self.names.len());
        self.names.push(name.to_owned());
        self.rows.push(0);
        self.names.len() - 1
    }

    pub fn count(&mut self, department: usize) {
        self.rows[department] += 1;
    }

    /// Those that the plan does not have, with how many rows.
    pub fn strangers(&self) -> Vec<(String, usize)> {
        let named = self.names.iter().cloned().zip(self.rows.iter().copied()).skip(self.planned);
        let mut strangers: Vec<_> = named.filter(|(name, rows)| !name.is_empty() && *rows > 0).collect();
        strangers.order_by_key(|(_, rows)| usize::MAX - rows);
        strangers.truncate(STRANGERS_TOLD);
        strangers
    }
}

/// The days of a year.
pub fn year_days(year: i32) -> RangeInclusive<NaiveDate> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    day(1, 1).unwrap_or(NaiveDate::MIN)..=day(12, 31).unwrap_or(NaiveDate::MAX)
}

/// The days whose visits concern inspections from this day on: those of its year, for the caps, and those a short while
/// before, for the warning.
pub fn concerned_days(from: NaiveDate, rules: &CapRules) -> RangeInclusive<NaiveDate> {
    let year = year_days(from.year());
    let near = from.checked_sub_days(Days::new(rules.near_days.saturating_sub(1).into())).unwrap_or(from);
    near.min(*year.start())..=*year.end()
}
