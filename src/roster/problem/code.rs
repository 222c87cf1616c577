//! How much problems matter, and by which kinds they are counted, filtered and mended together.

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
    /// In other sheets no header was recognised, though their rows look like entries.
    SheetWithoutHeader,
    /// Rows above the header look like entries.
    RowsAbove,
    /// Another table begins below, with columns of its own.
    TableBelow,
    /// The header's words come again beside it: several entries in one row.
    TableBeside,
    /// A row of a text table has more values than the header has names: a comma too many.
    RowTooLong,
    /// The sheet is hidden in the workbook.
    HiddenSheet,
    /// Rows are hidden in the workbook, as by a filter.
    HiddenRows,
    /// Comments, struck texts and hidden rows of a file that is spelt oddly were not looked for.
    Overlooked,
    /// A column that is no field (备注) says something for which the entry may not be drawn.
    Remark,
    /// A column that is no field, or a comment, says that an officer is to be recused or is bound up with a business.
    RecusalInRemark,
    /// What names the entry is struck through in the workbook.
    StruckThrough,
    /// A row that is no entry (合计, 备注, 例) was left out.
    DroppedRow,
    /// Titles amid the rows name departments.
    GroupTitles,
    /// A row that goes on with the entry above was joined with it.
    JoinedRow,
    /// There is no entry below the header.
    NoRows,
    /// Cells far outside the table were not read.
    StrayCells,
    /// A formula's error (#REF!) in place of a value.
    FormulaError,
    /// A formula whose result was not saved.
    FormulaWithoutValue,
    /// A picture in the cell, or a formula as text: what is seen there is no text.
    NotText,
    /// The text was read with another code page than the file names.
    SecondReading,
    /// Bytes that stand for no character.
    GarbledText,
    /// A long number of which the spreadsheet program kept 15 digits.
    LostDigits,
    /// Numbers that the workbook shows in numerals of Chinese, days of which it shows the month alone; months kept as numbers,
    /// which lose a zero.
    ShownOtherwise,
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
    /// More text than the field is for.
    LongValue,
    /// The same business or officer twice.
    Duplicate,
    /// The same name with another code or certificate.
    SameName,
    /// The same (wrong) code under another name.
    SameCode,
    /// 注销, 吊销 and the like.
    InactiveBusiness,
    /// A telephone number of no known shape.
    OddPhone,
    /// Inspected not long ago.
    RecentlyInspected,
    /// What is past by its nature has a day to come.
    FutureDate,
    /// The licence has expired.
    ExpiredLicence,
    /// One cell names several officers or businesses.
    SeveralNames,
    /// What stands for a name is none.
    OddName,
    /// No department.
    MissingDepartment,
    /// No certificate number.
    MissingCertificate,
    /// The roster has no column of certificate numbers.
    NoCertificateColumn,
    /// The certificate has expired.
    ExpiredCertificate,
    /// The certificate ends before the inspections do.
    CertificateEnds,
    /// 失效, 停用, 调离 and the like.
    InactiveOfficer,
    /// A certificate number that looks like an identity card's.
    IdentityNumber,
    /// Fewer than two officers in a department.
    TooFewOfficers,
    /// A department that the plan does not have.
    UnknownDepartment,
    /// A department of the plan has too few officers.
    DepartmentShort,
    /// A department of the plan has none.
    DepartmentAbsent,
    /// A category that the plan does not draw from.
    CategoryOutsidePlan,
    /// More than one of the plan's categories.
    CategoryAmbiguous,
    /// A word for a grade that is not known.
    UnknownGrade,
    /// A grade or a township that the plan does not draw from.
    StratumOutsidePlan,
    /// A recusal that names no business of the roster.
    RecusalNamesNobody,
}

impl ProblemCode {
    /// Whether it is about entries, which can be left out, as opposed to how the file is laid out.
    pub const fn is_of_entry(self) -> bool {
        !matches!(
            self,
            Self::MissingColumn
                | Self::DuplicateColumn
                | Self::OtherSheet
                | Self::SheetWithoutHeader
                | Self::RowsAbove
                | Self::TableBelow
                | Self::TableBeside
                | Self::HiddenSheet
                | Self::HiddenRows
                | Self::Overlooked
                | Self::DroppedRow
                | Self::GroupTitles
                | Self::NoRows
                | Self::StrayCells
                | Self::SecondReading
                | Self::NoCertificateColumn
        )
    }

    /// What kind of problem it is, in a few words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::MissingColumn => "缺少一列",
            Self::DuplicateColumn => "两列是同一项",
            Self::OtherSheet => "还有别的工作表",
            Self::SheetWithoutHeader => "有工作表没有认出表头",
            Self::RowsAbove => "表头上面有内容",
            Self::TableBelow => "下面另有一张表",
            Self::TableBeside => "并排的几张表",
            Self::RowTooLong => "一行里多了或少了几格",
            Self::HiddenSheet => "工作表是隐藏的",
            Self::HiddenRows => "有隐藏的行",
            Self::Overlooked => "没有查看批注、隐藏的行",
            Self::Remark => "备注等列另有说明",
            Self::RecusalInRemark => "备注里说到回避、亲属或任职",
            Self::StruckThrough => "划了删除线",
            Self::DroppedRow => "不是名录的行",
            Self::GroupTitles => "分组标题里的单位",
            Self::JoinedRow => "两行并为一条",
            Self::NoRows => "没有内容",
            Self::StrayCells => "表外的内容",
            Self::FormulaError => "公式出错",
            Self::FormulaWithoutValue => "公式没有算出值",
            Self::NotText => "格里是图片或公式",
            Self::SecondReading => "文字换了编码读取",
            Self::GarbledText => "有认不出的字",
            Self::LostDigits => "长数字丢了位数",
            Self::ShownOtherwise => "显示的和存的写法不同",
            Self::NotADate => "日期写法不对",
            Self::MissingName => "没有名称或姓名",
            Self::MissingCode => "没有代码",
            Self::WrongCheckDigit => "统一社会信用代码校验码不对",
            Self::RegistrationNumber => "15位注册号",
            Self::OddCode => "代码写法不对",
            Self::LongValue => "内容太长",
            Self::Duplicate => "重复",
            Self::SameName => "同名，代码或证号不同",
            Self::SameCode => "代码或证号相同，名称不同",
            Self::InactiveBusiness => "已注销、吊销等",
            Self::OddPhone => "电话写法不对",
            Self::RecentlyInspected => "近期查过",
            Self::FutureDate => "日期在今天之后",
            Self::ExpiredLicence => "许可证已过期",
            Self::SeveralNames => "一格里有几个名字",
            Self::OddName => "不像名称或人名",
            Self::MissingDepartment => "没有单位",
            Self::MissingCertificate => "没有执法证号",
            Self::NoCertificateColumn => "没有执法证号列",
            Self::ExpiredCertificate => "执法证已过期",
            Self::CertificateEnds => "执法证在检查结束前到期",
            Self::InactiveOfficer => "执法证失效或已离岗",
            Self::IdentityNumber => "像是身份证号",
            Self::TooFewOfficers => "部门不足两人",
            Self::UnknownDepartment => "方案中没有的部门",
            Self::DepartmentShort => "部门人数不够",
            Self::DepartmentAbsent => "方案的部门没有人",
            Self::CategoryOutsidePlan => "类别不在方案中",
            Self::CategoryAmbiguous => "属于方案的几个类别",
            Self::UnknownGrade => "认不出的信用等级",
            Self::StratumOutsidePlan => "方案中没有的层",
            Self::RecusalNamesNobody => "回避对象不在名录中",
        }
    }
}
