//! What an imported 附件7 leaves to be asked before it is taken, and what comes of the answers.

use super::check_strata::strata;
use super::draft::PlanDraft;
use super::item_table::ItemChange;
use super::numbers::basis_points;
use crate::course::{EntryProblem, ItemPlace, ItemRow, ItemsReading, NOBODY};
use crate::model::{SampleSize, StratifyBy, Stratum, ToMap, ToSet, may_be_one_department, normal_key, ratio_in_words};
use crate::roster::layout::group_titles;
use std::collections::{BTreeMap, BTreeSet};

/// A department of the table that the plan does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentAsked {
    /// As the table calls it.
    pub name: String,
    /// The departments that it may be: of the plan, else such that the table names before it.
    pub likely: Vec<String>,
}

/// What a department of the table is that the plan does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DepartmentAnswer {
    /// This one, under another name.
    Is(String),
    /// One more.
    Add,
    /// Nothing: its items are left.
    Leave,
}

/// What the user says to what a table of items leaves open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemAnswers {
    /// By [`DepartmentAsked::name`]; those without an answer are left.
    pub departments: BTreeMap<String, DepartmentAnswer>,
    /// Categories that become strata.
    pub strata: BTreeSet<String>,
    /// Items of the table's departments that it does not name are taken out.
    pub whole: bool,
}

/// What comes of a table of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemsTaken {
    /// The plan with it.
    pub plan: PlanDraft,
    /// What changes.
    pub changes: Vec<ItemChange>,
    /// What is left, or should be looked at.
    pub problems: Vec<EntryProblem>,
    /// Categories of its items that the plan does not draw from.
    pub categories: Vec<String>,
}

/// Departments of the table among which another name for one is looked for.
const FEW: usize = 200;

/// Places that are told of one thing.
const PLACES: usize = 10;

impl PlanDraft {
    /// The departments of the table that the plan lacks, in its order.
    pub fn departments_asked(&self, rows: &[ItemRow]) -> Vec<DepartmentAsked> {
        let mut known: BTreeSet<String> = self.departments.iter().map(|d| normal_key(&d.name)).to_set();
        let mut asked: Vec<DepartmentAsked> = Vec::new();
        for (name, _) in rows.iter().flat_map(|row| &row.departments) {
            if !known.insert(normal_key(name)) {
                continue;
            }
            let own = self.departments.iter().map(|d| &d.name).filter(|own| !own.trim().is_empty());
            // Of which nothing says whose they are may be any's.
            let unnamed = name == NOBODY;
            let may_be = |own: &&String| unnamed || may_be_one_department(own, name);
            let mut likely: Vec<String> = own.filter(may_be).cloned().collect();
            if unnamed && likely.is_empty() {
                continue;
            }
            if likely.is_empty() {
                let before = asked.iter().take(FEW).filter(|other| may_be_one_department(&other.name, name));
                likely = before.map(|other| other.name.clone()).collect();
            }
            asked.push(DepartmentAsked { name: name.clone(), likely });
        }
        asked
    }

    /// What becomes of the plan with the table of items and these answers. Once it is `sealed`, only the wording of its items
    /// changes. Nothing is changed here: dispatch the plan that comes back when the user agrees.
    #[must_use]
    pub fn with_items(&self, reading: &ItemsReading, answers: &ItemAnswers, sealed: bool) -> ItemsTaken {
        let is = answers.departments.iter().filter_map(|(name, answer)| match answer {
            DepartmentAnswer::Is(other) => Some((normal_key(name), other.clone())),
            DepartmentAnswer::Add | DepartmentAnswer::Leave => None,
        });
        let mut reading = reading.with_departments(&is.to_map());
        let unnamed = reading.without_unnamed();
        let mut problems = reading.problems.clone();
        if !unnamed.is_empty() {
            problems.push(of_file(left_unnamed(&unnamed, self, answers)));
        }
        if sealed {
            let (plan, changes, left) = self.take_wording(&reading.rows);
            problems.extend(left.iter().map(|change| of_file(format!("已封存，不可修改：{change}"))));
            return ItemsTaken { plan, changes, problems, categories: Vec::new() };
        }
        let added = |name: &str| answers.departments.get(name) == Some(&DepartmentAnswer::Add);
        let (rows, left) = self.of_departments(&reading.rows, added);
        let asked = self.departments_asked(&reading.rows);
        for (name, items) in &left {
            let likely = asked.iter().find(|a| a.name == *name).map_or(&[][..], |a| &a.likely);
            problems.push(of_file(left_department(name, likely, items, answers.departments.get(name))));
        }
        let mut plan = self.clone();
        let mut changes = Vec::new();
        let categories = plan.unknown_categories(&rows).into_iter().map(|(category, _)| category).collect();
        for label in &answers.strata {
            if plan.stratified && !plan.item_labels().contains(label) {
                plan.add_category(label);
                changes.push(ItemChange::Stratum(label.clone()));
            }
        }
        let (plan, more) = plan.take_items(&rows, answers.whole);
        changes.extend(more);
        problems.extend(plan.to_check(&rows));
        ItemsTaken { plan, changes, problems, categories }
    }

    /// The categories of the rows that the plan does not draw from, and the items that name them.
    fn unknown_categories<'a>(&self, rows: &'a [ItemRow]) -> Vec<(String, Vec<&'a ItemRow>)> {
        let labels = self.item_labels();
        let mut unknown: Vec<(String, Vec<&ItemRow>)> = Vec::new();
        // Categories that the rosters will bring are not known before; by grade or township there are none.
        if !self.stratified || labels.is_empty() || !self.by.has_category() {
            return unknown;
        }
        for row in rows {
            for category in self.categories_of(row).into_iter().filter(|c| !labels.contains(c)) {
                group(&mut unknown, category, row);
            }
        }
        unknown
    }

    /// What should be looked at in the plan with these rows: items without 依据, categories that it does not draw from, other
    /// ratios than its own.
    fn to_check(&self, rows: &[ItemRow]) -> Vec<EntryProblem> {
        let mut problems = Vec::new();
        let bare = |row: &&ItemRow| {
            let item = |name: &str| self.item_named(name, &row.item.name);
            row.departments.iter().any(|(name, _)| item(name).is_some_and(|i| i.basis.trim().is_empty()))
        };
        let bare: Vec<&ItemRow> = rows.iter().filter(bare).collect();
        if let Some(first) = bare.first() {
            let told = places(&bare, |place| &place.basis);
            let message = format!(
                "没有抽查依据：{told}。请在表中“抽查依据”一列补上后重新导入，或采用后在事项的“更多（附件7）”里填写"
            );
            problems.push(to_look_at(&first.place, &first.place.basis, message));
        }
        for (category, rows) in self.unknown_categories(rows) {
            let told = places(&rows, |place| &place.objects);
            let labels = self.item_labels().join("、");
            let message = format!(
                "方案不从“{category}”中抽取（方案的类别是{labels}）：{told}。请在表中改成方案的类别，或在上面勾选，把它加进抽取类别"
            );
            problems.extend(rows.first().map(|row| to_look_at(&row.place, &row.place.objects, message)));
        }
        let labels = self.item_labels();
        let is_odd = |row: &&ItemRow| self.categories_of(row).iter().any(|c| !labels.contains(c));
        let bare = !self.stratified || !self.by.has_category();
        let limited: Vec<&ItemRow> = rows.iter().filter(|row| bare && is_odd(row)).collect();
        if let Some(first) = limited.first() {
            let told = places(&limited, |place| &place.objects);
            let message = format!(
                "方案不分类别抽取，这些事项却只适用于部分检查对象：{told}。请把方案改为“按类别”抽取，或在表中把检查对象写成“全部”"
            );
            problems.push(to_look_at(&first.place, &first.place.objects, message));
        }
        problems.extend(self.other_ratios(rows));
        problems
    }

    fn other_ratios(&self, rows: &[ItemRow]) -> Vec<EntryProblem> {
        let strata = strata(self);
        let mut others: Vec<((String, String), Vec<&ItemRow>)> = Vec::new();
        for row in rows {
            let categories = self.strata_of(&self.categories_of(row));
            if let Some(own) = other_ratio(&row.ratio, self.by, &strata, &categories) {
                group(&mut others, (row.ratio.clone(), own), row);
            }
        }
        let told = others.into_iter().filter_map(|((ratio, own), rows)| {
            let told = places(&rows, |place| &place.ratio);
            let message = format!(
                "抽查比例写的是“{ratio}”，方案是“{own}”：{told}。比例以方案为准，没有改动；要改请到“抽取范围与数量”"
            );
            rows.first().map(|row| to_look_at(&row.place, &row.place.ratio, message))
        });
        told.collect()
    }
}

impl ItemAnswers {
    /// What is proposed: departments are added that are called as departments are and that may be none that is known.
    pub fn proposed(asked: &[DepartmentAsked]) -> Self {
        let is_department = |name: &str| {
            let bare = name.split(['（', '(']).next().unwrap_or_default();
            group_titles::department(bare).is_some()
        };
        let added = asked.iter().filter(|a| a.likely.is_empty() && is_department(&a.name));
        let departments = added.map(|a| (a.name.clone(), DepartmentAnswer::Add)).to_map();
        Self { departments, ..Self::default() }
    }
}

/// What the plan draws instead of what the table says, where it is another ratio.
fn other_ratio(text: &str, by: StratifyBy, strata: &[Stratum], categories: &[String]) -> Option<String> {
    let own = ratio_in_words(by, strata, categories);
    let says_one = text.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    if own.is_empty() || !says_one || normal_key(text) == normal_key(&own) {
        return None;
    }
    let same = sizes(text).iter().any(|size| size.to_string() == own);
    (!same).then_some(own)
}

/// The sizes of a draw that the text may mean: 10%, 不低于10%, 不超过5%, 5户; 0.1 is 10% where the cell is a percentage.
fn sizes(text: &str) -> Vec<SampleSize> {
    const WORDS: [&str; 11] = ["每类", "各类", "按", "抽取", "抽查", "不少于", "不低于", "至少", "大于等于", "≥", ">="];
    const MOST: [&str; 8] = ["不超过", "不高于", "不多于", "至多", "最多", "小于等于", "≤", "<="];
    let key = normal_key(text);
    let mut text = key.strip_suffix("以上").unwrap_or(&key);
    let within = ["以内", "以下"].iter().find_map(|word| text.strip_suffix(word));
    let mut at_most = within.is_some();
    text = within.unwrap_or(text);
    loop {
        let begun = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word).map(str::len));
        let (least, most) = (begun(&WORDS), begun(&MOST));
        let Some(rest) = least.or(most) else { break };
        at_most |= most.is_some();
        text = &text[text.len() - rest..];
    }
    if let Some(count) = text.strip_suffix(['户', '家', '个']) {
        return count.parse().ok().map(SampleSize::Count).into_iter().collect();
    }
    let as_share = text.parse::<f64>().ok().filter(|n| *n > 0.0 && *n <= 1.0);
    let as_share = as_share.and_then(|n| basis_points(&format!("{:.2}", n * 100.0)));
    let size = if at_most { SampleSize::AtMost } else { SampleSize::Ratio };
    basis_points(text).into_iter().chain(as_share).map(size).collect()
}

fn group<'a, K: PartialEq>(groups: &mut Vec<(K, Vec<&'a ItemRow>)>, key: K, row: &'a ItemRow) {
    match groups.iter_mut().find(|(known, _)| *known == key) {
        Some((_, rows)) => rows.push(row),
        None => groups.push((key, vec![row])),
    }
}

/// The items and where that cell of theirs stands: “广告检查”（E5）、“价格检查”（E6）.
fn places(rows: &[&ItemRow], cell: impl Fn(&ItemPlace) -> &String) -> String {
    let one_sheet = rows.windows(2).all(|two| two[0].place.sheet == two[1].place.sheet);
    let told = rows.iter().take(PLACES).map(|row| {
        let sheet = if one_sheet { String::new() } else { format!("{} ", row.place.sheet) };
        format!("“{}”（{sheet}{}）", row.item.name, cell(&row.place))
    });
    let more = if rows.len() > PLACES { format!("等{}个事项", rows.len()) } else { String::new() };
    format!("{}{more}", told.collect::<Vec<_>>().join("、"))
}

fn to_look_at(place: &ItemPlace, cell: &str, message: String) -> EntryProblem {
    EntryProblem { sheet: place.sheet.clone(), cell: cell.to_owned(), message, left: false }
}

/// What is left of the whole file.
fn of_file(message: String) -> EntryProblem {
    EntryProblem { sheet: String::new(), cell: String::new(), message, left: true }
}

/// The first of these items, and how many there are.
fn some_of(items: &[String]) -> String {
    let told: Vec<_> = items.iter().take(PLACES).map(|item| format!("“{item}”")).collect();
    let more = if items.len() > PLACES { format!("等{}个", items.len()) } else { String::new() };
    format!("{}{more}", told.join("、"))
}

fn left_unnamed(items: &[String], plan: &PlanDraft, answers: &ItemAnswers) -> String {
    let items = some_of(items);
    if plan.departments.iter().all(|d| d.name.trim().is_empty()) {
        format!(
            "表里没有写明是哪个部门的事项，方案里也还没有部门，没有采用：{items}。请先在方案里写上部门，或在表中加上“牵头/配合部门”一列"
        )
    } else if answers.departments.contains_key(NOBODY) {
        format!("没有采用：{items}")
    } else {
        format!("请先在上面选好是哪个部门的事项，才会采用：{items}")
    }
}

fn left_department(name: &str, likely: &[String], items: &[String], answer: Option<&DepartmentAnswer>) -> String {
    let items = some_of(items);
    if answer.is_none() && !likely.is_empty() {
        return format!("“{name}”可能就是“{}”，请先在上面选好，它的事项才会采用：{items}", likely.join("”或“"));
    }
    format!("部门“{name}”没有加进方案，它的事项没有采用：{items}")
}
