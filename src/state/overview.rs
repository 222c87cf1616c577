//! Many campaigns in one list: of which year each is, what tells apart those of one name, which are finished, which have the
//! words that are sought. It is told from the documents alone: none of their parts need be read.

use super::campaign::Campaign;
use super::carry::first_day;
use super::model::Model;
use super::typed::clean;
use crate::model::{Role, Status, normal_key};
use chrono::Datelike;

impl Campaign {
    /// The year of its first day, or of its beginning where the plan has no day.
    pub fn year(&self) -> i32 {
        first_day(&self.plan).unwrap_or_else(|| self.created.date_naive()).year()
    }

    /// 牵头部门, where the plan names one.
    pub fn lead(&self) -> Option<String> {
        let lead = self.plan.departments.iter().find(|d| d.role == Role::Lead);
        lead.map(|d| clean(&d.name)).filter(|name| !name.is_empty())
    }

    /// Number, year and lead, which tell it from others of its name: 平双随机〔2018〕1号 · 2018年 · 县交通运输局牵头.
    pub fn particulars(&self) -> String {
        let number = Some(clean(&self.plan.number)).filter(|n| !n.is_empty());
        let lead = self.lead().map(|lead| format!("{lead}牵头"));
        number.into_iter().chain([format!("{}年", self.year())]).chain(lead).collect::<Vec<_>>().join(" · ")
    }

    /// The shortest of what tells it apart: its number, or its year.
    pub fn mark(&self) -> String {
        Some(clean(&self.plan.number)).filter(|n| !n.is_empty()).unwrap_or_else(|| format!("{}年", self.year()))
    }

    /// Title and particulars in one.
    pub fn full_name(&self) -> String {
        format!("{}（{}）", self.title(), self.particulars())
    }

    /// Whether title, number, year, lead and departments have all these words, each somewhere.
    pub fn has_words(&self, words: &str) -> bool {
        let departments = self.plan.departments.iter().map(|d| d.name.as_str());
        let names = departments.collect::<Vec<_>>().join(" ");
        let text = normal_key(&format!("{} {} {names}", self.title(), self.particulars()));
        words.split_whitespace().all(|word| text.contains(&normal_key(word)))
    }
}

/// Whether all that was drawn is 完结.
pub fn is_finished(model: &Model, campaign: &Campaign) -> bool {
    model.reached(campaign, Status::Closed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stamp;
    use crate::state::plan::PlanDraft;

    fn campaign(plan: PlanDraft) -> Campaign {
        let at: Stamp = "2026-11-30T10:00:00+08:00".parse().unwrap();
        Campaign::new("a".into(), at, plan)
    }

    #[test]
    fn what_tells_campaigns_apart() {
        let of_2018 = campaign(PlanDraft::pingluo());
        assert_eq!(of_2018.particulars(), "平双随机〔2018〕1号 · 2018年 · 县交通运输局牵头");
        let next = campaign(PlanDraft::transport());
        assert_eq!((next.title(), next.particulars().as_str()), (of_2018.title(), "2026年 · 县交通运输局牵头"));
        assert_eq!(campaign(PlanDraft::blank()).particulars(), "2026年");
        assert_eq!((of_2018.mark().as_str(), next.mark().as_str()), ("平双随机〔2018〕1号", "2026年"));
    }

    #[test]
    fn all_words_must_be_there() {
        let of_2018 = campaign(PlanDraft::pingluo());
        for words in ["", "道路运输", "2018 公安局", "〔2018〕１号", "  县安监局 平罗 "] {
            assert!(of_2018.has_words(words), "{words}");
        }
        for words in ["2019", "2018 教育局", "道路水运"] {
            assert!(!of_2018.has_words(words), "{words}");
        }
    }
}
