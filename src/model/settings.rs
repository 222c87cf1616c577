use chrono::NaiveDate;
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
    /// Whether officers' names are published (个人信息保护法 34, 36).
    pub publish_officers: bool,
    /// The words of the forms.
    pub words: Words,
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
}

impl Default for Settings {
    /// As published nationally (domain §3, §4).
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
            publish_officers: false,
            words: Words::default(),
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
        }
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&t| t.to_owned()).collect()
}
