//! One page a step.

mod after_draw;
mod archive;
mod draw;
mod history;
mod home;
mod inspect;
mod papers;
mod plan;
mod publish;
mod rosters;
mod settings;
mod stage;
mod verify;

pub use archive::ArchivePage;
pub use draw::DrawPage;
pub use home::Home;
pub use inspect::InspectPage;
pub use papers::{PapersPage, step_of};
pub use plan::PlanPage;
pub use publish::PublishPage;
pub use rosters::RostersPage;
pub use settings::SettingsPage;
pub use stage::StagePage;
pub use verify::VerifyPage;
