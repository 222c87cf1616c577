//! What a table of 检查要点 changes in a plan.

use super::draft::PlanDraft;
use crate::course::{EntryProblem, PointRow};
use crate::model::{CheckPoint, ToMap, normal_key};
use std::collections::BTreeMap;

/// What taking a table of points makes of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PointsTaken {
    /// The plan with them.
    pub plan: PlanDraft,
    /// What changes, a sentence an item.
    pub changes: Vec<String>,
    /// The rows of departments and items that the plan does not have: they are left.
    pub left: Vec<EntryProblem>,
}

impl PlanDraft {
    /// The plan with the points of a table. Departments and items are found by their names; an item that the table names has
    /// the table's points and no others, one that it does not name keeps its own. Of a point that stands already, what an empty
    /// cell would set stays. Nothing is changed here.
    #[must_use]
    pub fn take_points(&self, rows: &[PointRow]) -> PointsTaken {
        let mut by_item: BTreeMap<(String, String), Vec<CheckPoint>> = BTreeMap::new();
        let mut left = Vec::new();
        let items = |d: &super::draft::DepartmentDraft| d.items.iter().map(|i| normal_key(&i.item.name)).collect();
        let known: BTreeMap<String, Vec<String>> =
            self.departments.iter().map(|d| (normal_key(&d.name), items(d))).to_map();
        for row in rows {
            let (department, item) = (normal_key(&row.department), normal_key(&row.item));
            let message = match known.get(&department) {
                Some(items) if items.contains(&item) => {
                    by_item.entry((department, item)).or_default().push(row.point.clone());
                    continue;
                }
                Some(_) => format!(
                    "“{}”没有抽查事项“{}”，检查要点“{}”没有采用。请改正事项名称，或先在方案中添加这一事项",
                    row.department, row.item, row.point.text
                ),
                None => format!(
                    "方案中没有部门“{}”，“{}”的检查要点“{}”没有采用。请改正部门名称，或先在方案中添加这个部门",
                    row.department, row.item, row.point.text
                ),
            };
            left.push(EntryProblem { sheet: row.sheet.clone(), cell: row.cell.clone(), message, left: true });
        }
        let (mut plan, mut changes) = (self.clone(), Vec::new());
        for d in &mut plan.departments {
            for item in d.items.iter_mut().map(|i| &mut i.item) {
                let Some(mut points) = by_item.remove(&(normal_key(&d.name), normal_key(&item.name))) else { continue };
                points.iter_mut().for_each(|point| keep_known(point, &item.points));
                if item.points != points {
                    let change = told_change(&item.points, &points);
                    changes.push(format!("“{}”的“{}”：{change}", d.name, item.name));
                    item.points = points;
                }
            }
        }
        PointsTaken { plan, changes, left }
    }

    /// The points as they go out to be edited: department, item, point; an item without points in a row of its own.
    pub fn point_lines(&self) -> Vec<(String, String, CheckPoint)> {
        let mut lines = Vec::new();
        for d in &self.departments {
            for item in d.items.iter().map(|i| &i.item).filter(|item| !item.name.trim().is_empty()) {
                let line = |point: CheckPoint| (d.name.clone(), item.name.clone(), point);
                lines.extend(item.points.iter().cloned().map(line));
                if item.points.is_empty() {
                    lines.push(line(CheckPoint::default()));
                }
            }
        }
        lines
    }
}

/// What the table does not say of a point that stands already.
fn keep_known(point: &mut CheckPoint, known: &[CheckPoint]) {
    let Some(known) = known.iter().find(|k| k.text == point.text) else { return };
    let fields =
        [(&mut point.number, &known.number), (&mut point.basis, &known.basis), (&mut point.method, &known.method)];
    for (field, was) in fields {
        if field.is_empty() {
            field.clone_from(was);
        }
    }
}

/// How the points of an item change.
fn told_change(was: &[CheckPoint], now: &[CheckPoint]) -> String {
    let gone = was.iter().filter(|p| now.iter().all(|q| q.text != p.text)).count();
    let other = now.iter().filter(|p| was.iter().any(|q| q.text == p.text && q != *p)).count();
    let told = |n: usize, what: &str| if n > 0 { format!("，{what}{n}条") } else { String::new() };
    let (gone, other) = (told(gone, "去掉原有的"), told(other, "编号、依据或方法有改动的"));
    format!("检查要点由{}条改为{}条{gone}{other}", was.len(), now.len())
}
