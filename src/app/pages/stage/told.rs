//! What the slides of an outcome are made of.

use crate::app::pages::draw::DrawnFacts;
use crate::state::Rulers;

/// What was drawn, and the rulers that show how.
pub struct Told {
    pub facts: DrawnFacts,
    pub rulers: Rulers,
}
