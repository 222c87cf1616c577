//! The names that fields bear in real rosters (domain §5), as folded: `headers.tsv`.

use crate::model::EntityKind;
use crate::roster::field::Field;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A name that the header of a field may bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HeaderName {
    pub field: Field,
    pub name: &'static str,
    /// The one of the field that headers bear most.
    pub first: bool,
    /// It gives way to a column with any other name of the field: 检查对象 (which may say 企业 throughout) to 检查对象名称,
    /// 注册号 to a name of the credit code, a telephone on somebody's desk to the one that is given for contact.
    pub weak: bool,
}

/// The lines of the table, in its order.
fn lines() -> impl Iterator<Item = (EntityKind, HeaderName)> {
    let mut last = None;
    let lines = include_str!("headers.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(move |line| {
        let mut cells = line.split('\t');
        let kind = match cells.next()? {
            "business" => EntityKind::Business,
            "officer" => EntityKind::Officer,
            _ => return None,
        };
        let (field, name) = (cells.next()?, cells.next()?);
        let field = kind.fields().find(|f| f.name() == field)?;
        let first = last.replace((kind, field)) != Some((kind, field));
        Some((kind, HeaderName { field, name, first, weak: cells.next() == Some("weak") }))
    })
}

/// By roster, every name.
static NAMES: LazyLock<[HashMap<&'static str, HeaderName>; 2]> = LazyLock::new(|| {
    let mut names = [HashMap::new(), HashMap::new()];
    for (kind, header) in lines() {
        names[usize::from(kind == EntityKind::Officer)].entry(header.name).or_insert(header);
    }
    names
});

/// What the table says of a header, as folded.
pub(crate) fn named(kind: EntityKind, folded: &str) -> Option<HeaderName> {
    NAMES[usize::from(kind == EntityKind::Officer)].get(folded).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::columns::field_of;
    use crate::text::header_key::fold;
    use std::collections::HashSet;

    /// Every line is whole, says each name once a roster, as it is folded, and is understood.
    #[test]
    fn each_line_names_its_field() {
        let written = include_str!("headers.tsv").lines().filter(|line| !line.starts_with('#')).count();
        let mut seen = HashSet::new();
        for (kind, header) in lines() {
            assert_eq!(fold(header.name), header.name);
            assert!(seen.insert((kind == EntityKind::Officer, header.name)), "{} twice", header.name);
            assert_eq!(field_of(kind, header.name), Some(header.field), "{}", header.name);
            assert_eq!(named(kind, header.name), Some(header));
        }
        assert_eq!(seen.len(), written);
        for kind in [EntityKind::Business, EntityKind::Officer] {
            let first: Vec<Field> = lines().filter(|(k, h)| *k == kind && h.first).map(|(_, h)| h.field).collect();
            assert_eq!(
                first,
                kind.fields().collect::<Vec<_>>(),
                "each field has its lines together, in the order of fields"
            );
        }
    }
}
