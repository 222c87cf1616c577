//! What a warning of a roster of several files is known by once it is acknowledged. There each sheet bears the name of its file;
//! in a mark it does not, or all that was acknowledged of a file would be open again as soon as another is added. The files are
//! told apart by marks of their own ([`FileRead::mark`]).

use crate::roster::files::FileRead;
use crate::roster::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How the files of a roster are told apart in marks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMarks {
    /// By what a sheet is called in the roster: its name in the file, and which of `files` that is.
    sheets: BTreeMap<String, (String, usize)>,
    /// What the names of each file's sheets begin with in the roster, and its mark.
    files: Vec<(String, String)>,
}

impl FileMarks {
    /// Of these files; nothing where they have no marks.
    pub fn of(files: &[FileRead]) -> Self {
        let mut marks = Self::default();
        for file in files {
            let Some(mark) = &file.mark else { return Self::default() };
            let begins = file.sheets.iter().find_map(|(here, own)| here.strip_suffix(own.as_str()));
            let at = marks.files.len();
            marks.files.push((begins.unwrap_or_default().to_owned(), mark.clone()));
            marks.sheets.extend(file.sheets.iter().map(|(here, own)| (here.clone(), (own.clone(), at))));
        }
        marks
    }

    /// Whether problems are marked as they stand.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Which file the problem is of.
    pub fn file_of(&self, problem: &Problem) -> Option<usize> {
        self.sheets.get(&problem.sheet).map(|(_, at)| *at)
    }

    /// What the problem says, as JSON, behind the mark of its file: as it would say it were the file alone.
    pub fn json(&self, mut problem: Problem) -> Vec<u8> {
        let own = self.sheets.get(&problem.sheet);
        for (at, (begins, mark)) in self.files.iter().enumerate().filter(|(_, (begins, _))| !begins.is_empty()) {
            let of_own = own.is_some_and(|(_, own)| *own == at);
            let instead = if of_own { String::new() } else { format!("{mark}/") };
            problem.message = problem.message.replace(begins.as_str(), &instead);
        }
        let mut json = Vec::new();
        if let Some((name, at)) = own {
            problem.sheet.clone_from(name);
            json.extend_from_slice(self.files[*at].1.as_bytes());
        }
        // A problem is made of texts and numbers, which can always be written.
        let _ = serde_json::to_writer(&mut json, &problem);
        json
    }
}
