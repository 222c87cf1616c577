//! 检查结果告知书: the result told to the business itself.

use super::facts::{DrawFacts, day};
use super::form5::{closing, receipt};
use super::words::{BLANK, BLANK_DATE, numbered, open_ended, or, quoted};
use super::{Block, Column, Document, Layout, Para, Table};
use crate::model::{Inspection, NO_FOLLOW_UP, Rectification};

/// 检查结果告知书: what was found, to the business itself; blank where it is not known yet.
pub fn letter(f: &DrawFacts<'_>, business: &str) -> Document {
    let none = Inspection::default();
    let found = f.conduct.inspections.get(business).unwrap_or(&none);
    let title = &f.plan.settings.words.letter_title;
    let mut blocks = vec![
        Block::set(f.mark(business), Para::Mark),
        Block::set(format!("{}：", f.business_name(business)), Para::Flush),
        Block::text(opening(f, business, found)),
        Block::heading("检查结果"),
        Block::text(format!("{}。", or(&found.result, BLANK))),
        Block::heading("发现的问题和处置"),
    ];
    blocks.push(problems(found));
    blocks.push(Block::heading("后续处置"));
    blocks.extend(afterwards(f, business, found));
    blocks.push(Block::heading("公示"));
    blocks.push(Block::text(publication(f, business)));
    blocks.push(Block::text("对检查结果有异议的，可以向我单位书面提出。"));
    blocks.push(closing(f));
    blocks.push(receipt(f, business, title));
    let layout = Layout::Form;
    Document {
        title: vec![title.clone()],
        layout,
        foot: f.foot_of(business),
        blocks: numbered(blocks),
        ..Document::default()
    }
}

fn opening(f: &DrawFacts<'_>, business: &str, found: &Inspection) -> String {
    let departments: Vec<_> = f.departments_of(business).map(|d| d.name.as_str()).collect();
    format!(
        "{}，{}按照{}的安排，对你单位进行了联合随机抽查。现将检查结果告知如下：",
        found.date.map_or_else(|| BLANK_DATE.to_owned(), day),
        departments.join("、"),
        quoted(&f.seal.seal().campaign.title),
    )
}

fn problems(found: &Inspection) -> Block {
    let told: Vec<_> = found.findings.iter().filter(|x| !x.problem.trim().is_empty()).collect();
    if told.is_empty() {
        // Problems that were found and not written down are left to be written by hand.
        let open = found.result.is_empty() || found.says_problems();
        let none = if open { BLANK } else { "检查的事项中没有记录问题" };
        return Block::text(format!("{none}。"));
    }
    let rows = told.into_iter().map(|x| {
        vec![
            x.department.as_str().into(),
            x.item.as_str().into(),
            x.problem.as_str().into(),
            x.handling.as_str().into(),
        ]
    });
    let columns = vec![
        Column::left("部门", 18),
        Column::left("检查事项", 24),
        Column::left("发现的问题", 34),
        Column::left("处置情况", 24),
    ];
    Block::Table(Table::rows(columns, rows))
}

/// The follow-up, and to whom a problem was handed on.
fn afterwards(f: &DrawFacts<'_>, business: &str, found: &Inspection) -> Vec<Block> {
    let follow_up = match found.follow_up.trim() {
        "" if found.result.is_empty() => BLANK,
        "" => NO_FOLLOW_UP,
        words => words,
    };
    let mut blocks = vec![Block::text(format!("{follow_up}。"))];
    let transfers = f.conduct.transfers.iter().filter(|t| t.business == business);
    blocks.extend(found.rectification.iter().map(|r| Block::text(put_right(r))));
    blocks.extend(
        transfers.map(|t| {
            Block::text(format!("{}已于{}由{}移送{}处理。", quoted(t.problem.trim()), day(t.on), t.from, t.to))
        }),
    );
    blocks
}

/// By when something is to be put right, what the business did, what the re-inspection found.
fn put_right(r: &Rectification) -> String {
    let order = if r.number.is_empty() { String::new() } else { format!("（责令改正通知书{}）", r.number) };
    let due = r.due.map_or_else(|| BLANK_DATE.trim_start().to_owned(), day);
    let mut text = format!("请于{due}前改正{order}。");
    let done = open_ended(&r.done);
    if !done.is_empty() {
        text += &format!("整改情况：{done}。");
    }
    text + &match r.reinspected.zip(r.outcome) {
        Some((on, outcome)) => format!("{}复查，{}。", day(on), outcome.title()),
        None => "期限届满后，将由两名以上执法人员复查。".to_owned(),
    }
}

fn publication(f: &DrawFacts<'_>, business: &str) -> String {
    // What was corrected since is not what was published.
    let stands = f.conduct.corrected(business).is_none();
    let batch = f.conduct.publications.iter().rfind(|p| stands && p.businesses.iter().any(|b| b == business));
    match batch {
        Some(batch) => {
            format!("上述结果已于{}在{}公示。", day(batch.on), or(&batch.place, &f.plan.settings.published_at))
        }
        None => format!(
            "上述结果自检查结束之日起{}个工作日内在{}公示。",
            f.plan.settings.publish_within,
            or(&f.plan.settings.published_at, BLANK)
        ),
    }
}
