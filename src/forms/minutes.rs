//! 抽取现场记录: how the draw went, to the second, as the log has it; the same from the seal to the last void, so that whoever was
//! there can sign it, and whoever was not can see it.

use super::facts::two_lines;
use super::meeting::{MeetingFacts, signed_by};
use super::words::{BLANK_DATE, numbered};
use super::{Block, Column, Document, Fact, Layout, Table};
use crate::draw::{Contribution, Void};
use crate::model::{Digest, MeetingRole, Stamp};
use crate::route::Papers;

/// The title of 抽取现场记录.
pub const MINUTES_TITLE: &str = Papers::Minutes.title();

/// What the record of a meeting is made of.
#[derive(Debug, Clone, Copy)]
pub struct MinutesFacts<'a> {
    /// The meeting.
    pub meeting: MeetingFacts<'a>,
    /// Every attempt that was sealed, in order.
    pub attempts: &'a [AttemptMinutes],
    /// What happened and when, as the log has it.
    pub lines: &'a [(Stamp, String)],
}

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptMinutes {
    /// 第1次抽取.
    pub name: String,
    /// When it was sealed.
    pub sealed_at: Stamp,
    /// 封存码.
    pub commitment: Digest,
    /// The numbers that are shown, with when each was confirmed.
    pub numbers: Vec<(Contribution, Stamp)>,
    /// The seed, and when it was made.
    pub seed: Option<(Digest, Stamp)>,
    /// What was drawn.
    pub drawn: Option<DrawnMinutes>,
    /// That it was voided.
    pub void: Option<Void>,
}

/// What was drawn, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnMinutes {
    /// When.
    pub at: Stamp,
    /// How many businesses and officers.
    pub counts: (usize, usize),
    /// The first and the last business by their tickets: name and code.
    pub ends: Option<[String; 2]>,
}

/// 2018年12月3日14时32分05秒.
fn second(at: Stamp) -> String {
    at.format("%Y年%-m月%-d日%H时%M分%S秒").to_string()
}

/// 抽取现场记录: who was there, each attempt with its numbers, what happened when, objections, film.
pub fn minutes(f: &MinutesFacts<'_>) -> Document {
    let mut blocks = vec![Block::Facts(head(f))];
    for attempt in f.attempts {
        blocks.push(Block::heading(attempt.name.clone()));
        blocks.push(Block::Facts(attempt_facts(attempt)));
        if !attempt.numbers.is_empty() {
            blocks.push(Block::Table(numbers(attempt)));
        }
    }
    blocks.push(Block::heading("经过（操作日志）"));
    blocks.push(Block::Table(course(f.lines)));
    let meeting = f.meeting.meeting;
    blocks.push(Block::Facts(vec![vec![Fact::tall("异议和处理", objections(&meeting.objections), 14)]]));
    if !meeting.files.is_empty() {
        blocks.push(Block::heading("录像、照片和扫描件（文件另行保管）"));
        blocks.push(Block::Table(films(f)));
    }
    blocks.push(Block::Signatures(signatures(f)));
    Document {
        title: vec!["双随机抽取现场记录".into()],
        layout: Layout::Sheet,
        foot: f.meeting.foot(MINUTES_TITLE),
        blocks: numbered(blocks),
        ..Document::default()
    }
}

fn objections(text: &str) -> String {
    if text.trim().is_empty() { "□没有人提出异议　□有，如下：".into() } else { text.trim().to_owned() }
}

fn head(f: &MinutesFacts<'_>) -> Vec<Vec<Fact>> {
    let m = &f.meeting;
    let who = |role: MeetingRole| {
        let named: Vec<String> = m.meeting.named(role).map(crate::model::Attendee::in_words).collect();
        named.join("、")
    };
    let mut head = vec![
        vec![Fact::new("任务名称", m.title)],
        vec![Fact::new("任务编号", m.number), Fact::new("牵头单位", m.lead)],
        vec![
            Fact::new("会议时间", m.when(f.attempts.first().map(|a| a.sealed_at.date_naive()))),
            Fact::new("地　点", m.place),
        ],
    ];
    let labels: [(MeetingRole, &'static str); 5] = [
        (MeetingRole::Host, "主　持"),
        (MeetingRole::Operator, "操　作"),
        (MeetingRole::Supervisor, "监　督"),
        (MeetingRole::Witness, "见　证"),
        (MeetingRole::Delegate, "代　表"),
    ];
    head.extend(labels.map(|(role, label)| vec![Fact::whole(label, who(role))]));
    head
}

fn attempt_facts(a: &AttemptMinutes) -> Vec<Vec<Fact>> {
    let mut facts = vec![
        vec![Fact::new("封　存", second(a.sealed_at))],
        vec![Fact::mono("封存码", two_lines(a.commitment))],
        match a.seed {
            Some((seed, _)) => vec![Fact::mono("种　子", two_lines(seed))],
            None => vec![Fact::new("种　子", "没有产生")],
        },
    ];
    if let Some((_, at)) = a.seed {
        facts.push(vec![Fact::new("种子产生", second(at))]);
    }
    if let Some(drawn) = &a.drawn {
        let (businesses, officers) = drawn.counts;
        facts.push(vec![
            Fact::new("抽　取", second(drawn.at)),
            Fact::new("抽　中", format!("{businesses}户，执法人员{officers}人")),
        ]);
        if let Some([first, last]) = &drawn.ends {
            facts.push(vec![Fact::new("最先抽中", first), Fact::new("最后抽中", last)]);
        }
    }
    if let Some(void) = &a.void {
        let witnesses = void.witnesses.join("、");
        let said = format!(
            "{}\n{}（批准人：{}；见证人：{witnesses}）",
            second(void.at.stamp()),
            void.reason,
            void.approved_by
        );
        facts.push(vec![Fact::new("作　废", said)]);
    }
    facts
}

fn numbers(a: &AttemptMinutes) -> Table {
    let rows = (1..).zip(&a.numbers).map(|(n, (said, at)): (u32, _)| {
        let at = at.format("%H:%M:%S").to_string();
        vec![n.to_string().into(), said.label.as_str().into(), said.value.as_str().into(), at.into()]
    });
    let columns = vec![
        Column::centred("序号", 10),
        Column::left("报数单位", 42),
        Column::centred("号码", 28),
        Column::centred("核对时间", 20),
    ];
    Table::rows(columns, rows)
}

fn course(lines: &[(Stamp, String)]) -> Table {
    let rows =
        lines.iter().map(|(at, what)| vec![at.format("%Y-%m-%d %H:%M:%S").to_string().into(), what.as_str().into()]);
    Table::rows(vec![Column::centred("时间", 28), Column::left("事项", 72)], rows)
}

fn films(f: &MinutesFacts<'_>) -> Table {
    let rows = f.meeting.meeting.files.iter().map(|file| {
        let digest = file.sha256.groups().replace(' ', "");
        let (first, second) = digest.split_at(32);
        let digest = format!("{first}\n{second}");
        vec![file.name.as_str().into(), file.size_in_words().into(), digest.into(), file.keeper.as_str().into()]
    });
    let columns = vec![
        Column::left("文件名", 28),
        Column::centred("大小", 12),
        Column::code("SHA-256", 44),
        Column::name("保管人", 16),
    ];
    Table::rows(columns, rows)
}

fn signatures(f: &MinutesFacts<'_>) -> Vec<Vec<String>> {
    let roles = [
        (MeetingRole::Host, "主持人"),
        (MeetingRole::Operator, "操作人"),
        (MeetingRole::Supervisor, "监督人"),
        (MeetingRole::Witness, "见证人"),
    ];
    let mut boxes: Vec<String> =
        roles.into_iter().flat_map(|(role, who)| signed_by(f.meeting.meeting, role, who)).collect();
    boxes.push("其他在场人员（签字）：".into());
    boxes.push(BLANK_DATE.into());
    boxes.chunks(2).map(<[String]>::to_vec).collect()
}
