//! What was drawn, who came in, what was voided.

use super::people::People;
use crate::draw::{Attempt, Mode, Outcome, Substitution, Team, Time};
use crate::export::html::Html;
use crate::forms::leader_word;
use crate::model::EntityKind;
use std::collections::HashMap;

/// 第1组, or 第1户 in mode per-business.
fn place(attempt: &Attempt, team: u32) -> String {
    format!("第{team}{}", attempt.seal.matching.mode.unit())
}

fn place_heading(attempt: &Attempt) -> &'static str {
    match attempt.seal.matching.mode {
        Mode::Teams => "检查组",
        Mode::PerBusiness => "户号",
    }
}

/// 抽中的各户, with those that came in after them.
pub(super) fn businesses(html: &mut Html, attempt: &Attempt, people: People<'_>) {
    let Some(outcome) = &attempt.outcome else { return };
    html.tag("<section>\n<h2>", format!("抽中的各户（{}户）", outcome.businesses.len()), "</h2>\n");
    listed(html, attempt, outcome, people);
    html.raw("</section>\n");
}

fn listed(html: &mut Html, attempt: &Attempt, outcome: &Outcome, people: People<'_>) {
    html.raw("<table><thead><tr><th>序号</th><th>名称</th><th>代码</th><th>分层</th>");
    html.tag("<th>", place_heading(attempt), "</th><th>备注</th></tr></thead><tbody>\n");
    let teams = team_of(outcome);
    for (i, key) in outcome.businesses.iter().enumerate() {
        let team = teams.get(key.as_str()).map(|n| place(attempt, *n)).unwrap_or_default();
        business(html, people, [(i + 1).to_string(), team, left(attempt, EntityKind::Business, key)], key);
    }
    for (i, s) in of_kind(attempt, EntityKind::Business) {
        let Some(incoming) = &s.incoming else { continue };
        let notes = format!("第{i}次替补递补　{}", left(attempt, EntityKind::Business, incoming));
        business(html, people, ["补".to_owned(), place(attempt, s.team), notes], incoming);
    }
    html.raw("</tbody></table>\n");
}

fn business(html: &mut Html, people: People<'_>, [number, team, notes]: [String; 3], key: &str) {
    html.tag("<tr><td>", number, "</td>");
    html.tag("<td class=\"name\">", people.business(key), "</td>");
    html.tag("<td class=\"code\">", if people.business(key) == key { "—" } else { key }, "</td>");
    html.tag("<td>", people.stratum(key), "</td>");
    html.tag("<td>", team, "</td>").tag("<td>", notes.trim(), "</td></tr>\n");
}

fn team_of(outcome: &Outcome) -> HashMap<&str, u32> {
    let of = |t: &'_ Team| t.number;
    outcome.teams.iter().flat_map(|t| t.businesses.iter().map(move |key| (key.as_str(), of(t)))).collect()
}

fn of_kind(attempt: &Attempt, kind: EntityKind) -> impl Iterator<Item = (usize, &Substitution)> {
    (1..).zip(&attempt.substitutions).filter(move |(_, s)| s.kind == kind)
}

/// `第1次替补换下`, once for each substitution that put it out.
fn left(attempt: &Attempt, kind: EntityKind, key: &str) -> String {
    notes(of_kind(attempt, kind).filter(|(_, s)| s.out.as_deref() == Some(key)))
}

fn notes<'a>(all: impl Iterator<Item = (usize, &'a Substitution)>) -> String {
    all.map(|(i, _)| format!("第{i}次替补换下")).collect::<Vec<_>>().join("，")
}

/// 执法人员, by team.
pub(super) fn officers(html: &mut Html, attempt: &Attempt, people: People<'_>) {
    let Some(outcome) = &attempt.outcome else { return };
    html.raw("<section>\n<h2>执法人员</h2>\n");
    if people.officers().is_none() {
        html.raw("<p>这份公开记录不含执法人员：抽中哪些人、第几轮、哪一户分到哪一组、人员的替补，凭本页不能重算，只是记录的说法。与附件6核对，或用含执法人员的完整记录验证。</p>\n</section>\n");
        return;
    }
    html.tag("<p class=\"small\">", round_told(outcome.round), "</p>\n");
    html.tag("<table><thead><tr><th>", place_heading(attempt), "</th>");
    html.raw("<th>部门</th><th>执法人员</th><th>执法证号</th><th>备注</th></tr></thead>\n");
    for team in &outcome.teams {
        html.raw("<tbody>");
        let here = |key: &str| {
            notes(
                of_kind(attempt, EntityKind::Officer)
                    .filter(|(_, s)| s.team == team.number && s.out.as_deref() == Some(key)),
            )
        };
        for key in members(attempt, team) {
            let leads = team.leader(&attempt.seal.campaign.lead) == Some(key.as_str());
            let notes = [if leads { leader_word(attempt.seal.matching.mode) } else { "" }, &here(key)].join("　");
            officer(html, people, &place(attempt, team.number), &notes, key);
        }
        for (i, s) in of_kind(attempt, EntityKind::Officer).filter(|(_, s)| s.team == team.number) {
            let Some(incoming) = &s.incoming else { continue };
            let notes = format!("第{i}次替补递补　{}", here(incoming));
            officer(html, people, &place(attempt, team.number), &notes, incoming);
        }
        html.raw("</tbody>\n");
    }
    html.raw("</table>\n</section>\n");
}

fn round_told(round: u32) -> String {
    match round {
        0 => "人员第一轮抽取即可匹配。".to_owned(),
        round => format!("前{round}轮抽出的人员因回避不能匹配，按规则以第{}轮为准。", round + 1),
    }
}

/// In the seal's order of departments.
fn members<'a>(attempt: &'a Attempt, team: &'a Team) -> impl Iterator<Item = &'a String> {
    attempt.seal.departments.iter().flat_map(|d| team.officers_of(&d.name))
}

fn officer(html: &mut Html, people: People<'_>, team: &str, notes: &str, key: &str) {
    html.tag("<tr><td>", team, "</td>").tag("<td>", people.department(key), "</td>");
    html.tag("<td class=\"name\">", people.officer(key), "</td>");
    html.tag("<td class=\"code\">", people.certificate(key), "</td>");
    html.tag("<td>", notes.trim(), "</td></tr>");
}

/// 替补, in turn.
pub(super) fn substitutions(html: &mut Html, attempt: &Attempt, people: People<'_>) {
    if attempt.substitutions.is_empty() {
        return;
    }
    let name = |kind: EntityKind, key: &Option<String>| match (kind, key) {
        (EntityKind::Business, Some(key)) => people.business(key).to_owned(),
        (EntityKind::Officer, Some(key)) => people.officer(key).to_owned(),
        (EntityKind::Officer, None) if people.officers().is_none() => "（人员，未公开）".to_owned(),
        (_, None) => "（空缺）".to_owned(),
    };
    html.tag("<section>\n<h2>", format!("替补（{}次）", attempt.substitutions.len()), "</h2>\n");
    html.raw("<p class=\"small\">由谁递补，按签号先后由规则定，不由人选。</p>\n<table><thead><tr>");
    html.raw("<th>次序</th><th>位置</th><th>换下</th><th>递补</th><th>原因</th><th>批准人</th><th>时间</th>");
    html.raw("</tr></thead><tbody>\n");
    for (i, s) in attempt.substitutions.iter().enumerate() {
        html.tag("<tr><td>", i + 1, "</td>").tag("<td>", place(attempt, s.team), "</td>");
        html.tag("<td class=\"name\">", name(s.kind, &s.out), "</td>");
        html.tag("<td class=\"name\">", name(s.kind, &s.incoming), "</td>");
        html.tag("<td>", &s.reason, "</td>").tag("<td>", &s.approved_by, "</td>");
        html.tag("<td>", minute(&s.at), "</td></tr>\n");
    }
    html.raw("</tbody></table>\n</section>\n");
}

/// An attempt that does not count, with as much as it came to.
pub(super) fn voided(html: &mut Html, number: usize, attempt: &Attempt, people: People<'_>) {
    let came = match (&attempt.outcome, attempt.seed) {
        (Some(outcome), _) => format!("已抽出{}户", outcome.businesses.len()),
        (None, Some(_)) => "已有种子，没有写入抽取结果".to_owned(),
        (None, None) => "在产生种子之前".to_owned(),
    };
    let void = if attempt.void.is_some() { "已作废" } else { "没有作废记录" };
    html.tag("<section>\n<h2>", format!("第{number}次抽取，{void}：{came}"), "</h2>\n<dl>");
    if let Some(void) = &attempt.void {
        html.tag("<dt>原因</dt><dd>", &void.reason, "</dd>").tag("<dt>批准人</dt><dd>", &void.approved_by, "</dd>");
        html.tag("<dt>见证人</dt><dd>", void.witnesses.join("、"), "</dd>");
        html.tag("<dt>时间</dt><dd>", minute(&void.at), "</dd>");
    }
    html.tag("<dt>封存码</dt><dd class=\"code\">", attempt.commitment, "</dd>");
    match attempt.nonce {
        Some(nonce) => html.tag("<dt>随机码</dt><dd class=\"code\">", nonce.hex(), "</dd>"),
        None => html.raw("<dt>随机码</dt><dd>没有留下来</dd>"),
    };
    for c in &attempt.contributions {
        html.tag("<dt>", format!("“{}”的号码", c.label), "</dt>").tag("<dd class=\"code\">", &c.value, "</dd>");
    }
    if let Some(seed) = attempt.seed {
        html.tag("<dt>种子</dt><dd class=\"code\">", seed, "</dd>");
    }
    html.raw("</dl>\n");
    if let Some(outcome) = &attempt.outcome {
        html.raw("<h3>当时抽中的各户</h3>\n");
        listed(html, attempt, outcome, people);
    }
    html.raw("</section>\n");
}

fn minute(at: &Time) -> String {
    at.stamp().format("%Y-%m-%d %H:%M").to_string()
}
