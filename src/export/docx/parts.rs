//! The parts of the file that hold no document: styles, fonts, footers, the lists of parts.

use crate::forms::Layout;
use crate::model::{Stamp, xml_text};
use std::fmt::Write;

pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MIME: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// 仿宋 for the text (GB/T 9704).
pub(super) const BODY: &str = "仿宋";
/// For digits and letters of the text.
pub(super) const LATIN: &str = "Times New Roman";
pub(super) const HEADING: &str = "黑体";
pub(super) const TITLE: &str = "方正小标宋简体";
pub(super) const MONO: &str = "Consolas";

/// A font; digits and letters of the text have one of their own, and quotes, which both scripts have, are Chinese.
fn face(chinese: &str) -> String {
    let name = if chinese == BODY { LATIN } else { chinese };
    format!(
        "<w:rFonts w:ascii=\"{name}\" w:hAnsi=\"{name}\" w:eastAsia=\"{chinese}\" w:cs=\"{name}\" w:hint=\"eastAsia\"/>"
    )
}

/// A paragraph's style: its id, the name of those that every program knows, paragraph and run properties.
fn style(id: &str, name: &str, paragraph: &str, font: &str, half_points: u32, run: &str) -> String {
    let default = if id == "Normal" { " w:default=\"1\"" } else { "" };
    let based = if id == "Normal" { "" } else { "<w:basedOn w:val=\"Normal\"/>" };
    format!(
        "<w:style w:type=\"paragraph\"{default} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{based}<w:qFormat/>\
         <w:pPr>{paragraph}</w:pPr><w:rPr>{}{run}<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/></w:rPr></w:style>",
        face(font)
    )
}

/// How large the letters of a title are, in points.
pub(super) const fn title_points(layout: Layout) -> u32 {
    match layout {
        Layout::Letter | Layout::Wide => 22,
        Layout::Form => 20,
        Layout::Sheet => 18,
    }
}

/// GB/T 9704: 三号 (16 pt) 仿宋 with 29 pt a line, title 二号 (22 pt) 小标宋; tables smaller.
pub(super) fn styles() -> String {
    let titled = |layout| 2 * title_points(layout);
    let exact = |points: u32| {
        format!("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/>", points * 20)
    };
    let tight = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"264\" w:lineRule=\"auto\"/>";
    let spaced = |before: u32, after: u32, points: u32| {
        format!(
            "<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"{}\" w:lineRule=\"exact\"/>",
            points * 20
        )
    };
    let title = |before: u32, after: u32, points: u32| {
        format!("<w:keepNext/>{}<w:jc w:val=\"center\"/>", spaced(before, after, points))
    };
    let heading = |before: u32, after: u32, points: u32| {
        format!("<w:keepNext/>{}<w:outlineLvl w:val=\"0\"/>", spaced(before, after, points))
    };
    let all = [
        style("Normal", "Normal", &exact(29), BODY, 32, ""),
        style("Label", "附件号", &exact(29), HEADING, 32, ""),
        style("Title", "Title", &title(170, 230, 32), TITLE, titled(Layout::Letter), ""),
        style("Heading1", "heading 1", &heading(160, 80, 28), HEADING, 30, ""),
        style("Small", "说明", &spaced(80, 0, 15), BODY, 21, ""),
        style("Cell", "表格", tight, BODY, 21, ""),
        // A form or letter of one sheet: fonts of other makes do not stretch its lines.
        style("NormalForm", "表单正文", &exact(23), BODY, 28, ""),
        style("HeadingForm", "表单小标题", &heading(140, 60, 20), HEADING, 27, ""),
        style("LabelForm", "表单附件号", &exact(18), HEADING, 32, ""),
        style("TitleForm", "表单标题", &title(57, 113, 26), TITLE, titled(Layout::Form), ""),
        style("TitleSheet", "通知书标题", &title(0, 80, 22), TITLE, titled(Layout::Sheet), ""),
        style("CellForm", "表单表格", &exact(13), BODY, 21, ""),
        // Two sheets must hold two long items of each of five departments.
        style("CellSheet", "通知书表格", &exact(12), BODY, 21, ""),
        style("CellWide", "宽表格", &exact(12), BODY, 18, ""),
        style(
            "Gap",
            "间隔",
            "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>",
            BODY,
            2,
            "",
        ),
        style(
            "Footer",
            "footer",
            "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
            BODY,
            18,
            "",
        ),
    ];
    format!(
        "{HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults>{}</w:styles>",
        face(BODY),
        all.concat()
    )
}

/// What stands in for a font that is not installed.
pub(super) fn fonts() -> String {
    let font = |name: &str, instead: &str| {
        format!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{instead}\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/></w:font>"
        )
    };
    let all = [font(BODY, "仿宋_GB2312"), font(TITLE, "宋体"), font(HEADING, "SimHei")];
    format!("{HEAD}<w:fonts {NAMESPACES}>{}</w:fonts>", all.concat())
}

pub(super) fn settings() -> String {
    format!(
        "{HEAD}<w:settings {NAMESPACES}><w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    )
}

fn field(code: &str, shown: &str) -> String {
    let mark = |kind| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{}<w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>{}{shown}{}",
        mark("begin"),
        mark("separate"),
        mark("end")
    )
}

/// What stands at the foot of every page of the document of this number: the page, of how many, and the document's own line,
/// as on the papers that the browser prints.
///
/// Word and WPS count the pages of the section. LibreOffice can't, and shows what the field holds: a field that it knows, the
/// number of the page on which the section ends.
pub(super) fn footer(foot: &str, number: usize) -> String {
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", xml_text(text));
    let line =
        |runs: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:jc w:val=\"center\"/></w:pPr>{runs}</w:p>");
    let end = field(&format!("PAGEREF end{number}"), &text("　"));
    let pages = [text("第"), field("PAGE", &text("1")), text("页，共"), field("SECTIONPAGES", &end), text("页")];
    format!(
        "{HEAD}<w:ftr {NAMESPACES}>{}{}</w:ftr>",
        line(&pages.concat()),
        foot.split('\n').map(|own| line(&text(own))).collect::<String>()
    )
}

pub(super) fn core(title: &str, at: Stamp) -> String {
    let at = at.to_utc().format("%Y-%m-%dT%H:%M:%SZ");
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>明抽</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created></cp:coreProperties>",
        xml_text(title)
    )
}

/// `[Content_Types].xml`.
pub(super) fn types(footers: usize) -> String {
    let mut parts = String::new();
    let mut part = |name: &str, mime: &str| {
        let _ = write!(parts, "<Override PartName=\"{name}\" ContentType=\"{mime}\"/>");
    };
    part("/word/document.xml", &format!("{MIME}.document.main+xml"));
    part("/word/styles.xml", &format!("{MIME}.styles+xml"));
    part("/word/settings.xml", &format!("{MIME}.settings+xml"));
    part("/word/fontTable.xml", &format!("{MIME}.fontTable+xml"));
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    (1..=footers).for_each(|n| part(&format!("/word/footer{n}.xml"), &format!("{MIME}.footer+xml")));
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>{parts}</Types>"
    )
}

fn relationships(all: &str) -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

fn relationship(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
}

/// `_rels/.rels`.
pub(super) fn root() -> String {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let document = relationship("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml");
    relationships(&(document + &relationship("rId2", core, "docProps/core.xml")))
}

/// `word/_rels/document.xml.rels`: what the document names by id.
pub(super) fn links(footers: usize, pictures: usize) -> String {
    let mut all = String::new();
    for (id, part) in [("styles", "styles"), ("settings", "settings"), ("fonts", "fontTable")] {
        all += &relationship(id, &format!("{OFFICE}/{part}"), &format!("{part}.xml"));
    }
    for n in 1..=footers {
        all += &relationship(&format!("footer{n}"), &format!("{OFFICE}/footer"), &format!("footer{n}.xml"));
    }
    for n in 1..=pictures {
        all += &relationship(&format!("picture{n}"), &format!("{OFFICE}/image"), &format!("media/picture{n}.png"));
    }
    relationships(&all)
}

#[cfg(test)]
mod tests {
    use super::footer;

    #[test]
    fn a_foot_of_two_lines_is_two_paragraphs() {
        let lines = |foot| footer(foot, 1).matches("<w:p>").count();
        assert_eq!((lines("第1次抽取"), lines("第1次抽取\n封存码 8276")), (2, 3));
    }
}
