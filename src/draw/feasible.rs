//! What can never work, told before the seal (protocol §6). The counts of protocol §3 are rules of the seal; this is what
//! recusals take away. Such a seal would still have an outcome, in the last round, against recusals.

use super::checked::{Checked, Part};
use super::outcome::Who;
use super::seal::size;
use std::collections::HashSet;

/// A business that fewer officers of an applying department may inspect than a team needs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{business}除去回避后，“{department}”只有{}名能检查（{}），而每组要{per_team}名；须回避的是{}，请增加人员或核对回避",
    .may.len(), names(.may), names(.recused)
)]
pub struct Impossibility {
    /// The business.
    pub business: Who,
    /// The department.
    pub department: String,
    /// How many of its officers a team needs.
    pub per_team: u32,
    /// Its officers who may inspect.
    pub may: Vec<Who>,
    /// Its officers who may not.
    pub recused: Vec<Who>,
}

fn names(all: &[Who]) -> String {
    let shown: Vec<_> = all.iter().take(10).map(ToString::to_string).collect();
    match (all.len(), shown.join("、")) {
        (0, _) => "无".to_owned(),
        (11.., text) => format!("{text}等{}名", all.len()),
        (_, text) => text,
    }
}

/// Everything that can never work, by business in the roster's order, then in plan order. Strata of which nothing is drawn
/// do not count.
pub fn impossibilities(checked: &Checked<'_>) -> Vec<Impossibility> {
    let seal = checked.seal();
    let drawn_from: HashSet<_> = seal.strata.iter().filter(|s| s.sample > 0).map(|s| s.label.as_str()).collect();
    let mut found = Vec::new();
    for of_one in checked.recusals.chunk_by(|a, b| a.0 == b.0) {
        let business = checked.public.business(of_one[0].0);
        if !drawn_from.contains(business.stratum.as_str()) {
            continue;
        }
        let applying = checked.parts.iter().enumerate().filter(|(_, p)| p.department.applies(&business.stratum));
        for (d, part) in applying {
            let ours = of_one.iter().map(|(_, officer)| *officer).filter(|o| checked.department_of[size(*o)] == d);
            let recused: HashSet<_> = ours.collect();
            if !recused.is_empty() && part.officers.len() - recused.len() < size(part.department.per_team) {
                found.push(short(checked, part, Who::new(&business.name, &business.key), &recused));
            }
        }
    }
    found
}

fn short(checked: &Checked<'_>, part: &Part<'_>, business: Who, recused: &HashSet<u32>) -> Impossibility {
    let (out, may): (Vec<_>, Vec<_>) = part.officers.iter().partition(|o| recused.contains(o));
    let who = |officers: Vec<&u32>| -> Vec<_> {
        officers.into_iter().map(|o| checked.officer(*o)).map(|o| Who::new(&o.name, &o.key)).collect()
    };
    Impossibility {
        business,
        department: part.department.name.clone(),
        per_team: part.department.per_team,
        may: who(may),
        recused: who(out),
    }
}
