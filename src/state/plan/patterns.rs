//! The plans that another begins from: an empty one with the usual stages, the founding campaign, and one with the
//! authorities of today.

use super::draft::{ItemDraft, OUTSIDERS, PlanDraft};
use crate::model::{InspectionType, Item};
use chrono::NaiveDate;

/// The usual stages.
const STAGES: [&str; 5] = ["制定工作方案", "抽取", "实施检查", "公示", "总结"];

impl PlanDraft {
    /// A plan that starts from nothing, with the usual stages.
    pub fn blank() -> Self {
        let mut draft = Self::default();
        for name in STAGES {
            draft.add_stage(name, "", "");
        }
        draft
    }

    /// Adds an item to the last department.
    fn add_item(&mut self, name: &str, categories: &[&str]) {
        let id = self.fresh_id();
        let item =
            Item { name: name.into(), categories: categories.iter().map(|c| (*c).into()).collect(), ..Item::default() };
        if let Some(department) = self.departments.last_mut() {
            department.items.push(ItemDraft { id, item });
        }
    }

    /// The founding campaign: 平罗县开展道路运输行业跨部门联合随机抽查, 2018 (domain §1).
    pub fn pingluo() -> Self {
        let mut draft = Self {
            title: "平罗县道路运输行业跨部门联合随机抽查".into(),
            number: "平双随机〔2018〕1号".into(),
            basis: "《平罗县开展道路运输行业跨部门联合随机抽查工作方案》".into(),
            place: "县交通运输局会议室".into(),
            stratified: true,
            teams: "4".into(),
            ..Self::default()
        };
        for label in ["客运", "普货", "危货", "站场", "维修"] {
            draft.add_stratum(label);
        }
        draft.add_department("县交通运输局");
        draft.add_item("客运、货运及运输站场监督检查", &[]);
        draft.add_department("县公安局");
        draft.add_item("客运和危货运输企业车辆及驾驶员管理", &["客运", "危货"]);
        draft.add_department("县安监局");
        draft.add_item("危险化学品运输企业安全生产监督检查", &["危货"]);
        draft.add_item("各生产经营企业职业危害检查", &["站场", "维修"]);
        draft.add_department("县市场监管局");
        draft.add_item("营业执照登记事项检查", &[]);
        draft.add_department("县运管所");
        draft.add_item("客货运输企业安全检查", &[]);
        for label in ["县公安局", "县安监局", "县市场监管局", "县运管所"].into_iter().chain(OUTSIDERS)
        {
            draft.add_contributor(label);
        }
        for (name, from, to) in [
            ("制定工作方案", "2018-11-28", "2018-11-30"),
            ("抽取", "2018-12-03", "2018-12-08"),
            ("实施检查", "2018-12-10", "2018-12-20"),
            ("公示", "2018-12-21", "2018-12-31"),
            ("总结", "2018-12-21", "2018-12-31"),
        ] {
            draft.add_stage(name, from, to);
        }
        draft
    }

    /// The founding campaign as a pattern for another: without what was of 2018 alone, its number and its days.
    pub fn transport() -> Self {
        let mut draft = Self { number: String::new(), ..Self::pingluo() };
        for stage in &mut draft.stages {
            (stage.from, stage.to) = Default::default();
        }
        draft
    }

    /// A campaign of the same trade with the authorities that took over since (domain §7): 应急管理局 after 安监局, and
    /// 交通运输综合行政执法大队 after 运管所.
    pub fn transport_of_today() -> Self {
        let mut draft = Self {
            title: "道路运输行业跨部门联合双随机抽查".into(),
            inspection_type: Some(InspectionType::Daily),
            stratified: true,
            teams: "4".into(),
            ..Self::default()
        };
        for label in ["客运", "普货", "危货", "站场", "维修"] {
            draft.add_stratum(label);
        }
        let departments: [(&str, &str, &[&str]); 5] = [
            ("县交通运输局", "道路运输企业安全生产主体责任落实情况检查", &[]),
            ("县公安局", "道路运输企业车辆及驾驶员交通安全管理检查", &["客运", "普货", "危货"]),
            ("县应急管理局", "危险化学品道路运输企业安全生产监督检查", &["危货"]),
            ("县市场监管局", "登记事项和公示信息检查", &[]),
            ("县交通运输综合行政执法大队", "道路运输经营、站场经营和机动车维修经营检查", &[]),
        ];
        for (department, item, categories) in departments {
            draft.add_department(department);
            draft.add_item(item, categories);
        }
        let others = departments.into_iter().skip(1).map(|(name, ..)| name);
        others.chain(OUTSIDERS).for_each(|label| draft.add_contributor(label));
        for name in STAGES {
            draft.add_stage(name, "", "");
        }
        draft
    }

    /// The founding campaign as a demonstration, drawn today: its days are as far from the draw as they were in 2018.
    pub fn demo(today: NaiveDate) -> Self {
        let mut draft = Self { number: String::new(), demo: true, ..Self::pingluo() };
        draft.title.push_str("（演示）");
        // The first day of 抽取.
        let then = NaiveDate::from_ymd_opt(2018, 12, 3).unwrap_or(today);
        let shifted = |day: &str| day.parse::<NaiveDate>().ok().and_then(|day| today.checked_add_signed(day - then));
        for day in draft.stages.iter_mut().flat_map(|s| [&mut s.from, &mut s.to]) {
            *day = shifted(day).map(|day| day.to_string()).unwrap_or_default();
        }
        draft
    }
}
