use super::credit_code::{CodeKind, code_kind};
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// `key(text)` of protocol §2: NFKC; white space and the categories Cc and Cf dropped; ASCII letters to upper case.
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
            !c.is_whitespace() && !matches!(c.general_category(), GeneralCategory::Control | GeneralCategory::Format)
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

    proptest! {
        #[test]
        fn and_so_for_texts(text in "([ -~]|[\u{3000}-\u{3020}]|[一-丟]|[！-～]|\\PC){0,20}") {
            prop_assert_eq!(normal_key(&text), normal_key_of_any(&text));
        }
    }
}
