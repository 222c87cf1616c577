//! The names that fields bear in real rosters (domain §5), as folded.

use super::{Field, Kind};

/// Headers of the business roster, as folded; those of domain §5 first, then obvious variants.
const BUSINESS: &[(Field, &str)] = &[
    (
        Field::Name,
        "企业名称 市场主体名称 主体名称 单位名称 被检查单位 被检查对象 检查对象 检查对象名称 业户名称 经营者名称 公司名称 当事人 名称 \
         被检查单位名称 被检查对象名称 企业单位名称 经营主体名称 经营主体 市场主体 业户 当事人名称 被抽查对象 抽查对象 抽查对象名称 商户名称 企业全称 单位全称 经营业户 经营业户名称 经营户名称 个体工商户名称 \
         生产经营单位 生产经营单位名称 被抽查单位 被抽查单位名称 公司全称 企业名称全称 商户 \
         道路运输企业名称 运输业户名称 运输企业名称 被检查市场主体 被检查市场主体名称 受检单位 受检单位名称 受检对象 受检对象名称 监管对象 监管对象名称 行政相对人 行政相对人名称 \
         纳税人名称 字号名称 店铺名称 加油站名称 个体户名称 户名",
    ),
    (
        Field::Code,
        "统一社会信用代码 统一信用代码 统一代码 社会信用代码 信用代码 注册号 营业执照号 统一社会信用代码/注册号 代码 \
         统一社会信用代码证号 工商注册号 营业执照注册号 营业执照编号 营业执照号码 统一社会信用代码或注册号 社会统一信用代码 统一社会信用代码注册号 社会信用统一代码 营业执照统一社会信用代码 \
         统一社会信用编码 统一社会信用代码号 信用代码证号 统一社会信用代码/营业执照号 纳税人识别号",
    ),
    (
        Field::LegalPerson,
        "法定代表人 法人 法人代表 负责人 经营者 法定代表人姓名 法人姓名 负责人姓名 经营者姓名 企业负责人 主要负责人 单位负责人 法定代表人名称 法定代表人/经营者 法人/负责人",
    ),
    (Field::Contact, "联系人 联络员 联络人 工商联络员 联系人姓名 联络员姓名"),
    (
        Field::Phone,
        "联系电话 联系方式 手机号 手机号码 电话 电话号码 联系人电话 联系人手机 手机 联络员电话 联系号码 联系手机 移动电话 联系人联系方式 联系人手机号 联系人手机号码 联系电话/手机 手机/电话 固定电话或手机 固定电话 办公电话",
    ),
    (
        Field::Address,
        "住所 住所地址 注册地址 地址 经营场所 经营地址 企业地址 企业住所 单位地址 公司地址 详细地址 住所或经营场所 经营场所地址 联系地址 住址 单位住所 经营住所 生产经营地址 生产经营场所 注册住所 企业详细地址 实际经营地址 门牌号 经营地点 所在地 住所地",
    ),
    (
        Field::Category,
        "类别 企业类型 主体类别 行业 所属行业 经营类别 经营范围 业务类型 行业类别 企业类别 经营业务 市场主体类别 业务类别 业户类别 主营业务 经营项目 经营许可范围 许可范围 许可经营范围 所属类别 行业分类 行业类型 \
         企业分类 监管类别 检查对象类别 抽查对象类别 \
         主体类型 市场主体类型 检查对象类型 经营类型 行业门类 类型",
    ),
    (
        Field::Risk,
        "信用等级 信用风险等级 风险等级 风险 信用风险 信用风险分类 企业信用风险等级 信用风险分类等级 信用分类 风险类别 风险分类 信用风险类别 信用评级 质量信誉等级",
    ),
    (
        Field::Status,
        "登记状态 主体状态 经营状态 状态 企业状态 营业状态 存续状态 经营现状 市场主体状态 主体登记状态 经营状况",
    ),
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
        "姓名 执法人员 执法人员姓名 检查人员 执法检查人员 检查人员姓名 人员姓名 执法检查人员姓名 执法人员名称 行政执法人员 行政执法人员姓名 检查人 执法员 抽查人员 成员 组员",
    ),
    (
        Field::Department,
        "单位 工作单位 执法单位 所属部门 所在部门 所在业务部门机构 部门 所属单位 所在单位 执法部门 部门名称 所在业务部门 执法机构 所属机构 执法单位名称 所属执法单位 所属执法部门 工作部门 执法机关 所属机关 工作单位及部门 工作单位全称 单位名称 执法主体",
    ),
    (
        Field::Certificate,
        "执法证号 执法证编号 执法证件号 执法编号 证件号码 行政执法证号 证号 执法证 执法证号码 执法证件号码 执法证件编号 行政执法证编号 行政执法证件号 行政执法证件编号 行政执法证件号码 证件编号 证件号 执法证编码 执法证件编码 行政执法证编码 执法证件号码编号 执法证书编号 行政执法证号码 执法资格证号 部颁证号 省颁证号 部颁执法证号 省颁执法证号 省执法证号 交通运输执法证号 执法证件 执法证代码",
    ),
    (
        Field::ValidUntil,
        "执法证有效期 执法证有效期至 有效期至 证件有效期 证件有效期至 有效期 执法证件有效期 执法证件有效期至 行政执法证有效期 行政执法证有效期至 证件有效期限 执法证有效期限 有效期限 有效期止 证件有效期止 执法证有效期止 有效期截止日期 有效截止日期 \
         有效期至日期 证件到期日期 证件到期时间 执法证到期日期 执法证到期时间 执法证有效期截止日期",
    ),
    (Field::Title, "职务 担任职务 职级 岗位职务 职务职级"),
    (Field::Speciality, "执法领域 岗位大类 执法事项范围 岗位资质资格 专业 专长 业务专长 执法类别 执法范围"),
    (Field::Phone, "联系电话 联系方式 手机号 手机号码 电话 电话号码 手机 联系号码 移动电话 办公电话"),
    (
        Field::Status,
        "执法人员状态 状态 证件状态 执法证状态 人员状态 在岗状态 \
         是否持证 是否有证 是否有执法证 有无执法证 是否持有执法证 是否具有执法证 是否取得执法证 是否持有行政执法证 是否有行政执法证 有无行政执法证 是否具有执法资格 是否有执法资格 有无执法资格 是否持证上岗 是否持证执法 持证情况 是否为持证人员",
    ),
    (
        Field::Recusal,
        "回避单位 回避企业 需回避对象 回避 回避对象 需回避单位 需回避企业 回避市场主体 回避单位名称 回避企业名称 应回避单位 应回避企业",
    ),
];

/// Names that give way to a column with any other name of the field: 检查对象 (which may say 企业 throughout) to
/// 检查对象名称, 注册号 to a name of the credit code, a telephone on somebody's desk to the one that is given for contact.
const WEAK: &[(Field, &str)] = &[
    (
        Field::Name,
        "检查对象 抽查对象 被检查对象 被抽查对象 监管对象 受检对象 被检查单位 被抽查单位 受检单位 被检查市场主体 行政相对人 当事人 经营主体 市场主体 业户 经营业户 商户 生产经营单位 户名",
    ),
    (Field::Code, "注册号 工商注册号 营业执照注册号 营业执照号 营业执照编号 营业执照号码 纳税人识别号"),
    (Field::Phone, "固定电话 办公电话"),
    (Field::Address, "门牌号 所在地"),
];

impl Kind {
    /// Whether a column with another name of the field is better than one with this name.
    pub(super) fn is_weak(self, field: Field, folded: &str) -> bool {
        let names = WEAK.iter().filter(|(f, _)| *f == field).flat_map(|(_, names)| names.split_whitespace());
        self == Self::Business && names.into_iter().any(|name| name == folded)
    }

    pub(super) fn aliases(self) -> &'static [(Field, &'static str)] {
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
