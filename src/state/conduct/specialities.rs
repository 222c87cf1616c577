//! 专长 of the officers who were drawn, for who divides the work. The draw does not know it, and it is not sealed.

use crate::draw::Team;
use crate::model::ToMap;
use crate::state::campaign::Campaign;
use crate::state::model::Model;
use crate::state::rosters::overlay_of;
use std::collections::{BTreeMap, BTreeSet};

/// What the officers of these teams are good at, by their keys, as mended; nothing of those of whom the roster does not tell, or
/// while it is not in memory.
pub fn specialities(model: &Model, campaign: &Campaign, teams: &[Team]) -> BTreeMap<String, String> {
    let used = campaign.officers.as_ref();
    let Some((roster, used)) = used.and_then(|used| Some((model.officers(used.blob)?, used))) else {
        return BTreeMap::new();
    };
    let wanted: BTreeSet<&str> = teams.iter().flat_map(Team::all_officers).map(String::as_str).collect();
    let laid = overlay_of(&roster, used);
    let rows = laid.rows(&roster.reading.rows).filter(|laid| laid.out.is_none()).map(|laid| laid.row);
    let told = rows.filter(|officer| !officer.speciality.is_empty()).map(|o| (o.key(), o.speciality));
    told.filter(|(key, _)| wanted.contains(key.as_str())).to_map()
}
