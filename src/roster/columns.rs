//! Which column means what: exact match of folded headers with the names seen in real rosters (domain §5). Never edit
//! distance: among real headers, different fields (姓名, 性别) are two edits apart.

use super::grid::column_letters;
use super::{Field, Kind, Problem, ProblemCode, Severity};
use crate::model::normal_key;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Headers of the business roster, as folded; those of domain §5 first, then obvious variants.
const BUSINESS: &[(Field, &str)] = &[
    (
        Field::Name,
        "企业名称 市场主体名称 主体名称 单位名称 被检查单位 被检查对象 检查对象 检查对象名称 业户名称 经营者名称 公司名称 当事人 名称 \
         被检查单位名称 被检查对象名称 企业单位名称 经营主体名称 经营主体 市场主体 业户 当事人名称 被抽查对象 抽查对象 抽查对象名称 商户名称 企业全称 单位全称 经营业户 经营业户名称 经营户名称 个体工商户名称 \
         生产经营单位 生产经营单位名称 被抽查单位 被抽查单位名称 公司全称 企业名称全称 商户",
    ),
    (
        Field::Code,
        "统一社会信用代码 统一信用代码 统一代码 社会信用代码 信用代码 注册号 营业执照号 统一社会信用代码/注册号 代码 \
         统一社会信用代码证号 工商注册号 营业执照注册号 营业执照编号 营业执照号码 统一社会信用代码或注册号 社会统一信用代码 统一社会信用代码注册号 社会信用统一代码 营业执照统一社会信用代码 \
         统一社会信用编码 统一社会信用代码号 信用代码证号 统一社会信用代码/营业执照号",
    ),
    (
        Field::LegalPerson,
        "法定代表人 法人 法人代表 负责人 经营者 法定代表人姓名 法人姓名 负责人姓名 经营者姓名 企业负责人 主要负责人 单位负责人 法定代表人名称 法定代表人/经营者 法人/负责人",
    ),
    (Field::Contact, "联系人 联络员 联络人 工商联络员 联系人姓名 联络员姓名"),
    (
        Field::Phone,
        "联系电话 联系方式 手机号 手机号码 电话 电话号码 联系人电话 联系人手机 手机 联络员电话 联系号码 联系手机 移动电话 联系人联系方式 联系人手机号 联系人手机号码 联系电话/手机 手机/电话 固定电话或手机",
    ),
    (
        Field::Address,
        "住所 住所地址 注册地址 地址 经营场所 经营地址 企业地址 企业住所 单位地址 公司地址 详细地址 住所或经营场所 经营场所地址 联系地址 住址 单位住所 经营住所 生产经营地址 生产经营场所 注册住所 企业详细地址 实际经营地址",
    ),
    (
        Field::Category,
        "类别 企业类型 主体类别 行业 所属行业 经营类别 经营范围 业务类型 行业类别 企业类别 经营业务 市场主体类别 业务类别 业户类别 主营业务 经营项目 经营许可范围 许可范围 许可经营范围 所属类别 行业分类 行业类型 \
         企业分类 监管类别 检查对象类别 抽查对象类别",
    ),
    (
        Field::Risk,
        "信用等级 信用风险等级 风险等级 风险 信用风险 信用风险分类 企业信用风险等级 信用风险分类等级 信用分类 风险类别 风险分类 信用风险类别",
    ),
    (Field::Status, "登记状态 主体状态 经营状态 状态 企业状态 营业状态 存续状态 经营现状 市场主体状态 主体登记状态"),
    (
        Field::Jurisdiction,
        "登记机关 管辖单位 主管单位 监管单位 乡镇 片区 管辖 管辖机关 所属乡镇 监管部门 所属片区 辖区 属地 所属辖区 所属街道 乡镇街道 所在乡镇 管辖所 监管所 市场监管所 所属市场监管所 登记管辖机关",
    ),
    (
        Field::LastInspected,
        "上次抽查日期 最近检查时间 上次抽查 上次抽查时间 最近检查日期 上次检查日期 上次检查时间 最近抽查日期 最近抽查时间 最近一次检查时间 最近一次检查日期 最近一次抽查时间 最近一次抽查日期 \
         最后检查日期 最后检查时间",
    ),
    (
        Field::Licence,
        "许可证编号 许可证号 道路运输经营许可证号 经营许可证号 许可 许可证 许可证号码 道路运输许可证号 经营许可证编号 道路运输经营许可证编号",
    ),
    (
        Field::LicenceUntil,
        "有效期至 有效期 许可证有效期 许可证有效期至 许可有效期 许可有效期至 经营许可证有效期 经营许可证有效期至 道路运输经营许可证有效期至 道路运输经营许可证有效期 \
         许可证有效期止 有效期止 许可证有效期截止日期 许可证有效期限 许可证到期日期",
    ),
];

/// Headers of the officer roster.
const OFFICER: &[(Field, &str)] = &[
    (
        Field::Officer,
        "姓名 执法人员 执法人员姓名 检查人员 执法检查人员 检查人员姓名 人员姓名 执法检查人员姓名 执法人员名称 行政执法人员 行政执法人员姓名",
    ),
    (
        Field::Department,
        "单位 工作单位 执法单位 所属部门 所在部门 所在业务部门机构 部门 所属单位 所在单位 执法部门 部门名称 所在业务部门 执法机构 所属机构 执法单位名称 所属执法单位 所属执法部门 工作部门 执法机关 所属机关 工作单位及部门 工作单位全称",
    ),
    (
        Field::Certificate,
        "执法证号 执法证编号 执法证件号 执法编号 证件号码 行政执法证号 证号 执法证 执法证号码 执法证件号码 执法证件编号 行政执法证编号 行政执法证件号 行政执法证件编号 行政执法证件号码 证件编号 证件号 执法证编码 执法证件编码 行政执法证编码 执法证件号码编号 执法证书编号 行政执法证号码",
    ),
    (
        Field::ValidUntil,
        "执法证有效期 执法证有效期至 有效期至 证件有效期 证件有效期至 有效期 执法证件有效期 执法证件有效期至 行政执法证有效期 行政执法证有效期至 证件有效期限 执法证有效期限 有效期限 有效期止 证件有效期止 执法证有效期止 有效期截止日期 有效截止日期 \
         有效期至日期 证件到期日期 证件到期时间 执法证到期日期 执法证到期时间 执法证有效期截止日期",
    ),
    (Field::Title, "职务 担任职务 职级 岗位职务 职务职级"),
    (Field::Speciality, "执法领域 岗位大类 执法事项范围 岗位资质资格 专业 专长 业务专长 执法类别 执法范围"),
    (Field::Phone, "联系电话 联系方式 手机号 手机号码 电话 电话号码 手机 联系号码 移动电话 办公电话"),
    (Field::Status, "执法人员状态 状态 证件状态 执法证状态 人员状态 在岗状态"),
    (
        Field::Recusal,
        "回避单位 回避企业 需回避对象 回避 回避对象 需回避单位 需回避企业 回避市场主体 回避单位名称 回避企业名称 应回避单位 应回避企业",
    ),
];

impl Kind {
    fn aliases(self) -> &'static [(Field, &'static str)] {
        match self {
            Self::Business => BUSINESS,
            Self::Officer => OFFICER,
        }
    }

    /// The name of the field that headers bear most.
    pub(super) fn first_alias(self, field: Field) -> Option<&'static str> {
        self.aliases().iter().find(|(f, _)| *f == field)?.1.split_whitespace().next()
    }

    /// The fields of this roster in the order in which they are shown.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        self.aliases().iter().map(|(field, _)| *field)
    }
}

/// A header as it is compared: width, spaces and line breaks folded, brackets' signs, `*` and closing colons dropped.
pub fn fold(header: &str) -> String {
    let plain = header.replace("_x000D_", "");
    let bare: String = normal_key(&plain).chars().filter(|c| !is_ornament(*c)).collect();
    // Marks that an ornament or a line break held apart have an order of their own once they meet.
    normal_key(&bare)
}

fn is_ornament(c: char) -> bool {
    "()[]{}【】〔〕〈〉《》「」\"'“”*★☆※#:。.,，、".contains(c)
}

/// The header without what stands in brackets: （必填）, (18位).
pub(super) fn without_brackets(header: &str) -> String {
    let mut depth = 0usize;
    normal_key(&header.replace("_x000D_", ""))
        .chars()
        .filter(|c| {
            let opens = "([{【〔".contains(*c);
            let closes = ")]}】〕".contains(*c);
            depth += usize::from(opens);
            let inside = depth > 0;
            depth -= usize::from(closes && depth > 0);
            !inside
        })
        .collect()
}

/// Bytes of the longest header with its hints; a longer text is none, and folding it for every place where a header
/// may stand would cost.
const LONGEST: usize = 1500;

/// Whether the text is short enough to be a header.
pub(super) fn may_be_header(text: &str) -> bool {
    text.len() <= LONGEST
}

/// The field that the header names in a roster of this kind.
pub fn field_of(kind: Kind, header: &str) -> Option<Field> {
    if !may_be_header(header) {
        return None;
    }
    let whole = fold(header);
    let bare = fold(&without_brackets(header));
    if ["英文", "拼音", "曾用", "原名", "简称"].iter().any(|word| whole.contains(word)) {
        return exact(kind, &whole);
    }
    let of_subject = || exact(kind, without_subject(kind, &bare)?);
    exact(kind, &whole).or_else(|| exact(kind, &bare)).or_else(|| all_parts(kind, &bare)).or_else(of_subject)
}

/// 被检查单位地址 without whom it is about.
fn without_subject(kind: Kind, folded: &str) -> Option<&str> {
    let subjects: &[&str] = match kind {
        Kind::Business => &[
            "被检查单位",
            "被检查对象",
            "被抽查单位",
            "被抽查对象",
            "检查对象",
            "抽查对象",
            "市场主体",
            "经营主体",
            "企业",
            "单位",
            "主体",
            "业户",
            "公司",
        ],
        Kind::Officer => &["执法检查人员", "行政执法人员", "执法人员", "检查人员", "人员"],
    };
    subjects.iter().find_map(|subject| folded.strip_prefix(subject))
}

/// The fields by every name that a header may bear.
static NAMES: LazyLock<[HashMap<&'static str, Field>; 2]> = LazyLock::new(|| {
    [Kind::Business, Kind::Officer].map(|kind| {
        let mut names = HashMap::new();
        for (field, aliases) in kind.aliases() {
            aliases.split_whitespace().for_each(|alias| _ = names.entry(alias).or_insert(*field));
        }
        names
    })
});

fn exact(kind: Kind, folded: &str) -> Option<Field> {
    let [business, officer] = &*NAMES;
    let names = if kind == Kind::Business { business } else { officer };
    names.get(folded).copied()
}

/// 法定代表人/负责人: a field if every part names the same one.
fn all_parts(kind: Kind, folded: &str) -> Option<Field> {
    let mut fields = folded.split(['/', '或']).map(|part| exact(kind, part));
    let first = fields.next()??;
    fields.all(|field| field == Some(first)).then_some(first)
}

/// A column that holds a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The header as it stands, on one line.
    pub header: String,
    /// The column's letters.
    pub letters: String,
    /// The column from 0.
    pub index: u32,
    /// When several sheets were combined: the letters of the column in the others; empty where a sheet lacks it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_sheet: BTreeMap<String, String>,
}

/// The columns that were recognised, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Columns(pub BTreeMap<Field, Column>);

impl Columns {
    /// Whether the sheet has the field.
    pub fn has(&self, field: Field) -> bool {
        self.0.contains_key(&field)
    }

    /// The column of the field.
    pub fn get(&self, field: Field) -> Option<&Column> {
        self.0.get(&field)
    }

    /// The field whose column has these letters on the sheet.
    pub fn field_at(&self, sheet: &str, letters: &str) -> Option<Field> {
        let own = |column: &Column| column.by_sheet.get(sheet).unwrap_or(&column.letters) == letters;
        self.0.iter().find(|(_, column)| own(column)).map(|(field, _)| *field)
    }

    /// Places a problem at the cell of the field in the row, or at the row if the sheet lacks the column.
    pub fn place(&self, problem: Problem, field: Field, row: u32) -> Problem {
        let letters = self.get(field).map(|column| column.by_sheet.get(&problem.sheet).unwrap_or(&column.letters));
        match letters.filter(|letters| !letters.is_empty()) {
            Some(letters) => problem.at_cell(letters, row),
            None => problem.at_row(row),
        }
    }
}

/// Matches headers (with their columns from 0) to fields. The first of two columns for one field is taken; the second
/// comes back with the field that it claimed too.
pub fn match_headers<'a>(
    kind: Kind,
    headers: impl IntoIterator<Item = (u32, &'a str)>,
) -> (Columns, Vec<(Field, Column)>) {
    let mut columns = Columns::default();
    let mut rivals = Vec::new();
    for (index, header) in headers {
        let Some(field) = field_of(kind, header) else { continue };
        let column = Column {
            header: super::text::line(header),
            letters: column_letters(index),
            index,
            by_sheet: BTreeMap::new(),
        };
        if columns.has(field) {
            rivals.push((field, column));
        } else {
            columns.0.insert(field, column);
        }
    }
    (columns, rivals)
}

/// Says which column was taken where two claim one field.
pub(super) fn rival_problems(sheet: &str, row: u32, columns: &Columns, rivals: &[(Field, Column)]) -> Vec<Problem> {
    let problem = |(field, rival): &(Field, Column)| {
        let taken = columns.get(*field)?;
        let message = format!(
            "{}列“{}”和{}列“{}”都表示{}，读的是{}列。如果应读另一列，请在表里删去或改名其中一列后重新导入。",
            taken.letters,
            taken.header,
            rival.letters,
            rival.header,
            field.name(),
            taken.letters
        );
        let problem = Problem::of_sheet(sheet, Severity::Warning, ProblemCode::DuplicateColumn, message);
        Some(problem.at_cell(&rival.letters, row).found(&rival.header))
    };
    rivals.iter().filter_map(problem).collect()
}
