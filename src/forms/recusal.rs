//! What the papers say of recusals after the draw: which round had an assignment without one, and who stands against one
//! and is to be replaced before inspecting (protocol §6).

use super::words::quoted;
use super::{DrawFacts, Fact};
use crate::draw::{AgainstRecusal, LAST_ROUND, against_recusal};

/// 抽取轮次, where the first round did not do.
pub(super) fn round(f: &DrawFacts<'_>) -> Option<Fact> {
    let text = match f.outcome.round {
        0 => return None,
        LAST_ROUND => format!("执法人员抽取{LAST_ROUND}轮仍不能满足全部回避，按规则末轮不计回避"),
        round => format!("执法人员经第{}轮抽取满足回避", round + 1),
    };
    Some(Fact::new("抽取轮次", text))
}

/// Whoever stands in one of the teams, as they are now, against a recusal. The preliminary protocol never drew anyone so.
pub(super) fn against(f: &DrawFacts<'_>) -> Vec<AgainstRecusal> {
    if f.seal.preliminary {
        return Vec::new();
    }
    f.seal.sealed.check_rules().map(|checked| against_recusal(&checked, f.teams)).unwrap_or_default()
}

/// Who is to be replaced before inspecting, a line a business: 第1组“某公司”：张某、李某（县公安局）须回避; after the last
/// round, that nobody is left.
pub(super) fn to_replace(f: &DrawFacts<'_>, against: &[AgainstRecusal]) -> Vec<String> {
    if against.is_empty() {
        let gave_way = f.outcome.round == LAST_ROUND;
        return gave_way.then(|| "现有各组中已没有须回避的执法人员".to_owned()).into_iter().collect();
    }
    let of_business = |some: &[AgainstRecusal]| {
        let people = some.chunk_by(|a, b| a.department == b.department).map(|some| {
            let names: Vec<_> = some.iter().map(|a| f.officer_name(&a.officer.key)).collect();
            format!("{}（{}）", names.join("、"), some[0].department)
        });
        let (team, business) = (f.team_name(some[0].team), f.business_name(&some[0].business.key));
        format!("{team}{}：{}须回避", quoted(business), people.collect::<Vec<_>>().join("、"))
    };
    against.chunk_by(|a, b| (a.team, &a.business) == (b.team, &b.business)).map(of_business).collect()
}
