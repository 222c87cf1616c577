//! 执法人员 as the roster of officers names one.

use super::{Source, officer_key};
use serde::{Deserialize, Serialize};

/// 执法人员: a row of the officer roster, its values as text, folded but not judged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Officer {
    /// Where it stood.
    #[serde(flatten)]
    pub source: Source,
    /// 姓名.
    pub name: String,
    /// 单位.
    pub department: String,
    /// 证号: 执法证号, opaque text; empty if none.
    pub certificate: String,
    /// 证件有效期: ISO date if it was one, else as written.
    pub valid_until: String,
    /// 职务.
    pub title: String,
    /// 专长.
    pub speciality: String,
    /// 电话.
    pub phone: String,
    /// 状态.
    pub status: String,
    /// 回避: businesses that this officer may not inspect, by name or code.
    pub recusals: Vec<String>,
}

impl Officer {
    /// The key of protocol §2.
    pub fn key(&self) -> String {
        officer_key(&self.name, &self.department, &self.certificate)
    }
}
