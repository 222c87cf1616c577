use super::{Document, DrawFacts, form2, form3, form5, form6, form7, letter};

/// Whose papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope<'a> {
    /// One business, by its key.
    Business(&'a str),
    /// One team, by its number.
    Team(u32),
    /// The whole campaign.
    Whole,
}

/// Which paper. 附件4 needs the counts and is made on its own ([`super::form4`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// 附件2.
    Form2,
    /// 附件6.
    Form6,
    /// 附件7.
    Form7,
    /// 附件5, one for each business.
    Notice,
    /// 附件3, one for each business.
    RecordForm,
    /// 检查结果告知书, one for each business.
    Letter,
}

/// What a team takes along: for each business the notice, then the form to fill in.
pub const FIELD: [Sheet; 2] = [Sheet::Notice, Sheet::RecordForm];

impl Sheet {
    /// Whether there is one for each business.
    pub const fn is_per_business(self) -> bool {
        matches!(self, Self::Notice | Self::RecordForm | Self::Letter)
    }
}

/// The papers in the order in which they are used: first those of the campaign as they are listed, then for each
/// business those of its own. Businesses go by team, then in the record's order; those replaced have no papers.
pub fn pack(f: &DrawFacts<'_>, scope: Scope<'_>, sheets: &[Sheet]) -> Vec<Document> {
    pack_of(f, &businesses(f, scope), sheets)
}

/// [`pack`] of these businesses, by key.
pub fn pack_of(f: &DrawFacts<'_>, businesses: &[&str], sheets: &[Sheet]) -> Vec<Document> {
    let whole = sheets.iter().filter(|s| !s.is_per_business()).map(|&sheet| match sheet {
        Sheet::Form2 => form2(f),
        Sheet::Form6 => form6(f),
        _ => Document { foot: f.foot(), ..form7(&f.plan) },
    });
    let own = businesses.iter().flat_map(|business| {
        sheets.iter().filter_map(move |sheet| match sheet {
            Sheet::Notice => Some(form5(f, business)),
            Sheet::RecordForm => Some(form3(f, business)),
            Sheet::Letter => Some(letter(f, business)),
            _ => None,
        })
    });
    whole.chain(own).collect()
}

/// The businesses of a scope, by key, in the order of their papers.
pub fn businesses<'a>(f: &'a DrawFacts<'_>, scope: Scope<'a>) -> Vec<&'a str> {
    let of_team = |number: Option<u32>| {
        let teams = f.teams.iter().filter(move |t| number.is_none_or(|n| t.number == n));
        teams.flat_map(|t| t.businesses.iter().map(String::as_str)).collect()
    };
    match scope {
        Scope::Business(key) => vec![key],
        Scope::Team(number) => of_team(Some(number)),
        Scope::Whole => of_team(None),
    }
}
