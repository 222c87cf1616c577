//! 附件5 as 行政检查通知书 (domain §7): what must be told before an inspection, in the order in which counties have it.

use super::facts::{DrawFacts, day};
use super::task::{assistants, cap, general_basis, item_name, item_named, origin, planned_ways, team_said, types};
use super::words::{BLANK, BLANK_DATE, listed, or};
use super::{Block, Cell, Column, Document, Fact, Layout, Para, Set, Table};
use crate::model::{InspectionCode, Item, Settings};

/// 行政检查通知书 to one business, by its key, with a place for the 公章 of every department and its 回执 below.
pub(super) fn inspection_notice(f: &DrawFacts<'_>, business: &str) -> Document {
    let words = &f.plan.settings.words.inspection_notice;
    let mut blocks = vec![
        Block::set(f.mark(business), Para::Mark),
        Block::Facts(head(f, business)),
        Block::Table(items(f, business)),
        Block::Facts(when_and_how(f, business)),
        Block::Table(people(f, business)),
    ];
    blocks.extend(codes(f, business));
    blocks.push(Block::Facts(told(f)));
    blocks.push(seals(f, business));
    blocks.push(receipt(f, business, &words.title));
    Document {
        label: "附件5".into(),
        title: vec![words.title.clone()],
        layout: Layout::Sheet,
        foot: f.foot_of(business),
        blocks,
    }
}

/// Whom it is for, who inspects, of which type, and where the task comes from.
fn head(f: &DrawFacts<'_>, business: &str) -> Vec<Vec<Fact>> {
    let address = f.businesses.get(business).map_or("", |b| b.address.as_str());
    let departments: Vec<_> = f.departments_of(business).map(|d| d.name.as_str()).collect();
    vec![
        vec![Fact::new("文　号", f.paper_number(business)), Fact::new("统一社会\n信用代码", f.code(business))],
        vec![Fact::new("被检查人", f.business_name(business))],
        vec![Fact::new("地　址", address)],
        vec![Fact::whole("检查机关", departments.join("、"))],
        vec![Fact::whole("检查类型", types(f))],
        vec![Fact::new("任务名称", &f.seal.seal().campaign.title)],
        vec![Fact::new("任务来源", origin(f))],
        vec![Fact::new("任务依据", general_basis(f))],
    ]
}

/// 检查事项、内容 and 依据 of every department; 内容 where one of the items has any. What all items say alike is said once.
fn items(f: &DrawFacts<'_>, business: &str) -> Table {
    let all: Vec<_> = f.departments_of(business).map(|d| (&d.name, f.items_of(&d.name, business))).collect();
    let every = || all.iter().flat_map(|(_, items)| items);
    let explained = every().any(|i| !i.content.trim().is_empty());
    let published = every().next().map_or("", |i| i.published.trim());
    let published =
        if every().count() > 1 && every().all(|i| i.published.trim() == published) { published } else { "" };
    let group = |(department, items): &(&String, Vec<&Item>)| {
        let span = u32::try_from(items.len().max(1)).unwrap_or(1);
        let name = |i: &Item| if published.is_empty() { item_name(i) } else { item_named(i, "") };
        let mut columns = vec![items.iter().map(|i| name(i)).collect::<Vec<_>>()];
        if explained {
            columns.push(items.iter().map(|i| i.content.trim().to_owned()).collect());
        }
        columns.push(items.iter().map(|i| or(&i.basis, BLANK).to_owned()).collect());
        let mut rows = vec![Vec::new(); items.len().max(1)];
        rows[0].push(Cell { text: (*department).clone(), rows: span });
        for (place, texts) in columns.iter().enumerate() {
            let alike = place > 0 && texts.len() > 1 && texts.iter().all(|text| *text == texts[0]);
            for (row, text) in rows.iter_mut().zip(texts).take(if alike { 1 } else { texts.len() }) {
                row.push(Cell { text: text.clone(), rows: if alike { span } else { 1 } });
            }
            if texts.is_empty() {
                rows[0].push("".into());
            }
        }
        rows
    };
    let head = if published.is_empty() {
        "检查事项".to_owned()
    } else {
        format!("检查事项（公布于{published}）")
    };
    let item = |width| Column::new(head.clone(), width, Set::Left);
    let columns = if explained {
        let first = [Column::left("检查机关", 18), item(32)];
        first.into_iter().chain([Column::left("检查内容", 22), Column::left("检查依据", 28)]).collect()
    } else {
        vec![Column::left("检查机关", 22), item(43), Column::left("检查依据", 35)]
    };
    Table { columns, groups: all.iter().map(group).collect(), height: 0 }
}

/// The planned day, or the days of the stage and room for the day. The day of the inspection itself is not what was planned.
fn when_and_how(f: &DrawFacts<'_>, business: &str) -> Vec<Vec<Fact>> {
    let by_hand = format!("{BLANK_DATE}　□上午　□下午");
    let planned = f.conduct.planned(business);
    let when = match (planned, f.inspecting()) {
        (Some(planned), _) => format!("{}{}", day(planned.on), planned.half.title()),
        (None, Some((from, to))) => format!("{by_hand}（{}至{}之间）", day(from), day(to)),
        (None, None) => by_hand,
    };
    let team = f.team_of(business).map(|t| team_said(f, t)).unwrap_or_default();
    let how = format!("{}；{team}各部门一次进门，一并检查", planned_ways(f, business).join("、"));
    vec![
        vec![Fact::new("检查时间", when)],
        vec![Fact::new("检查方式", how)],
        vec![Fact::new("检查频次", "本年度第几次、上限见下表；不计入次数的，理由：＿＿＿＿＿＿＿＿＿＿")],
    ]
}

/// Who comes of each department, who assists, and how often it inspected the business in the year.
fn people(f: &DrawFacts<'_>, business: &str) -> Table {
    let leader = f.leader_at(business);
    let marked = format!("（{}）", f.leader_word());
    let assigned = f.assigned_to(business);
    let rows = f.departments_of(business).map(|d| {
        let mark = |key: &str| if Some(key) == leader { marked.as_str() } else { "" };
        let own = assigned.iter().filter(|(_, department)| *department == d.name);
        let names: Vec<_> = own.map(|(key, _)| format!("{}{}", f.certified(key), mark(key))).collect();
        let often = format!("第　　次／\n{}", cap(&f.items_of(&d.name, business)));
        vec![d.name.as_str().into(), names.join("\n").into(), assistants(f.planned(&d.name)).into(), often.into()]
    });
    let columns = vec![
        Column::left("检查机关", 20),
        Column::name("检查人员（执法证号）", 32),
        Column::left("协助人员（单位）：任务\n（不得单独检查）", 30),
        Column::name("本年度\n第几次／上限", 18),
    ];
    Table::rows(columns, rows)
}

/// The codes where the county has them, with a picture where one is an address.
fn codes(f: &DrawFacts<'_>, business: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !f.plan.settings.codes {
        return blocks;
    }
    let known = f.conduct.visits.get(business).map_or(&[][..], |v| &v.codes);
    let whose = |c: &InspectionCode| {
        if c.department.is_empty() { String::new() } else { format!("{}：", c.department) }
    };
    let line = |c: &InspectionCode| match (c.code.trim(), c.reason.trim()) {
        ("", "") => format!("{}{BLANK}", whose(c)),
        ("", reason) => format!("{}未取得，理由：{reason}", whose(c)),
        (code, _) => format!("{}{code}", whose(c)),
    };
    let addresses: Vec<&InspectionCode> = known.iter().filter(|c| is_address(&c.code)).collect();
    // Several addresses are in their pictures alone, below which stands whose each is: spelt out they take a third sheet.
    let told = known.iter().filter(|c| addresses.len() < 2 || !is_address(&c.code));
    let mut lines: Vec<String> = told.map(line).collect();
    if addresses.len() > 1 {
        lines.insert(0, "扫下方各部门的二维码核对；与本通知书不符的，有权拒绝检查。".into());
    }
    if lines.is_empty() {
        lines.push(format!("{BLANK}{BLANK}（没有的，理由：{BLANK}）"));
    }
    blocks.push(Block::Facts(vec![vec![Fact::new("检查码", lines.join("\n"))]]));
    match &addresses[..] {
        [] => {}
        [only] => blocks.push(Block::Code {
            text: only.code.trim().to_owned(),
            lines: vec![format!("{}检查码。{SCAN}", whose(only))],
        }),
        several => {
            let one = |c: &&InspectionCode| {
                let department = if c.department.is_empty() { "各部门共用" } else { &c.department };
                (c.code.trim().to_owned(), department.to_owned())
            };
            blocks.push(Block::Codes(several.iter().map(one).collect()));
        }
    }
    blocks
}

/// What a code that is scanned is for.
const SCAN: &str = "扫码可以核对本次检查；与本通知书不符的，有权拒绝检查。";

fn is_address(code: &str) -> bool {
    let code = code.trim().to_ascii_lowercase();
    code.starts_with("https://") || code.starts_with("http://")
}

/// 权利、义务, what inspectors must not do, what to have ready, whom to ask and whom to complain to.
fn told(f: &DrawFacts<'_>) -> Vec<Vec<Fact>> {
    let settings = f.plan.settings;
    let words = &settings.words.inspection_notice;
    let long = |label, lines: &[String]| vec![Fact::new(label, listed(lines).join("\n"))];
    vec![
        long("权　利", &words.rights),
        long("义　务", &words.duties),
        long("五个严禁\n八个不得", &words.prohibitions),
        long("需要准备\n的资料", &words.materials),
        vec![
            Fact::new("联系人", contact(settings)),
            Fact::new("行政执法\n监督电话", format!("{}；12345", or(&settings.oversight_phone, BLANK))),
        ],
    ]
}

/// Whom to ask, or a line to write it on.
fn contact(settings: &Settings) -> String {
    match (settings.contact.trim(), settings.contact_phone.trim()) {
        ("", "") => BLANK.to_owned(),
        (name, phone) => format!("{}　{}", or(name, BLANK), or(phone, BLANK)),
    }
}

/// A place for every department's 公章, three a row.
fn seals(f: &DrawFacts<'_>, business: &str) -> Block {
    let boxes: Vec<_> = f.departments_of(business).map(|d| format!("{}（公章）\n\n{BLANK_DATE}", d.name)).collect();
    Block::Signatures(boxes.chunks(3).map(<[String]>::to_vec).collect())
}

/// 回执: that the paper was handed over, in few lines, so that the notice stays two sheets.
fn receipt(f: &DrawFacts<'_>, business: &str, title: &str) -> Block {
    let lead = &f.seal.seal().campaign.lead;
    Block::Together(vec![
        Block::Cut("回　执".into()),
        Block::Small(format!("{lead}：《{title}》（{}）已收到。", f.paper_number(business))),
        Block::Signatures(vec![
            vec![format!("收件单位（盖章）：\n{}", f.business_name(business)), "收件人（签字）：".into()],
            vec!["送达人（签字）：".into(), BLANK_DATE.into()],
        ]),
    ])
}
