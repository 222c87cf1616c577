//! The words by which a roster is understood: tables of one word a line, each with a text in which it says what the table says
//! and one in which it does not.

/// A table of words, each of its kinds named once: as a field of a struct, with how its words must stand. In the file a kind is
/// written with - for _.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $table:ident, $words:ident = $file:literal { $($(#[$about:meta])* $kind:ident: $how:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) struct $table {
            $($(#[$about])* pub $kind: $crate::roster::vocabulary::Words,)+
        }

        pub(crate) static $words: std::sync::LazyLock<$table> = std::sync::LazyLock::new(|| $table {
            $($kind: $crate::roster::vocabulary::Words::of(
                $table::FILE,
                stringify!($kind),
                $crate::roster::vocabulary::WordMatch::$how,
            ),)+
        });

        impl $table {
            const FILE: &str = include_str!($file);

            /// Every kind with its words.
            #[cfg(test)]
            fn kinds(&self) -> Vec<(&'static str, &$crate::roster::vocabulary::Words)> {
                vec![$((stringify!($kind), &self.$kind),)+]
            }
        }
    };
}

pub(crate) mod grades;
pub(crate) mod header_parts;
pub(crate) mod headers;
pub(crate) mod ledger;
pub(crate) mod name_parts;
pub(crate) mod recusals;
pub(crate) mod row_words;
pub(crate) mod states;
pub(crate) mod year_plan;

/// How a word must stand in a text to say there what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordMatch {
    Is,
    Begins,
    Ends,
    Holds,
}

impl WordMatch {
    fn fits(self, word: &str, text: &str) -> bool {
        match self {
            Self::Is => text == word,
            Self::Begins => text.starts_with(word),
            Self::Ends => text.ends_with(word),
            Self::Holds => text.contains(word),
        }
    }
}

/// The words of a table that say one thing, in the table's order.
#[derive(Debug)]
pub(crate) struct Words {
    how: WordMatch,
    words: Vec<&'static str>,
    firsts: Firsts,
}

/// By the last ten bits of a character, whether it may begin one of the words: few do, and that is quicker to see than that
/// none of the words stands in a text.
#[derive(Debug)]
struct Firsts([u64; 16]);

impl Firsts {
    fn of(words: &[&str]) -> Self {
        let mut firsts = Self([0; 16]);
        for c in words.iter().filter_map(|word| word.chars().next()) {
            let (part, bit) = Self::place(c);
            firsts.0[part] |= bit;
        }
        firsts
    }

    fn place(c: char) -> (usize, u64) {
        let c = u32::from(c);
        ((c >> 6 & 15) as usize, 1 << (c & 63))
    }

    fn may_begin(&self, c: char) -> bool {
        let (part, bit) = Self::place(c);
        self.0[part] & bit != 0
    }
}

impl Words {
    /// Those whose line says `what`.
    fn of(table: &'static str, what: &str, how: WordMatch) -> Self {
        let lines = lines(table).filter(|[says, ..]| says.split(' ').any(|one| one.split('-').eq(what.split('_'))));
        let words: Vec<&str> = lines.map(|[_, word, ..]| word).collect();
        Self { how, firsts: Firsts::of(&words), words }
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// Whether it is one of them.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.contains(&word)
    }

    /// The first that stands in the text as it should.
    pub(crate) fn find(&self, text: &str) -> Option<&'static str> {
        match self.how {
            WordMatch::Holds => self.first_in(text),
            WordMatch::Is | WordMatch::Begins if !text.starts_with(|c| self.firsts.may_begin(c)) => None,
            how => self.iter().find(|word| how.fits(word, text)),
        }
    }

    /// The first that stands anywhere in the text. Words are compared only where one may begin.
    pub(crate) fn first_in(&self, text: &str) -> Option<&'static str> {
        let places = text.char_indices().filter(|(_, c)| self.firsts.may_begin(*c));
        let of_place = |(at, _): (usize, char)| self.words.iter().position(|word| text[at..].starts_with(word));
        places.filter_map(of_place).min().map(|first| self.words[first])
    }

    /// What stands behind the first that the text begins with.
    pub(crate) fn strip<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.iter().find_map(|word| text.strip_prefix(word))
    }

    /// Whether one stands in the text as it should.
    pub(crate) fn fit(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

/// The lines of a table: what the word says, the word, a text in which it does, a text in which it does not.
fn lines(table: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    let whole = |line: &'static str| {
        let mut cells = line.split('\t');
        let cells = [cells.next()?, cells.next()?, cells.next()?, cells.next()?];
        Some(cells)
    };
    table.lines().filter(|line| !line.starts_with('#')).filter_map(whole)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Every line is whole and stands there once.
    pub(crate) fn lines_are_whole(table: &'static str) {
        let written = table.lines().filter(|line| !line.starts_with('#'));
        let mut seen = HashSet::new();
        for line in written.clone() {
            assert_eq!(line.split('\t').filter(|cell| !cell.is_empty()).count(), 4, "{line}");
        }
        for [says, word, ..] in lines(table) {
            assert!(says.split(' ').all(|what| seen.insert((what, word))), "{says} {word} twice");
        }
        assert_eq!(lines(table).count(), written.count());
    }

    /// Every line is whole, and right as it is judged: its example says what it says and its counterexample does not.
    pub(crate) fn lines_are_right(table: &'static str, is_right: impl Fn([&'static str; 4]) -> bool) {
        lines_are_whole(table);
        let wrong: Vec<_> = lines(table).filter(|line| !is_right(*line)).map(|line| line.join("\t")).collect();
        assert_eq!(wrong, Vec::<String>::new());
    }

    /// No word is dead: every line is of a kind that the code asks for, every kind has words, and none stands behind one that
    /// fits wherever it does.
    pub(crate) fn no_word_is_dead(table: &'static str, kinds: &[(&str, &Words)]) {
        for [says, word, ..] in lines(table) {
            let asked = |what: &str| kinds.iter().any(|(kind, _)| *kind == what.replace('-', "_"));
            assert!(says.split(' ').all(asked), "{says} {word}");
        }
        kinds.iter().for_each(|(kind, words)| words_are_alive(kind, words));
        for [_, _, example, counterexample] in lines(table) {
            for (_, words) in kinds {
                the_short_way_finds_the_same(words, example);
                the_short_way_finds_the_same(words, counterexample);
            }
        }
    }

    /// Words are compared where one may begin; that is what going through all of them finds.
    fn the_short_way_finds_the_same(words: &Words, text: &str) {
        let first = words.iter().find(|word| words.how.fits(word, text));
        assert_eq!(words.find(text), first, "{text}");
        let held = words.iter().find(|word| text.contains(word));
        assert_eq!(words.first_in(text), held, "{text}");
    }

    fn words_are_alive(kind: &str, words: &Words) {
        assert!(!words.words.is_empty(), "{kind}");
        for (i, word) in words.iter().enumerate() {
            // Of words that a text holds the first is told, so that one within another may stand behind it.
            let before = if words.how == WordMatch::Holds { &words.words[..i] } else { &words.words[..] };
            let shadow = before.iter().find(|other| **other != word && words.how.fits(other, word));
            assert_eq!(shadow, None, "{kind} {word}");
        }
    }
}
