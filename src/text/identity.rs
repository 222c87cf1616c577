//! Numbers of identity cards, which must not be published as codes.

use crate::text::date;

/// 18 characters with a possible birthday and a right check digit (GB 11643-1999).
pub(crate) fn is_identity_number(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits: Vec<u32> = text.chars().take(17).filter_map(|c| c.to_digit(10)).collect();
    if text.len() != 18 || digits.len() != 17 || date::parse(&text[6..14]).is_none() {
        return false;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    text.chars().last() == "10X98765432".chars().nth((sum % 11) as usize)
}
