//! 方案模板: what goes over from a campaign, as a file for another office or another computer. There is nothing in it of anybody
//! who was drawn, nobody's telephone, no day and no number.

use super::over::{CarriedOver, carry_over, plan_over};
use crate::json;
use crate::model::{Settings, normal_key};
use crate::state::campaign::{Campaign, FileKind, StoredFault, TEMPLATE, damaged, file_kind};
use crate::state::plan::PlanDraft;
use crate::state::typed::clean;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The version of the file that this program writes.
const VERSION: u32 = 1;

/// More bytes than this are no template.
const MOST: usize = 5_000_000;

/// Why a file is no template that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// Not one of ours.
    #[error("这不是明抽的方案模板。请选择用“存为方案模板”得到的 .json 文件")]
    NotATemplate,
    /// A backup of campaigns.
    #[error(
        "这是备份文件，不是方案模板。要恢复其中的抽查，请用首页的“打开备份”；恢复以后，可以在“新建抽查”中选“沿用以前的抽查”"
    )]
    Backup,
    /// Written by a newer program.
    #[error(
        "这个方案模板由更新版本的明抽保存（第{0}版格式），本版本打不开。请使用新版本的明抽打开，或者请对方用现在的版本另存一份"
    )]
    Newer(u32),
    /// Ours, but not whole.
    #[error("这个方案模板已损坏（{0}），没有采用。请向对方重新要一份，或者改用别的方式新建")]
    Damaged(String),
}

#[derive(Serialize, Deserialize)]
struct File<T> {
    format: String,
    version: u32,
    template: T,
}

#[derive(Serialize, Deserialize)]
struct Content {
    plan: PlanDraft,
    settings: Settings,
}

/// The text of the template of a campaign.
///
/// # Errors
/// [`StoredFault::Damaged`] if it can't be written, which no campaign made by this program does.
pub fn write_template(campaign: &Campaign) -> Result<String, StoredFault> {
    let CarriedOver { plan, settings } = carry_over(campaign).without_contact_and_days();
    let file = File { format: TEMPLATE.into(), version: VERSION, template: Content { plan, settings } };
    serde_json::to_string_pretty(&file).map_err(damaged)
}

/// What a template holds. Whatever somebody else has put into it, nothing goes over that would not from a campaign.
///
/// # Errors
/// [`TemplateFault`] when the file is no template, is damaged or of a newer program.
pub fn read_template(text: &str) -> Result<CarriedOver, TemplateFault> {
    match file_kind(text) {
        FileKind::Template if text.len() <= MOST => {}
        FileKind::Template => return Err(TemplateFault::Damaged("比任何方案模板都大".into())),
        FileKind::Backup => return Err(TemplateFault::Backup),
        FileKind::Other => return Err(TemplateFault::NotATemplate),
    }
    let version = json::read::<File<IgnoredAny>>(text).map_err(fault)?.version;
    match version {
        VERSION => {}
        0 => return Err(TemplateFault::Damaged("格式版本为0".into())),
        newer => return Err(TemplateFault::Newer(newer)),
    }
    let Content { plan, settings } = json::read::<File<Content>>(text).map_err(fault)?.template;
    let mut plan = plan_over(&plan);
    number_anew(&mut plan);
    Ok(CarriedOver { plan, settings }.without_contact_and_days())
}

#[allow(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn fault(error: serde_json::Error) -> TemplateFault {
    TemplateFault::Damaged(match error.line() {
        0 => "缺少应有的内容".into(),
        line => format!("第{line}行第{}字节起读不懂", error.column()),
    })
}

/// Gives every row an id of its own: those of a file may be anything, also the same twice.
fn number_anew(plan: &mut PlanDraft) {
    let PlanDraft { departments, strata, contributors, stages, last_id, .. } = plan;
    *last_id = 0;
    let mut next = || {
        *last_id += 1;
        *last_id
    };
    for department in departments {
        department.id = next();
        department.items.iter_mut().for_each(|item| item.id = next());
    }
    strata.iter_mut().for_each(|row| row.id = next());
    contributors.iter_mut().for_each(|row| row.id = next());
    stages.iter_mut().for_each(|row| row.id = next());
}

/// What is to be looked at in the departments of a template: one without a name, one twice, several or no lead, and those that
/// none of the campaigns here has, `known` by name. Nothing is left out for it.
pub fn template_told<'a>(plan: &PlanDraft, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let known: BTreeSet<_> = known.map(normal_key).filter(|name| !name.is_empty()).collect();
    let (mut seen, mut told, mut strange) = (BTreeSet::new(), Vec::new(), Vec::new());
    for department in &plan.departments {
        let name = clean(&department.name);
        if name.is_empty() {
            told.push("有一个部门没有名称，请在“部门与事项”中填写或删除".to_owned());
        } else if !seen.insert(normal_key(&name)) {
            told.push(format!("“{name}”出现了不止一次，请在“部门与事项”中合并或改名"));
        } else if !known.is_empty() && !known.contains(&normal_key(&name)) {
            strange.push(format!("“{name}”"));
        }
    }
    if !strange.is_empty() {
        let names = strange.join("、");
        told.push(format!("本机以前的抽查中没有{names}，请确认是不是本地的部门名称，要与执法人员名录中的“单位”一致"));
    }
    told.dedup();
    told
}
