//! Where in the application: the hash of the address, so that every page survives a reload, also on `file://`.

use chrono::NaiveDate;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// 首页.
    Home,
    /// 验证. What a link or a QR code carries: a commitment (64 hex digits), a commitment and a seed with `/` between, or a
    /// packed record; empty for none.
    Verify(String),
    /// 大屏 of a campaign.
    Stage(String),
    /// A step of a campaign.
    Step(String, Step),
    /// Papers of a campaign, to look at and to print.
    Papers(String, Papers, Whose),
    /// 检查台账 of a year.
    Ledger,
    /// 单位设置: what new campaigns begin with, and what holds for all.
    Office,
    /// 年度计划 of a year.
    Year(i32),
    /// 设置 of a campaign: what the county phrases and counts in its own way.
    Settings(String),
}

/// A step of a campaign, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 方案.
    Plan,
    /// 名录.
    Rosters,
    /// 抽取.
    Draw,
    /// 检查.
    Inspect,
    /// 公示.
    Publish,
    /// 归档.
    Archive,
}

/// Which papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Papers {
    /// 附件1.
    Form1,
    /// 封存单.
    Seal,
    /// 随机码封袋页.
    Nonce,
    /// 作废单.
    Void,
    /// 会议通知.
    MeetingNotice,
    /// 签到表.
    SignIn,
    /// 抽取现场记录.
    Minutes,
    /// 附件2 and 附件6.
    Outcome,
    /// 附件2.
    Form2,
    /// 附件4.
    Form4,
    /// 附件6.
    Form6,
    /// 附件7.
    Form7,
    /// 行政检查审批表, for each department.
    Approvals,
    /// 附件5 and 附件3, for each business.
    Field,
    /// 附件5, for each business.
    Notices,
    /// 附件3, for each business.
    Records,
    /// 检查结果告知书, for each business.
    Letters,
    /// 检查表单, for each business.
    Checklists,
    /// 现场检查笔录, for each business.
    Scenes,
    /// 责令改正通知书, for each business where something was ordered.
    Orders,
    /// 整改复查记录表, for each business where something was ordered.
    Reinspections,
}

impl Papers {
    /// What they are called, on the screen, on themselves and as files.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Form1 => "附件1",
            Self::Seal => "封存单",
            Self::Nonce => "随机码封袋页",
            Self::Void => "作废单",
            Self::MeetingNotice => "会议通知",
            Self::SignIn => "签到表",
            Self::Minutes => "抽取现场记录",
            Self::Outcome => "附件2、附件6",
            Self::Form2 => "附件2",
            Self::Form4 => "附件4",
            Self::Form6 => "附件6",
            Self::Form7 => "附件7",
            Self::Approvals => "行政检查审批表",
            Self::Field => "附件5、附件3",
            Self::Notices => "附件5",
            Self::Records => "附件3",
            Self::Letters => "检查结果告知书",
            Self::Checklists => "现场检查表单",
            Self::Scenes => "现场检查笔录",
            Self::Orders => "责令改正通知书",
            Self::Reinspections => "整改复查记录表",
        }
    }
}

/// Whose papers, where each business has its own; in the order in which they are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Every business's.
    All,
    /// Those of the businesses of a team, by its number.
    Team(u32),
    /// Those of the businesses that a department inspects, by its place in the plan, from 1.
    Department(u32),
    /// Those of the businesses of a category, by its place in the plan, from 1.
    Category(u32),
    /// Those of the businesses of an officer, by the officer's place among all who were drawn or came in, from 1.
    Officer(u32),
    /// Those of the businesses that were inspected on a day.
    Day(NaiveDate),
    /// Those of one business, by its place in the record, from 1.
    Business(u32),
    /// Those of one attempt, by its place in the campaign, from 1.
    Attempt(u32),
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 6] = [Self::Plan, Self::Rosters, Self::Draw, Self::Inspect, Self::Publish, Self::Archive];

    /// Its name on the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Plan => "方案",
            Self::Rosters => "名录",
            Self::Draw => "抽取",
            Self::Inspect => "检查",
            Self::Publish => "公示",
            Self::Archive => "归档",
        }
    }

    const fn slug(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Rosters => "rosters",
            Self::Draw => "draw",
            Self::Inspect => "inspect",
            Self::Publish => "publish",
            Self::Archive => "archive",
        }
    }
}

impl Papers {
    /// Every kind of papers.
    pub const ALL: [Self; 21] = [
        Self::Form1,
        Self::Seal,
        Self::Nonce,
        Self::Void,
        Self::MeetingNotice,
        Self::SignIn,
        Self::Minutes,
        Self::Outcome,
        Self::Form2,
        Self::Form4,
        Self::Form6,
        Self::Form7,
        Self::Approvals,
        Self::Field,
        Self::Notices,
        Self::Records,
        Self::Letters,
        Self::Checklists,
        Self::Scenes,
        Self::Orders,
        Self::Reinspections,
    ];

    const fn slug(self) -> &'static str {
        match self {
            Self::Form1 => "1",
            Self::Seal => "seal",
            Self::Nonce => "nonce",
            Self::Void => "void",
            Self::MeetingNotice => "meeting",
            Self::SignIn => "sign-in",
            Self::Minutes => "minutes",
            Self::Outcome => "2+6",
            Self::Form2 => "2",
            Self::Form4 => "4",
            Self::Form6 => "6",
            Self::Form7 => "7",
            Self::Approvals => "approval",
            Self::Field => "5+3",
            Self::Notices => "5",
            Self::Records => "3",
            Self::Letters => "letter",
            Self::Checklists => "checklist",
            Self::Scenes => "scene",
            Self::Orders => "order",
            Self::Reinspections => "reinspection",
        }
    }
}

impl Whose {
    /// `all`, `team-2`, `department-1`, `day-2018-12-12`, `no-7`, `attempt-1`.
    fn parse(slug: &str) -> Option<Self> {
        let number = |prefix| slug.strip_prefix(prefix).and_then(|n| n.parse().ok());
        match slug {
            "all" => Some(Self::All),
            _ => number("team-")
                .map(Self::Team)
                .or_else(|| number("department-").map(Self::Department))
                .or_else(|| number("category-").map(Self::Category))
                .or_else(|| number("officer-").map(Self::Officer))
                .or_else(|| slug.strip_prefix("day-").and_then(|day| day.parse().ok()).map(Self::Day))
                .or_else(|| number("no-").map(Self::Business))
                .or_else(|| number("attempt-").map(Self::Attempt)),
        }
    }

    fn slug(self) -> String {
        match self {
            Self::All => "all".into(),
            Self::Team(n) => format!("team-{n}"),
            Self::Department(n) => format!("department-{n}"),
            Self::Category(n) => format!("category-{n}"),
            Self::Officer(n) => format!("officer-{n}"),
            Self::Day(day) => format!("day-{day}"),
            Self::Business(n) => format!("no-{n}"),
            Self::Attempt(n) => format!("attempt-{n}"),
        }
    }
}

impl Route {
    /// The page of a hash; anything unknown is the start page.
    pub fn parse(hash: &str) -> Self {
        let mut parts = hash.trim_start_matches('#').split('/').filter(|p| !p.is_empty());
        let page = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some("office"), None, ..) => Some(Self::Office),
            (Some("year"), Some(year), None, _) => {
                year.parse().ok().filter(|year| (1900..=9999).contains(year)).map(Self::Year)
            }
            (Some("ledger"), None, ..) => Some(Self::Ledger),
            (Some("verify"), carried, None, _) => Some(Self::Verify(carried.unwrap_or_default().to_owned())),
            (Some("verify"), Some(commitment), Some(seed), None) => Some(Self::Verify(format!("{commitment}/{seed}"))),
            (Some("c"), Some(id), Some("stage"), None) => Some(Self::Stage(id.to_owned())),
            (Some("c"), Some(id), Some("settings"), None) => Some(Self::Settings(id.to_owned())),
            (Some("c"), Some(id), Some("print"), Some(slug)) => {
                let papers = Papers::ALL.into_iter().find(|p| p.slug() == slug);
                let whose = parts.next().map_or(Some(Whose::All), Whose::parse);
                papers.zip(whose).map(|(papers, whose)| Self::Papers(id.to_owned(), papers, whose))
            }
            (Some("c"), Some(id), Some(slug), None) => {
                Step::ALL.into_iter().find(|s| s.slug() == slug).map(|s| Self::Step(id.to_owned(), s))
            }
            _ => None,
        };
        page.unwrap_or(Self::Home)
    }

    /// The hash of the page.
    pub fn hash(&self) -> String {
        match self {
            Self::Home => "#/".into(),
            Self::Office => "#/office".into(),
            Self::Year(year) => format!("#/year/{year}"),
            Self::Ledger => "#/ledger".into(),
            Self::Verify(carried) if carried.is_empty() => "#/verify".into(),
            Self::Verify(carried) => format!("#/verify/{carried}"),
            Self::Stage(id) => format!("#/c/{id}/stage"),
            Self::Step(id, step) => format!("#/c/{id}/{}", step.slug()),
            Self::Settings(id) => format!("#/c/{id}/settings"),
            Self::Papers(id, papers, Whose::All) => format!("#/c/{id}/print/{}", papers.slug()),
            Self::Papers(id, papers, whose) => format!("#/c/{id}/print/{}/{}", papers.slug(), whose.slug()),
        }
    }

    /// The campaign that the page is about.
    pub fn campaign(&self) -> Option<&str> {
        match self {
            Self::Home | Self::Office | Self::Ledger | Self::Year(_) | Self::Verify(_) => None,
            Self::Step(id, _) | Self::Papers(id, ..) | Self::Stage(id) | Self::Settings(id) => Some(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_again_by_its_hash() {
        let mut pages = vec![
            Route::Home,
            Route::Office,
            Route::Year(2026),
            Route::Ledger,
            Route::Verify(String::new()),
            Route::Verify("eJw_-1".into()),
            Route::Verify("ab12/cd34".into()),
            Route::Stage("a1b2".into()),
        ];
        pages.extend(Step::ALL.map(|s| Route::Step("a1b2".into(), s)));
        pages.push(Route::Settings("a1b2".into()));
        let day = Whose::Day(NaiveDate::from_ymd_opt(2018, 12, 12).unwrap());
        let some = [Whose::Team(3), Whose::Department(1), Whose::Category(2), Whose::Officer(14), day];
        for whose in [Whose::All, Whose::Business(12), Whose::Attempt(2)].into_iter().chain(some) {
            pages.extend(Papers::ALL.map(|p| Route::Papers("a1b2".into(), p, whose)));
        }
        for page in pages {
            assert_eq!(Route::parse(&page.hash()), page);
        }
    }

    #[test]
    fn what_is_unknown_is_the_start_page() {
        for hash in [
            "",
            "#",
            "#/x",
            "#/c/",
            "#/c/1/x",
            "#/c/1/plan/2",
            "#/c/1/print",
            "#/c/1/print/3/x",
            "#/verify/1/2/3",
            "#/c/1/stage/2",
            "#/year",
            "#/year/26",
            "#/year/2026/1",
            "%%%",
        ] {
            assert_eq!(Route::parse(hash), Route::Home, "{hash}");
        }
    }
}
