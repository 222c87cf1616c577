//! 公告 of the yearly plan: its text and its table. It names nobody but the office; telephone numbers are not shown whole.

use super::joint::says_joint;
use super::public_note::public_note;
use super::sets::set_cells;
use crate::course::public::{Notice, PublicTable, day, mask_phones};
use crate::model::{PlanField, YearPlan};
use crate::roster::{PlanColumn, PlanSet};
use chrono::NaiveDate;
use std::borrow::Cow;

/// 依据 where the office words none.
pub const USUAL_BASIS: &str = "《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）等规定";

/// The announcement of a plan.
pub fn year_notice(plan: &YearPlan, on: NaiveDate) -> Notice {
    let basis = match plan.basis.trim() {
        "" => USUAL_BASIS,
        basis => basis,
    };
    let joint = plan.rows.iter().filter(|row| says_joint(row)).count();
    let joint = if joint > 0 { format!("，其中联合检查{joint}项") } else { String::new() };
    let (office, name) = (plan.office.trim(), plan.name());
    let made = if office.is_empty() { "编制了".to_owned() } else { format!("{office}编制了") };
    let paragraphs = vec![
        format!("根据{basis}，{made}《{name}》，共{}项{joint}，现予公告（附后）。", plan.rows.len()),
        "检查按照公布的计划实施；因投诉举报、转办交办等确需在计划之外检查的，依照规定办理批准手续。".to_owned(),
    ];
    Notice { title: format!("关于{name}的公告"), paragraphs, signed: [office.to_owned(), day(on)] }
}

/// The table that the announcement has below it: a number, then the columns of the set.
pub fn year_table(plan: &YearPlan, set: PlanSet) -> PublicTable {
    let mut plan = plan.clone();
    for row in &mut plan.rows {
        let note = public_note(row.get(PlanField::Note));
        row.set(PlanField::Note, &note);
    }
    let mut table = plan_table(&plan, set);
    table.rows.iter_mut().flatten().for_each(|cell| *cell = mask_phones(cell));
    let numbered = set.columns().first().is_some_and(|column| column.first == PlanColumn::Sequence);
    if !numbered {
        table.head.insert(0, Cow::Borrowed("序号"));
        table.rows.iter_mut().zip(1..).for_each(|(row, n): (_, usize)| row.insert(0, n.to_string()));
    }
    table
}

/// The plan in the columns of a set, as it is exported.
pub fn plan_table(plan: &YearPlan, set: PlanSet) -> PublicTable {
    let columns = set.columns();
    PublicTable {
        title: plan.name(),
        head: columns.iter().map(|column| Cow::Borrowed(column.header)).collect(),
        rows: plan.rows.iter().zip(1..).map(|(row, place)| set_cells(&columns, place, row)).collect(),
    }
}
