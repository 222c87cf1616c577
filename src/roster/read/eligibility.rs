//! What says that a business is no more, or that an officer may not inspect: the judges of the words of `states.tsv`.

use crate::model::{EntityKind, normal_key};
use crate::roster::vocabulary::Words;
use crate::roster::vocabulary::states::STATES;

/// The word of a state that says so; 未注销 and 至退休 do not.
pub(crate) fn word(kind: EntityKind, text: &str) -> Option<&'static str> {
    match kind {
        EntityKind::Business => ended(text).or_else(|| said(&STATES.stopped, text)),
        EntityKind::Officer => said(&STATES.barred, text),
    }
}

/// The word that says that a business is no more, beside whatever else the text says.
pub(crate) fn ended(text: &str) -> Option<&'static str> {
    said(&STATES.ended, text)
}

/// The word that says that what a business does rests, beside its category.
pub(crate) fn suspended(text: &str) -> Option<&'static str> {
    said(&STATES.rests, text).filter(|_| text.chars().count() <= 30)
}

/// The word that says that an officer is away, or is none.
pub(crate) fn away(text: &str) -> Option<&'static str> {
    said(&STATES.away, text)
}

/// Whether a title is that of somebody who is no officer: 辅警, 退休返聘, 一级警长（病休）; not 驾驶员培训管理股股长.
pub(crate) fn is_no_officer_s(title: &str) -> bool {
    let whole = title.split(['（', '(']).next().unwrap_or_default().trim();
    let within = title.split(['（', '(']).skip(1).any(|rest| is_warning_remark(EntityKind::Officer, rest));
    within || STATES.no_officer.fit(whole)
}

/// Whether what stands for the number of a certificate says that there is none that is valid.
pub(crate) fn is_no_certificate(text: &str) -> bool {
    STATES.uncertified.fit(text) || word(EntityKind::Officer, text).is_some()
}

/// Whether a name only stands for one that is not known: 待定.
pub(crate) fn is_nobody(name: &str) -> bool {
    STATES.nobody.fit(&normal_key(name))
}

/// Whether a word says that all is well.
pub(crate) fn is_well(text: &str) -> bool {
    STATES.well.fit(text)
}

/// The first of the words that the text says and does not deny.
fn said(words: &Words, text: &str) -> Option<&'static str> {
    // Most texts say none of them; all of them are Chinese.
    if text.is_ascii() || words.first_in(text).is_none() {
        return None;
    }
    words.iter().find(|word| text.contains(word) && !is_denied(text, word))
}

/// 未注销, 无证; 未发现异常 and 移出经营异常名录 deny over some characters.
fn is_denied(text: &str, word: &str) -> bool {
    text.match_indices(word).all(|(at, _)| {
        let before = &text[..at];
        let near: String = before.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
        STATES.denies.fit(before) || STATES.faint.has(word) && STATES.afar.fit(&near)
    })
}

/// Whether a note beside the entries says that some of them should not be drawn; one that tells what the table leaves out, or
/// how to fill it in, does not.
pub(crate) fn is_remark_of_others(kind: EntityKind, text: &str) -> bool {
    is_warning_remark(kind, text) && !STATES.outside.fit(text)
}

/// Whether a remark says that somebody should look again.
pub(crate) fn is_warning_remark(kind: EntityKind, text: &str) -> bool {
    told_word(kind, text).is_some()
}

/// The word of a remark that says so.
pub(crate) fn told_word(kind: EntityKind, text: &str) -> Option<&'static str> {
    let more = if kind == EntityKind::Business { &STATES.remarked } else { &STATES.away };
    word(kind, text).or_else(|| said(more, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_is_not_said() {
        assert_eq!(word(EntityKind::Business, "吊销，未注销"), Some("吊销"));
        for text in ["存续", "未注销", "正常"] {
            assert_eq!(word(EntityKind::Business, text), None, "{text}");
        }
        assert_eq!(word(EntityKind::Officer, "2026年8月退休"), Some("退休"));
        for text in ["在岗", "至退休", "未过期"] {
            assert_eq!(word(EntityKind::Officer, text), None, "{text}");
        }
    }
}
