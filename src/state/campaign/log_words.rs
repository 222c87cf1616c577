//! The log in words, for those who read it.

use super::log::{LogEntry, roster_word};
use super::log_act::LogAct;
use crate::draw::Sealed;
use crate::json;
use crate::model::{EntityKind, ListKind, Stamp, spelt_out};
use crate::roster::{Edit, Field};
use serde_json::Value;

/// Who a key is: the businesses and officers of what was sealed by their names, anyone else by the key.
pub fn key_names(sealed: Option<&Sealed>) -> impl Fn(&str) -> String + '_ {
    move |key| sealed.map_or(key, |sealed| sealed.name_of(key)).to_owned()
}

/// A log as it is kept, an entry a line as JSON, so that a program can check its chain.
pub fn log_lines(log: &[&LogEntry]) -> String {
    // Entries were read from JSON or made from it: they can always be written.
    log.iter().map(|e| serde_json::to_string(e).unwrap_or_default() + "\n").collect()
}

/// A log as text, an entry a line: when, and what happened.
pub fn log_text(log: &[&LogEntry], name: &dyn Fn(&str) -> String) -> String {
    let line = |e: &&LogEntry| {
        format!("{}　{}\r\n", e.at.format("%Y-%m-%d %H:%M:%S"), spelt_out(&e.said(name)).replace('\n', " "))
    };
    // Old Windows editors know UTF-8 by its mark.
    format!("\u{feff}{}", log.iter().map(line).collect::<String>())
}

impl LogEntry {
    /// What happened, as one sentence without a full stop. `name` says who a key is.
    pub fn said(&self, name: &dyn Fn(&str) -> String) -> String {
        match self.kind() {
            Some(act) => sentence(act, &Detail { detail: &self.detail, name }),
            None => format!("其他操作（{}）", self.act),
        }
    }
}

/// One a kind: an act without a sentence does not compile.
fn sentence(act: LogAct, d: &Detail<'_>) -> String {
    match act {
        LogAct::Create if d.text("title").is_empty() => "新建抽查".into(),
        LogAct::Create => format!("新建抽查“{}”{}", d.text("title"), d.begun_from()),
        LogAct::Copy => format!("从备份“{}”恢复为副本，备份的最后一步在{}", d.text("file"), d.minute("until")),
        LogAct::Plan => "修改方案".into(),
        LogAct::PlanUndo => "撤销对方案的修改".into(),
        LogAct::PlanRedo => "恢复对方案的修改".into(),
        LogAct::Items => format!("导入附件7：{}", d.list("changes").join("；")),
        LogAct::ItemsUndo => "撤销导入附件7".into(),
        LogAct::ItemsRedo => "恢复导入附件7".into(),
        LogAct::Roster => format!("载入{}{}，{}行", d.roster(), d.files(), d.number("rows")),
        LogAct::Mend => format!("{}：{}", d.roster(), d.mends()),
        LogAct::MendUndo => format!("撤销对{}的改动：{}", d.roster(), d.mends()),
        LogAct::Settings => "修改设置".into(),
        LogAct::Seal => format!("第{}次封存，封存码{}", d.number("attempt"), d.digest("commitment")),
        LogAct::Number if d.text("value").is_empty() => format!("{}报数，暂不显示，已核对", d.text("label")),
        LogAct::Number => format!("{}报数“{}”，已核对", d.text("label"), d.text("value")),
        LogAct::Correct => format!("更正{}的报数", d.text("label")),
        LogAct::Hide if d.is("hidden") => "报数改为暂不显示".into(),
        LogAct::Hide => "报数改为显示".into(),
        LogAct::Seed => format!("产生种子{}", d.digest("seed")),
        LogAct::Draw => "抽取".into(),
        LogAct::Void => format!("作废：{}", d.reason()),
        LogAct::Substitute => {
            format!("第{}组的{}换为{}：{}", d.number("team"), d.who("out"), d.who("in"), d.reason())
        }
        LogAct::Inspect => format!("录入{}的检查情况：{}", d.who("business"), d.found()),
        LogAct::InspectMany => format!("录入{}户的检查情况：{}", d.count("businesses"), d.names()),
        LogAct::InspectUndo if d.is("approvals") => "撤销对审批的登记".into(),
        LogAct::InspectRedo if d.is("approvals") => "恢复对审批的登记".into(),
        LogAct::InspectUndo => format!("撤销{}户的录入：{}", d.count("businesses"), d.names()),
        LogAct::InspectRedo => format!("恢复{}户的录入：{}", d.count("businesses"), d.names()),
        LogAct::Amend => format!("更正已公示的{}的检查情况：{}", d.who("business"), d.reason()),
        LogAct::Publish => {
            format!("{}在{}公示{}户：{}", d.text("on"), d.text("place"), d.count("businesses"), d.names())
        }
        LogAct::Unpublish => {
            let batch = d.part("batch");
            format!("撤回{}公示的{}户：{}", batch.text("on"), batch.count("businesses"), d.reason())
        }
        LogAct::Transfer => {
            format!("第{}号移送：{}的“{}”移送{}", d.number("id"), d.who("business"), d.text("problem"), d.text("to"))
        }
        LogAct::Withdraw => {
            let t = d.part("transfer");
            format!("撤回第{}号移送（{}，移送{}）：{}", t.number("id"), t.who("business"), t.text("to"), d.reason())
        }
        LogAct::Answer => format!("第{}号移送的答复：{}", d.number("id"), d.answer()),
        LogAct::CloseTransfer if d.text("on").is_empty() => format!("取消第{}号移送的办结", d.number("id")),
        LogAct::CloseTransfer => format!("第{}号移送于{}办结", d.number("id"), d.text("on")),
        LogAct::Close if d.text("on").is_empty() => format!("取消{}的完结", d.who("business")),
        LogAct::Close => format!("{}于{}完结", d.who("business"), d.text("on")),
        LogAct::PlanVisits if d.text("days").is_empty() => {
            format!("取消{}户的计划检查日期：{}", d.count("businesses"), d.names())
        }
        LogAct::PlanVisits => {
            format!("安排{}户的计划检查日期（{}）：{}", d.count("businesses"), d.text("days"), d.names())
        }
        LogAct::Codes => {
            format!("登记{}的检查码：{}", d.who("business"), or_none(&d.list("codes").join("；")))
        }
        LogAct::Approve => {
            let urgent = if d.text("urgent").is_empty() {
                String::new()
            } else {
                format!("，紧急补办：{}", d.text("urgent"))
            };
            format!("登记{}的审批：{}于{}批准{urgent}", d.approved(), d.text("approver"), d.text("on"))
        }
        LogAct::Meeting => format!("登记会议，在场人员{}人", d.number("people")),
        LogAct::KeepFile => format!("登记文件“{}”，SHA-256 {}", d.text("name"), d.text("sha256")),
        LogAct::DropFile => format!("删除文件“{}”的登记，SHA-256 {}", d.text("name"), d.text("sha256")),
        LogAct::List if !d.text("from").is_empty() => format!("沿用“{}”的{}", d.text("from"), d.a_list()),
        LogAct::List => format!("导入{}", d.a_list()),
        LogAct::ListEdit => format!("修改{}的说明", d.text("list")),
        LogAct::ListDrop => format!("移除{}", d.a_list()),
        LogAct::Disapprove => format!("删除{}的审批（{}，{}）", d.approved(), d.text("approver"), d.text("on")),
    }
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "（空）" } else { text }
}

/// Rows that are told by their number.
const MOST_ROWS: usize = 10;

/// The particulars of an entry; what is missing is empty.
struct Detail<'a> {
    detail: &'a Value,
    name: &'a dyn Fn(&str) -> String,
}

impl<'a> Detail<'a> {
    /// What a campaign begins from.
    fn begun_from(&self) -> String {
        let from =
            [("campaign", "沿用"), ("template", "按方案模板"), ("preset", "按预设"), ("year_plan", "由年度计划")];
        let said = from.into_iter().filter(|(part, _)| !self.text(part).is_empty());
        said.map(|(part, word)| format!("，{word}“{}”", self.text(part))).collect()
    }

    fn part(&self, part: &str) -> Self {
        Self { detail: &self.detail[part], name: self.name }
    }

    fn text(&self, part: &str) -> &'a str {
        self.detail[part].as_str().unwrap_or_default()
    }

    fn number(&self, part: &str) -> u64 {
        self.detail[part].as_u64().unwrap_or_default()
    }

    fn is(&self, part: &str) -> bool {
        self.detail[part].as_bool().unwrap_or_default()
    }

    fn list(&self, part: &str) -> Vec<&'a str> {
        self.detail[part].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    fn count(&self, part: &str) -> usize {
        self.detail[part].as_array().map_or(0, Vec::len)
    }

    fn who(&self, part: &str) -> String {
        (self.name)(self.text(part))
    }

    /// A ledger or a list, with its file.
    fn a_list(&self) -> String {
        let kind = json::from_value::<ListKind>(&self.detail["kind"]).map_or("名单", ListKind::title);
        let (list, file, rows) = (self.text("list"), self.text("file"), self.number("rows"));
        format!("{kind}{list}，文件“{file}”，{rows}行，SHA-256 {}", self.digest("sha256"))
    }

    /// The inspections that an approval is of.
    fn approved(&self) -> String {
        match self.text("business") {
            "" => format!("{}全部检查", self.text("department")),
            _ => format!("{}检查{}", self.text("department"), self.who("business")),
        }
    }

    /// What was found at a business.
    fn found(&self) -> String {
        let found = ["date", "result", "follow_up"].map(|part| self.text(part));
        let found: Vec<_> = found.into_iter().filter(|text| !text.is_empty()).collect();
        or_none(&found.join("，")).to_owned()
    }

    /// The answer to a transfer, and its day. An answer and 办结 were one act, once.
    fn answer(&self) -> String {
        let day = match (self.text("on"), self.text("closed")) {
            ("", "") => String::new(),
            ("", closed) => format!("，{closed}办结"),
            (on, _) => format!("，{on}答复"),
        };
        format!("{}{day}", or_none(self.text("answer")))
    }

    /// The businesses, the first three by name.
    fn names(&self) -> String {
        let all = self.list("businesses");
        let told: Vec<_> = all.iter().take(3).map(|key| (self.name)(key)).collect();
        format!("{}{}", told.join("、"), if all.len() > 3 { "等" } else { "" })
    }

    fn roster(&self) -> &'static str {
        let kind =
            [EntityKind::Business, EntityKind::Officer].into_iter().find(|k| roster_word(*k) == self.detail["kind"]);
        kind.map_or("名录", EntityKind::roster_name)
    }

    /// The files of a roster; before version 9 of the stored form there was one.
    fn files(&self) -> String {
        let several = self.detail["files"].as_array().into_iter().flatten().filter_map(|file| file["file"].as_str());
        let names: Vec<&str> = several.chain(self.detail["file"].as_str()).collect();
        format!("“{}”", names.join("”“"))
    }

    /// What was mended, in the words of those who did it.
    fn mends(&self) -> String {
        let mends: Vec<Edit> = json::from_value(&self.detail["mends"]).unwrap_or_default();
        let said = mends.iter().map(|mend| {
            let mut rows: Vec<String> = mend.rows().take(MOST_ROWS + 1).map(|row| row.row.to_string()).collect();
            let more = if rows.len() > MOST_ROWS { rows.pop().map_or("", |_| "等") } else { "" };
            let rows = format!("第{}{more}行", rows.join("、"));
            match mend {
                Edit::Set { field, value, .. } | Edit::SetAll { field, value, .. } => {
                    format!("{rows}的{}改为“{value}”", field.name())
                }
                Edit::Exclude { reason, .. } | Edit::ExcludeAll { reason, .. } => {
                    format!("{rows}不参加抽取，理由：{reason}")
                }
                Edit::Include { .. } => format!("{rows}恢复参加抽取"),
                Edit::Acknowledge { code, withdrawn: false, .. } => format!("核对提醒“{}”，照原样", code.title()),
                Edit::Acknowledge { code, .. } => format!("提醒“{}”改为还没有核对", code.title()),
                Edit::Add { values, .. } => {
                    let named = [Field::Name, Field::Officer].iter().find_map(|field| values.get(field));
                    format!("手工添加“{}”", named.map_or("", String::as_str))
                }
            }
        });
        or_none(&said.collect::<Vec<_>>().join("；")).to_owned()
    }

    /// A moment, to the minute.
    fn minute(&self, part: &str) -> String {
        let at = Stamp::parse_from_rfc3339(self.text(part));
        at.map(|at| at.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
    }

    /// The first digits.
    fn digest(&self, part: &str) -> String {
        format!("{}…", self.text(part).chars().take(16).collect::<String>())
    }

    /// Why, who approved it, who witnessed it.
    fn reason(&self) -> String {
        let witnesses = match self.text("witnesses") {
            "" => String::new(),
            names => format!("；见证：{names}"),
        };
        format!("{}（批准人：{}{witnesses}）", self.text("reason"), self.text("approved_by"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_of_a_newer_program_is_told_by_its_word_and_kept() {
        let stored = format!(
            r#"{{"at":"2018-12-03T14:32:00+08:00","act":"later","detail":{{"a":1}},"previous":null,"digest":"{}"}}"#,
            "0".repeat(64)
        );
        let entry: LogEntry = json::read(&stored).unwrap();
        assert_eq!(entry.said(&str::to_owned), "其他操作（later）");
        assert_eq!(serde_json::to_string(&entry).unwrap(), stored);
    }
}
