use super::credit_code::{CodeKind, code_kind};
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// `key(text)` of protocol §2: NFKC; white space and the categories Cc and Cf dropped; ASCII letters to upper case.
pub fn normal_key(text: &str) -> String {
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
