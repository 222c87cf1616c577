//! One page a step.

mod draw;
mod home;
mod papers;
mod plan;
mod rosters;
mod stage;
mod verify;

pub use draw::DrawPage;
pub use home::Home;
pub use papers::PapersPage;
pub use plan::PlanPage;
pub use rosters::RostersPage;
pub use stage::StagePage;
pub use verify::VerifyPage;
