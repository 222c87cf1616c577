//! The businesses to inspect, with what is known of them.

use crate::course::{Sources, Worklist};
use crate::draw::{Outcome, Substitution, Team};
use crate::model::{Business, EntityKind, Item, ToMap};
use crate::roster::{Record, certificate_end};
use crate::state::action::Refusal;
use crate::state::campaign::{Attempt, Campaign, StoredFault};
use crate::state::model::Model;
use crate::state::plan::DepartmentDraft;
use crate::state::rosters::{Roster, RosterRef, overlay_of};
use crate::state::typed::clean;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

/// The businesses to inspect as they stand now. It goes through the roster of businesses once: keep it while the
/// campaign's attempts and plan stay the same.
///
/// # Errors
/// [`Refusal::NotDrawn`] before the draw; [`Refusal::Stored`] when a part is not in memory.
pub fn worklist(model: &Model, campaign: &Campaign) -> Result<Worklist, Refusal> {
    worklist_of(model, campaign, campaign.current().ok_or(Refusal::NotDrawn)?)
}

/// The same of any of its attempts.
pub(super) fn worklist_of(model: &Model, campaign: &Campaign, attempt: &Attempt) -> Result<Worklist, Refusal> {
    let drawn = attempt.drawn().ok_or(Refusal::NotDrawn)?;
    let outcome = model.outcome(drawn.outcome).ok_or(StoredFault::Missing(drawn.outcome))?;
    Ok(Worklist::new(Sources {
        sealed: &model.sealed(attempt)?,
        drawn: &outcome.businesses,
        teams: &outcome.teams,
        substitutions: &attempt.substitutions,
        drawn_on: drawn.at.date_naive(),
        by: campaign.plan.drawn_by(),
        items: &items(campaign),
        rows: &rows(model, campaign, &outcome, &attempt.substitutions)?,
        certificates: &certificates(model, campaign, &outcome, &attempt.substitutions),
    }))
}

/// What it is, and the text: 电话, 13909520001.
pub type Contact = Vec<(&'static str, String)>;

/// How to reach one who came in: 地址, 联系人 and 电话 of a business, 执法证号, 专长 and 电话 of an officer, as mended, as far as
/// the roster has them. It goes through the roster once.
pub fn contact(model: &Model, campaign: &Campaign, kind: EntityKind, key: &str) -> Contact {
    fn row<T: Record>(roster: Option<Rc<Roster<T>>>, used: Option<&RosterRef>, key: &str) -> Option<T> {
        let (roster, used) = (roster?, used?);
        let laid = overlay_of(&roster, used);
        let mut rows = laid.rows(&roster.reading.rows).filter(|laid| laid.out.is_none()).map(|laid| laid.row);
        rows.find(|row| row.key() == key)
    }
    let told = match kind {
        EntityKind::Business => {
            let used = campaign.businesses.as_ref();
            let business = row(used.and_then(|used| model.businesses(used.blob)), used, key);
            business.map(|b| vec![("地址", b.address), ("联系人", b.contact), ("电话", b.phone)])
        }
        EntityKind::Officer => {
            let used = campaign.officers.as_ref();
            let officer = row(used.and_then(|used| model.officers(used.blob)), used, key);
            officer.map(|o| {
                vec![("单位", o.department), ("执法证号", o.certificate), ("专长", o.speciality), ("电话", o.phone)]
            })
        }
    };
    told.into_iter().flatten().filter(|(_, text)| !text.is_empty()).collect()
}

/// 检查事项 by department, as the plan has them now.
fn items(campaign: &Campaign) -> Vec<(String, Vec<Item>)> {
    let strata = |i: &Item| Item { categories: campaign.plan.strata_of(&i.categories), ..i.clone() };
    let items =
        |d: &DepartmentDraft| d.items.iter().map(|i| strata(&i.item)).filter(|i| !i.name.trim().is_empty()).collect();
    campaign.plan.departments.iter().map(|d| (clean(&d.name), items(d))).collect()
}

/// The rows, as mended, of the businesses that were drawn or came in.
fn rows(
    model: &Model,
    campaign: &Campaign,
    outcome: &Outcome,
    substitutions: &[Substitution],
) -> Result<BTreeMap<String, Business>, Refusal> {
    let Some(used) = &campaign.businesses else { return Ok(BTreeMap::new()) };
    let roster = model.businesses(used.blob).ok_or(StoredFault::Missing(used.blob))?;
    let incoming = substitutions.iter().filter_map(|s| s.incoming.as_deref());
    let wanted: HashSet<&str> = outcome.businesses.iter().map(String::as_str).chain(incoming).collect();
    let laid = overlay_of(&roster, used);
    let rows = laid.rows(&roster.reading.rows).filter(|laid| laid.out.is_none()).map(|laid| laid.row);
    let keyed = rows.map(|row| (row.key(), row)).filter(|(key, _)| wanted.contains(key.as_str()));
    Ok(keyed.collect())
}

/// The last days of the certificates, as mended, of the officers who were drawn or came in; nothing while the roster is not in
/// memory.
fn certificates(
    model: &Model,
    campaign: &Campaign,
    outcome: &Outcome,
    substitutions: &[Substitution],
) -> BTreeMap<String, NaiveDate> {
    let Some(used) = &campaign.officers else { return BTreeMap::new() };
    let Some(roster) = model.officers(used.blob) else { return BTreeMap::new() };
    let incoming = substitutions.iter().filter_map(|s| s.incoming.as_ref());
    let wanted: HashSet<&String> = outcome.teams.iter().flat_map(Team::all_officers).chain(incoming).collect();
    let laid = overlay_of(&roster, used);
    let rows = laid.rows(&roster.reading.rows).filter(|laid| laid.out.is_none()).map(|laid| laid.row);
    let ends = rows.filter_map(|row| Some((row.key(), certificate_end(&row)?)));
    ends.filter(|(key, _)| wanted.contains(key)).to_map()
}
