//! 附件4: the counts, what does not reconcile, and the businesses drawn.

use super::facts::{DrawFacts, day};
use super::words::{BLANK_DATE, numbered};
use super::{Block, Cell, Column, Document, Fact, Layout, Set, Table};
use crate::course::{Discrepancy, Summary, SummaryLine, Tally, percent};
use crate::model::NO_FOLLOW_UP;

/// 附件4 跨部门联合“双随机”抽查情况汇总表: the counts by department, category and team, what does not reconcile, and the
/// list of the businesses.
pub fn form4(f: &DrawFacts<'_>, summary: &Summary, discrepancies: &[Discrepancy]) -> Document {
    let campaign = &f.seal.seal().campaign;
    let head = vec![
        vec![Fact::new("任务名称", &campaign.title), Fact::new("任务编号", f.seal.number)],
        vec![Fact::new("牵头单位", &campaign.lead), Fact::new("第几次抽取", format!("第{}次", campaign.attempt))],
    ];
    let mut blocks = vec![Block::Facts(head), Block::heading("汇总"), Block::Table(counts(summary))];
    let how =
        "完成率＝已公示数÷应检查数；完结率＝完结数÷已公示数。一户由几个部门检查的，每个部门各计一户，合计只计一户。";
    let put_right = if summary.rectifies { PUT_RIGHT } else { "" };
    blocks.push(Block::Small(format!("{how}{put_right}{}", followed_up(summary))));
    blocks.extend(unreconciled(discrepancies));
    blocks.push(Block::heading("清单"));
    blocks.push(Block::Table(list(f, summary)));
    let words = &f.plan.settings.words;
    let mut signed: Vec<_> = words.form4_signatures.iter().map(|label| format!("{label}：")).collect();
    signed.last_mut().into_iter().for_each(|last| last.push_str(BLANK_DATE));
    blocks.push(Block::Signatures(vec![signed]));
    Document {
        label: "附件4".into(),
        title: vec![words.form4_title.clone()],
        layout: Layout::Wide,
        foot: f.foot(),
        blocks: numbered(blocks),
    }
}

/// What the columns of 整改 count.
const PUT_RIGHT: &str = "需整改为责令改正的户数，已整改为复查认定整改到位的户数，整改率＝已整改÷需整改。";

/// What was entered and does not reconcile with the draw, where there is anything.
pub(super) fn unreconciled(discrepancies: &[Discrepancy]) -> Option<Block> {
    if discrepancies.is_empty() {
        return None;
    }
    let told: Vec<_> = discrepancies.iter().map(ToString::to_string).collect();
    Some(Block::Small(format!("尚待核实：{}。", told.join("；"))))
}

/// The counts by department, and by category and team where there are several, then of all.
fn counts(summary: &Summary) -> Table {
    // A result's column holds three characters a line where there are ten of them.
    let n = u8::try_from(summary.results.len()).unwrap_or(u8::MAX).max(1);
    let (part, number, count, rate, room) = if summary.rectifies { (5, 3, 3, 6, 40) } else { (5, 4, 4, 6, 46) };
    let each = (room / n).clamp(2, 6);
    let fixed = part + number + 5 * count + 2 * rate + if summary.rectifies { 3 * count + rate } else { 0 };
    let rest = 100_u8.saturating_sub(fixed).saturating_sub(each.saturating_mul(n)).max(8);
    let mut columns = vec![
        Column::centred("分项", part),
        Column::centred("序号", number),
        Column::new(format!("部门或{}", summary.stratum), rest, Set::Left),
        Column::number("应检查数", count),
        Column::number("已检查数", count),
        Column::number("已公示数", count),
        Column::number("完成率", rate),
    ];
    columns.extend(summary.results.iter().map(|r| Column::new(r.clone(), each, Set::Number)));
    columns.push(Column::number("后续处置", count));
    if summary.rectifies {
        columns.extend(["需整改", "已整改", "已复查"].map(|head| Column::number(head, count)));
        columns.push(Column::number("整改率", rate));
    }
    columns.push(Column::number("完结数", count));
    columns.push(Column::number("完结率", rate));
    let parts = [
        ("部门", &summary.by_department, 1),
        (summary.stratum, &summary.by_category, 2),
        ("检查组", &summary.by_team, 2),
    ];
    let told = parts.into_iter().filter(|(_, rows, least)| rows.len() >= *least);
    let mut groups: Vec<_> = told.flat_map(|(part, rows, _)| group(summary, part, rows)).collect();
    let mut total = vec!["".into(), "".into()];
    total.extend(tally(summary, &summary.total));
    groups.push(vec![total]);
    Table { columns, groups, height: 0 }
}

/// The rows of a part, each with its name: they need not stand together on a page.
fn group(summary: &Summary, part: &str, tallies: &[Tally]) -> Vec<Vec<Vec<Cell>>> {
    let row = |(i, t): (usize, &Tally)| {
        let first: [Cell; 2] = [part.into(), (i + 1).to_string().into()];
        vec![first.into_iter().chain(tally(summary, t)).collect()]
    };
    tallies.iter().enumerate().map(row).collect()
}

fn tally(summary: &Summary, t: &Tally) -> Vec<Cell> {
    let count = |n: u32| Cell::from(n.to_string());
    let mut row = vec![
        t.label.as_str().into(),
        count(t.listed),
        count(t.inspected),
        count(t.published),
        percent(t.published, t.listed).into(),
    ];
    row.extend((0..summary.results.len()).map(|i| count(t.results.get(i).copied().unwrap_or(0))));
    let followed_up: u32 = needed(summary, t).map(|(_, n)| n).sum();
    row.push(count(followed_up));
    if summary.rectifies {
        row.extend([count(t.ordered), count(t.rectified), count(t.reinspected), t.rectifying().into()]);
    }
    row.extend([count(t.closed), percent(t.closed, t.published).into()]);
    row
}

/// The follow-ups that are some, and how often each was: what needs none is no follow-up.
fn needed<'a>(summary: &'a Summary, t: &'a Tally) -> impl Iterator<Item = (&'a String, u32)> {
    let all = summary.follow_ups.iter().zip(t.follow_ups.iter().copied());
    all.filter(|(name, _)| *name != NO_FOLLOW_UP)
}

/// What the follow-ups of all are.
fn followed_up(summary: &Summary) -> String {
    let (names, counts): (Vec<_>, Vec<_>) = needed(summary, &summary.total).map(|(name, n)| (name.clone(), n)).unzip();
    match counted(&names, &counts, "；") {
        told if told.is_empty() => told,
        told => format!("后续处置合计：{told}。"),
    }
}

/// `抄告其他部门1户`, …: those that were counted at all.
pub(super) fn counted(names: &[String], counts: &[u32], between: &str) -> String {
    let some = names.iter().zip(counts).filter(|(_, n)| **n > 0);
    some.map(|(name, n)| format!("{name}{n}户")).collect::<Vec<_>>().join(between)
}

/// 序号｜企业｜检查组｜检查日期｜结果｜问题｜处置｜公示日期.
fn list(f: &DrawFacts<'_>, summary: &Summary) -> Table {
    let rows = summary.lines.iter().map(|l: &SummaryLine| {
        let date = |d: Option<chrono::NaiveDate>| Cell::from(d.map(day).unwrap_or_default());
        vec![
            l.number.to_string().into(),
            l.name.as_str().into(),
            l.team.as_str().into(),
            date(l.date),
            l.result.as_str().into(),
            l.problems.join("\n").into(),
            l.handling.join("\n").into(),
            date(l.published),
        ]
    });
    let columns = vec![
        Column::centred("序号", 5),
        Column::left("企业", 17),
        Column::name(f.team_word(), 7),
        Column::name("检查日期", 12),
        Column::left("结果", 14),
        Column::left("问题", 18),
        Column::left("处置", 15),
        Column::name("公示日期", 12),
    ];
    Table::rows(columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_fill_the_table_for_any_usual_number_of_results() {
        for (n, rectifies) in (1..=18).flat_map(|n| [(n, false), (n, true)]) {
            let results = vec!["未发现问题".to_owned(); n];
            let summary = Summary {
                results,
                follow_ups: Vec::new(),
                by_department: Vec::new(),
                by_category: Vec::new(),
                by_team: Vec::new(),
                total: Tally::default(),
                rectifies,
                stratum: "类别",
                transfers: (0, 0),
                progress: Vec::new(),
                lines: Vec::new(),
            };
            let widths = counts(&summary).columns.iter().map(|c| u32::from(c.width)).sum::<u32>();
            assert_eq!(widths, 100, "{n} {rectifies}");
        }
    }
}
