//! Words of rows that stand in a table and are no entry: `row_words.tsv`.

use crate::roster::vocabulary::How::{Begins, Ends, Holds, Is};
use crate::roster::vocabulary::{How, Words};
use std::sync::LazyLock;

const TABLE: &str = include_str!("row_words.tsv");

/// The table, by what its words show.
#[derive(Debug)]
pub(crate) struct RowWords {
    /// A total.
    pub total: Words,
    /// The total of a part, with nothing or a number behind it.
    pub total_of_part: Words,
    /// A total by itself.
    pub total_alone: Words,
    /// What is counted, behind a number.
    pub counted: Words,
    /// The name of a spreadsheet's function.
    pub function: Words,
    /// A remark, or a line below the table.
    pub remark: Words,
    /// The label of such a line, before its colon.
    pub label: Words,
    /// Somebody is to sign.
    pub signed: Words,
    /// A seal is to be set.
    pub seal: Words,
    /// A remark, where it stands alone in its row.
    pub lone: Words,
    /// A sign or a colour that a line may explain.
    pub mark: Words,
    /// The line explains it.
    pub explains: Words,
    /// The title of a group of businesses.
    pub group: Words,
    /// The header of a pivot table.
    pub summary: Words,
    /// A title amid the rows.
    pub title: Words,
    /// A sample.
    pub sample: Words,
    /// How to fill in a column.
    pub hint: Words,
    /// The same, by itself.
    pub hint_alone: Words,
    /// The same, behind a number.
    pub hint_counted: Words,
    /// A sign or a colour in a note above the table.
    pub legend: Words,
    /// The name of a department.
    pub department: Words,
    /// What a department's list is called.
    pub list: Words,
    /// The name of a township.
    pub town: Words,
    /// What a township's list is called.
    pub of_town: Words,
}

pub(crate) static ROW_WORDS: LazyLock<RowWords> = LazyLock::new(|| {
    let words = |what: &str, how: How| Words::of(TABLE, what, how);
    RowWords {
        total: words("total", Begins),
        total_of_part: words("total-of-part", Holds),
        total_alone: words("total-alone", Is),
        counted: words("counted", Begins),
        function: words("function", Ends),
        remark: words("remark", Begins),
        label: words("label", Is),
        signed: words("signed", Ends),
        seal: words("seal", Is),
        lone: words("lone", Begins),
        mark: words("mark", Begins),
        explains: words("explains", Holds),
        group: words("group", Ends),
        summary: words("summary", Begins),
        title: words("title", Holds),
        sample: words("sample", Begins),
        hint: words("hint", Holds),
        hint_alone: words("hint-alone", Is),
        hint_counted: words("hint-counted", Is),
        legend: words("legend", Holds),
        department: words("department", Ends),
        list: words("list", Holds),
        town: words("town", Ends),
        of_town: words("of-town", Begins),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::layout::{group_titles, row_patterns as rows};
    use crate::roster::survey::common;
    use crate::roster::vocabulary::lines;
    use crate::roster::vocabulary::tests::{lines_are_whole, words_are_alive};
    use crate::workbook::sheet::{Builder, CellKind};

    /// Whether a row of this text is what the word shows, by the judges that read rosters.
    fn shows(what: &str, text: &str) -> bool {
        match what {
            "total" | "total-of-part" | "total-alone" | "counted" => rows::is_total(text),
            "function" => {
                let mut builder = Builder::new("表", false);
                builder.push(0, 0, text, CellKind::Text).unwrap();
                builder.push(0, 1, "3", CellKind::Number).unwrap();
                rows::is_total_of_function(&builder.finish(Vec::new()).rows().next().unwrap(), text)
            }
            "remark" | "label" | "signed" | "seal" => rows::is_remark(text),
            "lone" | "mark" | "explains" => rows::is_lone_remark(text),
            "group" => rows::is_group_of_businesses(text),
            "summary" => rows::begins_summary(text),
            "title" => rows::is_title(text),
            "sample" => rows::is_sample(text),
            "hint" | "hint-alone" | "hint-counted" => rows::is_hint(text),
            "legend" => ROW_WORDS.legend.fit(text),
            "list" => common::department_in(text).is_some(),
            "town" | "of-town" => common::town_in(text).is_some(),
            "department" => group_titles::department(text).is_some(),
            _ => panic!("{what} shows nothing"),
        }
    }

    #[test]
    fn each_word_shows_what_its_line_says() {
        lines_are_whole(TABLE);
        let mut wrong = Vec::new();
        for [what, word, example, counterexample] in lines(TABLE) {
            if !shows(what, example) || shows(what, counterexample) || !example.to_lowercase().contains(word) {
                wrong.push(format!("{what} {word}: {example}, {counterexample}"));
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn no_word_is_dead() {
        let r = &*ROW_WORDS;
        let totals = [&r.total, &r.total_of_part, &r.total_alone, &r.counted, &r.function];
        let remarks = [&r.remark, &r.label, &r.signed, &r.seal, &r.lone, &r.mark, &r.explains, &r.legend];
        let others = [&r.group, &r.summary, &r.title, &r.sample, &r.department, &r.list, &r.town, &r.of_town];
        let hints = [&r.hint, &r.hint_alone, &r.hint_counted];
        totals.iter().chain(&remarks).chain(&others).chain(&hints).for_each(|words| words_are_alive(words));
        assert!(!r.hint_alone.iter().any(|word| r.hint.fit(word)));
    }
}
