//! What stands in a table but is no entry: remarks, signatures, samples, hints, numbers of columns. Their words are in
//! `row_words.tsv`.

use crate::model::code_kind;
use crate::roster::vocabulary::row_words::ROW_WORDS;
use crate::text::{names, plain};
use crate::workbook::sheet::Row;
use std::borrow::Cow;

/// The first text of the row that is no number of sequence.
pub(crate) fn first_words<'a>(row: &Row<'a>) -> Cow<'a, str> {
    let cell = row.cells().find(|cell| !cell.text.trim().bytes().all(|c| c.is_ascii_digit()));
    cell.map(|cell| names::folded_name(cell.text)).unwrap_or_default()
}

/// 第1页, 第 1 页 共 3 页.
pub(crate) fn is_page_mark(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let page = |rest: &str| {
        let rest = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
        rest.strip_prefix('页').map(|rest| rest.trim_start_matches([' ', '，', ',', '/', '、']).to_owned())
    };
    let Some(rest) = text.strip_prefix('第').and_then(page) else { return false };
    rest.is_empty() || rest.strip_prefix('共').and_then(page).is_some_and(|rest| rest.is_empty())
}

/// 备注：…, 填表人：…, 单位（盖章）.
pub(crate) fn is_remark(text: &str) -> bool {
    // With what stands in brackets taken away: 单位负责人（签字）：
    let label = text.split_once([':', '：']).map(|(label, _)| label);
    let label = label.map(|label| label.split(['（', '(']).next().unwrap_or_default());
    // Shops that cut seals are businesses: only what stands in brackets is one to be set here.
    let mut bracketed = text.split(['（', '(']).skip(1).filter_map(|rest| rest.split(['）', ')']).next());
    label.is_some_and(|label| ROW_WORDS.label.fit(label) || ROW_WORDS.signed.fit(label))
        || bracketed.any(|within| ROW_WORDS.seal.fit(within))
        || ROW_WORDS.seal.fit(text)
        || ROW_WORDS.signed.fit(text)
        || ROW_WORDS.remark.fit(text)
}

/// What stands alone in its row and is no name: 导出时间：2026-11-28, 红色为注销企业, 此页无正文.
pub(crate) fn is_lone_remark(text: &str) -> bool {
    let label = text.split_once([':', '：']).map(|(label, _)| label);
    label.is_some_and(|label| (1..=8).contains(&label.chars().count()))
        || ROW_WORDS.mark.fit(text) && ROW_WORDS.explains.fit(text)
        || ROW_WORDS.lone.fit(text) && !text.ends_with("公司")
}

/// 客运企业 alone above its own.
pub(crate) fn is_group_of_businesses(text: &str) -> bool {
    text.chars().count() <= 8 && ROW_WORDS.group.fit(text)
}

/// The header of a pivot table.
pub(crate) fn begins_summary(text: &str) -> bool {
    ROW_WORDS.summary.fit(text)
}

/// A line of a summary: a word, and beside it how many, in this column (from 0).
pub(crate) fn is_count(row: &Row<'_>, column: u32) -> bool {
    let mut cells = row.cells();
    let (Some(word), Some(count), None) = (cells.next(), cells.next(), cells.next()) else { return false };
    let digits = count.text.trim().trim_end_matches(['户', '家', '人', '名', '个', '条']);
    let number = (1..=3).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit());
    count.column == column && number && !word.text.chars().all(char::is_numeric)
}

/// A title amid the rows: 名录（续）, 以下为新增企业, 一、客运企业.
pub(crate) fn is_title(text: &str) -> bool {
    let number = text.trim_start_matches(['（', '(']).trim_start_matches(plain::is_numeral);
    let numbered = number.len() < text.len() && number.starts_with(['、', '）', ')', '.', '．']);
    numbered || ROW_WORDS.title.fit(text)
}

/// 案例（请删除）, 例：….
pub(crate) fn is_sample(text: &str) -> bool {
    let rest = ROW_WORDS.sample.find(text).and_then(|word| text.strip_prefix(word));
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(|c: char| "（(:：".contains(c)) || rest.chars().all(|c| c.is_ascii_digit())
    })
}

/// All words that say so have it; few cells do, and it is quick to look for.
pub(crate) const DELETES: char = '删';

/// Whether a cell of the row says that the row is to be deleted.
pub(crate) fn says_delete(row: &Row<'_>) -> bool {
    row.cells().any(|cell| cell.text.chars().any(|c| c == DELETES) && ROW_WORDS.delete.fit(cell.text))
}

/// A row in which at least half of the cells, and two of them, tell how to fill in their column.
pub(crate) fn is_hint_row(row: &Row<'_>) -> bool {
    let hints = row.cells().filter(|cell| is_hint(cell.text)).count();
    let cells = row.cells().count();
    hints * 2 >= cells && (hints >= 2 || (hints == 1 && cells == 1))
}

/// 必填, （18位）, 文本.
pub(crate) fn is_hint(text: &str) -> bool {
    let text = names::name(text);
    let inner = text.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    let unit = inner.trim_start_matches(|c: char| c.is_ascii_digit() || "-~或/".contains(c));
    let counted = unit.len() < inner.len() && ROW_WORDS.hint_counted.fit(unit);
    counted || ROW_WORDS.hint_alone.fit(inner) || ROW_WORDS.hint.fit(&text)
}

/// The numbers of the columns below a header, as statistical tables have them: 1 2 3 …, A B C …, 甲 1 2 ….
pub(crate) fn is_column_numbers(row: &Row<'_>) -> bool {
    let all: Vec<String> = row.cells().map(|cell| names::name(cell.text)).collect();
    let stems = all.iter().zip("甲乙丙丁戊己庚辛".chars()).take_while(|(t, stem)| t.chars().eq([*stem])).count();
    let texts = &all[stems..];
    let plain = |text: &String| text.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']).to_owned();
    let follows = |pair: &[String]| match (pair[0].parse::<u32>(), pair[1].parse::<u32>()) {
        (Ok(first), Ok(second)) => second == first + 1,
        _ => matches!((pair[0].as_bytes(), pair[1].as_bytes()),
            ([a @ b'A'..=b'Z'], [b]) | ([a @ b'a'..=b'z'], [b]) if *b == a + 1),
    };
    let texts: Vec<String> = texts.iter().map(plain).collect();
    let counts = texts.len() >= 2 || (stems >= 2 && texts.first().is_none_or(|t| t == "1"));
    counts && texts.iter().all(|t| t.len() <= 2) && texts.windows(2).all(follows)
}

/// So many digits on end are a value: a code, a telephone, a certificate.
const DIGITS: usize = 5;

/// Whether the text has a number such as no header has.
pub(crate) fn has_number(text: &str) -> bool {
    let mut run = 0;
    text.bytes().any(|c| {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        run >= DIGITS
    })
}

/// Whether the text says something: numbers of sequence and counts do not.
pub(crate) fn is_telling(text: &str) -> bool {
    let counts = text.trim().bytes().all(|c| c.is_ascii_digit() || b".%-".contains(&c));
    has_number(text) || !counts
}

/// How many cells say something.
pub(crate) fn telling(row: &Row<'_>) -> usize {
    row.cells().filter(|cell| is_telling(cell.text)).count()
}

/// Whether a cell of the row is a right code.
pub(crate) fn is_coded(row: &Row<'_>) -> bool {
    row.cells().any(|cell| code_kind(cell.text).is_right())
}

/// Whether the row looks like one of a table whose rows have at least so many telling cells.
pub(crate) fn is_like_entry(row: &Row<'_>, least: usize) -> bool {
    let cells = telling(row);
    cells >= 2 && (cells >= least || is_coded(row) || row.cells().any(|cell| has_number(cell.text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::sheet::{Builder, CellKind, Grid};

    fn row(texts: &[&str]) -> Grid {
        let mut builder = Builder::new("表", false);
        for (column, text) in (0..).zip(texts) {
            builder.push(0, column, text, CellKind::Text).unwrap();
        }
        builder.finish(Vec::new())
    }

    fn is(judge: impl Fn(&Row<'_>) -> bool, texts: &[&str]) -> bool {
        judge(&row(texts).rows().next().unwrap())
    }

    #[test]
    fn samples_and_remarks_by_their_words() {
        for text in ["案例（请删除）", "例：平罗县某某公司", "示例1", "例", "样例:", "范例"] {
            assert!(is_sample(text), "{text}");
        }
        for text in ["示例运输有限公司", "案例科技有限公司", "例行运输部", "平罗县示例公司"]
        {
            assert!(!is_sample(text), "{text}");
        }
        for text in ["第1页", "第 2 页 共 3 页"] {
            assert!(is_page_mark(text), "{text}");
        }
        for text in ["第一页书店", "第1页书店"] {
            assert!(!is_page_mark(text), "{text}");
        }
        for text in
            ["备注：以上均为在营企业", "单位负责人（签字）：", "经办人:王某", "（盖章）", "填表时间:2018年12月3日"]
        {
            assert!(is_remark(text), "{text}");
        }
        for text in ["注册运输公司", "说明书印刷厂", "平罗县公章刻制店", "公章刻制部", "电话机商店"]
        {
            assert!(!is_remark(text), "{text}");
        }
        for text in ["名录（续）", "以下为新增企业", "一、客运企业", "（二）货运企业"] {
            assert!(is_title(text), "{text}");
        }
        for text in ["三一重工公司", "一品运输公司", "十里铺车队"] {
            assert!(!is_title(text), "{text}");
        }
    }

    #[test]
    fn hints_by_most_of_their_cells() {
        assert!(is(is_hint_row, &["文本", "18位", "文本", "数字", "单选"]));
        assert!(is(is_hint_row, &["（18位）", "（11位）"]));
        assert!(is(is_hint_row, &["必填，填写营业执照上的全称", "必填，18位", "下拉选择"]));
        assert!(!is(is_hint_row, &["平罗县文本运输公司", "91350100M000100Y43", "日期"]));
    }

    #[test]
    fn numbers_of_columns_follow_each_other() {
        assert!(is(is_column_numbers, &["1", "2", "3"]) && is(is_column_numbers, &["甲", "乙", "1", "2", "3"]));
        assert!(is(is_column_numbers, &["甲", "乙", "丙", "丁", "1"]) && is(is_column_numbers, &["甲", "乙", "丙"]));
        assert!(!is(is_column_numbers, &["甲", "平罗县甲公司"]) && !is(is_column_numbers, &["甲", "1"]));
        assert!(is(is_column_numbers, &["A", "B", "C", "D"]) && is(is_column_numbers, &["（1）", "（2）"]));
        assert!(!is(is_column_numbers, &["1", "甲公司", "3"]) && !is(is_column_numbers, &["1", "3"]));
        assert!(!is(is_column_numbers, &["1"]) && !is(is_column_numbers, &["12", "13900001234"]));
    }
}
