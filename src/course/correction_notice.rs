//! 更正公告: what was published wrongly, and what is put in its place.

use super::Worklist;
use super::correction::Corrected;
use super::public::{
    Notice, NoticeFacts, PublicTable, ask, authorities, day, public_cells, public_code, public_name, together,
};
use crate::model::Settings;
use std::borrow::Cow;

/// The table of what was published wrongly and is put right: a row a cell.
pub fn correction_table(list: &Worklist, settings: &Settings, corrected: &[Corrected<'_>]) -> PublicTable {
    let rows = (1_u32..).zip(corrected).flat_map(|(number, c)| {
        let b = c.business;
        let cells = |i| public_cells(list, settings, b, i);
        let pairs = cells(c.was).into_iter().zip(cells(c.now)).filter(|(was, now)| was != now);
        pairs.map(move |((what, was), (_, now))| {
            vec![number.to_string(), public_name(b), public_code(&b.code), authorities(b), what.to_owned(), was, now]
        })
    });
    PublicTable {
        title: format!("{}检查结果公示更正表", list.title),
        head: ["序号", "企业名称", "统一社会信用代码", "检查机关", "更正的项目", "原公示", "更正为"]
            .map(Cow::Borrowed)
            .to_vec(),
        rows: rows.collect(),
    }
}

/// 更正公告, after a published result was corrected.
pub fn correction_notice(f: &NoticeFacts<'_>, corrected: usize) -> Notice {
    let mut paragraphs = vec![format!(
        "{}公示的{}检查结果中，{corrected}户的内容有误，现予更正（附后）。原公示的内容以更正后的为准。",
        together(f.list),
        f.list.title,
    )];
    paragraphs.extend(ask(f.settings, "对更正有异议的"));
    let title = format!("关于更正{}检查结果公示的公告", f.list.title);
    Notice { title, paragraphs, signed: [f.list.lead.clone(), day(f.on)] }
}
