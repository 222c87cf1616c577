//! Parts of headers by which a field is told where no name of it is the whole header: `header_parts.tsv`.

vocabulary! {
    /// The table, by what its parts say.
    HeaderParts, HEADER_PARTS = "header_parts.tsv" {
        /// With what the name of a business ends.
        name_ending: Ends,
        /// What makes it the name of something else.
        other_name: Holds,
        /// Another name than the one that counts.
        second_name: Holds,
        /// With what the name of an officer ends.
        person_ending: Ends,
        /// What makes it the name of somebody else.
        other_person: Holds,
        /// With what the number of a certificate ends.
        number_ending: Ends,
        /// Whose certificate is one of an officer.
        officer_certificate: Holds,
        /// Somebody whose telephone is taken where no other is given: what stands before the telephone.
        somebody: Is,
        /// The day on which a validity begins.
        begins: Is,
        /// The day on which it ends: by itself, or behind the header of the validity.
        ends: Is,
        /// Whom a roster of businesses is about: what stands before a field.
        business_subject: Is,
        /// Whom a roster of officers is about.
        officer_subject: Is,
        /// Whom a column is about beside one of credit codes.
        bare_unit: Is,
        /// Who else of a team of officers may stand in a column of its own.
        team_member: Holds,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntityKind::{Business, Officer};
    use crate::roster::columns::field_of;
    use crate::roster::columns::header_names::{HeaderStrength, claim, fields_of, is_begin, is_end};
    use crate::roster::field::Field;
    use crate::roster::vocabulary::tests::{lines_are_right, no_word_is_dead};

    /// Whether the header says what the part says.
    fn shows(what: &str, header: &str) -> bool {
        match what {
            "name-ending" => field_of(Business, header) == Some(Field::Name),
            "other-name" | "second-name" => field_of(Business, header) != Some(Field::Name),
            "person-ending" => field_of(Officer, header) == Some(Field::Officer),
            "other-person" => field_of(Officer, header) != Some(Field::Officer),
            "number-ending" | "officer-certificate" => field_of(Officer, header) == Some(Field::Certificate),
            "somebody" => claim(Business, header) == Some((Field::Phone, HeaderStrength::Weak)),
            "begins" => is_begin(Officer, "有效期", header),
            "ends" => is_end(Officer, "有效期", header),
            "business-subject" => field_of(Business, header).is_some(),
            "officer-subject" => field_of(Officer, header).is_some(),
            "bare-unit" => fields_of(Business, [header, "统一社会信用代码"].into_iter()).contains(&Field::Name),
            "team-member" => HEADER_PARTS.team_member.fit(header),
            _ => panic!("{what} says nothing"),
        }
    }

    #[test]
    fn each_part_says_what_its_line_says() {
        lines_are_right(HeaderParts::FILE, |[what, part, example, counterexample]| {
            // It is the part that says so.
            let without = example.replace(part, "某");
            let alone = matches!(what, "other-name" | "second-name" | "other-person" | "officer-certificate");
            shows(what, example) && !shows(what, counterexample) && !(alone && shows(what, &without))
        });
    }

    #[test]
    fn each_part_is_asked_for() {
        no_word_is_dead(HeaderParts::FILE, &HEADER_PARTS.kinds());
    }
}
