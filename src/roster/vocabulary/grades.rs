//! Words of grades: `grades.tsv`. Which words say the same is told there and nowhere else.

use super::lines;
use crate::model::normal_key;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a cell of 信用等级 says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// A grade, as strata are labelled.
    Known(&'static str),
    /// That there is none, or nothing.
    Unrated,
    /// Something else.
    Unknown,
}

/// The words and what they say; and what may stand behind one.
struct Grades {
    words: HashMap<&'static str, &'static str>,
    labels: Vec<&'static str>,
    after: Vec<&'static str>,
}

const FILE: &str = include_str!("grades.tsv");
const UNRATED: &str = "unrated";
const AFTER: &str = "after";

static GRADES: LazyLock<Grades> = LazyLock::new(|| {
    let mut grades = Grades { words: HashMap::new(), labels: Vec::new(), after: Vec::new() };
    for [says, word, ..] in lines(FILE) {
        if says == AFTER {
            grades.after.push(word);
            continue;
        }
        grades.words.insert(word, says);
        if says != UNRATED && !grades.labels.contains(&says) {
            grades.labels.push(says);
        }
    }
    grades
});

/// The grade that the text of a cell says.
pub fn grade(text: &str) -> Grade {
    let key = normal_key(text);
    let mut word = key.as_str();
    loop {
        match GRADES.words.get(word) {
            _ if word.is_empty() => return if key.is_empty() { Grade::Unrated } else { Grade::Unknown },
            Some(&UNRATED) => return Grade::Unrated,
            Some(label) => return Grade::Known(label),
            None => {}
        }
        let Some(shorter) = GRADES.after.iter().find_map(|after| word.strip_suffix(after)) else {
            return Grade::Unknown;
        };
        word = shorter;
    }
}

/// Where the grade stands among those that are known, which is the order of strata; none for another word.
pub fn grade_place(label: &str) -> Option<usize> {
    GRADES.labels.iter().position(|known| *known == label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::vocabulary::tests::lines_are_right;

    #[test]
    fn each_word_says_what_its_line_says() {
        lines_are_right(FILE, |[says, word, example, counterexample]| {
            let said = |text: &str| match says {
                UNRATED => grade(text) == Grade::Unrated,
                // It is passed over, and the word alone is no grade.
                AFTER => text.ends_with(word) && grade(text) != Grade::Unknown && grade(word) == Grade::Unknown,
                _ => grade(text) == Grade::Known(says),
            };
            let plain = says == AFTER || grade(word) != Grade::Unknown;
            said(example) && !said(counterexample) && plain
        });
    }

    /// A word stands once: it can't say two things.
    #[test]
    fn no_word_says_two_things() {
        let words: Vec<_> = lines(FILE).map(|[_, word, ..]| word).collect();
        let once: std::collections::BTreeSet<_> = words.iter().collect();
        assert_eq!(once.len(), words.len());
        for word in words {
            assert_eq!(normal_key(word), word, "a cell is compared as a key");
        }
    }

    /// By hand, from 企业信用风险分类 (A–D), 交通运输信用 (守信–严重失信) and columns as counties have them.
    #[test]
    fn a_table_of_grades() {
        let known = [
            ("A", "A"),
            ("ａ级", "A"),
            ("B类企业", "B"),
            ("AAA", "AAA"),
            ("守信", "守信"),
            ("严重失信主体", "严重失信"),
            ("低风险", "低风险"),
            ("信用风险较高", "较高风险"),
            ("低", "低"),
            ("Ⅲ级", "三级"),
            ("3 级", "三级"),
            ("红码", "红色"),
        ];
        for (text, label) in known {
            assert_eq!(grade(text), Grade::Known(label), "{text}");
        }
        for text in ["", "　", "未评级", "尚未评级"] {
            assert_eq!(grade(text), Grade::Unrated, "{text}");
        }
        // A score, a risk that is none, two grades, a list, a new word: never taken for 未评级.
        for text in ["无", "1", "95分", "A/B", "红名单", "E", "企业", "无风险", "—", "高级"] {
            assert_eq!(grade(text), Grade::Unknown, "{text}");
        }
        let order: Vec<_> = ["A", "D", "守信", "严重失信", "低风险"].into_iter().map(grade_place).collect();
        assert!(order.is_sorted() && order.iter().all(Option::is_some));
        assert_eq!(grade_place("红名单"), None);
    }
}
