//! Answers below headers that ask: 是否在岗, 有无执法证, or a state alone (注销, 在岗) below which a tick says whether it is so.

use crate::model::EntityKind;
use crate::roster::vocabulary::states::STATES;
use crate::text::codes;
use crate::text::header_key::without_brackets;
use std::fmt;

/// The answer to a header that asks whether all is well with an entry, or whether it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// All is well, or the question is about something else.
    Good { yes: bool },
    /// It is not, for what was asked.
    Bad { question: String, yes: bool },
}

/// As an entry keeps it for its state: 是, 否, and with the question where it is bad (是否在岗：否).
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |yes: bool| if yes { "是" } else { "否" };
        match self {
            Self::Good { yes } => f.write_str(word(*yes)),
            Self::Bad { question, yes } => write!(f, "{question}：{}", word(*yes)),
        }
    }
}

/// Whether the state of an entry is a bad [`Answer`] as it is kept.
pub(crate) fn is_bad_answer(state: &str) -> bool {
    asks(state) && state.contains('：')
}

/// Whether the header asks something.
pub(crate) fn asks(header: &str) -> bool {
    STATES.question.fit(header)
}

/// Whether the answer decides if an entry is to be drawn: 是否客运 and 是否重点企业 are asked as well.
pub(crate) fn decides(kind: EntityKind, question: &str) -> bool {
    STATES.decides(kind).fit(question) || STATES.asked.fit(question)
}

/// A state as a header, below which a tick says whether it is so: 注销, 在岗.
pub(crate) fn is_bare_state(header: &str) -> bool {
    let state = header.strip_prefix('已').unwrap_or(header);
    STATES.asked.has(state) || STATES.bare.fit(state)
}

/// The answer to the question that the header asks; none where the header asks nothing or the text is no answer.
pub(crate) fn answer(header: &str, text: &str) -> Option<Answer> {
    // The header is that of every row, and folding it costs more than looking at the text.
    let said = codes::code(text);
    let yes = if STATES.no.fit(&said) { false } else { STATES.yes.fit(&said).then_some(true)? };
    let question = without_brackets(header);
    let question = question.trim_matches(|c: char| "*:?".contains(c) || c.is_whitespace());
    if !asks(question) && !question.contains("持证情况") && !is_bare_state(question) {
        return None;
    }
    // 是否注销 is bad when it is yes, any other question when it is no.
    if yes != STATES.asked.fit(question) {
        return Some(Answer::Good { yes });
    }
    let question = if asks(question) { question.to_owned() } else { format!("是否{question}") };
    Some(Answer::Bad { question, yes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_carry_their_question_where_they_are_bad() {
        for (header, text, expected) in [
            ("是否在岗", "否", "是否在岗：否"),
            ("是否持有执法证（是/否）", "×", "是否持有执法证：否"),
            ("有无执法证", "无", "有无执法证：否"),
            ("是否注销", "是", "是否注销：是"),
            ("证件是否有效", "否", "证件是否有效：否"),
            ("是否在岗", "√", "是"),
            ("是否注销", "否", "否"),
            ("已注销", "√", "是否已注销：是"),
        ] {
            let answer = answer(header, text).unwrap();
            assert_eq!(answer.to_string(), expected);
            assert_eq!(is_bad_answer(expected), matches!(answer, Answer::Bad { .. }));
        }
        assert_eq!(answer("状态", "否"), None);
        assert_eq!(answer("是否在岗", "请假"), None);
    }
}
