//! 单位设置: what holds for all campaigns of this browser. A new campaign begins with these settings, and then has its own; the
//! days off and worked that are entered here count in every campaign, unless it says otherwise itself.

use super::campaign::StoredFault;
use super::shared_form::SharedForm;
use crate::model::{InOrder, Settings};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

const FORM: SharedForm = SharedForm { format: "mingchou-office", version: 1, name: "单位设置" };

/// 单位设置, as far as there are any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Office {
    /// As they were entered; none while nobody has.
    pub settings: Option<Settings>,
    /// Why what is stored can't be opened or not be changed.
    pub fault: Option<StoredFault>,
}

#[derive(Serialize, Deserialize)]
struct OfficeContent<T> {
    settings: T,
}

/// The text under which they are kept.
///
/// # Errors
/// [`StoredFault::Damaged`] if they can't be written, which no settings made by this program do.
pub fn write_office(settings: &Settings) -> Result<String, StoredFault> {
    FORM.write(OfficeContent { settings })
}

/// Opens what is stored. What a newer program wrote can be looked at, as far as this one understands it.
pub fn read_office(text: &str) -> Office {
    let (content, fault) = FORM.read::<OfficeContent<Settings>>(text);
    Office { settings: content.map(|content| content.settings), fault }
}

impl Office {
    /// Whether a newer program wrote them, so that they are not changed here.
    pub const fn is_newer(&self) -> bool {
        matches!(self.fault, Some(StoredFault::Newer(_)))
    }

    /// They, or what a campaign that is begun on this day has without them.
    pub fn shown(&self, on: NaiveDate) -> Cow<'_, Settings> {
        self.settings.as_ref().map_or_else(|| Cow::Owned(Settings::begun(on)), Cow::Borrowed)
    }

    /// The settings of a campaign that is begun on this day. The days stay here, where they count for all.
    pub fn for_new(&self, on: NaiveDate) -> Settings {
        let mut settings = self.shown(on).into_owned();
        settings.days_off.clear();
        settings.workdays.clear();
        settings.noted_years.clear();
        settings
    }

    /// The settings of a campaign with the days of the office: of a day of which both speak, the campaign's own word counts.
    pub fn over<'a>(&self, own: &'a Settings) -> Cow<'a, Settings> {
        let Some(office) = &self.settings else { return Cow::Borrowed(own) };
        if office.days_off.is_empty() && office.workdays.is_empty() && office.noted_years.is_empty() {
            return Cow::Borrowed(own);
        }
        let mut both = own.clone();
        let says = |day: &&NaiveDate| own.days_off.contains(day) || own.workdays.contains(day);
        both.days_off.extend(office.days_off.iter().filter(|day| !says(day)));
        both.workdays.extend(office.workdays.iter().filter(|day| !says(day)));
        both.noted_years.extend(&office.noted_years);
        both.days_off.order();
        both.workdays.order();
        Cow::Owned(both)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;

    fn days(texts: &[&str]) -> Vec<NaiveDate> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    /// A day of which the office says that it is off and the campaign that it is worked is worked, and the other way round.
    #[test]
    fn the_days_of_the_office_count_unless_the_campaign_says_otherwise() {
        let entered = Settings {
            days_off: days(&["2027-02-08", "2027-02-09"]),
            workdays: days(&["2027-02-20", "2027-02-21"]),
            noted_years: vec![2027],
            ..Settings::of_today()
        };
        let office = Office { settings: Some(entered), fault: None };
        let own = Settings {
            days_off: days(&["2027-02-21", "2027-02-10"]),
            workdays: days(&["2027-02-09"]),
            ..Settings::default()
        };
        let both = office.over(&own);
        let calendar = Calendar::of(&both);
        let worked = |text: &str| calendar.is_workday(text.parse().unwrap());
        let of = ["2027-02-08", "2027-02-09", "2027-02-10", "2027-02-20", "2027-02-21"].map(worked);
        assert_eq!(of, [false, true, false, true, false]);
        assert!(calendar.is_known("2027-06-01".parse().unwrap()));
        // Nothing else of the office reaches a campaign that has its own settings.
        assert_eq!(
            Settings {
                days_off: own.days_off.clone(),
                workdays: own.workdays.clone(),
                noted_years: vec![],
                ..both.into_owned()
            },
            own
        );
        assert!(matches!(Office::default().over(&own), Cow::Borrowed(_)));
    }

    #[test]
    fn a_new_campaign_takes_the_settings_and_not_the_days() {
        let entered =
            Settings { publish_within: 20, contact: "李某".into(), noted_years: vec![2027], ..Settings::of_today() };
        let office = Office { settings: Some(entered.clone()), fault: None };
        let on = "2026-11-30".parse().unwrap();
        assert_eq!(office.for_new(on), Settings { noted_years: vec![], ..entered });
        assert_eq!(Office::default().for_new(on), Settings::begun(on));
    }

    #[test]
    fn what_is_stored_comes_back_or_is_told_of() {
        let entered = Settings { publish_within: 15, days_off: days(&["2027-01-01"]), ..Settings::of_today() };
        let text = write_office(&entered).unwrap();
        assert_eq!(read_office(&text), Office { settings: Some(entered.clone()), fault: None });
        let newer = text.replacen("\"version\":1", "\"version\":2", 1);
        assert_eq!(read_office(&newer), Office { settings: Some(entered), fault: Some(StoredFault::Newer(2)) });
        assert!(read_office(&newer).is_newer());
        for broken in ["", "{}", "[]", &text[..100], &text.replacen("mingchou-office", "mingchou-campaign", 1)] {
            let office = read_office(broken);
            assert!(office.settings.is_none() && matches!(office.fault, Some(StoredFault::Damaged(_))), "{broken}");
        }
    }
}
