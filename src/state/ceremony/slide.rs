//! What a slide of the 大屏 is, and to which part of the ceremony it belongs.

use crate::draw::Mode;
use std::ops::Range;

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slide {
    /// Nothing is sealed.
    Open,
    /// 封存码.
    Seal,
    /// 写号: so many slips are handed in, in the order of [`slips`].
    Slips(usize),
    /// 报数: the number of the party at this place.
    Number(usize),
    /// 种子.
    Seed,
    /// Every ticket on the ruler of its category, nothing drawn yet.
    Tickets,
    /// The businesses at these places of the record's order.
    Businesses(Range<usize>),
    /// The officers drawn: of the department at this place, those at these places.
    Officers(Vec<(usize, Range<usize>)>),
    /// The team at this place: which of its businesses, and which of the departments that are in it.
    Group {
        /// Its place.
        team: usize,
        /// Of its businesses.
        businesses: Range<usize>,
        /// Of its departments.
        departments: Range<usize>,
    },
    /// 按户: the teams at these places.
    Households(Range<usize>),
    /// Totals and the code to check them by.
    Closing,
}

/// A part of the ceremony, as the head of every slide names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    /// 封存.
    Seal,
    /// 写号.
    Slips,
    /// 报数.
    Numbers,
    /// 抽取.
    Draw,
    /// 分组, or 匹配 where there are no teams.
    Groups,
}

impl Chapter {
    /// In order.
    pub const ALL: [Self; 5] = [Self::Seal, Self::Slips, Self::Numbers, Self::Draw, Self::Groups];

    /// Its name.
    pub const fn title(self, mode: Mode) -> &'static str {
        match (self, mode) {
            (Self::Seal, _) => "封存",
            (Self::Slips, _) => "写号",
            (Self::Numbers, _) => "报数",
            (Self::Draw, _) => "抽取",
            (Self::Groups, Mode::Teams) => "分组",
            (Self::Groups, Mode::PerBusiness) => "匹配",
        }
    }
}

impl Slide {
    /// The part that it belongs to; `None` once all is shown.
    pub const fn chapter(&self) -> Option<Chapter> {
        Some(match self {
            Self::Open | Self::Seal => Chapter::Seal,
            Self::Slips(_) => Chapter::Slips,
            Self::Number(_) => Chapter::Numbers,
            Self::Seed | Self::Tickets | Self::Businesses(_) | Self::Officers(_) => Chapter::Draw,
            Self::Group { .. } | Self::Households(_) => Chapter::Groups,
            Self::Closing => return None,
        })
    }

    /// Whether both are pages of one list.
    pub(super) fn goes_on(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Group { team, .. }, Self::Group { team: other, .. }) => team == other,
            (Self::Businesses(_), Self::Businesses(_))
            | (Self::Officers(_), Self::Officers(_))
            | (Self::Households(_), Self::Households(_)) => true,
            _ => false,
        }
    }
}
