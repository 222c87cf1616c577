use super::facts::two_lines;
use super::{Block, Column, Document, Fact, Table, time};
use crate::draw::Report;
use crate::model::{Digest, Stamp};

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
    /// The commitment on the seal sheet, if the record was compared with it.
    pub expected: Option<Digest>,
}

/// 验证报告: which record was recomputed, what each check found (protocol §9).
pub fn verification(f: &VerificationFacts<'_>) -> Document {
    let r = f.report;
    let verdict = if r.is_clean() {
        "一致：按公开规则重算，与记录完全相同".to_owned()
    } else {
        format!("不一致：有{}处不同", r.differences())
    };
    let said: Vec<_> = r.contributions.iter().map(|c| format!("{}：{}", c.label, c.value)).collect();
    let mut head = vec![
        vec![Fact::new("任务名称", &r.title)],
        vec![Fact::new("牵头单位", &r.lead), Fact::new("第几次抽取", format!("第{}次", r.attempt))],
        vec![
            Fact::new("市场主体", format!("{}户抽{}户", r.businesses, r.drawn)),
            Fact::new("执法人员", format!("名录{}人", r.officers)),
        ],
        vec![Fact::new("替补", format!("{}次", r.substitutions)), Fact::new("作废", format!("{}次", r.voided))],
        vec![Fact::mono("封存码", two_lines(r.commitment))],
        vec![Fact::new("各方报数", said.join("；"))],
        vec![Fact::mono("种　子", two_lines(r.seed))],
        vec![Fact::new("记录文件", f.file), Fact::new("验证时间", time(f.at))],
        vec![Fact::mono("文件摘要", two_lines(f.file_digest))],
        vec![Fact::new("结　论", verdict)],
    ];
    if let Some(expected) = f.expected {
        let same = if expected == r.commitment {
            "与封存单相同"
        } else {
            "与封存单不同，不是封存的那一次"
        };
        head.push(vec![Fact::new("封存单", same)]);
    }
    let checks = r.checks.iter().map(|check| {
        let found = if check.passed() {
            "一致".to_owned()
        } else {
            format!("{}处不同", check.differences.len() + check.more)
        };
        vec![check.name.to_string().into(), check.name.about().into(), found.into()]
    });
    let columns = vec![Column::centred("核对", 16), Column::left("做了什么", 62), Column::centred("结果", 22)];
    let mut blocks =
        vec![Block::Facts(head), Block::Heading("逐项核对".into()), Block::Table(Table::rows(columns, checks))];
    let told = r
        .checks
        .iter()
        .flat_map(|c| c.differences.iter().map(move |d| vec![c.name.to_string().into(), d.as_str().into()]));
    let told: Vec<_> = told.collect();
    if !told.is_empty() {
        blocks.push(Block::Heading("不同之处".into()));
        let columns = vec![Column::centred("核对", 16), Column::left("内容", 84)];
        blocks.push(Block::Table(Table::rows(columns, told)));
    }
    blocks.extend(r.remarks.iter().map(|remark| Block::Small(format!("说明：{remark}"))));
    let limits = "本报告由浏览器在本机按公开的 mingchou/1 规则重算得出，也可用另一程序 tools/verify.py 复核。它证明结果出自记录中的名录和报数；不能证明名录完整，也不能证明没有在别处另抽，须与报数之前签字的封存单核对。";
    blocks.push(Block::Small(limits.into()));
    blocks.push(Block::Signatures(vec![vec!["验证人（签字）：".into(), "　　　　年　　月　　日".into()]]));
    let foot = format!("第{}次抽取　封存码 {}", r.attempt, r.commitment.short(4));
    Document { title: vec!["双随机抽取记录验证报告".into()], foot, blocks, ..Document::default() }
}
