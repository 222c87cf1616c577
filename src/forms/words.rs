//! Small pieces of wording that several forms share.

use super::Block;
use crate::draw::Mode;

/// Where a date is written by hand.
pub(super) const BLANK_DATE: &str = "　　　　年　　月　　日";
/// Where a word is written by hand.
pub(super) const BLANK: &str = "＿＿＿＿＿＿＿＿";

/// The first officer of the lead: 组长 of a group; of those who inspect one household, who leads them.
pub const fn leader_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Teams => "组长",
        Mode::PerBusiness => "带队",
    }
}

/// What is said where the protocol is named, of a draw by the preliminary one.
pub(super) const PRELIMINARY: &str = "试行规则（mingchou/1）抽取，本版本不能验证";

/// `☑实地检查　□书面检查`: every option, those chosen ticked; a choice that is no option stands last.
pub(super) fn ticks(options: &[String], chosen: &[&str]) -> String {
    let tick = |on: bool, text: &str| format!("{}{text}", if on { "☑" } else { "□" });
    let listed = options.iter().map(|o| tick(chosen.contains(&o.as_str()), o));
    let others = chosen.iter().filter(|c| !c.is_empty() && !options.iter().any(|o| o == *c)).map(|c| tick(true, c));
    listed.chain(others).collect::<Vec<_>>().join("　")
}

/// The text, or what stands for one that is to be written by hand.
pub(super) fn or<'a>(text: &'a str, blank: &'a str) -> &'a str {
    if text.trim().is_empty() { blank } else { text.trim() }
}

/// The text in quotation marks; those within it become single ones.
pub(super) fn quoted(text: &str) -> String {
    let inner = |c| match c {
        '“' => '‘',
        '”' => '’',
        c => c,
    };
    format!("“{}”", text.chars().map(inner).collect::<String>())
}

/// The lines that say something, numbered: `1．甲；`, `2．乙。`.
pub(super) fn listed(lines: &[String]) -> Vec<String> {
    let lines: Vec<_> = lines.iter().filter(|l| !l.trim().is_empty()).collect();
    let last = lines.len();
    let line =
        |(n, line): (usize, &&String)| format!("{n}．{}{}", open_ended(line), if n == last { "。" } else { "；" });
    (1..).zip(&lines).map(line).collect()
}

/// The texts that say something, each once, in the order of their first mention.
pub(super) fn each_once<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for text in texts.into_iter().map(str::trim).filter(|text| !text.is_empty()) {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen
}

/// The parts with their headings numbered 一、二、三, where there are several.
pub(super) fn numbered(mut blocks: Vec<Block>) -> Vec<Block> {
    let headings = blocks.iter_mut().filter_map(|b| if let Block::Heading(text) = b { Some(text) } else { None });
    let headings: Vec<_> = headings.collect();
    if headings.len() > 1 {
        (1..).zip(headings).for_each(|(n, text)| *text = format!("{}、{text}", ordinal(n)));
    }
    blocks
}

/// 一, 十二, 三十.
pub(super) fn ordinal(n: usize) -> String {
    let digit = |n: usize| "一二三四五六七八九".chars().nth(n.wrapping_sub(1)).map(String::from).unwrap_or_default();
    match n / 10 % 10 {
        0 => digit(n % 10),
        1 => format!("十{}", digit(n % 10)),
        tens => format!("{}十{}", digit(tens), digit(n % 10)),
    }
}

/// The text without a full stop, for a sentence that goes on.
pub(super) fn open_ended(text: &str) -> &str {
    text.trim().trim_end_matches(['。', '；', '，', '.', ';', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_nest_and_headings_are_numbered_where_there_are_several() {
        assert_eq!(quoted("联合“双随机”抽查"), "“联合‘双随机’抽查”");
        let texts = |blocks: Vec<Block>| numbered(blocks).iter().map(|b| format!("{b:?}")).collect::<String>();
        assert_eq!(texts(vec![Block::heading("甲")]), "Heading(\"甲\")");
        let two = texts(vec![Block::heading("甲"), Block::text("文"), Block::heading("乙")]);
        assert!(two.contains("\"一、甲\"") && two.contains("\"二、乙\""), "{two}");
        assert_eq!([1, 10, 11, 20, 25].map(ordinal), ["一", "十", "十一", "二十", "二十五"]);
    }

    #[test]
    fn ticks_keep_what_is_not_in_the_list() {
        let options = ["实地检查".to_owned(), "书面检查".to_owned()];
        assert_eq!(ticks(&options, &["书面检查", "抽样"]), "□实地检查　☑书面检查　☑抽样");
        assert_eq!(ticks(&options, &[""]), "□实地检查　□书面检查");
    }
}
