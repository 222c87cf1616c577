//! 作废单: what a void throws away stays known (protocol §4).

use super::facts::two_lines;
use super::nonce_sheet::groups;
use super::words::BLANK_DATE;
use super::{Block, Column, Document, Fact, Layout, Table, VoidFacts, time};

/// 作废单: what is thrown away by a void, printed and signed at once (protocol §4), so that it stays known.
pub fn void_sheet(f: &VoidFacts<'_>) -> Document {
    let mut blocks = vec![Block::Facts(head(f)), Block::Table(numbers(f))];
    if let Some((_, outcome)) = f.drawn {
        let name = |key: &String| f.seal.sealed.businesses.get(key).map_or(key.clone(), |b| b.name.clone());
        let names: Vec<_> = outcome.businesses.iter().map(name).collect();
        blocks.push(Block::Heading(format!(
            "已抽出、现作废的{}（{}户，按抽出次序）",
            f.seal.subject.title(),
            names.len()
        )));
        blocks.push(Block::Small(names.join("、")));
    }
    let for_ever = if f.seal.preliminary {
        "试行规则的抽取不列入公开记录，本单和操作日志就是作废的凭据。"
    } else {
        "作废不能撤销，也不能删除：以上内容永久写入公开记录，任何人都能看到；下一次封存写入“本次记录摘要”，改动其中任何一项都对不上。"
    };
    blocks.push(Block::Small(for_ever.into()));
    blocks.push(Block::Small("各方请拍下签字后的作废单，带走照片。".into()));
    blocks.push(Block::Signatures(signatures(f)));
    Document {
        title: vec!["双随机抽取作废单".into()],
        layout: Layout::Sheet,
        foot: f.seal.whole_foot(),
        blocks,
        ..Document::default()
    }
}

fn head(f: &VoidFacts<'_>) -> Vec<Vec<Fact>> {
    let (s, m) = (&f.seal, f.seal.seal());
    let lost = || "没有：随机码已遗失".to_owned();
    let mut head = vec![
        vec![Fact::new("任务名称", &m.campaign.title)],
        vec![Fact::new("任务编号", s.number), Fact::new("牵头单位", &m.campaign.lead)],
        vec![Fact::new("封存时间", time(s.sealed_at)), Fact::new("作废的是", s.attempt())],
        vec![Fact::mono("封存码", two_lines(s.commitment))],
        vec![Fact::mono("随机码", f.nonce.map_or_else(lost, groups))],
        vec![f.seed.map_or_else(|| Fact::new("种　子", "没有生成"), |seed| Fact::mono("种　子", two_lines(seed)))],
    ];
    head.extend(s.rules());
    head.extend([
        vec![Fact::new("作废前进展", progress(f))],
        vec![Fact::new("作废理由", &f.void.reason)],
        vec![Fact::new("批准人", &f.void.approved_by), Fact::new("作废时间", time(f.void.at.stamp()))],
        vec![Fact::whole("见证人", f.void.witnesses.join("、"))],
    ]);
    if !s.preliminary {
        head.push(vec![Fact::mono("本次记录\n摘要", two_lines(f.link))]);
    }
    head
}

/// How far the attempt had come.
fn progress(f: &VoidFacts<'_>) -> String {
    let (said, all) = (f.contributions.len(), f.seal.seal().contributors.len());
    match (f.drawn, f.seed) {
        (Some((at, outcome)), _) => {
            let officers = outcome.officers.iter().flat_map(|all| all.values()).map(Vec::len).sum::<usize>();
            let drawn = format!(
                "已于{}抽出{}{}户、执法人员{officers}人",
                time(at),
                f.seal.subject.title(),
                outcome.businesses.len()
            );
            if f.substitutions > 0 { format!("{drawn}，替补{}次", f.substitutions) } else { drawn }
        }
        (None, Some(_)) => "种子已生成，没有抽取".into(),
        (None, None) if said == 0 => "已封存，没有报数".into(),
        (None, None) if said < all => format!("{all}个号码中已报{said}个，没有生成种子"),
        (None, None) => "号码已全部报出，没有生成种子".into(),
    }
}

/// The numbers in the sealed order, those that are missing as well, each with room to sign.
fn numbers(f: &VoidFacts<'_>) -> Table {
    let rows = f.seal.seal().contributors.iter().enumerate().map(|(i, label)| {
        let said = f.contributions.get(i).map_or("没有报数", |c| c.value.as_str());
        vec![(i + 1).to_string().into(), label.as_str().into(), said.into(), "".into()]
    });
    let columns = vec![
        Column::centred("序号", 8),
        Column::left("报数单位", 36),
        Column::centred("号码", 28),
        Column::left("签字", 28),
    ];
    Table { height: 10, ..Table::rows(columns, rows) }
}

/// Who signs besides those who said a number: who approved it, and each witness.
fn signatures(f: &VoidFacts<'_>) -> Vec<Vec<String>> {
    let mut signed = vec![format!("批准人{}（签字）：", f.void.approved_by)];
    signed.extend(f.void.witnesses.iter().map(|name| format!("见证人{name}（签字）：")));
    signed.push(BLANK_DATE.into());
    signed.chunks(2).map(<[String]>::to_vec).collect()
}
