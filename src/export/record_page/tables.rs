//! What was drawn, who came in, what was voided.

use super::html::Html;
use super::people::{Names, People};
use crate::draw::{Kind, Record, Substitution, Team};

/// 抽中的市场主体, with those that came in after them.
pub(super) fn businesses(html: &mut Html, record: &Record, people: &People<'_>) {
    let word = record.manifest.matching.mode.unit();
    html.tag("<section>\n<h2>", format!("抽中的市场主体（{}户）", record.outcome.businesses.len()), "</h2>\n");
    html.raw("<table><thead><tr><th>序号</th><th>市场主体</th><th>代码</th><th>类别</th>");
    html.tag("<th>", if word == "组" { "检查组" } else { "户号" }, "</th><th>备注</th></tr></thead><tbody>\n");
    let teams = team_of(record);
    for (i, key) in record.outcome.businesses.iter().enumerate() {
        let team = teams.get(key.as_str()).map(|n| format!("第{n}{word}")).unwrap_or_default();
        let left = note(record, Kind::Business, |s| &s.out == key, "换下");
        business(html, people, [(i + 1).to_string(), team, left], key);
    }
    for (i, s) in of_kind(record, Kind::Business) {
        let gone = note(record, Kind::Business, |later| later.out == s.incoming, "换下");
        let notes = format!("第{i}次替补递补　{gone}");
        business(html, people, ["补".to_owned(), format!("第{}{word}", s.team), notes], &s.incoming);
    }
    html.raw("</tbody></table>\n</section>\n");
}

fn business(html: &mut Html, people: &People<'_>, [number, team, notes]: [String; 3], key: &str) {
    html.tag("<tr><td>", number, "</td>");
    html.tag("<td class=\"name\">", people.business(key), "</td>");
    html.tag("<td class=\"code\">", if people.business(key) == key { "—" } else { key }, "</td>");
    html.tag("<td>", people.stratum(key), "</td>");
    html.tag("<td>", team, "</td>").tag("<td>", notes.trim(), "</td></tr>\n");
}

fn team_of(record: &Record) -> std::collections::HashMap<&str, u32> {
    let of = |t: &'_ Team| t.number;
    record.outcome.teams.iter().flat_map(|t| t.businesses.iter().map(move |key| (key.as_str(), of(t)))).collect()
}

fn of_kind(record: &Record, kind: Kind) -> impl Iterator<Item = (usize, &Substitution)> {
    (1..).zip(&record.substitutions).filter(move |(_, s)| s.kind == kind)
}

/// `第1次替补换下`, for the substitutions that the test takes.
fn note(record: &Record, kind: Kind, test: impl Fn(&Substitution) -> bool, word: &str) -> String {
    of_kind(record, kind)
        .filter(|(_, s)| test(s))
        .map(|(i, _)| format!("第{i}次替补{word}"))
        .collect::<Vec<_>>()
        .join("，")
}

/// 执法人员, by team.
pub(super) fn officers(html: &mut Html, record: &Record, people: &People<'_>) {
    let word = record.manifest.matching.mode.unit();
    let full = people.names == Names::Full;
    html.raw("<section>\n<h2>执法人员</h2>\n");
    if !full {
        html.raw("<p class=\"small\">姓名已部分隐去，执法证号不公开。</p>\n");
    }
    html.tag(
        "<table><thead><tr><th>",
        if word == "组" { "检查组" } else { "户号" },
        "</th><th>部门</th><th>执法人员</th>",
    );
    html.raw(if full { "<th>执法证号</th>" } else { "" }).raw("<th>备注</th></tr></thead>\n");
    for team in &record.outcome.teams {
        html.raw("<tbody>");
        for (department, key) in members(record, team) {
            let leads = team.leader(&record.manifest) == Some(key.as_str());
            let here = |s: &Substitution| s.team == team.number && &s.out == key;
            let left = note(record, Kind::Officer, here, "换下");
            let notes = [if leads { "组长" } else { "" }, &left].join("　");
            officer(html, people, [&format!("第{}{word}", team.number), department, notes.trim()], key);
        }
        for (i, s) in of_kind(record, Kind::Officer).filter(|(_, s)| s.team == team.number) {
            let department = record.manifest.officers.iter().find(|o| o.key == s.incoming);
            let department = department.map_or("", |o| o.department.as_str());
            let gone = |later: &Substitution| later.team == s.team && later.out == s.incoming;
            let notes = format!("第{i}次替补递补　{}", note(record, Kind::Officer, gone, "换下"));
            officer(html, people, [&format!("第{}{word}", team.number), department, notes.trim()], &s.incoming);
        }
        html.raw("</tbody>\n");
    }
    html.raw("</table>\n</section>\n");
}

/// In the manifest's order of departments.
fn members<'a>(record: &'a Record, team: &'a Team) -> impl Iterator<Item = (&'a str, &'a String)> {
    let departments = record.manifest.departments.iter().map(|d| d.name.as_str());
    departments.flat_map(|name| team.officers.get(name).into_iter().flatten().map(move |key| (name, key)))
}

fn officer(html: &mut Html, people: &People<'_>, [team, department, notes]: [&str; 3], key: &str) {
    html.tag("<tr><td>", team, "</td>").tag("<td>", department, "</td>");
    html.tag("<td class=\"name\">", people.officer(key), "</td>");
    if people.names == Names::Full {
        html.tag("<td class=\"code\">", people.certificate(key), "</td>");
    }
    html.tag("<td>", notes, "</td></tr>");
}

/// 替补, in turn.
pub(super) fn substitutions(html: &mut Html, record: &Record, people: &People<'_>) {
    if record.substitutions.is_empty() {
        return;
    }
    let word = record.manifest.matching.mode.unit();
    let name = |kind: Kind, key: &str| match kind {
        Kind::Business => people.business(key).to_owned(),
        Kind::Officer => people.officer(key),
    };
    html.tag("<section>\n<h2>", format!("替补（{}次）", record.substitutions.len()), "</h2>\n");
    html.raw("<p class=\"small\">由谁递补，按签号先后由规则定，不由人选。</p>\n<table><thead><tr>");
    html.raw("<th>次序</th><th>位置</th><th>换下</th><th>递补</th><th>原因</th><th>批准人</th><th>时间</th>");
    html.raw("</tr></thead><tbody>\n");
    for (i, s) in record.substitutions.iter().enumerate() {
        html.tag("<tr><td>", i + 1, "</td>").tag("<td>", format!("第{}{word}", s.team), "</td>");
        html.tag("<td class=\"name\">", name(s.kind, &s.out), "</td>");
        html.tag("<td class=\"name\">", name(s.kind, &s.incoming), "</td>");
        html.tag("<td>", &s.reason, "</td>").tag("<td>", &s.approved_by, "</td>");
        html.tag("<td>", s.at.format("%Y-%m-%d %H:%M"), "</td></tr>\n");
    }
    html.raw("</tbody></table>\n</section>\n");
}

/// 作废的抽取.
pub(super) fn voided(html: &mut Html, record: &Record) {
    if record.voided.is_empty() {
        return;
    }
    html.tag("<section>\n<h2>", format!("作废的抽取（{}次）", record.voided.len()), "</h2>\n");
    for (i, v) in record.voided.iter().enumerate() {
        let came = match (&v.outcome, v.seed) {
            (Some(outcome), _) => format!("已抽出{}户", outcome.businesses.len()),
            (None, Some(_)) => "已有种子，没有抽出结果".to_owned(),
            (None, None) => "在产生种子之前".to_owned(),
        };
        html.tag("<h3>", format!("第{}次：{came}", i + 1), "</h3>\n<dl>");
        html.tag("<dt>原因</dt><dd>", &v.reason, "</dd>").tag("<dt>批准人</dt><dd>", &v.approved_by, "</dd>");
        html.tag("<dt>时间</dt><dd>", v.at.format("%Y-%m-%d %H:%M"), "</dd>");
        html.tag("<dt>封存码</dt><dd class=\"code\">", v.commitment, "</dd>");
        if let Some(seed) = v.seed {
            html.tag("<dt>种子</dt><dd class=\"code\">", seed, "</dd>");
        }
        html.raw("</dl>\n");
    }
    html.raw("</section>\n");
}
