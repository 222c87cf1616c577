//! What two programs found in one record: this one, and the script of the public page, which was written apart from it in
//! another language. That they agree is told only once both have come to their end.

/// How far a program is with a record, and what it found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recomputed {
    /// It is at it.
    Running,
    /// All that it recomputes is as recorded.
    Same,
    /// What is not.
    Different(Vec<String>),
    /// It came to no end, and why.
    Failed(String),
}

/// What the script says line by line: how many checks it made, and those that differ.
#[derive(Debug, Clone, Default)]
pub struct ScriptLines {
    same: usize,
    different: Vec<String>,
}

impl ScriptLines {
    /// Takes a line; what is found once the script has said that it is done. `None` is said of a script that broke.
    pub fn hear(&mut self, line: Option<&[String]>) -> Recomputed {
        let words: Option<Vec<&str>> = line.map(|line| line.iter().map(String::as_str).collect());
        match words.as_deref() {
            Some(["same", _]) => self.same += 1,
            Some(["different", what]) => self.different.push((*what).to_owned()),
            Some(["done"]) if !self.different.is_empty() => return Recomputed::Different(self.different.clone()),
            Some(["done"]) if self.same > 0 => return Recomputed::Same,
            _ => return Recomputed::Failed("公开网页的程序没有算完".into()),
        }
        Recomputed::Running
    }
}

/// Both programs on one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoPrograms {
    /// This one.
    pub own: Recomputed,
    /// The script of the public page.
    pub script: Recomputed,
}

/// What both come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// One of them is still at it.
    Open,
    /// Both found everything as recorded.
    Agreed,
    /// One found a difference, or both did.
    Differs,
    /// One came to no end: nothing was compared.
    NotCompared,
}

impl TwoPrograms {
    /// Both have just begun.
    pub const BEGUN: Self = Self { own: Recomputed::Running, script: Recomputed::Running };

    /// What both come to.
    pub const fn agreement(&self) -> Agreement {
        use Recomputed::{Different, Failed, Running, Same};
        match (&self.own, &self.script) {
            (Different(_), _) | (_, Different(_)) => Agreement::Differs,
            (Running, _) | (_, Running) => Agreement::Open,
            (Failed(_), _) | (_, Failed(_)) => Agreement::NotCompared,
            (Same, Same) => Agreement::Agreed,
        }
    }

    /// The same in one sentence without a full stop.
    pub fn said(&self) -> String {
        let word = match self.agreement() {
            Agreement::Open => return "两个程序正在重算……".into(),
            Agreement::Agreed => return "两个程序重算：一致".into(),
            Agreement::Differs => "两个程序重算：不一致",
            Agreement::NotCompared => "两个程序没有都算完，没有比对",
        };
        format!("{word}。本程序：{}；公开网页的程序：{}", self.own.said(), self.script.said())
    }
}

/// Differences that are told by name.
const NAMED: usize = 3;

impl Recomputed {
    fn said(&self) -> String {
        match self {
            Self::Running => "正在重算".into(),
            Self::Same => "与记录一致".into(),
            Self::Failed(why) => format!("没有能重算（{why}）"),
            Self::Different(what) => {
                let more = if what.len() > NAMED { format!("等{}项", what.len()) } else { String::new() };
                let named: Vec<_> = what.iter().take(NAMED).map(String::as_str).collect();
                format!("与记录不同的有{}{more}", named.join("、"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(lines: &[Option<&[&str]>]) -> Recomputed {
        let mut script = ScriptLines::default();
        let mut last = Recomputed::Running;
        for line in lines {
            let line: Option<Vec<String>> = line.map(|words| words.iter().map(|w| (*w).to_owned()).collect());
            last = script.hear(line.as_deref());
        }
        last
    }

    #[test]
    fn the_script_has_found_something_only_once_it_is_done() {
        assert_eq!(heard(&[Some(&["same", "封存码"])]), Recomputed::Running);
        assert_eq!(heard(&[Some(&["different", "封存码"])]), Recomputed::Running);
        assert_eq!(heard(&[Some(&["same", "封存码"]), Some(&["done"])]), Recomputed::Same);
        let lines: [Option<&[&str]>; 3] =
            [Some(&["same", "封存码"]), Some(&["different", "号码和种子"]), Some(&["done"])];
        assert_eq!(heard(&lines), Recomputed::Different(vec!["号码和种子".into()]));
        // Done without a check, broken, or in words that are not known: nothing was compared.
        for lines in [&[Some(&["done"][..])][..], &[Some(&["same", "封存码"]), None], &[Some(&["same"])], &[Some(&[])]]
        {
            assert!(matches!(heard(lines), Recomputed::Failed(_)), "{lines:?}");
        }
    }

    #[test]
    fn both_agree_only_where_both_found_everything_as_recorded() {
        use Agreement::{Agreed, Differs, NotCompared, Open};
        let different = Recomputed::Different(vec!["名单".into()]);
        let all = [Recomputed::Running, Recomputed::Same, different, Recomputed::Failed("没有内存".into())];
        let expected = [
            [Open, Open, Differs, Open],
            [Open, Agreed, Differs, NotCompared],
            [Differs, Differs, Differs, Differs],
            [Open, NotCompared, Differs, NotCompared],
        ];
        for (own, row) in all.iter().zip(expected) {
            for (script, agreement) in all.iter().zip(row) {
                let both = TwoPrograms { own: own.clone(), script: script.clone() };
                assert_eq!(both.agreement(), agreement, "{both:?}");
                assert_eq!(both.said() == "两个程序重算：一致", agreement == Agreed, "{both:?}");
            }
        }
    }

    #[test]
    fn where_they_differ_is_told() {
        let many = ["封存", "种子", "名单", "分组"].map(String::from).to_vec();
        let both = TwoPrograms { own: Recomputed::Same, script: Recomputed::Different(many) };
        assert_eq!(
            both.said(),
            "两个程序重算：不一致。本程序：与记录一致；公开网页的程序：与记录不同的有封存、种子、名单等4项"
        );
    }
}
