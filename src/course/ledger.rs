//! 检查台账, and lists of businesses (白名单, 重点, 必查), as they are kept: a row a line, its fields with tabs between them. A hundred
//! thousand rows are then read without one text made for each cell, and the text itself is what is hashed and stored.

use chrono::NaiveDate;

/// The first line, which says what the text is.
const FIRST: &str = "mingchou-list/1\n";
const FIELDS: usize = 11;
/// So begins 来源 of rows that were kept of a campaign; its id stands behind it.
const KEPT: &str = "本机 ";

/// A visit of a ledger, or a business of a list, which has name and code alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LedgerRow<'a> {
    /// 名称; empty where only a code is given.
    pub name: &'a str,
    /// 统一社会信用代码 or 注册号; empty where only a name is given.
    pub code: &'a str,
    /// 检查机关; empty where the ledger is of one, whose name its head has.
    pub department: &'a str,
    /// The day, `2026-03-05`; the year alone, `2026`, where no more is known.
    pub when: &'a str,
    /// 检查类型.
    pub kind: &'a str,
    /// 检查事项.
    pub item: &'a str,
    /// 批次: of which campaign.
    pub batch: &'a str,
    /// 是否计入: `1`, `0`, or empty where it is not said.
    pub counted: &'a str,
    /// Why it does not count.
    pub reason: &'a str,
    /// 来源.
    pub source: &'a str,
    /// Where it stands in its file: 表1 第5行.
    pub place: &'a str,
}

impl<'a> LedgerRow<'a> {
    /// The day, where it is known.
    pub fn day(&self) -> Option<NaiveDate> {
        self.when.parse().ok()
    }

    /// The year.
    pub fn year(&self) -> Option<i32> {
        self.when.get(..4)?.parse().ok()
    }

    /// What to call the business.
    pub const fn who(&self) -> &'a str {
        if self.name.is_empty() { self.code } else { self.name }
    }

    const fn fields(&self) -> [&'a str; FIELDS] {
        [
            self.name,
            self.code,
            self.department,
            self.when,
            self.kind,
            self.item,
            self.batch,
            self.counted,
            self.reason,
            self.source,
            self.place,
        ]
    }
}

/// Rows of a ledger or of a list, as the text under whose digest they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerText(String);

impl Default for LedgerText {
    fn default() -> Self {
        Self(FIRST.into())
    }
}

impl LedgerText {
    /// Adds a row.
    pub fn push(&mut self, row: &LedgerRow<'_>) {
        for (i, field) in row.fields().into_iter().enumerate() {
            if i > 0 {
                self.0.push('\t');
            }
            self.0.extend(field.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
        }
        self.0.push('\n');
    }

    /// The rows, in their order. One that a newer program wrote with more fields has them cut off.
    pub fn rows(&self) -> impl Iterator<Item = LedgerRow<'_>> {
        self.0.lines().skip(1).map(|line| {
            let mut fields = line.split('\t');
            let mut next = || fields.next().unwrap_or_default();
            LedgerRow {
                name: next(),
                code: next(),
                department: next(),
                when: next(),
                kind: next(),
                item: next(),
                batch: next(),
                counted: next(),
                reason: next(),
                source: next(),
                place: next(),
            }
        })
    }

    /// The same rows, to be kept beyond their campaigns: each says which it is of. `campaigns` are their ids, each with how many
    /// rows it has, in the order of the rows.
    pub fn kept<'a>(&self, campaigns: impl Iterator<Item = (&'a str, usize)>) -> Self {
        let mut kept = Self::default();
        let ids = campaigns.flat_map(|(id, rows)| std::iter::repeat_n(id, rows));
        for (row, id) in self.rows().zip(ids) {
            kept.push(&LedgerRow { source: &format!("{KEPT}{id}"), ..row });
        }
        kept
    }

    /// The rows but those kept of campaigns that are here themselves, which say it better; none where it has none of them.
    pub fn without_kept(&self, is_here: impl Fn(&str) -> bool) -> Option<Self> {
        let is_out = |row: &LedgerRow<'_>| row.source.strip_prefix(KEPT).is_some_and(&is_here);
        self.rows().any(|row| is_out(&row)).then(|| {
            let mut rest = Self::default();
            self.rows().filter(|row| !is_out(row)).for_each(|row| rest.push(&row));
            rest
        })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.0.lines().count().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// A text that was kept; none if it is no such text.
    pub fn of(text: Vec<u8>) -> Option<Self> {
        String::from_utf8(text).ok().filter(|text| text.starts_with(FIRST)).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_were_kept_give_way_to_their_campaign() {
        let mut text = LedgerText::default();
        for (name, when) in [("甲公司", "2026-03-05"), ("乙公司", "2026-03-06"), ("丙公司", "2026-03-07")] {
            text.push(&LedgerRow { name, when, source: "本机", ..LedgerRow::default() });
        }
        assert_eq!(text.without_kept(|_| true), None, "these are of no campaign that is known");
        let kept = text.kept([("one", 2), ("two", 1)].into_iter());
        assert_eq!(
            kept.rows().map(|r| (r.name, r.when)).collect::<Vec<_>>(),
            text.rows().map(|r| (r.name, r.when)).collect::<Vec<_>>()
        );
        let rest = kept.without_kept(|id| id == "one").unwrap();
        assert_eq!(rest.rows().map(|r| r.name).collect::<Vec<_>>(), ["丙公司"]);
        assert_eq!(kept.without_kept(|id| id == "three"), None);
        assert!(kept.without_kept(|_| true).unwrap().is_empty());
    }

    #[test]
    fn rows_come_back_as_they_were_put_in() {
        let mut text = LedgerText::default();
        let row = LedgerRow { name: "甲\t公司", when: "2026-03-05", place: "第2行", ..LedgerRow::default() };
        text.push(&row);
        text.push(&LedgerRow { code: "91640221MA75X1XX0P", when: "2026", counted: "0", ..LedgerRow::default() });
        let back = LedgerText::of(text.text().as_bytes().to_vec()).unwrap();
        let rows: Vec<_> = back.rows().collect();
        assert_eq!((rows.len(), back.len(), back.is_empty()), (2, 2, false));
        assert_eq!(rows[0], LedgerRow { name: "甲 公司", ..row });
        assert_eq!((rows[0].year(), rows[0].day().unwrap().to_string()), (Some(2026), "2026-03-05".into()));
        assert_eq!((rows[1].year(), rows[1].day(), rows[1].who()), (Some(2026), None, "91640221MA75X1XX0P"));
        assert_eq!(LedgerText::of(b"{}".to_vec()), None);
    }
}
