//! 涉企行政检查台账 of a campaign, and of a year.

use super::papers::CampaignPapers;
use crate::course::{Account, LedgerBook, Statistics, Worklist, year_days};
use crate::model::{Settings, spelt_out};
use crate::state::account;

/// What it is called.
pub const LEDGER_TITLE: &str = "涉企行政检查台账";

impl CampaignPapers<'_> {
    /// 涉企行政检查台账 of the campaign with its 统计, by its own settings.
    ///
    /// # Errors
    /// The sentence for the user, when a part of it is not in memory.
    pub fn ledger(&self, list: &Worklist) -> Result<LedgerBook, String> {
        let campaign = self.campaign;
        let account = account(self.model, campaign, Some(list)).map_err(|why| why.to_string())?;
        let title = spelt_out(campaign.plan.title.trim());
        Ok(book(format!("{title}{LEDGER_TITLE}"), account, &campaign.settings, false))
    }
}

/// That of a year, of what several campaigns put down in it, by these settings.
pub fn year_ledger(accounts: Vec<Account>, year: i32, settings: &Settings) -> LedgerBook {
    let (mut all, days) = (Account::default(), year_days(year));
    accounts.into_iter().for_each(|account| all.add(account.within(&days)));
    book(format!("{year}年{LEDGER_TITLE}"), all, settings, true)
}

fn book(title: String, mut account: Account, settings: &Settings, of_days: bool) -> LedgerBook {
    let statistics = Statistics::of(&mut account, &settings.caps, of_days);
    LedgerBook { title, columns: settings.shown_ledger_columns(), lines: account.lines, statistics }
}
