//! The number formats of an OpenDocument (ODF 1.3 part 3, 16.29), as the codes that spreadsheet programs have for them.

use crate::workbook::markup::{attribute, number};

/// Digits, and texts between them, of the longest format.
const MOST: u32 = 64;

/// A format.
#[derive(Debug, Clone, Default)]
pub(crate) struct Format {
    code: String,
    percent: bool,
    /// The format of positive numbers, where it is another.
    positive: Option<String>,
    /// What the text that comes next is, while it is open.
    open: Option<Piece>,
    /// Digits before the point, and texts among them by how many digits stand behind each.
    digits: Option<Digits>,
}

#[derive(Debug, Clone, Copy)]
enum Piece {
    /// Shown as it stands.
    Text,
    /// Likewise, before so many digits.
    Amid(u32),
}

#[derive(Debug, Clone, Default)]
struct Digits {
    least: u32,
    grouped: bool,
    /// Places behind the point.
    places: u32,
    amid: Vec<(u32, String)>,
}

impl Format {
    /// A format of this element.
    pub(crate) fn new(name: &str, attributes: &str) -> Self {
        let mut format = Self { percent: name == "percentage-style", ..Self::default() };
        let of_chinese = attribute(attributes, "transliteration-language").is_some_and(|language| language == "zh");
        let digits = attribute(attributes, "transliteration-format").unwrap_or("1");
        if of_chinese && !digits.starts_with(|c: char| c.is_ascii_digit()) {
            format.code.push_str("[DBNum1]");
        }
        format
    }

    /// The code that Excel has for it.
    pub(crate) fn code(&self) -> &str {
        &self.code
    }

    /// The name of the format of positive numbers, where it is another.
    pub(crate) fn positive(&self) -> Option<&str> {
        self.positive.as_deref()
    }

    pub(crate) fn open(&mut self, name: &str, attributes: &str) {
        let is_long = attribute(attributes, "style") == Some("long");
        match name {
            "text" | "currency-symbol" => self.open = Some(Piece::Text),
            "embedded-text" => self.open = number(attributes, "position").map(Piece::Amid),
            "number" => {
                let of = |name| number(attributes, name).unwrap_or(0).min(MOST);
                let grouped = attribute(attributes, "grouping") == Some("true");
                let (least, places) = (of("min-integer-digits"), of("min-decimal-places").max(of("decimal-places")));
                // Its digits may stand for thousands.
                let scaled = number(attributes, "display-factor").is_some_and(|factor| factor > 1);
                self.digits = Some(Digits { least, grouped: grouped || scaled, places, amid: Vec::new() });
            }
            "scientific-number" => self.code.push_str("0.00E+00"),
            "fraction" => self.code.push_str("# ?/?"),
            "year" => self.code.push_str("yyyy"),
            "month" if attribute(attributes, "textual") == Some("true") => self.code.push_str("mmm"),
            "month" => self.code.push_str(if is_long { "mm" } else { "m" }),
            "day" => self.code.push_str("dd"),
            "hours" | "minutes" | "am-pm" => self.code.push('h'),
            "seconds" => self.code.push('s'),
            // Of several sections: the one of numbers above zero, or of zero too.
            "map" if attribute(attributes, "condition").is_some_and(|condition| condition.contains(['>'])) => {
                self.positive = attribute(attributes, "apply-style-name").map(str::to_owned);
            }
            _ => {}
        }
    }

    pub(crate) fn text(&mut self, text: &str) {
        match self.open {
            Some(Piece::Text) if self.percent => self.code.push_str(text),
            Some(Piece::Text) => push_literal(&mut self.code, text),
            Some(Piece::Amid(before)) => {
                self.digits.iter_mut().for_each(|digits| digits.amid.push((before, text.to_owned())));
            }
            None => {}
        }
    }

    pub(crate) fn close(&mut self, name: &str) {
        match name {
            "text" | "currency-symbol" | "embedded-text" => self.open = None,
            "number" => {
                if let Some(digits) = self.digits.take() {
                    digits.push(&mut self.code);
                }
            }
            _ => {}
        }
    }
}

impl Digits {
    fn push(&self, code: &mut String) {
        if self.grouped {
            code.push_str("#,##");
        }
        let first = self.amid.iter().map(|(before, _)| before.saturating_add(1)).max().unwrap_or(1).min(MOST);
        for left in (0..self.least.max(first)).rev() {
            code.push(if left < self.least { '0' } else { '#' });
            self.amid.iter().filter(|(before, _)| *before == left).for_each(|(_, text)| push_literal(code, text));
        }
        if self.places > 0 {
            code.push('.');
            code.extend(std::iter::repeat_n('0', self.places as usize));
        }
    }
}

fn push_literal(code: &mut String, text: &str) {
    text.chars().for_each(|c| code.extend(['\\', c]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_amid_digits() {
        let mut format = Format::new("number-style", "");
        format.open("text", "");
        format.text("HN-");
        format.close("text");
        format.open("number", "number:min-integer-digits=\"8\"");
        format.open("embedded-text", "number:position=\"4\"");
        format.text("-");
        format.close("embedded-text");
        format.close("number");
        assert_eq!(format.code(), "\\H\\N\\-0000\\-0000");
    }
}
