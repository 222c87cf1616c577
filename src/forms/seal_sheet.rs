use super::facts::{SealFacts, two_lines};
use super::{Block, Cell, Column, Document, Fact, Table, time};
use crate::model::LeftOut;

/// 封存单: what is printed, read out and signed before anyone says a number (protocol §3, §10).
pub fn seal_sheet(f: &SealFacts<'_>) -> Document {
    let m = f.seal();
    let mut head = vec![
        vec![Fact::new("任务名称", &m.campaign.title)],
        vec![Fact::new("任务编号", f.number), Fact::new("牵头单位", &m.campaign.lead)],
        vec![Fact::new("封存时间", time(f.sealed_at)), Fact::new("第几次抽取", format!("第{}次", m.campaign.attempt))],
        vec![
            Fact::new("抽取基数", format!("{}户", f.population())),
            Fact::new("应抽户数", format!("{}户", f.sample())),
        ],
        vec![
            Fact::new("执法人员", format!("{}人", f.sealed.officers.officers.len())),
            Fact::new("回避关系", format!("{}条", f.sealed.officers.recusals.len())),
        ],
        vec![Fact::new("抽取方式", f.way())],
        vec![Fact::mono("封存码", two_lines(f.commitment))],
        vec![Fact::new("报数单位", m.contributors.join("、"))],
    ];
    if let Some(previous) = m.previous {
        head.push(vec![Fact::mono("上次封存码", two_lines(previous))]);
    }
    let strata = m.strata.iter().zip(f.sizes).map(|(s, size)| {
        vec![
            s.label.as_str().into(),
            s.population.to_string().into(),
            size.as_str().into(),
            s.sample.to_string().into(),
        ]
    });
    let columns = vec![
        Column::centred("类别", 30),
        Column::centred("名录户数", 22),
        Column::centred("比例或户数", 26),
        Column::centred("抽取户数", 22),
    ];
    let departments = m.departments.iter().map(|d| {
        let officers = f.sealed.officers.officers.iter().filter(|o| o.department == d.name).count();
        let strata = d.strata.as_ref().map_or("全部".to_owned(), |s| s.join("、"));
        let mut limits = d.per_team.to_string();
        if let Some(draw) = d.draw {
            limits += &format!("，先抽{draw}人");
        }
        if let Some(cap) = d.cap {
            limits += &format!("，每人至多{cap}户");
        }
        vec![d.name.as_str().into(), officers.to_string().into(), limits.into(), strata.into()]
    });
    let department_columns = vec![
        Column::left("部门", 32),
        Column::centred("名录人数", 16),
        Column::centred("每组（户）人数", 20),
        Column::left("检查的类别", 32),
    ];
    let left_out = left_out(f.left_out);
    let promise = "请在报数之前打印，由在场人员核对封存码并签字。封存码证明结果出自这份名录；不能证明名录完整，也拦不住别处另抽，签字的本单就是凭据。";
    let code = Block::Code {
        text: f.link.to_owned(),
        lines: vec![
            "扫码得到上面的封存码，可与屏幕、公开记录逐位核对。".into(),
            "公开记录里的封存码与本单不同，说明名录或规则在封存后被改动。".into(),
        ],
    };
    Document {
        title: vec!["双随机抽取封存单".into()],
        foot: f.foot(),
        blocks: vec![
            Block::Facts(head),
            code,
            Block::Heading("抽取范围".into()),
            Block::Table(Table::rows(columns, strata)),
            Block::Heading("参加部门".into()),
            Block::Table(Table::rows(department_columns, departments)),
        ]
        .into_iter()
        .chain(left_out)
        .chain([
            Block::Small(promise.into()),
            // Whoever signs on a second page signs this very seal.
            Block::Small(format!("第{}次抽取，封存码 {}", m.campaign.attempt, f.commitment.groups())),
            Block::Signatures(signatures(&m.contributors)),
        ])
        .collect(),
        ..Document::default()
    }
}

/// Names that are told of those left out for one reason.
const NAMED: usize = 30;

/// Who was left out of the rosters, by reason; nothing if nobody was.
fn left_out([businesses, officers]: &[Vec<LeftOut>; 2]) -> Vec<Block> {
    let mut rows = by_reason(businesses, "市场主体", "户");
    rows.extend(by_reason(officers, "执法人员", "人"));
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = vec![Column::left("名录", 22), Column::left("名称或姓名", 48), Column::left("理由", 30)];
    vec![Block::Heading("名录中不参加抽取的".into()), Block::Table(Table::rows(columns, rows.into_iter()))]
}

fn by_reason(all: &[LeftOut], who: &str, unit: &str) -> Vec<Vec<Cell>> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for LeftOut { name, reason } in all {
        match reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((reason, vec![name])),
        }
    }
    let row = |(reason, names): (&str, Vec<&str>)| {
        let named = names.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
        let more = if names.len() > NAMED { "等" } else { "" };
        vec![format!("{who}{}{unit}", names.len()).into(), format!("{named}{more}").into(), reason.into()]
    };
    reasons.into_iter().map(row).collect()
}

/// Who signs: those who sealed and watched, then everyone who will say a number, two a row.
fn signatures(contributors: &[String]) -> Vec<Vec<String>> {
    let mut rows = vec![vec!["封存人（签字）：".into(), "监督人（签字）：".into()]];
    let mut present: Vec<_> = contributors.iter().map(|c| format!("{c}（签字）：")).collect();
    if present.len() % 2 == 1 {
        present.push("其他在场人员（签字）：".into());
    }
    rows.extend(present.chunks(2).map(<[String]>::to_vec));
    rows.push(vec!["其他在场人员（签字）：".into(), "　　　　年　　月　　日".into()]);
    rows
}
