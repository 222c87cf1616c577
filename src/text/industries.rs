//! Names of industries (GB/T 4754) that hold the sign that parts values.

use crate::model::InOrder;
use std::sync::LazyLock;

/// The longest first, for one may begin with another.
static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut names: Vec<&str> = include_str!("industries.txt").lines().filter(|line| !line.starts_with('#')).collect();
    names.order_by_key(|name| std::cmp::Reverse(name.len()));
    names
});

/// Characters in which the first 、 of a name stands.
const LONGEST: usize = 20;

/// The bytes of the industry's name with which the text begins; 0 if it begins with none.
pub(crate) fn length(text: &str) -> usize {
    // Each holds 、, and most texts do not.
    if !text.chars().take(LONGEST).any(|c| c == '、') {
        return 0;
    }
    NAMES.iter().find(|name| text.starts_with(**name)).map_or(0, |name| name.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lists::{values, words};

    #[test]
    fn each_name_is_one_value_alone_and_among_others() {
        assert!(NAMES.len() > 40);
        for name in NAMES.iter() {
            assert!(name.contains('、') && name.trim() == *name, "{name}");
            for split in [values, words] {
                assert_eq!(split(name), [*name]);
                assert_eq!(split(&format!("客运、{name}，货运")), ["客运", name, "货运"]);
            }
        }
    }

    #[test]
    fn what_only_begins_like_one_is_parted() {
        assert_eq!(words("农、林、牧"), ["农", "林", "牧"]);
        assert_eq!(words("交通运输、仓储"), ["交通运输", "仓储"]);
        assert_eq!(words("客运、货运和维修业"), ["客运", "货运和维修业"]);
    }
}
