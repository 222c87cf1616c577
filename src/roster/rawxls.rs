//! What calamine stumbles over in the workbook stream of an xls and a roster does not need: it parses every formula and
//! name (and panics on tokens that it does not know, a known fault), and believes the dimensions that a sheet claims.
//! Those records are disarmed in place before it reads the file; values are not touched.

use super::ole;
use std::borrow::Cow;

/// A kind of record that means nothing.
const NOTHING: u16 = 0x01FF;
const DIMENSIONS: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
const NAME: u16 = 0x0018;
const EXTERN_SHEET: u16 = 0x0017;
/// Records of cells, each beginning with row and column.
const CELLS: [u16; 8] = [FORMULA, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00D6, 0x00FD];
/// An xls has so many columns; calamine would make room for as many as a cell claims.
const COLUMNS: u16 = 256;
/// Where a formula says how long its tokens are, within the record's data.
const TOKENS: usize = 20;

/// The file with those records disarmed, or as it is if there are none.
pub(super) fn disarmed(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Some(stream) = ole::workbook_stream(bytes) else { return Cow::Borrowed(bytes) };
    let mut file = Cow::Borrowed(bytes);
    let mut at = 0;
    while let (Some(kind), Some(length)) = (stream.u16_at(at), stream.u16_at(at + 2)) {
        let data = at + 4;
        let change = match kind {
            DIMENSIONS | NAME | EXTERN_SHEET => Some((at, NOTHING)),
            _ if CELLS.contains(&kind) && stream.u16_at(data + 2).is_none_or(|column| column >= COLUMNS) => {
                Some((at, NOTHING))
            }
            FORMULA if usize::from(length) < TOKENS + 2 => Some((at, NOTHING)),
            FORMULA => Some((data + TOKENS, 0)),
            _ => None,
        };
        if let Some((place, value)) = change {
            for (i, byte) in value.to_le_bytes().into_iter().enumerate() {
                if let Some(spot) = stream.place(place + i).and_then(|place| file.to_mut().get_mut(place)) {
                    *spot = byte;
                }
            }
        }
        at = data + usize::from(length);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds and first data of the records of the workbook in a file.
    fn kinds(bytes: &[u8]) -> Vec<u16> {
        let stream = ole::workbook_stream(bytes).unwrap();
        let (mut kinds, mut at) = (Vec::new(), 0);
        while let (Some(kind), Some(length)) = (stream.u16_at(at), stream.u16_at(at + 2)) {
            kinds.push(kind);
            at += 4 + usize::from(length);
        }
        kinds
    }

    #[test]
    fn nothing_but_those_records_is_changed() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formula-unknown.xls");
        let bytes = std::fs::read(path).unwrap();
        let disarmed = disarmed(&bytes);
        assert_eq!(disarmed.len(), bytes.len());
        let (before, after) = (kinds(&bytes), kinds(&disarmed));
        assert!(before.contains(&DIMENSIONS) && before.contains(&FORMULA));
        let expected: Vec<u16> = before
            .iter()
            .map(|kind| if [DIMENSIONS, NAME, EXTERN_SHEET].contains(kind) { NOTHING } else { *kind })
            .collect();
        assert_eq!(after, expected);
    }
}
