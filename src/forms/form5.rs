//! 附件5: the notice to a business, as an inspection notice of 2024 or a letter of 2018.

use super::facts::{DrawFacts, date, day};
use super::inspection_notice::inspection_notice;
use super::task::{planned_ways, team_said};
use super::words::{BLANK, BLANK_DATE, listed, numbered, open_ended, or, quoted};
use super::{Block, Column, Document, Layout, Para, Table};
use crate::model::NoticeForm;

/// 附件5 to one business, by its key, with its 回执 below: in the form that the campaign's settings have.
pub fn form5(f: &DrawFacts<'_>, business: &str) -> Document {
    match f.plan.settings.notice {
        NoticeForm::Letter => letter_of_2018(f, business),
        NoticeForm::Inspection => inspection_notice(f, business),
    }
}

/// 联合随机抽查告知书.
fn letter_of_2018(f: &DrawFacts<'_>, business: &str) -> Document {
    let settings = f.plan.settings;
    let words = &settings.words;
    let head = [
        Block::set(f.mark(business), Para::Mark),
        Block::set(format!("{}：", f.business_name(business)), Para::Flush),
        Block::text(opening(f)),
    ];
    let mut blocks: Vec<Block> = head.into();
    blocks.push(Block::heading("检查事项"));
    blocks.push(Block::Table(items(f, business)));
    blocks.push(Block::heading("检查时间和方式"));
    blocks.extend(when_and_how(f, business));
    blocks.push(Block::heading("需要准备的资料"));
    blocks.extend(list(&words.materials));
    blocks.push(Block::heading("检查人员"));
    blocks.push(Block::Table(officers(f, business)));
    blocks.push(Block::heading("你单位的权利和义务"));
    blocks.extend([&words.recusal, &words.refusal].into_iter().filter(|w| !w.is_empty()).map(Block::text));
    blocks.push(Block::heading("廉政监督"));
    blocks.push(Block::text("检查人员须遵守下列规定，请你单位监督："));
    blocks.extend(list(&words.integrity));
    blocks.push(closing(f));
    blocks.push(receipt(f, business, &words.form5_title));
    Document {
        label: "附件5".into(),
        title: vec![words.form5_title.clone()],
        layout: Layout::Form,
        foot: f.foot_of(business),
        blocks: numbered(blocks),
    }
}

/// 依据, and that chance chose.
fn opening(f: &DrawFacts<'_>) -> String {
    let own = open_ended(&f.plan.plan.basis);
    let general = open_ended(&f.plan.settings.words.notice_basis);
    let basis = [own, general].into_iter().filter(|b| !b.is_empty()).collect::<Vec<_>>().join("和");
    let campaign = &f.seal.seal().campaign;
    format!(
        "根据{}，经{}公开随机抽取（封存码 {}），你单位被确定为{}的检查对象。现将有关事项告知如下：",
        or(&basis, BLANK),
        date(f.drawn_at),
        f.seal.commitment.short(4),
        quoted(&campaign.title),
    )
}

fn items(f: &DrawFacts<'_>, business: &str) -> Table {
    let mut rows = Vec::new();
    for department in f.departments_of(business) {
        let items = f.items_of(&department.name, business);
        for item in &items {
            rows.push((department.name.as_str(), item.name.as_str(), item.content.as_str()));
        }
        if items.is_empty() {
            rows.push((&department.name, "", ""));
        }
    }
    let explained = rows.iter().any(|(_, _, content)| !content.is_empty());
    let mut columns = vec![Column::centred("序号", 8), Column::left("检查部门", 22)];
    if explained {
        columns.extend([Column::left("检查事项", 35), Column::left("检查内容", 35)]);
    } else {
        columns.push(Column::left("检查事项", 70));
    }
    let rows = (1..).zip(rows).map(|(n, (department, item, content)): (usize, _)| {
        let mut row = vec![n.to_string().into(), department.into(), item.into()];
        if explained {
            row.push(content.into());
        }
        row
    });
    Table::rows(columns, rows)
}

/// The day if it is known, else the days of the stage 实施检查.
fn when_and_how(f: &DrawFacts<'_>, business: &str) -> Vec<Block> {
    let found = f.conduct.inspections.get(business);
    let stage = f.plan.plan.stages.iter().find(|s| s.name.contains("检查"));
    let when = match (found.and_then(|i| i.date), stage.map(|s| (s.from, s.to))) {
        (Some(on), _) => day(on),
        (None, Some((Some(from), Some(to)))) => format!("{}至{}之间", day(from), day(to)),
        _ => BLANK_DATE.to_owned(),
    };
    let ways = found.map(|i| i.ways.clone()).filter(|w| !w.is_empty()).unwrap_or_else(|| planned_ways(f, business));
    let team = f.team_of(business).map(|t| team_said(f, t)).unwrap_or_default();
    let how = format!("检查方式：{}。{team}各部门一次进门，一并检查。", ways.join("、"));
    vec![Block::text(format!("检查时间：{when}。")), Block::text(how)]
}

fn officers(f: &DrawFacts<'_>, business: &str) -> Table {
    let leader = f.team_of(business).and_then(|t| t.leader(&f.seal.seal().campaign.lead));
    let marked = format!("（{}）", f.leader_word());
    let rows = f.officers_of(business).into_iter().map(|(key, department)| {
        let mark = if Some(key) == leader { marked.as_str() } else { "" };
        vec![format!("{}{mark}", f.officer_name(key)).into(), department.into(), f.certificate(key).into()]
    });
    let columns = vec![Column::name("姓名", 30), Column::left("单位", 38), Column::code("执法证号", 32)];
    Table::rows(columns, rows)
}

/// Numbered lines.
fn list(lines: &[String]) -> impl Iterator<Item = Block> {
    listed(lines).into_iter().map(Block::text)
}

/// Whom to ask; who signs, and when.
pub(super) fn closing(f: &DrawFacts<'_>) -> Block {
    let s = f.plan.settings;
    Block::Together(vec![
        Block::text(format!("联系人：{}　　联系电话：{}", or(&s.contact, BLANK), or(&s.contact_phone, BLANK))),
        Block::set(format!("{}（公章）\n{BLANK_DATE}", f.seal.seal().campaign.lead), Para::Right),
    ])
}

/// 回执: that the paper was handed over.
pub(super) fn receipt(f: &DrawFacts<'_>, business: &str, title: &str) -> Block {
    let lead = &f.seal.seal().campaign.lead;
    let number = f.paper_number(business);
    Block::Together(vec![
        Block::Cut("回　执".into()),
        Block::set(format!("{lead}："), Para::Flush),
        Block::text(format!("《{title}》（{number}）已收到。")),
        Block::Signatures(vec![
            vec![format!("收件单位（盖章）：\n{}", f.business_name(business)), "收件人（签字）：".into()],
            vec!["送达人（签字）：".into(), BLANK_DATE.into()],
        ]),
    ])
}
