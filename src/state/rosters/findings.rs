//! What is wrong with a roster, kept so that a hundred thousand problems are handed over and shown in pages: a line of
//! JSON each, made into a [`Problem`] when it is asked for.

use super::roster::Roster;
use crate::json;
use crate::model::{InOrder, normal_key};
use crate::roster::{
    ADDED, Edit, Edited, Field, FileMarks, Overlay, Problem, ProblemCode, Record, Severity, acknowledged, mark_of,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The problems of a roster, those of one kind together, errors first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// The kinds.
    pub groups: Vec<ProblemGroup>,
    /// How many rows do not take part.
    pub excluded: usize,
    /// How many cells of rows that were read were mended.
    pub cells: usize,
    lines: Vec<u8>,
    /// Three numbers a problem: where its line begins, the place of its row ([`NOWHERE`] for a whole sheet), how many
    /// rows say the same in its field.
    numbers: Vec<u32>,
    /// By place of the row how grave its worst problem is: 0 for none, then [`Severity`] from note to error.
    worst: Vec<u8>,
    /// By problem whether it is acknowledged: 1.
    acknowledged: Vec<u8>,
    files: FileMarks,
}

/// Problems of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemGroup {
    /// How much they matter.
    pub severity: Severity,
    /// What kind they are.
    pub code: ProblemCode,
    /// How many there are.
    pub count: usize,
    /// How many rows they are about.
    pub rows: usize,
    /// Where the first of them stands.
    pub first: usize,
    /// How many of them are acknowledged.
    pub acknowledged: usize,
}

/// Warnings of a kind in one file that have a mark each. Of more there is one of them all: a change of any has them all looked
/// at again.
const MOST_MARKS: usize = 500;

/// The place of a problem that is about no row.
const NOWHERE: u32 = u32::MAX;

/// [`Findings`] without what is handed over as bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FindingsHead {
    groups: Vec<ProblemGroup>,
    excluded: usize,
    cells: usize,
    files: FileMarks,
}

impl Findings {
    /// Orders the problems of a roster with these mends.
    pub fn new<T: Record>(roster: &Roster<T>, laid: &Overlay, mended: &Edited<T>, mut problems: Vec<Problem>) -> Self {
        problems.order_by_key(|p| (p.severity, p.code));
        let mut findings = Self {
            excluded: mended.excluded.len(),
            cells: mended.cells.iter().filter(|cell| cell.source.sheet != ADDED).count(),
            worst: vec![0; laid.len()],
            files: FileMarks::of(&roster.files),
            ..Self::default()
        };
        let alike = Alike::new(&problems, mended);
        let (mut near, mut last) = (0, NOWHERE);
        for problem in &problems {
            let source = problem.source();
            let place = source.and_then(|source| laid.place(&roster.reading.rows, &source, near));
            near = place.unwrap_or(near);
            let place = place.and_then(|place| u32::try_from(place).ok()).unwrap_or(NOWHERE);
            let first = findings.numbers.len() / 3;
            match findings.groups.last_mut().filter(|g| (g.severity, g.code) == (problem.severity, problem.code)) {
                Some(group) => {
                    group.count += 1;
                    group.rows += usize::from(place != NOWHERE && place != last);
                }
                None => findings.groups.push(ProblemGroup {
                    severity: problem.severity,
                    code: problem.code,
                    count: 1,
                    rows: usize::from(place != NOWHERE),
                    first,
                    acknowledged: 0,
                }),
            }
            last = place;
            let start = u32::try_from(findings.lines.len()).unwrap_or(u32::MAX);
            findings.numbers.extend([start, place, alike.of(problem)]);
            // A problem is made of texts and numbers, which can always be written.
            let _ = serde_json::to_writer(&mut findings.lines, problem);
        }
        findings.acknowledge(&acknowledged(laid.edits()));
        findings.grade();
        findings
    }

    /// Marks the warnings that are acknowledged, one by one or as a whole kind.
    fn acknowledge(&mut self, marks: &HashSet<&str>) {
        self.acknowledged = vec![0; self.len()];
        if marks.is_empty() {
            return;
        }
        let groups = std::mem::take(&mut self.groups);
        for group in groups.iter().filter(|group| group.severity == Severity::Warning) {
            for share in self.shares(group) {
                let whole = share.len() > MOST_MARKS && marks.contains(self.mark_of_all(&share).as_str());
                for i in share {
                    self.acknowledged[i] = u8::from(whole || marks.contains(self.mark(i).as_str()));
                }
            }
        }
        self.groups = groups;
        for group in &mut self.groups {
            let of = &self.acknowledged[group.first..group.first + group.count];
            group.acknowledged = of.iter().map(|n| usize::from(*n)).sum();
        }
    }

    /// The act that acknowledges a kind of warnings as a whole.
    pub fn acknowledge_all(&self, group: &ProblemGroup) -> Edit {
        Edit::Acknowledge { code: group.code, marks: self.marks(group), withdrawn: false }
    }

    /// The act that acknowledges the warning at this place of the list, or has it looked at again: where its kind was
    /// acknowledged as a whole of many, all of that.
    pub fn acknowledge_one(&self, group: &ProblemGroup, i: usize, withdrawn: bool) -> Edit {
        let mut marks = vec![self.mark(i)];
        if withdrawn {
            let shares = self.shares(group).into_iter().filter(|share| share.len() > MOST_MARKS && share.contains(&i));
            marks.extend(shares.map(|share| self.mark_of_all(&share)));
        }
        Edit::Acknowledge { code: group.code, marks, withdrawn }
    }

    /// The marks under which a kind of warnings is acknowledged: of each file one of each, or one of them all where they are
    /// many.
    fn marks(&self, group: &ProblemGroup) -> Vec<String> {
        let of = |share: Vec<usize>| match share.len() > MOST_MARKS {
            true => vec![self.mark_of_all(&share)],
            false => share.into_iter().map(|i| self.mark(i)).collect(),
        };
        self.shares(group).into_iter().flat_map(of).collect()
    }

    /// The places of a kind of problems, those of each file by themselves.
    fn shares(&self, group: &ProblemGroup) -> Vec<Vec<usize>> {
        let all = group.first..group.first + group.count;
        if self.files.is_empty() {
            return vec![all.collect()];
        }
        let mut shares: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for i in all {
            let file = self.problem(i).and_then(|problem| self.files.file_of(&problem));
            shares.entry(file).or_default().push(i);
        }
        shares.into_values().collect()
    }

    fn mark(&self, i: usize) -> String {
        mark_of(&self.marked(i))
    }

    /// The mark of many: by their rows, whatever their sheets. That is how marks were stored before sheets were put in order.
    fn mark_of_all(&self, share: &[usize]) -> String {
        let mut share = share.to_vec();
        share.order_by_key(|i| self.problem(*i).and_then(|problem| problem.row));
        mark_of(&share.iter().flat_map(|i| self.marked(*i).into_owned()).collect::<Vec<u8>>())
    }

    /// What is marked of the problem at this place of the list.
    fn marked(&self, i: usize) -> Cow<'_, [u8]> {
        match self.problem(i) {
            Some(problem) if !self.files.is_empty() => Cow::Owned(self.files.json(problem)),
            _ => Cow::Borrowed(self.json(i)),
        }
    }

    /// How grave the worst problem of each row is that is still to be looked at.
    fn grade(&mut self) {
        for group in &self.groups {
            for i in (group.first..group.first + group.count).filter(|i| self.acknowledged[*i] == 0) {
                if let Some(worst) = self.worst.get_mut(self.numbers[i * 3 + 1] as usize) {
                    *worst = (*worst).max(grade(group.severity));
                }
            }
        }
    }

    /// Whether the problem at this place of the list is acknowledged.
    pub fn is_acknowledged(&self, i: usize) -> bool {
        self.acknowledged.get(i) == Some(&1)
    }

    /// How many warnings nobody has acknowledged.
    pub fn open_warnings(&self) -> usize {
        let warnings = self.groups.iter().filter(|group| group.severity == Severity::Warning);
        warnings.map(|group| group.count - group.acknowledged).sum()
    }

    /// How many problems there are.
    pub fn len(&self) -> usize {
        self.numbers.len() / 3
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// How many problems of this severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.groups.iter().filter(|g| g.severity == severity).map(|g| g.count).sum()
    }

    /// The problem at this place of the list.
    pub fn problem(&self, i: usize) -> Option<Problem> {
        json::read_bytes(self.json(i)).ok()
    }

    /// The JSON of the problem at this place of the list; nothing beyond its end.
    fn json(&self, i: usize) -> &[u8] {
        let Some(start) = self.numbers.get(i * 3) else { return &[] };
        let end = self.numbers.get((i + 1) * 3).map_or(self.lines.len(), |next| *next as usize);
        self.lines.get(*start as usize..end).unwrap_or_default()
    }

    /// Every problem.
    pub fn problems(&self) -> impl Iterator<Item = Problem> {
        (0..self.len()).filter_map(|i| self.problem(i))
    }

    /// The place of the row that the problem is about.
    pub fn place(&self, i: usize) -> Option<usize> {
        self.numbers.get(i * 3 + 1).filter(|place| **place != NOWHERE).map(|place| *place as usize)
    }

    /// How many rows have the value that was found in the problem's field; 0 where no value would do better.
    pub fn alike(&self, i: usize) -> usize {
        self.numbers.get(i * 3 + 2).map_or(0, |n| *n as usize)
    }

    /// The places of the rows that a kind of problems is about, each once.
    pub fn places(&self, group: &ProblemGroup) -> Vec<usize> {
        let mut places: Vec<usize> = (group.first..group.first + group.count).filter_map(|i| self.place(i)).collect();
        places.dedup();
        places
    }

    /// The gravest problem of the row at this place.
    pub fn worst(&self, place: usize) -> Option<Severity> {
        match self.worst.get(place)? {
            1 => Some(Severity::Note),
            2 => Some(Severity::Warning),
            3 => Some(Severity::Error),
            _ => None,
        }
    }

    /// What is handed over: the head, the lines, the numbers, the grades, what is acknowledged.
    pub fn into_parts(self) -> (FindingsHead, [Vec<u8>; 4]) {
        let numbers = self.numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        let Self { groups, excluded, cells, files, .. } = self;
        let head = FindingsHead { groups, excluded, cells, files };
        (head, [self.lines, numbers, self.worst, self.acknowledged])
    }

    /// Puts together what was handed over.
    pub fn from_parts(head: FindingsHead, [lines, numbers, worst, acknowledged]: [Vec<u8>; 4]) -> Self {
        let FindingsHead { groups, excluded, cells, files } = head;
        let (numbers, _) = numbers.as_chunks::<4>();
        Self {
            groups,
            excluded,
            cells,
            lines,
            numbers: numbers.iter().map(|n| u32::from_le_bytes(*n)).collect(),
            worst,
            acknowledged,
            files,
        }
    }
}

fn grade(severity: Severity) -> u8 {
    match severity {
        Severity::Note => 1,
        Severity::Warning => 2,
        Severity::Error => 3,
    }
}

/// How many rows share a value that could be mended.
struct Alike<'a, T> {
    counts: HashMap<(Field, String), u32>,
    mended: &'a Edited<T>,
}

impl<'a, T: Record> Alike<'a, T> {
    fn new(problems: &[Problem], mended: &'a Edited<T>) -> Self {
        let mut alike = Self { counts: HashMap::new(), mended };
        let mut fields: Vec<Field> = problems.iter().filter_map(|p| Some(alike.key(p)?.0)).collect();
        fields.order();
        fields.dedup();
        for field in fields {
            for row in &mended.rows {
                *alike.counts.entry((field, normal_key(&row.text(field)))).or_default() += 1;
            }
        }
        alike
    }

    fn key(&self, problem: &Problem) -> Option<(Field, String)> {
        let wanted = !problem.choices.is_empty() && !problem.found.is_empty();
        Some((self.mended.columns.field_of(problem).filter(|_| wanted)?, normal_key(&problem.found)))
    }

    fn of(&self, problem: &Problem) -> u32 {
        self.key(problem).and_then(|key| self.counts.get(&key).copied()).unwrap_or_default()
    }
}
