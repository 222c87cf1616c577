use serde::{Deserialize, Serialize};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Must be mended, or its row excluded, before sealing.
    Error,
    /// Told; the user decides.
    Warning,
    /// For information.
    Note,
}

/// What kind of problem it is, so that those alike can be counted, filtered and mended together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// A column that every roster of the kind must have is not there.
    MissingColumn,
    /// Two columns claim one field; the first is taken.
    DuplicateColumn,
    /// Another sheet holds a roster too and was not read.
    OtherSheet,
    /// The sheet is hidden in the workbook.
    HiddenSheet,
    /// A row that is no entry (合计, 备注, 例) was left out.
    DroppedRow,
    /// There is no entry below the header.
    NoRows,
    /// Cells far outside the table were not read.
    StrayCells,
    /// A formula's error (#REF!) in place of a value.
    FormulaError,
    /// A long number of which the spreadsheet program kept 15 digits.
    LostDigits,
    /// A value that should be a date is none.
    NotADate,
    /// No name.
    MissingName,
    /// No code.
    MissingCode,
    /// The code's check digit is wrong.
    WrongCheckDigit,
    /// An old 注册号 of 15 digits.
    RegistrationNumber,
    /// A code of no known shape.
    OddCode,
    /// The same business or officer twice.
    Duplicate,
    /// The same name with another code or certificate.
    SameName,
    /// The same (wrong) code under another name.
    SameCode,
    /// 注销, 吊销 and the like.
    InactiveBusiness,
    /// No department.
    MissingDepartment,
    /// No certificate number.
    MissingCertificate,
    /// The roster has no column of certificate numbers.
    NoCertificateColumn,
    /// The certificate has expired.
    ExpiredCertificate,
    /// 失效, 停用, 调离 and the like.
    InactiveOfficer,
    /// A certificate number that looks like an identity card's.
    IdentityNumber,
    /// Fewer than two officers in a department.
    TooFewOfficers,
    /// A department that the plan does not have.
    UnknownDepartment,
    /// A department of the plan has no or too few officers.
    DepartmentShort,
    /// A category that the plan does not draw from.
    CategoryOutsidePlan,
    /// More than one of the plan's categories.
    CategoryAmbiguous,
    /// A recusal that names no business of the roster.
    RecusalNamesNobody,
}

/// Something wrong with a roster: where, what was found, how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The sheet.
    pub sheet: String,
    /// The cell as the spreadsheet program names it (`C7`); `None` for a whole row or sheet.
    pub cell: Option<String>,
    /// The row from 1; `None` for the whole sheet.
    pub row: Option<u32>,
    /// How much it matters.
    pub severity: Severity,
    /// What kind it is.
    pub code: ProblemCode,
    /// The value that was found.
    pub found: String,
    /// What is wrong and how to mend it, in plain Chinese.
    pub message: String,
    /// Values that would do, when they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

impl Problem {
    /// A problem of the whole sheet.
    pub fn of_sheet(sheet: &str, severity: Severity, code: ProblemCode, message: impl Into<String>) -> Self {
        Self {
            sheet: sheet.into(),
            cell: None,
            row: None,
            severity,
            code,
            found: String::new(),
            message: message.into(),
            choices: Vec::new(),
        }
    }

    /// The same, at this row.
    #[must_use]
    pub fn at_row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// The same, at the cell of this column (letters) and row.
    #[must_use]
    pub fn at_cell(mut self, column: &str, row: u32) -> Self {
        self.row = Some(row);
        self.cell = Some(format!("{column}{row}"));
        self
    }

    /// The same, with the value that was found, cut to a length that a list can show.
    #[must_use]
    pub fn found(mut self, value: &str) -> Self {
        self.found = excerpt(value);
        self
    }

    /// The same, with the values that would do.
    #[must_use]
    pub fn choices(mut self, choices: Vec<String>) -> Self {
        self.choices = choices;
        self
    }
}

/// At most 60 characters of a value on one line.
pub(super) fn excerpt(value: &str) -> String {
    let line: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
