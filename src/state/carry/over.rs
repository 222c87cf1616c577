//! What goes over from one campaign to the next, field by field. Nothing is passed over by `..`: a new field of what is stored
//! does not compile before somebody has decided about it here.

use crate::model::{CheckPoint, Item, Settings};
use crate::state::campaign::Campaign;
use crate::state::plan::{
    ContributorDraft, DepartmentDraft, ItemDraft, PlanDraft, SizeDraft, StageDraft, StratumDraft,
};

/// What a new campaign takes from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedOver {
    /// The plan: without number, days and people.
    pub plan: PlanDraft,
    /// The settings with the words of the forms.
    pub settings: Settings,
}

impl CarriedOver {
    /// What may leave the office: also without whom a business can ask, and without the days that the office has entered.
    #[must_use]
    pub fn without_contact_and_days(mut self) -> Self {
        let s = &mut self.settings;
        s.contact.clear();
        s.contact_phone.clear();
        s.oversight_phone.clear();
        s.days_off.clear();
        s.workdays.clear();
        s.noted_years.clear();
        self
    }
}

/// What goes over from a campaign, how far ever it came: what was sealed, drawn, found and logged stays where it is.
pub fn carry_over(campaign: &Campaign) -> CarriedOver {
    let Campaign {
        id: _,
        created: _,
        plan,
        businesses: _,
        officers: _,
        // Ledgers and lists are rosters too; they are taken over by a button of their own, where they are still in force.
        lists: _,
        meeting: _,
        is_rehearsal: _,
        attempts: _,
        settings,
        plan_turns: _,
        newer: _,
        is_copy: _,
        deleted: _,
        log: _,
    } = campaign;
    CarriedOver { plan: plan_over(plan), settings: settings_over(settings) }
}

/// A plan without what is of one campaign alone.
pub(super) fn plan_over(plan: &PlanDraft) -> PlanDraft {
    let PlanDraft {
        title,
        number: _,
        basis,
        place,
        inspection_type,
        // Each campaign is another row of the yearly plan, or of another year's.
        annual_number: _,
        annual_title: _,
        year_rows: _,
        departments,
        stratified,
        whole,
        strata,
        by,
        ceiling,
        mode,
        teams,
        contributors,
        stages,
        recent_months,
        // What begins from a demonstration is meant.
        demo: _,
        last_id,
    } = plan;
    PlanDraft {
        title: title.clone(),
        number: String::new(),
        basis: basis.clone(),
        place: place.clone(),
        inspection_type: *inspection_type,
        annual_number: String::new(),
        annual_title: String::new(),
        year_rows: Vec::new(),
        departments: departments.iter().map(department_over).collect(),
        stratified: *stratified,
        whole: size_over(whole),
        strata: strata.iter().map(stratum_over).collect(),
        by: *by,
        ceiling: ceiling.clone(),
        mode: *mode,
        teams: teams.clone(),
        contributors: contributors.iter().map(contributor_over).collect(),
        stages: stages.iter().map(stage_over).collect(),
        recent_months: recent_months.clone(),
        demo: false,
        last_id: *last_id,
    }
}

fn department_over(department: &DepartmentDraft) -> DepartmentDraft {
    let DepartmentDraft {
        id,
        name,
        role,
        per_team,
        draw,
        cap,
        items,
        // People, asked for one campaign.
        assistants: _,
    } = department;
    DepartmentDraft {
        id: *id,
        name: name.clone(),
        role: *role,
        per_team: per_team.clone(),
        draw: draw.clone(),
        cap: cap.clone(),
        items: items.iter().map(|ItemDraft { id, item }| ItemDraft { id: *id, item: item_over(item) }).collect(),
        assistants: Vec::new(),
    }
}

fn item_over(item: &Item) -> Item {
    let Item { name, categories, field, content, basis, way, frequency, note, code, published, points } = item;
    Item {
        name: name.clone(),
        categories: categories.clone(),
        field: field.clone(),
        content: content.clone(),
        basis: basis.clone(),
        way: way.clone(),
        frequency: frequency.clone(),
        note: note.clone(),
        code: code.clone(),
        published: published.clone(),
        points: points.iter().map(point_over).collect(),
    }
}

fn point_over(point: &CheckPoint) -> CheckPoint {
    let CheckPoint { number, text, basis, method } = point;
    CheckPoint { number: number.clone(), text: text.clone(), basis: basis.clone(), method: method.clone() }
}

fn size_over(size: &SizeDraft) -> SizeDraft {
    let SizeDraft { by_count, value, at_most } = size;
    SizeDraft { by_count: *by_count, value: value.clone(), at_most: *at_most }
}

fn stratum_over(stratum: &StratumDraft) -> StratumDraft {
    let StratumDraft { id, label, size } = stratum;
    StratumDraft { id: *id, label: label.clone(), size: size_over(size) }
}

fn contributor_over(contributor: &ContributorDraft) -> ContributorDraft {
    let ContributorDraft { id, label } = contributor;
    ContributorDraft { id: *id, label: label.clone() }
}

fn stage_over(stage: &StageDraft) -> StageDraft {
    let StageDraft { id, name, from: _, to: _ } = stage;
    StageDraft { id: *id, name: name.clone(), from: String::new(), to: String::new() }
}

/// Settings go over whole. Which days are holidays is of the calendar, not of the campaign.
fn settings_over(settings: &Settings) -> Settings {
    let Settings {
        results: _,
        follow_ups: _,
        ways: _,
        publish_within: _,
        materials_within: _,
        days_off: _,
        workdays: _,
        noted_years: _,
        contact: _,
        contact_phone: _,
        published_at: _,
        oversight_phone: _,
        publish_officers: _,
        notice: _,
        subject: _,
        words: _,
        approvals: _,
        codes: _,
        code_within: _,
        report_before: _,
        caps: _,
        ledger_columns: _,
    } = settings;
    settings.clone()
}
