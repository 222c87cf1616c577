//! Backups: 存为文件, 打开备份, what can't be opened, and the offer to make one when it is due.

mod already_here;
mod broken;
mod offer;
mod open;
mod save;
mod template;

pub use broken::Broken;
pub use offer::BackupOffer;
pub use open::OpenBackup;
pub use save::{backed, hand_over, save_all, save_backup, today};
pub use template::{Template, open_template, save_template};
