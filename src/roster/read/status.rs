//! What the states of entries say, each text judged once. Entries keep the text.

use crate::model::EntityKind;
use crate::roster::read::answer::is_bad_answer;
use crate::roster::read::eligibility::{away, ended, is_well, word};
use std::collections::HashMap;

/// What the state of an entry says, with the word of `states.tsv` that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Nothing, or that all is well: 存续, 在岗, 是.
    Active,
    /// The business is no more: 注销, 吊销.
    Ended(&'static str),
    /// The business may not be there to inspect: 停产, 失联.
    Stopped(&'static str),
    /// The officer has left, or the certificate is not valid: 调离, 退休, 失效.
    Barred(&'static str),
    /// The officer is away, or is none: 借调, 辅警.
    Away(&'static str),
    /// The bad answer to a question of the header: 是否在岗：否.
    BadAnswer,
    /// Nothing that is known.
    Unknown,
}

impl Status {
    fn of(kind: EntityKind, text: &str) -> Self {
        let out = word(kind, text).map(|word| match kind {
            EntityKind::Business if ended(text).is_some() => Self::Ended(word),
            EntityKind::Business => Self::Stopped(word),
            EntityKind::Officer => Self::Barred(word),
        });
        let away = || away(text).filter(|_| kind == EntityKind::Officer).map(Self::Away);
        out.or_else(|| is_bad_answer(text).then_some(Self::BadAnswer)).or_else(away).unwrap_or_else(|| {
            let well = text.is_empty() || matches!(text, "是" | "否" | "有" | "无") || is_well(text);
            if well { Self::Active } else { Self::Unknown }
        })
    }
}

/// The states of a roster's entries, by their texts.
#[derive(Debug)]
pub(crate) struct Statuses<'a>(HashMap<&'a str, Status>);

impl<'a> Statuses<'a> {
    /// What nothing is known of is unknown where few of the entries have it, and else what most entries of the roster are
    /// called: a draw should not pass over the few in silence.
    pub(crate) fn of(kind: EntityKind, texts: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        texts.filter(|text| !text.is_empty()).for_each(|text| *counts.entry(text).or_default() += 1);
        let all: usize = counts.values().sum();
        let most = counts.values().copied().max().unwrap_or_default();
        // Below a header of states, most say that all is well.
        let told = counts.keys().any(|text| is_well(text));
        let few = |count: usize| (told || count < most) && (count <= 3 || count * 20 <= all);
        let status = |text: &str, count: usize| match Status::of(kind, text) {
            Status::Unknown if !few(count) => Status::Active,
            status => status,
        };
        Self(counts.into_iter().map(|(text, count)| (text, status(text, count))).collect())
    }

    /// What the text says.
    pub(crate) fn get(&self, text: &str) -> Status {
        self.0.get(text).copied().unwrap_or(Status::Active)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_says_one_thing() {
        for (kind, text, status) in [
            (EntityKind::Business, "注销", Status::Ended("注销")),
            (EntityKind::Business, "停产，未注销", Status::Stopped("停产")),
            (EntityKind::Business, "失联，已吊销", Status::Ended("吊销")),
            (EntityKind::Business, "是否有效：否", Status::BadAnswer),
            (EntityKind::Business, "借调", Status::Unknown),
            (EntityKind::Business, "存续（在营）", Status::Active),
            (EntityKind::Officer, "借调，2026年退休", Status::Barred("退休")),
            (EntityKind::Officer, "借调", Status::Away("借调")),
            (EntityKind::Officer, "是否在岗：否", Status::BadAnswer),
            (EntityKind::Officer, "是", Status::Active),
            (EntityKind::Officer, "", Status::Active),
            (EntityKind::Officer, "丙类", Status::Unknown),
        ] {
            assert_eq!(Status::of(kind, text), status, "{text}");
        }
    }

    #[test]
    fn what_few_entries_are_called_is_unknown() {
        let texts = |few: usize| std::iter::repeat_n("甲类", 100).chain(std::iter::repeat_n("乙类", few));
        assert_eq!(Statuses::of(EntityKind::Officer, texts(5)).get("乙类"), Status::Unknown);
        assert_eq!(Statuses::of(EntityKind::Officer, texts(50)).get("乙类"), Status::Active);
        assert_eq!(Statuses::of(EntityKind::Officer, texts(5)).get("甲类"), Status::Active);
    }
}
