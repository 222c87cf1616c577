//! Whether a record is the one of that meeting: what it says beside what those present signed (protocol §4 and §9). A
//! record alone can't tell, so nothing counts as the same that was not compared.

use super::papers::{Item, Papers};
use super::typed::{Compared, code, number};
use crate::draw::{AttemptReport, Report, Verdict};
use crate::model::{Digest, EntityKind};

/// An item with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonLine {
    /// Which.
    pub item: Item,
    /// What it is called.
    pub label: String,
    /// What came of it.
    pub compared: Compared,
    /// Whether the code was scanned.
    pub scanned: bool,
}

/// The attempt that counts, beside the papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The items, in the order of the papers.
    pub lines: Vec<ComparisonLine>,
    /// Whether the record contradicts itself, so that no comparison makes it good.
    broken: bool,
    /// Whether all that there is to compare is listed; of a record as long as a book it is not.
    whole: bool,
}

/// What the comparison comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conclusion {
    /// Something is another.
    Different,
    /// Nothing is another, but not all is compared.
    Open,
    /// All is the same.
    Same,
}

impl Comparison {
    /// Compares the record's last attempt, which counts.
    pub fn new(report: &Report, papers: &Papers) -> Self {
        let lines = report
            .last()
            .map_or_else(Vec::new, |last| items(last, papers).map(|item| line(report, last, papers, item)).collect());
        let whole = report.last().is_none_or(AttemptReport::is_whole);
        Self { lines, broken: report.verdict == Verdict::Different, whole }
    }

    /// What came of an item.
    pub fn of(&self, item: Item) -> Option<&ComparisonLine> {
        self.lines.iter().find(|line| line.item == item)
    }

    /// Those for which the test holds.
    fn named(&self, test: impl Fn(&Compared) -> bool) -> Vec<&str> {
        self.lines.iter().filter(|line| test(&line.compared)).map(|line| line.label.as_str()).collect()
    }

    /// What it comes to.
    pub fn conclusion(&self) -> Conclusion {
        if self.lines.iter().any(|line| matches!(line.compared, Compared::Different(_))) {
            Conclusion::Different
        } else if self.broken || !self.whole || self.lines.iter().any(|line| line.compared != Compared::Same) {
            Conclusion::Open
        } else {
            Conclusion::Same
        }
    }

    /// That in a line.
    pub fn headline(&self) -> &'static str {
        let made = self.lines.iter().any(|line| line.compared.is_made());
        match self.conclusion() {
            Conclusion::Different => "与签字的纸不同",
            Conclusion::Same => "与签字的纸逐项相同",
            Conclusion::Open if self.lines.iter().all(|line| line.compared == Compared::Same) => match self.whole {
                true => "与签字的纸逐项相同，但记录自己前后不符",
                false => "列出的都相同，没有列出的还没有核对",
            },
            Conclusion::Open if made => "是不是那次会上的记录，还没有核对完",
            Conclusion::Open => "是不是那次会上的记录，还没有核对",
        }
    }

    /// How much is compared, and how much is not yet.
    pub fn count(&self) -> String {
        let different = self.named(|c| matches!(c, Compared::Different(_)));
        let (same, open) = (self.named(|c| *c == Compared::Same).len(), self.named(|c| !c.is_made()));
        let made = same + different.len();
        let mut text = match (made, different.is_empty()) {
            (0, _) => "请对照签过字的封存单和附件2".to_owned(),
            (_, true) => format!("已核对{made}项，都相同"),
            (_, false) => {
                format!("已核对{made}项，相同{same}项，不同{}项（{}）", different.len(), different.join("、"))
            }
        };
        match open.as_slice() {
            [] if self.whole => text.push_str("；没有剩下的"),
            [] => {}
            open if made == 0 => text.push_str(&format!("，共{}项", open.len())),
            open if open.len() > 4 => text.push_str(&format!("；还有{}项没有核对", open.len())),
            open => text.push_str(&format!("；还有{}项没有核对（{}）", open.len(), open.join("、"))),
        }
        if !self.whole {
            text.push_str("；记录太长，没有全部列出，其余的请用记录文件核对");
        }
        text + "。"
    }
}

/// What there is to compare: a seed on the paper as well where the record has none.
fn items(attempt: &AttemptReport, papers: &Papers) -> impl Iterator<Item = Item> {
    let numbers = (0..attempt.contributions.len()).map(Item::Number);
    let substitutions = (0..attempt.substitutions.len()).map(Item::Substitution);
    let seed = (attempt.seed.is_some() || !papers.typed(Item::Seed).is_empty()).then_some(Item::Seed);
    let businesses = attempt.outcome.as_ref().map(|_| Item::Businesses);
    let before = [Item::Commitment].into_iter().chain(numbers).chain(seed).chain(businesses);
    before.chain([Item::Attempts]).chain(substitutions)
}

fn line(report: &Report, last: &AttemptReport, papers: &Papers, item: Item) -> ComparisonLine {
    let typed = papers.typed(item);
    let ticked = || match papers.ticked(item) {
        None => Compared::NotYet,
        Some(true) => Compared::Same,
        Some(false) => Compared::Different(String::new()),
    };
    let (label, compared) = match item {
        Item::Commitment => ("封存码".to_owned(), of_attempts(report, typed, |a| Some(a.commitment))),
        Item::Seed => ("种子".to_owned(), of_attempts(report, typed, |a| a.seed)),
        Item::Number(at) => last.contributions.get(at).map_or_else(
            || (String::new(), Compared::NotYet),
            |c| (format!("{}的号码", c.label), number(typed, &c.value)),
        ),
        Item::Businesses => ("抽中名单".to_owned(), ticked()),
        Item::Attempts => ("抽取次数".to_owned(), ticked()),
        Item::Substitution(at) => (format!("第{}次替补", at + 1), ticked()),
    };
    ComparisonLine { item, label, compared, scanned: papers.is_scanned(item) }
}

/// A code against that of the last attempt; one of an attempt before is named.
fn of_attempts(report: &Report, typed: &str, of: impl Fn(&AttemptReport) -> Option<Digest>) -> Compared {
    let Some((last, before)) = report.attempts.split_last() else { return Compared::NotYet };
    let Some(recorded) = of(last) else {
        return if typed.is_empty() {
            Compared::NotYet
        } else {
            Compared::Different("记录里最后一次没有".to_owned())
        };
    };
    let same = |a: &&AttemptReport| of(a).is_some_and(|digest| code(typed, digest) == Compared::Same);
    match (code(typed, recorded), before.iter().find(same)) {
        (Compared::Different(_), Some(earlier)) => Compared::Different(format!(
            "这是第{}次抽取的，那一次已经作废，请用第{}次的纸",
            earlier.attempt, last.attempt
        )),
        (compared, _) => compared,
    }
}

/// How many attempts, voids and substitutions.
pub fn attempts_told(report: &Report) -> String {
    let Some(last) = report.last() else { return String::new() };
    let voided = report.attempt_count - usize::from(last.void.is_none());
    format!("抽取{}次（作废{voided}次），最后一次的替补{}次", report.attempt_count, last.substitution_count)
}

/// A substitution in a sentence.
pub fn substitution_told(attempt: &AttemptReport, at: usize) -> String {
    let Some(s) = attempt.substitutions.get(at) else { return String::new() };
    let who = match (s.kind, &s.out, &s.incoming) {
        (EntityKind::Officer, None, _) => "替换一名执法人员（姓名没有公开）".to_owned(),
        (EntityKind::Business, None, _) => "没有写明换下的是谁".to_owned(),
        (_, Some(out), Some(incoming)) => format!("{out}换下，{incoming}递补"),
        (_, Some(out), None) => format!("{out}换下，无人可补，该位空缺"),
    };
    format!("第{}{}：{who}。原因：{}；批准人：{}", s.team, attempt.mode.unit(), s.reason, s.approved_by)
}
