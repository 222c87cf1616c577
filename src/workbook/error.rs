//! Why a file is no workbook that can be read.

use serde::{Deserialize, Serialize};

/// Why a file could not be opened as a workbook; `Display` is the sentence that the user reads, with the way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenError {
    /// No bytes.
    #[error("这个文件是空的（0字节）。请重新复制或下载原文件，再导入。")]
    Empty,
    /// `~$名录.xlsx`, which Office keeps while a workbook is open.
    #[error("这是表格打开时产生的临时文件（文件名以“~$”开头），里面没有名录。请关闭表格，选择不带“~$”的同名文件。")]
    LockFile,
    /// Opens only with a password.
    #[error(
        "这个工作簿设了打开密码，或用“保护工作簿”加了密，无法读取。请用WPS或Excel打开，取消密码后另存为xlsx，再导入。"
    )]
    Encrypted,
    /// The container ends too early.
    #[error(
        "这个文件不完整，可能复制或下载时中断了。如果用WPS或Excel能打开，请打开后另存为xlsx，再导入；打不开的，请重新取得原文件。"
    )]
    Truncated,
    /// A container whose content can't be understood.
    #[error("这个工作簿已损坏，无法读取（{0}）。请用WPS或Excel打开，另存为xlsx后再导入。")]
    Damaged(String),
    /// Another kind of file.
    #[error("这是{0}，不是工作簿。{1}")]
    NotAWorkbook(String, String),
    /// A workbook or table in a form that is not read here.
    #[error("这是{0}，暂不能直接读取。请用WPS或Excel打开，另存为xlsx后再导入。")]
    OtherFormat(String),
    /// Nothing known.
    #[error("认不出这个文件的格式。请选择用WPS或Excel保存的xlsx名录。")]
    Unknown,
    /// Beyond the limits.
    #[error("这个文件太大：{0}。请把名录单独存为一个xlsx文件（删去图片、其他工作表和表外的内容）后再导入。")]
    TooLarge(String),
    /// A cell that no spreadsheet program could hold.
    #[error(
        "单元格“{cell}”里有{length}个字，超过一格最多{most}个字的限度，文件可能已损坏，或者少了一个引号，后面的内容都并进了这一格。请用WPS或Excel打开原表，改正这一格，另存为xlsx后再导入。"
    )]
    LongCell {
        /// Its sheet and place: `名录 B5`.
        cell: String,
        /// How many characters it holds.
        length: usize,
        /// How many it may.
        most: usize,
    },
    /// No sheet has a cell.
    #[error("这个工作簿里没有内容。请确认选对了文件，名录已经保存。")]
    NoContent,
}

impl OpenError {
    /// Something that is no workbook, where the data may still be had by opening and saving.
    pub(crate) fn document(what: &str) -> Self {
        Self::NotAWorkbook(what.into(), "请把其中的名录复制到WPS或Excel的空白表格，另存为xlsx后再导入。".into())
    }

    /// Something that is no workbook and holds none; what to do.
    pub(crate) fn stranger(what: &str, instead: &str) -> Self {
        Self::NotAWorkbook(what.into(), instead.into())
    }

    /// Files packed together.
    pub(crate) fn archive() -> Self {
        Self::stranger("压缩包", "请先解压缩，再选择其中的名录。")
    }
}
