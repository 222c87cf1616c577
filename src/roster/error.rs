//! Why a workbook is no roster.

use crate::model::EntityKind;
use crate::workbook::error::OpenError;
use serde::{Deserialize, Serialize};

/// Why a file could not be read as a roster at all; `Display` is the sentence that the user reads, with the way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadError {
    /// It is no workbook.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The sheet that was asked for is not there.
    #[error("工作簿里没有名为“{0}”的工作表。")]
    NoSheet(String),
    /// No row looks like the header.
    #[error("没有找到{}的表头。表头里至少要有“{}”一列{}。看到的内容有：{seen}。{}请检查表头的写法，或确认选对了文件。", .kind.roster_name(), .kind.required().name(), .kind.examples(), pointed(nearest.as_ref()))]
    NoHeader {
        /// The roster that was wanted.
        kind: EntityKind,
        /// Texts of the rows that might have been the header.
        seen: String,
        /// The sheet and row (from 1) that looks most like a header.
        nearest: Option<(String, u32)>,
    },
    /// The other roster stands in this slot.
    #[error("看起来是{}，放错了位置：这里要的是{}。请把它放到{}一栏，在这里选择{}。", .found.roster_name(), .wanted.roster_name(), .found.roster_name(), .wanted.roster_name())]
    WrongRoster {
        /// What the file holds.
        found: EntityKind,
        /// What was wanted.
        wanted: EntityKind,
    },
}

/// How to say that a row is the header after all.
fn pointed(nearest: Option<&(String, u32)>) -> String {
    nearest.map_or_else(String::new, |(sheet, row)| {
        format!("最像表头的是“{sheet}”的第{row}行：如果它就是表头，请在“核对表头和各列”里点这一行，再指出各列是什么。")
    })
}
