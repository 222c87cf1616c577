//! The papers of the meeting (domain §7): 会议通知 that calls it, 签到表 that those present sign.

use super::words::{BLANK, BLANK_DATE, or, ordinal, quoted};
use super::{Block, Cell, Column, Document, Fact, Layout, Para, Table, day};
use crate::model::{Attendee, Meeting, MeetingRole};
use crate::route::Papers;
use chrono::NaiveDate;

/// The title of 会议通知.
const MEETING_NOTICE_TITLE: &str = Papers::MeetingNotice.title();
/// The title of 签到表.
pub const SIGN_IN_TITLE: &str = Papers::SignIn.title();

/// What is known of a meeting.
#[derive(Debug, Clone, Copy)]
pub struct MeetingFacts<'a> {
    /// 任务名称.
    pub title: &'a str,
    /// 任务编号; may be empty.
    pub number: &'a str,
    /// 牵头单位; may be empty.
    pub lead: &'a str,
    /// 抽取地点; may be empty.
    pub place: &'a str,
    /// What is entered of it.
    pub meeting: &'a Meeting,
    /// The departments and the parties that give numbers, each once.
    pub units: &'a [String],
    /// 联系人, 联系电话; each may be empty.
    pub contact: [&'a str; 2],
}

impl MeetingFacts<'_> {
    /// 2018年12月3日 下午2:30, with room to write what is not known; of a meeting without a day, `sealed_on` where that is known.
    pub(super) fn when(&self, sealed_on: Option<NaiveDate>) -> String {
        let known = self.meeting.on.or(sealed_on);
        let on = known.map_or_else(|| BLANK_DATE.to_owned(), day);
        format!("{on}{}{}", if known.is_some() { " " } else { "　" }, or(&self.meeting.time, "　　时　　分"))
    }

    /// What stands at the foot of every page.
    pub(super) fn foot(&self, paper: &str) -> String {
        format!("{}　{paper}", if self.number.is_empty() { self.title } else { self.number })
    }
}

/// 会议通知: to the departments and the parties, when and where, who comes, what is done, what to bring.
pub fn meeting_notice(f: &MeetingFacts<'_>) -> Document {
    let to = if f.units.is_empty() { BLANK.to_owned() } else { f.units.join("、") };
    let lead = or(f.lead, BLANK);
    let parts = [
        ("时间", vec![f.when(None)]),
        ("地点", vec![or(f.place, BLANK).to_owned()]),
        ("参加人员", vec![format!("会议由{lead}主持。各参加部门、报数单位各派1名代表，并请监督人员、见证人到场。")]),
        (
            "会议内容",
            [
                "确认名录和规则，当场封存，公布封存码。",
                "各方把号码写在纸条上，全部交齐再打开，合成种子。",
                "由种子抽出检查对象和执法人员，完成匹配。",
                "打印附件2、附件6，各方签字。",
            ]
            .map(String::from)
            .into(),
        ),
        (
            "请做好以下准备",
            [
                "各部门会前核实本部门的执法人员名录和回避情况，有变动的，在会前告诉牵头单位；封存以后不能再改。",
                "报数的各方自己想好一个六位以上的号码，不要写惯用的号码，开封之前不告诉任何人。",
                "带上能拍照的手机：签字后的封存单和附件2，请都拍下来带走，以后凭它核对公开记录。",
            ]
            .map(String::from)
            .into(),
        ),
    ];
    let mut blocks = vec![
        Block::set(format!("{to}："), Para::Flush),
        Block::text(format!("为做好{}的随机抽取，定于下列时间召开抽取会议，现通知如下：", quoted(f.title))),
    ];
    for (n, (head, lines)) in (1..).zip(parts) {
        match &lines[..] {
            [one] => blocks.push(Block::text(format!("{}、{head}：{one}", ordinal(n)))),
            _ => {
                blocks.push(Block::text(format!("{}、{head}", ordinal(n))));
                blocks.extend((1..).zip(&lines).map(|(n, line): (u32, _)| Block::text(format!("{n}．{line}"))));
            }
        }
    }
    let [name, phone] = f.contact.map(|text| or(text, BLANK));
    blocks.push(Block::text(format!("联系人：{name}　　联系电话：{phone}")));
    let signed = [lead, BLANK_DATE].map(|line| Block::set(line, Para::Right));
    blocks.push(Block::Together(signed.into()));
    let title = vec![format!("关于召开{}", quoted(f.title)), "抽取会议的通知".into()];
    // It is to stay one sheet.
    Document { title, layout: Layout::Form, foot: f.foot(MEETING_NOTICE_TITLE), blocks, ..Document::default() }
}

/// Lines of 签到表 at least: who is not expected signs as well.
const LINES: usize = 14;

/// 签到表: 姓名, 单位, 职务, 身份, 签字; those who are known first, else a line for each unit.
pub fn sign_in_sheet(f: &MeetingFacts<'_>) -> Document {
    let head = vec![
        vec![Fact::new("任务名称", f.title)],
        vec![Fact::new("会议时间", f.when(None))],
        vec![Fact::new("地　点", f.place), Fact::new("主持单位", f.lead)],
    ];
    let known: Vec<[&str; 4]> = if f.meeting.people.is_empty() {
        f.units.iter().map(|unit| ["", unit.as_str(), "", MeetingRole::Delegate.title()]).collect()
    } else {
        f.meeting.people.iter().map(|p| [p.name.as_str(), &p.unit, &p.office, p.role.title()]).collect()
    };
    let blank = LINES.saturating_sub(known.len());
    let rows = known.into_iter().chain(std::iter::repeat_n([""; 4], blank));
    let rows = rows.map(|cells| cells.into_iter().chain([""]).map(Cell::from).collect());
    let columns = vec![
        Column::left("姓名", 15),
        Column::left("单位", 33),
        Column::left("职务", 17),
        Column::centred("身份", 11),
        Column::left("签字", 24),
    ];
    let table = Table { height: 11, ..Table::rows(columns, rows) };
    let roles = MeetingRole::ALL.map(MeetingRole::title).join("、");
    Document {
        title: vec!["双随机抽取会议签到表".into()],
        layout: Layout::Sheet,
        foot: f.foot(SIGN_IN_TITLE),
        blocks: vec![Block::Facts(head), Block::Table(table), Block::Small(format!("身份填{roles}。"))],
        ..Document::default()
    }
}

/// 主持人张某（签字）：, or without a name where none is known; a box for each.
pub(super) fn signed_by(meeting: &Meeting, role: MeetingRole, who: &str) -> Vec<String> {
    let named: Vec<&Attendee> = meeting.named(role).collect();
    if named.is_empty() {
        return vec![format!("{who}（签字）：")];
    }
    named.into_iter().map(|p| format!("{who}{}（签字）：", p.name.trim())).collect()
}
