//! The keys that the application makes (protocol §2). A verifier takes keys as they are sealed.

use super::text::is_hidden;
use crate::model::{self, CodeKind, code_kind};

/// The text as a key: NFKC; without white space, control, format and hidden characters; ASCII letters in upper case.
pub fn normal_key(text: &str) -> String {
    let mut key = model::normal_key(text);
    key.retain(|c| !is_hidden(c));
    key
}

/// A business's key: its 统一社会信用代码 when that is right, else its 15-digit 注册号, else its name.
pub fn business_key(name: &str, code: &str) -> String {
    let code = normal_key(code);
    match code_kind(&code) {
        CodeKind::CreditCode | CodeKind::RegistrationNumber => code,
        CodeKind::WrongCheckDigit(_) | CodeKind::Missing | CodeKind::Other => normal_key(name),
    }
}

/// An officer's key: the 执法证号, else `department/name`.
pub fn officer_key(name: &str, department: &str, certificate: &str) -> String {
    let certificate = normal_key(certificate);
    if certificate.is_empty() { normal_key(&format!("{department}/{name}")) } else { certificate }
}

#[cfg(test)]
mod tests {
    use super::super::text::key_fault;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_shows_nothing_is_in_no_key() {
        // U+FFA0 becomes U+1160 by NFKC, which is hidden as well.
        assert_eq!(normal_key("平\u{ffa0}罗\u{3164}ａ\u{fe0f} 1\u{200b}\u{2800}"), "平罗A1");
        assert_eq!(officer_key("王某", "县 局", " \u{3164}"), "县局/王某");
    }

    proptest! {
        #[test]
        fn every_text_gives_a_key_or_nothing(text in "(\\PC|[\u{0}-\u{ff}\u{2000}-\u{2070}\u{ff00}-\u{ffff}]){0,12}") {
            let key = normal_key(&text);
            prop_assert!(key.is_empty() || key_fault(&key).is_none(), "{key:?}");
        }
    }
}
