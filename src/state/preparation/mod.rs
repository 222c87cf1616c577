//! What is done before the seal: the plan edited, rosters taken in and mended. Each is an act of `campaign_act`.

mod lists;
mod plan;
mod rosters;
