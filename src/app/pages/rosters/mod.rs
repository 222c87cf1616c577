//! 名录.

mod add;
mod card;
mod card_props;
mod cell;
mod changes;
mod dialog;
mod export;
mod files;
mod import;
mod page;
mod problems;
mod rows;

pub use card::RosterDrop;
pub use import::Handed;
pub use page::RostersPage;
