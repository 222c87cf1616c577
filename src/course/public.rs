//! 公示: what is made public of a campaign, as values. It names no officer unless the settings say so, and shows no
//! whole telephone number (个人信息保护法 34, 36).

use super::{Summary, Worklist, WorklistItem};
use crate::model::{Conduct, Digest, Inspection, Settings, Status, code_kind, spelt_out};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A table to publish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicTable {
    /// Above it.
    pub title: String,
    /// The headers.
    pub head: Vec<Cow<'static, str>>,
    /// The rows, as long as the header.
    pub rows: Vec<Vec<String>>,
}

/// A text to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its title.
    pub title: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Who signs, and the day.
    pub signed: [String; 2],
}

impl Notice {
    /// The notice as plain text, with its table (“附后”) as lines: it is pasted into boxes that take no table.
    pub fn text(&self, table: &PublicTable) -> String {
        let lines = std::iter::once(&self.title).chain(&self.paragraphs).chain(&self.signed).cloned();
        let table = std::iter::once(format!("附：{}", table.title)).chain(table.rows.iter().map(|row| {
            let cells = table.head.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty());
            let cells =
                cells.map(|(head, cell)| if head == "企业名称" { cell.clone() } else { format!("{head}：{cell}") });
            format!("{}. {}", row.first().map_or("", String::as_str), cells.collect::<Vec<_>>().join("；"))
        }));
        lines.chain(table).map(|line| format!("{}\r\n", spelt_out(&line))).collect()
    }
}

/// What a notice is made of.
#[derive(Debug, Clone, Copy)]
pub struct NoticeFacts<'a> {
    /// The businesses inspected.
    pub list: &'a Worklist,
    /// 依据; may be empty.
    pub basis: &'a str,
    /// How many businesses were listed.
    pub population: u64,
    /// The commitment of the draw.
    pub commitment: Digest,
    /// What the county counts and whom one can ask.
    pub settings: &'a Settings,
    /// The day of the notice.
    pub on: NaiveDate,
}

/// The table to publish before the inspections: who was drawn.
pub fn drawn_table(list: &Worklist) -> PublicTable {
    let row = |b: &WorklistItem| vec![b.number.to_string(), public_name(b), public_code(&b.code), authorities(b)];
    PublicTable {
        title: format!("{}检查对象名单", list.title),
        head: ["序号", "企业名称", "统一社会信用代码", "检查机关"].map(Cow::Borrowed).to_vec(),
        rows: list.businesses.iter().map(row).collect(),
    }
}

/// The table of results: of these businesses, or of all that are ready to publish or published when there are none.
pub fn result_table(
    list: &Worklist,
    conduct: &Conduct,
    settings: &Settings,
    only: Option<&BTreeSet<String>>,
) -> PublicTable {
    let mut head =
        ["序号", "企业名称", "统一社会信用代码", "检查机关", "检查时间", "检查结果"].map(Cow::Borrowed).to_vec();
    if settings.publish_officers {
        head.push("检查人员".into());
    }
    let picked = |b: &&WorklistItem| only.is_none_or(|keys| keys.contains(&b.key));
    let ready = |b: &&WorklistItem| conduct.status(&b.key) >= Status::Inspected;
    let row = |(number, b): (u32, &WorklistItem)| {
        let none = Inspection::default();
        let inspection = conduct.inspections.get(&b.key).unwrap_or(&none);
        let mut row = vec![number.to_string(), public_name(b), public_code(&b.code), authorities(b)];
        row.extend(public_cells(list, settings, b, inspection).into_iter().map(|(_, cell)| cell));
        row
    };
    PublicTable {
        title: format!("{}检查结果公示表", list.title),
        head,
        rows: (1..).zip(list.businesses.iter().filter(picked).filter(ready)).map(row).collect(),
    }
}

/// What is published of an inspection, each cell with its title.
pub(super) fn public_cells(
    list: &Worklist,
    settings: &Settings,
    b: &WorklistItem,
    inspection: &Inspection,
) -> Vec<(&'static str, String)> {
    let date = inspection.date.map(|day| day.to_string()).unwrap_or_default();
    let mut cells = vec![("检查时间", date), ("检查结果", mask_phones(inspection.result.trim()))];
    if settings.publish_officers {
        let present = b.present(inspection).into_iter().map(|key| list.officer_name(key));
        cells.push(("检查人员", present.collect::<Vec<_>>().join("、")));
    }
    cells
}

/// 名单公告, before the inspections.
pub fn drawn_notice(f: &NoticeFacts<'_>) -> Notice {
    let list = f.list;
    let mut paragraphs = vec![
        format!(
            "{}，{}组织开展{}。{}，按照“双随机、一公开”的要求，从{}户{}中随机抽取{}户作为检查对象，并随机匹配检查人员，现将名单予以公告（附后）。",
            basis(f),
            together(list),
            list.title,
            day(list.drawn_on),
            f.population,
            f.settings.subject.title(),
            list.businesses.len()
        ),
        format!("抽取前，名录和规则已经封存，封存码为{}；公开记录可供任何人重算验证。", f.commitment),
        format!("检查结果将在检查结束后{}个工作日内通过{}向社会公示。", f.settings.publish_within, where_(f.settings)),
    ];
    paragraphs.extend(ask(f.settings, "对名单有疑问的"));
    Notice {
        title: format!("关于{}检查对象名单的公告", list.title),
        paragraphs,
        signed: [list.lead.clone(), day(f.on)],
    }
}

/// 结果公示, after the inspections: of these businesses, or of all whose result is known.
pub fn result_notice(f: &NoticeFacts<'_>, conduct: &Conduct, only: Option<&BTreeSet<String>>) -> Notice {
    let mut list = f.list.clone();
    list.businesses
        .retain(|b| only.is_none_or(|keys| keys.contains(&b.key)) && conduct.status(&b.key) >= Status::Inspected);
    let days = || list.businesses.iter().filter_map(|b| conduct.inspections.get(&b.key)?.date);
    let when = match (days().min(), days().max()) {
        (Some(first), Some(last)) if first != last => format!("{}至{}", day(first), day(last)),
        (Some(first), _) => day(first),
        _ => String::new(),
    };
    let total = Summary::counts(&list, conduct, f.settings);
    let counted = total.results.iter().zip(&total.total.results).filter(|(_, n)| **n > 0);
    let counts: Vec<String> = counted.map(|(result, n)| format!("“{}”{n}户", mask_phones(result))).collect();
    let mut paragraphs = vec![format!(
        "{}，{}于{when}对随机抽取的{}户{}开展了{}，检查结果为：{}。现将检查结果予以公示（附后）。",
        basis(f),
        together(f.list),
        list.businesses.len(),
        f.settings.subject.title(),
        f.list.title,
        counts.join("，")
    )];
    paragraphs.extend(ask(f.settings, "对公示的结果有异议的"));
    let title = format!("关于{}检查结果的公示", f.list.title);
    Notice { title, paragraphs, signed: [f.list.lead.clone(), day(f.on)] }
}

fn basis(f: &NoticeFacts<'_>) -> String {
    match f.basis.trim() {
        "" => "根据“双随机、一公开”监管的有关规定".into(),
        basis => format!("根据{basis}"),
    }
}

/// The lead with the others.
pub(super) fn together(list: &Worklist) -> String {
    let others: Vec<&str> = list.departments.iter().map(String::as_str).filter(|d| *d != list.lead).collect();
    if others.is_empty() { list.lead.clone() } else { format!("{}会同{}", list.lead, others.join("、")) }
}

fn where_(settings: &Settings) -> &str {
    match settings.published_at.trim() {
        "" => "有关平台",
        place => place,
    }
}

/// Whom one can ask; nothing where the settings name nobody. It is the office's own number, and whole.
pub(super) fn ask(settings: &Settings, who: &str) -> Option<String> {
    let (contact, phone) = (settings.contact.trim(), settings.contact_phone.trim());
    match (contact, phone) {
        ("", "") => None,
        ("", phone) => Some(format!("{who}，请致电{phone}。")),
        (contact, "") => Some(format!("{who}，请与{contact}联系。")),
        (contact, phone) => Some(format!("{who}，请与{contact}联系，电话：{phone}。")),
    }
}

pub(super) fn day(on: NaiveDate) -> String {
    format!("{}年{}月{}日", on.year(), on.month(), on.day())
}

/// 检查机关: the departments that apply to the business.
pub(super) fn authorities(b: &WorklistItem) -> String {
    b.shares.iter().map(|s| s.department.as_str()).collect::<Vec<_>>().join("、")
}

pub(super) fn public_name(b: &WorklistItem) -> String {
    mask_phones(&b.name)
}

/// A code as it may be published: a 统一社会信用代码 or 注册号 as it is; of anything else with 18 digits, which may be
/// somebody's identity-card number, the middle is hidden.
pub(super) fn public_code(code: &str) -> String {
    let digits = code.chars().filter(char::is_ascii_digit).count();
    let known = code_kind(code).is_right();
    if known || digits < 17 {
        return mask_phones_unless(code, known);
    }
    let kept = |i: usize| !(6..14).contains(&i);
    code.chars().enumerate().map(|(i, c)| if kept(i) { c } else { '*' }).collect()
}

fn mask_phones_unless(text: &str, known: bool) -> String {
    if known { text.to_owned() } else { mask_phones(text) }
}

/// The text with telephone numbers hidden: 138****1234, 0952-***0000. Full-width digits count as digits.
pub fn mask_phones(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |c: char| c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| c as u32 - '０' as u32));
    let mut out = chars.clone();
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..].iter().take_while(|c| digit(**c).is_some()).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).map(|i| chars[i]);
        let first = digit(chars[at]);
        let second = chars.get(at + 1).and_then(|c| digit(*c));
        let mobile = run == 11 && first == Some(1) && second.is_some_and(|d| d >= 3);
        let local = (7..=8).contains(&run) && before.is_some_and(|c| "-—－)）".contains(c));
        let whole = (11..=12).contains(&run) && first == Some(0);
        let hidden = match () {
            () if mobile => at + 3..at + 7,
            () if local => at..at + run - 4,
            () if whole => at + 4..at + run - 4,
            () => at..at,
        };
        out[hidden].fill('*');
        at += run;
    }
    out.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_hidden_and_others_stay() {
        for (text, shown) in [
            ("电话13895201234", "电话138****1234"),
            ("13895201234、15009520000", "138****1234、150****0000"),
            ("（0952）6012345", "（0952）***2345"),
            ("0952-6012345转801", "0952-***2345转801"),
            ("09526012345", "0952***2345"),
            ("１３８９５２０１２３４", "１３８****１２３４"),
            // Not telephone numbers: days, codes, amounts, licences.
            ("2018-12-11", "2018-12-11"),
            ("91640221MA75X1Y23Z", "91640221MA75X1Y23Z"),
            ("640221199001011234", "640221199001011234"),
            ("石交运字000001号", "石交运字000001号"),
            ("12345678901", "12345678901"),
        ] {
            assert_eq!(mask_phones(text), shown);
        }
    }

    #[test]
    fn a_code_that_may_be_a_person_is_hidden() {
        assert_eq!(public_code("91350100M000100Y43"), "91350100M000100Y43");
        assert_eq!(public_code("640221600012345"), "640221600012345");
        assert_eq!(public_code("640221199001011234"), "640221********1234");
        assert_eq!(public_code("13895201234"), "138****1234");
        assert_eq!(public_code(""), "");
    }
}
