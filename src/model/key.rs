//! What two rows are told apart by: texts as keys, and the key of a business and of an officer (protocol §2).

use super::credit_code::{CodeKind, code_kind};
use super::unseen::is_hidden;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The text as a key (protocol §2): NFKC; without white space, the categories Cc and Cf and hidden characters; ASCII letters in
/// upper case.
pub fn normal_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        match simple(c) {
            Some(Some(c)) => key.push(c),
            Some(None) => {}
            None => return normal_key_of_any(text),
        }
    }
    key
}

/// What a character of everyday Chinese text becomes, which needs no tables: itself, upper case, half width, nothing.
/// `None` for all others: they might compose with their neighbours.
fn simple(c: char) -> Option<Option<char>> {
    match c {
        '!'..='~' => Some(Some(c.to_ascii_uppercase())),
        '\0'..=' ' | '\u{7f}' | '\u{3000}' => Some(None),
        '\u{4e00}'..='\u{9fff}' | '、' | '。' | '\u{3008}'..='\u{3011}' => Some(Some(c)),
        '·' | '—' | '‘' | '’' | '“' | '”' => Some(Some(c)),
        '\u{ff01}'..='\u{ff5e}' => Some(char::from_u32(u32::from(c) - 0xFEE0).map(|c| c.to_ascii_uppercase())),
        _ => None,
    }
}

fn normal_key_of_any(text: &str) -> String {
    text.nfkc()
        .filter(|c| {
            let format = matches!(c.general_category(), GeneralCategory::Control | GeneralCategory::Format);
            !c.is_whitespace() && !format && !is_hidden(*c)
        })
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// A business's key (protocol §2): its 统一社会信用代码 when that is right, else its 15-digit 注册号, else its name.
pub fn business_key(name: &str, code: &str) -> String {
    let code = normal_key(code);
    match code_kind(&code) {
        CodeKind::CreditCode | CodeKind::RegistrationNumber => code,
        CodeKind::WrongCheckDigit(_) | CodeKind::Missing | CodeKind::Other => normal_key(name),
    }
}

/// An officer's key (protocol §2): the 执法证号, else `department/name`.
pub fn officer_key(name: &str, department: &str, certificate: &str) -> String {
    let certificate = normal_key(certificate);
    if certificate.is_empty() { normal_key(&format!("{department}/{name}")) } else { certificate }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every character that has a short way takes it to where the long way leads.
    #[test]
    fn the_short_way_leads_to_the_same_key() {
        for c in ('\0'..=char::MAX).filter(|c| simple(*c).is_some()) {
            let text = c.to_string();
            assert_eq!(normal_key(&text), normal_key_of_any(&text), "{c:?}");
        }
    }

    #[test]
    fn what_shows_nothing_is_in_no_key() {
        // U+FFA0 becomes U+1160 by NFKC, which is hidden as well.
        assert_eq!(normal_key("平\u{ffa0}罗\u{3164}ａ\u{fe0f} 1\u{200b}\u{2800}"), "平罗A1");
        assert_eq!(officer_key("王某", "县 局", " \u{3164}"), "县局/王某");
    }

    proptest! {
        /// What protocol §2 asks of a key.
        #[test]
        fn every_text_gives_a_key_or_nothing(text in "(\\PC|[\u{0}-\u{ff}\u{2000}-\u{2070}\u{ff00}-\u{ffff}]){0,12}") {
            let odd = |c: char| c.is_whitespace() || c.is_control() || is_hidden(c) || c.is_ascii_lowercase();
            prop_assert!(!normal_key(&text).contains(odd), "{:?}", normal_key(&text));
        }

        #[test]
        fn and_so_for_texts(text in "([ -~]|[\u{3000}-\u{3020}]|[一-丟]|[！-～]|\\PC){0,20}") {
            prop_assert_eq!(normal_key(&text), normal_key_of_any(&text));
        }
    }
}
