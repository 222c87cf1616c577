//! Cells by the names that spreadsheet programs give them: B5.

/// The letters of a column (from 0): `A`, `Z`, `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    // A hostile file may name the last of all numbers.
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The row and column (from 0) of a cell that is named like `B12`.
pub fn reference(name: &str) -> Option<(u32, u32)> {
    reference_of(name.as_bytes())
}

/// [`reference`] of its bytes.
pub(crate) fn reference_of(name: &[u8]) -> Option<(u32, u32)> {
    let (mut column, mut row) = (0u32, 0u32);
    let (letters, digits) = name.split_at(name.iter().take_while(|c| c.is_ascii_alphabetic()).count());
    for c in letters {
        column = column.checked_mul(26)?.checked_add(u32::from(c.to_ascii_uppercase() - b'A') + 1)?;
    }
    for c in digits {
        row = row.checked_mul(10)?.checked_add(u32::from(c.checked_sub(b'0').filter(|d| *d < 10)?))?;
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_spreadsheet_program() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_letters(column), letters);
            assert_eq!(reference(&format!("{letters}12")), Some((11, column)));
        }
    }
}
