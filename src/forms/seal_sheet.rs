//! 封存单: what is sealed, on paper and signed before anyone says a number (protocol §4).

use super::facts::two_lines;
use super::must;
use super::words::BLANK_DATE;
use super::{Block, Cell, Column, Document, Fact, Layout, SealFacts, Set, Table, time};
use crate::model::{LeftOut, must_list, objects_in_words};

/// 封存单: what is sealed, in words that a signer can read, and a line for each number. It is printed before anyone says
/// one, filled in by hand and signed (protocol §4). What a county seals is to stay on one page.
pub fn seal_sheet(f: &SealFacts<'_>) -> Document {
    let m = f.seal();
    let mut blocks = vec![Block::Facts(head(f))];
    blocks.extend(f.code(f.link, PROCEDURE.map(str::to_owned).into()));
    blocks.extend([Block::Table(strata(f)), Block::Table(departments(f))]);
    blocks.extend(must::blocks(f));
    blocks.extend(left_out(f).map(Block::Small));
    blocks.push(Block::Table(numbers(&m.contributors)));
    blocks.push(Block::Small(PROMISE.into()));
    let signed = [["封存人（签字）：", "监督人（签字）："], ["其他在场人员（签字）：", BLANK_DATE]];
    blocks.push(Block::Signatures(Vec::from(signed.map(|row| Vec::from(row.map(str::to_owned))))));
    Document {
        title: vec!["双随机抽取封存单".into()],
        layout: Layout::Sheet,
        foot: f.whole_foot(),
        blocks,
        ..Document::default()
    }
}

/// What a party does with its number (protocol §4).
const PROCEDURE: [&str; 4] = [
    "一、各方各自在自己的纸条上写6位以上数字，不给任何人看，折好放到桌上。全部放好之前，一张也不打开。",
    "二、全部放好后谁也不再碰自己的纸条；掷骰、摸球的，在打开第一张之前进行。再由另一方逐张打开，当众念出，抄到下面的表里；写的人核对后签字。",
    "三、纸条与封存码合影、留存。各方请拍下签字后的封存单，带走照片。",
    "扫左边的码可得封存码，与屏幕、公开记录逐位核对。",
];

/// What the sheet proves, and what it does not (protocol §10).
const PROMISE: &str = "本单的作用：封存之后名录、规则、回避有任何改动，封存码都对不上；事后换了号码或另抽一次，凭签字的本单和附件2就能看出。本单不能证明名录完整，也防不住在场各方事先串通。";

fn head(f: &SealFacts<'_>) -> Vec<Vec<Fact>> {
    let m = f.seal();
    let mut head = vec![
        vec![Fact::new("任务名称", &m.campaign.title)],
        vec![Fact::new("任务编号", f.number), Fact::new("牵头单位", &m.campaign.lead)],
        vec![Fact::new("封存时间", time(f.sealed_at)), Fact::new("第几次抽取", format!("第{}次", m.campaign.attempt))],
        vec![Fact::new("抽取方式", f.way())],
        vec![Fact::mono("封存码", two_lines(f.commitment))],
    ];
    head.extend(f.rules());
    if let Some(previous) = m.previous {
        head.push(vec![Fact::mono("上次记录\n摘要", two_lines(previous))]);
    }
    head
}

/// How many are listed and drawn of each category, two a line, and of all.
fn strata(f: &SealFacts<'_>) -> Table {
    let strata = &f.seal().strata;
    let mut parts: Vec<[String; 4]> = strata
        .iter()
        .enumerate()
        .map(|(i, s)| {
            let size = f.sizes.get(i).cloned().unwrap_or_default();
            [s.label.clone(), s.population.to_string(), size, s.sample.to_string()]
        })
        .collect();
    if parts.len() > 1 {
        parts.push(["合计".into(), f.population().to_string(), String::new(), f.sample().to_string()]);
    }
    let across = parts.len().min(2);
    let widths: [u8; 4] = if across == 2 { [16, 10, 14, 10] } else { [34, 20, 28, 18] };
    let heads = [f.stratum_title(), "名录户数", "比例或户数", "抽取户数"];
    let column = |_| heads.into_iter().zip(widths).map(|(head, width)| Column::centred(head, width));
    let row = |some: &[[String; 4]]| {
        let mut cells: Vec<Cell> = some.iter().flatten().map(|text| text.as_str().into()).collect();
        cells.resize(4 * across, "".into());
        cells
    };
    Table::rows((0..across).flat_map(column).collect(), parts.chunks(across.max(1)).map(row))
}

/// How many officers each department has listed, and how many recusals.
fn departments(f: &SealFacts<'_>) -> Table {
    let officers = &f.sealed.officers;
    let rows = f.seal().departments.iter().map(|d| {
        let of = |key: &str| officers.get(key).is_some_and(|o| o.department == d.name);
        let listed = officers.officers.iter().filter(|o| o.department == d.name).count();
        let recusals = officers.recusals.iter().filter(|(officer, _)| of(officer)).count();
        let mut limits = format!("{}人", d.per_team);
        if let Some(draw) = d.draw {
            limits += &format!("，先抽{draw}人");
        }
        if let Some(cap) = d.cap {
            limits += &format!("，每人至多{cap}户");
        }
        let strata = objects_in_words(
            f.by,
            f.seal().strata.iter().map(|s| s.label.as_str()),
            d.strata.as_deref().unwrap_or(&[]),
        );
        let (listed, recusals) = (format!("{listed}人"), format!("{recusals}条"));
        vec![d.name.as_str().into(), listed.into(), limits.into(), recusals.into(), strata.into()]
    });
    let columns = vec![
        Column::left("部门", 27),
        Column::centred("执法人员名录", 16),
        Column::new(format!("每{}人数", f.seal().matching.mode.unit()), 19, Set::Centred),
        Column::centred("回避", 9),
        Column::left(if f.by.has_category() { "检查的类别" } else { "检查的对象" }, 29),
    ];
    Table::rows(columns, rows)
}

/// The lines to write the numbers on, in the order in which they enter the seed.
fn numbers(contributors: &[String]) -> Table {
    let rows = (1..)
        .zip(contributors)
        .map(|(n, label): (u32, _)| vec![n.to_string().into(), label.as_str().into(), "".into(), "".into()]);
    let columns = vec![
        Column::centred("序号", 8),
        Column::left("报数单位", 35),
        Column::left("号码（亲笔，6位以上）", 32),
        Column::left("签字", 25),
    ];
    Table { height: 10, ..Table::rows(columns, rows) }
}

/// Names that are told of those left out for one reason.
const NAMED: usize = 8;

/// Who was left out of the rosters, by reason; nothing if nobody was.
fn left_out(f: &SealFacts<'_>) -> Option<String> {
    let [businesses, officers] = f.left_out;
    let businesses: Vec<_> = businesses.iter().filter(|out| must_list(&out.reason).is_none()).cloned().collect();
    let parts: Vec<_> = [(f.subject.title(), "户", &businesses), ("执法人员", "人", officers)]
        .into_iter()
        .filter(|(_, _, all)| !all.is_empty())
        .map(|(who, unit, all)| format!("{who}{}{unit}：{}。", all.len(), by_reason(all, unit)))
        .collect();
    (!parts.is_empty()).then(|| format!("名录中不参加抽取的　{}", parts.concat()))
}

/// 已停业2户（甲公司、乙公司）；已注销1户（丙公司）.
fn by_reason(all: &[LeftOut], unit: &str) -> String {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for LeftOut { name, reason, .. } in all {
        match reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((reason, vec![name])),
        }
    }
    let one = |(reason, names): &(&str, Vec<&str>)| {
        let named = names.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
        let more = if names.len() > NAMED { "等" } else { "" };
        format!("{reason}{}{unit}（{named}{more}）", names.len())
    };
    reasons.iter().map(one).collect::<Vec<_>>().join("；")
}
