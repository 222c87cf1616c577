//! 序号 and 编号: what only counts the rows, and what is the number of a task.

use crate::model::normal_key;

/// Whether a value may say no more than which row it is: 3, 一, （二）, 1.2, 1-1. No number in it goes beyond `most`.
pub(super) fn is_place(text: &str, most: usize) -> bool {
    let key = normal_key(text);
    let is_count = |c: char| c.is_numeric() || "一二三四五六七八九十百-—.、()".contains(c);
    let is_small = |run: &str| run.is_empty() || run.parse::<usize>().is_ok_and(|n| n <= most);
    key.chars().all(is_count) && key.split(|c: char| !c.is_ascii_digit()).all(is_small)
}

/// Whether the values of a column with this header, from above, count the rows, so that those that are places say nothing. 编号 may
/// be the number of a task as well: it counts where its whole numbers run from 1, perhaps anew in each part of the table.
pub(super) fn counts_rows(header: &str, values: &[String]) -> bool {
    let mut last = 0_usize;
    let mut runs = |n: usize| {
        let goes_on = n == 1 || n == last || n == last.saturating_add(1);
        last = n;
        goes_on
    };
    !is_ambiguous(header) || values.iter().filter_map(|value| normal_key(value).parse().ok()).all(&mut runs)
}

/// Whether a header of 序号 may head the numbers of tasks.
pub(super) fn is_ambiguous(header: &str) -> bool {
    header.contains("编号")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_numbers() {
        for place in ["3", "１２", "一", "（二）", "二十一", "1.2", "1-1", "1－2", "①", "3、"] {
            assert!(is_place(place, 2_000), "{place}");
        }
        for number in ["20260012", "A-1", "2026-7", "交通1"] {
            assert!(!is_place(number, 2_000), "{number}");
        }
        let counts = |header: &str, values: &[&str]| {
            counts_rows(header, &values.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
        };
        assert!(counts("编号", &["1", "2", "2", "3", "1", "2"]));
        assert!(!counts("编号", &["101", "102"]) && !counts("编号", &["1", "3"]));
        assert!(counts("序号", &["3", "7"]), "some rows of a plan");
    }
}
