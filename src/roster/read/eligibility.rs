//! What says that a business is no more, or that an officer may not inspect: the words of a state, the answers below
//! 是否在岗 or 有无执法证, and remarks in columns that are no field.

use crate::roster::columns::assign::ColumnGuess;
use crate::roster::kind::Kind;
use crate::roster::layout::entry::Entry;
use crate::roster::layout::header::Header;
use crate::roster::problem::{Problem, ProblemCode, Severity};
use crate::text::header_key::without_brackets;
use crate::text::{codes, plain};
use crate::workbook::a1::column_letters;
use std::collections::{HashMap, HashSet};

/// What is said of a business that is no more, in no other sense.
const ENDED: [&str; 10] = ["注销", "注消", "吊销", "撤销", "迁出", "清算", "歇业", "停业", "除名", "取缔"];

/// What else is said of a business that may not be there to inspect.
const BUSINESS: [&str; 33] = [
    "转行",
    "不再",
    "拆除",
    "空壳",
    "僵尸",
    "破产",
    "未经营",
    "楼空",
    "未开业",
    "筹建",
    "迁往",
    "合并到",
    "照过期",
    "证过期",
    "照已过期",
    "证已过期",
    "改做",
    "关闭",
    "关停",
    "关门",
    "闭店",
    "倒闭",
    "停运",
    "停产",
    "停工",
    "暂停",
    "未营业",
    "转让",
    "失联",
    "查无",
    "非正常",
    "不正常",
    "异常",
];

/// What is said of an officer, or of a certificate, that may not be used (道路运输条例 59).
const OFFICER: [&str; 39] = [
    "失效",
    "过期",
    "已到期",
    "无效",
    "停用",
    "注销",
    "吊销",
    "作废",
    "暂扣",
    "收回",
    "取消",
    "未通过",
    "不合格",
    "调离",
    "调出",
    "调走",
    "转岗",
    "离职",
    "离岗",
    "停职",
    "停薪",
    "免职",
    "撤职",
    "辞职",
    "辞退",
    "开除",
    "退休",
    "内退",
    "退养",
    "去世",
    "病故",
    "死亡",
    "无执法证",
    "无证",
    "未持证",
    "不持证",
    "未取得",
    "未办理",
    "未年检",
];

/// What is said of an officer who is away, or no officer, for which somebody should look again.
const AWAY: [&str; 45] = [
    "外派",
    "二线",
    "下派",
    "跟班",
    "哺乳",
    "请假",
    "不再",
    "编外",
    "临聘",
    "到龄",
    "轮岗",
    "接受审查",
    "立案审查",
    "双规",
    "病休",
    "丢失",
    "已调",
    "调往",
    "调至",
    "调到",
    "借调",
    "病假",
    "产假",
    "长期休假",
    "长假",
    "不在岗",
    "待岗",
    "挂职",
    "抽调",
    "驻村",
    "援疆",
    "援藏",
    "脱产",
    "留置",
    "辅警",
    "协管",
    "辅助",
    "临时",
    "劳务",
    "见习",
    "实习",
    "公益性岗位",
    "返聘",
    "驾驶员",
    "司机",
];

/// What else a remark may say of a business for which somebody should look again.
const REMARKED: [&str; 5] = ["搬迁", "搬走", "搬离", "不存在", "重复"];

/// Headers of columns that are no field and may say so.
const REMARK_HEADERS: [&str; 14] = [
    "备注",
    "说明",
    "情况",
    "变动",
    "核实",
    "状态",
    "状况",
    "原因",
    "性质",
    "身份",
    "编制",
    "人员类别",
    "人员类型",
    "附注",
];

/// Headers of days on which it ended: the day says that it has.
const ENDS: [&str; 9] = ["注销", "吊销", "迁出", "停业", "歇业", "调离", "离职", "离岗", "调出"];

/// What an answer below 是否注销 is bad for when it is yes; below any other question no is bad.
const BAD: [&str; 16] = [
    "注销",
    "吊销",
    "停业",
    "歇业",
    "失效",
    "过期",
    "调离",
    "退休",
    "离职",
    "离岗",
    "停产",
    "关闭",
    "异常",
    "非正常",
    "失联",
    "倒闭",
];

/// What a question is about that decides whether a business, or an officer, is to be drawn.
const ABOUT: [&[&str]; 2] = [
    &["有效", "营业", "正常", "存续", "在营", "抽查", "抽取", "检查"],
    &[
        "参加", "参与", "纳入", "抽取", "抽查", "有效", "在岗", "在职", "在编", "正常", "证", "资格", "合格", "执法",
        "年审",
    ],
];

/// 是否客运 and 是否重点企业 are asked as well.
fn decides(kind: Kind, question: &str) -> bool {
    let about = ABOUT[usize::from(kind == Kind::Officer)];
    about.iter().chain(&BAD).any(|word| question.contains(word))
}

/// Characters of the longest remark that is looked at, and of one below a header that is not for such.
const LONGEST: usize = 100;
const SHORT: usize = 12;

/// The word of a state that says so; 未注销 and 至退休 do not.
pub(crate) fn word(kind: Kind, text: &str) -> Option<&'static str> {
    match kind {
        Kind::Business => ended(text).or_else(|| said(&BUSINESS, text)),
        Kind::Officer => said(&OFFICER, text),
    }
}

/// The word that says that a business is no more, beside whatever else the text says.
pub(crate) fn ended(text: &str) -> Option<&'static str> {
    said(&ENDED, text)
}

/// The word that says that what a business does rests, beside its category.
pub(crate) fn suspended(text: &str) -> Option<&'static str> {
    said(&["停运", "关停", "停产", "关闭", "暂停", "异常"], text).filter(|_| text.chars().count() <= 30)
}

/// The word that says that an officer is away, or is none.
pub(crate) fn away(text: &str) -> Option<&'static str> {
    said(&AWAY, text)
}

/// Whether a title is that of somebody who is no officer: 辅警, 退休返聘, 一级警长（病休）; not 驾驶员培训管理股股长.
pub(crate) fn is_no_officer_s(title: &str) -> bool {
    const ENDS: [&str; 20] = [
        "辅警",
        "协管",
        "协管员",
        "实习生",
        "见习生",
        "驾驶员",
        "司机",
        "临时工",
        "劳务派遣",
        "劳务派遣员",
        "劳务派遣人员",
        "公益性岗位",
        "返聘",
        "辅助人员",
        "辅助岗",
        "编外",
        "编外人员",
        "临聘",
        "特勤",
        "退休",
    ];
    let whole = title.split(['（', '(']).next().unwrap_or_default().trim();
    let within = title.split(['（', '(']).skip(1).any(|rest| is_told(Kind::Officer, rest));
    within || ENDS.iter().any(|end| whole.ends_with(end))
}

/// Words of states that say that all is well.
const WELL: [&str; 26] = [
    "未注销",
    "未吊销",
    "正常",
    "存续",
    "在营",
    "开业",
    "在业",
    "营业",
    "经营",
    "在册",
    "登记",
    "有效",
    "迁入",
    "变更",
    "设立",
    "良好",
    "合格",
    "通过",
    "在岗",
    "在职",
    "在编",
    "持证",
    "公务员",
    "参公",
    "事业",
    "编制",
];

/// The states that nothing is known of and that few of the entries have: a draw should not pass over them in silence.
pub(crate) fn unknown_states<'a>(kind: Kind, states: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut all = 0;
    for state in states.filter(|state| !state.is_empty()) {
        all += 1;
        *counts.entry(state).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or_default();
    let known = |state: &str| {
        matches!(state, "是" | "否" | "有" | "无")
            || word(kind, state).is_some()
            || WELL.iter().any(|well| state.contains(well))
    };
    // Below a header of states, most say that all is well.
    let told = counts.keys().any(|state| WELL.iter().any(|well| state.contains(well)));
    let few = |count: usize| (told || count < most) && (count <= 3 || count * 20 <= all);
    counts.into_iter().filter(|(state, count)| few(*count) && !known(state)).map(|(state, _)| state).collect()
}

fn said(words: &[&'static str], text: &str) -> Option<&'static str> {
    // Most texts say none of them; all of them are Chinese.
    if text.is_ascii() {
        return None;
    }
    words.iter().find(|word| text.contains(**word) && !is_denied(text, word)).copied()
}

/// 未注销, 无证; 未发现异常 and 移出经营异常名录 deny over some characters.
fn is_denied(text: &str, word: &str) -> bool {
    const DENIALS: [&str; 6] = ["未", "至", "非", "不得", "无", "没有"];
    const FAR: [&str; 5] = ["未", "无", "没有", "移出", "解除"];
    text.match_indices(word).all(|(at, _)| {
        let before = &text[..at];
        let near: String = before.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
        DENIALS.iter().any(|denial| before.ends_with(denial))
            || word == "异常" && FAR.iter().any(|denial| near.contains(denial))
    })
}

/// Whether the header asks something.
fn asks(header: &str) -> bool {
    ["是否", "有无", "能否"].iter().any(|word| header.contains(word))
}

/// Whether the state is a bad answer as [`answer`] writes it.
pub(crate) fn is_bad_answer(status: &str) -> bool {
    asks(status) && status.contains('：')
}

/// A state as a header, below which a tick says whether it is so: 注销, 在岗.
fn is_bare_state(header: &str) -> bool {
    let state = header.strip_prefix('已').unwrap_or(header);
    BAD.contains(&state)
        || matches!(state, "有效" | "在岗" | "在职" | "在编" | "正常" | "在营" | "营业" | "存续" | "持证")
}

/// The answer to the question that the header asks, with the question where it is bad (是否在岗：否); none where the
/// header asks nothing or the text is no answer.
pub(crate) fn answer(header: &str, text: &str) -> Option<String> {
    let question = without_brackets(header);
    let question = question.trim_matches(|c: char| "*:?".contains(c) || c.is_whitespace());
    if !asks(question) && !question.contains("持证情况") && !is_bare_state(question) {
        return None;
    }
    let (yes, word) = match codes::code(text).as_str() {
        "否" | "无" | "没有" | "未" | "不" | "不是" | "不能" | "不可以" | "N" | "NO" | "FALSE" | "×" | "X" | "✗"
        | "✘" | "0" => (false, "否"),
        "是" | "有" | "能" | "可以" | "Y" | "YES" | "TRUE" | "√" | "✓" | "✔" | "1" => (true, "是"),
        _ => return None,
    };
    let bad_if_yes = BAD.iter().any(|bad| question.contains(bad));
    let asked = if asks(question) { question.to_owned() } else { format!("是否{question}") };
    Some(if yes == bad_if_yes { format!("{asked}：{word}") } else { word.to_owned() })
}

/// A column that is no field and may hold a remark.
#[derive(Debug)]
pub(crate) struct Remarks {
    index: u32,
    header: String,
    /// The header says that it is for such; elsewhere only a short text that says so in a word counts.
    meant: bool,
}

/// The columns that are no field.
pub(crate) fn remark_columns(header: &Header) -> Vec<Remarks> {
    let meant = |text: &str| {
        asks(text) || is_bare_state(text) || REMARK_HEADERS.iter().chain(&ENDS).any(|word| text.contains(word))
    };
    let open = header.seen.iter().filter(|seen| seen.field.is_none());
    let remarks = |seen: &ColumnGuess| {
        // 备　注.
        let text: String = seen.header.split_whitespace().collect();
        Remarks { index: seen.index, meant: meant(&text), header: text }
    };
    open.map(remarks).collect()
}

/// What a column that is no field says of the entry; a cell that is merged with those above says it of each.
pub(crate) fn remarked(kind: Kind, entry: &Entry<'_>, columns: &[Remarks]) -> Vec<Problem> {
    let (grid, row) = (entry.grid, entry.row.number());
    let found = columns.iter().filter_map(|Remarks { index, header, meant }| {
        let cell = entry.cell_at(*index).filter(|cell| !plain::says_nothing(cell.text) || header.contains("有无"))?;
        if !meant && !is_short_remark(kind, cell.text) {
            return None;
        }
        let ended =
            ENDS.iter().any(|word| header.contains(word)) && ["日期", "时间"].iter().any(|day| header.contains(day));
        let says = match answer(header, cell.text) {
            // 是否客运 and 是否重点企业 are asked as well.
            Some(answer) => is_bad_answer(&answer) && decides(kind, header),
            None => ended || cell.text.chars().count() <= LONGEST && is_told(kind, cell.text),
        };
        says.then(|| {
            let letters = column_letters(*index);
            let header = if header.is_empty() { format!("列{letters}") } else { plain::line(header) };
            let message = format!(
                "“{header}”一列写着“{}”，这一列不参与核对。请看这一行还该不该参加抽取；不该的，请排除并写明原因。",
                crate::text::excerpt::excerpt(cell.text)
            );
            let problem = Problem::of_sheet(&grid.name, Severity::Warning, ProblemCode::Remark, message);
            problem.at_cell(&letters, row + 1).found(cell.text)
        })
    });
    found.collect()
}

/// Whether a text below any header says so: 已注销, 已退休（2026年）.
fn is_short_remark(kind: Kind, text: &str) -> bool {
    let short = !text.is_ascii() && text.chars().count() <= SHORT;
    short && (ended(text).is_some() || (kind == Kind::Officer && word(kind, text).is_some()))
}

/// Whether a note beside the entries says that some of them should not be drawn; one that tells what the table leaves out, or
/// how to fill it in, does not.
pub(crate) fn is_told_of_others(kind: Kind, text: &str) -> bool {
    let aside = ["不列入", "不填", "不含", "不包括", "未列入", "未包括", "已剔除", "必填", "选一", "请在"];
    is_told(kind, text) && !aside.iter().any(|word| text.contains(word))
}

/// Whether a remark says that somebody should look again.
pub(crate) fn is_told(kind: Kind, text: &str) -> bool {
    told_word(kind, text).is_some()
}

/// The word of a remark that says so.
pub(crate) fn told_word(kind: Kind, text: &str) -> Option<&'static str> {
    let more: &[&str] = if kind == Kind::Business { &REMARKED } else { &AWAY };
    word(kind, text).or_else(|| said(more, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_is_not_said() {
        assert_eq!(word(Kind::Business, "吊销，未注销"), Some("吊销"));
        for text in ["存续", "未注销", "正常"] {
            assert_eq!(word(Kind::Business, text), None, "{text}");
        }
        assert_eq!(word(Kind::Officer, "2026年8月退休"), Some("退休"));
        for text in ["在岗", "至退休", "未过期"] {
            assert_eq!(word(Kind::Officer, text), None, "{text}");
        }
    }

    #[test]
    fn answers_carry_their_question_where_they_are_bad() {
        for (header, text, expected) in [
            ("是否在岗", "否", "是否在岗：否"),
            ("是否持有执法证（是/否）", "×", "是否持有执法证：否"),
            ("有无执法证", "无", "有无执法证：否"),
            ("是否注销", "是", "是否注销：是"),
            ("证件是否有效", "否", "证件是否有效：否"),
            ("是否在岗", "√", "是"),
            ("是否注销", "否", "否"),
        ] {
            let answer = answer(header, text).unwrap_or_default();
            assert_eq!(answer, expected);
            assert_eq!(is_bad_answer(&answer), answer.contains('：'));
        }
        assert_eq!(answer("状态", "否"), None);
        assert_eq!(answer("是否在岗", "请假"), None);
    }
}
