//! 频次核对: the ledgers of a year held against a roster of businesses, by code, else by exact name; who is at the cap, who is
//! near it, who was visited a short while ago. It proposes and never decides. `examples/caps.rs` measures a hundred thousand
//! visits against a hundred thousand businesses.

use super::ledger::{LedgerRow, LedgerText};
use crate::model::{CapRules, InOrder, JointVisits, code_kind, normal_key};
use crate::roster::uncounted_kind;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A business of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBusiness {
    /// The place of its row.
    pub place: u32,
    /// Its name.
    pub name: String,
    /// Its code, as written.
    pub code: String,
    /// It takes no part: its visits are counted, and it is proposed no more.
    pub out: bool,
}

/// A ledger, and whose it is where its rows name no department.
#[derive(Debug, Clone, Copy)]
pub struct Ledger<'a> {
    /// What to call it.
    pub title: &'a str,
    /// 检查机关 of rows that name none.
    pub department: &'a str,
    /// Its rows.
    pub text: &'a LedgerText,
}

/// What ledgers are held against.
#[derive(Debug, Clone, Copy)]
pub struct CapFacts<'a> {
    /// The caps, and which visits count.
    pub rules: &'a CapRules,
    /// The departments that will inspect.
    pub departments: &'a [String],
    /// The first day on which they may.
    pub from: NaiveDate,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapReport {
    /// The year.
    pub year: i32,
    /// Rows of the ledgers.
    pub rows: usize,
    /// Rows that count, of businesses of the roster.
    pub counted: usize,
    /// Rows of businesses of the roster that do not count, by why.
    pub uncounted: Vec<(String, usize)>,
    /// Rows of another year, by year; 0 for those without one.
    pub other_years: Vec<(i32, usize)>,
    /// Rows of businesses that the roster does not have.
    pub unmatched: usize,
    /// Rows that may be of several businesses of one name: what and where.
    pub unclear: Vec<String>,
    /// How many of these there are.
    pub unclear_rows: usize,
    /// 检查机关 of the ledgers that are none of the plan's departments, with how many rows; they count in the total alone.
    pub strangers: Vec<(String, usize)>,
    /// At the cap.
    pub at_cap: Vec<CapLine>,
    /// To be looked at.
    pub near: Vec<CapLine>,
}

/// A business that is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapLine {
    /// The place of its row.
    pub place: u32,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Why: the reason for which it is proposed to be left out, or what is to be looked at.
    pub says: String,
    /// By which department's cap; none of the cap of all together, or of no cap.
    pub department: Option<String>,
    /// Its visits of the year, the latest first, [`VISITS_TOLD`] at most.
    pub visits: Vec<String>,
}

/// With this begins the reason of who is at a cap.
pub const CAP_REASON: &str = "检查频次已达上限";

/// Visits of a business that are told.
pub const VISITS_TOLD: usize = 5;
/// Unclear rows that are told one by one.
const UNCLEAR_TOLD: usize = 20;
/// Strange departments that are told.
const STRANGERS_TOLD: usize = 10;

/// Finds the business of a row.
struct Finder<'a> {
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    businesses: &'a [HeldBusiness],
}

/// Whom a row is of.
enum Whose {
    /// This one of the businesses.
    One(usize),
    /// No business of the roster.
    None,
    /// One of several of one name.
    Several(usize),
}

impl<'a> Finder<'a> {
    fn new(businesses: &'a [HeldBusiness]) -> Self {
        let mut by_code = HashMap::with_capacity(businesses.len());
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::with_capacity(businesses.len());
        for (i, b) in businesses.iter().enumerate() {
            let code = normal_key(&b.code);
            if code_kind(&code).is_right() {
                // Of rows of one code the one that takes part.
                let known = by_code.entry(code).or_insert(i);
                if businesses[*known].out {
                    *known = i;
                }
            }
            by_name.entry(normal_key(&b.name)).or_default().push(i);
        }
        by_name.remove("");
        Self { by_code, by_name, businesses }
    }

    /// By the code; by the exact name where one of the two has no right code: two codes that differ are two businesses.
    fn find(&self, row: &LedgerRow<'_>) -> Whose {
        let code = normal_key(row.code);
        let has_code = code_kind(&code).is_right();
        if has_code && let Some(i) = self.by_code.get(&code) {
            return Whose::One(*i);
        }
        let Some(named) = self.by_name.get(&normal_key(row.name)) else { return Whose::None };
        let fits = |i: &&usize| !has_code || !code_kind(&normal_key(&self.businesses[**i].code)).is_right();
        let fitting: Vec<usize> = named.iter().filter(fits).copied().collect();
        // A row that was left out because it stands there twice makes nothing unclear.
        let part: Vec<usize> = fitting.iter().filter(|i| !self.businesses[**i].out).copied().collect();
        match (&part[..], &fitting[..]) {
            ([one], _) | ([], [one, ..]) => Whose::One(*one),
            ([], []) => Whose::None,
            (several, _) => Whose::Several(several.len()),
        }
    }
}

/// A visit of the year that was found to be of a business.
struct Visit<'a> {
    row: LedgerRow<'a>,
    /// Of which ledger.
    ledger: usize,
    /// Which of the departments known so far.
    department: usize,
    /// Why it does not count.
    uncounted: Option<String>,
}

impl<'a> Visit<'a> {
    /// What makes it one with others: its day, or where only the year is known its row, which may name several departments.
    fn occasion(&self) -> (&'a str, usize) {
        if self.row.day().is_some() { (self.row.when, 0) } else { (self.row.place, self.ledger + 1) }
    }
}

/// Holds ledgers against the businesses of a roster.
pub fn hold(businesses: &[HeldBusiness], ledgers: &[Ledger<'_>], facts: &CapFacts<'_>) -> CapReport {
    let finder = Finder::new(businesses);
    let mut report = CapReport { year: facts.from.year(), ..CapReport::default() };
    let mut departments = Departments::of(facts.departments);
    let mut visits: HashMap<usize, Vec<Visit<'_>>> = HashMap::new();
    let mut other_years: BTreeMap<i32, usize> = BTreeMap::new();
    for (n, ledger) in ledgers.iter().enumerate() {
        for row in ledger.text.rows() {
            report.rows += 1;
            let year = row.year().unwrap_or(0);
            if year != report.year {
                *other_years.entry(year).or_default() += 1;
                continue;
            }
            match finder.find(&row) {
                Whose::None => report.unmatched += 1,
                Whose::Several(n) => report.unclear(ledger.title, &row, n),
                Whose::One(i) => {
                    let named = if row.department.is_empty() { ledger.department } else { row.department };
                    let department = departments.place(named);
                    let uncounted = uncounted(&row, facts.rules);
                    visits.entry(i).or_default().push(Visit { row, ledger: n, department, uncounted });
                }
            }
        }
    }
    report.other_years = other_years.into_iter().collect();
    let mut found: Vec<(usize, Vec<Visit<'_>>)> = visits.into_iter().collect();
    found.sort_unstable_by_key(|(i, _)| *i);
    let mut why: BTreeMap<String, usize> = BTreeMap::new();
    for (i, of) in &mut found {
        if facts.rules.joint == JointVisits::No {
            leave_joint_out(of);
        }
        departments.count(of);
        for visit in of.iter() {
            match &visit.uncounted {
                None => report.counted += 1,
                Some(reason) => *why.entry(reason.clone()).or_default() += 1,
            }
        }
        if !businesses[*i].out {
            judge(&businesses[*i], of, &departments, facts, &mut report);
        }
    }
    report.uncounted = why.into_iter().collect();
    report.strangers = departments.strangers();
    report
}

impl CapReport {
    fn unclear(&mut self, title: &str, row: &LedgerRow<'_>, several: usize) {
        self.unclear_rows += 1;
        if self.unclear.len() < UNCLEAR_TOLD {
            self.unclear.push(format!("{title}{}“{}”没有代码，名录里有{several}户同名", row.place, row.who()));
        }
    }
}

/// Why a visit does not count: the ledger says so, or it is of a kind that does not.
fn uncounted(row: &LedgerRow<'_>, rules: &CapRules) -> Option<String> {
    match row.counted {
        "1" => None,
        "0" if row.reason.is_empty() => Some("台账写明不计入".into()),
        "0" => Some(uncounted_kind(row.reason).unwrap_or(row.reason).to_owned()),
        _ => {
            // The name of an item says what is looked at, not why: it is asked only where nothing else is said.
            let kind = if row.kind.is_empty() { uncounted_kind(row.item) } else { uncounted_kind(row.kind) }?;
            (!rules.counted.iter().any(|counted| counted == kind)).then(|| kind.to_owned())
        }
    }
}

/// Visits of several departments on one day, or that say that they are joint, do not count.
fn leave_joint_out(visits: &mut [Visit<'_>]) {
    let mut of_day: HashMap<(&str, usize), HashSet<usize>> = HashMap::new();
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

/// The departments that are named, those of the plan first.
struct Departments {
    names: Vec<String>,
    keys: HashMap<String, usize>,
    rows: Vec<usize>,
    planned: usize,
}

impl Departments {
    fn of(planned: &[String]) -> Self {
        let mut all = Self { names: Vec::new(), keys: HashMap::new(), rows: Vec::new(), planned: 0 };
        for name in planned {
            all.place(name);
        }
        all.planned = all.names.len();
        all
    }

    fn place(&mut self, name: &str) -> usize {
        let key = normal_key(name);
        if let Some(place) = self.keys.get(&key) {
            return *place;
        }
        self.keys.insert(key, self.names.len());
        self.names.push(name.to_owned());
        self.rows.push(0);
        self.names.len() - 1
    }

    fn count(&mut self, visits: &[Visit<'_>]) {
        for visit in visits {
            self.rows[visit.department] += 1;
        }
    }

    fn strangers(&self) -> Vec<(String, usize)> {
        let named = self.names.iter().cloned().zip(self.rows.iter().copied()).skip(self.planned);
        let mut strangers: Vec<_> = named.filter(|(name, rows)| !name.is_empty() && *rows > 0).collect();
        strangers.order_by_key(|(_, rows)| usize::MAX - rows);
        strangers.truncate(STRANGERS_TOLD);
        strangers
    }
}

/// How many visits these are, each occasion once, or once for each department.
fn times<'a>(visits: impl Iterator<Item = &'a Visit<'a>>, of_departments: bool) -> u32 {
    let occasions: HashSet<_> =
        visits.map(|visit| (visit.occasion(), if of_departments { visit.department } else { 0 })).collect();
    u32::try_from(occasions.len()).unwrap_or(u32::MAX)
}

/// Tells of a business that is at a cap, near it, or was visited a short while ago.
fn judge(
    business: &HeldBusiness,
    visits: &[Visit<'_>],
    departments: &Departments,
    facts: &CapFacts<'_>,
    report: &mut CapReport,
) {
    let counting = || visits.iter().filter(|visit| visit.uncounted.is_none());
    let line = |says: String, department: Option<&str>| CapLine {
        place: business.place,
        name: business.name.clone(),
        code: business.code.clone(),
        says,
        department: department.map(str::to_owned),
        visits: told(visits, departments),
    };
    let year = report.year;
    let mut near = Vec::new();
    if let Some(cap) = facts.rules.total {
        let times = times(counting(), facts.rules.joint == JointVisits::Each);
        if times >= cap {
            return report.at_cap.push(line(format!("{CAP_REASON}（{year}年已检查{times}次，上限{cap}次）"), None));
        }
        if times > 0 && times + 1 == cap {
            near.push(format!("{year}年已检查{times}次，再查1次就到上限{cap}次"));
        }
    }
    for (place, name) in departments.names.iter().enumerate().take(departments.planned) {
        let Some(cap) = facts.rules.of_department(name) else { continue };
        let times = times(counting().filter(|visit| visit.department == place), true);
        if times >= cap {
            let says = format!("{CAP_REASON}（{name}{year}年已检查{times}次，上限{cap}次）");
            return report.at_cap.push(line(says, Some(name)));
        }
        if times > 0 && times + 1 == cap {
            near.push(format!("{name}{year}年已检查{times}次，再查1次就到上限{cap}次"));
        }
    }
    if facts.rules.near_days > 0
        && let Some(last) = counting().filter_map(|visit| visit.row.day()).max()
        && (facts.from - last).num_days() < i64::from(facts.rules.near_days)
    {
        let day = last.format("%-m月%-d日");
        near.push(format!("{day}刚检查过，到本次检查开始不足{}天", facts.rules.near_days));
    }
    if !near.is_empty() {
        report.near.push(line(near.join("；"), None));
    }
}

/// The visits in words, the latest first.
fn told(visits: &[Visit<'_>], departments: &Departments) -> Vec<String> {
    let mut order: Vec<&Visit<'_>> = visits.iter().collect();
    order.order_by(|a, b| b.row.when.cmp(a.row.when));
    let one = |visit: &&Visit<'_>| {
        let department = departments.names.get(visit.department).map_or("", String::as_str);
        let parts = [visit.row.when, department, visit.row.kind];
        let said = parts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        match &visit.uncounted {
            None => said,
            Some(why) => format!("{said}（不计入：{why}）"),
        }
    };
    order.iter().take(VISITS_TOLD).map(one).collect()
}

/// A list held against a roster.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMatch {
    /// The places of the businesses that are on it and take part.
    pub places: Vec<u32>,
    /// Their names, in the same order.
    pub names: Vec<String>,
    /// How many more are on it that take no part.
    pub out: usize,
    /// Rows that match no business: what stands there and where.
    pub unmatched: Vec<String>,
    /// How many of these there are.
    pub unmatched_rows: usize,
    /// Rows that may be of several businesses of one name.
    pub unclear: Vec<String>,
}

/// Rows of a list that are told one by one.
const ROWS_TOLD: usize = 50;

/// Holds a list against the businesses of a roster, by code, else by exact name.
pub fn match_list(businesses: &[HeldBusiness], text: &LedgerText) -> ListMatch {
    let finder = Finder::new(businesses);
    let mut found = ListMatch::default();
    let mut seen = HashSet::new();
    for row in text.rows() {
        match finder.find(&row) {
            Whose::One(i) => {
                let is_new = seen.insert(i);
                if is_new && businesses[i].out {
                    found.out += 1;
                } else if is_new {
                    found.places.push(businesses[i].place);
                    found.names.push(businesses[i].name.clone());
                }
            }
            Whose::None => {
                found.unmatched_rows += 1;
                if found.unmatched.len() < ROWS_TOLD {
                    found.unmatched.push(format!("{}（{}）", row.who(), row.place));
                }
            }
            Whose::Several(n) => {
                if found.unclear.len() < ROWS_TOLD {
                    found.unclear.push(format!("{}“{}”没有代码，名录里有{n}户同名", row.place, row.who()));
                }
            }
        }
    }
    found
}
