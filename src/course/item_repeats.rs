//! Items that stand in 附件7 more than once: an item of a department is taken once, and what another row says otherwise is told.

use super::EntryProblem;
use super::item_owner::NOBODY;
use super::items::{ItemRow, ItemsReading};
use crate::model::{Item, normal_key};
use crate::text::excerpt::excerpt;
use std::collections::BTreeMap;
use std::collections::hash_map::{Entry, HashMap};

impl ItemsReading {
    /// The same with other names for departments, by the [`normal_key`] of what the table calls them, and each item of a
    /// department once.
    #[must_use]
    pub fn with_departments(&self, names: &BTreeMap<String, String>) -> Self {
        let mut reading = Self { rows: Vec::new(), ..self.clone() };
        // The row of `self` that has the item of the department first.
        let mut first: HashMap<(String, String), usize> = HashMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            let mut taken = ItemRow { departments: Vec::new(), ..row.clone() };
            for (name, role) in &row.departments {
                let name = resolved(name, names);
                let key = (normal_key(&name), normal_key(&row.item.name));
                match first.entry(key) {
                    Entry::Vacant(entry) => {
                        entry.insert(at);
                        taken.departments.push((name, *role));
                    }
                    // One row may name a department twice.
                    Entry::Occupied(entry) if *entry.get() == at => {}
                    Entry::Occupied(entry) => reading.problems.push(repeated(&self.rows[*entry.get()], row, &name)),
                }
            }
            if !taken.departments.is_empty() {
                reading.rows.push(taken);
            }
        }
        reading
    }
}

/// The name that is given to a department, through those given to names given.
fn resolved(name: &str, names: &BTreeMap<String, String>) -> String {
    let mut name = name;
    // No longer than there are names, were they to lead back.
    for _ in 0..names.len() {
        match names.get(&normal_key(name)) {
            Some(next) if next != name => name = next,
            _ => break,
        }
    }
    name.to_owned()
}

fn repeated(first: &ItemRow, row: &ItemRow, department: &str) -> EntryProblem {
    let differences = differences(first, row);
    let item = &row.item.name;
    let above = first.place.told_from(&row.place);
    let whose = if department == NOBODY { String::new() } else { format!("“{department}”的") };
    let message = if differences.is_empty() {
        format!("{whose}事项“{item}”在{above}已经有了，内容相同，只取一次")
    } else {
        let differences = differences.join("、");
        format!(
            "{whose}事项“{item}”在{above}已经有了，这一行的{differences}与它不同，没有采用；要用这一行的，请在表中并成一行后重新导入"
        )
    };
    EntryProblem { sheet: row.place.sheet.clone(), cell: row.place.name.clone(), message, left: true }
}

/// What the second row says otherwise: 频次“每年2次”.
fn differences(one: &ItemRow, two: &ItemRow) -> Vec<String> {
    let categories =
        |item: &Item| if item.categories.is_empty() { "全部".to_owned() } else { item.categories.join("、") };
    let (own, others) = (categories(&one.item), categories(&two.item));
    let (one_item, two_item) = (&one.item, &two.item);
    let fields = [
        ("抽查领域", &one_item.field, &two_item.field),
        ("抽查内容", &one_item.content, &two_item.content),
        ("抽查依据", &one_item.basis, &two_item.basis),
        ("检查对象", &own, &others),
        ("抽查方式", &one_item.way, &two_item.way),
        ("抽查比例", &one.ratio, &two.ratio),
        ("频次", &one_item.frequency, &two_item.frequency),
        ("备注", &one_item.note, &two_item.note),
        ("事项编码", &one_item.code, &two_item.code),
        ("公布处", &one_item.published, &two_item.published),
    ];
    let differ = fields.iter().filter(|(_, one, two)| normal_key(one) != normal_key(two));
    differ
        .map(|(field, _, two)| format!("{field}“{}”", if two.is_empty() { "（空）".into() } else { excerpt(two) }))
        .collect()
}
