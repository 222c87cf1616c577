//! The words by which a roster is understood: tables of one word a line, each with a text in which it says what the table says
//! and one in which it does not.

pub(crate) mod headers;
pub(crate) mod recusals;
pub(crate) mod row_words;
pub(crate) mod states;

/// How a word must stand in a text to say there what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    Is,
    Begins,
    Ends,
    Holds,
}

impl How {
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
    how: How,
    words: Vec<&'static str>,
}

impl Words {
    /// Those whose line says `what`.
    fn of(table: &'static str, what: &str, how: How) -> Self {
        let lines = lines(table).filter(|[says, ..]| says.split(' ').any(|one| one == what));
        Self { how, words: lines.map(|[_, word, ..]| word).collect() }
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
        self.iter().find(|word| self.how.fits(word, text))
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

    /// No word is dead: none stands behind one that fits wherever it does.
    pub(crate) fn words_are_alive(words: &Words) {
        assert!(!words.words.is_empty());
        for (i, word) in words.iter().enumerate() {
            // Of words that a text holds the first is told, so that one within another may stand behind it.
            let before = if words.how == How::Holds { &words.words[..i] } else { &words.words[..] };
            let shadow = before.iter().find(|other| **other != word && words.how.fits(other, word));
            assert_eq!(shadow, None, "{word}");
        }
    }
}
