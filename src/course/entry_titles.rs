//! The headers of the entry workbook that differ from campaign to campaign: what the businesses are called, what the strata are.

use super::Worklist;
use crate::model::{Settings, StratifyBy, Subject};

/// The column of the names, as a campaign of 2018 has it.
pub(super) const NAME: &str = Subject::Market.name_title();
/// The column of the strata, as a campaign by category has it.
pub(super) const STRATUM: &str = StratifyBy::Category.title();

/// What a column of the entry workbook is called in this campaign: that of the names after the term of its settings, that of the
/// strata after what they are made of.
pub fn entry_title(title: &'static str, settings: &Settings, list: &Worklist) -> &'static str {
    if title == NAME {
        settings.subject.name_title()
    } else if title == STRATUM {
        list.by.title()
    } else {
        title
    }
}

/// The headers that a column may have, in whatever campaign it was written.
pub(super) fn headers_of<'a>(title: &'a &'a str) -> &'a [&'a str] {
    const STRATA: [&str; 4] =
        [STRATUM, StratifyBy::Grade.title(), StratifyBy::CategoryGrade.title(), StratifyBy::Township.title()];
    if *title == NAME {
        &Subject::NAME_TITLES
    } else if *title == STRATUM {
        const { &STRATA }
    } else {
        std::slice::from_ref(title)
    }
}
