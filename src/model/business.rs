//! 市场主体 as the roster of businesses names one.

use super::{Source, business_key};
use serde::{Deserialize, Serialize};

/// 市场主体: a row of the business roster, its values as text, folded but not judged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Business {
    /// Where it stood.
    #[serde(flatten)]
    pub source: Source,
    /// 名称.
    pub name: String,
    /// 统一社会信用代码 or 注册号, as written; empty if none.
    pub code: String,
    /// 类别, as many as the cell named.
    pub categories: Vec<String>,
    /// 负责人 (法定代表人).
    pub legal_person: String,
    /// 联系人.
    pub contact: String,
    /// 电话.
    pub phone: String,
    /// 地址 (住所).
    pub address: String,
    /// 风险: 信用风险等级.
    pub risk: String,
    /// 状态: 登记状态.
    pub status: String,
    /// 管辖: 登记机关, 乡镇.
    pub jurisdiction: String,
    /// 上次抽查: ISO date if it was one, else as written.
    pub last_inspected: String,
    /// 许可: licence number.
    pub licence: String,
    /// 有效期至 of the licence: ISO date if it was one, else as written.
    pub licence_until: String,
}

impl Business {
    /// The key of protocol §2.
    pub fn key(&self) -> String {
        business_key(&self.name, &self.code)
    }
}
