//! What a new campaign begins from, as it is chosen in the dialog, and the plan that comes of it.

use crate::app::context::AppContext;
use crate::app::storage::backup::Template;
use crate::browser::clock;
use crate::state::{
    Campaign, CarriedOver, Origin, PlanDraft, carry_over, first_day, moved, template_told, title_of_year, year_later,
};
use chrono::{Datelike, NaiveDate};
use std::rc::Rc;

/// Source where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Campaign,
    Template,
    Preset,
    Nothing,
}

/// The days of the stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// They are entered later.
    None,
    /// All a year later.
    YearLater,
    /// The first begins on a day.
    Begin,
}

/// A name, and the plan of that name.
type Preset = (&'static str, fn() -> PlanDraft);

/// The presets, by their names.
pub const PRESETS: [Preset; 2] =
    [("道路运输（现行机构）", PlanDraft::transport_of_today), ("平罗县道路运输（2018年的机构）", PlanDraft::transport)];

/// What is chosen.
#[derive(Clone, PartialEq)]
pub struct Choice {
    pub from: Source,
    /// The id of a campaign.
    pub campaign: String,
    pub template: Option<Template>,
    /// Which of [`PRESETS`].
    pub preset: usize,
    /// 任务名称 as typed; none while what is proposed stands.
    pub title: Option<String>,
    pub days: Days,
    /// The day on which the first stage begins.
    pub begin: Option<NaiveDate>,
    /// Whether settings and words go over as well.
    pub settings: bool,
}

/// What comes of a choice.
pub struct Made {
    pub carried: CarriedOver,
    /// What there is to look at.
    pub told: Vec<String>,
    pub origin: Option<Origin>,
    /// Whether there are days that could be moved.
    pub has_days: bool,
}

impl Choice {
    /// What is proposed first: the campaign that was changed last, if there is one that was meant.
    pub fn proposed(app: &AppContext, template: Option<Template>) -> Self {
        let last = offered(app).into_iter().find(|c| !c.plan.demo);
        let from = match (&template, &last) {
            (Some(_), _) => Source::Template,
            (None, Some(_)) => Source::Campaign,
            (None, None) => Source::Nothing,
        };
        Self {
            from,
            campaign: last.map(|c| c.id.clone()).unwrap_or_default(),
            template,
            preset: 0,
            title: None,
            days: Days::YearLater,
            begin: None,
            settings: true,
        }
    }

    /// What comes of it; none while something is still to be chosen.
    pub fn made(&self, app: &AppContext) -> Option<Made> {
        let mut made = match self.from {
            Source::Nothing => return None,
            Source::Campaign => self.of_campaign(&*app.campaign(&self.campaign)?),
            Source::Template => of_template(app, self.template.as_ref()?),
            Source::Preset => of_preset(PRESETS.get(self.preset)?),
        };
        if let Some(title) = &self.title {
            made.carried.plan.title.clone_from(title);
        }
        Some(made)
    }

    fn of_campaign(&self, campaign: &Campaign) -> Made {
        let mut carried = carry_over(campaign);
        let was = first_day(&campaign.plan);
        let first = match self.days {
            Days::None => None,
            Days::YearLater => was.map(year_later),
            Days::Begin => self.begin.filter(|_| was.is_some()),
        };
        if let Some(first) = first {
            carried.plan.stages = moved(&campaign.plan, first);
        }
        let year = first.unwrap_or_else(|| clock::now().date_naive()).year();
        carried.plan.title = title_of_year(&campaign.plan.title, campaign.year(), year);
        let origin = Some(Origin::Campaign(campaign.full_name()));
        Made { carried, told: Vec::new(), origin, has_days: was.is_some() }
    }
}

fn of_template(app: &AppContext, template: &Template) -> Made {
    let carried = (*template.carried).clone();
    let campaigns: Vec<_> = app.store.model.in_use().cloned().collect();
    let known = campaigns.iter().flat_map(|c| &c.plan.departments).map(|d| d.name.as_str());
    let told = template_told(&carried.plan, known);
    Made { carried, told, origin: Some(Origin::Template(template.name.clone())), has_days: false }
}

fn of_preset((name, plan): &Preset) -> Made {
    let carried = CarriedOver { plan: plan(), settings: Default::default() };
    Made { carried, told: Vec::new(), origin: Some(Origin::Preset((*name).to_owned())), has_days: false }
}

/// The campaigns that another can begin from, the one that was changed last first. One of a newer program holds more than this
/// one knows, so that something would be left behind in silence.
pub fn offered(app: &AppContext) -> Vec<Rc<Campaign>> {
    use crate::model::InOrder;
    let has_plan = |c: &&Rc<Campaign>| c.newer.is_none() && !c.is_rehearsal && c.plan != PlanDraft::blank();
    let mut all: Vec<_> = app.store.model.in_use().filter(has_plan).cloned().collect();
    all.order_by_key(|c| std::cmp::Reverse((c.touched(), c.id.clone())));
    all
}
