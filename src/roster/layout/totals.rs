//! Rows of totals. A word of a total makes one where it is the whole text, or where what stands behind it can't go on as a name:
//! 合计12户, 小计（户）, 交通局合计：3, but not 小计量器具店 and 合计划策划店. The words are in `row_words.tsv`.

use crate::roster::layout::row_patterns::telling;
use crate::roster::vocabulary::row_words::ROW_WORDS;
use crate::workbook::sheet::Row;

/// Signs behind which no name goes on.
const SIGNS: [char; 12] = [':', '：', ',', '，', '。', ';', '；', '、', '.', '/', '*', '＝'];
const BRACKETS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']')];

/// 合计, 总数, 共110户, 交通局合计.
pub(crate) fn is_total(text: &str) -> bool {
    let begins = || ROW_WORDS.total.iter().filter_map(|word| text.strip_prefix(word)).any(ends_total);
    let counts = || {
        let numbers = ROW_WORDS.total_counted.iter().filter_map(|word| text.strip_prefix(word));
        let mut numbers = numbers.map(|rest| rest.trim_start_matches(['有', ':', '：', ' ']));
        numbers.any(|rest| rest.starts_with(is_of_number) && ends_total(rest))
    };
    let of_part = || {
        let words = ROW_WORDS.total_of_part.iter();
        words.flat_map(|word| text.match_indices(word)).any(|(at, word)| ends_total(&text[at + word.len()..]))
    };
    ROW_WORDS.total_alone.iter().any(|word| text.eq_ignore_ascii_case(word)) || begins() || counts() || of_part()
}

/// 汇总, 客运 计数, 总计平均值, as Excel and WPS write below a table and below each part of one: beside it stand numbers alone.
pub(crate) fn is_total_of_function(row: &Row<'_>, text: &str) -> bool {
    ROW_WORDS.function.fit(text) && telling(row) == 1
}

/// Whether what stands behind the word of a total can't go on as a name.
fn ends_total(rest: &str) -> bool {
    let mut rest = past_counts(rest);
    while let Some((within, behind)) = bracketed(rest) {
        let counts =
            ROW_WORDS.counted.has(within) || ROW_WORDS.total_note.fit(within) || past_counts(within).is_empty();
        if !counts {
            return false;
        }
        rest = past_counts(ROW_WORDS.counted.strip(behind).unwrap_or(behind));
    }
    rest.is_empty() || rest.starts_with(SIGNS) || ROW_WORDS.function.has(rest)
}

/// What comes behind numbers with what they count, and what is totalled: nothing in 12户, 户数, 共3名执法人员.
fn past_counts(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '-', '—', '=', '共', '为', '约', '有']);
        let behind = rest.trim_start_matches(is_of_number);
        // 3个体户 before 3个.
        rest = match ROW_WORDS.totalled.strip(behind) {
            Some(behind) => behind,
            None if behind.len() < rest.len() => ROW_WORDS.counted.strip(behind).unwrap_or(behind),
            None => return rest,
        };
    }
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百千万两零〇".contains(c)
}

/// What stands in the brackets with which the text begins, and behind them.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let (inner, close) = BRACKETS.iter().find_map(|(open, close)| Some((text.strip_prefix(*open)?, *close)))?;
    Some(inner.split_once(close).unwrap_or((inner, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_the_whole_text_or_goes_on_as_no_name_does() {
        for text in [
            "合计",
            "计",
            "Total",
            "合计12户",
            "小计:20",
            "总计：企业3户、个体9户",
            "合计（12户）",
            "合计（户）",
            "合计（12）户",
            "合计（含分支机构）",
            "总计（人）12",
            "合计户数",
            "总户数12",
            "合计十二户",
            "共计12户企业",
            "合计共12户",
            "合计为12.5万元",
            "总计平均值",
            "共110户",
            "总共3家",
            "共有12名",
            "共3名执法人员",
            "交通局合计",
            "客运企业小计：3户",
            "以上共计6户",
            "城关镇小计（3户）",
        ] {
            assert!(is_total(text), "{text}");
        }
        for text in [
            "小计量器具店",
            "合计划策划店",
            "总计量服务中心",
            "共计算机维修部",
            "累计算机经营部",
            "总数控机床厂",
            "小计（宁夏）量器有限公司",
            "合计（平罗店）",
            "小计2号店",
            "合计三人行餐饮店",
            "小计户外用品店",
            "合计家具城",
            "小计名茶",
            "共享单车公司",
            "共青运输队",
            "共3人行餐饮店",
            "平罗县合计运输公司",
            "平罗县小计量器具店",
            "平罗县共计算机店",
            "宁夏总计量检测有限公司",
            "计量检测公司",
            "（（（（合计（（（（",
        ] {
            assert!(!is_total(text), "{text}");
        }
    }
}
