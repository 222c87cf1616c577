//! 检查要点 of the businesses: which there are, what was found on them, and what of that no finding explains.

use super::entry_titles::NAME;
use super::{Worklist, WorklistItem};
use crate::model::{CheckPoint, Conformity, Inspection};

/// The sheet of one row a business, department, item and point.
pub const POINT_SHEET: &str = "检查要点";

/// The columns of [`POINT_SHEET`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
#[allow(missing_docs, reason = "the titles say what they are")]
pub enum PointColumn {
    Number,
    Name,
    Code,
    Department,
    Item,
    PointNumber,
    Point,
    Basis,
    Answer,
}

/// The titles of [`POINT_SHEET`], in the order of [`PointColumn`].
pub const POINT_TITLES: [&str; 9] =
    ["序号", NAME, "统一社会信用代码", "部门", "检查事项", "要点编号", "检查要点", "标准或依据", "检查情况"];

/// A point of a business: of which department and item, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointOf<'a> {
    /// The department.
    pub department: &'a str,
    /// 检查事项.
    pub item: &'a str,
    /// The point; of one that the plan no longer has only its words are known.
    pub point: CheckPoint,
}

/// The points of a business, in the order of its departments and items; then those that something is entered for though the
/// plan has them no more.
pub fn points_of<'a>(list: &'a Worklist, b: &'a WorklistItem, inspection: &'a Inspection) -> Vec<PointOf<'a>> {
    let mut all = Vec::new();
    for share in &b.shares {
        for item in &share.items {
            let points = list.points(&share.department, item).iter().cloned();
            all.extend(points.map(|point| PointOf { department: &share.department, item, point }));
        }
    }
    for a in &inspection.answers {
        if !all.iter().any(|p| p.department == a.department && p.item == a.item && p.point.text == a.point) {
            let point = CheckPoint { text: a.point.clone(), ..CheckPoint::default() };
            all.push(PointOf { department: &a.department, item: &a.item, point });
        }
    }
    all
}

/// The items on which a point fails without a finding, each with its department and the points.
pub fn unexplained(inspection: &Inspection) -> Vec<(&str, &str, Vec<&str>)> {
    let mut all: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for a in inspection.answers.iter().filter(|a| a.answer == Conformity::Fails) {
        let is_told = |f: &crate::model::Finding| {
            f.department == a.department && f.item == a.item && !f.problem.trim().is_empty()
        };
        if inspection.findings.iter().any(is_told) {
            continue;
        }
        match all.iter_mut().find(|(department, item, _)| *department == a.department && *item == a.item) {
            Some((.., points)) => points.push(&a.point),
            None => all.push((&a.department, &a.item, vec![&a.point])),
        }
    }
    all
}
