//! Which column means what: exact match of folded headers with the names seen in real rosters (domain §5). Never edit
//! distance: among real headers, different fields (姓名, 性别) are two edits apart.

use crate::model::EntityKind;
use crate::roster::field::Field;
use crate::roster::vocabulary;
pub(crate) use crate::text::header_key::{fold, may_be_header, without_brackets};
use std::collections::BTreeSet;

/// How surely a header names its field, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum HeaderStrength {
    /// It is the field's own name.
    Own,
    /// It is another name of the field.
    Alias,
    /// It gives way to any column with a better name.
    Weak,
    /// Only its end tells, where no other column is one of the field.
    Ending,
}

/// The field that the header names in a roster of this kind.
pub fn field_of(kind: EntityKind, header: &str) -> Option<Field> {
    claim(kind, header).map(|(field, _)| field)
}

/// The field that the header names, and how surely.
pub(crate) fn claim(kind: EntityKind, header: &str) -> Option<(Field, HeaderStrength)> {
    if !may_be_header(header) {
        return None;
    }
    let whole = fold(header);
    if let Some(found) = named(kind, &whole) {
        return Some(found);
    }
    let bare = fold(&without_brackets(header));
    // 企业名称（曾用名）; an instruction in brackets may name one too: （与执照一致，不得使用简称）.
    let hint = whole.chars().count() - bare.chars().count().min(whole.chars().count());
    let looked_at = if hint <= SHORT_HINT { &whole } else { &bare };
    if ["英文", "拼音", "曾用", "原名", "简称"].iter().any(|word| looked_at.contains(word)) {
        return None;
    }
    let alias = |field: Field| (field, HeaderStrength::Alias);
    let of_subject = || {
        let rest = without_subject(kind, &bare)?;
        exact(kind, rest).map(alias).or_else(|| of_somebody(kind, rest))
    };
    named(kind, &bare)
        .or_else(|| all_parts(kind, &bare).map(alias))
        .or_else(|| end_of_validity(kind, &whole).or_else(|| end_of_validity(kind, &bare)).map(alias))
        .or_else(|| of_somebody(kind, &bare))
        .or_else(of_subject)
        .or_else(|| in_two_languages(kind, &bare))
        .or_else(|| by_ending(kind, &bare).map(|field| (field, HeaderStrength::Ending)))
}

/// Characters of a hint in brackets that says which name it is.
const SHORT_HINT: usize = 4;

/// 企业名称 Company Name.
fn in_two_languages(kind: EntityKind, folded: &str) -> Option<(Field, HeaderStrength)> {
    let is_name = |c: u8| c.is_ascii_alphabetic() || c == b'/' || c == b'-';
    let foreign = folded.bytes().filter(u8::is_ascii).all(is_name) && folded.bytes().any(|c| c.is_ascii_alphabetic());
    // Most headers, and all names that are asked whether they are one, are in one.
    if !foreign {
        return None;
    }
    named(kind, &folded.chars().filter(|c| !c.is_ascii()).collect::<String>())
}

/// 学校名称, 监督员姓名, 城管执法证号: names that no list has all of, told by their end.
fn by_ending(kind: EntityKind, folded: &str) -> Option<Field> {
    const OTHERS: [&str; 54] = [
        "网格",
        "资质",
        "证件",
        "开户",
        "区域",
        "合同",
        "小区",
        "填",
        "写",
        "请",
        "部门",
        "机关",
        "事项",
        "项目",
        "产品",
        "商品",
        "证书",
        "证照",
        "许可",
        "执照",
        "车",
        "船",
        "街道",
        "乡镇",
        "社区",
        "村",
        "法定代表人",
        "法人",
        "负责人",
        "任务",
        "计划",
        "类别",
        "类型",
        "行业",
        "主管",
        "监管",
        "管辖",
        "执法",
        "文件",
        "设备",
        "药品",
        "品牌",
        "银行",
        "片区",
        "线路",
        "路段",
        "上级",
        "所属",
        "填报",
        "发证",
        "职务",
        "岗位",
        "专业",
        "总公司",
    ];
    const NOT_OFFICERS: [&str; 11] =
        ["法人", "代表人", "家属", "配偶", "领导", "负责人", "联系人", "回避", "填报", "主", "经营"];
    let ends = |endings: &[&str]| {
        endings.iter().find_map(|ending| folded.strip_suffix(ending)).filter(|rest| !rest.is_empty())
    };
    let names = |words: &[&str], rest: &str| words.iter().any(|word| rest.contains(word));
    match kind {
        EntityKind::Business => ends(&["名称", "全称"]).filter(|rest| !names(&OTHERS, rest)).map(|_| Field::Name),
        EntityKind::Officer => {
            let of = ["执法", "检查", "监督", "稽查", "税务", "卫生", "城管", "警官"];
            let name = || ends(&["姓名"]).filter(|rest| !names(&NOT_OFFICERS, rest)).map(|_| Field::Officer);
            let number = ends(&["证号", "证号码", "证件号", "证件号码", "证编号", "证件编号"]);
            number.filter(|rest| names(&of, rest) && !rest.contains('证')).map(|_| Field::Certificate).or_else(name)
        }
    }
}

fn named(kind: EntityKind, folded: &str) -> Option<(Field, HeaderStrength)> {
    let header = vocabulary::headers::named(kind, folded)?;
    let field = header.field;
    let strength = match folded == field.name() || header.first {
        true => HeaderStrength::Own,
        false if header.weak => HeaderStrength::Weak,
        false => HeaderStrength::Alias,
    };
    Some((field, strength))
}

/// The telephone of somebody who is not there to be called: taken where no other is given.
fn of_somebody(kind: EntityKind, folded: &str) -> Option<(Field, HeaderStrength)> {
    const PEOPLE: [&str; 8] =
        ["负责人", "经营者", "法定代表人", "法人代表", "法人", "企业负责人", "主要负责人", "业主"];
    let rest = PEOPLE.iter().find_map(|who| folded.strip_prefix(who)).filter(|_| kind == EntityKind::Business)?;
    (exact(kind, rest)? == Field::Phone).then_some((Field::Phone, HeaderStrength::Weak))
}

/// Headers of the day on which a validity begins, and of the one on which it ends, below the header of both.
const BEGINS: [&str; 12] =
    ["自", "从", "起", "由", "起始", "开始", "起始日期", "开始日期", "起始时间", "开始时间", "发证日期", "发证时间"];
const ENDS: [&str; 16] = [
    "至",
    "到",
    "止",
    "截止",
    "截至",
    "到期",
    "终止",
    "结束",
    "截止日期",
    "到期日期",
    "终止日期",
    "结束日期",
    "截止时间",
    "到期时间",
    "终止时间",
    "结束时间",
];

fn is_validity(kind: EntityKind, header: &str) -> bool {
    matches!(field_of(kind, header), Some(Field::ValidUntil | Field::LicenceUntil))
}

/// Whether the lower header names the day on which what the upper one names begins: 有效期 over 自.
pub(crate) fn is_begin(kind: EntityKind, upper: &str, lower: &str) -> bool {
    BEGINS.contains(&fold(lower).as_str()) && is_validity(kind, upper)
}

/// Whether the lower header names the day on which what the upper one names ends: 有效期 over 至.
pub(crate) fn is_end(kind: EntityKind, upper: &str, lower: &str) -> bool {
    ENDS.contains(&fold(lower).as_str()) && is_validity(kind, upper)
}

/// 执法证有效期到期日期.
fn end_of_validity(kind: EntityKind, folded: &str) -> Option<Field> {
    let rest = ENDS.iter().filter_map(|end| folded.strip_suffix(end)).find_map(|rest| exact(kind, rest));
    rest.filter(|field| matches!(field, Field::ValidUntil | Field::LicenceUntil))
}

/// 单位 beside a column of credit codes: whom they belong to.
pub(crate) fn is_bare_unit(header: &str) -> bool {
    may_be_header(header) && fold(header) == "单位"
}

/// The fields that a row of headers names.
pub(crate) fn fields_of<'a>(kind: EntityKind, headers: impl Iterator<Item = &'a str> + Clone) -> BTreeSet<Field> {
    let mut fields: BTreeSet<Field> = headers.clone().filter_map(|header| field_of(kind, header)).collect();
    if kind == EntityKind::Business && fields.contains(&Field::Code) && headers.clone().any(is_bare_unit) {
        fields.insert(Field::Name);
    }
    fields
}

/// 被检查单位地址 without whom it is about.
fn without_subject(kind: EntityKind, folded: &str) -> Option<&str> {
    let subjects: &[&str] = match kind {
        EntityKind::Business => &[
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
        EntityKind::Officer => &["执法检查人员", "行政执法人员", "执法人员", "检查人员", "人员"],
    };
    subjects.iter().find_map(|subject| folded.strip_prefix(subject))
}

fn exact(kind: EntityKind, folded: &str) -> Option<Field> {
    vocabulary::headers::named(kind, folded).map(|header| header.field)
}

/// 法定代表人/负责人: a field if every part names the same one.
fn all_parts(kind: EntityKind, folded: &str) -> Option<Field> {
    let mut fields = folded.split(['/', '或']).map(|part| exact(kind, part));
    let first = fields.next()??;
    fields.all(|field| field == Some(first)).then_some(first)
}
