//! Words of remarks by which an officer is to be recused: `recusals.tsv`.

vocabulary! {
    /// The table, by what its words say.
    Recusals, RECUSALS = "recusals.tsv" {
        /// It says so by itself.
        recuses: Holds,
        /// The officer has something of a business.
        owns: Holds,
        /// Somebody to whom the officer is bound.
        kin: Holds,
        /// It was so before.
        once: Holds,
        /// It binds to a business, whatever that is called.
        runs: Holds,
        /// It binds to a business where one is named.
        works: Holds,
        /// It names a business as such.
        place: Holds,
        /// It stands for something else, whatever of the other words is in it.
        aside: Holds,
        /// It denies a word that stands right behind it.
        denies: Ends,
        /// It may stand between such a denial and the word.
        filler: Ends,
        /// It denies a word behind it in the same clause.
        afar: Holds,
        /// Between kin and what would bind them to a business, it denies that.
        between: Holds,
        /// A sentence that ends so says no.
        after: Ends,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::read::recusals::says;
    use crate::roster::vocabulary::tests::{lines_are_right, no_word_is_dead};

    /// Whether the text says so for sure.
    fn sure(text: &str) -> bool {
        says(text).is_some_and(|says| says.sure)
    }

    #[test]
    fn each_word_says_what_its_line_says() {
        lines_are_right(Recusals::FILE, |[what, word, example, counterexample]| match what {
            // It says so, and does not without the word.
            "recuses" | "owns" | "kin" | "once" | "runs" | "works" | "place" => {
                sure(example) && !sure(&example.replace(word, "某")) && !sure(counterexample)
            }
            "aside" | "denies" | "afar" | "between" | "after" => !sure(example) && sure(counterexample),
            // What stands there instead lets the denial be of something else.
            "filler" => !sure(example) && sure(counterexample) && sure(&example.replace(word, "某")),
            _ => panic!("{what} says nothing"),
        });
    }

    #[test]
    fn each_word_is_asked_for() {
        no_word_is_dead(Recusals::FILE, &RECUSALS.kinds());
    }
}
