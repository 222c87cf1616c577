//! Remarks that say that an officer is to be recused (行政处罚法 43), or is bound up with a business: 申请回避, 配偶在甲公司任职,
//! 曾任职于甲公司. Which business is meant only the roster of businesses can tell: see `checks/recusals.rs`.

use crate::model::{EntityKind, normal_key};
use crate::roster::layout::entry::Entry;
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::of_cells::CellProblem;
use crate::roster::read::answer::{Answer, answer};
use crate::roster::read::remarks::RemarkColumn;
use crate::roster::vocabulary::Words;
use crate::roster::vocabulary::recusals::RECUSALS;
use crate::text::excerpt::{excerpt, excerpt_around, sanitized};
use crate::text::plain;
use crate::workbook::a1::column_letters;
use crate::workbook::annotations;

/// Characters of the longest remark that is looked at.
const LONGEST: usize = 200;

/// What a remark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RecusalStatement {
    /// The word that says it, as it is folded.
    pub word: &'static str,
    /// It says so whatever business it is about; else only where it names one that is to be inspected: 父亲在县医院工作 does not.
    pub sure: bool,
}

/// Whether a remark says that the officer is to be recused, or may have to be.
pub(crate) fn says(text: &str) -> Option<RecusalStatement> {
    if text.is_ascii() {
        return None;
    }
    let sentences = text.split(['\n', '\r', '。', '；', ';', '！']).map(|sentence| {
        let apart = |sentence: String, word: &str| sentence.replace(word, "某");
        RECUSALS.aside.iter().fold(normal_key(sentence), apart)
    });
    let said: Vec<RecusalStatement> = sentences.filter_map(|sentence| Sentence(&sentence).says()).collect();
    said.iter().find(|says| says.sure).or(said.first()).copied()
}

/// A sentence, folded.
#[derive(Clone, Copy)]
struct Sentence<'a>(&'a str);

impl<'a> Sentence<'a> {
    fn says(self) -> Option<RecusalStatement> {
        if RECUSALS.after.fit(self.0) {
            return None;
        }
        let stands = |word: &str, at: usize| {
            let before = self.clause_before(at);
            !is_denied(before) && !RECUSALS.afar.fit(before) && !word.is_empty()
        };
        let by_itself = [&RECUSALS.recuses, &RECUSALS.owns];
        let alone = by_itself.iter().flat_map(|words| self.all(words)).find(|(word, at)| stands(word, *at));
        if let Some((word, _)) = alone {
            return Some(RecusalStatement { word, sure: true });
        }
        let named = RECUSALS.place.fit(self.0);
        let runs = self.all(&RECUSALS.runs).map(|tie| (tie, true));
        let works = self.all(&RECUSALS.works).map(|tie| (tie, false));
        let bound = runs.chain(works).filter_map(|(tie, runs)| {
            let kin = self.kin_of(tie);
            let word = kin.or_else(|| self.once_of(tie))?;
            Some(RecusalStatement { word, sure: named || runs && kin.is_some() })
        });
        let bound: Vec<RecusalStatement> = bound.collect();
        bound.iter().find(|says| says.sure).or(bound.first()).copied()
    }

    /// Where each of the words stands.
    fn all(self, words: &'a Words) -> impl Iterator<Item = (&'static str, usize)> + 'a {
        words.iter().flat_map(move |word| self.0.match_indices(word).map(move |(at, _)| (word, at)))
    }

    /// What stands before a place in its clause.
    fn clause_before(self, at: usize) -> &'a str {
        let before = &self.0[..at];
        &before[before.rfind(',').map_or(0, |comma| comma + 1)..]
    }

    /// Whose tie to a business it is: the nearest before it in the sentence, or behind it in the clause (甲公司法人为其妻).
    fn kin_of(self, (tie, at): (&str, usize)) -> Option<&'static str> {
        let clear = |between: &str| !is_denied(between) && !RECUSALS.between.fit(between);
        let before = self.all(&RECUSALS.kin).filter(|(kin, k)| k + kin.len() <= at).max_by_key(|(_, k)| *k);
        let before = before
            .filter(|(kin, k)| clear(&self.0[k + kin.len()..at]) && !is_denied(self.clause_before(*k)))
            .map(|(kin, _)| kin);
        let clause = self.0[at + tie.len()..].split(',').next().unwrap_or_default();
        let behind = || RECUSALS.kin.iter().find(|kin| clause.find(kin).is_some_and(|k| clear(&clause[..k])));
        before.or_else(|| behind().filter(|_| !is_denied(self.clause_before(at))))
    }

    /// The word before it in the clause that says that it was so once.
    fn once_of(self, (_, at): (&str, usize)) -> Option<&'static str> {
        let before = self.clause_before(at);
        RECUSALS.once.iter().find(|once| {
            let found = before.rfind(once);
            found.is_some_and(|o| !is_denied(&before[..o]) && !RECUSALS.between.fit(&before[o + once.len()..]))
        })
    }
}

/// Whether what comes behind a text is denied by its end: 无应, 不存在需要, 无配偶、.
fn is_denied(before: &str) -> bool {
    let mut bare = before;
    loop {
        if RECUSALS.denies.fit(bare) {
            return true;
        }
        let filler = RECUSALS.filler.find(bare).or_else(|| RECUSALS.kin.iter().find(|kin| bare.ends_with(kin)));
        match filler.and_then(|filler| bare.strip_suffix(filler)) {
            Some(rest) => bare = rest,
            None => return false,
        }
    }
}

/// A piece of a remark, around the word that says so.
fn quoted(text: &str) -> String {
    let line = plain::line(text);
    says(&line).map_or_else(|| excerpt(&line), |says| excerpt_around(&line, says.word))
}

/// A remark on one line.
fn whole(text: &str) -> String {
    let lines: Vec<&str> = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    sanitized(plain::line(&lines.join("；")))
}

/// What columns that are no field, and comments on cells, say of an officer's recusal.
pub(crate) fn recused(kind: EntityKind, entry: &Entry<'_>, columns: &[RemarkColumn]) -> Vec<Problem> {
    if kind != EntityKind::Officer {
        return Vec::new();
    }
    let (grid, row) = (entry.grid, entry.row.number());
    let of_column = columns.iter().filter_map(|remarks| {
        let cell = entry.cell_at(remarks.index()).filter(|cell| !plain::says_nothing(cell.text))?;
        let said = match answer(remarks.header(), cell.text) {
            // 是否需要回避 with 是: the header says it.
            Some(Answer::Good { yes: true } | Answer::Bad { yes: true, .. }) => {
                format!("{}：{}", remarks.header().replace("是否", "").replace("有无", "有"), cell.text)
            }
            Some(_) => return None,
            None => cell.text.to_owned(),
        };
        let letters = column_letters(remarks.index());
        let header = if remarks.header().is_empty() { format!("列{letters}") } else { plain::line(remarks.header()) };
        let problem = CellProblem::RecusalInRemark { header: &header, quoted: quoted(cell.text) };
        Some((remarks.index(), said, Problem::of_kind(&grid.name, &problem)))
    });
    let of_notes = grid.notes_in(row).map(|(column, note)| {
        let said = annotations::remark(note);
        let problem = CellProblem::RecusalInComment { quoted: quoted(&said) };
        (column, said, Problem::of_kind(&grid.name, &problem))
    });
    let problem = |(column, text, problem): (u32, String, Problem)| {
        says(&text).filter(|_| text.chars().count() <= LONGEST)?;
        // All of it: it is looked at again when the businesses are known.
        Some(Problem { found: whole(&text), ..problem.at_cell(&column_letters(column), row + 1) })
    };
    of_column.chain(of_notes).filter_map(problem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_that_say_so() {
        for (text, word, sure) in [
            ("申请回避", "回避", true),
            ("因亲属关系申请回避平罗县宏达运输有限公司", "回避", true),
            ("身体原因不能参加，应依法回避", "回避", true),
            ("配偶在宏达公司任职", "配偶", true),
            ("配偶马某，在宏达公司任职", "配偶", true),
            ("父亲经营货运", "父", true),
            ("甲公司法人为其妻", "妻", true),
            ("曾任职于宏达运输公司", "曾", true),
            ("2019年前曾在宏达公司上班", "曾", true),
            ("父亲无业，配偶经营货运", "配偶", true),
            ("持有宏达公司10%股份", "股份", true),
            ("配偶未就业\n儿子在宏达物流上班", "儿子", true),
            ("曾任职于宏达", "曾", false),
            ("父亲在县医院工作", "父", false),
            ("原在城关镇工作", "原在", false),
        ] {
            assert_eq!(says(text), Some(RecusalStatement { word, sure }), "{text}");
        }
    }

    #[test]
    fn remarks_that_deny_it_or_speak_of_something_else() {
        for text in [
            "",
            "无",
            "在岗",
            "无需回避",
            "无需申请回避",
            "不需要回避",
            "无亲属关系",
            "不存在应回避情形",
            "不存在法律法规规定的应当回避的情形",
            "没有需要回避的情形",
            "未发现应回避情形",
            "应回避情形：无",
            "无配偶、子女经商办企业情形，无投资入股",
            "配偶、子女均未在企业任职",
            "本人及亲属未持有企业股份",
            "亲属不在辖区企业任职",
            "配偶无工作",
            "已学习回避制度，签回避承诺书",
            "2019年由宁夏某股份有限公司调入",
            "负责企业监管工作",
            "工作认真，任职满三年",
            "家属院3号楼",
            "借调",
            "联系电话13995000000",
        ] {
            assert_eq!(says(text), None, "{text}");
        }
    }
}
