//! Why something that is stored can't be opened.

use crate::model::Digest;

/// A stored text can't be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoredFault {
    /// Written by a newer program.
    #[error("这次抽查由更新版本的明抽保存（第{0}版格式），本版本不能打开，也不会改动它。请使用新版本")]
    Newer(u32),
    /// Not what this program writes.
    #[error("保存的内容已损坏（{0}），原样保留未动。请用备份文件恢复")]
    Damaged(String),
    /// A part that the campaign points to is not there.
    #[error("保存的内容缺少一部分（{}…），可能是浏览器数据被清理过。请用备份文件恢复", .0.short(2))]
    Missing(Digest),
}

/// That JSON is not what this program writes, and where.
#[allow(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
pub(crate) fn damaged(error: serde_json::Error) -> StoredFault {
    StoredFault::Damaged(match error.line() {
        0 => "缺少应有的内容".into(),
        line => format!("第{line}行第{}字节起读不懂", error.column()),
    })
}

/// That what is packed can't be unpacked.
pub(crate) fn unpackable<E>(_: E) -> StoredFault {
    StoredFault::Damaged("压缩的内容读不出来".into())
}
