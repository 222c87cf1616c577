//! Why it can be believed: the seal, the seed, the checks, and how to do them oneself.

use super::html::Html;
use super::people::Names;
use crate::draw::{Found, Record, Verification, seed_command, ticket_command, why};

/// The title, the verdict and the facts.
pub(super) fn headline(html: &mut Html, record: &Record, verification: &Verification) {
    let m = &record.manifest;
    html.raw("<header>\n<p class=\"label\">双随机抽取公开记录</p>\n");
    html.tag("<h1>", &m.campaign.title, "</h1>\n");
    match verification.differences().count() {
        0 => html
            .raw("<p class=\"verdict ok\"><b>一致。</b>导出时从头重算，封存码、种子、名单、分组与记录完全相同。</p>\n"),
        n => html.tag(
            "<p class=\"verdict bad\"><b>不一致。</b>",
            format!("导出时从头重算，有{n}处不同，见下。"),
            "</p>\n",
        ),
    };
    for remark in &verification.remarks {
        html.tag("<p class=\"verdict warn\">", remark, "</p>\n");
    }
    html.tag("<dl><dt>牵头单位</dt><dd>", &m.campaign.lead, "</dd>");
    html.tag("<dt>第几次抽取</dt><dd>", format!("第{}次", m.campaign.attempt), "</dd>");
    html.tag("<dt>名录</dt><dd>", format!("{}户，执法人员{}名", m.businesses.len(), m.officers.len()), "</dd>");
    for s in &m.strata {
        html.tag("<dt>", format!("类别“{}”", s.label), "</dt>");
        html.tag("<dd>", format!("{}户，抽{}户", s.population, s.sample), "</dd>");
    }
    html.tag("<dt>封存码</dt><dd class=\"code\">", record.commitment.groups(), "</dd>");
    html.raw("</dl>\n</header>\n");
}

/// The seal and what was said.
pub(super) fn seed(html: &mut Html, record: &Record) {
    html.raw("<section>\n<h2>封存与种子</h2>\n<p>名录、规则和报数单位在报数之前封存，公布封存码；各方报数之后，由下列内容依次合成种子。</p>\n<dl>");
    html.tag("<dt>封存码</dt><dd class=\"code\">", record.commitment, "</dd>");
    html.tag("<dt>随机码</dt><dd class=\"code\">", record.nonce.hex(), "</dd>");
    for c in &record.contributions {
        html.tag("<dt>", format!("“{}”报数", c.label), "</dt>").tag("<dd class=\"code\">", &c.value, "</dd>");
    }
    html.tag("<dt>种子</dt><dd class=\"code\">", record.seed, "</dd></dl>\n</section>\n");
}

/// The checks as they came out. With masked names a difference is only counted: it may name an officer.
pub(super) fn checks(html: &mut Html, verification: &Verification, names: Names) {
    html.raw("<section>\n<h2>逐项核对</h2>\n<ul class=\"checks\">\n");
    for check in &verification.checks {
        html.raw("<li>").raw(if check.passed() {
            "<b class=\"ok\">✓ 一致</b>"
        } else {
            "<b class=\"bad\">✗ 不同</b>"
        });
        html.tag(" <b>", check.name, "</b>　").text(check.name.about());
        if names == Names::Masked && !check.passed() {
            html.text(format!("（{}处，不逐条列出，因为可能写有姓名）", check.differences.len()));
        } else if !check.passed() {
            html.raw("<ul>");
            check.differences.iter().take(100).for_each(|d| {
                html.tag("<li>", d, "</li>");
            });
            if check.differences.len() > 100 {
                html.tag("<li>", format!("……另有{}处", check.differences.len() - 100), "</li>");
            }
            html.raw("</ul>");
        }
        html.raw("</li>\n");
    }
    html.raw("</ul>\n</section>\n");
}

/// What the script does; without it the section stays hidden.
pub(super) fn recompute(html: &mut Html, names: Names) {
    html.raw("<section id=\"recompute\" class=\"screen\" hidden>\n<h2>在本页重算</h2>\n");
    html.raw(
        "<p>由本页所含的数据重算，不联网。</p>\n<p class=\"row\"><button type=\"button\" id=\"run\">重算</button>",
    );
    html.raw("<button type=\"button\" id=\"save\">").raw(match names {
        Names::Full => "下载记录（.json）",
        Names::Masked => "下载摘要（.json）",
    });
    html.raw("</button></p>\n<ul id=\"results\" class=\"checks\" aria-live=\"polite\"></ul>\n");
    html.raw("<form id=\"ask\"><label for=\"business\">为什么抽中／没抽中</label>");
    html.raw("<p class=\"row\"><input id=\"business\" autocomplete=\"off\" placeholder=\"统一社会信用代码或名称\"><button>查</button></p></form>\n");
    html.raw("<div id=\"answer\" aria-live=\"polite\"></div>\n</section>\n");
}

/// The commands, with the values of this record.
pub(super) fn by_hand(html: &mut Html, record: &Record, names: Names) {
    html.raw("<section>\n<h2>自己验证</h2>\n<p>下面各行在任何一台装有 sha256sum 的电脑上都能运行，得出的64位数字应与注明的相同。</p>\n<ol>\n");
    if names == Names::Full {
        html.raw("<li>封存码（先下载记录，存为 record.json）：<pre>jq -cjS .manifest record.json | sha256sum</pre>");
        html.tag("<p class=\"code\">", record.commitment, "</p></li>\n");
    } else {
        html.raw("<li>封存码由完整的名录算出，名录中有执法人员的姓名和证号，本页没有列入，所以本页不能重算封存码。它应与报数前公布、在场人员签字的封存单上的相同。</li>\n");
    }
    let command = seed_command(&record.commitment, &record.nonce, &record.contributions);
    html.tag("<li>种子：<pre>", command, "</pre>").tag("<p class=\"code\">", record.seed, "</p></li>\n");
    html.raw("<li>签号：每户的签号由种子和自己的代码算出；每个类别中，签号小的抽中。");
    for s in record.manifest.strata.iter().filter(|s| s.population > 0) {
        let one = record.manifest.businesses.iter().find(|b| b.stratum == s.label);
        let Some(Found::One(why)) = one.map(|b| why(record, &b.key)) else { continue };
        html.tag("<h3>", format!("类别“{}”（{}户抽{}户）", s.label, s.population, s.sample), "</h3>");
        let line = |html: &mut Html, word: &'static str, key: &str, ticket: &dyn std::fmt::Display| {
            html.text(word).tag("<pre>", ticket_command(&record.seed, key), "</pre>");
            html.tag("<p class=\"code\">", ticket, "</p>");
        };
        if let Some(last) = &why.last_drawn {
            line(html, "抽中的最后一户：", &last.key, &last.ticket);
        }
        if let Some(first) = &why.first_left {
            line(html, "没抽中的第一户（签号比上面的大）：", &first.key, &first.ticket);
        }
    }
    html.raw("</li>\n");
    if names == Names::Full {
        html.raw("<li>执法人员、分组、替补和作废的各次：用“明抽”的“验证记录”页打开下载的记录，或运行 <code>python3 verify.py record.json</code>。</li>\n");
    }
    html.raw("</ol>\n<p class=\"small\">本记录证明结果出自这份名录和这些报数；不能证明名录完整，也不能阻止有人在别处另抽一次，所以封存单在报数之前打印、签字。协议：mingchou/1。</p>\n</section>\n");
}
