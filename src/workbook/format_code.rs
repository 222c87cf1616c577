//! The code of a number format, piece by piece (ECMA-376 part 1, 18.8.31).

/// A piece of a format's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text that is shown as it stands, quoted or escaped.
    Text(&'a str),
    /// What stands in brackets: a colour, a condition, a language, `h` of a duration.
    Bracket(&'a str),
    /// `General`.
    General,
    /// What negative numbers, zero and text look like comes next.
    Section,
    /// A character that stands for something, or for itself if it is known for nothing.
    Sign(char),
}

/// The pieces of a code. Room as wide as a character (`_x`) and what fills the cell (`*x`) are none.
pub(crate) fn tokens(code: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = code;
    std::iter::from_fn(move || {
        loop {
            let c = rest.chars().next()?;
            let after = &rest[c.len_utf8()..];
            let next = after.chars().next().map_or(0, char::len_utf8);
            let (token, left) = match c {
                '_' | '*' => (None, &after[next..]),
                '\\' | '!' => (Some(Token::Text(&after[..next])), &after[next..]),
                '"' => within(after, '"', Token::Text),
                '[' => within(after, ']', Token::Bracket),
                ';' => (Some(Token::Section), after),
                'G' | 'g' if after.get(..6).is_some_and(|rest| rest.eq_ignore_ascii_case("eneral")) => {
                    (Some(Token::General), &after[6..])
                }
                c => (Some(Token::Sign(c)), after),
            };
            rest = left;
            if token.is_some() {
                return token;
            }
        }
    })
}

/// The pieces of the first section, which shows positive numbers.
pub(crate) fn first_section(code: &str) -> impl Iterator<Item = Token<'_>> {
    tokens(code).take_while(|token| *token != Token::Section)
}

/// What stands before the sign that ends it, and what follows.
fn within<'a>(text: &'a str, end: char, token: fn(&'a str) -> Token<'a>) -> (Option<Token<'a>>, &'a str) {
    let (inside, rest) = text.split_once(end).unwrap_or((text, ""));
    (Some(token(inside)), rest)
}

/// `[DBNum1]`, `[DBNum2]`: numerals of Chinese, 一二三 or 壹贰叁, in place of the digits.
pub(crate) fn is_numerals(inside: &str) -> bool {
    inside.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("DBNum"))
}

/// `[h]`, `[mm]`, `[ss]`.
pub(crate) fn is_duration(inside: &str) -> bool {
    let unit = inside.to_ascii_lowercase();
    !unit.is_empty() && ["h", "m", "s"].iter().any(|letter| unit.replace(letter, "").is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_whole_and_broken() {
        let all: Vec<_> = tokens("[$-804]yyyy\"年\"\\月_)*-General!;;@").collect();
        let y = Token::Sign('y');
        assert_eq!(
            all,
            [
                Token::Bracket("$-804"),
                y,
                y,
                y,
                y,
                Token::Text("年"),
                Token::Text("月"),
                Token::General,
                Token::Text(";"),
                Token::Section,
                Token::Sign('@')
            ]
        );
        for broken in ["\"", "[", "\\", "_", "*", "\"年", "[$"] {
            assert!(tokens(broken).count() <= 1, "{broken}");
        }
    }
}
