//! 附件6: who inspects which business, after the substitutions, and what is to be mended before.

use super::afterwards::afterwards;
use super::facts::two_lines;
use super::visit_lines::planned;
use super::words::{numbered, quoted};
use super::{Block, Cell, Column, Document, DrawFacts, Fact, Set, Table, recusal};
use crate::draw::{AgainstRecusal, SealedDepartment, Team};
use crate::model::EntityKind;

/// 附件6 双随机匹配结果人员信息, as it stands after the substitutions: for each business the officers of every department that applies to it.
pub fn form6(f: &DrawFacts<'_>) -> Document {
    let m = f.seal.seal();
    let mut head = vec![
        vec![Fact::new("任务名称", &m.campaign.title)],
        vec![Fact::new("牵头单位", &m.campaign.lead), Fact::new("第几次抽取", format!("第{}次", m.campaign.attempt))],
        vec![Fact::mono("封存码", two_lines(f.seal.commitment))],
    ];
    head.extend(f.seal.rules());
    head.extend(recusal::round(f).map(|round| vec![round]));
    if !f.substitutions.is_empty() {
        head.push(vec![Fact::new("替　补", format!("替补{}次，下表是替补后的结果", f.substitutions.len()))]);
    }
    let against = recusal::against(f);
    let groups = (1..)
        .zip(&f.outcome.businesses)
        .map(|(n, key)| f.in_place_of(key).map_or_else(|| vec![empty(f, n, key)], |key| business(f, n, key, &against)))
        .collect::<Vec<_>>();
    let notes = notes(f, &against, &groups);
    let columns = vec![
        Column::centred("序号", 5),
        Column::new(format!("{}名称", f.subject()), 14, Set::Left),
        // At 8 pt whatever its letters.
        Column::code("统一社会信用代码", 22),
        Column::name(f.team_word(), 8),
        // Six characters in one line.
        Column::left("部门", 16),
        Column::name("执法人员", 12),
        Column::code("执法证号", 14),
        Column::name(f.leader_word(), 9),
    ];
    let afterwards = afterwards(f);
    let mut blocks = vec![Block::Facts(head)];
    // A part among others has a heading as they have.
    blocks.extend((!afterwards.is_empty()).then(|| Block::heading("匹配结果")));
    blocks.push(Block::Table(Table { columns, groups, height: 0 }));
    blocks.extend(notes.into_iter().chain(afterwards));
    Document {
        label: "附件6".into(),
        title: vec![f.plan.settings.words.form6_title.clone()],
        foot: f.foot(),
        blocks: numbered(blocks),
        ..Document::default()
    }
}

/// What is to be done before inspecting: those who stand against a recusal, and places that are empty.
fn notes(f: &DrawFacts<'_>, against: &[AgainstRecusal], groups: &[Vec<Vec<Cell>>]) -> Vec<Block> {
    let mut notes = Vec::new();
    let to_replace = recusal::to_replace(f, against);
    if !to_replace.is_empty() {
        notes.push(format!("须在检查前替换：{}。", to_replace.join("；")));
    }
    if groups.iter().flatten().flatten().any(|cell| cell.text.contains(VACANT)) {
        notes.push("空缺：备选已经用完，没有可以替补的。检查时执法人员不得少于两人。".to_owned());
    }
    notes.into_iter().map(Block::Small).collect()
}

/// What stands where nobody was left to come in.
const VACANT: &str = "空缺";

/// The place of a business that was put out and that nothing is left to take.
fn empty(f: &DrawFacts<'_>, number: usize, drawn: &str) -> Vec<Cell> {
    let gone = format!("{VACANT}：{}已换下，没有可以替补的", quoted(f.business_name(drawn)));
    let blank = std::iter::repeat_n(Cell::from(""), 6);
    [number.to_string().into(), gone.into()].into_iter().chain(blank).collect()
}

/// The rows of one business, an officer or empty place each; they stay together on a page.
fn business(f: &DrawFacts<'_>, number: usize, key: &str, against: &[AgainstRecusal]) -> Vec<Vec<Cell>> {
    let Some(team) = f.team_of(key) else { return Vec::new() };
    let mark = if f.came_in(EntityKind::Business, key) { "（替补）" } else { "" };
    let planned = planned(f, key).map(|day| format!("\n（{day}）")).unwrap_or_default();
    let spanning = |text: String, rows: usize| Cell { text, rows: u32::try_from(rows).unwrap_or(1) };
    let is_recused = |officer: &str| {
        against.iter().any(|a| a.team == team.number && a.officer.key == officer && a.business.key == key)
    };
    let mut out: Vec<Vec<Cell>> = Vec::new();
    for department in f.departments_of(key) {
        let people = people(f, team, department, is_recused);
        let span = people.len();
        for (i, person) in people.into_iter().enumerate() {
            let department = (i == 0).then(|| spanning(department.name.clone(), span));
            out.push(department.into_iter().chain(person).collect());
        }
    }
    let rows = out.len();
    if let Some(first) = out.first_mut() {
        let own = [
            number.to_string(),
            format!("{}{mark}{planned}", f.business_name(key)),
            f.code(key).to_owned(),
            f.team_name(team.number),
        ];
        first.splice(0..0, own.map(|text| spanning(text, rows)));
        first.push(spanning(f.leader(team).to_owned(), rows));
    }
    out
}

/// Name and certificate of each of the department's officers, and the places that stay empty: whatever wraps, a number
/// stands beside its officer.
fn people(
    f: &DrawFacts<'_>,
    team: &Team,
    department: &SealedDepartment,
    is_recused: impl Fn(&str) -> bool,
) -> Vec<[Cell; 2]> {
    let here = team.officers_of(&department.name);
    let mut people: Vec<[Cell; 2]> = here
        .iter()
        .map(|key| {
            let marks = [(f.came_in(EntityKind::Officer, key), "\n（替补）"), (is_recused(key), "\n（须回避）")];
            let marks: String = marks.into_iter().filter(|(is_marked, _)| *is_marked).map(|(_, mark)| mark).collect();
            [format!("{}{marks}", f.officer_name(key)).into(), f.certificate(key).into()]
        })
        .collect();
    let places = usize::try_from(department.per_team).unwrap_or(0).max(1);
    people.resize_with(people.len().max(places), || [VACANT.into(), "".into()]);
    people
}
