//! Small pieces of wording that several forms share.

/// Where a date is written by hand.
pub(super) const BLANK_DATE: &str = "　　　　年　　月　　日";
/// Where a word is written by hand.
pub(super) const BLANK: &str = "＿＿＿＿＿＿＿＿";

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

/// The text without a full stop, for a sentence that goes on.
pub(super) fn open_ended(text: &str) -> &str {
    text.trim().trim_end_matches(['。', '；', '，', '.', ';', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_keep_what_is_not_in_the_list() {
        let options = ["实地检查".to_owned(), "书面检查".to_owned()];
        assert_eq!(ticks(&options, &["书面检查", "抽样"]), "□实地检查　☑书面检查　☑抽样");
        assert_eq!(ticks(&options, &[""]), "□实地检查　□书面检查");
    }
}
