use super::afterwards::afterwards;
use super::facts::{DrawFacts, two_lines};
use super::{Block, Cell, Column, Document, Fact, Table};
use crate::draw2::Kind;

/// 附件6 双随机匹配结果人员信息, as it stands after the substitutions: for each business the officers of every department that applies to it.
pub fn form6(f: &DrawFacts<'_>) -> Document {
    let m = f.seal.seal();
    let head = vec![
        vec![Fact::new("任务名称", &m.campaign.title)],
        vec![Fact::new("牵头单位", &m.campaign.lead), Fact::new("第几次抽取", format!("第{}次", m.campaign.attempt))],
        vec![Fact::mono("封存码", two_lines(f.seal.commitment))],
    ];
    let groups = (1..)
        .zip(&f.outcome.businesses)
        .map(|(n, key)| f.in_place_of(key).map_or_else(|| vec![empty(f, n, key)], |key| business(f, n, key)))
        .collect();
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
            .chain(afterwards(f))
            .collect(),
        ..Document::default()
    }
}

/// The place of a business that was put out and that nothing is left to take.
fn empty(f: &DrawFacts<'_>, number: usize, drawn: &str) -> Vec<Cell> {
    let gone = format!("空缺：“{}”已换下，没有可以替补的", f.business_name(drawn));
    let blank = std::iter::repeat_n(Cell::from(""), 6);
    [number.to_string().into(), gone.into()].into_iter().chain(blank).collect()
}

/// The rows of one business, a department each; they stay together on a page.
fn business(f: &DrawFacts<'_>, number: usize, key: &str) -> Vec<Vec<Cell>> {
    let Some(team) = f.team_of(key) else { return Vec::new() };
    let departments: Vec<_> = f.departments_of(key).collect();
    let rows = u32::try_from(departments.len()).unwrap_or(1);
    let spanning = |text: String| Cell { text, rows };
    let mut out = Vec::new();
    for department in departments {
        let keys = team.officers_of(&department.name);
        let lines = |get: &dyn Fn(&str) -> String| keys.iter().map(|k| get(k)).collect::<Vec<_>>().join("\n");
        let mut row = Vec::new();
        if out.is_empty() {
            row.push(spanning(number.to_string()));
            let mark = if f.came_in(Kind::Business, key) { "（替补）" } else { "" };
            row.push(spanning(format!("{}{mark}", f.business_name(key))));
            row.push(spanning(f.code(key).to_owned()));
            row.push(spanning(f.team_name(team.number)));
        }
        row.push(department.name.as_str().into());
        row.push(lines(&|k| officer(f, k)).into());
        row.push(lines(&|k| f.certificate(k).to_owned()).into());
        if out.is_empty() {
            row.push(spanning(f.leader(team).to_owned()));
        }
        out.push(row);
    }
    out
}

fn officer(f: &DrawFacts<'_>, key: &str) -> String {
    let mark = if f.came_in(Kind::Officer, key) { "（替补）" } else { "" };
    format!("{}{mark}", f.officer_name(key))
}
