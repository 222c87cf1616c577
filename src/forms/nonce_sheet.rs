//! 随机码封袋页: the nonce on paper, in an envelope until the numbers are opened (protocol §4).

use super::facts::two_lines;
use super::{Block, Document, Fact, Layout, Para, SealFacts, time};
use crate::draw::Nonce;

/// 随机码封袋页: the nonce of a seal, to be folded and kept in a signed envelope until the numbers are opened, so that it
/// can't be lost (protocol §4). Nobody may see it before.
pub fn nonce_sheet(f: &SealFacts<'_>, nonce: Nonce) -> Document {
    let m = f.seal();
    let head = vec![
        vec![Fact::new("任务名称", &m.campaign.title)],
        vec![Fact::new("任务编号", f.number), Fact::new("牵头单位", &m.campaign.lead)],
        vec![Fact::new("封存时间", time(f.sealed_at)), Fact::new("第几次抽取", format!("第{}次", m.campaign.attempt))],
        vec![Fact::mono("封存码", two_lines(f.commitment))],
    ];
    let signed = [["封袋人（签字）：", "监督人（签字）："], ["见证人（签字）：", "封袋时间："]];
    let why = [
        "一、全部纸条打开、号码念完之前，任何人不得查看随机码，包括操作人、监督人和主持人。打印前请关掉投影。",
        "二、印出后字面朝下取走：先把虚线以下的部分向上对折一次，再沿虚线向上折，字迹朝里。各方在上面签字，装进不透光的信封，封口处骑缝签字，交监督人保管。",
        "三、种子由封存码、随机码和各方号码算出。有了本页，没有人能借口“随机码丢了”重抽：拆开信封，凭随机码和各方号码，任何人都能算出本来会抽中谁。",
        "四、号码念完、种子生成后拆封，与屏幕上的随机码核对，和封存单一起存档。拆封时各方在场。",
    ];
    let secret = vec![vec![Fact { mono: true, ..Fact::tall("随机码", groups(nonce), 20) }]];
    let blocks =
        [Block::Facts(head), Block::Signatures(Vec::from(signed.map(|row| Vec::from(row.map(str::to_owned)))))];
    Document {
        title: vec!["随机码封袋页".into()],
        layout: Layout::Form,
        foot: f.whole_foot(),
        blocks: blocks
            .into_iter()
            .chain(why.map(|text| Block::set(text, Para::Flush)))
            .chain([Block::Cut("沿此线向上折，字迹朝里".into()), Block::Facts(secret)])
            .collect(),
        ..Document::default()
    }
}

/// The 32 digits in groups of four.
pub(super) fn groups(nonce: Nonce) -> String {
    let hex = nonce.hex();
    (0..8).map(|i| &hex[i * 4..i * 4 + 4]).collect::<Vec<_>>().join(" ")
}
