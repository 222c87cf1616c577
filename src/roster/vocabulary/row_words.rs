//! Words of rows that stand in a table and are no entry: `row_words.tsv`.

vocabulary! {
    /// The table, by what its words show.
    RowWords, ROW_WORDS = "row_words.tsv" {
        /// A total, where it does not go on as a name.
        total: Begins,
        /// A total, where it goes on with a number.
        total_counted: Begins,
        /// The total of a part, where it does not go on as a name.
        total_of_part: Holds,
        /// A total by itself.
        total_alone: Is,
        /// What is totalled; of two that a text begins with the one that stands first in the table.
        totalled: Holds,
        /// What is counted, behind a number.
        counted: Begins,
        /// What a total says in brackets begins so.
        total_note: Begins,
        /// The name of a spreadsheet's function.
        function: Ends,
        /// A remark, or a line below the table.
        remark: Begins,
        /// The label of such a line, before its colon.
        label: Is,
        /// Somebody is to sign.
        signed: Ends,
        /// A seal is to be set.
        seal: Is,
        /// A remark, where it stands alone in its row.
        lone: Begins,
        /// A sign or a colour that a line may explain.
        mark: Begins,
        /// The line explains it.
        explains: Holds,
        /// The title of a group of businesses.
        group: Ends,
        /// The header of a pivot table.
        summary: Begins,
        /// A title amid the rows.
        title: Holds,
        /// A sample.
        sample: Begins,
        /// The row is to be deleted.
        delete: Holds,
        /// How to fill in a column.
        hint: Holds,
        /// The same, by itself.
        hint_alone: Is,
        /// The same, behind a number.
        hint_counted: Is,
        /// A sign or a colour in a note above the table.
        legend: Holds,
        /// The name of a department.
        department: Ends,
        /// What a department's list is called.
        list: Holds,
        /// The name of a township.
        town: Ends,
        /// What a township's list is called.
        of_town: Begins,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::layout::totals::{is_total, is_total_of_function};
    use crate::roster::layout::{group_titles, row_patterns as rows};
    use crate::roster::survey::common_values;
    use crate::roster::vocabulary::tests::{lines_are_right, no_word_is_dead};
    use crate::workbook::sheet::{Builder, CellKind, Row};

    /// What is judged of a row of this text and a number.
    fn in_row(text: &str, judge: impl Fn(&Row<'_>) -> bool) -> bool {
        let mut builder = Builder::new("表", false);
        builder.push(0, 0, text, CellKind::Text).unwrap();
        builder.push(0, 1, "3", CellKind::Number).unwrap();
        builder.finish(Vec::new()).rows().next().is_some_and(|row| judge(&row))
    }

    /// Whether a row of this text is what the word shows, by the judges that read rosters.
    fn shows(what: &str, text: &str) -> bool {
        match what {
            "total" | "total-counted" | "total-of-part" | "total-alone" => is_total(text),
            "totalled" | "counted" | "total-note" => is_total(text),
            "function" => in_row(text, |row| is_total_of_function(row, text)),
            "delete" => in_row(text, rows::says_delete),
            "remark" | "label" | "signed" | "seal" => rows::is_remark(text),
            "lone" | "mark" | "explains" => rows::is_lone_remark(text),
            "group" => rows::is_group_of_businesses(text),
            "summary" => rows::begins_summary(text),
            "title" => rows::is_title(text),
            "sample" => rows::is_sample(text),
            "hint" | "hint-alone" | "hint-counted" => rows::is_hint(text),
            "legend" => ROW_WORDS.legend.fit(text),
            "list" => common_values::department_in(text).is_some(),
            "town" | "of-town" => common_values::town_in(text).is_some(),
            "department" => group_titles::department(text).is_some(),
            _ => panic!("{what} shows nothing"),
        }
    }

    #[test]
    fn each_word_shows_what_its_line_says() {
        lines_are_right(RowWords::FILE, |[what, word, example, counterexample]| {
            shows(what, example) && !shows(what, counterexample) && example.to_lowercase().contains(word)
        });
    }

    #[test]
    fn each_word_is_asked_for() {
        no_word_is_dead(RowWords::FILE, &ROW_WORDS.kinds());
        assert!(ROW_WORDS.delete.iter().all(|word| word.contains(rows::DELETES)));
        assert!(!ROW_WORDS.hint_alone.iter().any(|word| ROW_WORDS.hint.fit(word)));
    }
}
