//! What a document says, as plain lines.

use super::{Block, Document};
use crate::model::spelt_out;

impl Document {
    /// The document as plain text, a line a fact or row, cells parted by tabs.
    pub fn text(&self) -> String {
        let mut lines: Vec<String> = vec![self.title.concat(), String::new()];
        for block in &self.blocks {
            block.write(&mut lines);
        }
        spelt_out(&lines.join("\n")).replace('\n', "\r\n") + "\r\n"
    }
}

impl Block {
    fn write(&self, lines: &mut Vec<String>) {
        match self {
            Self::Facts(rows) => {
                lines.extend(
                    rows.iter()
                        .flatten()
                        .map(|f| format!("{}：{}", f.label.replace('\n', ""), f.value.replace('\n', " "))),
                );
            }
            Self::Heading(text) => lines.extend([String::new(), text.clone()]),
            Self::Text { text, .. } => lines.extend(text.split('\n').map(str::to_owned)),
            Self::Together(blocks) => blocks.iter().for_each(|block| block.write(lines)),
            Self::Cut(word) => lines.extend([String::new(), format!("- - - - - - {word} - - - - - -")]),
            Self::Table(t) => {
                let cells = |cells: Vec<&str>| cells.join("\t").replace('\n', " ");
                lines.push(cells(t.columns.iter().map(|c| c.head.as_ref()).collect()));
                lines.extend(t.groups.iter().flatten().map(|row| cells(row.iter().map(|c| c.text.as_str()).collect())));
            }
            Self::Codes(codes) => lines.extend(codes.iter().flat_map(|(text, told)| [text.clone(), told.clone()])),
            Self::Code { text, lines: told } => lines.extend([text].into_iter().chain(told).cloned()),
            Self::Signatures(rows) => lines.extend(rows.iter().map(|row| row.join("\t"))),
            Self::Small(text) => lines.extend([String::new(), text.clone()]),
        }
    }
}
