//! The papers of the meeting of a campaign as it stands: what they are made of, put together from plan, attempts and log.

use super::papers::CampaignPapers;
use crate::forms::{
    AttemptMinutes, Document, DrawnMinutes, MINUTES_TITLE, MeetingFacts, MinutesFacts, SIGN_IN_TITLE, meeting_notice,
    minutes, sign_in_sheet,
};
use crate::model::{Role, Stamp};
use crate::state::{Attempt, LogAct, contributions, key_names};

impl CampaignPapers<'_> {
    /// 会议通知, once the campaign has a name.
    pub fn meeting_notice(&self) -> Option<Document> {
        self.of_meeting(|facts| meeting_notice(&facts))
    }

    /// 签到表, once the campaign has a name.
    pub fn sign_in_sheet(&self) -> Option<Document> {
        self.of_meeting(|facts| sign_in_sheet(&facts))
    }

    /// 抽取现场记录, once something is sealed; nothing while the log or what was sealed is not in memory.
    pub fn minutes(&self) -> Option<Document> {
        let first = self.campaign.attempts.first()?;
        let attempts: Option<Vec<AttemptMinutes>> =
            (1..).zip(&self.campaign.attempts).map(|(place, attempt)| self.attempt_minutes(place, attempt)).collect();
        let (attempts, lines) = (attempts?, self.ceremony_lines()?);
        // What was sealed names what is drawn; the plan may be called otherwise since.
        let title = first.seal.as_ref().map(|seal| seal.campaign.title.clone());
        self.of_meeting(|facts| {
            let meeting = MeetingFacts { title: title.as_deref().unwrap_or(facts.title), ..facts };
            minutes(&MinutesFacts { meeting, attempts: &attempts, lines: &lines })
        })
    }

    /// 签到表 and 抽取现场记录 for 归档包, where anything is known of the meeting.
    pub(super) fn meeting_pieces(&self) -> Vec<(&'static str, Document)> {
        if self.campaign.meeting.is_empty() {
            return Vec::new();
        }
        let both = [(SIGN_IN_TITLE, self.sign_in_sheet()), (MINUTES_TITLE, self.minutes())];
        both.into_iter().filter_map(|(name, document)| Some((name, document?))).collect()
    }

    /// What happened at the draw, and when, as the log has it: the seal, the numbers, the seed, the draw, voids, substitutions.
    pub fn ceremony_lines(&self) -> Option<Vec<(Stamp, String)>> {
        let log = self.model.log(self.campaign).ok()?;
        let sealed = self.campaign.attempts.last().and_then(|attempt| self.model.sealed(attempt).ok());
        let name = key_names(sealed.as_ref());
        let is_told = |act: LogAct| {
            use LogAct::{Correct, Draw, Hide, Number, Seal, Seed, Substitute, Void};
            matches!(act, Seal | Number | Correct | Hide | Seed | Draw | Void | Substitute)
        };
        let told = log.iter().filter(|entry| entry.kind().is_some_and(is_told));
        Some(told.map(|entry| (entry.at, entry.said(&name))).collect())
    }

    fn of_meeting(&self, make: impl FnOnce(MeetingFacts<'_>) -> Document) -> Option<Document> {
        let (campaign, plan) = (self.campaign, &self.campaign.plan);
        let title = plan.title.trim();
        let lead = plan.departments.iter().find(|d| d.role == Role::Lead).map_or("", |d| d.name.trim());
        let mut units: Vec<String> = Vec::new();
        let named = plan.departments.iter().map(|d| &d.name).chain(plan.contributors.iter().map(|c| &c.label));
        for unit in named.map(|name| name.trim()).filter(|name| !name.is_empty()) {
            if !units.iter().any(|known| known == unit) {
                units.push(unit.to_owned());
            }
        }
        let facts = MeetingFacts {
            title,
            number: plan.number.trim(),
            lead,
            place: plan.place.trim(),
            meeting: &campaign.meeting,
            units: &units,
            contact: [&campaign.settings.contact, &campaign.settings.contact_phone].map(|text| text.trim()),
        };
        (!title.is_empty()).then(|| make(facts))
    }

    fn attempt_minutes(&self, place: u32, attempt: &Attempt) -> Option<AttemptMinutes> {
        let sealed = self.model.sealed(attempt).ok()?;
        let labels = attempt.seal.as_ref().map_or(&[][..], |seal| &seal.contributors);
        // What is typed unseen is no more to be seen on paper.
        let is_shown = self.campaign.shows_numbers() || attempt.void.is_some();
        let numbers = contributions(labels, attempt).into_iter().zip(attempt.said());
        let numbers = numbers.filter(|_| is_shown).filter_map(|(number, said)| Some((number, said.confirmed?)));
        let drawn = match attempt.drawn() {
            Some(reference) => {
                let outcome = self.model.outcome(reference.outcome)?;
                let officers = outcome.officers.iter().flat_map(|all| all.values()).map(Vec::len).sum();
                let said = |key: &String| match sealed.name_of(key) {
                    name if name == key => name.to_owned(),
                    name => format!("{name}（{key}）"),
                };
                let ends = outcome.businesses.first().zip(outcome.businesses.last());
                Some(DrawnMinutes {
                    at: reference.at,
                    counts: (outcome.businesses.len(), officers),
                    ends: ends.map(|(first, last)| [said(first), said(last)]),
                })
            }
            None => None,
        };
        let mark = if attempt.is_preliminary() { "（试行）" } else { "" };
        Some(AttemptMinutes {
            name: format!("第{}次抽取{mark}", self.campaign.number_of(place)),
            sealed_at: attempt.sealed_at,
            commitment: attempt.commitment,
            numbers: numbers.collect(),
            seed: attempt.seed().map(|seeded| (seeded.seed, seeded.at)),
            drawn,
            void: attempt.void.clone(),
        })
    }
}
