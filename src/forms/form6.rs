use super::afterwards::afterwards;
use super::facts::two_lines;
use super::{Block, Cell, Column, Document, DrawFacts, Fact, Table, recusal};
use crate::draw::{AgainstRecusal, Kind, SealedDepartment, Team};

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
        Column::centred("序号", 6),
        Column::left("市场主体名称", 14),
        Column::code("统一社会信用代码", 24),
        Column::centred("检查组", 8),
        Column::left("部门", 15),
        Column::centred("执法人员", 11),
        Column::code("执法证号", 15),
        Column::centred("组长", 7),
    ];
    Document {
        label: "附件6".into(),
        title: vec![f.plan.settings.words.form6_title.clone()],
        foot: f.foot(),
        blocks: [Block::Facts(head), Block::Table(Table { columns, groups, height: 0 })]
            .into_iter()
            .chain(notes)
            .chain(afterwards(f))
            .collect(),
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
    let gone = format!("{VACANT}：“{}”已换下，没有可以替补的", f.business_name(drawn));
    let blank = std::iter::repeat_n(Cell::from(""), 6);
    [number.to_string().into(), gone.into()].into_iter().chain(blank).collect()
}

/// The rows of one business, a department each; they stay together on a page.
fn business(f: &DrawFacts<'_>, number: usize, key: &str, against: &[AgainstRecusal]) -> Vec<Vec<Cell>> {
    let Some(team) = f.team_of(key) else { return Vec::new() };
    let departments: Vec<_> = f.departments_of(key).collect();
    let rows = u32::try_from(departments.len()).unwrap_or(1);
    let spanning = |text: String| Cell { text, rows };
    let mut out = Vec::new();
    for department in departments {
        let mut row = Vec::new();
        if out.is_empty() {
            row.push(spanning(number.to_string()));
            let mark = if f.came_in(Kind::Business, key) { "（替补）" } else { "" };
            row.push(spanning(format!("{}{mark}", f.business_name(key))));
            row.push(spanning(f.code(key).to_owned()));
            row.push(spanning(f.team_name(team.number)));
        }
        row.push(department.name.as_str().into());
        row.extend(officers(f, team, department, |officer| {
            against.iter().any(|a| a.team == team.number && a.officer.key == officer && a.business.key == key)
        }));
        if out.is_empty() {
            row.push(spanning(f.leader(team).to_owned()));
        }
        out.push(row);
    }
    out
}

/// Names and certificates of the department's officers, a line each, and the places that stay empty.
fn officers(
    f: &DrawFacts<'_>,
    team: &Team,
    department: &SealedDepartment,
    is_recused: impl Fn(&str) -> bool,
) -> [Cell; 2] {
    let (mut names, mut certificates) = (Vec::new(), Vec::new());
    for key in team.officers_of(&department.name) {
        names.push(f.officer_name(key));
        certificates.push(f.certificate(key));
        // A mark has a line of its own: the certificates beside stay with their names.
        let marks = [(f.came_in(Kind::Officer, key), "（替补）"), (is_recused(key), "（须回避）")];
        for (_, mark) in marks.into_iter().filter(|(is_marked, _)| *is_marked) {
            names.push(mark);
            certificates.push("");
        }
    }
    let here = team.officers_of(&department.name).len();
    for _ in here..usize::try_from(department.per_team).unwrap_or(0) {
        names.push(VACANT);
        certificates.push("");
    }
    [names.join("\n").into(), certificates.join("\n").trim_end().into()]
}
