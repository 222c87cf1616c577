//! 设置 of a campaign: periods, lists and words that a county has in its own way, and what they are where it says nothing.

use super::CapRules;
use super::LedgerColumn;
use super::Subject;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The follow-up that is none.
pub const NO_FOLLOW_UP: &str = "无需后续处置";

/// What counties phrase or count differently. It is not sealed and can change at any time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// 检查结果 to choose from (domain §3).
    pub results: Vec<String>,
    /// 后续处置措施 to choose from.
    pub follow_ups: Vec<String>,
    /// 检查方式 to choose from.
    pub ways: Vec<String>,
    /// Publication within so many 工作日 after the inspection: 10 here, 20 elsewhere.
    pub publish_within: u32,
    /// Materials to the lead within so many calendar days after the end.
    pub materials_within: u32,
    /// Days off that the official notice is not known to name.
    pub days_off: Vec<NaiveDate>,
    /// Workdays that the official notice is not known to name.
    pub workdays: Vec<NaiveDate>,
    /// The years of which both lists have all days (已录全), so that nothing of them is estimated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub noted_years: Vec<i32>,
    /// Whom a business can ask: name and telephone on 附件5.
    pub contact: String,
    /// Its telephone.
    pub contact_phone: String,
    /// Where results are published.
    pub published_at: String,
    /// 行政执法监督电话, printed on 行政检查通知书.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub oversight_phone: String,
    /// Whether officers' names are published (个人信息保护法 34, 36).
    pub publish_officers: bool,
    /// What 附件5 is.
    #[serde(skip_serializing_if = "NoticeForm::is_letter")]
    pub notice: NoticeForm,
    /// What is inspected, in the trade's term.
    #[serde(skip_serializing_if = "Subject::is_market")]
    pub subject: Subject,
    /// The words of the forms.
    pub words: Words,
    /// 审批: whether approvals are recorded, so that an inspection without one is a discrepancy. Off in campaigns stored before
    /// there was such a thing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub approvals: bool,
    /// 检查码: whether the region issues codes.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub codes: bool,
    /// 补录 of a code that was not shown, within so many calendar days after the inspection.
    #[serde(skip_serializing_if = "is_code_within")]
    pub code_within: u32,
    /// 报备 of a planned visit so many 工作日 before; 0 where none is asked for.
    #[serde(skip_serializing_if = "is_zero")]
    pub report_before: u32,
    /// 频次上限.
    #[serde(skip_serializing_if = "CapRules::is_default")]
    pub caps: CapRules,
    /// The columns of 涉企行政检查台账; empty for the usual ones. See [`Settings::all_ledger_columns`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ledger_columns: Vec<LedgerColumn>,
}

/// 深圳: entered within ten days (domain-2026 §1).
const CODE_WITHIN: u32 = 10;

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde hands it over")]
const fn is_zero(n: &u32) -> bool {
    *n == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde hands it over")]
const fn is_code_within(n: &u32) -> bool {
    *n == CODE_WITHIN
}

impl Settings {
    /// Those of a campaign that is begun on this day: since 国办发〔2024〕54号 every inspection is approved beforehand.
    pub fn begun(on: NaiveDate) -> Self {
        Self { approvals: on.year() >= 2025, ..Self::of_today() }
    }
}

/// What 附件5 is: every campaign keeps the form that it began with, unless the county chooses the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeForm {
    /// 联合随机抽查告知书, as campaigns up to 2026 had it.
    #[default]
    Letter,
    /// 行政检查通知书 (domain §7), which new campaigns have.
    Inspection,
}

impl NoticeForm {
    // Serde hands a reference.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn is_letter(&self) -> bool {
        *self == Self::Letter
    }
}

/// The words of 行政检查通知书. They tell what was published of 国办发〔2024〕54号, in other words than its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeWords {
    /// Its title.
    pub title: String,
    /// 权利, one a line.
    pub rights: Vec<String>,
    /// 义务, one a line.
    pub duties: Vec<String>,
    /// 五个严禁、八个不得, one a line.
    pub prohibitions: Vec<String>,
    /// 需要准备的资料, one a line.
    pub materials: Vec<String>,
}

/// The words of the forms that counties phrase differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    /// Title of 附件2, its lines.
    pub form2_title: Vec<String>,
    /// The labels of the signature lines at the foot of 附件2; a date follows.
    pub form2_signatures: Vec<String>,
    /// Title of 附件3.
    pub form3_title: String,
    /// Title of 附件4.
    pub form4_title: String,
    /// The labels of the signature line at the foot of 附件4; the last has a date.
    pub form4_signatures: Vec<String>,
    /// Title of 附件5.
    pub form5_title: String,
    /// Title of 附件6.
    pub form6_title: String,
    /// Title of 附件7.
    pub form7_title: String,
    /// 依据 of 附件5, after the plan's own.
    pub notice_basis: String,
    /// 需要准备的资料, one a line.
    pub materials: Vec<String>,
    /// 不配合的后果.
    pub refusal: String,
    /// 回避申请权.
    pub recusal: String,
    /// 廉政监督, one a line (the “五个严禁”).
    pub integrity: Vec<String>,
    /// The labels of the signature line at the foot of 附件3.
    pub form3_signatures: Vec<String>,
    /// The note below 附件3.
    pub form3_note: String,
    /// Title of the letter that tells a business its result.
    pub letter_title: String,
    /// The words of 行政检查通知书.
    pub inspection_notice: NoticeWords,
}

impl Settings {
    /// What a new campaign begins with. [`Settings::default`] is what a stored one has where it says nothing: the forms and
    /// words of 2018.
    pub fn of_today() -> Self {
        let subject = Subject::Operating;
        Self { notice: NoticeForm::Inspection, subject, words: Words::of_today(subject), ..Self::default() }
    }

    /// Says another term for the businesses, also in the title of 附件2 where it says the one of before.
    pub fn set_subject(&mut self, subject: Subject) {
        let old = std::mem::replace(&mut self.subject, subject).title();
        self.words.form2_title.iter_mut().for_each(|line| *line = line.replace(old, subject.title()));
    }
}

impl Words {
    /// The words of a new campaign: without the list of 2018, which is not the five of today, and without 法定代表人身份证明,
    /// which who must not be made to come can't be asked for (domain §7).
    pub fn of_today(subject: Subject) -> Self {
        let notice = NoticeWords::default();
        let words = Self::default();
        let form2_title =
            words.form2_title.iter().map(|line| line.replace(Subject::default().title(), subject.title())).collect();
        Self {
            form2_title,
            notice_basis: "《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）".into(),
            materials: notice.materials.clone(),
            integrity: notice.prohibitions.clone(),
            inspection_notice: notice,
            ..words
        }
    }
}

impl Default for NoticeWords {
    /// After what was published of 国办发〔2024〕54号 (domain §7).
    fn default() -> Self {
        Self {
            title: "行政检查通知书".into(),
            rights: owned(&[
                "检查人员应当出示执法证件和本通知书；不出示的，你单位有权拒绝检查",
                "对没有检查通知、检查事项没有公布，或者按规定应当有检查码而没有的检查，有权拒绝",
                "认为检查人员与本次检查有直接利害关系或者有其他关系可能影响公正的，有权申请其回避",
                "对检查情况和结果有权陈述、申辩；对依法作出的处理决定不服的，可以依法申请行政复议或者提起行政诉讼",
                "认为检查违法、不当的，可以向行政执法监督机构或者12345热线投诉、举报",
            ]),
            duties: owned(&[
                "如实提供有关情况和资料，配合检查，不得拒绝、阻碍检查，不得隐瞒有关情况、提供虚假材料；检查结果依法公示",
            ]),
            prohibitions: owned(&[
                "严禁逐利检查：不得接受馈赠、报酬、福利待遇，不得参加宴请、娱乐、旅游，不得由企业支付消费开支或者转嫁检查费用，不得强制接受指定的中介服务",
                "严禁干扰企业正常生产经营：不得刻意要求法定代表人到场",
                "严禁任性处罚企业：不得乱查封、乱扣押、乱冻结，不得动辄责令停产停业",
                "严禁下达检查指标：不得把考核、预算与检查频次、罚没数额挂钩",
                "严禁变相检查：不得以观摩、督导、考察等名义行检查之实",
            ]),
            materials: owned(&[
                "营业执照、经营许可证等证照",
                "与检查事项有关的台账、记录和管理制度",
                "由熟悉情况的人员到场说明即可，不要求法定代表人到场",
            ]),
        }
    }
}

impl Default for Settings {
    /// As published nationally (domain §3, §4); forms and words as in 2018, which stored campaigns keep.
    fn default() -> Self {
        Self {
            results: owned(&[
                "未发现问题",
                "未按规定公示应当公示的信息",
                "公示信息隐瞒真实情况、弄虚作假",
                "通过登记的住所（经营场所）无法联系",
                "发现问题已责令改正",
                "不配合检查情节严重",
                "未发现开展本次抽查涉及的经营活动",
                "发现问题待后续处理",
                "已关闭停业或正在组织清算",
                "注销／被吊销／被撤销／迁出",
            ]),
            follow_ups: owned(&[
                NO_FOLLOW_UP,
                "责令改正，日常监管部门跟踪",
                "发现案件线索，固定证据后移送办案机构",
                "抄告其他部门",
                "其他",
            ]),
            ways: owned(&["实地检查", "书面检查", "利用行政部门检查结果或专业机构结论", "检验检测", "网络监测"]),
            publish_within: 10,
            materials_within: 10,
            days_off: Vec::new(),
            workdays: Vec::new(),
            noted_years: Vec::new(),
            contact: String::new(),
            contact_phone: String::new(),
            published_at: "国家企业信用信息公示系统".into(),
            oversight_phone: String::new(),
            publish_officers: false,
            notice: NoticeForm::default(),
            subject: Subject::default(),
            words: Words::default(),
            approvals: false,
            codes: false,
            code_within: CODE_WITHIN,
            report_before: 0,
            caps: CapRules::default(),
            ledger_columns: Vec::new(),
        }
    }
}

impl Default for Words {
    /// After real equivalents of other counties (domain §2).
    fn default() -> Self {
        Self {
            form2_title: owned(&["跨部门联合“双随机”抽查", "执法人员、市场主体选派（抽取）记录单"]),
            form2_signatures: owned(&["抽取人（签字）", "监督人（签字）", "负责人（盖章）", "参加单位代表（签字）"]),
            form3_title: "跨部门联合“双随机”抽查情况记录表".into(),
            form4_title: "跨部门联合“双随机”抽查情况汇总表".into(),
            form4_signatures: owned(&["填表人（签字）", "审核人（签字）", "负责人（盖章）"]),
            form5_title: "联合随机抽查告知书".into(),
            form6_title: "双随机匹配结果人员信息".into(),
            form7_title: "开展跨部门联合随机抽查事项表".into(),
            notice_basis: "《中华人民共和国行政处罚法》及国务院关于“双随机、一公开”监管的有关规定".into(),
            materials: owned(&[
                "营业执照、经营许可证等证照",
                "与检查事项有关的台账、记录和管理制度",
                "法定代表人（负责人）身份证明；委托他人的，授权委托书和受托人身份证明",
            ]),
            refusal: "请如实提供有关情况和资料，配合检查。拒绝、阻碍检查，或者隐瞒有关情况、提供虚假材料的，依法处理，\
                      并将检查结果依法公示。"
                .into(),
            recusal: "你单位认为检查人员与本次检查有直接利害关系或者有其他关系可能影响公正的，有权申请其回避。".into(),
            integrity: owned(&[
                "严禁接受被检查单位的宴请、礼品、礼金和有价证券",
                "严禁向被检查单位推销商品、指定服务或者报销费用",
                "严禁泄露被检查单位的商业秘密和个人隐私",
                "严禁利用检查谋取私利、吃拿卡要",
                "严禁事先通风报信、隐瞒不报或者改变检查结果",
            ]),
            form3_signatures: owned(&["检查人员（签名）", "组长审核意见（签名）", "被检查单位（签字或盖章）"]),
            form3_note: "本表一户一表，由检查组填写，一式两份：牵头部门归档一份，交被检查单位一份。".into(),
            letter_title: "联合随机抽查结果告知书".into(),
            inspection_notice: NoticeWords::default(),
        }
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&t| t.to_owned()).collect()
}
