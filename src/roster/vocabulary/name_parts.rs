//! Parts of the names of businesses: `name_parts.tsv`.

vocabulary! {
    /// The table, by what its parts say.
    NameParts, NAME_PARTS = "name_parts.tsv" {
        /// With what the name of a business ends.
        business: Ends,
        /// What makes the name of a business of two characters, behind it.
        form: Begins,
        /// Forms of companies, as they end a name; the longer before those that end them.
        company: Is,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Business, normal_key};
    use crate::roster::checks::named::{BusinessNames, stem};
    use crate::roster::columns::profile::is_company;
    use crate::roster::vocabulary::tests::{lines_are_right, no_word_is_dead};
    use std::collections::HashSet;

    #[test]
    fn each_part_says_what_its_line_says() {
        let known = [Business { name: "平罗县宏达运输有限公司".into(), ..Business::default() }];
        let names = BusinessNames::of(&known);
        let shows = |what: &str, text: &str| match what {
            "business" => is_company(&normal_key(text)),
            "form" => names.named(text).sure.len() == 1,
            "company" => stem(text, &HashSet::new()) == "宏达",
            _ => panic!("{what} says nothing"),
        };
        lines_are_right(NameParts::FILE, |[what, part, example, counterexample]| {
            shows(what, example) && !shows(what, counterexample) && example.contains(part)
        });
    }

    #[test]
    fn each_part_is_asked_for() {
        no_word_is_dead(NameParts::FILE, &NAME_PARTS.kinds());
    }
}
