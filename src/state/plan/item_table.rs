//! What a table of items (附件7) changes in a plan.

use super::check_strata::strata;
use super::draft::{ItemDraft, PlanDraft};
use crate::course::ItemRow;
use crate::model::{InOrder, Item, Role, ToSet, normal_key, ratio_in_words};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What taking a table of items changes in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemChange {
    /// A department that the plan does not have.
    Department(String),
    /// A category that the plan does not draw from.
    Stratum(String),
    /// An item that the department does not have.
    Added {
        /// The department.
        department: String,
        /// The item.
        item: Box<Item>,
    },
    /// A field of an item.
    Changed {
        /// The department.
        department: String,
        /// The item.
        item: String,
        /// Which field.
        field: &'static str,
        /// What it is.
        was: String,
        /// What it becomes.
        now: String,
    },
    /// An item that is not in the table.
    Removed {
        /// The department.
        department: String,
        /// The item.
        item: String,
        /// How many 检查要点 go with it.
        points: usize,
    },
}

impl fmt::Display for ItemChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Department(name) => write!(f, "新增部门“{name}”"),
            Self::Stratum(label) => write!(f, "新增抽取类别“{label}”"),
            Self::Added { department, item } => write!(f, "“{department}”新增事项“{}”", item.name),
            Self::Changed { department, item, field, was, now } => {
                write!(f, "“{department}”的“{item}”：{field}由“{was}”改为“{now}”")
            }
            Self::Removed { department, item, points: 0 } => write!(f, "“{department}”去掉事项“{item}”"),
            Self::Removed { department, item, points } => {
                write!(f, "“{department}”去掉事项“{item}”，连同它的{points}条检查要点")
            }
        }
    }
}

impl PlanDraft {
    /// The plan with the items of a table, and what changes: departments and items are found by their names; what an
    /// empty cell would set stays. With `whole` the items of the table's departments that it does not name are taken
    /// out. Nothing is changed here: dispatch the plan that comes back when the user agrees.
    #[must_use]
    pub fn take_items(&self, rows: &[ItemRow], whole: bool) -> (Self, Vec<ItemChange>) {
        let own = |row: &ItemRow| {
            let item = Item { categories: self.categories_of(row), ..row.item.clone() };
            ItemRow { item, ..row.clone() }
        };
        self.take_rows(&rows.iter().map(own).collect::<Vec<_>>(), whole)
    }

    fn take_rows(&self, rows: &[ItemRow], whole: bool) -> (Self, Vec<ItemChange>) {
        let (mut plan, mut changes) = (self.clone(), Vec::new());
        let mut named: Vec<(u32, String)> = Vec::new();
        for row in rows {
            for (name, role) in &row.departments {
                let department = plan.department_named(name, *role, &mut changes);
                named.push((department, normal_key(&row.item.name)));
                plan.take_item(department, &row.item, &mut changes);
            }
        }
        if whole {
            for department in plan.departments.iter_mut().filter(|d| named.iter().any(|(id, _)| *id == d.id)) {
                let (id, name) = (department.id, department.name.clone());
                department.items.retain(|i| {
                    let kept = named.contains(&(id, normal_key(&i.item.name)));
                    if !kept && !i.item.name.trim().is_empty() {
                        let (department, item, points) = (name.clone(), i.item.name.clone(), i.item.points.len());
                        changes.push(ItemChange::Removed { department, item, points });
                    }
                    kept
                });
            }
        }
        (plan, changes)
    }

    /// The rows without the departments that the plan does not have and that are not to be added, and the names of those,
    /// each with its items.
    pub fn of_departments(
        &self,
        rows: &[ItemRow],
        added: impl Fn(&str) -> bool,
    ) -> (Vec<ItemRow>, BTreeMap<String, Vec<String>>) {
        let keys: BTreeSet<String> = self.departments.iter().map(|d| normal_key(&d.name)).to_set();
        let (mut kept, mut left) = (rows.to_vec(), BTreeMap::<String, Vec<String>>::new());
        for row in &mut kept {
            let known = |name: &str| keys.contains(&normal_key(name)) || added(name);
            let (own, others): (Vec<_>, Vec<_>) = row.departments.drain(..).partition(|(name, _)| known(name));
            row.departments = own;
            others.into_iter().for_each(|(name, _)| left.entry(name).or_default().push(row.item.name.clone()));
        }
        kept.retain(|row| !row.departments.is_empty());
        (kept, left)
    }

    /// The categories of a row, as the plan calls them. What holds 、 is one where the plan has it: 客运、货运.
    pub(super) fn categories_of(&self, row: &ItemRow) -> Vec<String> {
        let labels = self.item_labels();
        let label_of = |text: &str| labels.iter().find(|label| normal_key(label) == normal_key(text)).cloned();
        if let Some(label) = label_of(&row.objects) {
            return vec![label];
        }
        let values = &row.item.categories;
        let longest = labels.iter().map(|label| label.matches('、').count() + 1).max().unwrap_or(1);
        let (mut own, mut at) = (Vec::new(), 0);
        while at < values.len() {
            let most = longest.min(values.len() - at);
            let joined = (1..=most).rev().find_map(|n| Some((n, label_of(&values[at..at + n].join("、"))?)));
            let (taken, category) = joined.unwrap_or_else(|| (1, values[at].clone()));
            if !own.contains(&category) {
                own.push(category);
            }
            at += taken;
        }
        own
    }

    /// The item of a department.
    pub(super) fn item_named(&self, department: &str, item: &str) -> Option<&Item> {
        let department = self.departments.iter().find(|d| normal_key(&d.name) == normal_key(department))?;
        department.items.iter().map(|i| &i.item).find(|i| normal_key(&i.name) == normal_key(item))
    }

    /// The same once the plan is sealed, when only the wording of its items can change (protocol §3): the plan with the
    /// wording of the table, what changes, and what of the table must be left.
    #[must_use]
    pub fn take_wording(&self, rows: &[ItemRow]) -> (Self, Vec<ItemChange>, Vec<ItemChange>) {
        let mut known = Vec::new();
        for row in rows {
            for (name, role) in &row.departments {
                let department = self.departments.iter().find(|d| normal_key(&d.name) == normal_key(name));
                let mut items = department.iter().flat_map(|d| &d.items);
                if let Some(draft) = items.find(|i| normal_key(&i.item.name) == normal_key(&row.item.name)) {
                    let item = Item { categories: draft.item.categories.clone(), ..row.item.clone() };
                    known.push(ItemRow { departments: vec![(name.clone(), *role)], item, ..row.clone() });
                }
            }
        }
        let (plan, taken) = self.take_rows(&known, false);
        let (_, mut left) = self.take_items(rows, false);
        left.retain(|change| !taken.contains(change));
        (plan, taken, left)
    }

    /// The rows of 附件7 as they go out to be edited: department, part, item, 抽查比例 in words; the lead first, a
    /// department without items in a row of its own. What is not filled in yet is empty.
    pub fn item_lines(&self) -> Vec<(String, Role, Item, String)> {
        let mut departments: Vec<_> = self.departments.iter().collect();
        departments.order_by_key(|d| d.role != Role::Lead);
        let mut lines = Vec::new();
        for d in departments {
            let mut line = |item: Item| {
                let ratio = self.ratio_of(&item);
                lines.push((d.name.clone(), d.role, item, ratio));
            };
            d.items.iter().for_each(|i| line(i.item.clone()));
            if d.items.is_empty() {
                line(Item::default());
            }
        }
        lines
    }

    /// 抽查比例 of an item, in words.
    pub fn ratio_of(&self, item: &Item) -> String {
        ratio_in_words(self.by, &strata(self), &self.strata_of(&item.categories))
    }

    /// The id of the department with this name, made if there is none.
    fn department_named(&mut self, name: &str, role: Option<Role>, changes: &mut Vec<ItemChange>) -> u32 {
        if let Some(known) = self.departments.iter().find(|d| normal_key(&d.name) == normal_key(name)) {
            return known.id;
        }
        self.add_department(name);
        changes.push(ItemChange::Department(name.to_owned()));
        let id = self.last_id;
        // The plan has one lead: a table that calls another so does not change it.
        let lead = self.departments.iter().any(|d| d.id != id && d.role == Role::Lead);
        if role == Some(Role::Lead) && !lead {
            self.set_lead(id);
        }
        id
    }

    fn take_item(&mut self, department: u32, new: &Item, changes: &mut Vec<ItemChange>) {
        let fresh = self.last_id + 1;
        let Some(draft) = self.departments.iter_mut().find(|d| d.id == department) else { return };
        let name = draft.name.clone();
        let Some(known) = draft.items.iter_mut().find(|i| normal_key(&i.item.name) == normal_key(&new.name)) else {
            draft.items.push(ItemDraft { id: fresh, item: new.clone() });
            changes.push(ItemChange::Added { department: name, item: Box::new(new.clone()) });
            self.last_id = fresh;
            return;
        };
        let item = &mut known.item;
        let mut change = |field, was: String, now: String| {
            let (department, item) = (name.clone(), new.name.clone());
            changes.push(ItemChange::Changed { department, item, field, was, now });
        };
        let texts = [
            ("抽查领域", &mut item.field, &new.field),
            ("抽查内容", &mut item.content, &new.content),
            ("抽查依据", &mut item.basis, &new.basis),
            ("抽查方式", &mut item.way, &new.way),
            ("频次", &mut item.frequency, &new.frequency),
            ("备注", &mut item.note, &new.note),
            ("事项编码", &mut item.code, &new.code),
            ("公布处", &mut item.published, &new.published),
        ];
        for (field, was, now) in texts {
            if !now.is_empty() && was != now {
                change(field, std::mem::replace(was, now.clone()), now.clone());
            }
        }
        if item.categories != new.categories {
            let told = |all: &[String]| if all.is_empty() { "全部".to_owned() } else { all.join("、") };
            change("检查对象", told(&item.categories), told(&new.categories));
            item.categories.clone_from(&new.categories);
        }
    }
}
