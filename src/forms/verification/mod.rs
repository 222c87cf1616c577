//! 验证报告: the two questions about a record, kept apart (protocol §9). Whether it agrees with itself, a computer says;
//! whether it is the one of that meeting, only the signed papers.

mod checks;
mod comparison;
mod papers;
mod typed;

use super::facts::two_lines;
use super::seal_facts::foot_with_code;
use super::words::numbered;
use super::{Block, Cell, Column, Document, Fact, Para, Table, time};
use crate::draw::{AttemptReport, Report, Void, Who};
use crate::model::{Digest, Stamp};
pub use checks::{check_told, result_told, verdict_meaning, verdict_told};
pub use comparison::{Comparison, ComparisonLine, Conclusion, attempts_told, substitution_told};
pub use papers::{Carried, Item, Papers};
pub use typed::Compared;

/// What is known once a record was verified.
#[derive(Debug, Clone, Copy)]
pub struct VerificationFacts<'a> {
    /// What was found.
    pub report: &'a Report,
    /// The name of the record's file.
    pub file: &'a str,
    /// SHA-256 of its text.
    pub file_digest: Digest,
    /// When it was verified.
    pub at: Stamp,
    /// What the signed papers say, as far as it was typed, ticked or scanned.
    pub papers: &'a Papers,
}

/// 验证报告: which record was recomputed, what was compared with the signed papers and what not, what each check found.
pub fn verification(f: &VerificationFacts<'_>) -> Document {
    let r = f.report;
    let comparison = Comparison::new(r, f.papers);
    let mut blocks = vec![Block::Facts(head(f, &comparison))];
    if !r.remarks.is_empty() {
        blocks.push(Block::heading("请注意"));
        blocks.extend(r.remarks.iter().map(|remark| Block::set(remark.as_str(), Para::Flush)));
        let more = r.remark_count.saturating_sub(r.remarks.len());
        blocks.extend((more > 0).then(|| Block::Small(format!("……另有{more}条"))));
    }
    if let Some(last) = r.last() {
        blocks.push(Block::heading("与签字的纸核对"));
        blocks.push(Block::Table(compared(r, last, &comparison)));
        blocks.extend(businesses("抽中的各户", last));
    }
    blocks.push(Block::heading("逐项重算"));
    blocks.push(Block::Table(checks_table(r)));
    blocks.extend(differences(r));
    for (i, attempt) in (1..).zip(&r.attempts) {
        blocks.extend(attempt.void.as_ref().map(|void| voided(attempt, void)).unwrap_or_default());
        if i < r.attempts.len() {
            blocks.extend(businesses(&format!("第{}次抽取当时抽中的", attempt.attempt), attempt));
        }
    }
    blocks.push(Block::Small(LIMITS.into()));
    blocks.push(Block::Signatures(vec![vec!["验证人（签字）：".into(), "　　　　年　　月　　日".into()]]));
    let foot = r
        .last()
        .map(|last| foot_with_code(&format!("第{}次抽取", last.attempt), &last.commitment.short(4)))
        .unwrap_or_default();
    Document {
        title: vec!["双随机抽取记录验证报告".into()], foot, blocks: numbered(blocks), ..Document::default()
    }
}

const LIMITS: &str = "本报告由浏览器在本机按公开的mingchou/2规则重算得出，也可用另一程序verify.py复核。记录前后一致，只说明它自己没有矛盾；是不是那次会上的记录，只有与在场各方签过字的封存单、附件2、作废单逐一核对才能知道。它不能证明名录完整。";

fn head(f: &VerificationFacts<'_>, comparison: &Comparison) -> Vec<Vec<Fact>> {
    let r = f.report;
    let itself = format!("{}。{}", verdict_told(r), verdict_meaning(r));
    let meeting = format!("{}。{}", comparison.headline(), comparison.count());
    let mut head = Vec::new();
    if let Some(last) = r.last() {
        let drawn = last.outcome.as_ref().map_or(0, |outcome| outcome.drawn);
        head.push(vec![Fact::new("任务名称", &last.title)]);
        head.push(vec![Fact::new("牵头单位", &last.lead), Fact::new("封存时间", time(last.sealed_at.stamp()))]);
        head.push(vec![
            Fact::new("抽取户数", format!("{}户抽{drawn}户", last.population)),
            Fact::new("抽取次数", attempts_told(r)),
        ]);
    }
    head.extend([
        vec![Fact::new("记录自身", itself)],
        vec![Fact::new("与签字\n的　纸", meeting)],
        vec![Fact::new("记录文件", f.file), Fact::new("验证时间", time(f.at))],
        vec![Fact::mono("文件摘要", two_lines(f.file_digest))],
    ]);
    head
}

/// Item by item, what the record says and whether the paper says the same.
fn compared(report: &Report, last: &AttemptReport, comparison: &Comparison) -> Table {
    let rows = comparison.lines.iter().map(|line| {
        let scanned = if line.scanned && line.compared.is_made() { "（扫码）" } else { "" };
        let found = format!("{}{scanned}", line.compared);
        vec![line.label.as_str().into(), recorded(report, last, line.item).into(), Cell::from(found)]
    });
    let columns = vec![Column::centred("项目", 18), Column::left("这份记录里的", 58), Column::centred("与纸上", 24)];
    Table::rows(columns, rows)
}

/// What the record says of an item.
fn recorded(report: &Report, last: &AttemptReport, item: Item) -> String {
    match item {
        Item::Commitment => two_lines(last.commitment),
        Item::Number(at) => last.contributions.get(at).map(|c| c.value.clone()).unwrap_or_default(),
        Item::Seed => last.seed.map(two_lines).unwrap_or_default(),
        Item::Businesses => last.outcome.as_ref().map(|o| format!("{}户，名单见下", o.drawn)).unwrap_or_default(),
        Item::Attempts => attempts_told(report),
        Item::Substitution(at) => substitution_told(last, at),
    }
}

/// The businesses that an attempt drew.
fn businesses(heading: &str, attempt: &AttemptReport) -> Vec<Block> {
    let Some(outcome) = &attempt.outcome else { return Vec::new() };
    let row = |(i, who): (usize, &Who)| vec![i.to_string().into(), who.name.as_str().into(), who.key.as_str().into()];
    let rows = (1..).zip(&outcome.businesses).map(row);
    let columns =
        vec![Column::centred("序号", 10), Column::left("名称", 54), Column::code("统一社会信用代码等标识", 36)];
    let mut blocks =
        vec![Block::heading(format!("{heading}（{}户）", outcome.drawn)), Block::Table(Table::rows(columns, rows))];
    let left = outcome.drawn.saturating_sub(outcome.businesses.len());
    blocks.extend((left > 0).then(|| Block::Small(format!("只列出前面的，另有{left}户"))));
    blocks
}

fn checks_table(report: &Report) -> Table {
    let rows = report.checks.iter().map(|check| {
        vec![check.name.to_string().into(), check_told(report, check).into(), result_told(check.result).into()]
    });
    let columns = vec![Column::centred("检查", 14), Column::left("重算得出", 62), Column::centred("结果", 24)];
    Table::rows(columns, rows)
}

fn differences(report: &Report) -> Vec<Block> {
    let rows: Vec<_> = report
        .checks
        .iter()
        .flat_map(|check| {
            let more = (check.more > 0).then(|| format!("……另有{}处", check.more));
            let all = check.differences.iter().cloned().chain(more);
            all.map(|text| vec![check.name.to_string().into(), text.into()])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = vec![Column::centred("检查", 14), Column::left("内容", 86)];
    vec![Block::heading("不同之处"), Block::Table(Table::rows(columns, rows))]
}

/// A void attempt, as far as it came.
fn voided(attempt: &AttemptReport, void: &Void) -> Vec<Block> {
    let said: Vec<_> = attempt.contributions.iter().map(|c| format!("{}：{}", c.label, c.value)).collect();
    let said = if said.is_empty() { "没有打开号码".to_owned() } else { said.join("；") };
    let seed = match attempt.seed {
        Some(seed) => Fact::mono("种　子", two_lines(seed)),
        None => Fact::new("种　子", "没有得出"),
    };
    let facts = vec![
        vec![Fact::mono("封存码", two_lines(attempt.commitment))],
        vec![Fact::whole("各方号码", said)],
        vec![seed],
        vec![Fact::new("作废原因", &void.reason)],
        vec![Fact::new("批准人", &void.approved_by), Fact::new("作废时间", time(void.at.stamp()))],
        vec![Fact::whole("见证人", void.witnesses.join("、"))],
    ];
    vec![Block::heading(format!("第{}次抽取（已作废）", attempt.attempt)), Block::Facts(facts)]
}
