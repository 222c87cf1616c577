//! The rule of counting of 涉企行政检查台账 in words, as [`super::statistics`] and [`super::caps::rule`] carry it out.

use super::caps::{INCOMPLETE, PENALTY};
use crate::model::{CapRules, JointVisits};
use crate::roster::uncounted_kinds;

/// The rule of counting, as it is carried out.
pub(super) fn rule(rules: &CapRules, of_days: bool, has_voided: bool) -> Vec<String> {
    let objects = if of_days {
        "已检查户数按检查日期在本年度、检查日期和检查结果都已登记（记录完整）的计，等于各次抽查附件4已检查数中属于本年度的之和；一户由几个部门检查的，每个部门各计一户，合计只计一户。"
    } else {
        "应检查、已检查、责令改正（需整改）、已整改户数与附件4相同：检查日期和检查结果都已登记（记录完整）的为已检查；一户由几个部门检查的，每个部门各计一户，合计只计一户。"
    };
    let joint = match rules.joint {
        JointVisits::Once => "几个部门同一天检查的，各部门各计一次，合计只计一次",
        JointVisits::Each => "几个部门同一天检查的，各部门各计一次，合计按部门累加",
        JointVisits::No => "几个部门同一天检查的（联合检查），不计次",
    };
    let ticked = |kind: &&str| rules.counted.iter().any(|counted| counted == kind);
    let (counts, not): (Vec<&str>, Vec<&str>) = uncounted_kinds().into_iter().partition(ticked);
    let counts = if counts.is_empty() { String::new() } else { format!("；{}按设置计次", counts.join("、")) };
    let mut rule = vec![
        objects.to_owned(),
        "发现问题：已检查，并且检查结果以“发现问题”开头或者登记了问题的户数。".into(),
        format!("计次与频次核对用同一规则：同一企业同一天的检查计一次；{joint}。"),
        format!("不计次的检查：{}{counts}。", not.join("、")),
        format!(
            "其中“{INCOMPLETE}”指登记了检查日期、没有登记检查结果；“{PENALTY}”指检查结果、后续处置或处置情况写明处罚、罚款的。计划检查日期不是检查，不计。"
        ),
        "减少入企次数＝Σ（部门数－1）：记录完整、由几个部门一次检查的每一户，按参加检查的部门数减1累加，不含复查。"
            .into(),
    ];
    if has_voided {
        let apart = if of_days { "另列一行" } else { "另列一行，附件4不含" };
        rule.push(format!(
            "抽取作废前已经作了的检查是实际发生的检查，列入台账，{apart}；同一企业同一天在作废前后都有登记的，只计一次。"
        ));
    }
    rule
}
