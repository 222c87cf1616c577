//! 涉企行政检查台账 of a campaign, and of a year.

use super::papers::CampaignPapers;
use crate::course::{Account, LEDGER_TITLE, LedgerBook, Worklist, year_days};
use crate::model::{Settings, spelt_out};
use crate::state::account;

impl CampaignPapers<'_> {
    /// 涉企行政检查台账 of the campaign with its 统计, by its own settings.
    ///
    /// # Errors
    /// The sentence for the user, when a part of it is not in memory.
    pub fn ledger(&self, list: &Worklist) -> Result<LedgerBook, String> {
        let campaign = self.campaign;
        let account = account(self.model, campaign, Some(list)).map_err(|why| why.to_string())?;
        let title = spelt_out(campaign.plan.title.trim());
        Ok(LedgerBook::new(format!("{title}{LEDGER_TITLE}"), account, &campaign.settings, false))
    }
}

/// That of a year, of what several campaigns put down in it, by these settings.
pub fn year_ledger(accounts: Vec<Account>, year: i32, settings: &Settings) -> LedgerBook {
    let (mut all, days) = (Account::default(), year_days(year));
    accounts.into_iter().for_each(|account| all.add(account.within(&days)));
    LedgerBook::new(format!("{year}年{LEDGER_TITLE}"), all, settings, true)
}
