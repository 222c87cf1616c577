//! Words of the states of businesses and officers, of answers and of remarks: `states.tsv`.

use crate::roster::kind::Kind;
use crate::roster::vocabulary::How::{Ends, Holds, Is};
use crate::roster::vocabulary::{How, Words};
use std::sync::LazyLock;

const TABLE: &str = include_str!("states.tsv");

/// The table, by what its words say.
#[derive(Debug)]
pub(crate) struct States {
    /// A business is no more, in no other sense.
    pub ended: Words,
    /// A business may not be there to inspect.
    pub stopped: Words,
    /// What a business does rests: beside its category or code.
    pub rests: Words,
    /// What else a remark says of a business at which somebody should look again.
    pub remarked: Words,
    /// An officer, or a certificate, may not be used.
    pub barred: Words,
    /// An officer is away, or is none.
    pub away: Words,
    /// Whose title ends so is no officer.
    pub no_officer: Words,
    /// There is no certificate, or not yet.
    pub uncertified: Words,
    /// It stands for a name that is not known.
    pub nobody: Words,
    /// All is well.
    pub well: Words,
    /// As a header it asks whether all is well.
    pub bare: Words,
    /// To be asked for it is good when the answer is no.
    pub asked: Words,
    /// Below a header with it a day says that it has happened.
    pub day: Words,
    decides_business: Words,
    decides_officer: Words,
    /// The header asks something.
    pub question: Words,
    pub yes: Words,
    pub no: Words,
    /// It denies a word that stands right behind it.
    pub denies: Words,
    /// It denies a faint word over some characters.
    pub afar: Words,
    /// Words that are denied from afar.
    pub faint: Words,
    /// The header of a column that is no field is for remarks.
    pub remark_header: Words,
    /// A note tells of what the table leaves out, or how to fill it in.
    pub outside: Words,
}

impl States {
    /// A question about it decides whether an entry is to be drawn.
    pub(crate) fn decides(&self, kind: Kind) -> &Words {
        match kind {
            Kind::Business => &self.decides_business,
            Kind::Officer => &self.decides_officer,
        }
    }
}

pub(crate) static STATES: LazyLock<States> = LazyLock::new(|| {
    let words = |what: &str, how: How| Words::of(TABLE, what, how);
    States {
        ended: words("ended", Holds),
        stopped: words("stopped", Holds),
        rests: words("rests", Holds),
        remarked: words("remarked", Holds),
        barred: words("barred", Holds),
        away: words("away", Holds),
        no_officer: words("no-officer", Ends),
        uncertified: words("uncertified", Holds),
        nobody: words("nobody", Is),
        well: words("well", Holds),
        bare: words("bare", Is),
        asked: words("asked", Holds),
        day: words("day", Holds),
        decides_business: words("decides-business", Holds),
        decides_officer: words("decides-officer", Holds),
        question: words("question", Holds),
        yes: words("yes", Is),
        no: words("no", Is),
        denies: words("denies", Ends),
        afar: words("afar", Holds),
        faint: words("faint", Is),
        remark_header: words("remark-header", Holds),
        outside: words("outside", Holds),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::read::answer::{Answer, answer, asks, decides};
    use crate::roster::read::{eligibility, remarks};
    use crate::roster::vocabulary::lines;
    use crate::roster::vocabulary::tests::{lines_are_whole, words_are_alive};

    /// Whether the word says in the text what it says, by the judges that read rosters.
    fn says(what: &str, word: &str, text: &str) -> bool {
        let told = |found: Option<&str>| found == Some(word);
        let denied = |text| [Kind::Business, Kind::Officer].iter().all(|kind| !eligibility::is_told(*kind, text));
        let answered = |text| answer("是否在岗", text);
        match what {
            "ended" => told(eligibility::ended(text)),
            "stopped" => told(eligibility::word(Kind::Business, text)),
            "rests" => told(eligibility::suspended(text)),
            "remarked" => told(eligibility::told_word(Kind::Business, text)),
            "barred" => told(eligibility::word(Kind::Officer, text)),
            "away" => told(eligibility::away(text)),
            "no-officer" => eligibility::is_no_officer_s(text),
            "uncertified" => eligibility::is_no_certificate(text),
            "nobody" => eligibility::is_nobody(text),
            "well" => eligibility::is_well(text),
            "bare" => answer(text, "否") == Some(Answer::Bad { question: format!("是否{word}"), yes: false }),
            "asked" => answer(text, "是").is_some_and(|answer| matches!(answer, Answer::Bad { yes: true, .. })),
            "day" => remarks::is_of_day(text),
            "decides-business" => decides(Kind::Business, text),
            "decides-officer" => decides(Kind::Officer, text),
            "question" => asks(text),
            "yes" => answered(text) == Some(Answer::Good { yes: true }),
            "no" => answered(text) == Some(Answer::Bad { question: "是否在岗".into(), yes: false }),
            "denies" | "afar" => denied(text),
            "faint" => denied(text),
            "remark-header" => remarks::is_meant(text),
            "outside" => !eligibility::is_told_of_others(Kind::Business, text),
            _ => panic!("{what} says nothing"),
        }
    }

    #[test]
    fn each_word_says_what_its_line_says() {
        lines_are_whole(TABLE);
        let mut wrong = Vec::new();
        for [all, word, example, counterexample] in lines(TABLE) {
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
    fn no_word_is_dead() {
        let s = &*STATES;
        let (ends, holds) = ([&s.no_officer, &s.denies], [&s.ended, &s.stopped, &s.rests, &s.remarked, &s.barred]);
        let more = [&s.away, &s.uncertified, &s.well, &s.asked, &s.day, &s.decides_business, &s.decides_officer];
        let headers = [&s.question, &s.afar, &s.remark_header, &s.outside];
        let equal = [&s.nobody, &s.bare, &s.yes, &s.no, &s.faint];
        ends.iter().chain(&holds).chain(&more).chain(&headers).chain(&equal).for_each(|words| words_are_alive(words));
    }
}
