//! Rows of a roster, many of them, told shortly: by sheet, as ranges `3-9,12`.

use crate::model::Source;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Rows by sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowRanges(Vec<(String, Vec<(u32, u32)>)>);

impl RowRanges {
    /// How many rows.
    pub fn len(&self) -> usize {
        self.ranges().map(|(from, to)| to.saturating_sub(from) as usize + 1).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ranges().next().is_none()
    }

    fn ranges(&self) -> impl Iterator<Item = (u32, u32)> {
        self.0.iter().flat_map(|(_, ranges)| ranges.iter().copied())
    }

    /// The rows, in the order in which they were named.
    pub fn iter(&self) -> impl Iterator<Item = Source> {
        self.0.iter().flat_map(|(sheet, ranges)| {
            let rows = ranges.iter().flat_map(|(from, to)| *from..=*to);
            rows.map(|row| Source { sheet: sheet.clone(), row })
        })
    }
}

impl FromIterator<Source> for RowRanges {
    fn from_iter<I: IntoIterator<Item = Source>>(rows: I) -> Self {
        let mut places = Self::default();
        for Source { sheet, row } in rows {
            match places.0.last_mut().filter(|(last, _)| *last == sheet) {
                Some((_, ranges)) => match ranges.last_mut().filter(|(_, to)| to.checked_add(1) == Some(row)) {
                    Some((_, to)) => *to = row,
                    None => ranges.push((row, row)),
                },
                None => places.0.push((sheet, vec![(row, row)])),
            }
        }
        places
    }
}

impl Serialize for RowRanges {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let write = |(from, to): &(u32, u32)| if from == to { from.to_string() } else { format!("{from}-{to}") };
        let sheet = |(sheet, ranges): &(String, Vec<(u32, u32)>)| {
            (sheet.clone(), ranges.iter().map(write).collect::<Vec<_>>().join(","))
        };
        s.collect_seq(self.0.iter().map(sheet))
    }
}

impl<'de> Deserialize<'de> for RowRanges {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let range = |text: &str| {
            let (from, to) = text.split_once('-').unwrap_or((text, text));
            let range = (from.parse::<u32>().ok()?, to.parse::<u32>().ok()?);
            // No workbook has more rows than that; a damaged range must not run on for ever.
            (range.0 <= range.1 && range.1 - range.0 < 1 << 26).then_some(range)
        };
        let sheets = Vec::<(String, String)>::deserialize(d)?;
        let sheet = |(sheet, text): (String, String)| Some((sheet, text.split(',').map(range).collect::<Option<_>>()?));
        sheets.into_iter().map(sheet).collect::<Option<_>>().map(Self).ok_or_else(|| serde::de::Error::custom("rows"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_as_ranges_and_come_back() {
        let at = |sheet: &str, row| Source { sheet: sheet.into(), row };
        let rows = [at("甲", 3), at("甲", 4), at("甲", 5), at("甲", 9), at("乙", 1), at("甲", 6)];
        let places: RowRanges = rows.iter().cloned().collect();
        let text = serde_json::to_string(&places).unwrap();
        assert_eq!(text, r#"[["甲","3-5,9"],["乙","1"],["甲","6"]]"#);
        let back: RowRanges = serde_json::from_str(&text).unwrap();
        assert_eq!(back.iter().collect::<Vec<_>>(), rows);
        assert_eq!((back.len(), back.is_empty(), RowRanges::default().is_empty()), (6, false, true));
        for wrong in [r#"[["甲","5-3"]]"#, r#"[["甲",""]]"#, r#"[["甲","0-4294967295"]]"#] {
            assert!(serde_json::from_str::<RowRanges>(wrong).is_err(), "{wrong}");
        }
    }
}
