use super::facts::DrawFacts;
use super::{Block, Cell, Column, Document, Fact, Set, Table};

/// What 附件4 counts; made by whoever counts, and shown as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The results that are counted, one column each.
    pub results: Vec<String>,
    /// A row for each department, category or team.
    pub rows: Vec<Tally>,
    /// 合计. It need not be the sum of the rows: several departments inspect one business.
    pub total: Tally,
    /// The businesses, in the record's order.
    pub list: Vec<Line>,
    /// What does not reconcile with the draw, in sentences.
    pub unreconciled: Vec<String>,
}

/// One row of the counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// 部门或类别.
    pub label: String,
    /// 应检查数.
    pub due: u32,
    /// 已检查数.
    pub done: u32,
    /// 已公示数.
    pub published: u32,
    /// How many of each result, in the order of [`Summary::results`].
    pub results: Vec<u32>,
    /// 后续处置, in words.
    pub follow_up: String,
    /// 完结数.
    pub closed: u32,
}

/// One business of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// 企业.
    pub business: String,
    /// 检查组.
    pub team: String,
    /// 检查日期; empty while it is not known.
    pub date: String,
    /// 结果.
    pub result: String,
    /// 问题.
    pub problem: String,
    /// 处置.
    pub handling: String,
    /// 公示日期.
    pub published: String,
}

/// 附件4 跨部门联合“双随机”抽查情况汇总表, and the list of the businesses below it.
pub fn form4(f: &DrawFacts<'_>, summary: &Summary) -> Document {
    let campaign = &f.seal.manifest.campaign;
    let head = vec![
        vec![Fact::new("任务名称", &campaign.title), Fact::new("任务编号", f.seal.number)],
        vec![Fact::new("牵头单位", &campaign.lead), Fact::new("第几次抽取", format!("第{}次", campaign.attempt))],
    ];
    let mut blocks = vec![Block::Facts(head), Block::heading("一、汇总"), Block::Table(counts(summary))];
    let how =
        "完成率＝已公示数÷应检查数；完结率＝完结数÷已公示数。一户由几个部门检查的，每个部门各计一户，合计只计一户。";
    blocks.push(Block::Small(how.into()));
    if !summary.unreconciled.is_empty() {
        let told = summary.unreconciled.join("；");
        blocks.push(Block::Small(format!("与抽取结果不一致：{told}。")));
    }
    blocks.push(Block::heading("二、清单"));
    blocks.push(Block::Table(list(summary)));
    let signed = ["填表人（签字）：", "审核人（签字）：", "负责人（盖章）：　　　　年　　月　　日"];
    blocks.push(Block::Signatures(vec![signed.map(String::from).into()]));
    Document {
        label: "附件4",
        title: vec![f.plan.settings.words.form4_title.clone()],
        wide: true,
        foot: f.foot(),
        blocks,
    }
}

/// A share in per cent to one place, rounded half up; empty where there is nothing to share.
pub(super) fn rate(part: u32, whole: u32) -> String {
    if whole == 0 {
        return String::new();
    }
    let tenths = (u64::from(part) * 2000 + u64::from(whole)) / (2 * u64::from(whole));
    if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{}.{}%", tenths / 10, tenths % 10) }
}

/// The counts as a table; also of the final report.
pub(super) fn counts(summary: &Summary) -> Table {
    // A result's column holds two characters a line where there are ten of them.
    let n = u8::try_from(summary.results.len()).unwrap_or(u8::MAX).max(1);
    let each = (42 / n).clamp(2, 6);
    let fixed = 4 + 3 * 5 + 6 + 9 + 5 + 6;
    let label = 100_u8.saturating_sub(fixed).saturating_sub(each.saturating_mul(n)).max(8);
    let mut columns = vec![
        Column::centred("序号", 4),
        Column::left("部门或类别", label),
        Column::number("应检查数", 5),
        Column::number("已检查数", 5),
        Column::number("已公示数", 5),
        Column::number("完成率", 6),
    ];
    columns.extend(summary.results.iter().map(|r| Column::new(r.clone(), each, Set::Number)));
    columns.push(Column::left("后续处置", 9));
    columns.push(Column::number("完结数", 5));
    columns.push(Column::number("完结率", 6));
    let rows = (1..).zip(&summary.rows).map(|(n, t)| tally(summary, n.to_string(), t));
    let total = tally(summary, String::new(), &Tally { label: "合　计".into(), ..summary.total.clone() });
    Table::rows(columns, rows.chain([total]))
}

fn tally(summary: &Summary, number: String, t: &Tally) -> Vec<Cell> {
    let count = |n: u32| Cell::from(n.to_string());
    let mut row = vec![
        number.into(),
        t.label.as_str().into(),
        count(t.due),
        count(t.done),
        count(t.published),
        rate(t.published, t.due).into(),
    ];
    row.extend((0..summary.results.len()).map(|i| count(t.results.get(i).copied().unwrap_or(0))));
    row.extend([t.follow_up.as_str().into(), count(t.closed), rate(t.closed, t.published).into()]);
    row
}

pub(super) fn list(summary: &Summary) -> Table {
    let rows = (1..).zip(&summary.list).map(|(n, l): (usize, &Line)| {
        let cells = [&l.business, &l.team, &l.date, &l.result, &l.problem, &l.handling, &l.published];
        [n.to_string()].iter().chain(cells).map(|text| text.as_str().into()).collect()
    });
    let columns = vec![
        Column::centred("序号", 5),
        Column::left("企业", 20),
        Column::centred("检查组", 7),
        Column::centred("检查日期", 10),
        Column::left("结果", 14),
        Column::left("问题", 18),
        Column::left("处置", 16),
        Column::centred("公示日期", 10),
    ];
    Table::rows(columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 7/11 = 63.63…, 1/8 = 12.5, 2/3 = 66.66…, 1/16 = 6.25 → 6.3.
    #[test]
    fn rates_are_rounded_half_up() {
        let rates =
            [(7, 11, "63.6%"), (1, 8, "12.5%"), (2, 3, "66.7%"), (1, 16, "6.3%"), (11, 11, "100%"), (0, 3, "0%")];
        for (part, whole, text) in rates {
            assert_eq!(rate(part, whole), text);
        }
        assert_eq!(rate(0, 0), "");
    }

    #[test]
    fn widths_fill_the_table_for_any_usual_number_of_results() {
        for n in 1..=16 {
            let results = vec!["未发现问题".to_owned(); n];
            let table = counts(&Summary { results, ..Summary::default() });
            assert_eq!(table.columns.iter().map(|c| u32::from(c.width)).sum::<u32>(), 100, "{n}");
        }
    }
}
