//! 附件2: the record of the draw that those present sign.

use super::afterwards::afterwards_signed;
use super::facts::two_lines;
use super::must;
use super::words::{BLANK_DATE, PRELIMINARY, numbered};
use super::{Block, Cell, Column, Document, DrawFacts, Fact, Set, Table, recusal, time};
use crate::draw::PROTOCOL;

/// 附件2 跨部门联合“双随机”抽查执法人员、市场主体选派（抽取）记录单.
pub fn form2(f: &DrawFacts<'_>) -> Document {
    let mut blocks = vec![Block::Facts(head(f))];
    blocks.extend(f.seal.code(f.link, CODE.map(str::to_owned).into()));
    blocks.push(Block::heading(format!("抽取的{}", f.subject())));
    blocks.push(Block::Table(businesses(f)));
    blocks.push(Block::heading("抽取的执法人员"));
    blocks.push(Block::Table(officers(f)));
    let must = must::blocks(&f.seal);
    if !must.is_empty() {
        blocks.push(Block::heading(format!("必查的{}（不参加抽取）", f.subject())));
        blocks.extend(must);
    }
    blocks.extend(afterwards_signed(f));
    let words = &f.plan.settings.words;
    let mut signed: Vec<_> = words.form2_signatures.iter().map(|label| format!("{label}：")).collect();
    signed.push(BLANK_DATE.to_owned());
    blocks.push(Block::Signatures(signed.chunks(3).map(<[String]>::to_vec).collect()));
    let take_photos = "各方请拍下签字后的本表和封存单，带走照片";
    blocks.push(Block::Small(if f.seal.preliminary {
        format!("{PRELIMINARY}。{take_photos}。")
    } else {
        format!("种子由封存码、随机码和各方报数按公开的 {PROTOCOL} 规则以SHA-256算出；凭公开记录可重算全部结果。{take_photos}：日后以签字的纸核对公开记录。")
    }));
    Document {
        label: "附件2".into(),
        title: words.form2_title.clone(),
        foot: f.foot(),
        blocks: numbered(blocks),
        ..Document::default()
    }
}

/// What the code beside the head is for.
const CODE: [&str; 2] = [
    "扫左边的码可得上面的封存码和种子。日后验证公开记录时，封存码、种子、各方报数都要与签字的本表逐位核对；只有封存码相同，不算一致。",
    "有替补时，本表重新印出，在替补的一行签字。",
];

/// So many characters of a ratio stand beside another fact.
const HALF_LINE: usize = 24;

fn head(f: &DrawFacts<'_>) -> Vec<Vec<Fact>> {
    let s = &f.seal;
    let m = s.seal();
    let said: Vec<_> = f.contributions.iter().map(|c| format!("{}：{}", c.label, c.value)).collect();
    let mut head = vec![
        vec![Fact::new("任务名称", &m.campaign.title)],
        vec![Fact::new("任务编号", s.number), Fact::new("牵头单位", &m.campaign.lead)],
        vec![Fact::new("抽取时间", time(f.drawn_at)), Fact::new("抽取地点", s.place)],
        vec![Fact::new("抽取方式", s.way()), Fact::new("第几次抽取", format!("第{}次", m.campaign.attempt))],
    ];
    // Of many strata the ratios need the whole line.
    let (population, ratio) = (Fact::new("抽取基数", format!("{}户", s.population())), s.ratio());
    if ratio.chars().count() > HALF_LINE {
        head.extend([vec![population], vec![Fact::whole("抽取比例", ratio)]]);
    } else {
        head.push(vec![population, Fact::new("抽取比例", ratio)]);
    }
    head.extend([
        vec![
            Fact::new("应抽户数", format!("{}户", s.sample())),
            Fact::new("实抽户数", format!("{}户", f.outcome.businesses.len())),
        ],
        vec![Fact::mono("封存码", two_lines(s.commitment))],
        vec![Fact::whole("各方报数", said.join("；"))],
        vec![Fact::mono("种　子", two_lines(f.seed))],
    ]);
    head.extend(s.rules());
    head.extend(recusal::round(f).map(|round| vec![round]));
    let to_replace = recusal::to_replace(f, &recusal::against(f));
    if !to_replace.is_empty() {
        head.push(vec![Fact::whole("检查前\n须替换", to_replace.join("\n"))]);
    }
    head
}

fn businesses(f: &DrawFacts<'_>) -> Table {
    let rows = f.outcome.businesses.iter().enumerate().map(|(i, key)| {
        let own = [
            (i + 1).to_string().into(),
            replaced(f.business_name(key), f.in_place_of(key) != Some(key)),
            f.code(key).into(),
            f.category(key).into(),
        ];
        own.into_iter().chain(f.reached(key).map(Cell::from)).collect()
    });
    let columns = vec![
        Column::centred("序号", 6),
        Column::new(format!("{}名称", f.subject()), 19, Set::Left),
        Column::code("统一社会信用代码", 22),
        Column::name(f.seal.stratum_title(), 8),
        Column::left("地址", 17),
        Column::name("联系人", 12),
        Column::code("电话", 16),
    ];
    Table::rows(columns, rows)
}

fn officers(f: &DrawFacts<'_>) -> Table {
    let team_of = |key: &String| {
        let teams = f.outcome.teams.iter().filter(|t| t.all_officers().any(|o| o == key));
        let left = |number| if f.left(number, key) { "（已换下）" } else { "" };
        teams.map(|t| f.team_name(t.number) + left(t.number)).collect::<Vec<_>>().join("、")
    };
    let mut rows = Vec::new();
    for department in &f.seal.seal().departments {
        for key in f.outcome.officers.iter().filter_map(|all| all.get(&department.name)).flatten() {
            rows.push(vec![
                (rows.len() + 1).to_string().into(),
                f.officer_name(key).into(),
                department.name.as_str().into(),
                f.certificate(key).into(),
                team_of(key).into(),
            ]);
        }
    }
    let columns = vec![
        Column::centred("序号", 8),
        Column::name("姓名", 18),
        Column::left("单位", 26),
        Column::code("执法证号", 24),
        Column::name(f.team_word(), 24),
    ];
    Table::rows(columns, rows)
}

/// A name, and that somebody came in for it.
fn replaced(name: &str, replaced: bool) -> Cell {
    format!("{name}{}", if replaced { "（已换下）" } else { "" }).into()
}
