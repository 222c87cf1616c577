//! [`Document`]s as one .docx (ECMA-376, WordprocessingML), to be edited in WPS, Word or LibreOffice.
//!
//! The few parts are written here. Of the crates, docx-rs 0.4.18 brings its own zip 0.6 and xml-rs beside the zip that this
//! project has, for what are some hundred lines of text.

mod body;
mod page;
mod parts;
mod png;
mod table;
mod text;

use super::safe::ExportError;
use crate::forms::Document;
use crate::model::Stamp;
use body::Body;
use page::Page;
use parts::{HEAD, NAMESPACES};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The documents in one file, each beginning a page and numbered from 1; the same bytes for the same documents and time.
///
/// # Errors
/// [`ExportError`] if the file can't be written.
pub fn docx(documents: &[Document], at: Stamp) -> Result<Vec<u8>, ExportError> {
    let mut body = Body::default();
    for (number, document) in (1..).zip(documents) {
        body.document(document)?;
        body.end(Page { layout: document.layout }, number, number == documents.len());
    }
    let title = documents.first().map(|d| d.title.concat()).unwrap_or_default();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, bytes: &[u8]| -> Result<(), ExportError> {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
        Ok(())
    };
    part("[Content_Types].xml", parts::types(documents.len()).as_bytes())?;
    part("_rels/.rels", parts::root().as_bytes())?;
    let text = format!("{HEAD}<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", body.xml);
    part("word/document.xml", text.as_bytes())?;
    part("word/_rels/document.xml.rels", parts::links(documents.len(), body.pictures.len()).as_bytes())?;
    part("word/styles.xml", parts::styles().as_bytes())?;
    part("word/settings.xml", parts::settings().as_bytes())?;
    part("word/fontTable.xml", parts::fonts().as_bytes())?;
    part("docProps/core.xml", parts::core(&title, at).as_bytes())?;
    for (n, document) in (1..).zip(documents) {
        part(&format!("word/footer{n}.xml"), parts::footer(&document.foot, n).as_bytes())?;
    }
    for (n, picture) in (1..).zip(&body.pictures) {
        part(&format!("word/media/picture{n}.png"), picture)?;
    }
    Ok(zip.finish()?.into_inner())
}
