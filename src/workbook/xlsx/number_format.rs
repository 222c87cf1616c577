//! The formats of cells in styles.xml (ECMA-376 part 1, 18.8).

use crate::workbook::look::Look;
use crate::workbook::markup::{attribute, tags, unescape};
use std::collections::HashMap;

/// The formats of the cells (`cellXfs`) of styles.xml.
fn formats(styles: &str) -> &str {
    let (_, formats) = styles.split_once("cellXfs").unwrap_or_default();
    formats.split_once("cellXfs>").unwrap_or_default().0
}

/// Whether each cell format strikes its text through (18.8.22 and 18.4.10).
pub(crate) fn struck(styles: &str) -> Vec<bool> {
    let (_, fonts) = styles.split_once("<fonts").unwrap_or_default();
    let (fonts, _) = fonts.split_once("</fonts>").unwrap_or_default();
    let strikes = |font: &str| tags(font, "strike").any(|tag| !matches!(attribute(tag, "val"), Some("0" | "false")));
    let fonts: Vec<bool> = fonts.split("<font").skip(1).map(strikes).collect();
    let font = |tag| fonts.get(attribute(tag, "fontId")?.trim().parse::<usize>().ok()?).copied();
    tags(formats(styles), "xf").map(|tag| font(tag).unwrap_or_default()).collect()
}

/// The look of every cell format.
pub(crate) fn looks(styles: &str) -> Vec<Look> {
    let id = |tag: &str| attribute(tag, "numFmtId").and_then(|id| id.trim().parse::<u32>().ok());
    let code = |tag| Some((id(tag)?, unescape(attribute(tag, "formatCode")?).into_owned()));
    let codes: HashMap<u32, String> = tags(styles, "numFmt").filter_map(code).collect();
    tags(formats(styles), "xf")
        .map(|tag| id(tag).map_or(Look::Number, |id| Look::of(id, codes.get(&id).map(String::as_str))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_that_strike_through() {
        let styles = r#"<fonts count="3"><font><sz val="11"/></font><font><b/><strike/></font><font><strike val="0"/></font></fonts>
            <cellXfs><xf fontId="1"/><xf fontId="0"/><xf fontId="2"/><xf fontId="9"/><xf/></cellXfs>"#;
        assert_eq!(struck(styles), [true, false, false, false, false]);
    }

    #[test]
    fn formats_by_their_place() {
        let styles = r##"<styleSheet><numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;"/><numFmt numFmtId="177" formatCode="000000"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="176"><alignment/></xf><xf numFmtId="14"/><xf numFmtId="177"/><xf numFmtId="31"/></cellXfs></styleSheet>"##;
        assert_eq!(looks(styles), [Look::Number, Look::Year, Look::Date, Look::of(177, Some("000000")), Look::Date]);
    }
}
