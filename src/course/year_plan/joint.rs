//! What can be joined: rows of one year by different departments that go to the same businesses.

use super::when::{PlanDays, days_overlap, plan_days, without_brackets};
use crate::course::item_cells::departments;
use crate::model::{PlanField as F, PlanRow, YearPlan, may_be_one_department, normal_key};
use crate::text::lists;

/// The rule in words, as it is printed.
pub const JOINT_RULE: &str = "同一年度、检查机关不同的任务，检查对象相同的，或者检查对象有重合（有一类相同，或一类的名称包含另一类）而且时间有重叠的，列为可联合；时间看不出的，不算重叠。“已联合”是写明联合、列有联合部门，或者由不同机关的几项任务一并新建了抽查的。联合率＝已联合的任务数÷全部任务数。";

/// A name of objects that stands in another as a kind of it has so many characters.
const LONG_ENOUGH: usize = 4;

/// The words of 是否联合 that say that a task is of one department.
const NOT_JOINT: [&str; 9] = ["内部", "单独", "单部门", "本部门", "不联合", "未联合", "没有联合", "无联合", "非联合"];

/// Whether a row says itself that it is joint: 是否联合, else 联合部门, or several 检查机关.
pub fn says_joint(row: &PlanRow) -> bool {
    let said = normal_key(row.get(F::Joint));
    let no = ["否", "非", "不", "单", "无", "×", "N"].iter().any(|word| said.starts_with(word))
        || NOT_JOINT.iter().any(|word| said.contains(word));
    let yes = ["是", "√", "Y"].iter().any(|word| said.starts_with(word))
        || ["联合", "跨部门", "联查"].iter().any(|word| said.contains(word));
    !no && (yes || !row.get(F::Partners).is_empty() || row_departments(row).len() > 1)
}

/// The departments of a row: who leads it first, then who takes part. Those that could be joined are not of it.
pub fn row_departments(row: &PlanRow) -> Vec<String> {
    let mut all: Vec<String> = departments(row.get(F::Lead), None).into_iter().map(|(name, _)| name).collect();
    for (name, _) in departments(row.get(F::Partners), None) {
        if all.iter().all(|known| normal_key(known) != normal_key(&name)) {
            all.push(name);
        }
    }
    all
}

/// What a row is compared by.
struct Compared {
    /// Places among all names of departments.
    leads: Vec<usize>,
    objects: Vec<String>,
    days: Option<PlanDays>,
}

/// The groups of rows that can be joined, by their places: rows that the rule joins two by two, and those that are so joined.
pub fn joinable(plan: &YearPlan) -> Vec<Vec<usize>> {
    // Few departments write many rows: which of their names may be one is found out once.
    let mut names: Vec<String> = Vec::new();
    let compared: Vec<_> = plan.rows.iter().map(|row| of_row(row, plan.year, &mut names)).collect();
    let may_be_one: Vec<Vec<bool>> =
        names.iter().map(|one| names.iter().map(|two| may_be_one_department(one, two)).collect()).collect();
    // The group of each row: the first row that it is joined with.
    let mut group: Vec<usize> = (0..compared.len()).collect();
    for place in 0..compared.len() {
        for other in 0..place {
            let (a, b) = (group[place], group[other]);
            if a != b && can_be_joined(&compared[place], &compared[other], &may_be_one) {
                let (first, rest) = (a.min(b), a.max(b));
                group.iter_mut().filter(|of| **of == rest).for_each(|of| *of = first);
            }
        }
    }
    let of = |first: usize| group.iter().enumerate().filter(|(_, of)| **of == first).map(|(place, _)| place).collect();
    (0..compared.len()).map(of).filter(|all: &Vec<_>| all.len() > 1).collect()
}

fn of_row(row: &PlanRow, year: i32, names: &mut Vec<String>) -> Compared {
    let mut place = |name: String| match names.iter().position(|known| *known == name) {
        Some(place) => place,
        None => {
            names.push(name);
            names.len() - 1
        }
    };
    let leads = departments(row.get(F::Lead), None).into_iter().map(|(name, _)| place(name)).collect();
    let objects = lists::words(row.get(F::Objects)).iter().map(|text| object(text)).collect();
    Compared { leads, objects, days: plan_days(row.get(F::When), year) }
}

/// A kind of objects as it is compared: without what stands in brackets, and without the words that all have.
fn object(text: &str) -> String {
    let key = normal_key(text);
    let bare = without_brackets(&key);
    let bare = if bare.is_empty() { &key } else { &bare };
    let bare = ["全县", "全市", "全区", "辖区内", "辖区", "各类", "各", "本"]
        .iter()
        .find_map(|word| bare.strip_prefix(word).filter(|rest| !rest.is_empty()))
        .unwrap_or(bare);
    bare.to_owned()
}

fn can_be_joined(one: &Compared, two: &Compared, may_be_one: &[Vec<bool>]) -> bool {
    let is_same = |lead: &usize| two.leads.iter().any(|other| may_be_one[*lead][*other]);
    if [&one.leads, &two.leads].iter().any(|leads| leads.is_empty()) || one.leads.iter().any(is_same) {
        return false;
    }
    if one.objects.is_empty() || two.objects.is_empty() {
        return false;
    }
    let within = |a: &[String], b: &[String]| a.iter().all(|object| b.contains(object));
    if within(&one.objects, &two.objects) && within(&two.objects, &one.objects) {
        return true;
    }
    let holds = |long: &str, short: &str| short.chars().count() >= LONG_ENOUGH && long.contains(short);
    let alike = |a: &String| two.objects.iter().any(|b| a == b || holds(a, b) || holds(b, a));
    days_overlap(one.days, two.days) && one.objects.iter().any(alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_brackets_is_no_kind_of_objects() {
        for (text, compared) in [
            ("（规上）工业企业", "工业企业"),
            ("（A级）旅游景区", "旅游景区"),
            ("危险货物道路运输企业（含自备）", "危险货物道路运输企业"),
            ("（规上）", "(规上)"),
            ("全县", "全县"),
            ("全县各类企业", "各类企业"),
        ] {
            assert_eq!(object(text), compared, "{text}");
        }
    }
}
