//! The strata of a plan as it is typed: by what they are made, filled from the roster, and which of them an item is for.

use super::draft::{PlanDraft, SizeDraft, StratumDraft};
use crate::model::{StratifyBy, joint_label, normal_key};

/// 1 %, 10 %, 50 %, 80 % by how much a grade asks for: of 守信 to 严重失信 a city's transport plan of 2025 has them (domain §8, V);
/// that the others stand for the same is ours (I). Grades by number, colours and the rest have none: which end is the worse
/// differs.
const RATIOS: [(&str, &[&str]); 4] = [
    ("1", &["守信", "A", "低风险"]),
    ("10", &["警示", "B", "一般风险", "中风险"]),
    ("50", &["失信", "C", "较高风险", "较大风险"]),
    ("80", &["严重失信", "D", "高风险", "重大风险"]),
];

/// With these beside it, A is not the best of all.
const ABOVE_A: [&str; 2] = ["AAA", "AA"];

/// More labels than this are not strata: the column says something else.
pub const MOST_STRATA: usize = 60;

impl PlanDraft {
    /// By what the strata are told of; of a draw from the whole the papers have the categories.
    pub fn drawn_by(&self) -> StratifyBy {
        if self.stratified { self.by } else { StratifyBy::default() }
    }

    /// The labels that an item can be limited to: the categories where the strata have them, else the strata.
    pub fn item_labels(&self) -> Vec<String> {
        if !self.stratified {
            return Vec::new();
        }
        let mut labels: Vec<String> = Vec::new();
        for stratum in &self.strata {
            let label = stratum.label.trim();
            let own =
                if self.by == StratifyBy::CategoryGrade { self.by.category_of(label).unwrap_or("") } else { label };
            if !own.is_empty() && labels.iter().all(|known| known != own) {
                labels.push(own.to_owned());
            }
        }
        labels
    }

    /// The categories of the plan, by which a roster's column of them is known.
    pub fn categories(&self) -> Vec<String> {
        if self.by.has_category() && self.stratified { self.item_labels() } else { Vec::new() }
    }

    /// The strata that an item of these labels is for: of 客运 in a plan by category and grade 客运·A, 客运·C. Of a label that
    /// the plan does not have itself.
    pub fn strata_of(&self, labels: &[String]) -> Vec<String> {
        if self.by != StratifyBy::CategoryGrade || !self.stratified {
            return labels.to_vec();
        }
        let strata = || self.strata.iter().map(|s| s.label.trim());
        let of = |label: &String| {
            let of_it = |stratum: &&str| self.by.category_of(stratum) == Some(label.as_str());
            let own: Vec<String> = strata().filter(of_it).map(str::to_owned).collect();
            if own.is_empty() { vec![label.clone()] } else { own }
        };
        labels.iter().flat_map(of).collect()
    }

    /// Draws from strata of this kind, or with `None` from the whole. Strata of another kind give way to what the roster
    /// `found`.
    pub fn stratify(&mut self, by: Option<StratifyBy>, found: &[(String, u32)]) {
        self.stratified = by.is_some();
        let Some(by) = by else { return };
        if self.by != by {
            self.by = by;
            self.strata.clear();
        }
        if self.strata.iter().all(|s| s.label.trim().is_empty()) && found.len() <= MOST_STRATA {
            self.strata.clear();
            self.add_found(found);
        }
    }

    /// Adds the strata that the roster has and the plan has not. A grade gets the size that it has in another category.
    pub fn add_found(&mut self, found: &[(String, u32)]) {
        for (label, _) in found.iter().take(MOST_STRATA) {
            if self.strata.iter().all(|s| normal_key(&s.label) != normal_key(label)) {
                let alike =
                    |s: &&StratumDraft| self.by.grade_of(&s.label).is_some_and(|g| self.by.grade_of(label) == Some(g));
                let size = self.strata.iter().find(alike).map(|s| s.size.clone());
                self.add_stratum(label);
                if let (Some(size), Some(new)) = (size, self.strata.last_mut()) {
                    new.size = size;
                }
            }
        }
    }

    /// Adds a category to draw from: in a plan by category and grade with each grade that it has.
    pub fn add_category(&mut self, category: &str) {
        if self.by != StratifyBy::CategoryGrade {
            return self.add_stratum(category);
        }
        let mut grades: Vec<String> = Vec::new();
        for grade in self.strata.iter().filter_map(|s| self.by.grade_of(&s.label)) {
            if grades.iter().all(|known| known != grade) {
                grades.push(grade.to_owned());
            }
        }
        grades.iter().for_each(|grade| self.add_stratum(&joint_label(category, grade)));
    }

    /// Takes the strata from the business roster where the plan has none yet. By category, unless something else was chosen:
    /// from two to twelve categories are strata of 10 % each; with one, or more, the draw is not stratified.
    pub fn take_strata(&mut self, found: &[(String, u32)]) {
        if self.strata.iter().any(|s| !s.label.trim().is_empty()) {
            return;
        }
        if self.by == StratifyBy::Category {
            self.strata.clear();
            self.stratified = (2..=12).contains(&found.len());
            if self.stratified {
                found.iter().for_each(|(label, _)| self.add_stratum(label));
            }
        } else if self.stratified {
            self.stratify(Some(self.by), found);
        }
    }

    /// The ratio that is usual for a stratum's grade, in percent.
    fn usual_ratio(&self, label: &str) -> Option<&'static str> {
        let grade = self.by.grade_of(label)?;
        let above = |s: &StratumDraft| self.by.grade_of(&s.label).is_some_and(|g| ABOVE_A.contains(&g));
        if grade.len() == 1 && self.strata.iter().any(above) {
            return None;
        }
        RATIOS.iter().find(|(_, grades)| grades.contains(&grade)).map(|(ratio, _)| *ratio)
    }

    /// Whether some stratum has a grade with a usual ratio.
    pub fn has_usual_ratios(&self) -> bool {
        self.stratified && self.strata.iter().any(|s| self.usual_ratio(s.label.trim()).is_some())
    }

    /// Sets the usual ratio of each grade that has one; the others stay.
    pub fn set_usual_ratios(&mut self) {
        let usual: Vec<_> = self.strata.iter().map(|s| self.usual_ratio(s.label.trim())).collect();
        for (stratum, ratio) in self.strata.iter_mut().zip(usual) {
            if let Some(ratio) = ratio {
                stratum.size = SizeDraft { by_count: false, at_most: false, value: ratio.to_owned() };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::objects_in_words;
    use crate::state::plan::check::check_plan;

    fn found(labels: &[&str]) -> Vec<(String, u32)> {
        labels.iter().map(|label| ((*label).to_owned(), 1)).collect()
    }

    fn sizes(plan: &PlanDraft) -> Vec<(&str, &str)> {
        plan.strata.iter().map(|s| (s.label.as_str(), s.size.value.as_str())).collect()
    }

    #[test]
    fn ratios_by_grade_at_one_click() {
        let mut plan = PlanDraft::pingluo();
        plan.stratify(Some(StratifyBy::Grade), &found(&["守信", "警示", "失信", "严重失信", "未评级", "二级"]));
        assert!(plan.has_usual_ratios());
        plan.set_usual_ratios();
        let wanted =
            [("守信", "1"), ("警示", "10"), ("失信", "50"), ("严重失信", "80"), ("未评级", "10"), ("二级", "10")];
        assert_eq!(sizes(&plan), wanted);
        plan.stratify(Some(StratifyBy::CategoryGrade), &found(&["客运·A", "客运·D", "危货·C"]));
        plan.set_usual_ratios();
        assert_eq!(sizes(&plan), [("客运·A", "1"), ("客运·D", "80"), ("危货·C", "50")]);
        // A grade of another category has the size of its own.
        plan.add_found(&found(&["客运·A", "危货·D"]));
        assert_eq!(sizes(&plan)[3], ("危货·D", "80"));
        // Of AAA, AA and A the last is not the best.
        plan.stratify(Some(StratifyBy::Grade), &found(&["AAA", "AA", "A", "B"]));
        assert!(!plan.has_usual_ratios());
        assert!(!PlanDraft::pingluo().has_usual_ratios());
    }

    #[test]
    fn items_of_a_category_are_for_all_its_grades() {
        let mut plan = PlanDraft::pingluo();
        plan.stratify(
            Some(StratifyBy::CategoryGrade),
            &found(&["客运·A", "客运·未评级", "普货·A", "危货·A", "危货·D", "站场·A", "维修·A"]),
        );
        assert_eq!(plan.item_labels(), ["客运", "普货", "危货", "站场", "维修"]);
        let checked = check_plan(&plan).unwrap();
        // 县公安局 inspects 客运 and 危货.
        let own = ["客运·A", "客运·未评级", "危货·A", "危货·D"];
        assert_eq!(checked.departments[1].categories().unwrap(), own);
        let labels = checked.strata.iter().map(|s| s.label.as_str());
        let in_words = |own: &[String]| objects_in_words(checked.by, labels.clone(), own);
        assert_eq!(in_words(&checked.departments[1].items[0].categories), "客运、危货");
        assert_eq!(in_words(&["客运·A".into()]), "客运·A");
        assert_eq!(in_words(&[]), "全部");
        plan.add_category("租赁");
        assert_eq!(plan.strata.iter().filter(|s| s.label.starts_with("租赁·")).count(), 3);
        // By grade alone an item of a category is for nobody, which is told.
        plan.stratify(Some(StratifyBy::Grade), &found(&["A", "D"]));
        let told = check_plan(&plan).unwrap_err();
        assert!(told.iter().all(|p| p.message.contains("按信用等级")), "{told:?}");
        assert_eq!(told.len(), 3);
    }

    #[test]
    fn a_label_of_the_wrong_kind_is_told() {
        let mut plan = PlanDraft::pingluo();
        plan.stratify(Some(StratifyBy::CategoryGrade), &found(&["客运·A", "危货·A", "站场·A", "维修·A"]));
        plan.add_stratum("普货");
        plan.add_stratum("客运·a级");
        let told: Vec<_> = check_plan(&plan).unwrap_err().into_iter().map(|p| p.message).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("客运·C") && told[1].contains("同一"), "{told:?}");
    }

    #[test]
    fn the_old_draft_says_nothing_of_it() {
        let text = serde_json::to_string(&PlanDraft::pingluo()).unwrap();
        for new in ["\"by\"", "ceiling", "at_most"] {
            assert!(!text.contains(new), "{new}");
        }
    }
}
