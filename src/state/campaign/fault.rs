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
    /// A rehearsal has no record.
    #[error("这是演练，没有公开记录")]
    Rehearsal,
    /// A part that the campaign points to is not there.
    #[error("保存的内容缺少一部分（{}…），可能是浏览器数据被清理过。请用备份文件恢复", .0.short(2))]
    Missing(Digest),
}

/// What a stored attempt may say that can't be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Contradiction {
    /// An outcome comes of a seed.
    #[error("有抽取结果，却没有种子")]
    DrawnWithoutSeed,
    /// A seed is made of all numbers.
    #[error("有种子，却缺少核对过的号码")]
    SeedWithoutNumbers,
}

/// That JSON is not what this program writes: what contradicts what, or where it is.
#[allow(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
pub(crate) fn damaged(error: serde_json::Error) -> StoredFault {
    // Of all that is read, only these are said in words for those who use the program.
    let words = error.to_string();
    let contradictions = [Contradiction::DrawnWithoutSeed, Contradiction::SeedWithoutNumbers].map(|c| c.to_string());
    if let Some(contradiction) = contradictions.into_iter().find(|c| words.starts_with(c)) {
        return StoredFault::Damaged(contradiction);
    }
    StoredFault::Damaged(match error.line() {
        0 => "缺少应有的内容".into(),
        line => format!("第{line}行第{}字节起读不懂", error.column()),
    })
}

/// That what is packed can't be unpacked.
pub(crate) fn unpackable<E>(_: E) -> StoredFault {
    StoredFault::Damaged("压缩的内容读不出来".into())
}
