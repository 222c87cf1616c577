//! What the papers know of a seal, and of an attempt that was voided.

use super::words::PRELIMINARY;
use super::{Block, Fact, half_ems};
use crate::draw::{Contribution, MatchingRule, Mode, Nonce, Outcome, Seal, Sealed, Void};
use crate::model::{Digest, LeftOut, Stamp, StratifyBy, Subject, sizes_in_words};

/// What is known once a draw is sealed.
#[derive(Debug, Clone, Copy)]
pub struct SealFacts<'a> {
    /// 任务编号.
    pub number: &'a str,
    /// 抽取地点.
    pub place: &'a str,
    /// The ratio or count of each stratum in words, in the seal's order.
    pub sizes: &'a [String],
    /// By what the strata are made.
    pub by: StratifyBy,
    /// What was sealed.
    pub sealed: &'a Sealed,
    /// Its commitment.
    pub commitment: Digest,
    /// When.
    pub sealed_at: Stamp,
    /// What the QR code beside the commitment says: see [`crate::route::Route::Verify`]; empty for none.
    pub link: &'a str,
    /// Whether it was sealed by the preliminary protocol, which this program can't verify.
    pub preliminary: bool,
    /// The trade's term for the businesses.
    pub subject: Subject,
    /// The businesses and the officers who were left out before.
    pub left_out: &'a [Vec<LeftOut>; 2],
}

/// What is known of an attempt that was voided.
#[derive(Debug, Clone, Copy)]
pub struct VoidFacts<'a> {
    /// What was sealed.
    pub seal: SealFacts<'a>,
    /// The numbers that were confirmed, of the first contributors.
    pub contributions: &'a [Contribution],
    /// The nonce, opened by the void; `None` where it is lost.
    pub nonce: Option<Nonce>,
    /// The seed, if it came to one.
    pub seed: Option<Digest>,
    /// When it was drawn, and what, if it was.
    pub drawn: Option<(Stamp, &'a Outcome)>,
    /// How many substitutions were made.
    pub substitutions: usize,
    /// Why, by whom, before whom, when.
    pub void: &'a Void,
    /// What the next seal names (protocol §8).
    pub link: Digest,
}

impl<'a> SealFacts<'a> {
    /// The seal.
    pub(super) const fn seal(&self) -> &'a Seal {
        &self.sealed.seal
    }

    /// What stands at the foot of every page: which campaign, which attempt, and the commitment's first 16 digits.
    pub(crate) fn foot(&self) -> String {
        self.foot_with(&self.commitment.short(4))
    }

    /// The same with the whole commitment: who signs a second page signs this very seal.
    pub(super) fn whole_foot(&self) -> String {
        self.foot_with(&self.commitment.groups())
    }

    fn foot_with(&self, commitment: &str) -> String {
        let number = if self.number.is_empty() { self.seal().campaign.title.as_str() } else { self.number };
        foot_with_code(&format!("{number}　{}", self.attempt()), commitment)
    }

    /// 第1次抽取; of the preliminary protocol, whose attempts are counted apart, 第1次抽取（试行）.
    pub(super) fn attempt(&self) -> String {
        let mark = if self.preliminary { "（试行）" } else { "" };
        format!("第{}次抽取{mark}", self.seal().campaign.attempt)
    }

    /// The code of the link with what it is for beside it; none where there is nothing to verify with.
    pub(super) fn code(&self, link: &str, lines: Vec<String>) -> Option<Block> {
        (!link.is_empty()).then(|| Block::Code { text: link.to_owned(), lines })
    }

    /// By which rules it was drawn, where these are not the ones that the papers tell of.
    pub(super) fn rules(&self) -> Option<Vec<Fact>> {
        self.preliminary.then(|| vec![Fact::new("规　则", PRELIMINARY)])
    }

    /// How many businesses are listed.
    pub(super) fn population(&self) -> u64 {
        self.seal().strata.iter().map(|s| u64::from(s.population)).sum()
    }

    /// How many are to be drawn.
    pub(super) fn sample(&self) -> u64 {
        self.seal().strata.iter().map(|s| u64::from(s.sample)).sum()
    }

    /// 比例, each once with the strata of which it is; once if all have the same.
    pub(super) fn ratio(&self) -> String {
        let sizes = self.seal().strata.iter().zip(self.sizes).map(|(s, size)| (s.label.as_str(), size.clone()));
        sizes_in_words(self.by, &sizes.collect::<Vec<_>>())
    }

    /// What the column of the strata is called: 类别, 信用等级.
    pub(super) const fn stratum_title(&self) -> &'static str {
        self.by.title()
    }

    /// 抽取方式 in words.
    pub(super) fn way(&self) -> String {
        let strata = match self.by {
            _ if self.seal().strata.len() < 2 => "随机抽取",
            StratifyBy::Category => "分类别随机抽取",
            StratifyBy::Grade => "分信用等级随机抽取",
            StratifyBy::CategoryGrade => "分类别和信用等级随机抽取",
            StratifyBy::Township => "分乡镇随机抽取",
        };
        match self.seal().matching {
            MatchingRule { mode: Mode::Teams, teams: Some(teams) } => format!("{strata}，联合检查组（{teams}组）匹配"),
            _ => format!("{strata}，按户匹配"),
        }
    }
}

/// A line of a foot in 9 pt, in halves of a character: 156 mm hold 98.
const FOOT_LINE: u32 = 96;

/// A foot with a commitment, or its beginning: no line ends within the code, which stands on a line of its own where one does
/// not hold both.
pub(super) fn foot_with_code(text: &str, commitment: &str) -> String {
    let code = format!("封存码 {commitment}").replace(' ', "\u{a0}");
    let before = if half_ems(&format!("{text}　{code}")) > FOOT_LINE { '\n' } else { '　' };
    format!("{text}{before}{code}")
}
