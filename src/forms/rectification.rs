//! 责令改正通知书 and 整改复查记录表 of one business: what was found is ordered to be put right by a day, and looked at again by two
//! officers (行政处罚法 28, 42). The provision that was broken is not known here and is left to be written.

use super::facts::{DrawFacts, day};
use super::form5::receipt;
use super::words::{BLANK, BLANK_DATE, or, quoted, ticks};
use super::{Block, Cell, Column, Document, Fact, Layout, Para, Table};
use crate::model::{Business, Finding, Inspection, Rectification, Reinspection};
use crate::route::Papers;

/// The title of 责令改正通知书.
const ORDER_TITLE: &str = Papers::Orders.title();
/// The title of 整改复查记录表.
const REINSPECTION_TITLE: &str = Papers::Reinspections.title();

/// 责令改正通知书 to a business, by its key; nothing where nothing was ordered.
pub fn order_notice(f: &DrawFacts<'_>, business: &str) -> Option<Document> {
    let found = ordered(f, business)?;
    let none = Rectification::default();
    let r = found.rectification.as_ref().unwrap_or(&none);
    let problems = problems(found);
    let authorities = authorities(f, business, &problems);
    let number = if r.number.is_empty() { "文号：＿＿＿＿＿＿＿＿" } else { &r.number };
    let mut blocks = vec![
        Block::set(f.mark(business), Para::Mark),
        Block::set(number, Para::Right),
        Block::set(format!("{}：", f.business_name(business)), Para::Flush),
        Block::text(format!(
            "{}，{}按照{}的安排，对你单位进行了联合随机抽查，发现你单位存在下列问题：",
            found.date.map_or_else(|| BLANK_DATE.to_owned(), day),
            authorities.join("、"),
            quoted(&f.seal.seal().campaign.title),
        )),
        Block::Table(table(&problems)),
        Block::text(format!(
            "上述问题违反了{BLANK}{BLANK}的规定。依据《中华人民共和国行政处罚法》第二十八条第一款和{BLANK}{BLANK}，现责令你单位于{}前改正。",
            r.due.map_or_else(|| "＿＿＿＿年＿＿月＿＿日".to_owned(), day),
        )),
        Block::text(
            "改正后请将整改情况书面报告我单位。期限届满后，将由两名以上执法人员复查；逾期不改正或者改正不到位的，依法处理。",
        ),
        Block::text(
            "对本通知不服的，可以自收到之日起六十日内依法申请行政复议，或者自收到之日起六个月内依法提起行政诉讼。",
        ),
    ];
    let s = f.plan.settings;
    let contact = format!("联系人：{}　　联系电话：{}", or(&s.contact, BLANK), or(&s.contact_phone, BLANK));
    blocks.push(Block::text(contact));
    let seal = |name: &&str| format!("{name}（公章）\n\n{BLANK_DATE}");
    let seals: Vec<Vec<String>> = authorities.chunks(2).map(|pair| pair.iter().map(seal).collect()).collect();
    blocks.push(Block::Together(vec![Block::Signatures(seals)]));
    blocks.push(receipt(f, business, ORDER_TITLE));
    Some(Document {
        title: vec![ORDER_TITLE.into()],
        layout: Layout::Form,
        foot: f.foot_of(business),
        blocks,
        ..Document::default()
    })
}

/// 整改复查记录表 of a business, by its key, with room to write what is not known; nothing where nothing was ordered.
pub fn reinspection_sheet(f: &DrawFacts<'_>, business: &str) -> Option<Document> {
    let found = ordered(f, business)?;
    let none = Rectification::default();
    let r = found.rectification.as_ref().unwrap_or(&none);
    let date = |day: Option<chrono::NaiveDate>| day.map_or_else(|| BLANK_DATE.to_owned(), super::facts::day);
    let text = |get: fn(&Business) -> &String| f.businesses.get(business).map_or("", |b| get(b).as_str());
    let named = |key: &String| match (f.officer_name(key), f.certificate(key)) {
        (name, "") => name.to_owned(),
        (name, certificate) => format!("{name}（{certificate}）"),
    };
    let officers: Vec<String> = r.reinspectors.iter().map(named).collect();
    let outcomes: Vec<String> = Reinspection::ALL.map(|outcome| outcome.title().to_owned()).into();
    let outcome = r.outcome.map_or("", Reinspection::title);
    let head = vec![
        vec![Fact::new("任务名称", &f.seal.seal().campaign.title)],
        vec![Fact::new("编　号", f.paper_number(business)), Fact::new("责令改正\n通知书文号", &r.number)],
        vec![Fact::new("被检查单位", f.business_name(business))],
        vec![
            Fact::new("统一社会信用\n代码／注册号", f.code(business)),
            Fact::whole(f.stratum_label(), f.category(business)),
        ],
        vec![Fact::new("住　所", text(|b| &b.address))],
        vec![Fact::new("法定代表人", text(|b| &b.legal_person)), Fact::new("电　话", text(|b| &b.phone))],
        vec![Fact::new("检查日期", date(found.date)), Fact::new("整改期限", date(r.due))],
    ];
    let after = vec![
        vec![Fact::tall("整改情况", &r.done, 24)],
        vec![Fact::new("复查日期", date(r.reinspected)), Fact::new("复查地点", "")],
        vec![Fact { height: 10, ..Fact::whole("复查人员", officers.join("、")) }],
        vec![Fact::whole("复查结果", ticks(&outcomes, &[outcome]))],
        vec![Fact::tall("复查意见\n（未整改到位\n的处理意见）", "", 18)],
    ];
    let signed = ["复查人员（签名，两人以上）", "负责人审核意见（签名）", "被检查单位（签字或盖章）"];
    let boxes = signed.iter().map(|label| format!("{label}：\n\n{BLANK_DATE}"));
    Some(Document {
        title: vec![REINSPECTION_TITLE.into()],
        layout: Layout::Sheet,
        foot: f.foot_of(business),
        blocks: vec![
            Block::set(f.mark(business), Para::Mark),
            Block::Facts(head),
            Block::Table(table(&problems(found))),
            Block::Facts(after),
            Block::Signatures(vec![boxes.collect()]),
        ],
        ..Document::default()
    })
}

/// What was found at a business, if something was to be put right there.
fn ordered<'a>(f: &DrawFacts<'a>, business: &str) -> Option<&'a Inspection> {
    f.conduct.inspections.get(business).filter(|found| found.orders_rectification())
}

fn problems(found: &Inspection) -> Vec<&Finding> {
    found.findings.iter().filter(|x| !x.problem.trim().is_empty()).collect()
}

/// The departments that found something, in the plan's order; all that inspect the business where none is known to have.
fn authorities<'a>(f: &'a DrawFacts<'_>, business: &str, problems: &[&'a Finding]) -> Vec<&'a str> {
    let all: Vec<&str> = f.departments_of(business).map(|d| d.name.as_str()).collect();
    let mut own: Vec<&str> =
        all.iter().copied().filter(|name| problems.iter().any(|x| x.department == *name)).collect();
    for problem in problems {
        if !own.contains(&problem.department.as_str()) {
            own.push(&problem.department);
        }
    }
    if own.is_empty() { all } else { own }
}

/// 检查机关｜检查事项｜存在的问题｜处置情况, with room to write where no problem is entered.
fn table(problems: &[&Finding]) -> Table {
    let columns = vec![
        Column::left("检查机关", 22),
        Column::left("检查事项", 24),
        Column::left("存在的问题", 32),
        Column::left("处置情况", 22),
    ];
    let row =
        |x: &&Finding| [&x.department, &x.item, &x.problem, &x.handling].map(|text| Cell::from(text.as_str())).into();
    let mut rows: Vec<Vec<Cell>> = problems.iter().map(row).collect();
    if rows.is_empty() {
        rows.resize_with(3, || vec![Cell::from(""); 4]);
    }
    Table { height: 9, ..Table::rows(columns, rows) }
}
