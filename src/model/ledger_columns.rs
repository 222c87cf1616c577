//! The columns of 涉企行政检查台账 as a county settles them.

use super::{LedgerColumn, LedgerField, Settings};

impl Settings {
    /// The columns in the county's order, each once, also those that are left out; what the county says nothing of stands last.
    pub fn all_ledger_columns(&self) -> Vec<LedgerColumn> {
        let mut all: Vec<LedgerColumn> = Vec::new();
        let usual = LedgerField::ALL.map(LedgerColumn::usual);
        for column in self.ledger_columns.iter().chain(&usual) {
            if !all.iter().any(|known| known.field == column.field) {
                all.push(column.clone());
            }
        }
        all
    }

    /// Puts these columns down; as they usually are, nothing is settled.
    pub fn set_ledger_columns(&mut self, columns: Vec<LedgerColumn>) {
        let is_usual = columns == LedgerField::ALL.map(LedgerColumn::usual);
        self.ledger_columns = if is_usual { Vec::new() } else { columns };
    }

    /// The columns that are handed out, each with its heading.
    pub fn shown_ledger_columns(&self) -> Vec<(LedgerField, String)> {
        let shown = self.all_ledger_columns().into_iter().filter(|column| !column.off);
        shown.map(|column| (column.field, column.title().to_owned())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_ordered_left_out_and_none_is_lost() {
        let mut settings = Settings::default();
        let titles = |s: &Settings| s.shown_ledger_columns().into_iter().map(|(_, title)| title).collect::<Vec<_>>();
        assert_eq!(titles(&settings), LedgerField::ALL.map(|f| f.heading().to_owned()));
        let name = LedgerColumn { heading: " 单位名称 ".into(), ..LedgerColumn::usual(LedgerField::Name) };
        let day = LedgerColumn::usual(LedgerField::Day);
        let officers = LedgerColumn { off: true, ..LedgerColumn::usual(LedgerField::Officers) };
        settings.ledger_columns = vec![day.clone(), name, officers, day];
        let shown = titles(&settings);
        assert_eq!(
            (shown.len(), &shown[0], &shown[1], &shown[2]),
            (18, &"检查日期".into(), &"单位名称".into(), &"序号".into())
        );
        assert_eq!(settings.all_ledger_columns().len(), 19);
        let json = serde_json::to_string(&settings.ledger_columns).unwrap();
        assert_eq!(
            json,
            r#"[{"field":"day"},{"field":"name","heading":" 单位名称 "},{"field":"officers","off":true},{"field":"day"}]"#
        );
        settings.set_ledger_columns(LedgerField::ALL.map(LedgerColumn::usual).into());
        assert!(settings.ledger_columns.is_empty());
    }
}
