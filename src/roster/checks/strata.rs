//! Which stratum of a plan a business belongs to, by its category, its grade, its township (protocol §3: exactly one).

use crate::model::{Business, NO_TOWNSHIP, StratifyBy, UNRATED, WHOLE, joint_label, normal_key};
use crate::roster::vocabulary::grades::{Grade, grade};
use std::borrow::Cow;

/// The strata of a plan, ready to sort businesses into.
#[derive(Debug)]
pub struct Strata<'a> {
    by: StratifyBy,
    labels: Vec<Label<'a>>,
    /// The categories of the labels, by their keys, each once.
    categories: Vec<(String, &'a str)>,
}

/// A label with the keys of what it is made of; one is empty where the label is of the other alone.
#[derive(Debug)]
struct Label<'a> {
    label: &'a str,
    category: String,
    other: String,
}

/// Why a business is of no stratum, or of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit<'a> {
    /// Of none of the plan's categories.
    Category,
    /// Of several of the plan's categories.
    SeveralCategories(Vec<&'a str>),
    /// Of a grade that neither the vocabulary nor the plan knows.
    Grade,
    /// What it would be labelled as is no stratum of the plan.
    Stratum(String),
}

impl<'a> Strata<'a> {
    /// Those with these labels.
    pub fn of(by: StratifyBy, labels: impl IntoIterator<Item = &'a str>) -> Self {
        let label = |label: &'a str| {
            let other = match by {
                StratifyBy::Township => normal_key(label),
                _ => by.grade_of(label).map(grade_key).unwrap_or_default(),
            };
            Label { label, category: by.category_of(label).map(normal_key).unwrap_or_default(), other }
        };
        let labels: Vec<_> = labels.into_iter().map(label).collect();
        let mut categories: Vec<(String, &str)> = Vec::new();
        for known in labels.iter().filter(|l| !l.category.is_empty()) {
            if categories.iter().all(|(key, _)| *key != known.category) {
                categories.push((known.category.clone(), by.category_of(known.label).unwrap_or(known.label)));
            }
        }
        Self { by, labels, categories }
    }

    /// By what they are made.
    pub const fn by(&self) -> StratifyBy {
        self.by
    }

    /// The plan's categories.
    pub fn categories(&self) -> Vec<&'a str> {
        self.categories.iter().map(|(_, label)| *label).collect()
    }

    /// The plan's grades, each once.
    pub fn grades(&self) -> Vec<&'a str> {
        let mut grades: Vec<&str> = Vec::new();
        for grade in self.labels.iter().filter_map(|l| self.by.grade_of(l.label)) {
            if !grades.contains(&grade) {
                grades.push(grade);
            }
        }
        grades
    }

    /// Their labels.
    pub fn labels(&self) -> Vec<&'a str> {
        self.labels.iter().map(|l| l.label).collect()
    }

    /// The stratum of a business.
    ///
    /// # Errors
    /// Why it is of none, or of several: of a business of several categories the first would do, which who only counts may take.
    pub fn find(&self, business: &Business) -> Result<&'a str, Misfit<'a>> {
        if let [Label { label: label @ WHOLE, .. }] = self.labels[..] {
            return Ok(label);
        }
        let category = if self.by.has_category() {
            match categories_of(business, &self.categories)[..] {
                [] => return Err(Misfit::Category),
                [one] => one,
                ref several => return Err(Misfit::SeveralCategories(several.to_vec())),
            }
        } else {
            ""
        };
        self.in_category(category, business)
    }

    /// The stratum of a business, the first of several: to count before it is said which.
    pub fn first(&self, business: &Business) -> Option<&'a str> {
        match self.find(business) {
            Ok(label) => Some(label),
            Err(Misfit::SeveralCategories(of)) => self.in_category(of.first()?, business).ok(),
            Err(_) => None,
        }
    }

    fn in_category(&self, category: &str, business: &Business) -> Result<&'a str, Misfit<'a>> {
        let other = match self.by {
            StratifyBy::Category => String::new(),
            StratifyBy::Township => normal_key(&township(business)),
            StratifyBy::Grade | StratifyBy::CategoryGrade => {
                let key = grade_key(&business.risk);
                let is_known = grade(&business.risk) != Grade::Unknown || self.labels.iter().any(|l| l.other == key);
                if !is_known {
                    return Err(Misfit::Grade);
                }
                key
            }
        };
        let own = normal_key(category);
        let found = self.labels.iter().find(|l| l.category == own && l.other == other);
        found.map(|l| l.label).ok_or_else(|| {
            let grade = grade_label(&business.risk).unwrap_or(Cow::Borrowed(business.risk.trim()));
            Misfit::Stratum(match self.by {
                StratifyBy::Category => category.to_owned(),
                StratifyBy::Grade => grade.into_owned(),
                StratifyBy::CategoryGrade => joint_label(category, &grade),
                StratifyBy::Township => township(business).into_owned(),
            })
        })
    }
}

/// Whether two labels are of one stratum: 客运·C and 客运·C级.
pub fn same_stratum(by: StratifyBy, one: &str, two: &str) -> bool {
    let strata = Strata::of(by, [one, two]);
    let [a, b] = &strata.labels[..] else { return false };
    a.category == b.category && a.other == b.other
}

/// What stratum a business is of in a plan that has all that the roster tells of; none where it can't be told.
pub fn label_of(by: StratifyBy, business: &Business) -> Option<String> {
    let category = || business.categories.first().map(|c| c.trim()).filter(|c| !c.is_empty());
    match by {
        StratifyBy::Category => category().map(str::to_owned),
        StratifyBy::Grade => grade_label(&business.risk).map(Cow::into_owned),
        StratifyBy::CategoryGrade => Some(joint_label(category()?, &grade_label(&business.risk)?)),
        StratifyBy::Township => Some(township(business).into_owned()),
    }
}

/// Which of the plan's categories, by their [`normal_key`]s, the entry is of. Its cell as a whole is one where the plan has it
/// (客运、货运), else each of the values that it lists.
fn categories_of<'a>(business: &Business, plan: &[(String, &'a str)]) -> Vec<&'a str> {
    let of = |keys: &[String]| plan.iter().filter(|(key, _)| keys.contains(key)).map(|(_, label)| *label).collect();
    let whole: Vec<&str> = of(&[normal_key(&business.categories.join("、"))]);
    if whole.is_empty() { of(&business.categories.iter().map(|c| normal_key(c)).collect::<Vec<_>>()) } else { whole }
}

/// The grade as a stratum is labelled; none for a word that is not known.
fn grade_label(text: &str) -> Option<Cow<'static, str>> {
    match grade(text) {
        Grade::Known(label) => Some(Cow::Borrowed(label)),
        Grade::Unrated => Some(Cow::Borrowed(UNRATED)),
        Grade::Unknown => None,
    }
}

/// What two words of one grade have in common; of a word that is not known, its own key: the plan may have it as a label.
fn grade_key(text: &str) -> String {
    grade_label(text).map_or_else(|| normal_key(text), Cow::into_owned)
}

fn township(business: &Business) -> Cow<'_, str> {
    match business.jurisdiction.trim() {
        "" => Cow::Borrowed(NO_TOWNSHIP),
        text => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn business(categories: &[&str], risk: &str, township: &str) -> Business {
        let categories = categories.iter().map(|c| (*c).to_owned()).collect();
        Business { categories, risk: risk.into(), jurisdiction: township.into(), ..Business::default() }
    }

    #[test]
    fn each_business_is_of_one_stratum_or_it_is_said_why_not() {
        let both =
            Strata::of(StratifyBy::CategoryGrade, ["客运·A", "客运·C级", "危货·A", "危货·未评级", "危货·红名单"]);
        let find = |categories: &[&str], risk: &str| both.find(&business(categories, risk, "")).map(str::to_owned);
        assert_eq!(find(&["客运"], "a类").unwrap(), "客运·A");
        assert_eq!(find(&["客运"], "C").unwrap(), "客运·C级");
        assert_eq!(find(&["危货"], "").unwrap(), "危货·未评级");
        // A word that only the plan knows.
        assert_eq!(find(&["危货"], "红名单").unwrap(), "危货·红名单");
        assert_eq!(find(&["客运"], "红名单"), Err(Misfit::Stratum("客运·红名单".into())));
        assert_eq!(find(&["客运"], "黑名单"), Err(Misfit::Grade));
        assert_eq!(find(&["客运"], ""), Err(Misfit::Stratum("客运·未评级".into())));
        assert_eq!(find(&["维修"], "A"), Err(Misfit::Category));
        assert_eq!(find(&["客运", "危货"], "A"), Err(Misfit::SeveralCategories(vec!["客运", "危货"])));
        assert_eq!(both.first(&business(&["危货", "客运"], "A", "")), Some("客运·A"));
        assert_eq!((both.categories(), both.grades()), (vec!["客运", "危货"], vec!["A", "C级", "未评级", "红名单"]));

        let grades = Strata::of(StratifyBy::Grade, ["守信", "未评级"]);
        assert_eq!(grades.find(&business(&[], "守信企业", "")), Ok("守信"));
        assert_eq!(grades.find(&business(&[], "", "")), Ok("未评级"));
        assert_eq!(grades.find(&business(&[], "无", "")), Err(Misfit::Grade));

        let towns = Strata::of(StratifyBy::Township, ["城关镇", NO_TOWNSHIP]);
        assert_eq!(towns.find(&business(&[], "", " 城关镇 ")), Ok("城关镇"));
        assert_eq!(towns.find(&business(&[], "", "")), Ok(NO_TOWNSHIP));
        assert_eq!(towns.find(&business(&[], "", "宝丰镇")), Err(Misfit::Stratum("宝丰镇".into())));

        let whole = Strata::of(StratifyBy::Category, [WHOLE]);
        assert_eq!(whole.find(&business(&[], "", "")), Ok(WHOLE));
    }

    #[test]
    fn the_roster_tells_the_labels() {
        let one = business(&["客运", "货运"], "Ｃ级", "");
        let told = StratifyBy::ALL.map(|by| label_of(by, &one));
        let wanted = ["客运", "C", "客运·C", NO_TOWNSHIP];
        assert_eq!(told, wanted.map(|label| Some(label.to_owned())));
        assert_eq!(label_of(StratifyBy::Grade, &business(&["客运"], "黑名单", "")), None);
    }
}
