//! Words of the states of businesses and officers, of answers and of remarks: `states.tsv`.

use crate::model::EntityKind;
use crate::roster::vocabulary::Words;

vocabulary! {
    /// The table, by what its words say.
    States, STATES = "states.tsv" {
        /// A business is no more, in no other sense.
        ended: Holds,
        /// A business may not be there to inspect.
        stopped: Holds,
        /// What a business does rests: beside its category or code.
        rests: Holds,
        /// What else a remark says of a business at which somebody should look again.
        remarked: Holds,
        /// An officer, or a certificate, may not be used.
        barred: Holds,
        /// An officer is away, or is none.
        away: Holds,
        /// Whose title ends so is no officer.
        no_officer: Ends,
        /// There is no certificate, or not yet.
        uncertified: Holds,
        /// It stands for a name that is not known.
        nobody: Is,
        /// All is well.
        well: Holds,
        /// As a header it asks whether all is well.
        bare: Is,
        /// To be asked for it is good when the answer is no.
        asked: Holds,
        /// Below a header with it a day says that it has happened.
        day: Holds,
        decides_business: Holds,
        decides_officer: Holds,
        /// The header asks something.
        question: Holds,
        yes: Is,
        no: Is,
        /// It denies a word that stands right behind it.
        denies: Ends,
        /// It denies a faint word over some characters.
        afar: Holds,
        /// Words that are denied from afar.
        faint: Is,
        /// The header of a column that is no field is for remarks.
        remark_header: Holds,
        /// A note tells of what the table leaves out, or how to fill it in.
        outside: Holds,
    }
}

impl States {
    /// A question about it decides whether an entry is to be drawn.
    pub(crate) fn decides(&self, kind: EntityKind) -> &Words {
        match kind {
            EntityKind::Business => &self.decides_business,
            EntityKind::Officer => &self.decides_officer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::read::answer::{Answer, answer, asks, decides};
    use crate::roster::read::{eligibility, remarks};
    use crate::roster::vocabulary::lines;
    use crate::roster::vocabulary::tests::{lines_are_whole, no_word_is_dead};

    /// Whether the word says in the text what it says, by the judges that read rosters.
    fn says(what: &str, word: &str, text: &str) -> bool {
        let told = |found: Option<&str>| found == Some(word);
        let denied = |text| {
            [EntityKind::Business, EntityKind::Officer].iter().all(|kind| !eligibility::is_warning_remark(*kind, text))
        };
        let answered = |text| answer("是否在岗", text);
        match what {
            "ended" => told(eligibility::ended(text)),
            "stopped" => told(eligibility::word(EntityKind::Business, text)),
            "rests" => told(eligibility::suspended(text)),
            "remarked" => told(eligibility::told_word(EntityKind::Business, text)),
            "barred" => told(eligibility::word(EntityKind::Officer, text)),
            "away" => told(eligibility::away(text)),
            "no-officer" => eligibility::is_no_officer_s(text),
            "uncertified" => eligibility::is_no_certificate(text),
            "nobody" => eligibility::is_nobody(text),
            "well" => eligibility::is_well(text),
            "bare" => answer(text, "否") == Some(Answer::Bad { question: format!("是否{word}"), yes: false }),
            "asked" => answer(text, "是").is_some_and(|answer| matches!(answer, Answer::Bad { yes: true, .. })),
            "day" => remarks::is_of_day(text),
            "decides-business" => decides(EntityKind::Business, text),
            "decides-officer" => decides(EntityKind::Officer, text),
            "question" => asks(text),
            "yes" => answered(text) == Some(Answer::Good { yes: true }),
            "no" => answered(text) == Some(Answer::Bad { question: "是否在岗".into(), yes: false }),
            "denies" | "afar" => denied(text),
            "faint" => denied(text),
            "remark-header" => remarks::is_meant(text),
            "outside" => !eligibility::is_remark_of_others(EntityKind::Business, text),
            _ => panic!("{what} says nothing"),
        }
    }

    #[test]
    fn each_word_says_what_its_line_says() {
        lines_are_whole(States::FILE);
        let mut wrong = Vec::new();
        for [all, word, example, counterexample] in lines(States::FILE) {
            let mut judged = |what, yes: &str, no: &str| {
                if !says(what, word, yes) || says(what, word, no) {
                    wrong.push(format!("{what} {word}: {yes}, {no}"));
                }
            };
            let (first, others) = all.split_once(' ').unwrap_or((all, ""));
            judged(first, example, counterexample);
            for also in others.split_terminator(' ') {
                match also {
                    "no-officer" => judged(also, word, &format!("{word}管理股股长")),
                    "bare" => judged(also, word, &format!("{word}人员")),
                    "asked" => judged(also, &format!("是否{word}"), "是否在岗"),
                    "day" => judged(also, &format!("{word}日期"), "成立日期"),
                    "decides-business" | "decides-officer" => judged(also, &format!("是否{word}"), "是否党员"),
                    "afar" => judged(also, &format!("{word}发现异常"), "发现异常"),
                    "faint" => judged(also, &format!("未列入{word}"), &format!("列入{word}")),
                    _ => panic!("{also} is said first"),
                }
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn each_word_is_asked_for() {
        no_word_is_dead(States::FILE, &STATES.kinds());
    }
}
