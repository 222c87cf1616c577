//! Why something was not saved or not opened, as the user is told.

use crate::browser::storage::StorageFault;
use crate::state::StoredFault;

/// Something was not saved or not opened.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Storage(#[from] StorageFault),
    #[error(transparent)]
    Stored(#[from] StoredFault),
    #[error("{0}")]
    Refused(String),
    /// What is stored is not what this window read or wrote last.
    #[error("“{0}”在存储中已被另一个窗口改动，没有覆盖。请用“存为文件”保存本窗口的内容，再刷新本页")]
    Changed(String),
    /// What this window read or wrote last is not stored any more.
    #[error(
        "{0}在本机的存储中已被清除，可能是清理了浏览器数据，或另一个程序所为。内容还在本窗口里：请点“重新保存”写回本机，或先“存为文件”；写回之前不要关闭、刷新本页"
    )]
    Cleared(String),
    /// Another window took the lock.
    #[error("另一个窗口已接手编辑，本窗口最后的改动没有保存。请用“存为文件”留底，再刷新本页")]
    TakenOver,
}
