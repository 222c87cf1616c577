//! 现场检查笔录 of one business: when from and to, that the certificates were shown and the rights told, whether anybody is to stay
//! away, what was found, what the business says; signed on every page (行政处罚法 55, 行政执法全过程记录).

use super::facts::{DrawFacts, day};
use super::words::BLANK;
use super::{Block, Cell, Column, Document, Fact, Layout, Para, Table};
use crate::model::{Business, Inspection};
use crate::route::Papers;

/// The title of 现场检查笔录.
const SCENE_TITLE: &str = Papers::Scenes.title();

/// 现场检查笔录 of a business, by its key: filled with what is known, room to write for what is not.
pub fn scene_record(f: &DrawFacts<'_>, business: &str) -> Document {
    let none = Inspection::default();
    let found = f.conduct.inspections.get(business).unwrap_or(&none);
    let blocks = vec![
        Block::set(f.mark(business), Para::Mark),
        Block::Facts(head(f, business, found)),
        Block::Facts(told()),
        Block::Table(findings(f, business, found)),
        Block::Facts(vec![
            vec![Fact::tall("其他检查情况", &found.notes, 20)],
            vec![Fact::tall("当事人意见", &found.opinion, 16)],
            vec![Fact::new(
                "笔录核对",
                "□以上笔录我已看过　□已向我宣读，与实际情况相符。\n□拒绝签名（原因：　　　　　　　　　　　　）",
            )],
        ]),
        Block::Signatures(vec![
            vec![
                "当事人（签名或盖章）：\n\n　　　年　　月　　日".into(),
                "检查人员（签名）：\n\n　　　年　　月　　日".into(),
            ],
            vec!["见证人（签名）：\n\n　　　年　　月　　日".into(), "记录人（签名）：\n\n　　　年　　月　　日".into()],
        ]),
    ];
    // Each page is signed: the line stands at the foot of every one.
    let foot = format!("{}　　本页签名：当事人＿＿＿＿＿＿　检查人员＿＿＿＿＿＿", f.paper_number(business));
    Document { title: vec![SCENE_TITLE.into()], layout: Layout::Sheet, foot, blocks, ..Document::default() }
}

fn head(f: &DrawFacts<'_>, key: &str, found: &Inspection) -> Vec<Vec<Fact>> {
    let text = |get: fn(&Business) -> &String| f.businesses.get(key).map_or("", |b| get(b).as_str());
    let place = if found.place.is_empty() { text(|b| &b.address) } else { &found.place };
    let date = found.date.map_or_else(|| "　　　　年　　月　　日".to_owned(), day);
    let named = |(officer, department): (&str, &str)| {
        let certificate = f.certificate(officer);
        let certificate = if certificate.is_empty() { BLANK } else { certificate };
        format!("{department}：{}（执法证号{certificate}）", f.officer_name(officer))
    };
    let officers: Vec<String> = f.officers_of(key).into_iter().map(named).collect();
    vec![
        vec![Fact::new("任务名称", &f.seal.seal().campaign.title)],
        vec![Fact::new("检查时间", format!("{date}　　时　　分至　　时　　分"))],
        vec![Fact::new("检查地点", place)],
        vec![Fact::new("被检查单位", f.business_name(key))],
        vec![
            Fact::new("统一社会信用\n代码／注册号", f.code(key)),
            Fact::new("法定代表人\n（负责人）", text(|b| &b.legal_person)),
        ],
        vec![Fact::new("现场人员姓名", ""), Fact::new("职务、电话", "")],
        vec![Fact::whole("检查人员", officers.join("\n"))],
    ]
}

/// What is said before the inspection begins, with the boxes of the answers.
fn told() -> Vec<Vec<Fact>> {
    let shown = "检查人员已出示执法证件（姓名、执法证号如上）和行政检查通知书。\n当事人：□已看清，没有异议　□有异议：";
    let rights = "你（单位）有权拒绝不出示执法证件的检查，有权陈述、申辩，认为检查人员与本次检查有直接利害关系或者有其他关系可能影响\
                  公正的，有权申请回避；应当如实回答询问、提供资料，不得阻挠检查。\n当事人：□已听清";
    vec![
        vec![Fact::new("出示证件", shown)],
        vec![Fact::new("告知权利", rights)],
        vec![Fact::new("是否申请回避", "□不申请　□申请（被申请人、理由：　　　　　　　　　　　　　　　　）")],
    ]
}

/// 检查机关｜检查事项｜检查情况, in the departments' order: what was found, or room to write it.
fn findings(f: &DrawFacts<'_>, key: &str, found: &Inspection) -> Table {
    let mut rows: Vec<(&str, &str)> = Vec::new();
    for department in f.departments_of(key) {
        let name = department.name.as_str();
        let items = f.items_of(name, key);
        rows.extend(items.iter().map(|item| (name, item.name.as_str())));
        if items.is_empty() {
            rows.push((name, ""));
        }
    }
    for x in &found.findings {
        if !rows.contains(&(x.department.as_str(), x.item.as_str())) {
            rows.push((&x.department, &x.item));
        }
    }
    let cells = rows.into_iter().map(|(department, item)| {
        let finding = found.findings.iter().find(|x| x.department == department && x.item == item);
        let said = finding.map_or("", |x| x.problem.as_str());
        vec![Cell::from(department), item.into(), said.into()]
    });
    let columns = vec![Column::left("检查机关", 22), Column::left("检查事项", 28), Column::left("检查情况", 50)];
    Table { height: 12, ..Table::rows(columns, cells) }
}
