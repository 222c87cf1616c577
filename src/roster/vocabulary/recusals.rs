//! Words of remarks by which an officer is to be recused: `recusals.tsv`.

use crate::roster::vocabulary::How::{Ends, Holds};
use crate::roster::vocabulary::{How, Words};
use std::sync::LazyLock;

const TABLE: &str = include_str!("recusals.tsv");

/// The table, by what its words say.
#[derive(Debug)]
pub(crate) struct Recusals {
    /// It says so by itself.
    pub recuses: Words,
    /// The officer has something of a business.
    pub owns: Words,
    /// Somebody to whom the officer is bound.
    pub kin: Words,
    /// It was so before.
    pub once: Words,
    /// It binds to a business, whatever that is called.
    pub runs: Words,
    /// It binds to a business where one is named.
    pub works: Words,
    /// It names a business as such.
    pub place: Words,
    /// It stands for something else, whatever of the other words is in it.
    pub aside: Words,
    /// It denies a word that stands right behind it.
    pub denies: Words,
    /// It may stand between such a denial and the word.
    pub filler: Words,
    /// It denies a word behind it in the same clause.
    pub afar: Words,
    /// Between kin and what would bind them to a business, it denies that.
    pub between: Words,
    /// A sentence that ends so says no.
    pub after: Words,
}

pub(crate) static RECUSALS: LazyLock<Recusals> = LazyLock::new(|| {
    let words = |what: &str, how: How| Words::of(TABLE, what, how);
    Recusals {
        recuses: words("recuses", Holds),
        owns: words("owns", Holds),
        kin: words("kin", Holds),
        once: words("once", Holds),
        runs: words("runs", Holds),
        works: words("works", Holds),
        place: words("place", Holds),
        aside: words("aside", Holds),
        denies: words("denies", Ends),
        filler: words("filler", Ends),
        afar: words("afar", Holds),
        between: words("between", Holds),
        after: words("after", Ends),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::read::recusals::says;
    use crate::roster::vocabulary::lines;
    use crate::roster::vocabulary::tests::{lines_are_whole, words_are_alive};

    /// Whether the text says so for sure.
    fn sure(text: &str) -> bool {
        says(text).is_some_and(|says| says.sure)
    }

    #[test]
    fn each_word_says_what_its_line_says() {
        lines_are_whole(TABLE);
        let mut wrong = Vec::new();
        for [what, word, example, counterexample] in lines(TABLE) {
            let right = match what {
                // It says so, and does not without the word.
                "recuses" | "owns" | "kin" | "once" | "runs" | "works" | "place" => {
                    sure(example) && !sure(&example.replace(word, "某")) && !sure(counterexample)
                }
                "aside" | "denies" | "afar" | "between" | "after" => !sure(example) && sure(counterexample),
                // What stands there instead lets the denial be of something else.
                "filler" => !sure(example) && sure(counterexample) && sure(&example.replace(word, "某")),
                _ => panic!("{what} says nothing"),
            };
            if !right {
                wrong.push(format!("{what} {word}: {example}, {counterexample}"));
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn no_word_is_dead() {
        let r = &*RECUSALS;
        let says = [&r.recuses, &r.owns, &r.kin, &r.once, &r.runs, &r.works, &r.place, &r.aside];
        let denies = [&r.denies, &r.filler, &r.afar, &r.between, &r.after];
        says.iter().chain(&denies).for_each(|words| words_are_alive(words));
    }
}
