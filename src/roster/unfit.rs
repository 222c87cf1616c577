//! What says that a business is no more, or that an officer may not inspect: the words of a state, the answers below
//! 是否在岗 or 有无执法证, and remarks in columns that are no field.

use super::fold::without_brackets;
use super::grid::{Grid, Row, column_letters};
use super::header::Header;
use super::{Kind, Problem, ProblemCode, Severity, text};

/// What is said of a business that is no more.
const BUSINESS: [&str; 8] = ["注销", "吊销", "撤销", "迁出", "清算", "歇业", "停业", "关闭"];

/// What is said of an officer, or of a certificate, that may not be used (道路运输条例 59).
const OFFICER: [&str; 27] = [
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
    "调离",
    "调出",
    "离职",
    "离岗",
    "停职",
    "辞职",
    "辞退",
    "开除",
    "退休",
    "去世",
    "无执法证",
    "无证",
    "未持证",
    "不持证",
    "未取得",
    "未办理",
    "未年检",
];

/// What else a remark may say of a business, or of an officer, for which somebody should look again.
const REMARKED: [&[&str]; 2] = [
    &["搬迁", "搬走", "倒闭", "停产", "查无", "失联", "不存在", "重复"],
    &[
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
        "挂职",
        "抽调",
        "辅警",
        "协管",
        "辅助",
        "临时",
        "劳务",
        "见习",
        "实习",
        "公益性岗位",
    ],
];

/// Headers of columns that are no field and may say so.
const REMARKS: [&str; 14] = [
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
const BAD: [&str; 10] = ["注销", "吊销", "停业", "歇业", "失效", "过期", "调离", "退休", "离职", "离岗"];

/// What a question is about that decides whether to draw.
const ABOUT: [&str; 13] =
    ["参加", "参与", "纳入", "抽取", "有效", "在岗", "在职", "在编", "正常", "营业", "存续", "证", "资格"];

/// Characters of the longest remark that is looked at.
const LONGEST: usize = 100;

/// The word of a state that says so; 未注销 and 至退休 do not.
pub(super) fn word(kind: Kind, text: &str) -> Option<&'static str> {
    let words: &[&str] = if kind == Kind::Business { &BUSINESS } else { &OFFICER };
    said(words, text)
}

fn said(words: &[&'static str], text: &str) -> Option<&'static str> {
    let denied = |word: &str| {
        let denials = ["未", "至", "非", "不得"].iter();
        denials.fold(text.to_owned(), |text, not| text.replace(&format!("{not}{word}"), ""))
    };
    // Most texts say none of them.
    words.iter().find(|word| text.contains(**word) && denied(word).contains(**word)).copied()
}

/// Whether the header asks something.
fn asks(header: &str) -> bool {
    header.contains("是否") || header.contains("有无")
}

/// Whether the state is a bad answer as [`answer`] writes it.
pub(super) fn is_bad_answer(status: &str) -> bool {
    asks(status) && status.contains('：')
}

/// The answer to the question that the header asks, with the question where it is bad (是否在岗：否); none where the
/// header asks nothing or the text is no answer.
pub(super) fn answer(header: &str, text: &str) -> Option<String> {
    let question = without_brackets(header);
    let question = question.trim_matches(|c: char| "*:?".contains(c) || c.is_whitespace());
    if !asks(question) && !question.contains("持证情况") {
        return None;
    }
    let (yes, word) = match text::code(text).as_str() {
        "否" | "无" | "没有" | "未" | "不" | "不是" | "N" | "NO" | "FALSE" | "×" | "X" | "✗" | "✘" | "0" => {
            (false, "否")
        }
        "是" | "有" | "Y" | "YES" | "TRUE" | "√" | "✓" | "✔" | "1" => (true, "是"),
        _ => return None,
    };
    let bad_if_yes = BAD.iter().any(|bad| question.contains(bad));
    let asked = if asks(question) { question.to_owned() } else { format!("是否{question}") };
    Some(if yes == bad_if_yes { format!("{asked}：{word}") } else { word.to_owned() })
}

/// The columns that are no field and may hold such a remark: their numbers and headers.
pub(super) fn remark_columns(header: &Header) -> Vec<(u32, String)> {
    let may = |text: &str| asks(text) || REMARKS.iter().chain(&ENDS).any(|word| text.contains(word));
    let open = header.seen.iter().filter(|seen| seen.field.is_none());
    // 备　注.
    let named = open.map(|seen| (seen.index, seen.header.split_whitespace().collect::<String>()));
    named.filter(|(_, text)| may(text)).collect()
}

/// What a column that is no field says of the entry.
pub(super) fn remarked(kind: Kind, grid: &Grid, row: &Row<'_>, columns: &[(u32, String)]) -> Vec<Problem> {
    let found = columns.iter().filter_map(|(index, header)| {
        let cell = row.get(*index).filter(|cell| !text::says_nothing(cell.text) || header.contains("有无"))?;
        let ended =
            ENDS.iter().any(|word| header.contains(word)) && ["日期", "时间"].iter().any(|day| header.contains(day));
        let says = match answer(header, cell.text) {
            // 是否客运 and 是否重点企业 are asked as well.
            Some(answer) => is_bad_answer(&answer) && ABOUT.iter().chain(&BAD).any(|word| header.contains(word)),
            None => ended || cell.text.chars().count() <= LONGEST && is_told(kind, cell.text),
        };
        says.then(|| {
            let header = text::line(header);
            let message = format!(
                "“{header}”一列写着“{}”，这一列不参与核对。请看这一行还该不该参加抽取；不该的，请排除并写明原因。",
                super::problem::excerpt(cell.text)
            );
            let problem = Problem::of_sheet(&grid.name, Severity::Warning, ProblemCode::Remark, message);
            problem.at_cell(&column_letters(*index), row.number() + 1).found(cell.text)
        })
    });
    found.collect()
}

/// Whether a remark says that somebody should look again.
pub(super) fn is_told(kind: Kind, text: &str) -> bool {
    let more = REMARKED[usize::from(kind == Kind::Officer)];
    word(kind, text).is_some() || said(more, text).is_some()
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
