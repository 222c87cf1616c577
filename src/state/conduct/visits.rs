//! What is arranged for visits: 计划检查日期, 检查码. None of it is an inspection: it changes no status.

use crate::model::{InspectionCode, PlannedDay};
use crate::state::action::Refusal;
use crate::state::campaign::LogAct;
use crate::state::campaign_act::CampaignAct;
use crate::state::typed::only_box;
use serde_json::json;

impl CampaignAct<'_> {
    pub(crate) fn plan_visits(&mut self, days: Vec<(String, Option<PlannedDay>)>) -> Result<(), Refusal> {
        let mut course = self.course()?;
        let mut changed = Vec::new();
        for (business, planned) in days {
            let mut visit = course.attempt.conduct.visits.get(&business).cloned().unwrap_or_default();
            visit.planned = planned;
            if let Some(visit) = course.visit(&business, visit)? {
                changed.push((business, visit));
            }
        }
        if changed.is_empty() {
            return Ok(());
        }
        let all = || changed.iter().filter_map(|(_, visit)| visit.planned);
        let days = match (all().min(), all().max()) {
            (Some(first), Some(last)) if first == last => first.to_string(),
            (Some(first), Some(last)) => format!("{first}至{last}"),
            _ => String::new(),
        };
        let detail = json!({"businesses": changed.iter().map(|(b, _)| b).collect::<Vec<_>>(), "days": days});
        course.attempt.turns.note_visits(&course.attempt.conduct, &[], &changed, None);
        changed.into_iter().for_each(|(business, visit)| course.put_visit(business, visit));
        self.campaign.log.push(self.at, LogAct::PlanVisits, detail);
        Ok(())
    }

    pub(crate) fn enter_codes(&mut self, business: String, codes: Vec<InspectionCode>) -> Result<(), Refusal> {
        let mut course = self.course()?;
        let was = course.attempt.conduct.visits.get(&business).cloned().unwrap_or_default();
        let mut visit = was.clone();
        visit.codes = codes;
        let Some(visit) = course.visit(&business, visit)? else { return Ok(()) };
        let detail = json!({"business": business, "codes": visit.codes.iter().map(said).collect::<Vec<_>>()});
        let field = only_box(&was, &visit).map(|place| format!("{business}/visit{place}"));
        let changed = [(business, visit)];
        course.attempt.turns.note_visits(&course.attempt.conduct, &[], &changed, field.clone());
        changed.into_iter().for_each(|(business, visit)| course.put_visit(business, visit));
        self.campaign.log.push_typed(self.at, LogAct::Codes, field, detail);
        Ok(())
    }
}

/// What is known of a code, in words.
fn said(code: &InspectionCode) -> String {
    let day = |what: &str, day: Option<chrono::NaiveDate>| day.map(|day| format!("{day}{what}"));
    let reason = (!code.reason.is_empty()).then(|| format!("未亮码：{}", code.reason));
    let text = (!code.code.is_empty()).then(|| code.code.clone());
    let parts = [text, day("取得", code.obtained), reason, day("补录", code.entered_later)];
    let said = parts.into_iter().flatten().collect::<Vec<_>>().join("，");
    if code.department.is_empty() { said } else { format!("{} {said}", code.department) }
}
