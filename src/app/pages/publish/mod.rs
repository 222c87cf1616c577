//! 公示: what is due, what to publish, what was, and what is left to follow up.

mod batches;
mod follow_up;
mod mark;
mod notices;
mod page;
mod ready;
mod transfer;
mod transfer_line;
mod transfers;

pub use batches::of_correction;
pub use page::publish_page;
pub use transfer::TransferDialog;
pub use transfer_line::of_transfer;
