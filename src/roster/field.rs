//! The fields of a roster.

use serde::{Deserialize, Serialize};

/// A field of a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is documented by its Chinese name in `Field::name`")]
pub enum Field {
    #[serde(rename = "名称")]
    Name,
    #[serde(rename = "代码")]
    Code,
    #[serde(rename = "姓名")]
    Officer,
    #[serde(rename = "单位")]
    Department,
    #[serde(rename = "证号")]
    Certificate,
    #[serde(rename = "证件有效期")]
    ValidUntil,
    #[serde(rename = "职务")]
    Title,
    #[serde(rename = "专长")]
    Speciality,
    #[serde(rename = "负责人")]
    LegalPerson,
    #[serde(rename = "联系人")]
    Contact,
    #[serde(rename = "电话")]
    Phone,
    #[serde(rename = "地址")]
    Address,
    #[serde(rename = "类别")]
    Category,
    #[serde(rename = "风险")]
    Risk,
    #[serde(rename = "状态")]
    Status,
    #[serde(rename = "管辖")]
    Jurisdiction,
    #[serde(rename = "上次抽查")]
    LastInspected,
    #[serde(rename = "许可")]
    Licence,
    #[serde(rename = "有效期")]
    LicenceUntil,
    #[serde(rename = "回避")]
    Recusal,
}

impl Field {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Recusal as usize + 1;

    /// Its Chinese name, the first column of the table of aliases.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "名称",
            Self::Code => "代码",
            Self::Officer => "姓名",
            Self::Department => "单位",
            Self::Certificate => "证号",
            Self::ValidUntil => "证件有效期",
            Self::Title => "职务",
            Self::Speciality => "专长",
            Self::LegalPerson => "负责人",
            Self::Contact => "联系人",
            Self::Phone => "电话",
            Self::Address => "地址",
            Self::Category => "类别",
            Self::Risk => "风险",
            Self::Status => "状态",
            Self::Jurisdiction => "管辖",
            Self::LastInspected => "上次抽查",
            Self::Licence => "许可",
            Self::LicenceUntil => "有效期",
            Self::Recusal => "回避",
        }
    }
}
