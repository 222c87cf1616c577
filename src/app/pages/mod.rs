//! One page a step.

mod after_draw;
mod archive;
mod calendar_file;
mod draw;
mod history;
mod home;
mod inspect;
mod ledger;
mod papers;
mod plan;
mod publish;
mod rosters;
mod settings;
mod stage;
mod verify;
mod year;

pub use archive::archive_page;
pub use draw::DrawPage;
pub use home::Home;
pub use inspect::inspect_page;
pub use ledger::LedgerPage;
pub use papers::{PapersPage, step_of};
pub use plan::PlanPage;
pub use publish::publish_page;
pub use rosters::RostersPage;
pub use settings::{office_page, settings_page};
pub use stage::StagePage;
pub use verify::VerifyPage;
pub use year::YearPage;
