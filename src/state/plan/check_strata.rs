//! The strata of a plan as typed, their sizes, and the ceiling over all of them.

use super::check::{Checker, field};
use super::draft::{PlanDraft, SizeDraft};
use super::numbers::{basis_points, basis_points_or_none};
use crate::model::{SampleSize, StratifyBy, Stratum, WHOLE, normal_key};
use crate::roster::checks::same_stratum;
use crate::state::typed::clean;

/// The strata whose sizes can be read, for what is told of a plan that is not complete.
pub(crate) fn strata(draft: &PlanDraft) -> Vec<Stratum> {
    let one = |label: String, size: &SizeDraft| Some(Stratum { label, size: size.read()? });
    if !draft.stratified {
        return one(WHOLE.into(), &draft.whole).into_iter().collect();
    }
    draft.strata.iter().filter_map(|s| one(clean(&s.label), &s.size)).collect()
}

impl SizeDraft {
    /// The size, as far as it can be read.
    pub fn read(&self) -> Option<SampleSize> {
        let mut c = Checker::default();
        let size = c.size(String::new(), self);
        c.problems.is_empty().then_some(size)
    }
}

impl Checker {
    pub(super) fn strata(&mut self, draft: &PlanDraft) -> Vec<Stratum> {
        if !draft.stratified {
            return vec![Stratum { label: WHOLE.into(), size: self.size("whole-size".into(), &draft.whole) }];
        }
        let by = draft.by;
        if draft.strata.is_empty() {
            let what = if by == StratifyBy::Category { "类别" } else { "层" };
            let message = format!("请至少添加一个{what}，或先载入检查对象名录，由名录带出，或改为不分类别抽取");
            self.problem("add-stratum", message);
        }
        let mut seen: Vec<String> = Vec::new();
        let mut out = Vec::new();
        for s in &draft.strata {
            let id = field("stratum", s.id, "label");
            let wanted = match by {
                StratifyBy::Category => "请填写类别名称，与名录中的“类别”一致",
                StratifyBy::Grade => "请填写信用等级，例如 C、失信、未评级",
                StratifyBy::CategoryGrade => "请填写类别和等级，中间用“·”，例如 客运·C",
                StratifyBy::Township => "请填写乡镇，与名录中的“管辖”一致",
            };
            let label = self.required(&*id, &s.label, wanted);
            if !label.is_empty() && by.has_grade() && by.grade_of(&label).is_none() {
                self.problem(&*id, format!("“{label}”里分不出类别和等级，请在中间写“·”，例如 客运·C"));
            } else if let Some(same) = seen.iter().find(|known| !label.is_empty() && same_stratum(by, known, &label)) {
                let message = if normal_key(same) == normal_key(&label) {
                    format!("{}“{label}”出现了两次，请删除一个", if by == StratifyBy::Category { "类别" } else { "" })
                } else {
                    format!("“{label}”与“{same}”是同一层，请删除一个")
                };
                self.problem(id, message);
            }
            seen.push(label.clone());
            out.push(Stratum { label, size: self.size(field("stratum", s.id, "size"), &s.size) });
        }
        out
    }

    fn size(&mut self, field: String, size: &SizeDraft) -> SampleSize {
        if size.by_count {
            return SampleSize::Count(self.number(field, &size.value, 0, "请填写抽取户数，例如 5"));
        }
        if size.at_most {
            return SampleSize::AtMost(basis_points_or_none(&size.value).unwrap_or_else(|| {
                self.problem(field, "请填写比例，0到100，最多两位小数，例如 5 或 2.5；一户也不抽的填0");
                1000
            }));
        }
        SampleSize::Ratio(basis_points(&size.value).unwrap_or_else(|| {
            self.problem(field, "请填写比例，大于0、不超过100，最多两位小数，例如 10 或 12.5");
            1000
        }))
    }

    pub(super) fn ceiling(&mut self, draft: &PlanDraft) -> Option<u32> {
        let text = clean(&draft.ceiling);
        if text.is_empty() {
            return None;
        }
        let ceiling = basis_points(&text);
        if ceiling.is_none() {
            self.problem("ceiling", "请填写总体的上限，大于0、不超过100，最多两位小数，例如 5；没有上限的留空");
        }
        ceiling
    }
}
