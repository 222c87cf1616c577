//! Why it can be believed: the seal, the seed, the checks, and how to do them oneself.

use super::people::People;
use crate::draw::{Attempt, CheckResult, PROTOCOL, Record, Report, Shell, Verdict, WhyAnswer, why};
use crate::export::html::Html;
use crate::forms::{attempts_told, check_told, result_told, verdict_meaning, verdict_told};
use crate::model::Digest;
use std::fmt::Display;

/// The title, the verdict, the remarks and the facts.
pub(super) fn headline(html: &mut Html, record: &Record, report: &Report, present: &[String]) {
    html.raw("<header>\n<p class=\"label\">双随机抽取公开记录</p>\n");
    let Some(last) = record.attempts.last() else {
        html.raw("</header>\n");
        return;
    };
    let seal = &last.seal;
    html.tag("<h1>", &seal.campaign.title, "</h1>\n");
    html.raw(match report.verdict {
        Verdict::Different => "<p class=\"verdict bad\"><b>",
        Verdict::Verified | Verdict::OfficersWithheld => "<p class=\"verdict ok\"><b>",
    });
    html.tag("导出时重算：", verdict_told(report), "。</b>").text(verdict_meaning(report)).raw("</p>\n");
    html.raw("<p class=\"verdict warn\"><b>是不是那次会上的记录，要看签字的纸。</b>请把下面的封存码、每个号码和种子，与封存单上亲笔写的号码、附件2的种子逐一核对。</p>\n");
    for remark in &report.remarks {
        html.tag("<p class=\"verdict warn\">", remark, "</p>\n");
    }
    let people = People::new(record, last);
    html.tag("<dl><dt>牵头单位</dt><dd>", &seal.campaign.lead, "</dd>");
    html.tag("<dt>抽取次数</dt><dd>", attempts_told(report), "</dd>");
    let officers = people.officers().map_or_else(|| "执法人员未公开".to_owned(), |n| format!("执法人员{n}名"));
    html.tag("<dt>名录</dt><dd>", format!("{}户，{officers}", people.businesses()), "</dd>");
    for s in &seal.strata {
        html.tag("<dt>", format!("“{}”", s.label), "</dt>");
        html.tag("<dd>", format!("{}户，抽{}户", s.population, s.sample), "</dd>");
    }
    if !present.is_empty() {
        html.tag("<dt>在场人员</dt><dd>", present.join("；"), "（由牵头单位登记，不在封存和重算之内）</dd>");
    }
    html.raw("</dl>\n");
    big(html, last);
    html.raw("</header>\n");
}

/// What is compared with the papers, large and in groups.
fn big(html: &mut Html, attempt: &Attempt) {
    html.raw("<dl class=\"big\">");
    html.raw("<dt>封存码</dt><dd class=\"code\">");
    grouped(html, attempt.commitment);
    for c in &attempt.contributions {
        html.tag("</dd><dt>", format!("“{}”的号码", c.label), "</dt>").tag("<dd class=\"code\">", &c.value, "");
    }
    if let Some(seed) = attempt.seed {
        html.raw("</dd><dt>种子</dt><dd class=\"code\">");
        grouped(html, seed);
    }
    html.raw("</dd></dl>\n");
}

/// In groups of four, of which four stay on one line.
fn grouped(html: &mut Html, digest: Digest) {
    let groups = digest.groups();
    for (i, four) in groups.split(' ').collect::<Vec<_>>().chunks(4).enumerate() {
        html.raw(if i > 0 { " " } else { "" }).tag("<span>", four.join(" "), "</span>");
    }
}

/// What the seed is made of.
pub(super) fn seed(html: &mut Html, attempt: &Attempt) {
    html.raw("<section>\n<h2>封存与种子</h2>\n<p>名录、规则和出数的各方在打开号码之前封存，公布封存码；号码打开之后，由下列内容依次合成种子。</p>\n<dl>");
    html.tag("<dt>封存码</dt><dd class=\"code\">", attempt.commitment, "</dd>");
    if let Some(nonce) = attempt.nonce {
        html.tag("<dt>随机码</dt><dd class=\"code\">", nonce.hex(), "</dd>");
    }
    for c in &attempt.contributions {
        html.tag("<dt>", format!("“{}”的号码", c.label), "</dt>").tag("<dd class=\"code\">", &c.value, "</dd>");
    }
    if let Some(seed) = attempt.seed {
        html.tag("<dt>种子</dt><dd class=\"code\">", seed, "</dd>");
    }
    html.raw("</dl>\n</section>\n");
}

/// The checks as they came out when the page was made.
pub(super) fn checks(html: &mut Html, report: &Report) {
    html.raw("<section>\n<h2>逐项重算</h2>\n<p class=\"small\">导出本页时的结果。</p>\n<ul class=\"checks\">\n");
    for check in &report.checks {
        html.raw(match check.result {
            CheckResult::Passed => "<li><b class=\"ok\">✓ ",
            CheckResult::PassedWithoutOfficers => "<li><b class=\"ok\">◐ ",
            CheckResult::NotMade => "<li><b class=\"bad\">— ",
            CheckResult::Different => "<li><b class=\"bad\">✗ ",
        });
        html.tag("", result_told(check.result), "</b>");
        html.tag(" <b>", check.name, "</b>　").text(check_told(report, check));
        if !check.differences.is_empty() {
            html.raw("<ul>");
            for difference in &check.differences {
                html.tag("<li>", difference, "</li>");
            }
            if check.more > 0 {
                html.tag("<li>", format!("……另有{}处", check.more), "</li>");
            }
            html.raw("</ul>");
        }
        html.raw("</li>\n");
    }
    html.raw("</ul>\n</section>\n");
}

/// What the script does; without it the section stays hidden.
pub(super) fn recompute(html: &mut Html, report: &Report) {
    html.raw("<section id=\"recompute\" class=\"screen\" hidden>\n<h2>在本页重算</h2>\n");
    html.raw("<p>由本页所含的记录重算，不联网。").raw(if report.officers_withheld {
        "能重算的：检查对象名录的摘要、封存码、种子、抽中的每一户、各户的替补、各次的衔接。执法人员没有公开，有关的都不能重算。"
    } else {
        "重算到抽中的执法人员（按记录的轮次）为止；应以哪一轮为准、怎样分组、人员的替补，请用“明抽”的“验证记录”页或verify.py。"
    });
    html.raw("</p>\n<p class=\"row\"><button type=\"button\" id=\"run\">重算</button>");
    html.raw("<button type=\"button\" id=\"save\">下载记录（.json）</button></p>\n");
    html.raw("<ul id=\"results\" class=\"checks\" aria-live=\"polite\"></ul>\n");
    html.raw("<form id=\"ask\"><label for=\"business\">为什么抽中／没抽中</label>");
    html.raw("<p class=\"row\"><input id=\"business\" autocomplete=\"off\" placeholder=\"统一社会信用代码或名称\"><button>查</button></p></form>\n");
    html.raw("<div id=\"answer\" aria-live=\"polite\"></div>\n</section>\n");
}

/// The commands, with the values of this record.
pub(super) fn by_hand(html: &mut Html, record: &Record) {
    html.raw("<section>\n<h2>自己验证</h2>\n<p>下面各行在Linux、UOS、麒麟的终端里运行；写明“Windows”的在PowerShell里运行。得出的64位数字应与注明的相同。</p>\n<ol>\n");
    if let Some((number, last)) = (0..).zip(&record.attempts).last() {
        digests(html, number, last);
        if let Some((seed, nonce)) = last.seed.zip(last.nonce) {
            html.raw("<li>种子：");
            line(html, |shell| shell.seed_command(&last.commitment, &nonce, &last.contributions), &seed);
            html.raw("</li>\n");
            tickets(html, record, last, &seed);
        }
    }
    html.raw("<li>全部重算：用“明抽”的“验证记录”页打开本页或下载的记录，或运行 <code>python3 verify.py record.json</code>。</li>\n");
    html.tag("</ol>\n<p class=\"small\">本记录证明结果出自这份名录和这些号码；不能证明名录完整，也不能阻止有人在别处另抽一次，所以要与打开号码之前签字的封存单和抽取之后签字的附件2核对。协议：", PROTOCOL, "。</p>\n</section>\n");
}

/// The rosters' digest and the commitment, which a tool for JSON writes out.
fn digests(html: &mut Html, number: usize, attempt: &Attempt) {
    let listed = attempt.seal.businesses_sha256;
    html.raw("<li>检查对象名录的摘要（先下载记录，存为 record.json）：");
    html.tag("<pre>", format!("jq -cjS '.businesses[\"{listed}\"]' record.json | sha256sum"), "</pre>");
    html.tag("<p class=\"code\">", listed, "</p></li>\n<li>封存码：");
    html.tag("<pre>", format!("jq -cjS '.attempts[{number}].seal' record.json | sha256sum"), "</pre>");
    html.tag("<p class=\"code\">", attempt.commitment, "</p></li>\n");
}

/// The line in either shell, and what it gives.
fn line(html: &mut Html, command: impl Fn(Shell) -> String, gives: &dyn Display) {
    html.tag("<pre>", command(Shell::Posix), "</pre>");
    html.tag("<p class=\"code\">", gives, "</p>");
    html.tag("<details><summary>Windows</summary><pre>", command(Shell::PowerShell), "</pre></details>");
}

/// Of each stratum, the last one drawn and the first one left.
fn tickets(html: &mut Html, record: &Record, attempt: &Attempt, seed: &Digest) {
    html.raw("<li>签号：每户的签号由种子和自己的代码算出；每一层中，签号小的抽中。");
    let listed = record.businesses_of(attempt);
    for s in attempt.seal.strata.iter().filter(|s| s.population > 0) {
        let one = listed.and_then(|all| all.iter().find(|b| b.stratum == s.label));
        let Some(WhyAnswer::One(why)) = one.map(|b| why(record, &b.key)) else { continue };
        html.tag("<h3>", format!("“{}”（{}户抽{}户）", s.label, s.population, s.sample), "</h3>");
        let ends = [("抽中的最后一户：", &why.last_drawn), ("没抽中的第一户（签号比上面的大）：", &why.first_left)];
        for (word, placed) in ends.into_iter().filter_map(|(word, placed)| Some((word, placed.as_ref()?))) {
            html.text(word);
            line(html, |shell| shell.ticket_command(seed, "business", &[&placed.key]), &placed.ticket);
        }
    }
    html.raw("</li>\n");
}
