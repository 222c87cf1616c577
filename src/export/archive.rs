//! 归档包: a campaign's files in one zip, with an index and the digest of each.

use super::html::Html;
use super::publication::STYLE;
use super::safe::ExportError;
use crate::model::{Digest, InOrder, KeptFile, Stamp, file_name, spelt_out};
use chrono::{Datelike, Timelike};
use std::collections::HashSet;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// The list of digests, as `sha256sum -c` takes it.
pub const SUMS: &str = "SHA256SUMS";
const README: &str = "说明.txt";
const INDEX: &str = "index.html";

/// How to see that nothing was changed.
const HOW_TO_CHECK: [&str; 3] = [
    "SHA256SUMS是每个文件的摘要。在解压后的文件夹中运行 sha256sum -c SHA256SUMS，全部“OK”即没有改动；Windows可用 certutil -hashfile 文件 SHA256 逐个比对。",
    "公开记录可以在明抽的“验证记录”页从头重算，也可以用 tools/verify.py 重算。",
    "日志每条带上一条的摘要，改动、删去任何一条都会从那里断开。",
];

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveFile {
    /// Its path, folders parted by `/`: 表格/附件2.docx.
    pub path: String,
    /// What it is, in a few words.
    pub about: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl ArchiveFile {
    /// A file of these bytes.
    pub fn new(path: impl Into<String>, about: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), about: about.into(), bytes: bytes.into() }
    }
}

/// What the index tells before the files.
#[derive(Debug, Clone, Copy)]
pub struct ArchiveFacts<'a> {
    /// 任务名称.
    pub title: &'a str,
    /// 任务编号; may be empty.
    pub number: &'a str,
    /// The commitment of the attempt that counts.
    pub commitment: Digest,
    /// The workbooks that the rosters were read from, which are not in the archive: what they are, their names, SHA-256.
    pub sources: &'a [(&'a str, &'a str, Digest)],
    /// Film and scans of the meeting, which are not in the archive either.
    pub kept: &'a [KeptFile],
    /// When it was made.
    pub at: Stamp,
}

/// The archive. The same files at the same time give the same bytes, whatever their order.
///
/// # Errors
/// [`ExportError`] if it can't be written.
pub fn archive(facts: &ArchiveFacts<'_>, files: Vec<ArchiveFile>) -> Result<Vec<u8>, ExportError> {
    let mut files = named(files);
    let listed: Vec<_> = files.iter().map(|f| (f.path.clone(), f.about.clone(), Digest::of(&f.bytes))).collect();
    files.push(ArchiveFile::new(README, "", readme(facts, &listed)));
    files.push(ArchiveFile::new(INDEX, "", index(facts, &listed)));
    let sums: String = files.iter().map(|f| format!("{}  {}\n", Digest::of(&f.bytes), f.path)).collect();
    files.push(ArchiveFile::new(SUMS, "", sums));
    let options = SimpleFileOptions::default().last_modified_time(time(facts.at));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in &files {
        zip.start_file(file.path.as_str(), options)?;
        zip.write_all(&file.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A zip's time has no offset and even seconds, from 1980 on.
fn time(at: Stamp) -> DateTime {
    let part = |n: u32| u8::try_from(n).unwrap_or(0);
    let year = u16::try_from(at.year()).unwrap_or(0);
    let (month, day) = (part(at.month()), part(at.day()));
    DateTime::from_date_and_time(year, month, day, part(at.hour()), part(at.minute()), part(at.second()))
        .unwrap_or_default()
}

/// The files in the order of their paths, each path once and one that every system takes.
fn named(mut files: Vec<ArchiveFile>) -> Vec<ArchiveFile> {
    files.order_by(|a, b| a.path.cmp(&b.path));
    let mut taken: HashSet<String> = [README, INDEX, SUMS].map(str::to_lowercase).into();
    for file in &mut files {
        let parts: Vec<_> = file.path.split('/').map(file_name).filter(|p| !p.is_empty()).collect();
        let path = if parts.is_empty() { "未命名".to_owned() } else { parts.join("/") };
        let (stem, ending) =
            path.rsplit_once('.').map_or((path.as_str(), String::new()), |(s, e)| (s, format!(".{e}")));
        let numbered = |n: usize| if n == 1 { format!("{stem}{ending}") } else { format!("{stem}（{n}）{ending}") };
        // Systems that do not tell capitals apart would lose one of two.
        let free = (1..).map(numbered).find(|p| taken.insert(p.to_lowercase()));
        file.path = free.unwrap_or_default();
    }
    files
}

/// What lies elsewhere, of which the archive has the digests.
const fn elsewhere(facts: &ArchiveFacts<'_>) -> &'static str {
    if facts.kept.is_empty() { "名录原件" } else { "名录原件、录像和扫描件" }
}

/// 录像、扫描件（1.5 GB，保管人：王某）.
fn kept_about(file: &KeptFile) -> String {
    let keeper = match file.keeper.trim() {
        "" => String::new(),
        name => format!("，保管人：{name}"),
    };
    format!("录像、扫描件（{}{keeper}）", file.size_in_words())
}

type SourceLine = (String, String, Digest);

fn readme(facts: &ArchiveFacts<'_>, listed: &[SourceLine]) -> String {
    let mut lines = vec![
        format!("{}　归档包", facts.title),
        String::new(),
        format!("任务编号：{}", if facts.number.is_empty() { "（无）" } else { facts.number }),
        format!("封存码：{}", facts.commitment),
        format!("制作时间：{}", facts.at.format("%Y-%m-%d %H:%M:%S %:z")),
        String::new(),
        format!("一、{}（不在本包内，另行保存；摘要为SHA-256）", elsewhere(facts)),
    ];
    lines.extend(facts.sources.iter().map(|(what, name, digest)| format!("{what}　{name}　{digest}")));
    lines.extend(facts.kept.iter().map(|file| format!("{}　{}　{}", kept_about(file), file.name, file.sha256)));
    lines.extend([String::new(), "二、本包的文件".into()]);
    lines.extend(listed.iter().map(|(path, about, _)| format!("{path}　{about}")));
    lines.extend([String::new(), "三、怎样检查".into()]);
    lines.extend(HOW_TO_CHECK.map(String::from));
    lines.push("本包含有联系电话、地址等，仅供内部归档，不要公开；可以公开的只有“公开”文件夹。".into());
    // Old Windows editors know UTF-8 by its mark, and lines by both signs.
    let line = |line: &String| spelt_out(line).replace('\n', " ");
    format!("\u{feff}{}\r\n", lines.iter().map(line).collect::<Vec<_>>().join("\r\n"))
}

/// What the public page's style lacks: digests break wherever they must, and stay behind what they belong to.
const MORE_STYLE: &str = "\nth, td, td:first-child, td:nth-child(3) { white-space: normal; } td:first-child { width: 42%; } code { font-size: .8rem; color: #555; } h2 { font-size: 1.1rem; margin: 2rem 0 0; } table { margin-top: .5rem; } dl { display: grid; grid-template-columns: 6em 1fr; gap: .2rem 1rem; } dd { margin: 0; }\n";

/// The page that lists what is in the archive, folder by folder, dressed as the public page is.
fn index(facts: &ArchiveFacts<'_>, listed: &[SourceLine]) -> String {
    let mut html = Html::default();
    write_beginning(&mut html, facts);
    write_files(&mut html, listed);
    write_kept_elsewhere(&mut html, facts);
    html.raw("<h2>怎样检查</h2>\n");
    for line in HOW_TO_CHECK {
        html.tag("<p>", line, "</p>\n");
    }
    html.raw("</main>\n</body>\n</html>\n");
    html.done()
}

fn write_beginning(html: &mut Html, facts: &ArchiveFacts<'_>) {
    html.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    );
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.tag("<title>", format!("{} 归档包", facts.title), "</title>\n");
    html.raw("<style>").raw(STYLE).raw(MORE_STYLE).raw("</style>\n</head>\n<body>\n<main>\n");
    html.tag("<h1>", format!("{}　归档包", facts.title), "</h1>\n<dl>");
    if !facts.number.is_empty() {
        html.tag("<dt>任务编号</dt><dd>", facts.number, "</dd>");
    }
    html.tag("<dt>制作时间</dt><dd>", facts.at.format("%Y年%-m月%-d日 %H:%M"), "</dd>");
    html.tag("<dt>封存码</dt><dd><code>", facts.commitment, "</code></dd></dl>\n");
    html.raw("<p>本包含有联系电话、地址等，仅供内部归档，不要公开；可以公开的只有“公开”文件夹。</p>\n");
}

/// The files of the archive, folder by folder.
fn write_files(html: &mut Html, listed: &[SourceLine]) {
    // What lies in no folder comes last.
    let mut placed: Vec<_> = listed.iter().map(|f| (f.0.rsplit_once('/').unwrap_or(("", &f.0)), f)).collect();
    placed.order_by_key(|((of, _), _)| (of.is_empty(), *of));
    let mut folder = None;
    for ((of, name), (path, about, digest)) in placed {
        if folder != Some(of) {
            html.raw(if folder.is_some() { "</table>\n<h2>" } else { "<h2>" });
            html.text(if of.is_empty() { "其他文件" } else { of })
                .raw("</h2>\n<table>\n<tr><th>文件</th><th>内容和SHA-256</th></tr>\n");
            folder = Some(of);
        }
        let link: String = path.split('/').map(percent_encoded).collect::<Vec<_>>().join("/");
        html.tag("<tr><td><a href=\"", link, "\">").tag("", name, "</a></td>");
        html.tag("<td>", about, "<div>").tag("<code>", digest, "</code></div></td></tr>\n");
    }
    html.raw(if folder.is_some() { "</table>\n" } else { "" });
}

/// The files that the campaign was made from and that lie elsewhere.
fn write_kept_elsewhere(html: &mut Html, facts: &ArchiveFacts<'_>) {
    html.tag(
        "<h2>",
        elsewhere(facts),
        "（不在本包内，另行保存）</h2>\n<table>\n<tr><th>文件</th><th>名录和SHA-256</th></tr>\n",
    );
    let kept = facts.kept.iter().map(|file| (kept_about(file), file.name.as_str(), file.sha256));
    let sources = facts.sources.iter().map(|(what, name, digest)| ((*what).to_owned(), *name, *digest));
    for (what, name, digest) in sources.chain(kept) {
        html.tag("<tr><td>", name, "</td>").tag("<td>", what, "<div>").tag(
            "<code>",
            digest,
            "</code></div></td></tr>\n",
        );
    }
    html.raw("</table>\n");
}

/// A part of a path within an address (RFC 3986).
fn percent_encoded(part: &str) -> String {
    let byte = |b: u8| match b {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
        b => format!("%{b:02X}"),
    };
    part.bytes().map(byte).collect()
}
