//! What a verification says of each of its checks: a check that found something, or could not be made, never says that it
//! passed.

use crate::draw::{AttemptReport, CheckName, CheckReport, CheckResult, Report, Verdict};

/// Whether the record agrees with itself, in a few words.
pub fn verdict_told(report: &Report) -> String {
    match report.verdict {
        Verdict::Verified => "记录前后一致".to_owned(),
        Verdict::OfficersWithheld => "公开的部分前后一致".to_owned(),
        Verdict::Different if report.differences() == 0 => "记录没有能重算完".to_owned(),
        Verdict::Different => format!("记录前后不符：有{}处不同", report.differences()),
    }
}

/// What that means, and what it doesn't.
pub const fn verdict_meaning(report: &Report) -> &'static str {
    match report.verdict {
        Verdict::Verified => {
            "名录、号码、种子、名单、分组、替补、作废链，逐项重算，没有不同。这只说明它自己没有矛盾，不说明它就是那次会上的记录。"
        }
        Verdict::OfficersWithheld => {
            "封存码、号码、种子、抽中的每一户、各户的替补和作废链，逐项重算，没有不同。执法人员没有公开：抽中哪些人、第几轮、怎样分组、人员的替补，都只是记录的说法，没有重算。"
        }
        Verdict::Different => "这份记录被改动过，或不是由这次抽取得出的。不同之处逐条列在下面。",
    }
}

/// How a check ended, in a word.
pub const fn result_told(result: CheckResult) -> &'static str {
    match result {
        CheckResult::Passed => "一致",
        CheckResult::PassedWithoutOfficers => "公开部分一致",
        CheckResult::NotMade => "没有能重算",
        CheckResult::Different => "不同",
    }
}

/// What a check found: no sentence of one that failed says that anything is right.
pub fn check_told(report: &Report, check: &CheckReport) -> String {
    let found = check.differences.len() + check.more;
    match check.result {
        CheckResult::Passed => passed(report, check.name).to_owned(),
        CheckResult::PassedWithoutOfficers => without_officers(report, check.name).to_owned(),
        CheckResult::NotMade => "因为别的检查发现了不同，这一项没有能重算".to_owned(),
        CheckResult::Different => format!("{}，有{found}处不同", different(check.name)),
    }
}

fn passed(report: &Report, name: CheckName) -> &'static str {
    match name {
        CheckName::Commitment => "封存的内容合规，由两份名录算出摘要、由封存内容算出封存码，与记录相同",
        CheckName::Seed if !any(report, |a| a.seed.is_some()) => "没有一次得出种子；已写的号码和随机码相符",
        CheckName::Seed => "由封存码、随机码和各方的号码算出种子，与记录相同",
        CheckName::Lists | CheckName::Teams if !has_outcome(report) => NO_OUTCOME,
        CheckName::Lists => "由种子算出每一户、每一人的签号，应抽中的与记录的名单相同",
        CheckName::Teams => "由种子重新分组匹配，与记录相同",
        CheckName::Substitutions if !has_substitutions(report) => NO_SUBSTITUTION,
        CheckName::Substitutions => "每一次替补，按签号应递补的与记录相同",
        CheckName::Chain if report.attempt_count == 1 => "只有一次抽取，次数和上一次的摘要写得相符",
        CheckName::Chain => "各次抽取次数连续，作废有据，每一次都写明上一次的摘要",
    }
}

fn without_officers(report: &Report, name: CheckName) -> &'static str {
    match name {
        CheckName::Commitment => {
            "由检查对象名录算出摘要、由封存内容算出封存码，与记录相同。执法人员名录没有公开，它的摘要、人数和回避没有重算"
        }
        CheckName::Lists | CheckName::Teams if !has_outcome(report) => NO_OUTCOME,
        CheckName::Lists => "由种子算出每一户的签号，应抽中的与记录的名单相同。抽中哪些执法人员、第几轮，没有重算",
        CheckName::Teams => {
            "组数、各组户数和次序相符，每一户恰在一组。哪一户分到哪一组，要有执法人员名录才能重算，没有重算"
        }
        CheckName::Substitutions if !has_substitutions(report) => NO_SUBSTITUTION,
        CheckName::Substitutions => "各户的每一次替补，按签号应递补的与记录相同。执法人员的替补没有重算",
        CheckName::Seed | CheckName::Chain => passed(report, name),
    }
}

const fn different(name: CheckName) -> &'static str {
    match name {
        CheckName::Commitment => "封存的内容、名录的摘要或封存码不符",
        CheckName::Seed => "随机码、号码或种子不符",
        CheckName::Lists => "由种子重算的名单与记录不符",
        CheckName::Teams => "分组与记录不符",
        CheckName::Substitutions => "替补与记录不符",
        CheckName::Chain => "抽取次数、作废或前后的摘要不符",
    }
}

const NO_OUTCOME: &str = "记录里没有抽取结果，没有可重算的";
const NO_SUBSTITUTION: &str = "记录里没有替补，没有可重算的";

fn any(report: &Report, test: impl Fn(&AttemptReport) -> bool) -> bool {
    report.attempts.iter().any(test)
}

fn has_outcome(report: &Report) -> bool {
    any(report, |a| a.outcome.is_some())
}

fn has_substitutions(report: &Report) -> bool {
    any(report, |a| a.substitution_count > 0)
}
