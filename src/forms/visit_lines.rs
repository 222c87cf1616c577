//! What forms print of a visit that is arranged: the planned day, 检查码.

use super::Fact;
use super::facts::{DrawFacts, day};
use super::words::BLANK;
use crate::model::InspectionCode;

/// `计划2018年12月10日上午`, of a business that is not inspected yet.
pub(super) fn planned(f: &DrawFacts<'_>, business: &str) -> Option<String> {
    let inspected = f.conduct.inspections.get(business).is_some_and(|i| i.date.is_some());
    let planned = f.conduct.planned(business).filter(|_| !inspected)?;
    Some(format!("计划{}{}", day(planned.on), planned.half.title()))
}

/// 附件3's row of the codes, where the county has them: what is known, and room for what is not.
pub(super) fn codes(f: &DrawFacts<'_>, business: &str) -> Option<Vec<Fact>> {
    if !f.plan.settings.codes {
        return None;
    }
    let codes = f.conduct.visits.get(business).map_or(&[][..], |v| &v.codes);
    let lines: Vec<String> = codes.iter().map(line).collect();
    let text = if lines.is_empty() {
        format!("{BLANK}{BLANK}　□已亮证　□已亮码　□未亮码（理由：{BLANK}）")
    } else {
        lines.join("\n")
    };
    Some(vec![Fact::whole("检查码", text)])
}

fn line(code: &InspectionCode) -> String {
    let mut parts = Vec::new();
    if !code.code.trim().is_empty() {
        let obtained = code.obtained.map(|on| format!("（{}取得）", day(on))).unwrap_or_default();
        parts.push(format!("{}{obtained}", code.code.trim()));
    }
    if !code.reason.trim().is_empty() {
        parts.push(format!("未亮码，理由：{}", code.reason.trim()));
    } else if !code.code.trim().is_empty() {
        parts.push("□已亮证　□已亮码".into());
    }
    parts.extend(code.entered_later.map(|on| format!("{}补录", day(on))));
    let said = parts.join("；");
    if code.department.is_empty() { said } else { format!("{}：{said}", code.department) }
}
