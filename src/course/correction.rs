//! 更正 after 公示: what was published last against what stands now. What the public was told wrongly is put right at once (企业
//! 信息公示暂行条例 12: 政府部门发现其公示的信息不准确的，应当及时更正); what was never published needs no new publication.

use super::entry::Change;
use super::public::public_cells;
use super::read_entry::shown;
use super::{Worklist, WorklistItem};
use crate::model::{Conduct, Inspection, Rectification, Settings};

/// A business whose published result was corrected since.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected<'a> {
    /// The business.
    pub business: &'a WorklistItem,
    /// What was published last.
    pub was: &'a Inspection,
    /// What stands now.
    pub now: &'a Inspection,
}

/// A field that differs, as the screen shows it: its name, what stood there, what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub what: String,
    /// Before; empty for nothing.
    pub was: String,
    /// After; empty for nothing.
    pub now: String,
}

/// The businesses to publish again, in the order of the list: those of which a published cell was corrected.
pub fn to_publish_again<'a>(list: &'a Worklist, conduct: &'a Conduct, settings: &Settings) -> Vec<Corrected<'a>> {
    let corrected = |business: &'a WorklistItem| {
        let was = conduct.corrected(&business.key)?;
        let now = conduct.inspections.get(&business.key)?;
        let cells = |i| public_cells(list, settings, business, i);
        (cells(was) != cells(now)).then_some(Corrected { business, was, now })
    };
    if conduct.corrections.is_empty() { Vec::new() } else { list.businesses.iter().filter_map(corrected).collect() }
}

/// The corrections of a business, the oldest first: its place among all, what stood, and what was put in its place.
pub fn corrections_of<'a>(conduct: &'a Conduct, business: &str) -> Vec<(usize, &'a Inspection, &'a Inspection)> {
    let mut own: Vec<_> = conduct.corrections.iter().enumerate().filter(|(_, c)| c.business == business).collect();
    let Some(mut now) = conduct.inspections.get(business) else { return Vec::new() };
    own.reverse();
    let mut all: Vec<_> =
        own.into_iter().map(|(place, c)| (place, &*c.was, std::mem::replace(&mut now, &c.was))).collect();
    all.reverse();
    all
}

/// What differs, field by field.
pub fn compared(list: &Worklist, b: &WorklistItem, was: &Inspection, now: &Inspection) -> Vec<FieldChange> {
    let text = String::new;
    let mut fields = vec![
        Change::Date(None),
        Change::Place(text()),
        Change::Ways(Vec::new()),
        Change::Present(None),
        Change::Result(text()),
        Change::FollowUp(text()),
        Change::Opinion(text()),
        Change::Refused(false),
        Change::Notes(text()),
    ];
    let mut items: Vec<(&str, &str)> = Vec::new();
    for finding in was.findings.iter().chain(&now.findings) {
        let item = (finding.department.as_str(), finding.item.as_str());
        if !items.contains(&item) {
            items.push(item);
        }
    }
    for (department, item) in items {
        fields.push(Change::Problem(department.to_owned(), item.to_owned(), text()));
        fields.push(Change::Handling(department.to_owned(), item.to_owned(), text()));
    }
    let mut points: Vec<(&str, &str, &str)> = Vec::new();
    for a in was.answers.iter().chain(&now.answers) {
        let point = (a.department.as_str(), a.item.as_str(), a.point.as_str());
        if !points.contains(&point) {
            points.push(point);
        }
    }
    let owned = |(department, item, point): (&str, &str, &str)| {
        Change::Answer(department.to_owned(), item.to_owned(), point.to_owned(), None)
    };
    fields.extend(points.into_iter().map(owned));
    let pair = |field: Change| {
        let (was, now) = (shown(list, b, was, &field), shown(list, b, now, &field));
        (was != now).then(|| FieldChange { what: field.title(), was, now })
    };
    fields.into_iter().filter_map(pair).chain(rectified(list, was, now)).collect()
}

/// What differs of 整改与复查.
fn rectified(list: &Worklist, was: &Inspection, now: &Inspection) -> Vec<FieldChange> {
    let fields = |i: &Inspection| {
        let none = Rectification::default();
        let r = i.rectification.as_ref().unwrap_or(&none);
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let names: Vec<&str> = r.reinspectors.iter().map(|key| list.officer_name(key)).collect();
        [
            ("责令改正文号", r.number.clone()),
            ("整改期限", day(r.due)),
            ("整改情况", r.done.clone()),
            ("复查日期", day(r.reinspected)),
            ("复查人员", names.join("、")),
            ("复查结果", r.outcome.map(|o| o.title().to_owned()).unwrap_or_default()),
        ]
    };
    let pairs = fields(was).into_iter().zip(fields(now));
    let differ = pairs.filter(|((_, was), (_, now))| was != now);
    differ.map(|((what, was), (_, now))| FieldChange { what: what.to_owned(), was, now }).collect()
}

impl FieldChange {
    /// 检查结果：“未发现问题”→“发现问题已责令改正”.
    pub fn sentence(&self) -> String {
        let quoted = |text: &str| if text.is_empty() { "（空）".to_owned() } else { format!("“{text}”") };
        format!("{}：{}→{}", self.what, quoted(&self.was), quoted(&self.now))
    }
}
