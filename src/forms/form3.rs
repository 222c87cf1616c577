//! 附件3: the inspection of one business, filled with what is known and open to write on for what is not.

use super::facts::{DrawFacts, day};
use super::visit_lines::{codes, planned};
use super::words::{BLANK_DATE, ticks};
use super::{Block, Cell, Column, Document, Fact, Layout, Para, Table, half_ems};
use crate::model::{Business, Inspection};

/// 附件3 跨部门联合“双随机”抽查情况记录表 of one business, by its key: filled with what is known, room to write for what
/// is not.
pub fn form3(f: &DrawFacts<'_>, business: &str) -> Document {
    let settings = f.plan.settings;
    let none = Inspection::default();
    let found = f.conduct.inspections.get(business).unwrap_or(&none);
    let boxes = settings.words.form3_signatures.iter().map(|label| format!("{label}：\n\n{BLANK_DATE}"));
    let mut blocks = vec![
        Block::set(f.mark(business), Para::Mark),
        Block::Facts(head(f, business, found)),
        Block::Table(items(f, business, found)),
        Block::Facts(result(f, found)),
        Block::Signatures(vec![boxes.collect()]),
    ];
    if !settings.words.form3_note.trim().is_empty() {
        blocks.push(Block::Small(f.in_its_words(&settings.words.form3_note)));
    }
    Document {
        label: "附件3".into(),
        title: vec![settings.words.form3_title.clone()],
        layout: Layout::Sheet,
        foot: f.foot_of(business),
        blocks,
    }
}

/// In halves of a character: two lines beside the date.
const LONG_PLACE: u32 = 54;

fn head(f: &DrawFacts<'_>, key: &str, found: &Inspection) -> Vec<Vec<Fact>> {
    let text = |get: fn(&Business) -> &String| f.businesses.get(key).map_or("", |b| get(b).as_str());
    let place = if found.place.is_empty() { text(|b| &b.address) } else { &found.place };
    let team = f.team_of(key).map(|t| f.team_name(t.number)).map(|name| match f.leader_at(key) {
        Some(leader) => format!("{name}（{}{}）", f.leader_word(), f.officer_name(leader)),
        None => name,
    });
    let blank = || format!("{BLANK_DATE}{}", planned(f, key).map(|day| format!("\n（{day}）")).unwrap_or_default());
    let date = Fact::new("检查时间", found.date.map_or_else(blank, day));
    let place = Fact::new("检查地点", place);
    let ways: Vec<_> = found.ways.iter().map(String::as_str).collect();
    let mut rows = vec![
        vec![Fact::new("任务名称", &f.seal.seal().campaign.title)],
        vec![Fact::new("编　号", f.paper_number(key)), Fact::whole(f.team_word(), team.unwrap_or_default())],
        vec![Fact::new("被检查单位", f.business_name(key))],
        vec![Fact::new("统一社会信用\n代码／注册号", f.code(key)), Fact::whole(f.stratum_label(), f.category(key))],
        vec![Fact::new("住　所", text(|b| &b.address))],
        vec![Fact::new("法定代表人", text(|b| &b.legal_person)), Fact::new("电　话", text(|b| &b.phone))],
    ];
    // A long place beside the date would take five lines.
    if half_ems(&place.value) > LONG_PLACE {
        rows.extend([vec![date], vec![place]]);
    } else {
        rows.push(vec![date, place]);
    }
    rows.extend([
        vec![Fact::whole("检查方式", ticks(&f.plan.settings.ways, &ways))],
        vec![Fact::whole("检查人员", officers(f, key).join("\n"))],
    ]);
    rows.extend(codes(f, key));
    rows
}

/// Who inspects, a line a department: 县公安局：张某（64022200001）、李某（64022200004）.
fn officers(f: &DrawFacts<'_>, key: &str) -> Vec<String> {
    let all = f.officers_of(key);
    let line = |some: &[(&str, &str)]| {
        let names: Vec<_> = some.iter().map(|(officer, _)| f.certified(officer)).collect();
        some.first().map(|(_, department)| format!("{department}：{}", names.join("、"))).unwrap_or_default()
    };
    all.chunk_by(|a, b| a.1 == b.1).map(line).collect()
}

/// 检查事项｜发现问题情况｜处置情况 of each department that applies. What was found on an item that the plan no longer
/// has stands below the others.
fn items(f: &DrawFacts<'_>, key: &str, found: &Inspection) -> Table {
    let group = |department: &str| {
        let mut names: Vec<&str> = f.items_of(department, key).iter().map(|i| i.name.as_str()).collect();
        for finding in found.findings.iter().filter(|x| x.department == department) {
            if !names.contains(&finding.item.as_str()) {
                names.push(&finding.item);
            }
        }
        if names.is_empty() {
            names.push("");
        }
        let rows = u32::try_from(names.len()).unwrap_or(u32::MAX);
        let row = |(i, name): (usize, &&str)| {
            let finding = found.findings.iter().find(|x| x.department == department && x.item == **name);
            let text = |get: fn(&crate::model::Finding) -> &String| Cell::from(finding.map_or("", |x| get(x).as_str()));
            let mut row = vec![(*name).into(), text(|x| &x.problem), text(|x| &x.handling)];
            if i == 0 {
                row.insert(0, Cell { text: department.to_owned(), rows });
            }
            row
        };
        names.iter().enumerate().map(row).collect()
    };
    let mut departments: Vec<&str> = f.departments_of(key).map(|d| d.name.as_str()).collect();
    for finding in &found.findings {
        if !departments.contains(&finding.department.as_str()) {
            departments.push(&finding.department);
        }
    }
    let columns = vec![
        Column::centred("部门", 20),
        Column::left("检查事项", 24),
        Column::left("发现问题情况", 33),
        Column::left("处置情况", 23),
    ];
    let groups: Vec<Vec<Vec<Cell>>> = departments.into_iter().map(group).collect();
    // With many items the rows are lower, so that the form stays one sheet; a line of handwriting takes 8 mm.
    let height = match groups.iter().map(Vec::len).sum::<usize>() {
        0..=3 => 12,
        4 => 10,
        _ => 8,
    };
    Table { columns, groups, height }
}

fn result(f: &DrawFacts<'_>, found: &Inspection) -> Vec<Vec<Fact>> {
    let settings = f.plan.settings;
    let opinion = match (found.refused, found.opinion.as_str()) {
        (true, "") => "☑拒签（原因：　　　　　　　　）".to_owned(),
        (true, why) => format!("☑拒签（原因：{why}）"),
        (false, "") => "\n□拒签（原因：　　　　　　　　）".to_owned(),
        (false, said) => said.to_owned(),
    };
    vec![
        vec![Fact::whole("检查结果", ticks(&settings.results, &[&found.result]))],
        vec![Fact::whole("后续处置措施", ticks(&settings.follow_ups, &[&found.follow_up]))],
        vec![Fact::tall("被检查单位\n意　见", opinion, 12)],
        vec![Fact::tall("备　注", &found.notes, 9)],
    ]
}
